//! Tests of new names.

use super::*;
use crate::model::validate::validate;

fn shop() -> Document {
    let text = r##"{
        "format": "warren", "version": 1,
        "topology": {
            "exchanges": [{"name": "a", "type": "topic", "arguments": {"alternate-exchange": "lost"}},
                          {"name": "lost", "type": "fanout"}],
            "queues": [{"name": "a", "arguments": {"x-dead-letter-exchange": "lost", "x-dead-letter-routing-key": "b"}},
                       {"name": "b", "arguments": {"x-dead-letter-exchange": "", "x-dead-letter-routing-key": "a"}}],
            "bindings": [{"source": "a", "destination": "a", "routing_key": "a"},
                         {"source": "a", "destination": "lost", "destination_type": "exchange"}],
            "policies": [{"name": "p", "pattern": "^a", "definition": {"dead-letter-exchange": "a", "dead-letter-routing-key": "a"}}]
        },
        "actors": [
            {"id": 1, "kind": "producer", "name": "a",
             "program": ["on start", "  publish to a key \"a\"   # to a", "  publish to \"\" key 'a' body \"a\""]},
            {"id": 2, "kind": "consumer", "name": "c", "consumes": [{"queue": "a"}, {"queue": "b", "tag": "t"}],
             "declares": ["declare queue mine arguments {\"x-dead-letter-exchange\": \"a\"}", "bind mine to a key \"a\""],
             "program": ["on delivery from a", "  if deaths(\"a\", \"rejected\") > 1", "    ack", "on delivery from t", "  cancel a"]}
        ],
        "positions": {"queue:a": [1, 2], "exchange:a": [3, 4]},
        "lesson": {"title": "a",
            "chapters": [{"id": "a", "title": {"en": "a", "zh": "a"}, "text": {"en": "a", "zh": "a"}, "stop": "deliver m1 from a -> c",
                          "panel": "node b", "light": ["queue:a", "actor:a", "bindings:a"],
                          "facts": ["ready(a) == 1", "since('dead-letter m1 in a -> a') == null"]}]}
    }"##;
    let (document, findings) = Document::from_json(text);
    document.unwrap_or_else(|| panic!("{findings:?}"))
}

fn renamed(node: &Node, name: &str) -> (Document, Followed) {
    let mut document = shop();
    let before = validate(&document).len();
    let (new, followed) = rename(&mut document, node, name).expect("a good name");
    assert!(is_there(&document, &new));
    assert_eq!(validate(&document).len(), before);
    let mut back = document.clone();
    let old = match node {
        Node::Exchange(name) | Node::Queue(name) => name.clone(),
        Node::Actor(id) => shop().actor(*id).expect("there").name.clone(),
        Node::Note(_) | Node::Other(_) => panic!("no name"),
    };
    rename(&mut back, &new, &old).expect("the old name is free");
    assert_eq!(back, shop());
    (document, followed)
}

#[test]
fn all_that_names_a_queue_follows() {
    let (document, followed) = renamed(&Node::Queue("a".into()), "work");
    let topology = &document.topology;
    assert_eq!(
        (
            topology.bindings[0].source.as_str(),
            topology.bindings[0].destination.as_str()
        ),
        ("a", "work")
    );
    assert_eq!(
        topology.queues[1].text_argument("x-dead-letter-routing-key"),
        Some("work")
    );
    assert_eq!(
        document.actors[0].program.0[1],
        "  publish to a key \"a\"   # to a"
    );
    assert_eq!(
        document.actors[0].program.0[2],
        "  publish to \"\" key 'work' body \"a\""
    );
    let consumer = &document.actors[1];
    assert_eq!(
        consumer.program.0,
        [
            "on delivery from work",
            "  if deaths(\"work\", \"rejected\") > 1",
            "    ack",
            "on delivery from t",
            "  cancel work"
        ]
    );
    assert_eq!(consumer.declares, shop().actors[1].declares);
    let chapter = &document.lesson.as_ref().unwrap().chapters[0];
    assert_eq!(chapter.stop, "deliver m1 from work -> c");
    assert_eq!(chapter.light, ["queue:work", "actor:a", "bindings:a"]);
    assert_eq!(
        chapter.facts,
        ["ready(work) == 1", "since('dead-letter m1 in work -> a') == null"]
    );
    let expected = Followed {
        bindings: 1,
        subscriptions: 1,
        arguments: 1,
        policies: 0,
        lines: 4,
        lesson: 4,
    };
    assert_eq!(followed, expected);
}

#[test]
fn all_that_names_an_exchange_follows() {
    let (document, followed) = renamed(&Node::Exchange("a".into()), "new");
    assert_eq!(
        document.actors[0].program.0[1],
        "  publish to new key \"a\"   # to a"
    );
    assert_eq!(
        document.actors[1].declares.0,
        [
            "declare queue mine arguments {\"x-dead-letter-exchange\": \"new\"}",
            "bind mine to new key \"a\""
        ]
    );
    let policy = &document.topology.policies[0];
    assert_eq!(
        policy.definition.get("dead-letter-exchange"),
        Some(&Value::from("new"))
    );
    assert_eq!(
        policy.definition.get("dead-letter-routing-key"),
        Some(&Value::from("a"))
    );
    let expected = Followed {
        bindings: 2,
        policies: 1,
        lines: 3,
        lesson: 2,
        ..Followed::default()
    };
    assert_eq!(followed, expected);
}

#[test]
fn an_actor_is_named_by_lessons_alone() {
    let (document, followed) = renamed(&Node::Actor(1), "shop");
    assert_eq!(
        document.lesson.as_ref().unwrap().chapters[0].light[1],
        "actor:shop"
    );
    assert_eq!(
        followed,
        Followed {
            lesson: 1,
            ..Followed::default()
        }
    );
}

#[test]
fn a_bad_name_changes_nothing() {
    let mut document = shop();
    let queue = Node::Queue("a".into());
    let long = "x".repeat(256);
    let too_long = BadName::TooLong {
        bytes: 256,
        limit: 255,
    };
    for (node, name, reason) in [
        (&queue, "", BadName::Empty),
        (&queue, "b", BadName::Taken),
        (&queue, "mine", BadName::Taken),
        (&queue, "amq.x", BadName::Reserved),
        (&queue, long.as_str(), too_long),
        (&queue, "a b", BadName::NotInStops),
        (&Node::Actor(1), "c", BadName::Taken),
        (&Node::Exchange(String::new()), "x", BadName::Fixed),
        (&Node::Exchange("amq.topic".into()), "x", BadName::Fixed),
        (&Node::Queue("none".into()), "x", BadName::NotThere),
    ] {
        assert_eq!(may_rename(&document, node, name), Err(reason), "{name}");
        assert_eq!(rename(&mut document, node, name), Err(reason), "{name}");
    }
    assert_eq!(document, shop());
    // A queue and an exchange can have one name.
    assert_eq!(may_rename(&document, &queue, "lost"), Ok(()));
}
