//! A question before the step that answers it: options to pick, a number to type, and what came of it.

use wasm_bindgen::JsCast;
use web_sys::HtmlInputElement;
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::narration::{AnswerForm, OptionRow, Outcome, Question};
use crate::web::controls::button;
use crate::web::icon::{Icon, icon};
use crate::web::painter::Painter;
use crate::web::rich::{rich_in, rich_in_button};
use crate::web::tag::{Tag, div, span, tag, truth, worded};

/// The question with its answer form.
pub fn question(painter: &Painter, question: &Question) -> Tag {
    let locked = question.outcome.is_some();
    let answers = div("ask-a");
    let answers = match &question.answer {
        AnswerForm::One(rows) => options(answers.set("role", "radiogroup"), painter, rows, "radio", locked),
        AnswerForm::Several(rows) | AnswerForm::Order(rows) => {
            options(answers.set("role", "group"), painter, rows, "checkbox", locked)
        }
        AnswerForm::Number(typed) => number(answers.set("role", "group"), painter, question, typed),
    };
    div("ask")
        .child(rich_in(painter, "p", "ask-q", &question.text))
        .child(answers)
        .child(question.outcome.as_ref().map(|came| outcome(painter, came)))
}

/// A field for a number, which Enter locks. What is wanted stands beside it while no number does.
fn number(answers: Tag, painter: &Painter, question: &Question, typed: &str) -> Tag {
    let locked = question.outcome.is_some();
    let is_wanting = !locked && !question.can_reveal;
    let wanted = painter.get(key!("narration.number_wanted"));
    let store = painter.store.clone();
    let onkeydown = Callback::from(move |event: KeyboardEvent| {
        if event.key() == "Enter" && !event.is_composing() {
            event.prevent_default();
            store.send(Msg::Reveal);
        }
    });
    let field = tag("input")
        .class("inp inp-num")
        .set("inputmode", "numeric")
        .set("aria-label", painter.get(key!("narration.number")))
        .set("aria-description", is_wanting.then_some(wanted))
        .set(
            "aria-invalid",
            (is_wanting && !typed.trim().is_empty()).then_some("true"),
        )
        .typed(typed.to_string())
        .set("readonly", locked)
        .on_key_down(onkeydown)
        .on_input(painter.on(|event: InputEvent| Msg::TypeNumber(typed_in(&event).into())));
    answers
        .child(field)
        .child(is_wanting.then(|| worded("small", "wanted", wanted).set("aria-hidden", "true")))
}

fn options(mut answers: Tag, painter: &Painter, rows: &[OptionRow], role: &'static str, locked: bool) -> Tag {
    for (position, row) in rows.iter().enumerate() {
        let verdict = match row.right {
            None => "",
            Some(true) => "is-right",
            Some(false) => "is-wrong",
        };
        let letter = match row.place {
            Some(place) => place.to_string(),
            None => char::from(b'A' + (position % 26) as u8).to_string(),
        };
        let mark = row
            .right
            .filter(|right| *right || row.picked)
            .map(|right| icon(if right { Icon::Tick } else { Icon::Cross }));
        let option = button("opt", painter.send(Msg::PickOption(position)))
            .class_if(row.picked, "is-picked")
            .class(verdict)
            .set("role", role)
            .set("aria-checked", truth(row.picked))
            .set("aria-disabled", locked.then_some("true"))
            .child(worded("kbd", "", &letter))
            .child(rich_in_button(span(""), &row.text))
            .child(mark);
        answers = answers.child(option);
    }
    answers
}

/// What stands in the field of an event.
#[inline(never)]
pub fn typed_in(event: &InputEvent) -> String {
    let field = event
        .target()
        .and_then(|target| target.dyn_into::<HtmlInputElement>().ok());
    field.map(|field| field.value()).unwrap_or_default()
}

fn outcome(painter: &Painter, outcome: &Outcome) -> Tag {
    let (class, shown) = if outcome.right {
        ("gap ok", Icon::Tick)
    } else {
        ("gap bad", Icon::Cross)
    };
    let gap = tag("p")
        .class(class)
        .child(icon(shown))
        .child(rich_in(painter, "span", "", &outcome.gap));
    div("ask-o").set("role", "status").child(gap).child(rich_in(
        painter,
        "p",
        "nar-text",
        &outcome.explanation,
    ))
}
