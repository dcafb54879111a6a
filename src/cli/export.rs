//! `warren export`: a drawing in the words of other tools. What they cannot say goes to standard error.

use crate::cli::picture::{Colours, Tongue, computed};
use crate::cli::{Outcome, files};
use crate::export::picture::{Moment, stage};
use crate::export::{self, Format};
use crate::text::piece::marked;
use crate::text::{Language, Text};
use clap::{Args, ValueEnum};
use std::path::PathBuf;

#[derive(Args)]
pub struct Arguments {
    /// The drawing.
    file: PathBuf,
    /// What to write it as.
    #[arg(long = "as", value_enum, default_value_t = Form::Definitions)]
    form: Form,
    /// The step that a picture shows, and that a sequence goes up to; the last one without it.
    #[arg(long)]
    step: Option<usize>,
    /// The language of words in diagrams and pictures.
    #[arg(long, value_enum, default_value_t = Tongue::En)]
    lang: Tongue,
    /// The colours of a picture.
    #[arg(long, value_enum, default_value_t = Colours::Light)]
    theme: Colours,
    /// Where to write it; standard output without it.
    #[arg(long)]
    out: Option<PathBuf>,
}

/// The formats, as the command line calls them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Form {
    /// RabbitMQ's definitions.json
    Definitions,
    /// A script of commands for rabbitmqadmin 2
    Rabbitmqadmin,
    /// A script of commands for curl against the management's HTTP API
    Curl,
    /// Mermaid: the drawing as a flowchart
    Flowchart,
    /// Mermaid: the run as a sequence diagram
    Sequence,
    /// The picture of a step
    Svg,
}

/// Runs the command.
pub fn export(arguments: &Arguments) -> Outcome {
    exported(arguments).err().unwrap_or(Outcome::Well)
}

fn exported(arguments: &Arguments) -> Result<(), Outcome> {
    let document = files::read_document(&arguments.file)?;
    let format = match arguments.form {
        Form::Definitions => Format::Definitions,
        Form::Rabbitmqadmin => Format::Rabbitmqadmin,
        Form::Curl => Format::Curl,
        Form::Flowchart => Format::Flowchart,
        Form::Sequence => Format::Sequence,
        Form::Svg => Format::Svg(arguments.theme.ink()),
    };
    let (mut history, step) = computed(&document, arguments.step)?;
    let stage = stage(&document, &mut history, step);
    let language = arguments.lang.language();
    let moment = Moment {
        stage: &stage,
        step,
        language: language as usize,
    };
    let written = export::export(format, &document, &mut history, &moment, &Text::new(language));
    let told = Text::new(Language::English);
    for unsaid in &written.unsaid {
        files::complain(marked(&told.unsaid(unsaid)));
    }
    files::write(arguments.out.as_deref(), &written.text)
}
