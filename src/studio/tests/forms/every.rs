//! Every setting of the model has a field in a form, or a reason why it has none. A part that gets a new one does not
//! compile here until this is said.

use super::*;
use crate::model::actor::{Actor, Link, Subscription};
use crate::model::document::{Horizon, Note};
use crate::model::form::{Bound, Every, Failure, LISTS, MORE_PROPERTIES, Published};
use crate::model::program::{Property, Publish};
use crate::model::simulated::{POLICY_KEYS, QUEUE_ARGUMENTS};
use crate::model::topology::{
    Binding, Exchange, Parameter, Permission, Policy, Queue, TopicPermission, Topology, User, Vhost,
};
use Set::{By, Elsewhere};

/// How a part of the model is set.
enum Set {
    By(What),
    /// Not by a field, for this reason.
    Elsewhere(&'static str),
}

const BY_ARGUMENT: Set = Elsewhere("each argument has a field: see below");
const KEPT: Set = Elsewhere("what a newer version wrote, kept as it is");
const DRAWN: Set = Elsewhere("drawn on the canvas");
const LISTED: Set = Elsewhere("a list, whose entries have fields");
const OF_LESSONS: Set = Elsewhere("written with a lesson, not drawn");

/// All fields of a part, by name: exhaustive, so that a new one has to be listed.
macro_rules! all {
    ($part:ident { $($name:ident: $set:expr),* $(,)? }) => {{
        let _ = |part: &$part| {
            let $part { $($name: _),* } = part;
        };
        vec![$((concat!(stringify!($part), ".", stringify!($name)), $set)),*]
    }};
}

const DOCUMENT: &str = r##"{"format": "warren", "version": 1, "vhost": "shop", "notes": [{"id": "n", "text": "t", "at": [0, 0]}],
  "topology": {
    "vhosts": [{"name": "shop"}, {"name": "test"}], "users": [{"name": "guest", "tags": ["administrator"]}],
    "permissions": [{"user": "guest", "configure": ".*", "write": ".*", "read": ".*"}],
    "topic_permissions": [{"user": "guest", "exchange": "x", "write": "^a", "read": ""}],
    "parameters": [{"component": "operator_policy", "name": "o", "value": {"pattern": ".*", "apply-to": "queues",
        "definition": {"max-length": 9}, "priority": 1}}, {"component": "shovel", "name": "s", "value": {}}],
    "policies": [{"name": "p", "pattern": ".*", "apply-to": "all", "definition": {"expires": 90000}, "priority": 0}],
    "exchanges": [{"name": "x", "type": "topic"}, {"name": "h", "type": "headers"}], "queues": [{"name": "q"}],
    "bindings": [{"source": "x", "destination": "q", "routing_key": "#"},
        {"source": "h", "destination": "q", "arguments": {"level": 1}}]},
  "actors": [{"id": 1, "kind": "service", "name": "s", "consumes": [{"queue": "q", "prefetch": 1}],
    "program": ["on every 1s up to 2", "  publish to x key \"a\"", "on delivery", "  work 1s to 2s", "  fail on 2", "    reject",
        "    stop", "  ack"]}], "next_id": 2}"##;

/// A page with this document, drawn in.
fn open() -> Driver {
    let (document, findings) = Document::from_json(DOCUMENT);
    let document = document.unwrap_or_else(|| panic!("{findings:?}"));
    let mut driver = Driver::new();
    driver.send(Msg::New);
    driver.studio.put("all".into(), document, &mut Vec::new());
    driver
}

