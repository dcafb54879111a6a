//! Each problem by a drawing of its own: told in the list, shown where it is, mended as one edit, and back when that is
//! taken back.

use super::*;
use crate::studio::panels::problems::ProblemRow;

const READER: &str = r#"{"id": 1, "kind": "consumer", "name": "c", "consumes": [{"queue": "q", "prefetch": 1}],
    "program": ["on delivery from q", "  work 2s", "  ack"]}"#;

/// A drawing, what is told of it, and what its button says.
struct Case {
    topology: &'static str,
    actors: String,
    told: &'static str,
    mend: Option<&'static str>,
}

fn case(topology: &'static str, actors: &str, told: &'static str, mend: Option<&'static str>) -> Case {
    Case {
        topology,
        actors: actors.into(),
        told,
        mend,
    }
}

fn cases() -> Vec<Case> {
    let publisher = |line: &str| {
        format!(
            r#"{{"id": 2, "kind": "producer", "name": "p", "program": ["on start", "  {line}"]}}, {READER}"#
        )
    };
    let unlimited = READER.replace(r#", "prefetch": 1"#, "");
    let queue = r#""queues": [{"name": "q"}]"#;
    vec![
        case(
            queue,
            "",
            "Nobody reads from q: its messages stay there.",
            Some("Add a consumer on q"),
        ),
        case(
            r#""exchanges": [{"name": "x", "type": "topic"}]"#,
            "",
            "Nothing is bound to x: what is published there is lost.",
            Some("Bind a queue to x"),
        ),
        case(
            r#""queues": [{"name": "q", "arguments": {"x-dead-letter-exchange": "z"}}]"#,
            READER,
            "The dead letters of q are lost: there is no exchange z.",
            Some("Add the exchange z with a queue"),
        ),
        case(
            r#""exchanges": [{"name": "x", "type": "fanout", "arguments": {"alternate-exchange": "y"}}]"#,
            "",
            "What x cannot route is lost: there is no exchange y.",
            Some("Add the exchange y with a queue"),
        ),
        case(
            r#""exchanges": [{"name": "x", "type": "topic"}], "queues": [{"name": "q"}],
            "bindings": [{"source": "x", "destination": "q", "routing_key": "a.*"}]"#,
            &publisher(r#"publish to x key \"b\""#),
            "p publishes to x with b, and no binding matches.",
            Some("Bind a queue to x with b"),
        ),
        case(
            queue,
            &publisher(r#"publish to \"\" key \"w\""#),
            "p publishes to the default exchange with w, and no binding matches.",
            Some("Add the queue w"),
        ),
        case(
            r#""queues": [{"name": "q", "arguments": {"x-message-ttl": 5, "x-dead-letter-exchange": "",
                "x-dead-letter-routing-key": "w"}}, {"name": "w", "arguments": {"x-message-ttl": 5,
                "x-dead-letter-exchange": "", "x-dead-letter-routing-key": "q"}}]"#,
            "",
            "Dead letters go round through q and w, and nobody reads on the way: the broker drops them.",
            Some("Add a consumer on q"),
        ),
        case(
            queue,
            &unlimited,
            "c works 2 s on each message and has no prefetch limit: it takes all of q at once.",
            Some("Set the prefetch of c to 1"),
        ),
        case(
            r#""queues": [{"name": "q", "arguments": {"x-message-ttl": 500}}]"#,
            READER,
            "Messages in q expire after 500 ms, while its only consumer c works 2 s on one.",
            Some("Set the TTL of q to 20 s"),
        ),
        case(
            r#""queues": [{"name": "amq.mine"}]"#,
            "",
            "RabbitMQ refuses this name: those that begin with amq. are its own.",
            Some("Rename it to mine"),
        ),
        case(
            r##""exchanges": [{"name": "x", "type": "topic"}], "queues": [{"name": "q"}],
            "bindings": [{"source": "x", "destination": "q", "routing_key": "#a"}]"##,
            READER,
            "The key of the binding from x to q has no wildcard in #a: it matches these letters only (R-RT-5).",
            None,
        ),
        case(
            queue,
            &publisher("get from qq"),
            "Line 2, column 12: There is no queue qq.",
            Some("Write q"),
        ),
    ]
}

fn find(driver: &Driver, told: &str) -> Option<(usize, ProblemRow)> {
    let rows = driver.studio.panels().problems.rows.iter().enumerate();
    rows.map(|(at, row)| (at, row.clone()))
        .find(|(_, row)| plain(&row.what) == told)
}

#[test]
fn each_problem_is_told_shown_and_mended_and_the_mend_is_taken_back() {
    for case in cases() {
        let told = case.told;
        let text = format!(
            r#"{{"format": "warren", "version": 1, "topology": {{{}}}, "actors": [{}], "next_id": 9}}"#,
            case.topology, case.actors
        );
        let mut driver = Driver::new();
        driver.send(Msg::FileRead {
            name: "drawing.json".into(),
            text: Ok(text.into()),
        });
        let (at, row) = find(&driver, told).unwrap_or_else(|| panic!("{told} {:?}", driver.told()));
        driver.send(Msg::Select(None));
        driver.form(FormMsg::ShowProblem(at));
        let chosen = &driver.studio.view().selection;
        match &row.edge {
            Some(edge) if driver.studio.edge_view(edge).is_some() => {
                assert_eq!(chosen.edge(), Some(edge), "{told}")
            }
            Some(_) | None => assert_eq!(chosen.lead(), Some(&row.node), "{told}"),
        }
        assert_eq!(row.mend.as_deref(), case.mend, "{told}");
        let before = driver.document();
        driver.form(FormMsg::Mend(at));
        assert_eq!(driver.undoable().as_deref(), case.mend, "{told}");
        if case.mend.is_some() {
            assert_eq!(find(&driver, told), None, "it is mended");
            let nodes = &driver.studio.scene().nodes;
            for (at, one) in nodes.iter().enumerate() {
                let over = nodes[..at].iter().find(|other| other.bounds.overlaps(one.bounds));
                assert!(over.is_none(), "{told} {one:?} lies on {over:?}");
            }
            driver.send(Msg::Undo);
        }
        assert_eq!(driver.document(), before, "{told}");
        assert!(find(&driver, told).is_some(), "it is back");
    }
}
