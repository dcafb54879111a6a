//! The narration strip: what the lesson says, or what happened, or a question before it happens.

mod question;

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::narration::Narration as Panel;
use crate::studio::view::InspectorTab;
use crate::web::app::use_text;
use crate::web::controls::Switch;
use crate::web::icon::{Icon, icon};
use crate::web::narration::question::QuestionForm;
use crate::web::rich::rich;
use crate::web::size::use_size;
use crate::web::store::{use_dispatch, use_panel};

/// Who wants to know how much of the canvas the strip covers.
#[derive(Clone, Properties, PartialEq)]
pub struct NarrationProps {
    /// The height from its top to the canvas' bottom, in pixels.
    pub oncover: Callback<f64>,
}

/// What the strip has around its contents.
const FRAME: f64 = 36.0;

/// The strip over the canvas.
#[component]
pub fn Narration(props: &NarrationProps) -> Html {
    let place = use_node_ref();
    let oncover = props.oncover.clone();
    use_size(&place, move |_, height| oncover.emit(height + FRAME));
    let panel = use_panel(|panels| &panels.narration);
    let text = use_text();
    html! {
        <section class="narration" ref={place} aria-label={text.get(key!("narration.label"))}>
            <div class="nar-main">
                { head(&panel) }
                <NarrationText />
            </div>
            <Side />
        </section>
    }
}

fn head(panel: &Panel) -> Html {
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
#[component]
pub fn NarrationText() -> Html {
    let panel = use_panel(|panels| &panels.narration);
    html! {
        <div class="nar-body">
            if let Some(question) = &panel.question {
                <QuestionForm question={question.clone()} />
            } else {
                { for panel.text.iter().map(|paragraph| html! { <p class="nar-text">{ rich(paragraph) }</p> }) }
                if let Some(try_this) = &panel.try_this {
                    <p class="nar-text nar-try">{ rich(try_this) }</p>
                }
            }
        </div>
    }
}

/// Chapters back and forth, and whether questions are asked.
#[component]
fn Side() -> Html {
    let panel = use_panel(|panels| &panels.narration);
    let dispatch = use_dispatch();
    let text = use_text();
    let reveal = panel
        .question
        .as_ref()
        .filter(|question| question.outcome.is_none());
    html! {
        <div class="nar-side">
            if panel.has_questions {
                <Switch
                    name={text.get(key!("narration.predict"))} on={panel.predict}
                    onclick={dispatch.on(|_| Msg::TogglePredict)}
                />
            } else {
                <span></span>
            }
            <div class="nar-nav">
                <button
                    type="button" class="btn btn-o narrow-only"
                    onclick={dispatch.on(|_| Msg::ShowInspector(InspectorTab::Why))}
                >
                    { text.get(key!("narration.why")) }
                </button>
                if panel.has_previous || panel.has_next {
                    <button
                        type="button" class="btn btn-o" aria-keyshortcuts="PageUp Shift+ArrowLeft"
                        disabled={!panel.has_previous} onclick={dispatch.on(|_| Msg::PreviousChapter)}
                    >
                        { icon(Icon::ChevronLeft) }{ text.get(key!("narration.previous")) }
                    </button>
                }
                if let Some(question) = reveal {
                    <button
                        type="button" class="btn btn-p" disabled={!question.can_reveal}
                        onclick={dispatch.on(|_| Msg::Reveal)}
                    >
                        { text.get(key!("narration.reveal")) }{ icon(Icon::ChevronRight) }
                    </button>
                } else if panel.has_previous || panel.has_next {
                    <button
                        type="button" class="btn btn-p" aria-keyshortcuts="PageDown Shift+ArrowRight"
                        disabled={!panel.has_next} onclick={dispatch.on(|_| Msg::NextChapter)}
                    >
                        { text.get(key!("narration.next")) }{ icon(Icon::ChevronRight) }
                    </button>
                }
            </div>
        </div>
    }
}
