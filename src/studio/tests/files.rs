//! Files: unsaved changes, leaving, saving, what is kept and found again, exports.

use super::*;
use crate::export::Format;
use crate::studio::files::{Asked, FileCmd, FileMsg, Unkept};
use crate::studio::gesture::Tool;
use crate::studio::panels::dialog::DifferenceSign;

fn file(msg: FileMsg) -> Msg {
    Msg::File(msg)
}

impl Driver {
    fn asked(&self) -> Vec<&FileCmd> {
        let files = self.cmds.iter().filter_map(|cmd| match cmd {
            Cmd::File(cmd) => Some(cmd),
            _ => None,
        });
        files.collect()
    }

    fn queues(&self) -> usize {
        let session = self.studio.session.as_ref().expect("a document");
        session.document().topology.queues.len()
    }

    fn is_changed(&self) -> bool {
        self.studio.panels().top.is_changed
    }

    fn change(&mut self) {
        self.send(Msg::Place(Tool::Queue, None));
    }

    fn draft(&mut self) -> Option<String> {
        self.send(file(FileMsg::Keep { at_ms: 5 }));
        match self.asked()[..] {
            [FileCmd::KeepDraft(draft)] => Some(draft.clone()),
            [FileCmd::DropDraft] => None,
            ref other => panic!("{other:?}"),
        }
    }

    fn find(&mut self, draft: &str, again: bool) {
        self.send(file(FileMsg::Found {
            draft: draft.into(),
            when: "23:41".into(),
            again,
        }));
    }

    fn title(&self) -> String {
        self.studio.panels().top.title.to_string()
    }
}

const SMALL: &str = r#"{"format": "warren", "version": 1, "title": {"en": "Small"},
    "topology": {"queues": [{"name": "q1"}, {"name": "q2"}]}}"#;

fn small() -> Driver {
    let mut driver = Driver::new();
    driver.send(Msg::FileRead {
        name: "small.json".into(),
        text: Ok(SMALL.into()),
    });
    driver
}

#[test]
fn a_change_is_unsaved_until_it_is_saved_or_undone() {
    let mut driver = small();
    assert!(!driver.is_changed());
    driver.change();
    assert!(driver.is_changed() && driver.studio.has_unsaved());
    driver.send(Msg::Undo);
    assert!(!driver.is_changed());
    driver.send(Msg::Redo);
    driver.send(file(FileMsg::Save));
    let asked = driver.asked();
    let [FileCmd::Save { name, text, handle }] = asked[..] else {
        panic!("{asked:?}")
    };
    assert_eq!((name.as_str(), *handle), ("small.json", None));
    let text = text.clone();
    assert!(driver.is_changed(), "it is not saved yet");
    driver.send(file(FileMsg::Saved {
        name: "small.json".into(),
        handle: Some(3),
    }));
    assert!(!driver.is_changed());
    driver.change();
    driver.send(file(FileMsg::Save));
    assert!(matches!(
        driver.asked()[..],
        [FileCmd::Save { handle: Some(3), .. }]
    ));
    driver.send(file(FileMsg::SaveAs));
    assert!(matches!(driver.asked()[..], [FileCmd::Save { handle: None, .. }]));
    driver.send(file(FileMsg::NotSaved(None)));
    assert!(driver.is_changed(), "the person thought better of it");
    driver.send(Msg::FileRead {
        name: "other.json".into(),
        text: Ok(text.into()),
    });
    assert!(matches!(
        driver.studio.panels().dialog.as_deref(),
        Some(Dialog::Leaving { .. })
    ));
}

#[test]
fn what_is_open_is_there_again_after_the_gallery() {
    let mut driver = small();
    driver.change();
    for msg in [FileMsg::Resume, FileMsg::GoBack(Asked::Nothing)] {
        driver.send(Msg::OpenGallery);
        assert_eq!(driver.studio.view().page, Page::Gallery);
        driver.send(file(msg));
        assert_eq!(driver.studio.view().page, Page::Studio);
        assert!(driver.studio.panels().dialog.is_none(), "nothing is lost");
        assert!(driver.is_changed() && driver.queues() == 3);
    }
    driver.send(Msg::OpenGallery);
    driver.send(Msg::New);
    driver.send(Msg::CloseDialog);
    let address = Cmd::SetAddress("?gallery".into());
    assert!(driver.cmds.contains(&address), "the person is there still");
}

#[test]
fn back_and_forward_keep_what_is_open_where_the_address_is_its_own() {
    let mut driver = Driver::open("topics");
    driver.change();
    driver.send(Msg::OpenGallery);
    driver.send(file(FileMsg::GoBack(Asked::Scenario("topics".into()))));
    assert!(driver.is_changed() && driver.studio.view().page == Page::Studio);
    assert!(!driver.cmds.iter().any(|cmd| matches!(cmd, Cmd::LoadScenario(_))));
    driver.send(file(FileMsg::GoBack(Asked::Scenario("simple-queue".into()))));
    assert!(driver.cmds.contains(&Cmd::LoadScenario("simple-queue".into())));
    driver.send(file(FileMsg::GoBack(Asked::New)));
    assert!(matches!(
        driver.studio.panels().dialog.as_deref(),
        Some(Dialog::Leaving { .. })
    ));
    driver.send(file(FileMsg::Leave));
    driver.change();
    driver.send(Msg::OpenGallery);
    driver.send(file(FileMsg::GoBack(Asked::New)));
    assert!(driver.is_changed() && driver.studio.view().page == Page::Studio);
    driver.send(file(FileMsg::GoBack(Asked::Gallery)));
    assert_eq!(driver.studio.view().page, Page::Gallery);
}

