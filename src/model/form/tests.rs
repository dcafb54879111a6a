//! Fields over a document with something behind each of them.

use super::*;
use crate::base::gather::Gather;
use crate::model::actor::{Actor, Subscription};
use crate::model::program::{Program, Property};
use crate::model::topology::{Binding, Exchange, Policy, Queue};
use rand::{Rng, SeedableRng};

/// A document with something behind each kind of field.
fn document() -> Document {
    let mut document = Document::default();
    document.topology.exchanges.push(Exchange {
        name: "x".into(),
        kind: "headers".into(),
        ..Exchange::default()
    });
    document.topology.queues.push(Queue {
        name: "q".into(),
        durable: true,
        arguments: serde_json::from_str(r#"{"x-message-ttl": 5000, "x-unknown": [1]}"#).unwrap(),
        ..Queue::default()
    });
    document.topology.bindings.push(Binding {
        source: "x".into(),
        destination: "q".into(),
        arguments: serde_json::from_str(r#"{"x-match": "any", "level": 3, "region": "eu"}"#).unwrap(),
        ..Binding::default()
    });
    document.topology.policies.push(Policy {
        name: "p".into(),
        pattern: "^q".into(),
        apply_to: "queues".into(),
        definition: serde_json::from_str(r#"{"max-length": 5}"#).unwrap(),
        ..Policy::default()
    });
    for list in LISTS.into_iter().filter(|list| *list != Listed::Policy) {
        add(&mut document, list);
    }
    document.actors.push(Actor {
        id: 1,
        name: "a".into(),
        user: "guest".into(),
        consumes: vec![Subscription {
            queue: "q".into(),
            ..Subscription::default()
        }],
        program: Program::from_text(PROGRAM),
        ..Actor::default()
    });
    document.next_id = 2;
    document
}

const PROGRAM: &str = "# all\non every 5s up to 3  # often\n  publish to x key \"k.{n}\" body \"{n}\" priority 4  # why\n\
                       on delivery from q\n  work 1s to 2s\n  fail on 3\n    reject requeue true\n    stop\n  ack";

fn fields() -> Vec<Field> {
    let of = |of: Of, all: &[What]| -> Vec<Field> {
        all.iter()
            .map(|what| Field {
                of: of.clone(),
                what: *what,
            })
            .collect()
    };
    let arguments = |all: &[Argument]| -> Vec<What> { all.iter().map(|own| What::Argument(*own)).collect() };
    let mut all = of(
        Of::Node(Node::Queue("q".into())),
        &[
            &[What::Durable, What::AutoDelete][..],
            &arguments(&argument::LIMITS),
            &arguments(&argument::DEAD_LETTERS),
        ]
        .concat(),
    );
    all.extend(of(
        Of::Node(Node::Exchange("x".into())),
        &[What::Type, What::Internal, What::Durable],
    ));
    all.extend(of(Of::Binding(0), &[What::Key, What::Match]));
    all.extend(of(Of::Row(0, "level".into()), &[What::Value, What::Type]));
    all.extend(of(Of::Row(0, "region".into()), &[What::Value, What::Name]));
    let policy = [
        &[What::Pattern, What::ApplyTo, What::Priority][..],
        &arguments(&argument::OF_POLICIES),
    ]
    .concat();
    all.extend(of(Of::Listed(Listed::Policy, 0), &policy));
    let operator = [
        &[What::Pattern, What::ApplyTo, What::Priority][..],
        &arguments(&argument::OF_OPERATORS),
    ]
    .concat();
    all.extend(of(Of::Listed(Listed::Operator, 0), &operator));
    all.extend(of(Of::Listed(Listed::User, 0), &[What::Name, What::Tags]));
    all.extend(of(Of::Listed(Listed::Vhost, 0), &[What::Name]));
    let permission = [What::User, What::Vhost, What::Write, What::Read];
    all.extend(of(Of::Listed(Listed::Permission, 0), &permission));
    all.extend(of(Of::Listed(Listed::Permission, 0), &[What::Configure]));
    all.extend(of(Of::Listed(Listed::TopicPermission, 0), &permission));
    all.extend(of(Of::Listed(Listed::TopicPermission, 0), &[What::Exchange]));
    all.extend(of(
        Of::Drawing,
        &[What::Vhost, What::Seed, What::Steps, What::TimeMs],
    ));
    all.extend(of(
        Of::Node(Node::Actor(1)),
        &[
            What::User,
            What::StartMs,
            What::Confirms,
            What::Transactional,
            What::LatencyMs,
            What::DetectMs,
            What::ReopenMs,
            What::Vhost,
            What::Declares,
            What::Subscription(0, Consuming::Tag),
            What::Subscription(0, Consuming::Channel),
            What::Subscription(0, Consuming::GlobalPrefetch),
            What::Subscription(0, Consuming::Prefetch),
            What::Subscription(0, Consuming::NoAck),
            What::Subscription(0, Consuming::Queue),
            What::Subscription(0, Consuming::Priority),
            What::Line(2, Slot::Every(Every::IntervalMs)),
            What::Line(2, Slot::Every(Every::Limit)),
            What::Line(3, Slot::Publish(Published::Exchange)),
            What::Line(3, Slot::Publish(Published::Key)),
            What::Line(3, Slot::Publish(Published::Body)),
            What::Line(3, Slot::Publish(Published::Property(Property::Headers))),
            What::Line(3, Slot::Publish(Published::Persistent)),
            What::Line(3, Slot::Publish(Published::Property(Property::Priority))),
            What::Line(3, Slot::Publish(Published::Property(Property::Expiration))),
            What::Line(3, Slot::Publish(Published::Property(Property::ReplyTo))),
            What::Line(3, Slot::Publish(Published::Property(Property::Timestamp))),
            What::Line(4, Slot::Fail(Failure::When)),
            What::Line(4, Slot::Fail(Failure::Number)),
            What::Line(4, Slot::Fail(Failure::Then)),
            What::Line(5, Slot::Span(Bound::Least)),
            What::Line(5, Slot::Span(Bound::Most)),
        ],
    ));
    all
}

const TEXTS: [&str; 22] = [
    "",
    "true",
    "false",
    "5",
    "0",
    "-1",
    "70000",
    "a.b",
    "=x",
    "=",
    "direct",
    "any",
    "all",
    "drop-head",
    "reject",
    "requeue",
    "chance",
    "never",
    "order.{n}",
    "{a: 1}",
    "say \"it\"",
    "integer",
];

fn again(document: &Document) -> Document {
    let (read, found) = Document::from_json(&document.to_json());
    assert!(
        found
            .iter()
            .all(|one| one.severity < crate::model::Severity::Error),
        "{found:?}"
    );
    read.expect("what was written is read")
}

#[test]
fn writing_what_is_read_changes_nothing() {
    let before = document();
    for field in fields() {
        let text = read(&before, &field).unwrap_or_else(|| panic!("{field:?}"));
        let mut after = before.clone();
        assert_eq!(write(&mut after, &field, &text), Ok(()), "{field:?} {text}");
        assert_eq!(after, before, "{field:?} {text}");
    }
}

#[test]
fn what_was_written_is_read_and_saved_and_read_again() {
    let fields = fields();
    let mut random = rand_pcg::Pcg64Mcg::seed_from_u64(7);
    let (mut taken, mut refused) = (0, 0);
    for _ in 0..60 {
        let mut document = document();
        for _ in 0..40 {
            let field = &fields[random.next_u32() as usize % fields.len()];
            let text = TEXTS[random.next_u32() as usize % TEXTS.len()];
            let before = document.clone();
            match write(&mut document, field, text) {
                Err(_) => {
                    assert_eq!(document, before, "{field:?} {text}");
                    refused += 1;
                }
                Ok(()) => {
                    assert!(document.actors[0].program.tree().is_ok(), "{field:?} {text}");
                    assert_eq!(again(&document), document, "{field:?} {text}");
                    taken += 1;
                }
            }
        }
    }
    assert!(taken > 500 && refused > 100, "{taken} {refused}");
}

#[test]
fn a_field_changes_its_line_and_no_other() {
    let mut document = document();
    let field = |line, slot| Field {
        of: Of::Node(Node::Actor(1)),
        what: What::Line(line, slot),
    };
    write(&mut document, &field(2, Slot::Every(Every::IntervalMs)), "1500").unwrap();
    write(
        &mut document,
        &field(3, Slot::Publish(Published::Key)),
        "say \"it\"",
    )
    .unwrap();
    let lines = &document.actors[0].program.0;
    assert_eq!(lines[..2], ["# all", "on every 1500ms up to 3  # often"]);
    assert_eq!(
        lines[2],
        "  publish to x key \"say \\\"it\\\"\" body \"{n}\" priority 4  # why"
    );
    assert_eq!(
        read(&document, &field(3, Slot::Publish(Published::Key))).as_deref(),
        Some("say \"it\"")
    );
}

#[test]
fn setting_how_it_fails_keeps_every_comment() {
    let text = "on delivery from q\n  # first\n  fail on 3  # now and then\n    # not again\n    reject requeue true  # why\n    stop\n  ack  # done";
    let mut document = document();
    document.actors[0].program = Program::from_text(text);
    let mut set = |slot, text: &str| {
        let field = Field {
            of: Of::Node(Node::Actor(1)),
            what: What::Line(1, slot),
        };
        write(&mut document, &field, text).unwrap();
        assert_eq!(read(&document, &field).as_deref(), Some(text), "{slot:?}");
        document.actors[0].program.0.join("\n")
    };
    assert_eq!(
        set(Slot::Fail(Failure::Number), "5"),
        text.replace("on 3", "on 5")
    );
    let program = set(Slot::Fail(Failure::Then), "reject");
    assert_eq!(program, text.replace("on 3", "on 5").replace("true", "false"));
    let program = set(Slot::Fail(Failure::When), "always");
    assert!(
        program.contains("fail  # now and then\n    # not again\n"),
        "{program}"
    );
    assert!(
        set(Slot::Fail(Failure::Then), "nothing")
            .contains("fail  # now and then\n    # not again\n  ack  # done")
    );
    let program = set(Slot::Fail(Failure::Then), "requeue");
    assert!(
        program.contains("    reject requeue true\n    stop\n"),
        "{program}"
    );
    let program = set(Slot::Fail(Failure::When), "never");
    assert_eq!(
        program,
        "on delivery from q\n  # first\n    # not again\n  ack  # done"
    );
}

#[test]
fn the_policy_with_the_highest_priority_wins() {
    let mut document = document();
    add(&mut document, Listed::Policy);
    let second = document.topology.policies.len() - 1;
    let queue = Node::Queue("q".into());
    assert_eq!(
        Reach::of(&document).winner(&queue),
        Some(second),
        "of equals the later one"
    );
    write(
        &mut document,
        &Field {
            of: Of::Listed(Listed::Policy, 0),
            what: What::Priority,
        },
        "1",
    )
    .unwrap();
    assert_eq!(Reach::of(&document).winner(&queue), Some(0));
    assert_eq!(Reach::of(&document).winner(&Node::Exchange("x".into())), None);
}

fn parsed(text: &str) -> Document {
    Document::from_json(text).0.expect("a document")
}

fn listed(list: Listed, at: usize, what: What) -> Field {
    let of = Of::Listed(list, at);
    Field { of, what }
}

#[test]
fn no_permission_is_overridden_by_another_one_for_the_same() {
    let text = r#"{"format":"warren","version":1,"topology":{"users":[{"name":"guest"},{"name":"u"}],
        "vhosts":[{"name":"/"},{"name":"test"}],
        "permissions":[{"user":"guest","configure":"","write":"","read":""}],
        "topic_permissions":[{"user":"guest","exchange":"amq.topic","write":"^a","read":".*"}]}}"#;
    let mut document = parsed(text);
    let subjects = |document: &Document, list| -> Vec<String> {
        let names = places(document, list).into_iter();
        names.map(|at| name_of(document, list, at).unwrap()).gather()
    };
    let topology = document.topology.clone();
    for _ in 0..9 {
        add(&mut document, Listed::Permission);
        add(&mut document, Listed::TopicPermission);
    }
    assert_eq!(document.topology.permissions[0], topology.permissions[0]);
    assert_eq!(
        subjects(&document, Listed::Permission),
        ["guest → /", "u → /", "guest → test", "u → test"]
    );
    let topics: Vec<_> = document.topology.topic_permissions.iter().gather();
    assert_eq!(topics[0], &topology.topic_permissions[0]);
    let hosts: Vec<_> = topics
        .iter()
        .map(|own| (own.user.as_str(), own.vhost.as_deref()))
        .gather();
    let test = Some("test");
    assert_eq!(
        hosts,
        [("guest", None), ("u", None), ("guest", test), ("u", test)]
    );
    assert!(!can_add(&document, Listed::Permission) && !can_add(&document, Listed::TopicPermission));
    let before = document.clone();
    for list in [Listed::Permission, Listed::TopicPermission] {
        for (what, text) in [(What::User, "guest"), (What::Vhost, "test")] {
            assert_eq!(
                write(&mut document, &listed(list, 1, what), text),
                Err(Wrong::Taken)
            );
        }
        assert_eq!(
            write(&mut document, &listed(list, 1, What::Vhost), "/"),
            Ok(()),
            "the same by name"
        );
        assert_eq!(write(&mut document, &listed(list, 1, What::Vhost), ""), Ok(()));
    }
    let other = listed(Listed::TopicPermission, 1, What::Exchange);
    write(&mut document, &other, "x").unwrap();
    write(
        &mut document,
        &listed(Listed::TopicPermission, 1, What::User),
        "guest",
    )
    .unwrap();
    assert_eq!(write(&mut document, &other, "amq.topic"), Err(Wrong::Taken));
    write(
        &mut document,
        &listed(Listed::TopicPermission, 1, What::User),
        "u",
    )
    .unwrap();
    write(&mut document, &other, "amq.topic").unwrap();
    assert_eq!(document, before);
}

#[test]
fn a_first_user_overrides_no_permission_that_stands_there() {
    let text = r#"{"format":"warren","version":1,"topology":{"permissions":[
        {"user":"guest","configure":"","write":"^a","read":""},
        {"user":"user-1","configure":"","write":"^b","read":""}]}}"#;
    let mut document = parsed(text);
    add(&mut document, Listed::User);
    let permissions: Vec<_> = document
        .topology
        .permissions
        .iter()
        .map(|own| (own.user.as_str(), own.write.as_str()))
        .gather();
    assert_eq!(permissions, [("guest", "^a"), ("user-1", "^b"), ("user-2", ".*")]);
}

