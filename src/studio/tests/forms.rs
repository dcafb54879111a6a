//! Forms by messages: what is typed, what the broker says to it, what becomes an edit, and undoing it.

mod bindings;
mod drafts;
mod every;
mod problems;

use super::*;
use crate::model::Document;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::form::{
    Argument, Bound, Consuming, Every, Failure, Field, Listed, Of, Published, Slot, Tongue, What,
};
use crate::model::program::Property;
use crate::model::{Node, Program};
use crate::studio::forms::{FormMsg, Segment};
use crate::studio::gesture::Tool;
use crate::studio::panels::form::{Control, Form, Row};
use crate::studio::selection::Selection;

impl Driver {
    /// A new drawing with a producer, an exchange, a queue and a consumer, all connected.
    fn chain() -> Self {
        let mut driver = Driver::new();
        driver.send(Msg::New);
        for tool in [Tool::Exchange, Tool::Queue] {
            driver.send(Msg::Place(tool, None));
        }
        driver.send(Msg::Attach(Node::Exchange("exchange-1".into())));
        driver.send(Msg::Attach(Node::Queue("queue-1".into())));
        driver
    }

    fn form(&mut self, msg: FormMsg) {
        self.send(Msg::Form(msg));
    }

    fn settings(&mut self, node: Node) -> Form {
        self.send(Msg::Select(Some(node)));
        self.form(FormMsg::Show(Segment::Settings));
        self.shown()
    }

    /// The form that is seen.
    fn shown(&self) -> Form {
        self.studio.panels().node.form.clone().expect("a form")
    }

    /// What is told among the problems.
    fn told(&self) -> Vec<String> {
        let rows = &self.studio.panels().problems.rows;
        rows.iter().map(|row| plain(&row.what)).collect()
    }

    fn document(&self) -> Document {
        let session = self.studio.session.as_ref().expect("a document");
        Document::clone(session.document())
    }

    fn undoable(&self) -> Option<String> {
        let session = self.studio.session.as_ref().expect("a document");
        session.undoable().map(|what| what.to_string())
    }
}

fn queue(what: What) -> Field {
    Field {
        of: Of::Node(Node::Queue("queue-1".into())),
        what,
    }
}

fn row<'a>(form: &'a Form, name: &str) -> &'a Row {
    let mut rows = form.groups.iter().flat_map(|group| &group.rows);
    rows.find(|row| &*row.name == name)
        .unwrap_or_else(|| panic!("no field {name}"))
}

const TTL: What = What::Argument(Argument::MessageTtl);

#[test]
fn a_queue_has_its_settings_with_rabbitmqs_names_and_what_holds_without_them() {
    let mut driver = Driver::chain();
    let form = driver.settings(Node::Queue("queue-1".into()));
    let ttl = row(&form, "Message TTL");
    assert_eq!(
        (&*ttl.badge, &*ttl.argument, &*ttl.value),
        ("TTL", "x-message-ttl", "")
    );
    let placeholder = |row: &Row| match &row.control {
        Control::Text {
            placeholder, unit, ..
        } => (placeholder.to_string(), unit.to_string()),
        other => panic!("{other:?}"),
    };
    assert_eq!(placeholder(ttl), ("no limit".into(), "ms".into()));
    assert_eq!(&*row(&form, "Durable").value, "true");
    assert_eq!(&*row(&form, "Overflow").value, "drop-head");
    assert_eq!(form.groups.len(), 3);
}

