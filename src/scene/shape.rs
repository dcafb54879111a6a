//! How large a node is and where its labels stand, relative to its own point: the middle of a circle, diamond or card,
//! the middle of the left edge of a queue, the top left corner of a note.

use crate::base::gather::Gather;
use crate::scene::geometry::{Point, Rect};
use crate::scene::measure::{Font, width};
use crate::scene::node::{Anchor, Label, NodeKind, Slots};
use crate::scene::plan::{PlanNode, badge_width};
use std::rc::Rc;

/// The width of a slot, and how far its message is from its tail side.
pub const SLOT: i32 = 32;

/// How many slots a queue shows.
pub const SLOTS: i32 = 5;

/// The width of a queue's body.
const QUEUE_WIDTH: i32 = SLOT * SLOTS;

/// How many tokens fit in the pocket of a queue, and in the tray of a consumer.
pub const POCKET: usize = 2;
pub const TRAY: usize = 3;

/// Where the pocket begins past the head, and the tray past the middle of its consumer.
const POCKET_GAP: i32 = 12;
const TRAY_GAP: i32 = 34;

/// The least room that is kept for the line below a node.
const CAPTION: i32 = 108;

/// How far past a queue's body its dead letters turn down.
pub const DEAD_LETTERS: i32 = 29;

/// The height of a line of text below badges.
const LINE: i32 = 17;

/// The height of a note's line, and the width of its text.
pub const NOTE_LINE: i32 = 16;
pub const NOTE_WIDTH: i32 = 172;

/// A service's card.
pub const CARD: (i32, i32) = (254, 146);

/// A node's geometry, relative to its point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shape {
    pub body: Rect,
    /// Body and labels, with what may come to be held in pocket or tray.
    pub bounds: Rect,
    pub name: Label,
    pub type_name: Label,
    pub caption: Label,
    pub badges: Vec<Rect>,
}

/// The width of a pocket or tray with so many tokens.
pub const fn holder_width(tokens: usize) -> i32 {
    10 + 24 * tokens as i32
}

impl Shape {
    /// The shape of a node. A flipped queue has its head at the left.
    pub fn of(node: &PlanNode, flipped: bool) -> Shape {
        match node.kind {
            NodeKind::Producer => circle(node, 0),
            NodeKind::Consumer => circle(node, TRAY_GAP + holder_width(TRAY)),
            NodeKind::Exchange => diamond(node, flipped),
            NodeKind::Queue => row(node, flipped),
            NodeKind::Service => card(node),
            NodeKind::Note => note(node),
        }
    }
}

/// How many of so many tokens a pocket or tray with this room shows; where there are more, its last slot counts them.
pub const fn shown_held(held: usize, room: usize) -> usize {
    if held > room { room - 1 } else { held }
}

/// The last slot of a pocket or tray.
pub const fn last_slot(holder: Rect) -> Rect {
    Rect {
        x: holder.x + holder.width - 29,
        width: 24,
        ..holder
    }
}

/// The pocket of unacked messages.
pub fn pocket(body: Rect, flipped: bool, tokens: usize) -> Rect {
    let width = holder_width(tokens);
    let x = if flipped {
        body.x - POCKET_GAP - width
    } else {
        body.right() + POCKET_GAP
    };
    Rect::new(x, body.middle().y - 19, width, 38)
}

/// The tray of deliveries in hand, for a consumer or service with this body.
pub fn tray(body: Rect, tokens: usize) -> Rect {
    Rect::new(
        body.right() + TRAY_GAP - 25,
        body.middle().y - 18,
        holder_width(tokens),
        36,
    )
}

/// The row of slots of a queue that holds nothing.
pub fn no_messages(body: Rect, flipped: bool) -> Slots {
    let past = body.width / 2 + 8;
    Slots {
        wells: wells(body, flipped),
        landing: None,
        head: body.middle().moved(if flipped { -past } else { past }, 0),
        flipped,
        more: 0,
        pocket: None,
        more_unacked: 0,
        ready: 0,
        unacked: 0,
    }
}

/// The wells of a queue, from its tail to its head.
pub fn wells(body: Rect, flipped: bool) -> Vec<Rect> {
    let well = |slot: i32| {
        let place = if flipped { SLOTS - 1 - slot } else { slot };
        Rect::new(body.x + 2 + SLOT * place, body.y + 3, SLOT - 4, body.height - 6)
    };
    (0..SLOTS).map(well).gather()
}

fn label(x: i32, y: i32, anchor: Anchor) -> Label {
    Label {
        at: Point::new(x, y),
        anchor,
    }
}

fn circle(node: &PlanNode, right: i32) -> Shape {
    let half = (width(Font::Name, &node.name).max(CAPTION) / 2).max(30) + 4;
    let bounds = Rect::new(-half, -31, half + half.max(right + 4), 31 + 66);
    Shape {
        body: Rect::around(Point::default(), 50, 50),
        bounds,
        name: label(0, 42, Anchor::Middle),
        type_name: Label::default(),
        caption: label(0, 56, Anchor::Middle),
        badges: Vec::new(),
    }
}