#[test]
fn no_two_of_a_list_become_one_by_a_name_and_no_name_is_too_long() {
    let text = r#"{"format":"warren","version":1,"vhost":"/","topology":{"users":[{"name":"u"}],
        "vhosts":[{"name":"/"},{"name":"test"}],"policies":[{"name":"p","pattern":"","definition":{}}]},
        "actors":[{"id":1,"kind":"consumer","name":"c","vhost":"test"}],"next_id":2}"#;
    let mut document = parsed(text);
    let before = document.clone();
    let own = Field {
        of: Of::Drawing,
        what: What::Vhost,
    };
    assert_eq!(write(&mut document, &own, "/"), Ok(()));
    assert_eq!(write(&mut document, &own, "test"), Err(Wrong::Taken));
    assert_eq!(write(&mut document, &own, ""), Err(Wrong::Name(BadName::Empty)));
    let named = [(Listed::User, 0), (Listed::Policy, 0), (Listed::Vhost, 1)];
    let mut fields: Vec<Field> = named.map(|(list, at)| listed(list, at, What::Name)).into();
    fields.push(own.clone());
    let (bytes, limit) = (256, 255);
    for field in fields {
        let long = "n".repeat(bytes);
        let too_long = BadName::TooLong { bytes, limit };
        assert_eq!(
            write(&mut document, &field, &long),
            Err(Wrong::Name(too_long)),
            "{field:?}"
        );
    }
    assert_eq!(document, before);
    write(&mut document, &own, "prod").unwrap();
    assert_eq!(document.actors[0].vhost.as_deref(), Some("test"));
}
