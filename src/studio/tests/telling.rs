//! What the studio says of files that are opened or do not come, of answers, and where playing would do nothing.

use super::*;
use crate::studio::panels::Offer;
use crate::studio::panels::dialog::DiagnosticRow;
use crate::text::Key;

impl Driver {
    fn file(&mut self, name: &str, text: &str) {
        self.send(Msg::FileRead {
            name: name.into(),
            text: Ok(text.into()),
        });
    }

    /// The title and the lines of the dialog that is open.
    fn findings(&self) -> (String, Vec<DiagnosticRow>, bool) {
        match self.studio.panels().dialog.as_deref() {
            Some(Dialog::Diagnostics {
                title,
                rows,
                offers_another,
                ..
            }) => (title.to_string(), rows.clone(), *offers_another),
            other => panic!("no findings: {other:?}"),
        }
    }

    /// The number of the step, and what is said of the answer.
    fn answered(&mut self, picks: &[usize]) -> String {
        for pick in picks {
            self.send(Msg::PickOption(*pick));
        }
        self.send(Msg::TypeNumber("99".into()));
        self.send(Msg::Reveal);
        let narration = self.studio.panels().narration.clone();
        let outcome = narration
            .question
            .as_ref()
            .and_then(|question| question.outcome.clone());
        plain(&outcome.expect("an outcome").gap)
    }
}

