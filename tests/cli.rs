//! The command line as its users call it: what it prints, where, and with which exit code.
#![cfg(not(target_arch = "wasm32"))]

use serde_json::Value;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};
use warren::model::gallery::SCENARIOS;

fn warren(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_warren"));
    command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
    command.output().expect("the binary runs")
}

/// Standard output, standard error, exit code.
fn told(arguments: &[&str]) -> (String, String, i32) {
    let output = warren(arguments);
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (
        text(output.stdout),
        text(output.stderr),
        output.status.code().expect("an exit code"),
    )
}

/// A file that lives as long as the test run.
fn scratch(name: &str, content: &str) -> String {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    std::fs::write(&path, content).expect("a scratch file can be written");
    path.to_str().expect("UTF-8").to_string()
}

#[test]
fn run_prints_each_step_with_its_events() {
    let (out, err, code) = told(&["run", "static/gallery/topics.json"]);
    assert_eq!((err.as_str(), code), ("", 0));
    assert!(out.starts_with("0 at 0.000 s"), "{out}");
    assert!(out.contains("enqueue m1 q4 place=1"), "{out}");
    assert!(out.contains("unroutable m7 topics"), "{out}");
    assert!(out.ends_with("end: at rest\n"), "{out}");
}

#[test]
fn run_stops_after_as_many_steps_as_asked() {
    let (out, _, code) = told(&["run", "static/gallery/topics.json", "--steps", "3"]);
    assert_eq!(code, 0);
    assert!(out.contains("publish m3") && !out.contains("publish m4"), "{out}");
    assert!(out.ends_with("end: stopped as asked\n"), "{out}");
}

#[test]
fn run_traces_as_json_what_it_traces_as_text() {
    let (out, _, code) = told(&["run", "static/gallery/topics.json", "--trace", "json"]);
    let run: Value = serde_json::from_str(&out).expect("JSON");
    assert_eq!(
        (code, &run["document"], &run["end"]),
        (0, &"topics".into(), &"at rest".into())
    );
    let steps = run["steps"].as_array().expect("steps");
    let events = steps[1]["events"].as_array().expect("events");
    let queues: Vec<&Value> = events
        .iter()
        .filter(|event| event["event"] == "enqueue")
        .map(|event| &event["about"][0])
        .collect();
    assert_eq!(queues, ["q1", "q2", "q3", "q4"]);
}

#[test]
fn the_same_seed_gives_the_same_run() {
    let file = "static/gallery/retry-with-delay.json";
    let one = told(&["run", file, "--seed", "7"]);
    assert_eq!(one, told(&["run", file, "--seed", "7"]));
}

#[test]
fn validate_finds_nothing_wrong_with_the_gallery() {
    let (out, err, code) = told(&[
        "validate",
        "static/gallery/topics.json",
        "static/gallery/headers.json",
    ]);
    assert_eq!((out.lines().count(), err.as_str(), code), (2, "", 0));
}

#[test]
fn validate_says_where_a_drawing_is_wrong() {
    let file = scratch(
        "wrong.json",
        r#"{"format": "warren", "version": 1, "title": {"en": "x"}, "topology": {"queues": [{"name": 5}]}}"#,
    );
    let (out, err, code) = told(&["validate", &file]);
    assert_eq!((out.as_str(), code), ("", 1));
    assert!(err.contains("wrong.json") && err.contains("queues"), "{err}");
}

#[test]
fn a_drawing_that_the_broker_refuses_is_a_finding() {
    let file = scratch(
        "refused.json",
        r#"{"format": "warren", "version": 1, "title": {"en": "x", "zh": "x"}, "actors": [], "topology": {"exchanges": [], "bindings": [],
            "queues": [{"name": "q", "durable": true, "auto_delete": false, "arguments": {"x-message-ttl": -1}}]}}"#,
    );
    let (_, err, code) = told(&["run", &file]);
    assert_eq!(code, 1);
    assert!(err.contains("x-message-ttl"), "{err}");
}

