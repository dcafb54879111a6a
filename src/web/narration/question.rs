//! A question before the step that answers it: options to pick, a number to type, and what came of it.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::narration::{AnswerForm, OptionRow, Outcome, Question};
use crate::web::app::use_text;
use crate::web::icon::{Icon, icon};
use crate::web::rich::{rich, rich_in_button};
use crate::web::store::use_dispatch;

/// Which question.
#[derive(Clone, Properties, PartialEq)]
pub struct QuestionProps {
    pub question: Question,
}

/// The question with its answer form.
#[component]
pub fn QuestionForm(props: &QuestionProps) -> Html {
    let question = &props.question;
    let dispatch = use_dispatch();
    let text = use_text();
    let locked = question.outcome.is_some();
    let answers = match &question.answer {
        AnswerForm::One(rows) => options(rows, "radio", locked, &dispatch),
        AnswerForm::Several(rows) => options(rows, "checkbox", locked, &dispatch),
        AnswerForm::Order(rows) => options(rows, "checkbox", locked, &dispatch),
        AnswerForm::Number(typed) => {
            let oninput = dispatch.on(|event: InputEvent| Msg::TypeNumber(typed_in(&event).into()));
            html! {
                <input
                    class="inp inp-num" inputmode="numeric" aria-label={text.get(key!("narration.number"))}
                    value={typed.to_string()} readonly={locked} {oninput}
                />
            }
        }
    };
    html! {
        <div class="ask">
            <p class="ask-q">{ rich(&question.text) }</p>
            <div class="ask-a" role={role(&question.answer)}>{ answers }</div>
            { for question.outcome.iter().map(outcome) }
        </div>
    }
}

fn role(answer: &AnswerForm) -> &'static str {
    match answer {
        AnswerForm::One(_) => "radiogroup",
        AnswerForm::Several(_) | AnswerForm::Order(_) | AnswerForm::Number(_) => "group",
    }
}

fn options(
    rows: &[OptionRow],
    role: &'static str,
    locked: bool,
    dispatch: &crate::web::store::Dispatch,
) -> Html {
    let option = |(position, row): (usize, &OptionRow)| {
        let verdict = row.right.map(|right| if right { "is-right" } else { "is-wrong" });
        let letter = match row.place {
            Some(place) => place.to_string(),
            None => char::from(b'A' + (position % 26) as u8).to_string(),
        };
        let onclick = dispatch.on(move |_| Msg::PickOption(position));
        html! {
            <button
                type="button" {role} aria-checked={row.picked.to_string()} aria-disabled={locked.then_some("true")}
                class={classes!("opt", row.picked.then_some("is-picked"), verdict)} {onclick}
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

fn typed_in(event: &InputEvent) -> String {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

fn outcome(outcome: &Outcome) -> Html {
    let (class, shown) = if outcome.right {
        ("ok", Icon::Tick)
    } else {
        ("bad", Icon::Cross)
    };
    html! {
        <div class="ask-o" role="status">
            <p class={classes!("gap", class)}>{ icon(shown) }<span>{ rich(&outcome.gap) }</span></p>
            <p class="nar-text">{ rich(&outcome.explanation) }</p>
        </div>
    }
}