#[test]
fn typing_is_checked_by_the_broker_and_leaving_the_field_is_one_edit() {
    let mut driver = Driver::chain();
    let before = driver.document();
    driver.settings(Node::Queue("queue-1".into()));
    for typed in ["-", "-5"] {
        driver.form(FormMsg::Type(queue(TTL), typed.into()));
    }
    let shown = |driver: &Driver| {
        let form = driver.studio.panels().node.form.clone().unwrap();
        row(&form, "Message TTL").clone()
    };
    let wrong = shown(&driver).wrong.expect("the broker refuses");
    assert!(
        wrong.starts_with(
            "406 PRECONDITION_FAILED - invalid arg 'x-message-ttl' for queue 'queue-1' in vhost '/'"
        ),
        "{wrong}"
    );
    driver.form(FormMsg::Set(queue(TTL), "-5".into()));
    assert_eq!(driver.document(), before, "what is wrong is not in the document");
    assert_eq!(&*shown(&driver).value, "-5", "and stays in the field");
    for typed in ["5", "50", "500", "5000"] {
        driver.form(FormMsg::Type(queue(TTL), typed.into()));
        assert_eq!(shown(&driver).wrong, None);
    }
    assert_eq!(driver.document(), before);
    driver.form(FormMsg::Set(queue(TTL), "5000".into()));
    assert_eq!(driver.undoable().as_deref(), Some("Message TTL of queue-1: 5000"));
    let argument = driver.document().topology.queues[0]
        .arguments
        .get("x-message-ttl")
        .cloned();
    assert_eq!(argument.and_then(|value| value.as_integer()), Some(5000));
    driver.send(Msg::Undo);
    assert_eq!(driver.document().topology, before.topology);
}

#[test]
fn what_was_typed_counts_before_anything_else_is_done() {
    let mut driver = Driver::chain();
    driver.settings(Node::Queue("queue-1".into()));
    driver.form(FormMsg::Type(queue(TTL), "700".into()));
    driver.send(Msg::File(FileMsg::Save));
    let saved = driver.cmds.iter().any(
        |cmd| matches!(cmd, Cmd::File(FileCmd::Save { text, .. }) if text.contains("\"x-message-ttl\": 700")),
    );
    assert!(saved, "{:?}", driver.cmds);
    driver.form(FormMsg::Type(queue(TTL), "800".into()));
    driver.form(FormMsg::Forget(queue(TTL)));
    driver.send(Msg::End);
    let argument = driver.document().topology.queues[0]
        .arguments
        .get("x-message-ttl")
        .cloned();
    assert_eq!(argument.and_then(|value| value.as_integer()), Some(700));
}

#[test]
fn the_broker_refuses_what_does_not_fit_together() {
    let mut driver = Driver::chain();
    driver.settings(Node::Queue("queue-1".into()));
    let mut refusal = |what: What, text: &str| {
        driver.form(FormMsg::Set(queue(what), text.into()));
        let form = driver.studio.panels().node.form.clone().unwrap();
        let wrong = form
            .groups
            .iter()
            .flat_map(|group| &group.rows)
            .find_map(|row| row.wrong.clone());
        driver.form(FormMsg::Forget(queue(what)));
        wrong.unwrap_or_default().to_string()
    };
    assert!(
        refusal(What::Argument(Argument::DeadLetterRoutingKey), "k")
            .contains("routing_key_but_no_dlx_defined")
    );
    assert!(refusal(What::Argument(Argument::MaxPriority), "256").contains("max_value_exceeded,256"));
    assert!(refusal(What::Argument(Argument::Expires), "0").contains("value_zero"));
    assert!(refusal(What::Argument(Argument::MaxLength), "many").contains("expected integer, got longstr"));
    assert!(refusal(What::Name, "amq.mine").starts_with("403 ACCESS_REFUSED"));
    assert_eq!(refusal(What::Name, ""), "A name is needed");
    assert_eq!(
        refusal(What::Argument(Argument::QueueType), "quorum"),
        "",
        "durable queues may be quorum queues"
    );
    assert!(refusal(What::Durable, "false").contains("invalid property 'non-durable'"));
}

#[test]
fn a_new_name_is_followed_and_stays_chosen() {
    let mut driver = Driver::chain();
    driver.settings(Node::Queue("queue-1".into()));
    driver.form(FormMsg::Set(queue(What::Name), "orders.work".into()));
    assert_eq!(
        driver.studio.view().selection.lead(),
        Some(&Node::Queue("orders.work".into()))
    );
    assert_eq!(&*driver.studio.panels().node.name, "orders.work");
    let document = driver.document();
    assert_eq!(document.actors[1].consumes[0].queue, "orders.work");
    assert_eq!(document.actors[1].program.0[0], "on delivery from orders.work");
}

