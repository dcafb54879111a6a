//! Exports: what is written for other tools, letter by letter for one scenario, and whatever the names are.
//!
//! To write the golden files anew, run this with `WARREN_GOLDEN=write` and read what changed.
#![cfg(not(target_arch = "wasm32"))]

#[path = "gallery/scenarios.rs"]
mod scenarios;

use scenarios::scenarios;
use std::path::PathBuf;
use std::process::{Command, Stdio};
use warren::export::picture::{Moment, fullest, stage};
use warren::export::svg::{Dress, Ink, svg};
use warren::export::{Export, Format, Unsaid, export};
use warren::model::Document;
use warren::run::History;
use warren::text::{Language, Text};

fn written(document: &Document, format: Format, step: usize) -> Export {
    let (mut history, _) = History::new(document);
    while !history.compute(1000) {}
    let step = step.min(history.steps());
    let stage = stage(document, &mut history, step);
    let moment = Moment {
        stage: &stage,
        step,
        language: 0,
    };
    export(
        format,
        document,
        &mut history,
        &moment,
        &Text::new(Language::English),
    )
}

fn scenario(id: &str) -> Document {
    let mut all = scenarios().into_iter();
    all.find(|document| document.id == id)
        .expect("it is in the gallery")
}

#[test]
fn one_scenario_is_written_letter_by_letter() {
    let document = scenario("retry-with-delay");
    for format in Format::ALL {
        let name = format!("{}{}", document.id, format.ending());
        let path = PathBuf::from(env!("CARGO_MANIFEST_DIR"))
            .join("tests/golden/exports")
            .join(&name);
        let text = written(&document, format, 14).text;
        if std::env::var_os("WARREN_GOLDEN").is_some() {
            std::fs::write(&path, &text).expect("it can be written");
        }
        let golden = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert!(golden == text, "{name} is not as it was:\n{text}");
    }
}

/// Names that a shell, a URL, JSON, XML or a diagram could take for something else.
const NASTY: [&str; 14] = [
    "it's",
    "a b\tc",
    "$(touch hit) `id` ${HOME}",
    "\"quoted\" \\ back\\slash",
    "-rf",
    "--name=x",
    "..",
    "100% /up/../down?x=1&y=2#z",
    "; exit 1 | & > <b>",
    "line\nbreak",
    "*.{a,b}[c]!~",
    "é 队列 🐇",
    "end",
    "'''",
];

/// A queue, an exchange and a binding with an argument for each of the names.
fn nasty() -> Document {
    let texts = |name: &str| serde_json::Value::from(name).to_string();
    let list = |of: &dyn Fn(&str) -> String| NASTY.iter().map(|name| of(name)).collect::<Vec<_>>().join(",");
    let exchanges = list(&|name| format!(r#"{{"name": {}, "type": "headers"}}"#, texts(&format!("x{name}"))));
    let queues = list(&|name| {
        format!(
            r#"{{"name": {0}, "arguments": {{"x-dead-letter-routing-key": {0}}}}}"#,
            texts(name)
        )
    });
    let bindings = list(&|name| {
        let (source, name) = (texts(&format!("x{name}")), texts(name));
        format!(
            r#"{{"source": {source}, "destination": {name}, "routing_key": {name}, "arguments": {{{name}: {name}}}}}"#
        )
    });
    let text = format!(
        r#"{{"format": "warren", "version": 1, "vhost": "it's / 100%",
            "topology": {{"exchanges": [{exchanges}], "queues": [{queues}], "bindings": [{bindings}]}}}}"#
    );
    Document::from_json(&text).0.expect("it is a document")
}

/// Runs a script of the shell in which `command` says its words, and gives back these.
fn words_of(command: &str, script: &str) -> Vec<Vec<String>> {
    let stub = format!("{command}() {{ for word; do printf '%s\\0' \"$word\"; done; printf '\\001\\0'; }}\n");
    let mut shell = Command::new("sh");
    shell
        .arg("-c")
        .arg(stub + script)
        .current_dir(env!("CARGO_TARGET_TMPDIR"));
    let output = shell.stdin(Stdio::null()).output().expect("a shell");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let said = String::from_utf8(output.stdout).expect("UTF-8");
    let mut commands = vec![Vec::new()];
    for word in said.split_terminator('\0') {
        match word {
            "\u{1}" => commands.push(Vec::new()),
            word => commands.last_mut().expect("one").push(word.to_string()),
        }
    }
    commands.pop();
    commands
}

