//! The icons: strokes and filled shapes on a field of 16 by 16, drawn in the colour of the text they stand in.
//!
//! They are drawn in place and never by reference, so that several mounts on one page share no ids.

use crate::scene::node::NodeKind;
use crate::scene::sign as path_of;
use crate::studio::panels;
use crate::web::shapes::{circle, path, picture};
use crate::web::tag::{Tag, tag};

/// One piece of an icon.
enum Piece {
    /// A stroke.
    Line(&'static str),
    /// A thick stroke: dots, and the bars of pause.
    Bold(&'static str),
    /// A filled shape.
    Solid(&'static str),
}

use Piece::{Bold, Line, Solid};

/// What an icon shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Icon {
    ToStart,
    StepBack,
    Play,
    Pause,
    Step,
    ToEnd,
    Arrow,
    Deliver,
    Tick,
    Cross,
    DeadLetter,
    Hourglass,
    Redo,
    Drop,
    Return,
    Bolt,
    Power,
    Clock,
    Work,
    Unplug,
    Lock,
    Trash,
    Warning,
    Info,
    Forbidden,
    Plus,
    Minus,
    Fit,
    Follow,
    Search,
    List,
    Menu,
    More,
    Grid,
    Legend,
    Question,
    Open,
    Download,
    Out,
    Fork,
    ChevronDown,
    ChevronRight,
    ChevronLeft,
    ChevronUp,
    Sun,
    Moon,
    Flag,
    Chart,
    Stop,
    Dot,
    Hand,
    Tray,
    Query,
    Pencil,
    Connect,
    Copy,
    AlignSide,
    AlignMiddle,
    Spread,
    Tidy,
    File,
    Code,
}

impl Icon {
    fn pieces(self) -> &'static [Piece] {
        match self {
            Icon::ToStart => &[Line("M3.5 3.8v8.4"), Solid("M12.6 4v8L6.2 8z")],
            Icon::StepBack => &[Solid("M9.6 4v8L3.4 8z"), Line("M12.4 4.2v7.6")],
            Icon::Play => &[Solid("M5.2 3.4v9.2L12.8 8z")],
            Icon::Pause => &[Bold("M5.6 3.8v8.4M10.4 3.8v8.4")],
            Icon::Step => &[Solid("M6.4 4v8l6.2-4z"), Line("M3.6 4.2v7.6")],
            Icon::ToEnd => &[Line("M12.5 3.8v8.4"), Solid("M3.4 4v8l6.4-4z")],
            Icon::Arrow => &[Line("M2.6 8h10M9 4.4 12.6 8 9 11.6")],
            Icon::Deliver => &[Line("M2.6 8h7M6.4 4.8 9.6 8l-3.2 3.2M13 3.4v9.2")],
            Icon::Tick => &[Line(path_of::TICK)],
            Icon::Cross => &[Line(path_of::CROSS)],
            Icon::DeadLetter => &[Line(path_of::DEAD_LETTER)],
            Icon::Hourglass => &[Line(path_of::HOURGLASS)],
            Icon::Redo => &[Line(path_of::REDO)],
            Icon::Drop => &[Line("M2.6 8h5.6m2-2.6 4 5.2M14.2 5.4l-4 5.2")],
            Icon::Return => &[Line("M3.4 6.4h6a3.6 3.6 0 0 1 0 7.2H6M6.2 3.4 3.2 6.4l3 3")],
            Icon::Bolt => &[Solid(path_of::BOLT)],
            Icon::Power => &[Line("M8 2.2v5M4.9 4.2a5 5 0 1 0 6.2 0")],
            Icon::Clock => &[Line(path_of::CLOCK)],
            Icon::Work => &[Line("M2.6 11.4a5.6 5.6 0 1 1 10.8 0M8 11 5.2 7.4")],
            Icon::Unplug => &[Line(path_of::UNPLUG)],
            Icon::Lock => &[Line(
                "M4.8 7h6.4c.8 0 1.4.6 1.4 1.4V12c0 .8-.6 1.4-1.4 1.4H4.8c-.8 0-1.4-.6-1.4-1.4V8.4C3.4 7.6 4 7 4.8 7M5.4 7V5.2a2.6 2.6 0 0 1 5.2 0V7",
            )],
            Icon::Trash => &[Line("M3 4.4h10M6.2 4.2V2.8h3.6v1.4M4.4 4.6l.6 8.8h6l.6-8.8")],
            Icon::Warning => &[Line("M8 2.2 14.2 13H1.8zM8 6.4v3M8 11.2v.1")],
            Icon::Info => &[Line("M2 8a6 6 0 1 1 12 0A6 6 0 1 1 2 8M8 7.4v3.4M8 5.1v.1")],
            Icon::Forbidden => &[Line("M2.2 8a5.8 5.8 0 1 1 11.6 0 5.8 5.8 0 1 1-11.6 0m1.8 4 8-8")],
            Icon::Plus => &[Line("M8 3.4v9.2M3.4 8h9.2")],
            Icon::Minus => &[Line("M3.4 8h9.2")],
            Icon::Fit => &[Line(
                "M2.6 6V3.6c0-.6.4-1 1-1H6M10 2.6h2.4c.6 0 1 .4 1 1V6M13.4 10v2.4c0 .6-.4 1-1 1H10M6 13.4H3.6c-.6 0-1-.4-1-1V10",
            )],
            Icon::Follow => &[Line(
                "M5.8 8a2.2 2.2 0 1 1 4.4 0 2.2 2.2 0 1 1-4.4 0M8 1.8v2.4M8 11.8v2.4M1.8 8h2.4M11.8 8h2.4",
            )],
            Icon::Search => &[Line(
                "M2.8 7a4.2 4.2 0 1 1 8.4 0 4.2 4.2 0 1 1-8.4 0m7.4 3.2 3.4 3.4",
            )],
            Icon::List => &[
                Bold("M2.6 4h.1M2.6 8h.1M2.6 12h.1"),
                Line("M5.6 4h8M5.6 8h8M5.6 12h8"),
            ],
            Icon::More => &[Bold("M3.4 8h.1M8 8h.1M12.5 8h.1")],
            Icon::Menu => &[Line("M2.6 4.6h10.8M2.6 8h10.8M2.6 11.4h10.8")],
            Icon::Grid => &[Line(
                "M2.4 2.4h4.4v4.4H2.4zM9.2 2.4h4.4v4.4H9.2zM2.4 9.2h4.4v4.4H2.4zM9.2 9.2h4.4v4.4H9.2z",
            )],
            Icon::Legend => &[Line(
                "M2.2 4.2a1.6 1.6 0 1 1 3.2 0 1.6 1.6 0 1 1-3.2 0M8 4.2h6M8 8h6M8 11.8h6M2.2 10.2h3.2v3.2H2.2z",
            )],
            Icon::Question => &[
                Line("M2 8a6 6 0 1 1 12 0A6 6 0 1 1 2 8M6.3 6.4c0-2.3 3.5-2.3 3.5-.1 0 1.5-1.8 1.5-1.8 3"),
                Bold("M8 11.5v.1"),
            ],
            Icon::Open => &[Line(
                "M2.4 12.2V4c0-.6.4-1 1-1h2.8l1.6 1.8h4.8c.6 0 1 .4 1 1v.8M2.4 12.6 4.4 7h10l-2 5.6z",
            )],
            Icon::Download => &[Line("M8 2.6V10M5.2 7.4 8 10.2l2.8-2.8M3 13.4h10")],
            Icon::Out => &[Line(
                "M6 3H3.6c-.6 0-1 .4-1 1v8.4c0 .6.4 1 1 1H12c.6 0 1-.4 1-1V10M9.4 2.6h4v4M13.2 2.8 7.6 8.4",
            )],
            Icon::Fork => &[Line(
                "M2.8 3.4a1.6 1.6 0 1 1 3.2 0 1.6 1.6 0 1 1-3.2 0m0 9.2a1.6 1.6 0 1 1 3.2 0 1.6 1.6 0 1 1-3.2 0m7.2-7a1.6 1.6 0 1 1 3.2 0 1.6 1.6 0 1 1-3.2 0M4.4 5v6M11.6 7.2c0 2.6-7.2 1.2-7.2 3.8",
            )],
            Icon::ChevronDown => &[Line("m4.2 6.2 3.8 3.8 3.8-3.8")],
            Icon::ChevronRight => &[Line("m6.2 4.2 3.8 3.8-3.8 3.8")],
            Icon::ChevronLeft => &[Line("M9.8 4.2 6 8l3.8 3.8")],
            Icon::ChevronUp => &[Line("m4.2 9.8 3.8-3.8 3.8 3.8")],
            Icon::Sun => &[Line(
                "M5.3 8a2.7 2.7 0 1 1 5.4 0 2.7 2.7 0 1 1-5.4 0M8 1.8v1.5M8 12.7v1.5M1.8 8h1.5M12.7 8h1.5M3.6 3.6l1.1 1.1M11.3 11.3l1.1 1.1M12.4 3.6l-1.1 1.1M4.7 11.3l-1.1 1.1",
            )],
            Icon::Moon => &[Line("M13 9.7A5.4 5.4 0 0 1 6.3 3 5.4 5.4 0 1 0 13 9.7z")],
            Icon::Stop => &[Solid("M3.6 2.4h8.8v8.2h-3L8 13.2l-1.4-2.6h-3z")],
            Icon::Chart => &[Line("M2.4 2.6v11h11.2M4.8 11V8.6h2.4V5.8h2.6v3.4h2.6V11")],
            Icon::Flag => &[Line("M4 14V2.6h7.6L9.8 5.4l1.8 2.8H4")],
            Icon::Dot => &[Line("M5.4 8a2.6 2.6 0 1 1 5.2 0 2.6 2.6 0 1 1-5.2 0")],
            Icon::Pencil => &[Line("m3 13 .7-3 6.7-6.7a1.6 1.6 0 0 1 2.3 2.3L6 12.3z")],
            Icon::Connect => &[Line(
                "M1.9 12.3a1.8 1.8 0 1 1 3.6 0 1.8 1.8 0 1 1-3.6 0M10.5 3.7a1.8 1.8 0 1 1 3.6 0 1.8 1.8 0 1 1-3.6 0M5.1 10.9c4-.4 1.8-5.4 5.8-5.8",
            )],
            Icon::Copy => &[Line(
                "M5.6 5.6h6.8c.6 0 1 .4 1 1v5.8c0 .6-.4 1-1 1H6.6c-.6 0-1-.4-1-1zM10.4 5.4V3.6c0-.6-.4-1-1-1H3.6c-.6 0-1 .4-1 1v5.8c0 .6.4 1 1 1h1.8",
            )],
            Icon::AlignSide => &[Line("M2.6 2.2v11.6M5.2 3.8h8v3.2h-8zM5.2 9.4h5v3.2h-5z")],
            Icon::AlignMiddle => &[Line(
                "M8 1.8v2M8 7v2.4M8 12.6v1.6M3.6 3.8h8.8V7H3.6zM5.4 9.4h5.2v3.2H5.4z",
            )],
            Icon::Spread => &[Line("M2.4 2.4v11.2M13.6 2.4v11.2M6 4.6h4v6.8H6z")],
            Icon::Tidy => &[Line(
                "M2.2 3h3.6v3.6H2.2zM2.2 9.4h3.6V13H2.2zM10.2 6.2h3.6v3.6h-3.6zM5.8 4.8h2.2v6.4H5.8M8 8h2.2",
            )],
            Icon::File => &[Line(
                "M4 2.4h5l3.4 3.4v7c0 .5-.4.8-.8.8H4c-.5 0-.8-.3-.8-.8V3.2c0-.4.3-.8.8-.8zM9 2.6V6h3.2",
            )],
            Icon::Code => &[Line("M5.4 4.6 2 8l3.4 3.4M10.6 4.6 14 8l-3.4 3.4M9 3.4 7 12.6")],
            Icon::Hand => &[Line("M3.6 2.6 12.9 7 8.8 8.6 7 12.8z")],
            Icon::Query => &[Line(path_of::QUERY), Bold(path_of::QUERY_DOT)],
            Icon::Tray => &[Line(
                "M8 2.4v6M5.4 6 8 8.6 10.6 6M2.8 9.4v2.8c0 .6.4 1 1 1h8.4c.6 0 1-.4 1-1V9.4",
            )],
        }
    }
}

impl From<panels::Icon> for Icon {
    fn from(of_event: panels::Icon) -> Icon {
        match of_event {
            panels::Icon::Arrow => Icon::Arrow,
            panels::Icon::Deliver => Icon::Deliver,
            panels::Icon::Tick => Icon::Tick,
            panels::Icon::Cross => Icon::Cross,
            panels::Icon::Turn => Icon::DeadLetter,
            panels::Icon::Hourglass => Icon::Hourglass,
            panels::Icon::Clock => Icon::Clock,
            panels::Icon::Bolt => Icon::Bolt,
            panels::Icon::Power => Icon::Power,
            panels::Icon::Tray => Icon::Tray,
            panels::Icon::Warning => Icon::Warning,
            panels::Icon::Dot => Icon::Dot,
            panels::Icon::Hand => Icon::Hand,
        }
    }
}

fn with_pieces(mut picture: Tag, icon: Icon) -> Tag {
    for piece in icon.pieces() {
        let (class, d) = match piece {
            Line(d) => ("", *d),
            Bold(d) => ("b", *d),
            Solid(d) => ("f", *d),
        };
        picture = picture.child(path(class, d));
    }
    picture
}

/// An icon in text or in a button. It says nothing to assistive technology: its button does.
pub fn icon(icon: impl Into<Icon>) -> Tag {
    with_pieces(in_text("ic"), icon.into())
}

fn in_text(class: &'static str) -> Tag {
    picture(class).set("viewBox", "0 0 16 16")
}

/// An icon in a picture, `size` across, with its middle at the origin.
pub fn icon_at_origin(icon: Icon, size: f64) -> Tag {
    let corner = -size / 2.0;
    let field = tag("svg")
        .class("ic")
        .set("x", corner)
        .set("y", corner)
        .set("width", size)
        .set("height", size)
        .set("viewBox", "0 0 16 16");
    with_pieces(field, icon)
}

/// The same on a disc, as the signs in a picture are; the group brings their colours.
pub fn sign(group: Tag, radius: f64, icon: Icon, size: f64) -> Tag {
    group.child(circle("", radius)).child(icon_at_origin(icon, size))
}

/// The pictogram of a kind of node, in its colours.
pub fn kind_icon(kind: NodeKind) -> Tag {
    let round = "M2 8a6 6 0 1 1 12 0A6 6 0 1 1 2 8z";
    let (class, shape, sign) = match kind {
        NodeKind::Producer => ("k-producer", path("kf kl", round), None),
        NodeKind::Exchange => (
            "k-exchange",
            path("kf kl", "M8 1.6 14.4 8 8 14.4 1.6 8z"),
            Some(path("ks", "m5.8 5.8 4.4 4.4M10.2 5.8l-4.4 4.4")),
        ),
        NodeKind::Queue => (
            "k-queue",
            path("kf kl", "M3.2 4h9.6q2 0 2 2v4q0 2-2 2H3.2q-2 0-2-2V6q0-2 2-2z"),
            Some(path("ks", "M5.7 4v8M10.3 4v8")),
        ),
        NodeKind::Consumer => (
            "k-consumer",
            path("kf kl", round),
            Some(path("ko", "M6 8a2 2 0 1 1 4 0A2 2 0 1 1 6 8z")),
        ),
        NodeKind::Service => (
            "k-service",
            path(
                "kf kl",
                "M4 2.6h8q2.2 0 2.2 2.2v6.4q0 2.2-2.2 2.2H4q-2.2 0-2.2-2.2V4.8q0-2.2 2.2-2.2z",
            ),
            Some(path("ks", "M4.6 6h4.2M4.6 8.4h6.4M4.6 10.8h3")),
        ),
        NodeKind::Note => (
            "k-note",
            path(
                "kf kl",
                "M2.6 3.8c0-.7.5-1.2 1.2-1.2h8.4c.7 0 1.2.5 1.2 1.2v5.8l-3.8 3.8H3.8c-.7 0-1.2-.5-1.2-1.2z",
            ),
            None,
        ),
    };
    in_text("kic").class(class).child(shape).child(sign)
}
