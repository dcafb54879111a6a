//! Tests of import and export: what a real broker exported comes over and goes back, and no text makes it panic.

use super::*;
use crate::model::diagnostic::code::{Unsimulated, What};
use crate::model::diagnostic::{Code, Diagnostic, JsonType, Place};
use crate::model::expression::tests::Dice;
use serde_json::{Value, json};

const SHOP: &str = include_str!("../../../tests/definitions/shop.json");

fn shop() -> Value {
    serde_json::from_str(SHOP).unwrap()
}

/// The objects of a list, in an order that does not depend on the file.
fn sorted(definitions: &Value, list: &str) -> Vec<String> {
    let mut objects: Vec<_> = definitions[list]
        .as_array()
        .unwrap()
        .iter()
        .map(Value::to_string)
        .collect();
    objects.sort();
    objects
}

#[test]
fn what_a_broker_exported_goes_back() {
    let (document, report) = import(SHOP, "shop");
    let document = document.unwrap();
    assert_eq!((report.findings.len(), report.count(Outcome::Dropped)), (0, 0));
    let text = export(&document);
    assert!(!text.contains("password_hash"));
    let back: Value = serde_json::from_str(&text).unwrap();
    let mut original = shop();
    for user in original["users"].as_array_mut().unwrap() {
        user.as_object_mut().unwrap().remove("password_hash");
        user.as_object_mut().unwrap().remove("hashing_algorithm");
    }
    assert_eq!(
        back.as_object().unwrap().keys().collect::<Vec<_>>(),
        original.as_object().unwrap().keys().collect::<Vec<_>>()
    );
    for (field, value) in original.as_object().unwrap() {
        match value {
            Value::Array(_) => assert_eq!(sorted(&back, field), sorted(&original, field), "{field}"),
            _ => assert_eq!(&back[field], value, "{field}"),
        }
    }
    let (again, _) = import(&text, "shop");
    assert_eq!(again.unwrap(), document);
}

#[test]
fn the_report_speaks_of_each_object() {
    let (_, report) = import(SHOP, "shop");
    let objects = shop()
        .as_object()
        .unwrap()
        .values()
        .filter_map(Value::as_array)
        .map(Vec::len)
        .sum::<usize>();
    assert_eq!(report.entries.len(), objects);
    let entry = |what: What, name: &str| {
        let mut found = report
            .entries
            .iter()
            .filter(|entry| entry.what == what && entry.name == name);
        found.next().unwrap().clone()
    };
    let card = entry(What::Queue, "payments.card");
    assert_eq!(
        card.remarks,
        [
            Remark::Instead(Unsimulated::QuorumQueue),
            Remark::Instead(Unsimulated::DeliveryLimit)
        ]
    );
    assert_eq!(
        entry(What::Queue, "audit.eu").remarks,
        [Remark::Instead(Unsimulated::LazyMode)]
    );
    assert_eq!(entry(What::Queue, "orders.work").outcome, Outcome::Imported);
    assert_eq!(entry(What::User, "ops").remarks, [Remark::SecretDropped]);
    assert_eq!(
        entry(What::Parameter, "internal_cluster_id").outcome,
        Outcome::NotSimulated
    );
    assert_eq!(entry(What::Queue, "audit.eu").outcome, Outcome::Noted);
}

#[test]
fn no_secret_is_kept() {
    let (document, _) = import(SHOP, "shop");
    let saved = document.unwrap().to_json();
    for user in shop()["users"].as_array().unwrap() {
        assert!(!saved.contains(user["password_hash"].as_str().unwrap()));
        assert!(saved.contains(user["name"].as_str().unwrap()));
    }
}

#[test]
fn virtual_hosts_can_be_chosen() {
    let summary = |name: &str, exchanges, queues, bindings| VhostSummary {
        name: name.into(),
        exchanges,
        queues,
        bindings,
    };
    assert_eq!(
        vhosts(SHOP).unwrap(),
        [summary("/", 0, 0, 0), summary("shop", 6, 10, 12)]
    );
    let (document, report) = import(SHOP, "/");
    let topology = document.unwrap().topology;
    assert!(topology.queues.is_empty() && topology.users.len() == 3);
    assert_eq!(report.count(Outcome::Dropped), 6 + 10 + 12 + 2);
    let (document, report) = import(SHOP, "shup");
    assert!(document.is_none() && report.failed());
    let unknown = Code::UnknownVhost {
        name: "shup".into(),
        known: vec!["/".into(), "shop".into()],
    };
    assert_eq!(
        report.findings,
        [Diagnostic::error(unknown, Place::top().field("vhosts"))]
    );
}

