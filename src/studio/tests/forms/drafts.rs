//! What is typed and not in the document: when it counts, how long it stays, and with what it goes.

use super::*;

#[test]
fn a_program_counts_before_the_file_is_saved_unless_it_has_mistakes() {
    let mut driver = Driver::chain();
    driver.send(Msg::Select(Some(Node::Actor(2))));
    driver.form(FormMsg::Show(Segment::Program));
    driver.form(FormMsg::TypeProgram(
        2,
        "on delivery from queue-1\n  work 7s\n  ack".into(),
    ));
    driver.send(Msg::File(FileMsg::Save));
    let saved = |driver: &Driver, words: &str| {
        let mut cmds = driver.cmds.iter();
        cmds.any(|cmd| matches!(cmd, Cmd::File(FileCmd::Save { text, .. }) if text.contains(words)))
    };
    assert!(saved(&driver, "work 7s"), "{:?}", driver.cmds);
    driver.form(FormMsg::TypeProgram(
        2,
        "on delivery from queue-1\n  wrok 8s".into(),
    ));
    driver.form(FormMsg::Type(queue(TTL), "-5".into()));
    driver.send(Msg::File(FileMsg::Save));
    assert!(!saved(&driver, "wrok"));
    driver.send(Msg::File(FileMsg::Saved {
        name: "a.json".into(),
        handle: None,
    }));
    let unsaved = plain(&driver.studio.toast.clone().expect("it is told").text);
    assert!(
        unsaved.contains("Program of consumer-1") && unsaved.contains("Message TTL of queue-1: -5"),
        "{unsaved}"
    );
}

#[test]
fn what_is_wrong_stays_while_another_field_is_set_and_goes_with_what_it_was_about() {
    let mut driver = Driver::chain();
    driver.settings(Node::Queue("queue-1".into()));
    const LENGTH: What = What::Argument(Argument::MaxLength);
    let shown = |driver: &Driver, name: &str| {
        let form = driver.studio.panels().node.form.clone().expect("a form");
        let row = row(&form, name).clone();
        (row.value.to_string(), row.wrong.is_some())
    };
    driver.form(FormMsg::Set(queue(TTL), "-5".into()));
    driver.form(FormMsg::Set(queue(LENGTH), "9".into()));
    assert_eq!(shown(&driver, "Message TTL"), ("-5".into(), true));
    driver.form(FormMsg::Set(queue(What::Name), "work".into()));
    assert_eq!(shown(&driver, "Message TTL"), ("-5".into(), true));
    driver.form(FormMsg::Add(Listed::Policy));
    driver.form(FormMsg::Add(Listed::Policy));
    let first = Field {
        of: Of::Listed(Listed::Policy, 0),
        what: What::Name,
    };
    driver.form(FormMsg::Set(first.clone(), "policy-2".into()));
    assert!(driver.studio.is_typing(&first));
    driver.form(FormMsg::Remove(Listed::Policy, 0));
    assert!(!driver.studio.is_typing(&first), "it is about another policy now");
}

#[test]
fn what_was_wrong_beside_another_field_counts_as_soon_as_it_is_right() {
    let mut driver = Driver::chain();
    driver.settings(Node::Queue("queue-1".into()));
    let field = |argument| queue(What::Argument(argument));
    driver.form(FormMsg::Set(field(Argument::DeadLetterRoutingKey), "=k".into()));
    let key = |driver: &Driver| {
        let document = driver.document();
        let queue = &document.topology.queues[0];
        queue.arguments.get("x-dead-letter-routing-key").is_some()
    };
    assert!(!key(&driver));
    driver.form(FormMsg::Set(
        field(Argument::DeadLetterExchange),
        "=exchange-1".into(),
    ));
    assert!(key(&driver));
}

#[test]
fn a_program_that_is_typed_goes_with_its_actor() {
    let mut driver = Driver::chain();
    driver.send(Msg::Attach(Node::Queue("queue-1".into())));
    let id = driver.document().actors[2].id;
    driver.form(FormMsg::TypeProgram(id, "on nothing".into()));
    driver.send(Msg::Undo);
    driver.send(Msg::Attach(Node::Queue("queue-1".into())));
    assert_eq!(driver.document().actors[2].id, id);
    driver.form(FormMsg::Show(Segment::Program));
    let editor = driver.studio.panels().node.editor.clone().expect("an editor");
    assert!(!editor.text.contains("nothing"), "{}", editor.text);
}

#[test]
fn what_is_typed_into_a_program_is_taken_back() {
    let mut driver = Driver::chain();
    let before = driver.document();
    driver.form(FormMsg::TypeProgram(1, "# x".into()));
    assert!(driver.studio.is_typing_program(1));
    driver.form(FormMsg::ForgetProgram(1));
    assert!(!driver.studio.is_typing_program(1));
    driver.form(FormMsg::SetProgram(1));
    assert_eq!(driver.document(), before);
}

#[test]
fn what_stays_in_a_list_stays_known_when_another_goes() {
    let mut driver = Driver::chain();
    for _ in 0..3 {
        driver.form(FormMsg::Add(Listed::Policy));
    }
    driver.send(Msg::Select(None));
    let keys = |driver: &Driver| -> Vec<(String, String)> {
        let groups = driver.shown().groups.into_iter().filter(|group| group.folds);
        groups
            .map(|group| (group.title.to_string(), group.key.to_string()))
            .collect()
    };
    let before = keys(&driver);
    driver.form(FormMsg::Remove(Listed::Policy, 0));
    assert_eq!(keys(&driver), before[1..]);
    driver.form(FormMsg::Remove(Listed::Policy, 1));
    assert_eq!(keys(&driver), before[1..2]);
    driver.form(FormMsg::Add(Listed::Policy));
    assert!(
        before.iter().all(|(_, key)| *key != keys(&driver)[1].1),
        "a new one"
    );
}