#[test]
fn whatever_the_names_rabbitmqadmin_hears_them_unchanged() {
    let document = nasty();
    let export = written(&document, Format::Rabbitmqadmin, 0);
    assert_eq!(export.unsaid, []);
    let commands = words_of("rabbitmqadmin", &export.text);
    assert_eq!(commands.len(), 1 + 3 * NASTY.len());
    assert_eq!(commands[0], ["vhosts", "declare", "--name=it's / 100%"]);
    for (at, name) in NASTY.iter().enumerate() {
        let [exchange, queue, binding] = [0, 1, 2].map(|list| &commands[1 + list * NASTY.len() + at]);
        assert_eq!(
            exchange[..4],
            [
                "--vhost=it's / 100%",
                "exchanges",
                "declare",
                &format!("--name=x{name}")
            ]
        );
        let arguments = serde_json::json!({ "x-dead-letter-routing-key": name });
        assert_eq!(queue[3], format!("--name={name}"));
        assert_eq!(queue.last(), Some(&format!("--arguments={arguments}")));
        assert!(binding.contains(&format!("--routing-key={name}")), "{binding:?}");
        let arguments = serde_json::json!({ *name: name });
        assert_eq!(binding.last(), Some(&format!("--arguments={arguments}")));
    }
}

/// Whether the shell can read a script, of which nothing is run.
fn check_script(name: &str, script: &str) {
    let path = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join("export.sh");
    std::fs::write(&path, script).expect("a file");
    let output = Command::new("sh").arg("-n").arg(&path).output().expect("a shell");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{name}: {said}");
}

#[test]
fn the_shell_reads_the_scripts_of_every_scenario() {
    for document in scenarios() {
        let id = &document.id;
        for format in [Format::Rabbitmqadmin, Format::Curl] {
            let script = written(&document, format, 0).text;
            assert!(script.lines().count() > 3, "{id}: {script}");
            check_script(id, &script);
        }
    }
}

/// What a server makes of a segment of a path.
fn decoded(segment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = segment.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'%' => {
                let digits = [rest.next(), rest.next()].map(|digit| digit.expect("a digit"));
                let digits = String::from_utf8(digits.to_vec()).expect("ASCII");
                bytes.push(u8::from_str_radix(&digits, 16).expect("digits"));
            }
            other => bytes.push(other),
        }
    }
    String::from_utf8(bytes).expect("UTF-8")
}

#[test]
fn whatever_the_names_curl_sends_them_unchanged() {
    let document = nasty();
    let export = written(&document, Format::Curl, 0);
    assert_eq!(export.unsaid, []);
    let commands = words_of("curl", &export.text);
    assert_eq!(commands.len(), 1 + 3 * NASTY.len());
    for (at, name) in NASTY.iter().enumerate() {
        let [_, queue, binding] = [0, 1, 2].map(|list| &commands[1 + list * NASTY.len() + at]);
        let address = |command: &Vec<String>| {
            let address = command.last().expect("an address").clone();
            let path = address
                .strip_prefix("http://guest:guest@localhost:15672/api/")
                .expect("the API");
            let is_safe = |letter: char| letter.is_ascii_alphanumeric() || "-_.~%/".contains(letter);
            assert!(path.chars().all(is_safe), "{path}");
            path.split('/').map(decoded).collect::<Vec<_>>()
        };
        let body = |command: &Vec<String>| {
            let at = command.iter().position(|word| word == "--data").expect("a body");
            serde_json::from_str::<serde_json::Value>(&command[at + 1]).expect("JSON")
        };
        assert_eq!(address(queue), ["queues", "it's / 100%", name]);
        assert_eq!(body(queue)["arguments"]["x-dead-letter-routing-key"], *name);
        assert_eq!(
            address(binding),
            ["bindings", "it's / 100%", "e", &format!("x{name}"), "q", name]
        );
        assert_eq!(body(binding)["routing_key"], *name);
        assert_eq!(body(binding)["arguments"][*name], *name);
    }
}

#[test]
fn a_path_never_leads_up() {
    let export = written(&nasty(), Format::Curl, 0);
    assert!(export.text.contains("/%2E%2E "), "{}", export.text);
}

#[test]
fn diagrams_hold_nothing_that_ends_a_name() {
    for document in scenarios().into_iter().chain([nasty()]) {
        let chart = written(&document, Format::Flowchart, 0).text;
        for line in chart.lines().skip(1) {
            assert!([0, 2].contains(&line.matches('"').count()), "{line}");
            let bare = line.split('"').step_by(2).collect::<String>();
            let is_ours = |letter: char| letter.is_ascii_alphanumeric() || " -.>|()[]{}".contains(letter);
            assert!(bare.chars().all(is_ours), "{line}");
        }
        let sequence = written(&document, Format::Sequence, 200).text;
        for line in sequence.lines().skip(1) {
            let known = ["  participant p", "  Note over p", "  p"];
            assert!(known.iter().any(|start| line.starts_with(start)), "{line}");
            // A semicolon ends a statement, unless it ends a letter's number.
            for (at, _) in line.match_indices(';') {
                let number = line[..at].rsplit('#').next().expect("a number");
                assert!(number.chars().all(|digit| digit.is_ascii_digit()), "{line}");
            }
        }
    }
}

