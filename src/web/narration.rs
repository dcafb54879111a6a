//! The narration strip: what the lesson says, or what happened, or a question before it happens.

pub mod question;

use std::any::Any;

use yew::prelude::*;

use crate::key;
use crate::studio::actions::Action;
use crate::studio::panels::narration::Narration;
use crate::studio::view::InspectorTab;
use crate::studio::{Msg, Studio};
use crate::web::controls::{button, button_unless, switch};
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::rich::{rich, rich_in};
use crate::web::same::Bit;
use crate::web::size::SizeWatch;
use crate::web::tag::{Tag, div, span, tag, worded};

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
pub fn narration(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let panel = &*studio.panels().narration;
    let main = div("nar-main").child(head(panel)).child(words(brush, panel));
    tag("section")
        .class("narration")
        .place(&brush.places[0])
        .set("aria-label", brush.get(key!("narration.label")))
        .child(main)
        .child(side(brush, panel))
}

fn head(panel: &Narration) -> Tag {
    let head = div("nar-head");
    if let Some(chapter) = &panel.chapter {
        return head.child(worded("b", "nar-title", &chapter.title)).child(worded(
            "span",
            "num",
            &chapter.text,
        ));
    }
    let event = (!panel.event.is_empty()).then(|| span("evt").child(icon(panel.icon)).child(&*panel.event));
    head.child(event)
        .child(worded("b", "", &panel.step_text))
        .child(worded("span", "num", &panel.at_text))
}

/// The words, or the question; for the studio's strip and for the player.
pub fn words(painter: &Painter, panel: &Narration) -> Tag {
    let mut body = div("nar-body");
    if let Some(asked) = &panel.question {
        return body.child(question::question(painter, asked));
    }
    for text in &panel.text {
        body = body.child(rich_in(painter, "p", "nar-text", text));
    }
    let hint = panel.try_this.as_ref().map(|text| {
        let hint = tag("p")
            .class("nar-text nar-try")
            .child(worded("b", "", painter.get(key!("narration.try_this"))))
            .child(" ");
        rich(hint, painter, text)
    });
    let task = panel.task.as_ref().map(|(title, text)| {
        tag("details")
            .class("nar-task")
            .set("open", "")
            .child(worded("summary", "", title))
            .child(rich_in(painter, "p", "nar-text", text))
    });
    body.child(hint).child(task)
}

/// Chapters back and forth, and whether questions are asked.
fn side(painter: &Painter, panel: &Narration) -> Tag {
    let predict = if panel.has_questions {
        switch(
            painter.get(key!("narration.predict")),
            panel.predict,
            painter.send(Msg::TogglePredict),
        )
    } else {
        span("")
    };
    div("nar-side").child(predict).child(chapters(painter, panel))
}

/// The buttons from chapter to chapter, and the one that shows the answer.
pub fn chapters(painter: &Painter, panel: &Narration) -> Tag {
    let reveal = panel
        .question
        .as_ref()
        .filter(|question| question.outcome.is_none());
    let has_chapters = panel.has_previous || panel.has_next;
    let turn = |class: &'static str, action: Option<Action>, on: bool, msg: Msg| {
        button_unless(!on, class, painter.send(msg)).set("aria-keyshortcuts", action.and_then(Action::chords))
    };
    let home = panel.is_away.then(|| {
        button("btn btn-o", painter.send(Msg::BackToLesson))
            .child(icon(Icon::Return))
            .child(painter.get(key!("narration.back")))
    });
    let back = has_chapters.then(|| {
        turn(
            "btn btn-o",
            Some(Action::PreviousChapter),
            panel.has_previous,
            Msg::PreviousChapter,
        )
        .child(icon(Icon::ChevronLeft))
        .child(painter.get(key!("narration.previous")))
    });
    let forth = match reveal {
        Some(question) => Some((
            turn("btn btn-p", None, question.can_reveal, Msg::Reveal),
            key!("narration.reveal"),
        )),
        None => has_chapters.then(|| {
            (
                turn(
                    "btn btn-p",
                    Some(Action::NextChapter),
                    panel.has_next,
                    Msg::NextChapter,
                ),
                key!("narration.next"),
            )
        }),
    };
    let forth = forth.map(|(forth, key)| forth.child(painter.get(key)).child(icon(Icon::ChevronRight)));
    let why = button(
        "btn btn-o narrow-only",
        painter.send(Msg::ShowInspector(InspectorTab::Why)),
    );
    div("nar-nav")
        .child(why.child(painter.get(key!("narration.why"))))
        .child(home)
        .child(back)
        .child(forth)
}
