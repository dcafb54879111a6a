//! A node: its shape by its kind, its labels, its state.

use crate::export::svg::paper::{Paper, Sign, Type, number};
use crate::scene::geometry::Rect;
use crate::scene::node::{Badge, Label, NodeKind, NodeState, NodeView, Slots, Tray};
use crate::scene::shape::last_slot;
use crate::scene::sign;
use crate::scene::svg::written;

/// How a body is drawn.
struct Body {
    fill: &'static str,
    line: &'static str,
    letter: &'static str,
    dashes: &'static str,
    cap: &'static str,
    is_faint: bool,
}

impl Body {
    fn of(paper: &Paper, node: &NodeView) -> Body {
        let kind = word(node.kind);
        let own = |what: &str| paper.ink(&[kind, what].concat());
        let letter = match node.kind {
            NodeKind::Consumer => paper.ink("consumer-on"),
            NodeKind::Producer
            | NodeKind::Exchange
            | NodeKind::Queue
            | NodeKind::Service
            | NodeKind::Note => own("-ink"),
        };
        let well = Body {
            fill: own(""),
            line: if node.active {
                paper.ink("now")
            } else {
                own("-line")
            },
            letter,
            dashes: "",
            cap: "",
            is_faint: false,
        };
        match node.state {
            NodeState::Well => well,
            NodeState::Crashed => Body {
                fill: "url(#hatch)",
                line: paper.ink("bad"),
                letter: paper.ink("ink-3"),
                dashes: "4 3",
                ..well
            },
            NodeState::Disconnected | NodeState::NotStarted | NodeState::Absent => Body {
                fill: "none",
                line: paper.ink("ink-3"),
                letter: paper.ink("ink-3"),
                dashes: "1.5 3.5",
                cap: "round",
                is_faint: true,
            },
        }
    }

    fn look(&self) -> [(&str, &str); 6] {
        [
            ("fill", self.fill),
            ("stroke", self.line),
            ("stroke-width", "1.5"),
            ("stroke-linejoin", "round"),
            ("stroke-dasharray", self.dashes),
            ("stroke-linecap", self.cap),
        ]
    }
}

/// The kind's name among the colours.
fn word(kind: NodeKind) -> &'static str {
    match kind {
        NodeKind::Producer => "producer",
        NodeKind::Exchange => "exchange",
        NodeKind::Queue => "queue",
        NodeKind::Consumer => "consumer",
        NodeKind::Service => "service",
        NodeKind::Note => "note",
    }
}

/// A node with its labels.
pub fn node(paper: &mut Paper, node: &NodeView) {
    let body = Body::of(paper, node);
    paper.open("g", &[]);
    paper.title(&node.accessible_name);
    match node.kind {
        NodeKind::Producer => round(paper, node, &body, "P"),
        NodeKind::Consumer => {
            round(paper, node, &body, "C");
            tray(paper, node.tray.as_ref());
        }
        NodeKind::Exchange => diamond(paper, node, &body),
        NodeKind::Queue => queue(paper, node, &body),
        NodeKind::Service => {
            card(paper, node, &body);
            tray(paper, node.tray.as_ref());
        }
        NodeKind::Note => note(paper, node),
    }
    labels(paper, node, &body);
    stamp(paper, node);
    paper.end();
}

/// The ring around what acts in this step.
fn halo(paper: &Paper, node: &NodeView) -> [(&'static str, &'static str); 3] {
    let now = if node.active { paper.ink("now") } else { "none" };
    [("fill", "none"), ("stroke", now), ("stroke-width", "2.5")]
}

fn round(paper: &mut Paper, node: &NodeView, body: &Body, letter: &str) {
    let radius = f64::from(node.body.width) / 2.0;
    paper.group(node.at.x.into(), node.at.y.into());
    if node.active {
        let halo = halo(paper, node);
        paper.circle(radius + 5.0, &halo);
    }
    paper.circle(radius, &body.look());
    let has_ring = node.kind == NodeKind::Consumer && node.state == NodeState::Well;
    if has_ring {
        let look = [
            ("fill", "none"),
            ("stroke", body.letter),
            ("stroke-opacity", "0.42"),
        ];
        paper.circle(radius * 0.82, &look);
    }
    paper.say(0.0, 1.0, letter, Type::middle(17.0, "600", body.letter));
    if node.state == NodeState::Crashed {
        paper.path(
            "M-4-25 3-12-5-3 5 7-3 25",
            &[
                ("fill", "none"),
                ("stroke", body.line),
                ("stroke-width", "1.75"),
                ("stroke-linejoin", "round"),
                ("stroke-linecap", "round"),
            ],
        );
    }
    paper.end();
}