#[test]
fn what_is_left_is_asked_about_and_stays_among_the_recent_drawings() {
    let mut driver = small();
    driver.change();
    driver.send(Msg::New);
    assert_eq!(driver.title(), "Small");
    let Some(Dialog::Leaving { title }) = driver.studio.panels().dialog.as_deref() else {
        panic!("it is asked")
    };
    assert!(title.contains("Small"), "{title}");
    driver.send(Msg::CloseDialog);
    assert_eq!(driver.title(), "Small");
    assert!(
        driver.cmds.contains(&Cmd::SetAddress(String::new())),
        "{:?}",
        driver.cmds
    );
    driver.send(Msg::New);
    driver.send(file(FileMsg::Leave));
    assert!(driver.studio.panels().dialog.is_none());
    assert_ne!(driver.title(), "Small");
    let left = driver.asked().into_iter().find_map(|cmd| match cmd {
        FileCmd::Remember { text, is_saved, .. } => Some((text.clone(), *is_saved)),
        _ => None,
    });
    let (text, is_saved) = left.expect("it is remembered");
    assert!(!is_saved);
    driver.send(file(FileMsg::RecentRead { text: text.into() }));
    assert_eq!(driver.title(), "Small");
    assert_eq!(driver.queues(), 3);
    assert!(driver.is_changed(), "no file has it yet");
}

#[test]
fn saving_first_opens_the_other_one_when_it_is_saved() {
    let mut driver = small();
    driver.change();
    driver.send(Msg::New);
    driver.send(file(FileMsg::SaveAndLeave));
    assert_eq!(driver.title(), "Small");
    driver.send(file(FileMsg::NotSaved(Some("the disk is full".into()))));
    assert_eq!(driver.title(), "Small");
    driver.send(file(FileMsg::SaveAndLeave));
    driver.send(file(FileMsg::Saved {
        name: "small.json".into(),
        handle: None,
    }));
    assert_ne!(driver.title(), "Small");
    assert!(!driver.is_changed());
}

#[test]
fn a_draft_is_kept_of_what_a_reload_would_lose() {
    let mut driver = Driver::open("topics");
    assert_eq!(driver.draft(), None, "the gallery has it");
    driver.change();
    assert!(driver.asked().contains(&&FileCmd::KeepLater));
    assert!(
        driver
            .asked()
            .iter()
            .any(|cmd| matches!(cmd, FileCmd::Claim(Some(_))))
    );
    assert!(driver.draft().is_some());
    driver.change();
    assert!(
        driver.asked().iter().all(|cmd| !matches!(cmd, FileCmd::Claim(_))),
        "once is enough"
    );
    driver.send(Msg::Undo);
    driver.send(Msg::Undo);
    assert_eq!(driver.draft(), None);
    assert!(small().draft().is_some(), "an open file stays open");
}

#[test]
fn what_was_found_is_shown_before_anything_is_replaced() {
    let mut ended = small();
    ended.change();
    let draft = ended.draft().expect("a draft");
    let mut driver = Driver::open("topics");
    driver.find(&draft, true);
    let Some(Dialog::Restore(found)) = driver.studio.panels().dialog.as_deref() else {
        panic!("it is asked")
    };
    assert_eq!((&*found.title, found.has_saved), ("Small", true));
    assert!(
        found.facts.contains("1 change ") && found.facts.contains("23:41"),
        "{}",
        found.facts
    );
    let [(DifferenceSign::Added, what)] = &found.rows[..] else {
        panic!("{:?}", found.rows)
    };
    assert!(plain(what).contains("queue"), "{what:?}");
    assert!(!found.picture.nodes.is_empty());
    driver.send(file(FileMsg::SaveCopy));
    assert!(
        driver
            .cmds
            .iter()
            .any(|cmd| matches!(cmd, Cmd::SaveFile { name, .. } if name == "small-restored.json"))
    );
    driver.send(file(FileMsg::Restore));
    assert!(driver.studio.panels().dialog.is_none());
    assert_eq!((driver.title(), driver.queues()), ("Small".into(), 3));
    assert!(driver.is_changed());
    let kept = driver
        .asked()
        .iter()
        .position(|cmd| matches!(cmd, FileCmd::KeepDraft(_)));
    let dropped = driver.asked().iter().position(|cmd| **cmd == FileCmd::DropFound);
    assert!(kept < dropped && kept.is_some(), "{:?}", driver.asked());
    driver.send(Msg::Undo);
    assert_eq!(driver.queues(), 2);
    assert!(!driver.is_changed());
}

