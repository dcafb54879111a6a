//! Forms: every field with its label, RabbitMQ's name for it, what stands in it, and under it what is wrong with that.
//!
//! A field says each letter that is typed; leaving it, or Enter, says that it is meant; Escape takes it back.

use wasm_bindgen::JsCast;
use web_sys::{HtmlElement, HtmlInputElement, HtmlTextAreaElement};
use yew::prelude::*;

use crate::key;
use crate::model::form::Field;
use crate::studio::Msg;
use crate::studio::forms::FormMsg;
use crate::studio::panels::form::{Control, Deed, Editor, Form, FormAction, Group, Mistake, Row};
use crate::text::Argument;
use crate::web::controls::{button, chosen, option};
use crate::web::icon::{Icon, icon};
use crate::web::indent;
use crate::web::inspector::{empty, remark};
use crate::web::painter::Painter;
use crate::web::rich::rich_in;
use crate::web::tag::{Tag, div, span, tag, truth, worded, worded_if};

/// A form. `stem` begins the ids of its elements.
pub fn form(painter: &Painter, form: &Form, stem: &'static str) -> Tag {
    let all = div("form").child(form.empty.as_ref().map(|words| empty(painter, words)));
    // What is open and what has the focus stays so where others come before it.
    let mut groups = div("groups");
    let mut others = 0;
    for part in &form.groups {
        let key = match part.key.is_empty() {
            true => {
                others += 1;
                others.to_string()
            }
            false => part.key.to_string(),
        };
        let part = group(painter, part, &format!("{stem}{}-{key}", painter.mount));
        groups = groups.child(part.key(key.into()));
    }
    let all = all.child(groups);
    all.child(form.note.as_ref().map(|note| remark(painter, Icon::Fork, note)))
}

/// Fields that belong together.
pub fn group(painter: &Painter, group: &Group, id: &str) -> Tag {
    let mut rows = div("");
    for (at, part) in group.rows.iter().enumerate() {
        rows = rows.child(row(painter, part, format!("{id}-{at}")));
    }
    let remark = group.remark.as_ref();
    let rows = rows
        .child(remark.map(|words| rich_in(painter, "p", "fremark", words)))
        .child(actions(painter, &group.actions));
    if group.folds {
        let summary = worded("summary", "", &group.title);
        return tag("details")
            .class("fgroup folds")
            .set("aria-label", group.title.clone())
            .child(summary)
            .child(rows);
    }
    let title = (!group.title.is_empty()).then(|| worded("h3", "", &group.title).set("id", id.to_string()));
    tag("section")
        .class("sec fgroup")
        .set("role", "group")
        .set("aria-labelledby", title.is_some().then(|| id.to_string()))
        .child(title)
        .child(rows)
}

fn actions(painter: &Painter, actions: &[FormAction]) -> Option<Tag> {
    if actions.is_empty() {
        return None;
    }
    let mut all = div("acts");
    for action in actions {
        let (class, shown) = match action.deed {
            Deed::Add => ("btn btn-s btn-o", Icon::Plus),
            Deed::Remove => ("btn btn-s bad", Icon::Trash),
            Deed::Open => ("btn btn-s btn-o open", Icon::Pencil),
            Deed::Edit => ("btn btn-s btn-o", Icon::Pencil),
        };
        let onclick = painter.send(Msg::Form(action.msg.clone()));
        all = all.child(button(class, onclick).child(icon(shown)).child(&*action.text));
    }
    Some(all)
}

/// A field with its label.
pub fn row(painter: &Painter, row: &Row, id: String) -> Tag {
    let badge = worded_if("span", "bdg", &row.badge);
    let title = Some(row.argument.clone()).filter(|argument| !argument.is_empty());
    let label = worded("label", "", &row.name).set("for", id.clone());
    // Who hears the field hears it as its description.
    let unheard = |own: Tag| own.set("aria-hidden", "true");
    let label = span("fl")
        .child(label)
        .child(badge.map(unheard))
        .child(worded_if("code", "arg", &row.argument).map(unheard));
    let wrong = wrong(row, &id);
    div("fld")
        .class_if(row.wrong.is_some(), "is-wrong")
        .child(label)
        .child(control(painter, row, id, title))
        .child(wrong)
}