/// The labels stand above, or below where dead letters come in from above.
fn diamond(node: &PlanNode, flipped: bool) -> Shape {
    let (name_y, type_y, top, bottom) = if flipped {
        (52, 67, 44, 78)
    } else {
        (-63, -49, 72, 46)
    };
    let type_width = width(Font::Caption, &node.type_name);
    let badge_widths: Vec<i32> = node.badges.iter().map(|badge| badge_width(&badge.text)).gather();
    let group = type_width + badge_widths.iter().map(|width| width + 5).sum::<i32>();
    let mut x = -group / 2 + type_width;
    let mut badges = Vec::new();
    for width in badge_widths {
        badges.push(Rect::new(x + 5, type_y - 7, width, 15));
        x += width + 5;
    }
    let half = (width(Font::Name, &node.name).max(group) / 2).max(44) + 4;
    Shape {
        body: Rect::around(Point::default(), 72, 72),
        bounds: Rect::new(-half, -top, 2 * half, top + bottom),
        name: label(0, name_y, Anchor::Middle),
        type_name: label(-group / 2, type_y, Anchor::Start),
        caption: label(0, bottom + 6, Anchor::Middle),
        badges,
    }
}

fn row(node: &PlanNode, flipped: bool) -> Shape {
    let half = if node.is_tall { 27 } else { 20 };
    let body = Rect::new(0, -half, QUEUE_WIDTH, 2 * half);
    let below = half + 7;
    let mut x = 0;
    let mut badges = Vec::new();
    for badge in &node.badges {
        let width = badge_width(&badge.text);
        badges.push(Rect::new(x, below, width, 15));
        x += width + 4;
    }
    // Dead letters leave past the head: where there are many badges, the line of text stands below them, out of the way.
    let wraps = x + 4 + CAPTION > QUEUE_WIDTH + DEAD_LETTERS;
    let caption = match (wraps, x > 0) {
        (true, _) => label(0, below + LINE + 8, Anchor::Start),
        (false, true) => label(x + 4, below + 8, Anchor::Start),
        (false, false) => label(0, below + 8, Anchor::Start),
    };
    let foot = below + 19 + if wraps { LINE } else { 0 };
    let pocket = POCKET_GAP + holder_width(POCKET) + 4;
    let (left, right) = if flipped {
        (-pocket, QUEUE_WIDTH + 8)
    } else {
        (-8, QUEUE_WIDTH + pocket)
    };
    let right = right
        .max(width(Font::Name, &node.name) + 4)
        .max(caption.at.x + CAPTION);
    let top = half + 22;
    Shape {
        body,
        bounds: Rect::new(left, -top, right - left, top + foot),
        name: label(0, -half - 13, Anchor::Start),
        type_name: Label::default(),
        caption,
        badges,
    }
}

fn card(node: &PlanNode) -> Shape {
    let body = Rect::around(Point::default(), CARD.0, CARD.1);
    let name_room = width(Font::Name, &node.name) + 120 - CARD.0;
    let tray = TRAY_GAP - 25 + holder_width(TRAY);
    let right = body.right() + tray.max(name_room) + 4;
    Shape {
        body,
        bounds: Rect::new(body.x - 6, body.y - 6, right - body.x + 6, CARD.1 + 12),
        name: label(body.x + 36, body.y + 18, Anchor::Start),
        type_name: Label::default(),
        caption: label(body.right() - 12, body.y + 18, Anchor::End),
        badges: Vec::new(),
    }
}

fn note(node: &PlanNode) -> Shape {
    let lines = node
        .words
        .iter()
        .map(|words| note_lines(words).len())
        .max()
        .unwrap_or(0);
    let height = 16 + NOTE_LINE * lines.max(1) as i32;
    let body = Rect::new(0, 0, NOTE_WIDTH, height);
    Shape {
        body,
        bounds: body.grown(3),
        name: label(11, 18, Anchor::Start),
        type_name: Label::default(),
        caption: label(11, 18, Anchor::Start),
        badges: Vec::new(),
    }
}

/// The text of a note, wrapped at spaces, or anywhere in Chinese.
pub fn lines_of_note(node: &PlanNode, language: usize) -> Vec<Rc<str>> {
    let text = if node.words[language].is_empty() {
        &node.words[0]
    } else {
        &node.words[language]
    };
    note_lines(text).into_iter().map(Rc::from).gather()
}

/// A text in lines that fit on a note.
fn note_lines(text: &str) -> Vec<String> {
    let room = NOTE_WIDTH - 22;
    let mut lines = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in breakable(paragraph) {
            let longer = format!("{line}{word}");
            if !line.is_empty() && width(Font::Caption, longer.trim_end()) > room {
                lines.push(line.trim_end().to_string());
                line = word.trim_start().to_string();
            } else {
                line = longer;
            }
        }
        lines.push(line.trim_end().to_string());
    }
    lines
}

/// A paragraph cut where a line may end: after spaces, and around wide characters.
fn breakable(paragraph: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut start = 0;
    for (at, character) in paragraph.char_indices() {
        let end = at + character.len_utf8();
        let wide = width(Font::Caption, &paragraph[at..end]) > width(Font::Caption, "x");
        if character == ' ' || wide {
            parts.push(&paragraph[start..end]);
            start = end;
        }
    }
    parts.push(&paragraph[start..]);
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn notes_are_wrapped_in_both_scripts() {
        let english = note_lines("m2 is a poison message. Follow it round: three retries, then parked.");
        assert_eq!(
            english,
            [
                "m2 is a poison message.",
                "Follow it round: three",
                "retries, then parked."
            ]
        );
        assert_eq!(note_lines("这条消息有毒，跟着它转一圈看看").len(), 2);
    }

    #[test]
    fn wells_run_from_tail_to_head() {
        let body = Rect::new(0, -20, 160, 40);
        assert_eq!(wells(body, false)[0].x, 2);
        assert_eq!(wells(body, true)[0].x, 130);
        assert_eq!(wells(body, false).len(), 5);
    }
}
