//! Message: properties, x-death, headers, and the biography from publish to the end.

use crate::base::ids::MessageId;
use crate::key;
use crate::run::breakpoint::Breakpoint;
use crate::scene::token::{TokenStyle, label};
use crate::studio::Msg;
use crate::studio::panels::When;
use crate::studio::panels::message::{BiographyRow, Death, MessagePanel, Property};
use crate::web::controls::button;
use crate::web::icon::icon;
use crate::web::inspector::{self, empty, section, subject, table};
use crate::web::message_mark::fill;
use crate::web::painter::Painter;
use crate::web::rich::rich_in;
use crate::web::stops;
use crate::web::tag::{Tag, div, span, tag, worded};

/// The Message panel.
pub fn pane(painter: &Painter, panel: &MessagePanel) -> Tag {
    let pane = inspector::pane("tab-message");
    let Some(message) = panel.message else {
        return pane.child(panel.empty.as_ref().map(|words| empty(painter, words)));
    };
    let name = worded("h2", "t1", &message.to_string())
        .child(" ")
        .child(worded("span", "id", &panel.name));
    let mut words = div("").child(name);
    for place in &panel.places {
        words = words.child(rich_in(painter, "p", "t2", place));
    }
    let mut moments = tag("ol").class("bio");
    for row in &panel.biography {
        moments = moments.child(moment(painter, row));
    }
    let biography = section(
        painter.get(key!("message.biography")),
        painter.get(key!("message.to_come")),
    );
    let stop = stops::here(
        painter,
        key!("stop.to_it"),
        Breakpoint::Message(message),
        panel.stops,
    );
    pane.child(subject(token(message), words))
        .child(div("acts").child(stop))
        .child(properties(
            painter.get(key!("message.properties")),
            &panel.properties,
            "kv",
        ))
        .child(deaths(painter, &panel.deaths))
        .child(properties(
            painter.get(key!("message.headers")),
            &panel.headers,
            "kv kv-w",
        ))
        .child(biography.child(moments))
}

fn token(message: MessageId) -> Tag {
    let style = TokenStyle::of(message);
    let token = tag("g")
        .class("tok")
        .class(fill(style))
        .child(tag("path").class("tok-b").set("d", style.outline.d()))
        .child(worded("text", "tok-t", &label(message)).set("y", "0.5"));
    tag("svg")
        .class("tok-large")
        .set("viewBox", "-14 -14 28 28")
        .set("aria-hidden", "true")
        .child(token)
}

fn properties(title: &'static str, rows: &[Property], class: &'static str) -> Option<Tag> {
    if rows.is_empty() {
        return None;
    }
    let mut list = tag("dl").class(class);
    for row in rows {
        let mut value = worded("dd", "", &row.value);
        if !row.meaning.is_empty() {
            value = value.child(" ").child(worded("span", "meaning", &row.meaning));
        }
        list = list.child(worded("dt", "", &row.name)).child(value);
    }
    Some(section(title, "").child(list))
}

fn deaths(painter: &Painter, rows: &[Death]) -> Option<Tag> {
    if rows.is_empty() {
        return None;
    }
    let heads = [
        ("", painter.get(key!("message.x_death.queue"))),
        ("", painter.get(key!("message.x_death.reason"))),
        ("r", painter.get(key!("message.x_death.count"))),
        ("", painter.get(key!("message.x_death.exchange"))),
        ("r", painter.get(key!("message.x_death.time"))),
    ];
    let mut lines = tag("tbody");
    for death in rows {
        let from = worded("td", "m", &death.exchange).child(worded("small", "", &death.keys));
        let line = tag("tr")
            .child(worded("td", "m", &death.queue))
            .child(worded("td", "", &death.reason))
            .child(worded("td", "r", &death.count.to_string()))
            .child(from)
            .child(worded("td", "r", &death.time));
        lines = lines.child(line);
    }
    let section = section(
        painter.get(key!("message.x_death")),
        painter.get(key!("message.newest_first")),
    );
    Some(section.child(table(&heads, lines)))
}

fn moment(painter: &Painter, row: &BiographyRow) -> Tag {
    let class = match row.when {
        When::Past => "",
        When::Now => "is-now",
        When::Future => "is-next",
    };
    let time = button("bio-t", painter.send(Msg::Seek(row.step))).child(worded("time", "", &row.time));
    let dot = span("d").child(tag("i").child(icon(row.icon)));
    tag("li")
        .class(class)
        .child(time)
        .child(dot)
        .child(rich_in(painter, "span", "", &row.text))
}