/// What is wrong with a field. It describes it; what is left wrong is announced.
fn wrong(row: &Row, id: &str) -> Option<Tag> {
    let words = row.wrong.as_ref()?;
    Some(worded("p", "wrong", words).set("id", format!("{id}-wrong")))
}

/// A field in a table, whose label is not seen.
pub fn cell(painter: &Painter, row: &Row, id: String) -> Tag {
    let wrong = wrong(row, &id);
    let label = worded("label", "vh", &row.name).set("for", id.clone());
    div("")
        .class_if(row.wrong.is_some(), "fld is-wrong")
        .child(label)
        .child(control(painter, row, id, None))
        .child(wrong)
}

/// Puts the focus on the first field in an element.
pub fn focus_first(place: &HtmlElement) {
    let first = place.query_selector("input, select, textarea").ok().flatten();
    let Some(first) = first.and_then(|first| first.dyn_into::<HtmlElement>().ok()) else {
        return;
    };
    // A field takes the focus.
    let _ = first.focus();
    // What is typed replaces what stands there, as in a field that one comes to by the keyboard.
    if let Ok(input) = first.dyn_into::<HtmlInputElement>() {
        input.select();
    }
}

/// What a field is set by.
pub fn control(painter: &Painter, row: &Row, id: String, title: Option<std::rc::Rc<str>>) -> Tag {
    let (field, value) = (&row.field, &row.value);
    let wrong = row.wrong.is_some().then(|| format!("{id}-wrong"));
    match &row.control {
        Control::Fixed => tag("input")
            .class("inp is-fixed")
            .set("id", id)
            .set("readonly", true)
            .typed(value.to_string()),
        Control::Area => typing(painter, tag("textarea").class("inp area"), field)
            .set("id", id)
            .set("rows", 5_usize)
            .set("aria-description", title)
            .set("aria-invalid", wrong.is_some().then_some("true"))
            .set("aria-describedby", wrong)
            .typed(value.to_string()),
        Control::Switch => {
            let is_on = &**value == "true";
            let other = if is_on { "false" } else { "true" };
            let msg = Msg::Form(FormMsg::Set(field.clone(), other.into()));
            button("switch", painter.send(msg))
                .set("id", id)
                .set("role", "switch")
                .set("aria-checked", truth(is_on))
                .set("aria-label", row.name.clone())
                .set("aria-description", title)
                .set("aria-describedby", wrong)
                .child(tag("i"))
        }
        Control::Choice(options) => {
            let set = field.clone();
            let mut list = tag("select")
                .set("id", id)
                .set("aria-description", title)
                .set("aria-describedby", wrong)
                .on_change(painter.on(move |event: Event| {
                    let chosen = chosen(&event).unwrap_or_default();
                    Msg::Form(FormMsg::Set(set.clone(), chosen.into()))
                }));
            for (own, words) in options {
                list = list.child(option(own.to_string(), own == value, words));
            }
            span("inp-c").child(list).child(icon(Icon::ChevronDown))
        }
        Control::Text {
            placeholder,
            unit,
            is_number,
        } => {
            let input = typing(painter, tag("input").class("inp"), field)
                .set("id", id)
                .set("placeholder", placeholder.clone())
                .set("aria-description", title)
                .set("aria-invalid", wrong.is_some().then_some("true"))
                .set("aria-describedby", wrong)
                .set("autocomplete", "off")
                .set("spellcheck", "false")
                .set("inputmode", is_number.then_some("numeric"))
                .typed(value.to_string());
            span("inp-u").child(input).child(worded_if("em", "", unit))
        }
    }
}

/// What is said while a field is typed into, and when it is left.
fn typing(painter: &Painter, input: Tag, field: &Field) -> Tag {
    let (typed, set, left) = (field.clone(), field.clone(), field.clone());
    let store = painter.store.clone();
    input
        .on_input(
            painter
                .on(move |event: InputEvent| Msg::Form(FormMsg::Type(typed.clone(), text_of(&event).into()))),
        )
        .on_change(
            painter.on(move |event: Event| Msg::Form(FormMsg::Set(set.clone(), text_of(&event).into()))),
        )
        .on_key_down(Callback::from(move |event: KeyboardEvent| {
            let is_typing = store.studio().is_typing(&left);
            if event.key() == "Escape" && is_typing {
                event.prevent_default();
                event.stop_propagation();
                store.send(Msg::Form(FormMsg::Forget(left.clone())));
            }
        }))
}