/// The elements of an XML text are closed in order, and its attributes are quoted.
fn check_xml(name: &str, text: &str) {
    let mut open: Vec<&str> = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('<') {
        assert!(
            !rest[..at].contains('>') || rest[..at].trim_start().starts_with('>'),
            "{name}: {rest}"
        );
        let end = at + rest[at..].find('>').unwrap_or_else(|| panic!("{name}: {rest}"));
        let tag = &rest[at + 1..end];
        assert_eq!(tag.matches('"').count() % 2, 0, "{name}: {tag}");
        match (tag.strip_prefix('/'), tag.strip_suffix('/')) {
            (Some(closed), _) => assert_eq!(open.pop(), Some(closed), "{name}"),
            (None, Some(_)) => {}
            (None, None) => open.push(tag.split(' ').next().expect("a name")),
        }
        rest = &rest[end + 1..];
    }
    assert!(open.is_empty(), "{name}: {open:?}");
}

#[test]
fn every_picture_is_whole_and_needs_nothing_else() {
    for document in scenarios().into_iter().chain([nasty()]) {
        let (mut history, _) = History::new(&document);
        let step = fullest(&mut history);
        for ink in [Ink::Light, Ink::Dark] {
            let text = written(&document, Format::Svg(ink), step).text;
            check_xml(&document.id, &text);
            for needed in [
                "<style",
                "<script",
                "href",
                "class=",
                "var(",
                "\"none\" stroke=\"none\" d",
            ] {
                assert!(!text.contains(needed), "{} has {needed}", document.id);
            }
            let outside = text.matches("url(").count() - text.matches("url(#hatch)").count();
            assert_eq!(outside, 0, "{}", document.id);
        }
    }
}

#[test]
fn a_poster_has_its_title_and_what_happens() {
    let document = scenario("topics");
    let (mut history, _) = History::new(&document);
    history.compute(10);
    let stage = stage(&document, &mut history, 3);
    let moment = Moment {
        stage: &stage,
        step: 3,
        language: 1,
    };
    let text = Text::new(Language::Chinese);
    let scene = moment.scene(&mut history, &text);
    let title = moment.text(&document.title).to_string();
    assert_eq!(title, document.title.zh);
    let long = "billing 对 m1 作了答复，broker 还不知道。".repeat(6);
    let dress = Dress {
        poster: Some((&title, &long)),
        ..Dress::plain(Ink::Dark, &title)
    };
    let poster = svg(&scene, &dress);
    check_xml("poster", &poster);
    assert!(poster.contains(&format!(">{title}</text>")), "{poster}");
    let said: String = poster
        .split("font-size=\"15\"")
        .skip(1)
        .map(|text| {
            let from = text.find('>').expect("words") + 1;
            text[from..from + text[from..].find('<').expect("an end")].to_string()
        })
        .collect();
    assert_eq!(said, long, "it is broken into lines, and none is lost");
    assert!(poster.matches("font-size=\"15\"").count() > 1);
}

#[test]
fn what_cannot_be_said_is_told() {
    let shop = include_str!("definitions/shop.json");
    let (document, _) = warren::export::definitions::import(shop, "shop");
    let mut document = document.expect("the shop");
    document.topology.queues[0].name = "a\0b".into();
    let of = |format| written(&document, format, 0).unsaid;
    let users = document.topology.users.len();
    let internal = document
        .topology
        .exchanges
        .iter()
        .filter(|exchange| exchange.internal);
    let internal = internal.map(|exchange| Unsaid::Internal(exchange.name.clone()));
    let expected: Vec<Unsaid> = [Unsaid::Users(users)]
        .into_iter()
        .chain(internal)
        .chain([Unsaid::Nul(1)])
        .collect();
    assert!(expected.len() > 2, "the shop has an internal exchange");
    assert_eq!(of(Format::Rabbitmqadmin), expected);
    assert_eq!(of(Format::Curl), [Unsaid::Users(users)]);
    assert_eq!(of(Format::Definitions), []);
    assert!(matches!(of(Format::Flowchart)[..], [Unsaid::Settings(_)]));
    let actors = scenario("rpc").actors.len();
    assert_eq!(
        written(&scenario("rpc"), Format::Curl, 0).unsaid,
        [Unsaid::Actors(actors)]
    );
}