#[test]
fn misuse_ends_with_2_and_says_what_is_wrong() {
    for arguments in [
        &["dance"][..],
        &["run"],
        &["run", "static/gallery/topics.json", "--steps", "many"],
        &["run", "no-such-file.json"],
        &["gallery", "no-such-scenario"],
        &["import", "tests/definitions/shop.json"],
    ] {
        let (out, err, code) = told(arguments);
        assert_eq!((out.as_str(), code), ("", 2), "{arguments:?}: {err}");
        assert!(!err.is_empty(), "{arguments:?}");
    }
}

#[test]
fn a_file_that_cannot_be_read_does_not_hide_the_others() {
    let topics = "static/gallery/topics.json";
    let (out, err, code) = told(&["validate", "no-such-file.json", topics, "src", topics]);
    assert_eq!((out.lines().count(), code), (2, 2), "{err}");
    assert!(err.contains("no-such-file.json") && err.contains("src"), "{err}");
    let (out, err, code) = told(&["conform", "no-such-case.json", "tests/conformance/simple.json"]);
    assert_eq!((out.is_empty(), code), (false, 2), "{err}");
}

#[test]
fn conform_wants_a_case() {
    let (out, err, code) = told(&["conform", "--check", "tests/conformance/simple.trace.json"]);
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(err.contains("no case"), "{err}");
}

#[test]
fn import_says_which_virtual_hosts_there_are() {
    let shop = "tests/definitions/shop.json";
    let (_, err, code) = told(&["import", shop, "--vhost", "nope"]);
    assert_eq!(code, 1);
    assert_eq!(
        err,
        format!("{shop}: error: vhosts: There is no virtual host `nope`. The file has `/` and `shop`.\n")
    );
}

#[test]
fn import_says_what_became_of_each_object() {
    let file = scratch(
        "odd-definitions.json",
        r#"{"vhosts": [{"name": "/"}],
            "queues": [{"name": "", "vhost": "/", "arguments": {"x-queue-type": "stream", "x-odd": 1}}],
            "exchanges": [{"name": "amq.topic", "vhost": "/", "type": "topic"}]}"#,
    );
    let (_, err, code) = told(&["import", &file, "--out", &scratch("odd-drawing.json", "")]);
    assert_eq!(code, 0, "{err}");
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(
        lines,
        [
            "Virtual host `/`: Imported",
            "Exchange `amq.topic`: Dropped: Every virtual host has it anyway.",
            "Queue ``: With a note: A stream is simulated as a classic queue: reading takes messages away. \
             `x-odd` means nothing to the broker.",
        ]
    );
}

#[test]
fn validate_prints_the_worst_hundred_findings_and_counts_the_rest() {
    let note = r#"{"name": "NAME", "durable": true, "arguments": {"x-queue-mode": "lazy"}}"#;
    let mut queues: Vec<String> = (0..150)
        .map(|at| note.replace("NAME", &format!("q{at}")))
        .collect();
    let document = |queues: &[String]| {
        format!(
            r#"{{"format": "warren", "version": 1, "title": {{"en": "x", "zh": "x"}}, "topology": {{"queues": [{}]}}}}"#,
            queues.join(",")
        )
    };
    let notes = scratch("many-notes.json", &document(&queues));
    let (out, err, code) = told(&["validate", &notes]);
    assert_eq!((out, code), (format!("{notes}: nothing wrong\n"), 0));
    let lines: Vec<&str> = err.lines().collect();
    assert_eq!(
        (lines.len(), lines[100]),
        (101, &*format!("{notes}: and 50 more"))
    );
    queues.push(queues[149].clone());
    let error = scratch("many-notes-and-an-error.json", &document(&queues));
    let (out, err, code) = told(&["validate", &error]);
    assert_eq!((&*out, code), ("", 1));
    assert_eq!(
        err.lines().next(),
        Some(&*format!(
            "{error}: error: topology.queues[150]: Queue `q149` exists twice."
        ))
    );
}

