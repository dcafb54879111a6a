//! Every lesson of the gallery on its run: the run is the recorded one, each chapter stops, each fact holds where it is
//! stated, and each question has the answer that the recording names.
//!
//! The recordings are in `tests/golden`. Where a change of behaviour is meant, `WARREN_RECORD=1 cargo test --test
//! lessons` writes them anew; read what changed before it is committed.
#![cfg(not(target_arch = "wasm32"))]

#[path = "gallery/scenarios.rs"]
mod scenarios;

use scenarios::scenarios;
use std::fmt::Write;
use std::path::PathBuf;
use warren::lesson::{Answer, Course, Flaw, Item};
use warren::model::{Document, Lesson};
use warren::run::{Ending, History, trace};

/// A scenario, played to its end.
struct Played {
    document: Document,
    history: History,
    course: Course,
}

fn play(document: Document) -> Played {
    let (mut history, diagnostics) = History::new(&document);
    assert_eq!(diagnostics, [], "{}", document.id);
    let course = Course::new(&document, &mut history);
    Played {
        document,
        history,
        course,
    }
}

impl Played {
    fn lesson(&self) -> &Lesson {
        self.document.lesson.as_ref().expect("a lesson")
    }

    /// The run, then where chapters stop, then the answers.
    fn recording(&mut self) -> String {
        let mut text = String::new();
        for step in 0..=self.history.steps() {
            let traced = trace::step(&mut self.history, step);
            let _ = writeln!(text, "{step} at {} ms", traced.at_ms);
            for entry in &traced.entries {
                let _ = writeln!(text, "  {entry}");
            }
        }
        for (chapter, stop) in self.lesson().chapters.iter().zip(&self.course.stops) {
            let _ = writeln!(text, "chapter {}: step {}", chapter.id, stop.step);
        }
        for quiz in &self.course.quizzes {
            let question = &self.lesson().questions[quiz.question];
            let asked = quiz.stop.after;
            let _ = writeln!(
                text,
                "question {}: asked at step {asked}, answer {}",
                question.id,
                self.answer(quiz.question, &quiz.answer)
            );
        }
        text
    }

    fn answer(&self, question: usize, answer: &Answer) -> String {
        let items = |items: &[Item]| -> String {
            let names = items.iter().map(|item| match item {
                Item::Name(name) => name.to_string(),
                Item::Message(message) => message.to_string(),
            });
            names.collect::<Vec<_>>().join(", ")
        };
        match answer {
            Answer::Set(these) => format!("{{{}}}", items(these)),
            Answer::Sequence(these) => format!("[{}]", items(these)),
            Answer::Number(number) => number.to_string(),
            Answer::Option(at) => self.lesson().questions[question].options[*at].id.clone(),
        }
    }
}

fn golden(id: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
        .join("tests/golden")
        .join(format!("{id}.txt"))
}

#[test]
fn lessons_fit_their_runs() {
    let mut flaws = Vec::new();
    for document in scenarios() {
        let played = play(document);
        let told = |flaw: &Flaw| format!("{}: {}", played.document.id, flaw.told(played.lesson()));
        flaws.extend(played.course.flaws.iter().map(told));
        let steps = played.history.steps();
        assert!(
            (8..=40).contains(&steps),
            "{}: {steps} steps are too few or too many to follow",
            played.document.id
        );
        assert_eq!(
            played.history.ending(),
            Some(Ending::AtRest),
            "{}",
            played.document.id
        );
    }
    assert!(flaws.is_empty(), "\n{}", flaws.join("\n"));
}

#[test]
fn runs_are_the_recorded_ones() {
    let record = std::env::var_os("WARREN_RECORD").is_some();
    for document in scenarios() {
        let mut played = play(document);
        let path = golden(&played.document.id);
        let recording = played.recording();
        if record {
            std::fs::write(&path, &recording).expect("the recording is written");
        }
        let recorded = std::fs::read_to_string(&path).unwrap_or_default();
        let differing = recording
            .lines()
            .zip(recorded.lines())
            .position(|(now, then)| now != then);
        let line = differing.unwrap_or(recording.lines().count().min(recorded.lines().count()));
        assert!(
            recording == recorded,
            "{}, line {}: recorded {:?}, now {:?}",
            path.display(),
            line + 1,
            recorded.lines().nth(line),
            recording.lines().nth(line)
        );
    }
}

#[test]
fn chapters_come_in_the_order_of_the_run() {
    for document in scenarios() {
        let played = play(document);
        let steps: Vec<usize> = played.course.stops.iter().map(|stop| stop.step).collect();
        assert!(steps.is_sorted(), "{}: {steps:?}", played.document.id);
        for quiz in &played.course.quizzes {
            assert!(
                quiz.stop.after < quiz.stop.step,
                "{}: a question is asked before its step",
                played.document.id
            );
        }
    }
}