#[test]
fn what_is_not_restored_stays_among_the_recent_drawings() {
    let mut ended = small();
    ended.change();
    let draft = ended.draft().expect("a draft");
    let mut driver = Driver::new();
    driver.find(&draft, true);
    driver.send(file(FileMsg::KeepSaved));
    assert_eq!(driver.queues(), 2);
    assert!(!driver.is_changed());
    let remembered = driver
        .asked()
        .iter()
        .any(|cmd| matches!(cmd, FileCmd::Remember { is_saved: false, .. }));
    assert!(remembered && driver.asked().contains(&&FileCmd::DropFound));

    let mut later = Driver::new();
    later.find(&draft, false);
    later.send(Msg::CloseDialog);
    assert!(later.studio.panels().dialog.is_none());
    assert!(
        !later.asked().contains(&&FileCmd::DropFound),
        "it is asked again next time"
    );
}

#[test]
fn a_file_that_was_only_open_is_open_again_after_a_reload() {
    let draft = small().draft().expect("a draft");
    let mut driver = Driver::new();
    driver.find(&draft, true);
    assert!(driver.studio.panels().dialog.is_none());
    assert_eq!(driver.title(), "Small");
    let mut other = Driver::open("topics");
    other.find(&draft, false);
    assert_ne!(other.title(), "Small", "another tab had it");
}

#[test]
fn a_new_drawing_is_restored_as_never_saved() {
    let mut ended = Driver::new();
    ended.send(Msg::New);
    assert_eq!(ended.draft(), None, "it is empty");
    ended.change();
    let draft = ended.draft().expect("a draft");
    let mut driver = Driver::new();
    driver.find(&draft, true);
    let Some(Dialog::Restore(found)) = driver.studio.panels().dialog.as_deref() else {
        panic!("it is asked")
    };
    assert!(!found.has_saved);
    driver.send(file(FileMsg::Restore));
    assert_eq!(driver.queues(), 1);
    assert!(driver.is_changed(), "no file has it");
}

#[test]
fn what_is_no_draft_is_let_go() {
    for text in [
        "",
        "{",
        "[]",
        r#"{"draft": 2}"#,
        r#"{"draft": 1, "origin": "new", "text": "no"}"#,
    ] {
        let mut driver = small();
        driver.find(text, true);
        assert!(driver.studio.panels().dialog.is_none());
        assert_eq!(
            (driver.asked(), driver.title()),
            (vec![&FileCmd::DropFound], "Small".into())
        );
        driver.send(file(FileMsg::RecentRead { text: text.into() }));
        assert_eq!(driver.title(), "Small");
    }
}

#[test]
fn storage_that_fails_is_said_once_and_only_when_there_is_something_to_lose() {
    let mut driver = small();
    driver.send(file(FileMsg::Unkept(Unkept::Full)));
    let said = |driver: &Driver| driver.cmds.iter().any(|cmd| matches!(cmd, Cmd::Announce(_)));
    assert!(!said(&driver));
    driver.change();
    driver.send(file(FileMsg::Unkept(Unkept::Full)));
    assert!(said(&driver));
    driver.send(file(FileMsg::Unkept(Unkept::Forbidden)));
    assert!(!said(&driver));
    assert!(driver.is_changed());
}

#[test]
fn a_player_keeps_nothing() {
    let mut driver = Driver {
        studio: Studio::new(),
        cmds: Vec::new(),
    };
    driver.send(Msg::Begin(Begin {
        player: true,
        scenario: Some("topics".into()),
        ..Begin::default()
    }));
    driver.load("topics");
    driver.send(file(FileMsg::Keep { at_ms: 1 }));
    assert_eq!(driver.asked(), Vec::<&FileCmd>::new());
    assert!(!driver.studio.has_unsaved());
}

#[test]
fn an_export_tells_what_is_not_in_it() {
    let mut driver = Driver::open("retry-with-delay");
    for format in Format::ALL {
        driver.send(file(FileMsg::Export(format)));
        let written = driver.cmds.iter().find_map(|cmd| match cmd {
            Cmd::SaveFile { name, text, .. } => Some((name.clone(), text.clone())),
            _ => None,
        });
        let (name, text) = written.expect("a file");
        assert!(name.starts_with("retry-with-delay") && !text.is_empty(), "{name}");
        let said = plain(&driver.studio.panels().toast.as_ref().expect("a word").text);
        assert!(said.contains(&name), "{said}");
        let leaves_actors_out = matches!(format, Format::Definitions | Format::Rabbitmqadmin | Format::Curl);
        assert_eq!(said.contains("programs"), leaves_actors_out, "{said}");
    }
}

#[test]
fn a_new_drawing_is_nobody_elses_so_it_claims_nothing() {
    let mut driver = Driver::empty();
    driver.change();
    let claims = |cmd: &&FileCmd| matches!(cmd, FileCmd::Claim(_));
    let asked = driver.asked();
    assert_eq!(asked.into_iter().find(claims), Some(&FileCmd::Claim(None)));
}