#[test]
fn a_producers_form_writes_its_program() {
    let mut driver = Driver::chain();
    let form = driver.settings(Node::Actor(1));
    assert_eq!(&*row(&form, "Every").value, "1000");
    assert_eq!(&*row(&form, "Body").value, "message {n}");
    let line = |line, slot| Field {
        of: Of::Node(Node::Actor(1)),
        what: What::Line(line, slot),
    };
    for (line, slot, text) in [
        (1, Slot::Every(Every::IntervalMs), "250"),
        (1, Slot::Every(Every::Limit), ""),
        (2, Slot::Publish(Published::Key), "order.{n}.eu"),
        (2, Slot::Publish(Published::Mandatory), "true"),
        (
            2,
            Slot::Publish(Published::Property(Property::Headers)),
            "{region: \"eu\"}",
        ),
        (
            2,
            Slot::Publish(Published::Property(Property::Expiration)),
            "5000",
        ),
    ]
    .map(|(number, slot, text)| (line(number, slot), slot, text))
    {
        driver.form(FormMsg::Set(line.clone(), text.into()));
        let form = driver.studio.panels().node.form.clone().unwrap();
        let rows = form.groups.iter().flat_map(|group| &group.rows);
        let row = rows.into_iter().find(|row| row.field == line).expect("the field");
        assert_eq!((row.wrong.as_deref(), &*row.value), (None, text), "{slot:?}");
    }
    assert_eq!(
        driver.document().actors[0].program.0,
        [
            "on every 250ms",
            "  publish to exchange-1 key \"order.{n}.eu\" body \"message {n}\" headers {region: \"eu\"} expiration 5s persistent mandatory"
        ]
    );
    driver.form(FormMsg::Set(
        line(2, Slot::Publish(Published::Key)),
        "order.{".into(),
    ));
    assert_eq!(driver.document().actors[0].program.0.len(), 2);
    let form = driver.studio.panels().node.form.clone().unwrap();
    assert!(row(&form, "Routing key").wrong.is_some());
}

#[test]
fn a_consumers_form_writes_subscription_work_and_failures() {
    let mut driver = Driver::chain();
    driver.settings(Node::Actor(2));
    let of = || Of::Node(Node::Actor(2));
    let set = |driver: &mut Driver, what, text: &str| {
        let field = Field { of: of(), what };
        driver.form(FormMsg::Set(field, text.into()));
    };
    set(&mut driver, What::Subscription(0, Consuming::Prefetch), "10");
    set(&mut driver, What::Line(2, Slot::Span(Bound::Least)), "1500");
    set(&mut driver, What::Line(1, Slot::Fail(Failure::When)), "on");
    set(&mut driver, What::Line(1, Slot::Fail(Failure::Number)), "3");
    set(&mut driver, What::Line(1, Slot::Fail(Failure::Then)), "reject");
    let actor = driver.document().actors[1].clone();
    assert_eq!(actor.consumes[0].prefetch, 10);
    assert_eq!(
        actor.program.0,
        [
            "on delivery from queue-1",
            "  work 1500ms",
            "  fail on 3",
            "    reject requeue false",
            "    stop",
            "  ack"
        ]
    );
    set(&mut driver, What::Line(1, Slot::Fail(Failure::When)), "never");
    set(&mut driver, What::Subscription(0, Consuming::NoAck), "true");
    let program = driver.document().actors[1].program.0.clone();
    assert_eq!(program, ["on delivery from queue-1", "  work 1500ms"]);
    set(&mut driver, What::Subscription(0, Consuming::NoAck), "false");
    let program = driver.document().actors[1].program.0.clone();
    assert_eq!(program, ["on delivery from queue-1", "  work 1500ms", "  ack"]);
}

