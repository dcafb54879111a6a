//! Node: settings in effect, what it holds now, and what can be done to it by hand.

use crate::key;
use crate::model::Node;
use crate::studio::Msg;
use crate::studio::forms::FormMsg;
use crate::studio::panels::form::Segments;
use crate::studio::panels::node::{InHand, NodePanel, ProgramLine, Section, Setting, Value};
use crate::web::controls::{button, button_unless, toggle};
use crate::web::form;
use crate::web::icon::{Icon, icon, kind_icon};
use crate::web::inspector::{self, empty, remark, section, subject, table};
use crate::web::message_mark::message_mark;
use crate::web::painter::Painter;
use crate::web::pictogram::of_hand;
use crate::web::rich::rich_in;
use crate::web::stops;
use crate::web::tag::{Tag, div, span, tag, worded, worded_if};

/// The Node panel.
pub fn pane(painter: &Painter, panel: &NodePanel) -> Tag {
    let mut pane = inspector::pane("tab-node");
    let Some((node, kind)) = &panel.node else {
        let settings = panel.form.as_ref();
        let (shown, title) = match (settings, &panel.empty) {
            (None, _) => (Icon::File, ""),
            (Some(_), Some(_)) => (Icon::File, painter.get(key!("form.drawing"))),
            (Some(_), None) => (Icon::Connect, &*panel.name),
        };
        let title = worded_if("h2", "t1", title).map(|title| {
            let title = title.class_if(panel.empty.is_none(), "id");
            let kind = worded_if("p", "t2", &panel.kind_text);
            subject(icon(shown).class("subject"), div("").child(title).child(kind))
        });
        let settings = settings.map(|all| form::form(painter, all, "draw").key("drawing".into()));
        return pane
            .child(panel.empty.as_ref().map(|words| empty(painter, words)))
            .child(title)
            .child(settings);
    };
    let words = div("")
        .child(worded("h2", "t1 id", &panel.name))
        .child(worded("p", "t2", &panel.kind_text));
    pane = pane
        .child(subject(kind_icon(*kind), words))
        .child(panel.segments.as_ref().map(|all| segments(painter, all)));
    if let Some(form) = &panel.form {
        // The program is seen as it is made.
        return pane
            .child(form::form(painter, form, "set").key("form".into()))
            .child(program(painter, &panel.program));
    }
    if let Some(editor) = &panel.editor {
        return pane.child(form::editor(painter, editor).key("editor".into()));
    }
    pane = pane
        .child(actions(painter, panel, node))
        .child(hands(painter, &panel.hands));
    for part in &panel.sections {
        pane = pane.child(facts(painter, part));
    }
    let stops = panel.stops.as_ref().map(|of| stops::of_node(painter, node, of));
    pane.child(stops)
        .child(program(painter, &panel.program))
        .child(panel.note.as_ref().map(|note| remark(painter, Icon::Fork, note)))
}

/// What the panel shows of the node: its state, its settings, its program.
fn segments(painter: &Painter, segments: &Segments) -> Tag {
    let mut row = span("seg segs")
        .set("role", "group")
        .set("aria-label", painter.get(key!("tab.node")));
    for (segment, words) in &segments.all {
        let onclick = painter.send(Msg::Form(FormMsg::Show(*segment)));
        row = row.child(toggle("", *segment == segments.shown, onclick).child(&**words));
    }
    row
}

fn actions(painter: &Painter, panel: &NodePanel, node: &Node) -> Tag {
    let attach = panel.attach.as_ref().map(|words| {
        button("btn btn-o", painter.send(Msg::Attach(node.clone())))
            .child(icon(Icon::Plus))
            .child(&**words)
    });
    let mut actions = div("acts").child(attach);
    for action in &panel.actions {
        let onclick = painter.send(Msg::Hand(node.clone(), action.action));
        let button = button_unless(!action.enabled, "btn btn-o", onclick)
            .class_if(action.is_danger, "bad")
            .child(icon(of_hand(action.action)))
            .child(&*action.text);
        actions = actions.child(button);
    }
    actions
}

fn hands(painter: &Painter, hands: &[InHand]) -> Option<Tag> {
    if hands.is_empty() {
        return None;
    }
    let heads = [
        ("", painter.get(key!("node.head.message"))),
        ("", painter.get(key!("message.x_death.queue"))),
        ("r", painter.get(key!("node.head.tag"))),
        ("", ""),
    ];
    let mut rows = tag("tbody");
    for hand in hands {
        let again = hand.redelivered.then(|| {
            span("tag mute")
                .child(icon(Icon::Redo))
                .child(painter.get(key!("message.redelivered")))
        });
        let row = tag("tr")
            .child(tag("td").child(message_mark(painter, hand.message)))
            .child(worded("td", "m", &hand.queue))
            .child(worded("td", "r", &hand.delivery_tag.to_string()))
            .child(tag("td").child(again));
        rows = rows.child(row);
    }
    Some(section(painter.get(key!("node.in_hand")), "").child(table(&heads, rows)))
}

fn facts(painter: &Painter, part: &Section) -> Tag {
    match part {
        Section::Settings { title, rows } => {
            let mut list = tag("dl").class("set");
            for row in rows {
                list = list.child(setting(painter, row));
            }
            section(title, "").child(list)
        }
        Section::Table { title, heads, rows } => {
            let heads: Vec<_> = heads.iter().map(|head| ("", &**head)).collect();
            let mut lines = tag("tbody");
            for row in rows {
                let mut line = tag("tr");
                for cell in row {
                    line = line.child(rich_in(painter, "td", "", cell));
                }
                lines = lines.child(line);
            }
            section(title, "").child(table(&heads, lines))
        }
    }
}

fn setting(painter: &Painter, setting: &Setting) -> Tag {
    let name = worded("dt", "", &setting.name).child(worded_if("span", "bdg", &setting.badge));
    let value = tag("dd");
    let value = match &setting.value {
        Value::Flag(on) => {
            let (mark, word) = match on {
                true => (Icon::Tick, key!("setting.yes")),
                false => (Icon::Minus, key!("setting.no")),
            };
            let word = worded("span", "vh", painter.get(word));
            value.child(span("flag").class_if(*on, "on").child(icon(mark)).child(word))
        }
        Value::Set { text, unit } => {
            let value = value.child(worded("span", "mono", text));
            match worded_if("em", "", unit) {
                Some(unit) => value.child(" ").child(unit),
                None => value,
            }
        }
        Value::Unset(words) => value.child(worded("span", "unset", words)),
    };
    div("")
        .child(name)
        .child(value.child(worded_if("small", "", &setting.source)))
}

/// The program as numbered lines, the current one marked.
fn program(painter: &Painter, lines: &[ProgramLine]) -> Option<Tag> {
    if lines.is_empty() {
        return None;
    }
    // Longer lines are scrolled to by keys.
    let name = painter.get(key!("node.program"));
    let mut list = tag("ol")
        .class("prog")
        .set("tabindex", "0")
        .set("aria-label", name);
    for line in lines {
        let row = tag("li")
            .class("pl")
            .class_if(line.is_now, "is-now")
            .set("aria-current", line.is_now.then_some("step"))
            .child(worded("span", "ln", &line.number.to_string()))
            .child(worded("span", "", &line.text));
        list = list.child(row);
    }
    Some(section(name, "").child(list))
}