fn diamond(paper: &mut Paper, node: &NodeView, body: &Body) {
    let half = f64::from(node.body.width) / 2.0;
    paper.group(node.at.x.into(), node.at.y.into());
    if node.active {
        let halo = halo(paper, node);
        paper.path(&rounded_diamond(half + 6.0), &halo);
    }
    paper.path(&rounded_diamond(half), &body.look());
    paper.path(
        "M-7-7 7 7M7-7-7 7",
        &[
            ("stroke", body.letter),
            ("stroke-width", "2.4"),
            ("stroke-linecap", "round"),
        ],
    );
    paper.end();
}

fn rounded_diamond(half: f64) -> String {
    let (near, far) = (half * 0.2, half * 0.8);
    written(
        "M# #Q0 # # #L# #Q# 0 # #L# #Q0 # # #L# #Q# 0 # #Z",
        &[
            -near, -far, -half, near, -far, far, -near, half, far, near, near, far, half, -near, far, -far,
            near, -half, -far, -near,
        ],
    )
}

fn queue(paper: &mut Paper, node: &NodeView, body: &Body) {
    let pocket = node.slots.as_ref().and_then(|slots| slots.pocket);
    if node.active {
        let around = pocket
            .map_or(node.body, |pocket| node.body.union(pocket))
            .grown(5);
        let halo = halo(paper, node);
        paper.rect(around, 13, &halo);
    }
    paper.rect(node.body, 8, &body.look());
    let Some(slots) = node.slots.as_ref().filter(|_| !body.is_faint) else {
        return;
    };
    let (well, now) = (paper.ink("queue-well"), paper.ink("now"));
    for place in &slots.wells {
        paper.rect(*place, 5, &[("fill", well)]);
    }
    if let Some(place) = slots.landing {
        let look = [
            ("fill", "none"),
            ("stroke", now),
            ("stroke-width", "1.5"),
            ("stroke-dasharray", "3 2.5"),
        ];
        paper.rect(place, 5, &look);
    }
    let line = paper.ink("queue-line");
    paper.path(&wedge(slots), &[("fill", line)]);
    if let Some(place) = slots.pocket {
        let ground = paper.ink("canvas");
        let look = [
            ("fill", ground),
            ("stroke", line),
            ("stroke-width", "1.25"),
            ("stroke-dasharray", "3 2.5"),
        ];
        paper.rect(place, 7, &look);
    }
    more(paper, slots.more, slots.wells.first());
    more(paper, slots.more_unacked, slots.pocket.map(last_slot).as_ref());
}

fn wedge(slots: &Slots) -> String {
    let back = if slots.flipped { 5 } else { -5 };
    written(
        "M# #l# -5v10z",
        &[slots.head.x, slots.head.y, back].map(f64::from),
    )
}

/// How many do not fit.
fn more(paper: &mut Paper, count: u32, place: Option<&Rect>) {
    if let Some(place) = place.filter(|_| count > 0) {
        let middle = place.middle();
        let ink = paper.ink("queue-ink");
        let words = ["+", &count.to_string()].concat();
        paper.say(
            middle.x.into(),
            middle.y.into(),
            &words,
            Type::middle(10.0, "700", ink),
        );
    }
}

fn tray(paper: &mut Paper, tray: Option<&Tray>) {
    let Some(tray) = tray else { return };
    let (ground, line) = (paper.ink("raised"), paper.ink("line-2"));
    paper.rect(tray.rect, 8, &[("fill", ground), ("stroke", line)]);
    more(paper, tray.more, Some(&last_slot(tray.rect)));
}

fn card(paper: &mut Paper, node: &NodeView, body: &Body) {
    let (place, middle) = (node.body, node.body.middle());
    if node.active {
        let halo = halo(paper, node);
        paper.rect(place.grown(5), 14, &halo);
    }
    paper.rect(place, 10, &body.look());
    let letter = Type::middle(17.0, "600", body.letter);
    paper.say(f64::from(place.x + 18), f64::from(middle.y) + 1.0, "S", letter);
    let indented = place.width - 50;
    let lines = [place.x + 34, middle.y - 8, indented, indented].map(f64::from);
    paper.path(
        &written("M# #h18m-18 8h#m-# 8h14", &lines),
        &[
            ("fill", "none"),
            ("stroke", body.line),
            ("stroke-width", "1.5"),
            ("stroke-linecap", "round"),
        ],
    );
}