#[test]
fn a_program_with_mistakes_waits_while_the_version_before_runs() {
    let mut driver = Driver::chain();
    driver.send(Msg::Select(Some(Node::Actor(2))));
    driver.form(FormMsg::Show(Segment::Program));
    let before = driver.document();
    let typed = "on delivery from queue-1\n  wrok 1s\n  ack";
    driver.form(FormMsg::TypeProgram(2, typed.into()));
    driver.form(FormMsg::SetProgram(2));
    assert_eq!(driver.document(), before);
    let editor = driver.studio.panels().node.editor.clone().expect("an editor");
    assert_eq!(plain(&editor.status), "1 mistake: the version before is running.");
    let mistake = &editor.mistakes[0];
    assert_eq!(
        (&*mistake.place, mistake.fix.as_ref().map(|(_, fix)| &**fix)),
        ("Line 2, column 3", Some("work"))
    );
    assert_eq!(
        mistake.shown.each_ref().map(|part| &**part),
        ["  ", "wrok", " 1s"]
    );
    driver.send(Msg::Select(Some(Node::Actor(1))));
    driver.send(Msg::Select(Some(Node::Actor(2))));
    let editor = driver.studio.panels().node.editor.clone().expect("an editor");
    assert_eq!(
        &*editor.text, typed,
        "it is kept while something else is looked at"
    );
    driver.form(FormMsg::FixProgram(2, 0));
    assert_eq!(
        driver.document().actors[1].program,
        Program::from_text("on delivery from queue-1\n  work 1s\n  ack")
    );
    assert_eq!(driver.undoable().as_deref(), Some("Program of consumer-1"));
}

#[test]
fn other_peoples_pages_have_no_forms() {
    let mut driver = Driver::new();
    driver.send(Msg::Begin(Begin {
        player: true,
        ..Begin::default()
    }));
    driver.load("topics");
    driver.send(Msg::Select(Some(Node::Queue("q1".into()))));
    assert_eq!(driver.studio.panels().node.segments, None);
    let before = driver.document();
    let field = Field {
        of: Of::Node(Node::Queue("q1".into())),
        what: What::Durable,
    };
    driver.form(FormMsg::Set(field, "true".into()));
    assert_eq!(driver.document(), before);
}

#[test]
fn an_edit_in_the_middle_of_a_run_says_that_it_forks() {
    let mut driver = Driver::open("topics");
    driver.send(Msg::Seek(4));
    let node = Node::Queue(driver.document().topology.queues[0].name.clone());
    let form = driver.settings(node);
    let note = plain(&form.note.expect("a note"));
    assert_eq!(
        note,
        "Editing at step 4 starts a branch. The run on main stays as it is."
    );
}

#[test]
fn a_name_that_nothing_has_is_told_in_the_program_and_among_the_problems() {
    let mut driver = Driver::chain();
    let producer = Node::Actor(1);
    driver.settings(producer.clone());
    driver.form(FormMsg::Show(Segment::Program));
    let typed = "on every 1s up to 2\n  publish to exchange-2";
    driver.form(FormMsg::TypeProgram(1, typed.into()));
    let editor = |driver: &Driver| driver.studio.panels().node.editor.clone().expect("an editor");
    let shown = editor(&driver);
    assert_eq!(
        plain(&shown.status),
        "1 thing to look at. It runs as it is written."
    );
    let remark = &shown.remarks[0];
    assert_eq!(&*remark.place, "Line 2, column 14");
    assert_eq!(plain(&remark.cause), "There is no exchange exchange-2.");
    assert_eq!(
        [&*remark.shown[0], &*remark.shown[1]],
        ["  publish to ", "exchange-2"]
    );
    driver.form(FormMsg::SetProgram(1));
    driver.send(Msg::Select(None));
    let rows = driver.studio.panels().problems.rows.clone();
    let told = driver.told();
    let at = told
        .iter()
        .position(|told| told == "Line 2, column 14: There is no exchange exchange-2.");
    let at = at.unwrap_or_else(|| panic!("{rows:?}"));
    assert_eq!(rows[at].mend.as_deref(), Some("Write exchange-1"));
    driver.form(FormMsg::ShowProblem(at));
    assert_eq!(driver.studio.view().selection.lead(), Some(&producer));
    let (msg, fix) = editor(&driver).remarks[0].fix.clone().expect("a fix");
    assert_eq!(&*fix, "exchange-1");
    let before = driver.document();
    driver.form(msg);
    assert!(editor(&driver).remarks.is_empty());
    assert!(editor(&driver).text.ends_with("publish to exchange-1"));
    driver.send(Msg::Undo);
    assert_eq!(driver.document(), before);
    driver.form(FormMsg::Mend(at));
    assert!(!driver.told().iter().any(|told| told.contains("Line 2")));
    driver.send(Msg::Undo);
    assert_eq!(driver.document(), before);
}