/// What stands in the field of an event.
pub fn text_of(event: &Event) -> String {
    let Some(target) = event.target() else {
        return String::new();
    };
    match target.dyn_into::<HtmlInputElement>() {
        Ok(input) => input.value(),
        Err(other) => other
            .dyn_into::<HtmlTextAreaElement>()
            .map(|area| area.value())
            .unwrap_or_default(),
    }
}

/// A program as text, with numbers before its lines and its mistakes under it.
pub fn editor(painter: &Painter, editor: &Editor) -> Tag {
    let (mount, actor) = (painter.mount, editor.actor);
    let store = painter.store.clone();
    let list = format!("mistakes{mount}");
    let mut numbers = div("ed-n").set("aria-hidden", "true");
    for line in 1..=editor.lines as u32 {
        let is_wrong = editor.mistakes.iter().any(|mistake| mistake.line == line);
        let is_odd = editor.remarks.iter().any(|remark| remark.line == line);
        let number = worded("span", "", &line.to_string())
            .class_if(is_wrong, "is-wrong")
            .class_if(is_odd, "is-odd")
            .class_if(editor.now == Some(line), "is-now");
        numbers = numbers.child(number);
    }
    let area = tag("textarea")
        .class("ed-t")
        .set("aria-label", painter.get(key!("node.program")))
        .set("aria-describedby", list.clone())
        .set("aria-invalid", (!editor.mistakes.is_empty()).then_some("true"))
        .set("spellcheck", "false")
        .set("autocomplete", "off")
        .set("wrap", "off")
        .set("rows", editor.lines.max(6))
        .typed(editor.text.to_string())
        .on_key_down(indent::on_enter(painter, actor))
        .on_input(
            painter
                .on(move |event: InputEvent| Msg::Form(FormMsg::TypeProgram(actor, text_of(&event).into()))),
        )
        .on_change(painter.on(move |_: Event| Msg::Form(FormMsg::SetProgram(actor))))
        .on_key_down(Callback::from(move |event: KeyboardEvent| {
            let is_typing = store.studio().is_typing_program(actor);
            if event.key() == "Escape" && is_typing {
                event.prevent_default();
                event.stop_propagation();
                store.send(Msg::Form(FormMsg::ForgetProgram(actor)));
            }
        }));
    let mut mistakes = tag("ul").class("mistakes").set("id", list);
    for mistake in &editor.mistakes {
        mistakes = mistakes.child(self::mistake(painter, Icon::Cross, mistake));
    }
    for remark in &editor.remarks {
        mistakes = mistakes.child(self::mistake(painter, Icon::Warning, remark).class("is-odd"));
    }
    let is_wrong = !editor.mistakes.is_empty();
    let shown = match is_wrong || !editor.remarks.is_empty() {
        true => Icon::Warning,
        false => Icon::Tick,
    };
    let status = div("ed-s")
        .class_if(is_wrong, "is-wrong")
        .class_if(!editor.remarks.is_empty(), "is-odd")
        .set("role", "status")
        .child(icon(shown))
        .child(rich_in(painter, "span", "", &editor.status));
    div("editor")
        .child(status)
        .child(div("ed").child(numbers).child(area))
        .child(mistakes)
        .child(editor.note.as_ref().map(|note| remark(painter, Icon::Fork, note)))
}

fn mistake(painter: &Painter, shown: Icon, mistake: &Mistake) -> Tag {
    let fix = mistake.fix.as_ref().map(|(msg, fix)| {
        let words = painter.with(key!("form.fix"), "fix", Argument::Plain(fix));
        button("btn btn-s btn-o", painter.send(Msg::Form(msg.clone()))).child(words)
    });
    let [before, word, after] = &mistake.shown;
    // At the end of a line there is no word to mark.
    let marked = if word.is_empty() { "\u{a0}" } else { word };
    let line = tag("code")
        .class("ml")
        .child(&**before)
        .child(worded("span", "sqg", marked))
        .child(&**after);
    let words = div("")
        .child(line)
        .child(worded("b", "", &mistake.place))
        .child(rich_in(painter, "span", "", &mistake.cause))
        .child(
            mistake
                .hint
                .as_ref()
                .map(|hint| rich_in(painter, "small", "", hint)),
        );
    tag("li").child(icon(shown)).child(words).child(fix)
}