fn note(paper: &mut Paper, node: &NodeView) {
    let (fill, line, ink) = (paper.ink("note"), paper.ink("note-line"), paper.ink("note-ink"));
    let (width, height) = (f64::from(node.body.width), f64::from(node.body.height));
    let (x, y) = (width - 14.0, height - 14.0);
    let sheet = [width - 6.0, width, width, y, x, height, height, height - 6.0];
    paper.group(node.body.x.into(), node.body.y.into());
    let look = [("fill", fill), ("stroke", line)];
    paper.path(&written("M0 6Q0 0 6 0H#Q# 0 # 6V#L# #H6Q0 # 0 #Z", &sheet), &look);
    let fold = [width, y, width - 10.0, x, y, x, height - 10.0, height];
    let look = [("fill", line), ("opacity", "0.45")];
    paper.path(&written("M# #H#Q# # # #V#Z", &fold), &look);
    for (row, words) in node.lines.iter().enumerate() {
        let style = Type {
            anchor: crate::scene::node::Anchor::Start,
            ..Type::middle(11.5, "", ink)
        };
        paper.say(11.0, 19.0 + 16.0 * row as f64, words, style);
    }
    paper.end();
}

fn labels(paper: &mut Paper, node: &NodeView, body: &Body) {
    let (ink, faint) = (paper.ink("ink"), paper.ink("ink-3"));
    let (name, weight) = if body.is_faint {
        (faint, "500")
    } else {
        (ink, "600")
    };
    let mono = Type {
        mono: true,
        ..Type::middle(12.0, weight, name)
    };
    label(paper, &node.label, &node.name, mono);
    let own = if body.is_faint {
        faint
    } else {
        paper.ink("exchange-ink")
    };
    label(
        paper,
        &node.type_label,
        &node.type_name,
        Type::middle(11.0, "500", own),
    );
    for view in &node.badges {
        badge(paper, view);
    }
    let caption = match (node.kind, node.caption_is_bad) {
        (NodeKind::Queue, _) => Type::middle(11.0, "500", paper.ink("ink-2")),
        (_, true) => Type::middle(11.0, "600", paper.ink("bad")),
        (_, false) => Type::middle(11.0, "", faint),
    };
    label(paper, &node.caption_label, &node.caption, caption);
}

fn label(paper: &mut Paper, label: &Label, words: &str, style: Type<'_>) {
    let style = Type {
        anchor: label.anchor,
        edged: true,
        ..style
    };
    paper.say(label.at.x.into(), label.at.y.into(), words, style);
}

fn badge(paper: &mut Paper, badge: &Badge) {
    let (line, ink) = if badge.is_dead_letter {
        ("edge-dlx", "queue-ink")
    } else {
        ("line-2", "ink-2")
    };
    let (ground, line, ink) = (paper.ink("sunken"), paper.ink(line), paper.ink(ink));
    paper.open("g", &[]);
    paper.title(&badge.title);
    paper.rect(badge.rect, 4, &[("fill", ground), ("stroke", line)]);
    let middle = badge.rect.middle();
    let y = f64::from(badge.rect.y) + f64::from(badge.rect.height) / 2.0 + 0.5;
    paper.say(middle.x.into(), y, &badge.text, Type::middle(10.0, "600", ink));
    paper.end();
}

/// The stamp of a state, at the top right of the body.
fn stamp(paper: &mut Paper, node: &NodeView) {
    let (ground, stroke, d) = match node.state {
        NodeState::Well => return,
        NodeState::Crashed => ("bad", "bad-on", sign::BOLT),
        NodeState::Disconnected => ("ink-3", "panel", sign::UNPLUG),
        NodeState::NotStarted => ("ink-3", "panel", sign::CLOCK),
        NodeState::Absent => ("ink-3", "panel", sign::QUERY),
    };
    let inset = match node.kind {
        NodeKind::Queue => 0,
        NodeKind::Producer | NodeKind::Exchange | NodeKind::Consumer | NodeKind::Service | NodeKind::Note => {
            node.body.width / 8
        }
    };
    let (ground, stroke, edge) = (paper.ink(ground), paper.ink(stroke), paper.ink("canvas"));
    let place = written(
        "translate(# #)",
        &[(node.body.right() - inset).into(), (node.body.y + inset).into()],
    );
    paper.open("g", &[("transform", &place)]);
    paper.circle(
        10.0,
        &[("fill", ground), ("stroke", edge), ("stroke-width", &number(2.0))],
    );
    let is_solid = node.state == NodeState::Crashed;
    let mark = |d| Sign {
        d,
        size: 12.0,
        stroke,
        width: "1.5",
        is_solid,
    };
    paper.sign(&mark(d));
    if node.state == NodeState::Absent {
        paper.sign(&mark(sign::QUERY_DOT));
    }
    paper.end();
}