#[test]
fn problems_are_listed_with_their_places_and_mended_as_one_edit() {
    let mut driver = Driver::new();
    driver.send(Msg::New);
    assert!(driver.studio.panels().problems.rows.is_empty());
    for tool in [Tool::Exchange, Tool::Queue] {
        driver.send(Msg::Place(tool, None));
    }
    assert_eq!(
        driver.told(),
        [
            "Nothing is bound to exchange-1: what is published there is lost.",
            "Nobody reads from queue-1: its messages stay there."
        ]
    );
    driver.form(FormMsg::ShowProblem(0));
    assert_eq!(
        driver.studio.view().selection.lead(),
        Some(&Node::Exchange("exchange-1".into()))
    );
    let before = driver.document();
    driver.form(FormMsg::Mend(1));
    assert_eq!(driver.undoable().as_deref(), Some("Add a consumer on queue-1"));
    assert_eq!(driver.studio.panels().problems.rows.len(), 1);
    driver.send(Msg::Undo);
    assert_eq!(driver.document(), before);
    assert_eq!(driver.studio.panels().problems.rows.len(), 2);
}

#[test]
fn a_lesson_is_looked_through_once_it_is_changed() {
    let mut driver = Driver::open("alternate-exchange");
    assert!(driver.studio.panels().problems.rows.is_empty());
    let node = Node::Queue(driver.document().topology.queues[0].name.clone());
    let field = Field {
        of: Of::Node(node),
        what: What::Name,
    };
    driver.form(FormMsg::Set(field, "nobody.knows".into()));
    driver.send(Msg::Place(Tool::Queue, None));
    let told = driver.told();
    assert!(told.iter().any(|told| told.contains("Nobody reads")), "{told:?}");
}

#[test]
fn with_nothing_chosen_the_drawing_has_settings_and_policies() {
    let mut driver = Driver::chain();
    driver.send(Msg::Select(None));
    let form = Driver::shown;
    assert_eq!(&*row(&form(&driver), "Virtual host").value, "/");
    let set = |driver: &mut Driver, of: Of, what, text: &str| {
        driver.form(FormMsg::Set(Field { of, what }, text.into()));
    };
    set(&mut driver, Of::Drawing, What::Vhost, "shop");
    set(&mut driver, Of::Drawing, What::Seed, "42");
    set(&mut driver, Of::Drawing, What::Steps, "0");
    let document = driver.document();
    assert_eq!(
        (&*document.vhost, document.seed, document.horizon.steps),
        ("shop", 42, 10_000)
    );
    assert_eq!(
        row(&form(&driver), "Most steps").wrong.as_deref(),
        Some("A whole number from 1 to 1000000")
    );
    driver.form(FormMsg::Add(Listed::Policy));
    let remark =
        |driver: &Driver, at: usize| plain(form(driver).groups[2 + at].remark.as_ref().expect("a remark"));
    assert_eq!(remark(&driver, 0), "In effect on queue-1.");
    driver.form(FormMsg::Add(Listed::Policy));
    assert_eq!(
        remark(&driver, 0),
        "In effect on nothing. On queue-1 another policy has precedence."
    );
    set(
        &mut driver,
        Of::Listed(Listed::Policy, 1),
        What::Pattern,
        "^orders",
    );
    assert_eq!(remark(&driver, 0), "In effect on queue-1.");
    set(
        &mut driver,
        Of::Listed(Listed::Policy, 0),
        What::Argument(Argument::MaxLength),
        "-1",
    );
    let wrong = form(&driver).groups[2]
        .rows
        .iter()
        .find_map(|row| row.wrong.clone());
    assert_eq!(wrong.as_deref(), Some("-1 is not a valid value of 'max-length'"));
    set(
        &mut driver,
        Of::Listed(Listed::Policy, 0),
        What::Argument(Argument::MaxLength),
        "5",
    );
    let settings = driver.settings(Node::Queue("queue-1".into()));
    let Control::Text { placeholder, .. } = &row(&settings, "Max length").control else {
        panic!("a text");
    };
    assert_eq!(&**placeholder, "5 (policy policy-1)");
    driver.form(FormMsg::Add(Listed::Operator));
    let limit = What::Argument(Argument::MaxLength);
    set(&mut driver, Of::Listed(Listed::Operator, 0), limit, "3");
    let settings = driver.settings(Node::Queue("queue-1".into()));
    let Control::Text { placeholder, .. } = &row(&settings, "Max length").control else {
        panic!("a text");
    };
    assert_eq!(&**placeholder, "3 (operator policy operator-1)");
    set(&mut driver, Of::Node(Node::Queue("queue-1".into())), limit, "9");
    let settings = driver.settings(Node::Queue("queue-1".into()));
    let remarks = settings.groups.iter().filter_map(|group| group.remark.as_deref());
    let remarks: String = remarks.map(crate::text::plain).collect();
    assert!(
        remarks.contains("the least counts, 3 (operator policy operator-1)"),
        "{remarks}"
    );
    driver.form(FormMsg::Remove(Listed::Policy, 1));
    assert_eq!(driver.document().topology.policies.len(), 1);
    assert_eq!(driver.undoable().as_deref(), Some("Policy policy-2 removed"));
}