#[test]
fn the_notes_on_a_file_can_be_read() {
    let mut driver = Driver::new();
    driver.file("new.json", r#"{"format":"warren","version":99}"#);
    let toast = driver.studio.panels().toast.clone().expect("a word");
    assert_eq!(plain(&toast.text), "new.json is open, with 1 note.");
    assert_eq!(toast.offer, Some(Offer::Notes));
    assert_eq!(
        driver.studio.panels().top.report,
        Some(crate::key!("topbar.notes"))
    );
    driver.send(Msg::OpenReport);
    let (title, rows, offers_another) = driver.findings();
    assert_eq!(title, "new.json is open, with 1 note.");
    assert_eq!(
        (&*rows[0].place, rows.len(), offers_another),
        ("version", 1, false)
    );
    driver.send(Msg::CloseDialog);
    driver.load("topics");
    assert_eq!(driver.studio.panels().top.report, None::<Key>);
}

#[test]
fn a_broken_file_is_told_in_the_language_of_the_reader() {
    for (text, place, reason) in [
        (
            "{\n\"a\": \"b",
            "第 2 行，第 7 列",
            "这不是 JSON：有文字缺少结束的引号。",
        ),
        ("{\"a\" 1}", "第 1 行，第 6 列", "这不是 JSON：此处应有冒号。"),
        ("[1,]", "第 1 行，第 4 列", "这不是 JSON：右括号前多了一个逗号。"),
        ("[1 2]", "第 1 行，第 4 列", "这不是 JSON：此处应有逗号或右括号。"),
        (
            "{1:2}",
            "第 1 行，第 2 列",
            "这不是 JSON：此处应有带引号的字段名。",
        ),
        ("[nul]", "第 1 行，第 5 列", "这不是 JSON：此处应有一个值。"),
        (
            "[\"\\q\"]",
            "第 1 行，第 4 列",
            "这不是 JSON：反斜杠后面的写法不认识。",
        ),
        (
            "[\"\n\"]",
            "第 2 行，第 0 列",
            "这不是 JSON：文字里有换行、制表符之类的字符；请写成 \\n 或 \\t。",
        ),
        ("[1.]", "第 1 行，第 4 列", "这不是 JSON：数字太大或写法不对。"),
        ("{} {}", "第 1 行，第 4 列", "这不是 JSON：结尾之后还有内容。"),
        ("[", "第 1 行，第 1 列", "这不是 JSON：文件结束得太早。"),
    ] {
        let mut driver = Driver::new();
        driver.send(Msg::SetLanguage(Language::Chinese));
        driver.file("bad.json", text);
        let (_, rows, _) = driver.findings();
        assert_eq!((&*rows[0].place, &*rows[0].reason), (place, reason), "{text}");
    }
}

#[test]
fn a_scenario_that_is_not_there_is_told_so() {
    let mut driver = Driver::new();
    driver.send(Msg::Begin(Begin {
        scenario: Some("nosuch".into()),
        player: true,
        ..Begin::default()
    }));
    assert!(driver.cmds.contains(&Cmd::LoadScenario("nosuch".into())));
    driver.send(Msg::ScenarioLoaded {
        id: "nosuch".into(),
        text: Err(Unloaded::Absent),
    });
    let (title, rows, offers_another) = driver.findings();
    assert_eq!(title, "nosuch cannot be opened");
    assert_eq!(&*rows[0].reason, "There is no scenario named nosuch.");
    assert!(!offers_another, "the player opens no files");
    driver.send(Msg::CloseDialog);
    assert!(driver.studio.panels().transport.cannot_play.is_some());
}

#[test]
fn a_scenario_is_asked_for_by_a_plain_name_alone() {
    for name in ["../../manifest", "a/b", "", "a.json", "%2e%2e", "https:x"] {
        let mut driver = Driver::new();
        driver.send(Msg::OpenScenario(name.into()));
        let asked = driver.cmds.iter().any(|cmd| matches!(cmd, Cmd::LoadScenario(_)));
        assert!(!asked, "{name}");
        driver.findings();
    }
}

#[test]
fn answers_read_well_whatever_they_are() {
    let mut driver = Driver::open("routing-direct");
    let mut told = Vec::new();
    for _ in 0..20 {
        let narration = driver.studio.panels().narration.clone();
        let asked = narration.question.as_ref();
        if asked.is_some_and(|question| question.outcome.is_none()) {
            told.push(driver.answered(&[0]));
        }
        driver.send(Msg::NextChapter);
    }
    assert!(!told.is_empty());
    for gap in told {
        assert!(!gap.contains("..") && !gap.contains(".;"), "{gap}");
    }
    let mut driver = Driver::open("topics");
    driver.send(Msg::NextChapter);
    let gap = driver.answered(&[]);
    assert!(gap.starts_with("You marked nothing. It was: "), "{gap}");
}

#[test]
fn an_empty_key_is_told_as_one() {
    let mut driver = Driver::open("publish-subscribe");
    driver.settle();
    driver.send(Msg::End);
    driver.send(Msg::LogWindow {
        first: Some(0),
        rows: 200,
    });
    let rows = driver.studio.panels().log.rows.clone();
    let details: Vec<String> = rows.iter().map(|row| plain(&row.detail)).collect();
    assert!(details.iter().any(|detail| detail == "empty key"), "{details:?}");
    assert!(
        !details.iter().any(|detail| detail.contains("key the")),
        "{details:?}"
    );
    let mut driver = Driver::open("headers");
    driver.send(Msg::ShowInspector(InspectorTab::Why));
    driver.send(Msg::Seek(1));
    driver.send(Msg::Light(Some(crate::base::ids::MessageId(1))));
    let why = driver.studio.panels().why.clone();
    let told = why.reasons.iter().map(|reason| plain(&reason.text));
    let told: Vec<String> = told.collect();
    assert!(
        told.iter().any(|text| text.contains("Its key is empty.")),
        "{told:?}"
    );
}

#[test]
fn a_drawing_in_which_nothing_happens_says_so() {
    let mut driver = Driver::open_shop();
    driver.settle();
    let nothing = Some(crate::key!("transport.nothing"));
    assert_eq!(driver.studio.panels().transport.cannot_play, nothing);
    driver.send(Msg::TogglePlay);
    assert!(!driver.studio.view().playing);
    let said = driver.studio.text().get(crate::key!("transport.nothing"));
    assert!(driver.cmds.contains(&Cmd::Announce(said.into())));
    driver.send(Msg::Attach(driver.node("orders")));
    driver.settle();
    assert_eq!(driver.studio.panels().transport.cannot_play, None);
}
