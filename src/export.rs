//! What other tools read and write: RabbitMQ's definitions, and their import; commands that declare a drawing on a real
//! broker; diagrams and pictures of it. All of them are pure functions to a text. What a format cannot say is told
//! beside the text, never left out in silence. Nothing here knows a language or a browser.

pub mod curl;
pub mod definitions;
pub mod mermaid;
pub mod picture;
pub mod rabbitmqadmin;
mod sequence;
mod shell;
pub mod svg;
mod unsaid;

pub use unsaid::{Export, Unsaid};

use crate::model::Document;
use crate::run::History;
use crate::scene::Words;
use picture::Moment;
use svg::Ink;

/// The formats that a drawing is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// RabbitMQ's definitions.json.
    Definitions,
    /// Commands for rabbitmqadmin, version 2.
    Rabbitmqadmin,
    /// Commands for curl, against the HTTP API of the management plugin.
    Curl,
    /// A flowchart of the drawing.
    Flowchart,
    /// A sequence diagram of the run.
    Sequence,
    /// The picture of a step.
    Svg(Ink),
}

impl Format {
    /// The formats in the order of their menu, the picture in both its inks.
    pub const ALL: [Format; 7] = [
        Format::Definitions,
        Format::Rabbitmqadmin,
        Format::Curl,
        Format::Sequence,
        Format::Flowchart,
        Format::Svg(Ink::Light),
        Format::Svg(Ink::Dark),
    ];

    /// What stands behind the name of a drawing in the name of its file.
    pub fn ending(self) -> &'static str {
        match self {
            Format::Definitions => "-definitions.json",
            Format::Rabbitmqadmin => "-rabbitmqadmin.sh",
            Format::Curl => "-curl.sh",
            Format::Flowchart => "-flowchart.mmd",
            Format::Sequence => "-sequence.mmd",
            Format::Svg(Ink::Light) => ".svg",
            Format::Svg(Ink::Dark) => "-dark.svg",
        }
    }

    /// The media type of its file.
    pub fn media_type(self) -> &'static str {
        match self {
            Format::Definitions => "application/json",
            Format::Rabbitmqadmin | Format::Curl => "application/x-sh",
            Format::Flowchart | Format::Sequence => "text/plain",
            Format::Svg(_) => "image/svg+xml",
        }
    }
}

/// Writes a drawing in a format. Diagrams and pictures are of its run as it is known, the sequence up to `step`.
pub fn export(
    format: Format,
    document: &Document,
    history: &mut History,
    moment: &Moment<'_>,
    words: &dyn Words,
) -> Export {
    match format {
        Format::Definitions => Export {
            text: definitions::export(document),
            unsaid: unsaid::of_actors(document),
        },
        Format::Rabbitmqadmin => rabbitmqadmin::export(document),
        Format::Curl => curl::export(document),
        Format::Flowchart => mermaid::flowchart(&moment.stage.plan, words),
        Format::Sequence => sequence::sequence(history, moment.step, words),
        Format::Svg(ink) => {
            let scene = moment.scene(history, words);
            Export::all(svg::svg(
                &scene,
                &svg::Dress::plain(ink, moment.text(&document.title)),
            ))
        }
    }
}