#[test]
fn one_virtual_host_can_stand_alone() {
    let text = json!({
        "rabbit_version": "3.10.8",
        "queues": [{"name": "q", "durable": true, "auto_delete": false, "arguments": []}],
        "exchanges": [],
        "bindings": [
            {"source": "amq.topic", "destination": "q", "destination_type": "queue", "routing_key": "a.#", "arguments": {}},
        ],
        "policies": [{"name": "p", "pattern": "", "definition": {"ha-mode": "all", "federation-upstream-set": "all"}}],
    });
    let found = vhosts(&text.to_string()).unwrap();
    assert_eq!(
        (found.len(), found[0].name.as_str(), found[0].queues),
        (1, "/", 1)
    );
    let (document, report) = import(&text.to_string(), "new");
    let document = document.unwrap();
    assert_eq!(document.topology.policies[0].apply_to, "all");
    assert_eq!(report.count(Outcome::Noted), 1);
    let back: Value = serde_json::from_str(&export(&document)).unwrap();
    assert_eq!(back["queues"][0]["vhost"], "new");
    assert_eq!(back["vhosts"], json!([{"name": "new"}]));
}

#[test]
fn what_a_broker_ignores_is_left_out() {
    let text = json!({
        "vhosts": [{"name": "/"}],
        "exchanges": [
            {"name": "x", "vhost": "/", "type": "topic"},
            {"name": "x", "vhost": "/", "type": "fanout"},
            {"name": "amq.topic", "vhost": "/", "type": "topic"},
            {"name": "late", "vhost": "/", "type": "x-delayed-message", "arguments": {"x-delayed-type": "direct"}},
        ],
        "queues": [{"name": "q", "vhost": "/", "arguments": {"x-queue-type": "stream", "x-odd": 1}}],
        "bindings": [
            {"source": "", "vhost": "/", "destination": "q", "destination_type": "queue", "routing_key": "q"},
            {"source": "x", "vhost": "/", "destination": "gone", "destination_type": "queue", "routing_key": "a"},
            {"source": "x", "vhost": "/", "destination": "q", "destination_type": "queue", "routing_key": ""},
        ],
    });
    let (document, report) = import(&text.to_string(), "/");
    let topology = document.unwrap().topology;
    assert_eq!(
        (
            topology.exchanges.len(),
            topology.queues.len(),
            topology.bindings.len()
        ),
        (2, 1, 1)
    );
    let entry = |what, name: &str, outcome, remarks: &[Remark]| Entry {
        what,
        name: name.into(),
        outcome,
        remarks: remarks.into(),
    };
    let plugin = Unsimulated::Plugin("x-delayed-message".into());
    let odd = Unsimulated::UnknownArgument("x-odd".into());
    assert_eq!(
        report.entries,
        [
            entry(What::Vhost, "/", Outcome::Imported, &[]),
            entry(What::Exchange, "x", Outcome::Imported, &[]),
            entry(What::Exchange, "x", Outcome::Dropped, &[Remark::Duplicate]),
            entry(
                What::Exchange,
                "amq.topic",
                Outcome::Dropped,
                &[Remark::Predeclared]
            ),
            entry(What::Exchange, "late", Outcome::Noted, &[Remark::Instead(plugin)]),
            entry(
                What::Queue,
                "q",
                Outcome::Noted,
                &[Remark::Instead(Unsimulated::Stream), Remark::Instead(odd)]
            ),
            entry(
                What::Binding,
                " -> q, key q",
                Outcome::Dropped,
                &[Remark::ImplicitBinding]
            ),
            entry(
                What::Binding,
                "x -> gone, key a",
                Outcome::Dropped,
                &[Remark::MissingEndpoint("gone".into())]
            ),
            entry(What::Binding, "x -> q", Outcome::Imported, &[]),
        ]
    );
}

#[test]
fn what_is_wrong_is_told() {
    let finding = |text: &str| {
        let (document, report) = import(text, "/");
        assert!(document.is_none() && report.entries.is_empty());
        report.findings[0].clone()
    };
    assert_eq!(finding("{\"format\":\"warren\"}").code, Code::IsDocument);
    assert_eq!(finding("{}").code, Code::NotDefinitions);
    assert_eq!(finding("[1]").code, Code::NotDefinitions);
    let wrong = Code::WrongType {
        expected: JsonType::Boolean,
        found: JsonType::Number,
    };
    assert_eq!(
        finding("{\"queues\":[{\"name\":\"q\",\"durable\":1}]}"),
        Diagnostic::error(wrong, Place::top().field("queues").named("q").field("durable"))
    );
    assert!(vhosts("{").is_err());
}

#[test]
fn no_text_makes_it_panic() {
    for cut in (0..SHOP.len()).step_by(11) {
        import(&SHOP[..cut], "shop");
    }
    let mut dice = Dice(5);
    for _ in 0..1_000 {
        let at = dice.below(SHOP.len() as u64) as usize;
        let length = (dice.below(40) as usize).min(SHOP.len() - at);
        let word = dice.pick(&["", "null", "1", "\"\"", "[]", "{}", "},{", "\"vhost\""]);
        let mutated = format!("{}{word}{}", &SHOP[..at], &SHOP[at + length..]);
        if let (Some(document), _) = import(&mutated, "shop") {
            let (again, report) = import(&export(&document), "shop");
            assert_eq!(
                again.map(|again| again.topology.queues),
                Some(document.topology.queues),
                "{report:?}"
            );
        }
        let _ = vhosts(&mutated);
    }
}
