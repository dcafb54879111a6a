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
    /// The step that a picture or a flowchart shows, and that a sequence goes up to; the last one without it.
    #[arg(long)]
    step: Option<usize>,
    /// The language of words in diagrams and pictures, English without it. The verbs of a sequence are the protocol's.
    #[arg(long, value_enum)]
    lang: Option<Tongue>,
    /// The colours of a picture, light without it.
    #[arg(long, value_enum)]
    theme: Option<Colours>,
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

/// An option that the format has no use for would be a wish that nobody hears.
fn heard(arguments: &Arguments) -> Result<(), Outcome> {
    let (draws, has_colours) = match arguments.form {
        Form::Definitions | Form::Rabbitmqadmin | Form::Curl => (false, false),
        Form::Flowchart | Form::Sequence => (true, false),
        Form::Svg => (true, true),
    };
    let options = [
        ("--step", arguments.step.is_some(), draws),
        ("--lang", arguments.lang.is_some(), draws),
        ("--theme", arguments.theme.is_some(), has_colours),
    ];
    match options
        .iter()
        .find(|(_, is_there, is_heard)| *is_there && !is_heard)
    {
        Some((name, ..)) => Err(Outcome::Misuse(format!("{name} means nothing to this format"))),
        None => Ok(()),
    }
}

fn exported(arguments: &Arguments) -> Result<(), Outcome> {
    heard(arguments)?;
    let document = files::read_document(&arguments.file)?;
    let format = match arguments.form {
        Form::Definitions => Format::Definitions,
        Form::Rabbitmqadmin => Format::Rabbitmqadmin,
        Form::Curl => Format::Curl,
        Form::Flowchart => Format::Flowchart,
        Form::Sequence => Format::Sequence,
        Form::Svg => Format::Svg(arguments.theme.unwrap_or(Colours::Light).ink()),
    };
    let (mut history, step) = computed(&document, arguments.step)?;
    let stage = stage(&document, &mut history, step);
    let language = arguments.lang.unwrap_or(Tongue::En).language();
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