/// As in `warren gallery topics | head -1`.
#[test]
fn nothing_is_wrong_when_nobody_reads_on() {
    let bare = scratch("bare.json", r#"{"format": "warren", "version": 1}"#);
    for arguments in [
        &["gallery", "topics"][..],
        &["gallery"],
        &["run", "static/gallery/topics.json"],
        &["export", &bare],
        &["render", "static/gallery/topics.json"],
        &["validate", "static/gallery/topics.json"],
        &["conform", "tests/conformance/simple.json"],
    ] {
        let (reader, writer) = std::io::pipe().expect("a pipe");
        drop(reader);
        let mut command = Command::new(env!("CARGO_BIN_EXE_warren"));
        command.current_dir(env!("CARGO_MANIFEST_DIR")).args(arguments);
        command.stdout(Stdio::from(writer));
        let output = command.output().expect("the binary runs");
        let err = String::from_utf8_lossy(&output.stderr);
        assert_eq!((&*err, output.status.code()), ("", Some(0)), "{arguments:?}");
    }
}

#[test]
fn other_encodings_are_told_what_to_do() {
    let text = std::fs::read_to_string("static/gallery/topics.json").expect("the drawing");
    let marked = scratch("marked.json", &format!("\u{feff}{text}"));
    assert_eq!(told(&["validate", &marked]).2, 0);
    let wide: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    std::fs::write(&marked, [&[0xff, 0xfe], &wide[..]].concat()).expect("a scratch file can be written");
    let (out, err, code) = told(&["validate", &marked]);
    assert_eq!((out.as_str(), code), ("", 2));
    assert!(err.contains("UTF-8"), "{err}");
}

#[test]
fn what_was_imported_is_exported_again() {
    let definitions = "tests/definitions/shop.json";
    let drawing = scratch("shop-drawing.json", "");
    let (_, report, code) = told(&["import", definitions, "--vhost", "shop", "--out", &drawing]);
    assert_eq!(code, 0, "{report}");
    assert!(report.contains("payments.card"), "{report}");
    let (out, _, code) = told(&["export", &drawing]);
    assert_eq!(code, 0);
    let before: Value =
        serde_json::from_str(&std::fs::read_to_string(definitions).expect("the file")).expect("JSON");
    let after: Value = serde_json::from_str(&out).expect("JSON");
    for list in ["queues", "exchanges", "bindings", "policies"] {
        let names = |file: &Value| {
            let mut objects: Vec<String> = file[list]
                .as_array()
                .expect(list)
                .iter()
                .map(Value::to_string)
                .collect();
            objects.sort();
            objects
        };
        assert_eq!(names(&before), names(&after), "{list}");
    }
    assert!(
        !out.contains("password_hash")
            && !std::fs::read_to_string(&drawing)
                .expect("the drawing")
                .contains("password_hash")
    );
}

#[test]
fn gallery_lists_the_scenarios_and_prints_one() {
    let (out, _, code) = told(&["gallery"]);
    assert_eq!((out.lines().count(), code), (SCENARIOS.len(), 0));
    let (out, _, _) = told(&["gallery", "topics"]);
    assert_eq!(serde_json::from_str::<Value>(&out).expect("JSON")["id"], "topics");
}

#[test]
fn conform_checks_a_case_against_its_recorded_trace() {
    let (out, err, code) = told(&[
        "conform",
        "--check",
        "tests/conformance/simple.json",
        "tests/conformance/simple.trace.json",
    ]);
    assert_eq!(
        (out.as_str(), err.as_str(), code),
        ("same     tests/conformance/simple.json\n", "", 0)
    );
}

#[test]
fn conform_shows_the_first_difference_with_both_sides() {
    let case = std::fs::read_to_string("tests/conformance/simple.json").expect("the case");
    let trace = std::fs::read_to_string("tests/conformance/simple.trace.json").expect("the trace");
    let file = scratch("changed.json", &case);
    scratch(
        "changed.trace.json",
        &trace.replacen("\"message_count\": 0", "\"message_count\": 41", 1),
    );
    let (out, _, code) = told(&["conform", "--check", &file]);
    assert_eq!(code, 1);
    assert!(
        out.contains("differs") && out.contains("message_count") && out.contains("41"),
        "{out}"
    );
}

#[test]
fn conform_prints_a_trace_and_refuses_what_is_no_case() {
    let (out, _, code) = told(&["conform", "tests/conformance/simple.json"]);
    assert_eq!(code, 0);
    assert_eq!(
        serde_json::from_str::<Value>(&out).expect("JSON")["case"],
        "simple"
    );
    let file = scratch("no-case.json", r#"{"name": "x", "ops": [{"op": "sing"}]}"#);
    let (out, err, code) = told(&["conform", &file]);
    assert_eq!((out.as_str(), code), ("", 1));
    assert!(err.contains("sing"), "{err}");
}

#[test]
fn conform_looks_at_every_case_though_one_cannot_be_read() {
    let simple = "tests/conformance/simple.json";
    let (out, err, code) = told(&["conform", "--check", "gone.json", simple, "gone-too.json"]);
    assert_eq!(
        (out.as_str(), code),
        ("same     tests/conformance/simple.json\n", 2)
    );
    assert!(
        err.starts_with("warren: cannot read gone.json: ")
            && err.contains("\nwarren: cannot read gone-too.json: "),
        "{err}"
    );
}

#[test]
fn export_writes_what_is_asked_for_and_tells_what_is_not_in_it() {
    let file = "static/gallery/retry-with-delay.json";
    for (form, begins) in [
        ("definitions", "{"),
        ("rabbitmqadmin", "#!/bin/sh"),
        ("curl", "#!/bin/sh"),
        ("flowchart", "flowchart LR"),
        ("sequence", "sequenceDiagram"),
        ("svg", "<svg "),
    ] {
        let (out, err, code) = told(&["export", file, "--as", form]);
        assert_eq!(code, 0, "{err}");
        assert!(out.starts_with(begins), "{form}: {out}");
        let tells = matches!(form, "definitions" | "rabbitmqadmin" | "curl");
        assert_eq!(
            err.contains("2 producers, consumers and services"),
            tells,
            "{form}: {err}"
        );
    }
    let (_, err, code) = told(&["export", file, "--as", "svg", "--step", "5000"]);
    assert_eq!(code, 2);
    assert!(err.contains("there is no step 5000"), "{err}");
}

#[test]
fn export_refuses_what_its_format_does_not_hear_of() {
    let file = "static/gallery/retry-with-delay.json";
    for (form, option, value) in [
        ("definitions", "--lang", "zh"),
        ("curl", "--step", "3"),
        ("sequence", "--theme", "dark"),
    ] {
        let (out, err, code) = told(&["export", file, "--as", form, option, value]);
        assert_eq!((out.as_str(), code), ("", 2));
        assert!(err.contains(&format!("{option} means nothing")), "{err}");
    }
    let file = "static/gallery/simple-queue.json";
    let (out, _, code) = told(&["export", file, "--as", "sequence", "--lang", "zh"]);
    assert_eq!(code, 0);
    assert!(
        out.contains("(默认交换机)") && !out.contains("default exchange"),
        "{out}"
    );
}

#[test]
fn render_draws_without_a_browser() {
    let file = "static/gallery/retry-with-delay.json";
    let out_file = scratch("step.svg", "");
    let (out, err, code) = told(&["render", file, "--step", "14", "--out", &out_file]);
    assert_eq!((out.as_str(), err.as_str(), code), ("", "", 0));
    let picture = std::fs::read_to_string(&out_file).expect("the picture");
    assert!(
        picture.contains(">orders.work</text>") && picture.contains("#fbfaf7"),
        "{picture}"
    );
    let (exported, _, _) = told(&["export", file, "--as", "svg", "--step", "14"]);
    assert_eq!(picture, exported);
    let (poster, _, code) = told(&["render", file, "--poster", "--theme", "dark", "--lang", "zh"]);
    assert_eq!(code, 0);
    assert!(
        poster.contains("带延迟的重试") && poster.contains("#141416"),
        "{poster}"
    );
    assert_eq!(told(&["render", file, "--step", "5000"]).2, 2);
}