#[test]
fn notes_and_the_drawing_have_texts_in_the_readers_language() {
    let mut driver = Driver::new();
    driver.send(Msg::New);
    driver.send(Msg::Place(Tool::Note, None));
    let note = driver.document().notes[0].id.clone();
    let words = |of, what| Field { of, what };
    let text = words(Of::Node(Node::Note(note)), What::Words(Tongue::English));
    assert!(driver.studio.panels().node.form.is_some());
    driver.form(FormMsg::Set(text, "Look\nhere".into()));
    driver.form(FormMsg::Set(
        words(Of::Drawing, What::Words(Tongue::English)),
        "My orders".into(),
    ));
    let document = driver.document();
    assert_eq!(
        (&*document.notes[0].text.en, &*document.title.en),
        ("Look\nhere", "My orders")
    );
    assert_eq!(driver.undoable().as_deref(), Some("Title: My orders"));
    assert_eq!(&*driver.studio.panels().top.title, "My orders");
}

#[test]
fn a_form_says_what_is_simulated_instead() {
    let mut driver = Driver::chain();
    driver.settings(Node::Queue("queue-1".into()));
    driver.form(FormMsg::Set(
        queue(What::Argument(Argument::QueueType)),
        "quorum".into(),
    ));
    let form = driver.studio.panels().node.form.clone().expect("a form");
    let remark = plain(form.groups[0].remark.as_ref().expect("a remark"));
    assert!(remark.to_lowercase().contains("quorum"), "{remark}");
}

#[test]
fn what_was_wrong_before_does_not_stand_in_the_way() {
    let mut driver = Driver::new();
    let text = r#"{"format": "warren", "version": 1, "topology": {"queues": [{"name": "queue-1", "durable": true,
        "arguments": {"x-max-priority": 300, "x-expires": 0}}]}}"#;
    driver.send(Msg::FileRead {
        name: "a.json".into(),
        text: Ok(text.into()),
    });
    driver.settings(Node::Queue("queue-1".into()));
    let mut set = |argument: Argument, text: &str| {
        driver.form(FormMsg::Set(queue(What::Argument(argument)), text.into()));
        driver.form(FormMsg::Forget(queue(What::Argument(argument))));
        let document = driver.document();
        let value = document.topology.queues[0]
            .arguments
            .get(argument.name())
            .cloned();
        value.and_then(|value| value.as_integer())
    };
    assert_eq!(set(Argument::MessageTtl, "5"), Some(5));
    assert_eq!(
        set(Argument::MaxPriority, "301"),
        Some(301),
        "the broker names another argument first"
    );
    assert_eq!(set(Argument::Expires, "-1"), Some(0), "it is about this one");
    assert_eq!(set(Argument::Expires, "9"), Some(9));
    assert_eq!(set(Argument::MaxPriority, "10"), Some(10));
}
