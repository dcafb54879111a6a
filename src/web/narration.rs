//! The narration strip: what the lesson says, or what happened, or a question before it happens.

pub mod question;

use std::any::Any;

use yew::prelude::*;

use crate::key;
use crate::studio::panels::narration::Narration;
use crate::studio::view::InspectorTab;
use crate::studio::{Msg, Studio};
use crate::text::Key;
use crate::web::controls::{button, switch};
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::rich;
use crate::web::same::Bit;
use crate::web::size::SizeWatch;

/// What the strip has around its contents, in pixels.
const FRAME: f64 = 36.0;

/// What the strip shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    vec![Bit::of(&studio.panels().narration), lit(studio)]
}

/// The message that is marked wherever a text names it.
pub fn lit(studio: &Studio) -> Bit {
    Bit::Number(studio.view().lit.map_or(0, |message| i64::from(message.0)))
}

/// Tells the canvas how much of it the strip covers.
pub fn attach(painter: &Painter, places: &[NodeRef; 4]) -> Vec<Box<dyn Any>> {
    let (room, store) = (painter.room.clone(), painter.store.clone());
    let watch = SizeWatch::new(&places[0], move |_, height| {
        room.set(&store, |room| room[2] = height + FRAME)
    });
    vec![Box::new(watch)]
}

/// The strip over the canvas.
pub fn narration(brush: &Brush) -> Html {
    let studio = brush.store.studio();
    let panel = &*studio.panels().narration;
    html! {
        <section class="narration" ref={&brush.places[0]} aria-label={brush.get(key!("narration.label"))}>
            <div class="nar-main">
                { head(panel) }
                { words(brush, panel) }
            </div>
            { side(brush, panel) }
        </section>
    }
}

fn head(panel: &Narration) -> Html {
    html! {
        <div class="nar-head">
            if let Some(chapter) = &panel.chapter {
                <b class="nar-title">{ &*chapter.title }</b>
                <span class="num">{ &*chapter.text }</span>
            } else {
                if !panel.event.is_empty() {
                    <span class="evt">{ icon(panel.icon) }{ &*panel.event }</span>
                }
                <b>{ &*panel.step_text }</b>
                <span class="num">{ &*panel.at_text }</span>
            }
        </div>
    }
}

/// The words, or the question; for the studio's strip and for the player.
pub fn words(painter: &Painter, panel: &Narration) -> Html {
    let paragraph = |class: &'static str, text| html! { <p {class}>{ rich(painter, text) }</p> };
    html! {
        <div class="nar-body">
            if let Some(asked) = &panel.question {
                { question::question(painter, asked) }
            } else {
                { for panel.text.iter().map(|text| paragraph("nar-text", text)) }
                { for panel.try_this.iter().map(|text| html! {
                    <p class="nar-text nar-try">
                        <b>{ painter.get(key!("narration.try_this")) }</b>{ " " }{ rich(painter, text) }
                    </p>
                }) }
            }
        </div>
    }
}

/// Chapters back and forth, and whether questions are asked.
fn side(painter: &Painter, panel: &Narration) -> Html {
    html! {
        <div class="nar-side">
            if panel.has_questions {
                { switch(painter.get(key!("narration.predict")), panel.predict, painter.send(Msg::TogglePredict)) }
            } else {
                <span></span>
            }
            { chapters(painter, panel) }
        </div>
    }
}

/// The buttons from chapter to chapter, and the one that shows the answer.
pub fn chapters(painter: &Painter, panel: &Narration) -> Html {
    let reveal = panel
        .question
        .as_ref()
        .filter(|question| question.outcome.is_none());
    let has_chapters = panel.has_previous || panel.has_next;
    let turn = |class: &'static str, keys: &'static str, on: bool, contents: Html, msg| {
        html! {
            <button type="button" {class} aria-keyshortcuts={keys} disabled={!on} onclick={painter.send(msg)}>
                { contents }
            </button>
        }
    };
    let forth = |key: Key| html! { <>{ painter.get(key) }{ icon(Icon::ChevronRight) }</> };
    let back = html! { <>{ icon(Icon::ChevronLeft) }{ painter.get(key!("narration.previous")) }</> };
    let why = painter.get(key!("narration.why"));
    html! {
        <div class="nar-nav">
            { button("btn btn-o narrow-only", painter.send(Msg::ShowInspector(InspectorTab::Why))).child(why) }
            if has_chapters {
                { turn("btn btn-o", "PageUp Shift+ArrowLeft", panel.has_previous, back, Msg::PreviousChapter) }
            }
            if let Some(question) = reveal {
                { turn("btn btn-p", "", question.can_reveal, forth(key!("narration.reveal")), Msg::Reveal) }
            } else if has_chapters {
                {
                    turn(
                        "btn btn-p", "PageDown Shift+ArrowRight", panel.has_next, forth(key!("narration.next")),
                        Msg::NextChapter,
                    )
                }
            }
        </div>
    }
}