/// The rows of all forms.
fn rows(driver: &mut Driver) -> Vec<Row> {
    let mut forms = Vec::new();
    let nodes = [
        Node::Queue("q".into()),
        Node::Exchange("x".into()),
        Node::Actor(1),
        Node::Note("n".into()),
    ];
    for node in nodes {
        forms.push(driver.settings(node));
    }
    driver.send(Msg::Select(None));
    forms.push(driver.studio.panels().node.form.clone().expect("the drawing's"));
    let groups = forms.into_iter().flat_map(|form| form.groups);
    let mut rows: Vec<Row> = groups.flat_map(|group| group.rows).collect();
    for exchange in ["x", "h"] {
        let edge = EdgeId {
            kind: EdgeKind::Binding,
            from: Node::Exchange(exchange.into()),
            to: Node::Queue("q".into()),
        };
        driver.form(FormMsg::OpenBinding(edge, 0));
        let panel = driver.studio.panels().binding.clone().expect("the editor");
        rows.extend(
            panel
                .fields
                .rows
                .iter()
                .chain(panel.rows.iter().flatten())
                .cloned(),
        );
    }
    rows
}

fn parts() -> Vec<(Of, Vec<(&'static str, Set)>)> {
    let node = |node| Of::Node(node);
    let consuming = |what| By(What::Subscription(0, what));
    let published = |published| By(What::Line(2, Slot::Publish(published)));
    vec![
        (
            Of::Drawing,
            all!(Document {
                format: KEPT,
                version: KEPT,
                id: OF_LESSONS,
                title: By(What::Words(Tongue::English)),
                promise: OF_LESSONS,
                seed: By(What::Seed),
                horizon: LISTED,
                vhost: By(What::Vhost),
                topology: LISTED,
                actors: DRAWN,
                next_id: KEPT,
                positions: DRAWN,
                notes: DRAWN,
                script: OF_LESSONS,
                lesson: OF_LESSONS,
                extra: KEPT,
            }),
        ),
        (
            Of::Drawing,
            all!(Horizon {
                steps: By(What::Steps),
                time_ms: By(What::TimeMs),
                extra: KEPT
            }),
        ),
        (
            node(Node::Note("n".into())),
            all!(Note {
                id: KEPT,
                text: By(What::Words(Tongue::English)),
                at: DRAWN,
                extra: KEPT
            }),
        ),
        (
            Of::Drawing,
            all!(Topology {
                vhosts: LISTED,
                users: LISTED,
                permissions: LISTED,
                topic_permissions: LISTED,
                parameters: LISTED,
                global_parameters: Elsewhere("none of them is simulated: the import says so"),
                policies: LISTED,
                exchanges: DRAWN,
                queues: DRAWN,
                bindings: DRAWN,
                extra: KEPT,
            }),
        ),
        (
            Of::Listed(Listed::Vhost, 1),
            all!(Vhost {
                name: By(What::Name),
                extra: KEPT
            }),
        ),
        (
            Of::Listed(Listed::User, 0),
            all!(User {
                name: By(What::Name),
                tags: By(What::Tags),
                extra: KEPT
            }),
        ),
        (
            Of::Listed(Listed::Permission, 0),
            all!(Permission {
                user: By(What::User),
                vhost: By(What::Vhost),
                configure: By(What::Configure),
                write: By(What::Write),
                read: By(What::Read),
                extra: KEPT,
            }),
        ),
        (
            Of::Listed(Listed::TopicPermission, 0),
            all!(TopicPermission {
                user: By(What::User),
                vhost: By(What::Vhost),
                exchange: By(What::Exchange),
                write: By(What::Write),
                read: By(What::Read),
                extra: KEPT,
            }),
        ),
        (
            Of::Listed(Listed::Operator, 0),
            all!(Parameter {
                component: Elsewhere("operator policies alone are simulated: the form says what is not"),
                name: By(What::Name),
                value: By(What::Pattern),
                extra: KEPT,
            }),
        ),
        (
            Of::Listed(Listed::Policy, 0),
            all!(Policy {
                name: By(What::Name),
                pattern: By(What::Pattern),
                apply_to: By(What::ApplyTo),
                definition: BY_ARGUMENT,
                priority: By(What::Priority),
                extra: KEPT,
            }),
        ),
        (
            node(Node::Exchange("x".into())),
            all!(Exchange {
                name: By(What::Name),
                kind: By(What::Type),
                durable: By(What::Durable),
                auto_delete: By(What::AutoDelete),
                internal: By(What::Internal),
                arguments: By(What::Argument(Argument::AlternateExchange)),
                extra: KEPT,
            }),
        ),
        (
            node(Node::Queue("q".into())),
            all!(Queue {
                name: By(What::Name),
                durable: By(What::Durable),
                auto_delete: By(What::AutoDelete),
                arguments: BY_ARGUMENT,
                extra: KEPT,
            }),
        ),
        (
            Of::Binding(0),
            all!(Binding {
                id: OF_LESSONS,
                source: DRAWN,
                destination: DRAWN,
                destination_type: DRAWN,
                routing_key: By(What::Key),
                arguments: Elsewhere("a table: see below"),
                extra: KEPT,
            }),
        ),
        (
            node(Node::Actor(1)),
            all!(Actor {
                id: KEPT,
                kind: DRAWN,
                name: By(What::Name),
                user: By(What::User),
                vhost: By(What::Vhost),
                start_ms: By(What::StartMs),
                link: LISTED,
                confirms: By(What::Confirms),
                transactional: By(What::Transactional),
                declares: By(What::Declares),
                consumes: DRAWN,
                program: Elsewhere("a text, with fields for its plain lines"),
                extra: KEPT,
            }),
        ),
        (
            node(Node::Actor(1)),
            all!(Link {
                latency_ms: By(What::LatencyMs),
                detect_ms: By(What::DetectMs),
                reopen_ms: By(What::ReopenMs),
                extra: KEPT,
            }),
        ),
        (
            node(Node::Actor(1)),
            all!(Subscription {
                queue: consuming(Consuming::Queue),
                tag: consuming(Consuming::Tag),
                no_ack: consuming(Consuming::NoAck),
                exclusive: consuming(Consuming::Exclusive),
                prefetch: consuming(Consuming::Prefetch),
                global_prefetch: consuming(Consuming::GlobalPrefetch),
                channel: consuming(Consuming::Channel),
                arguments: consuming(Consuming::Priority),
                extra: KEPT,
            }),
        ),
        (
            node(Node::Actor(1)),
            all!(Publish {
                exchange: published(Published::Exchange),
                key: published(Published::Key),
                body: published(Published::Body),
                mandatory: published(Published::Mandatory),
                persistent: published(Published::Persistent),
                like: Elsewhere("takes over a delivery: in the program as text"),
                properties: published(Published::Property(Property::Headers)),
            }),
        ),
    ]
}

#[test]
fn every_setting_of_the_model_has_a_field_or_a_reason_for_none() {
    let mut driver = open();
    let rows = rows(&mut driver);
    let is_there = |of: &Of, what: What| {
        rows.iter()
            .any(|row| row.field.of == *of && row.field.what == what)
    };
    let mut fields = 0;
    for (of, part) in parts() {
        for (name, set) in part {
            match set {
                By(what) => {
                    assert!(is_there(&of, what), "{name} has no field");
                    fields += 1;
                }
                Elsewhere(reason) => assert!(!reason.is_empty(), "{name}"),
            }
        }
    }
    assert!(fields > 50, "{fields}");
    let named = |of: &Of, name: &str| {
        let mut own = rows.iter().filter(|row| row.field.of == *of);
        own.any(|row| *row.argument == *name)
    };
    // Lazy queues act as others do, and the form of one says so.
    for argument in QUEUE_ARGUMENTS.into_iter().filter(|name| *name != "x-queue-mode") {
        assert!(named(&Of::Node(Node::Queue("q".into())), argument), "{argument}");
    }
    for key in POLICY_KEYS {
        assert!(named(&Of::Listed(Listed::Policy, 0), key), "{key}");
    }
    for property in Property::ALL {
        let what = What::Line(2, Slot::Publish(Published::Property(property)));
        assert!(is_there(&Of::Node(Node::Actor(1)), what), "{property:?}");
    }
    let lines = [
        (1, Slot::Every(Every::IntervalMs)),
        (1, Slot::Every(Every::Limit)),
        (3, Slot::Fail(Failure::When)),
        (3, Slot::Fail(Failure::Number)),
        (4, Slot::Span(Bound::Least)),
        (4, Slot::Span(Bound::Most)),
        (8, Slot::Settle),
    ];
    for (line, slot) in lines {
        let what = What::Line(line, slot);
        assert!(is_there(&Of::Node(Node::Actor(1)), what), "{slot:?}");
    }
    for what in [What::Name, What::Type, What::Value] {
        assert!(is_there(&Of::Row(1, "level".into()), what), "{what:?}");
    }
    assert!(is_there(&Of::Binding(1), What::Match));
    assert_eq!(MORE_PROPERTIES.len() + 3, Property::ALL.len());
}

#[test]
fn every_list_of_the_drawing_is_added_to_and_taken_from_as_one_edit() {
    let mut driver = Driver::chain();
    driver.send(Msg::Select(None));
    let before = driver.document();
    let groups = |driver: &Driver| driver.shown().groups.len();
    for list in LISTS {
        let count = groups(&driver);
        let undone = driver.document();
        driver.form(FormMsg::Add(list));
        let at = *crate::model::form::places(&driver.document(), list)
            .last()
            .expect("a new one");
        let added = driver.undoable().expect("an edit");
        assert!(added.ends_with(" added"), "{added}");
        assert!(groups(&driver) > count, "{list:?}");
        driver.form(FormMsg::Remove(list, at));
        let removed = driver.undoable().expect("an edit");
        assert!(removed.ends_with(" removed"), "{removed}");
        driver.send(Msg::Undo);
        driver.send(Msg::Undo);
        assert_eq!(driver.document(), undone, "{list:?}");
    }
    assert_eq!(driver.document(), before);
}

#[test]
fn a_permission_that_no_user_lacks_is_not_added_and_it_is_said_why() {
    let mut driver = Driver::chain();
    driver.form(FormMsg::Add(Listed::Permission));
    let before = driver.document();
    driver.form(FormMsg::Add(Listed::Permission));
    assert_eq!(driver.document(), before, "the first would not count any more");
    let said = driver
        .studio
        .panels()
        .toast
        .as_ref()
        .map(|toast| crate::text::plain(&toast.text));
    assert_eq!(
        said.as_deref(),
        Some("Every user has such a permission for everything already. Change one of them.")
    );
}

#[test]
fn a_first_user_leaves_the_others_what_they_could_do() {
    let mut driver = Driver::chain();
    driver.send(Msg::End);
    let steps = |driver: &Driver| driver.studio.session.as_ref().expect("a run").history.steps();
    let ran = steps(&driver);
    driver.form(FormMsg::Add(Listed::User));
    driver.send(Msg::End);
    assert_eq!(steps(&driver), ran, "everyone connects as before");
    let set = |driver: &mut Driver, of: Of, what, text: &str| {
        driver.form(FormMsg::Set(Field { of, what }, text.into()));
    };
    set(&mut driver, Of::Listed(Listed::User, 0), What::Name, "shop");
    let document = driver.document();
    assert!(document.actors.iter().all(|actor| actor.user == "shop"));
    assert_eq!(document.topology.permissions[0].user, "shop");
    let permission = Of::Listed(Listed::Permission, 0);
    let write = Field {
        of: permission.clone(),
        what: What::Write,
    };
    driver.form(FormMsg::Set(write.clone(), "(".into()));
    driver.send(Msg::Select(None));
    let form = driver.shown();
    let rows = form.groups.iter().flat_map(|group| &group.rows);
    let wrong = rows
        .filter(|row| row.field == write)
        .find_map(|row| row.wrong.clone());
    assert!(
        wrong.is_some_and(|wrong| !wrong.is_empty()),
        "the broker's reason"
    );
    set(&mut driver, permission, What::Write, "");
    driver.send(Msg::End);
    assert_ne!(steps(&driver), ran, "the producer may not publish");
}
