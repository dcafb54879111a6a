//! A question before the step that answers it: options to pick, a number to type, and what came of it.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::narration::{AnswerForm, OptionRow, Outcome, Question};
use crate::web::icon::{Icon, icon};
use crate::web::painter::Painter;
use crate::web::rich::{rich, rich_in_button};

/// The question with its answer form.
pub fn question(painter: &Painter, question: &Question) -> Html {
    let locked = question.outcome.is_some();
    let (group, answers) = match &question.answer {
        AnswerForm::One(rows) => ("radiogroup", options(painter, rows, "radio", locked)),
        AnswerForm::Several(rows) | AnswerForm::Order(rows) => {
            ("group", options(painter, rows, "checkbox", locked))
        }
        AnswerForm::Number(typed) => ("group", number(painter, typed, locked)),
    };
    html! {
        <div class="ask">
            <p class="ask-q">{ rich(painter, &question.text) }</p>
            <div class="ask-a" role={group}>{ answers }</div>
            { for question.outcome.iter().map(|came| outcome(painter, came)) }
        </div>
    }
}

fn number(painter: &Painter, typed: &str, locked: bool) -> Html {
    let oninput = painter.on(|event: InputEvent| Msg::TypeNumber(typed_in(&event).into()));
    html! {
        <input
            class="inp inp-num" inputmode="numeric" aria-label={painter.get(key!("narration.number"))}
            value={typed.to_string()} readonly={locked} {oninput}
        />
    }
}

fn options(painter: &Painter, rows: &[OptionRow], role: &'static str, locked: bool) -> Html {
    let option = |(position, row): (usize, &OptionRow)| {
        let verdict = row.right.map(|right| if right { "is-right" } else { "is-wrong" });
        let letter = match row.place {
            Some(place) => place.to_string(),
            None => char::from(b'A' + (position % 26) as u8).to_string(),
        };
        let class = classes!("opt", row.picked.then_some("is-picked"), verdict);
        html! {
            <button
                type="button" {role} {class} aria-checked={row.picked.to_string()}
                aria-disabled={locked.then_some("true")} onclick={painter.send(Msg::PickOption(position))}
            >
                <kbd>{ letter }</kbd><span>{ rich_in_button(&row.text) }</span>
                if let Some(right) = row.right.filter(|right| *right || row.picked) {
                    { icon(if right { Icon::Tick } else { Icon::Cross }) }
                }
            </button>
        }
    };
    rows.iter().enumerate().map(option).collect()
}

/// What stands in the field of an event.
pub fn typed_in(event: &InputEvent) -> String {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

fn outcome(painter: &Painter, outcome: &Outcome) -> Html {
    let (class, shown) = if outcome.right {
        ("gap ok", Icon::Tick)
    } else {
        ("gap bad", Icon::Cross)
    };
    html! {
        <div class="ask-o" role="status">
            <p {class}>{ icon(shown) }<span>{ rich(painter, &outcome.gap) }</span></p>
            <p class="nar-text">{ rich(painter, &outcome.explanation) }</p>
        </div>
    }
}
