//! Tests of programs: what is printed parses to the same, and mistakes are told where they are.

use super::*;
use crate::model::cursor::SyntaxError;
use crate::model::diagnostic::Expected;
use crate::model::expression::tests::Dice;
use crate::model::program::print::indentation_after;

impl Dice {
    fn name(&mut self) -> Expression {
        match self.below(3) {
            0 => Expression::parse("\"q.{n}\"").unwrap(),
            1 => Expression::text("orders.work"),
            _ => Expression::text(&self.text()),
        }
    }

    fn maybe<T>(&mut self, make: impl FnOnce(&mut Self) -> T) -> Option<T> {
        (self.below(2) == 0).then(|| make(self))
    }

    fn flip(&mut self) -> bool {
        self.below(2) == 0
    }

    fn publish(&mut self) -> Publish {
        let first = self.below(Property::ALL.len() as u64) as usize;
        Publish {
            exchange: self.name(),
            key: self.expression(2),
            body: self.maybe(|dice| dice.expression(2)),
            mandatory: self.flip(),
            persistent: self.flip(),
            like: self.maybe(|dice| dice.expression(1)),
            properties: Property::ALL[first..]
                .iter()
                .map(|property| (*property, self.expression(1)))
                .collect(),
        }
    }

    fn bind(&mut self) -> Bind {
        Bind {
            to_exchange: self.flip(),
            destination: self.name(),
            source: self.name(),
            key: self.expression(1),
            arguments: self.maybe(|dice| dice.expression(2)),
        }
    }

    fn statement(&mut self, depth: u64) -> StatementKind {
        let delivery =
            self.maybe(|dice| Expression::parse(dice.pick(&["x", "multiple.y", "requeue"])).unwrap());
        match self.below(if depth == 0 { 16 } else { 19 }) {
            0 | 1 => StatementKind::Publish(self.publish()),
            2 => StatementKind::Get {
                queue: self.name(),
                no_ack: self.flip(),
                variable: self.maybe(Dice::word),
            },
            3 => StatementKind::Ack {
                delivery,
                multiple: self.flip(),
            },
            4 => StatementKind::Nack {
                delivery,
                multiple: self.flip(),
                requeue: self.expression(1),
            },
            5 => StatementKind::Reject {
                delivery,
                requeue: self.expression(1),
            },
            6 => StatementKind::DeclareQueue(DeclareQueue {
                queue: self.name(),
                passive: self.flip(),
                durable: self.flip(),
                exclusive: self.flip(),
                auto_delete: self.flip(),
                arguments: self.maybe(|dice| dice.expression(2)),
                variable: self.maybe(Dice::word),
            }),
            7 => StatementKind::DeclareExchange(DeclareExchange {
                exchange: self.name(),
                kind: Expression::text("topic"),
                passive: self.flip(),
                durable: self.flip(),
                auto_delete: self.flip(),
                internal: self.flip(),
                arguments: self.maybe(|dice| dice.expression(2)),
            }),
            8 => StatementKind::Bind(self.bind()),
            9 => StatementKind::Unbind(self.bind()),
            10 => StatementKind::Cancel { tag: self.name() },
            11 => self.pick(&[
                StatementKind::Commit,
                StatementKind::Rollback,
                StatementKind::Stop,
            ]),
            12 => StatementKind::Work(Span {
                least_ms: self.expression(1),
                most_ms: None,
            }),
            13 => StatementKind::Wait(Span {
                least_ms: self.expression(1),
                most_ms: self.maybe(|dice| dice.expression(1)),
            }),
            14 => StatementKind::Effect { name: self.text() },
            15 => StatementKind::Set {
                variable: self.word(),
                value: self.expression(3),
            },
            16 => StatementKind::If {
                branches: (0..1 + self.below(2))
                    .map(|_| Branch {
                        line: 0,
                        condition: self.expression(2),
                        body: self.block(depth - 1, 1),
                    })
                    .collect(),
                otherwise: self.maybe(|dice| Otherwise {
                    line: 0,
                    body: dice.block(depth - 1, 1),
                }),
            },
            17 => StatementKind::ForEach {
                variable: self.word(),
                list: self.expression(1),
                body: self.block(depth - 1, 1),
            },
            _ => StatementKind::Fail {
                when: self.pick(&[FailWhen::Always, FailWhen::On(3), FailWhen::Chance(10)]),
                body: self.block(depth - 1, 0),
            },
        }
    }

    fn block(&mut self, depth: u64, least: u64) -> Vec<Statement> {
        (0..least + self.below(3))
            .map(|_| Statement {
                line: 0,
                kind: self.statement(depth),
            })
            .collect()
    }

    fn tree(&mut self) -> Tree {
        let triggers = [
            Trigger::Start,
            Trigger::Every {
                interval_ms: 5000,
                limit: None,
            },
            Trigger::Every {
                interval_ms: 1,
                limit: Some(10),
            },
            Trigger::Delivery { from: None },
            Trigger::Delivery {
                from: Some("{inbox}".into()),
            },
            Trigger::Confirm,
            Trigger::Refused,
            Trigger::Returned,
            Trigger::Closed,
            Trigger::Cancelled,
            Trigger::Restart,
            Trigger::Send,
        ];
        let handler = |dice: &mut Dice| Handler {
            trigger: dice.pick(&triggers),
            line: 0,
            body: dice.block(3, 0),
        };
        Tree {
            handlers: (0..self.below(4)).map(|_| handler(self)).collect(),
        }
    }
}

/// Sets all line numbers to 0.
fn without_lines(mut tree: Tree) -> Tree {
    fn clear(statements: &mut [Statement]) {
        for statement in statements {
            statement.line = 0;
            match &mut statement.kind {
                StatementKind::If { branches, otherwise } => {
                    for branch in branches {
                        branch.line = 0;
                        clear(&mut branch.body);
                    }
                    if let Some(otherwise) = otherwise {
                        otherwise.line = 0;
                        clear(&mut otherwise.body);
                    }
                }
                StatementKind::ForEach { body, .. } | StatementKind::Fail { body, .. } => clear(body),
                _ => {}
            }
        }
    }
    for handler in &mut tree.handlers {
        handler.line = 0;
        clear(&mut handler.body);
    }
    tree
}

#[test]
fn what_is_printed_parses_to_the_same() {
    let mut dice = Dice(7);
    for _ in 0..5_000 {
        let tree = dice.tree();
        let program = tree.print();
        let again = program.tree().map(without_lines);
        assert_eq!(again.as_ref(), Ok(&tree), "{}", program.0.join("\n"));
        assert_eq!(again.unwrap().print(), program);
    }
}

const BILLING: &str = "\
on delivery from orders.work      # calls the bank
  set rounds = deaths(\"orders.work\", \"rejected\")
  work 1s

  if body != \"order-1\"
    effect charge
    ack
  else if rounds < 3
    reject requeue false
  else
    publish to \"\" key \"orders.parked\" like delivery persistent mandatory
    set parking = delivery
on returned
  set parking = null
on confirm
  if exists(parking)
    ack parking
";

#[test]
fn statements_know_their_lines() {
    let tree = Program::from_text(BILLING).tree().unwrap();
    assert_eq!(
        tree.handlers
            .iter()
            .map(|handler| handler.line)
            .collect::<Vec<_>>(),
        [1, 13, 15]
    );
    let StatementKind::If { branches, otherwise } = &tree.handlers[0].body[2].kind else {
        panic!("not an if");
    };
    assert_eq!(
        branches.iter().map(|branch| branch.line).collect::<Vec<_>>(),
        [5, 8]
    );
    assert_eq!(otherwise.as_ref().unwrap().body[0].line, 11);
    assert_eq!(tree.on_send().unwrap()[0].line, 11);
}

#[test]
fn forms_write_programs() {
    let mut publish = Publish::new(Expression::text("orders"));
    publish.key = Expression::text("order.created");
    let producer = Program::producer(publish, 500, 3);
    assert_eq!(
        producer.0,
        [
            "on every 500ms up to 3",
            "  publish to orders key \"order.created\" body \"message {n}\" persistent"
        ]
    );
    let consumer = Program::consumer("a queue", 1000);
    assert_eq!(consumer.0, ["on delivery from \"a queue\"", "  work 1s", "  ack"]);
    assert!(producer.tree().is_ok() && consumer.tree().is_ok());
}

fn mistakes(text: &str) -> Vec<(u32, u32, String, Expected)> {
    let errors = Program::from_text(text).tree().unwrap_err();
    errors
        .into_iter()
        .map(
            |SyntaxError {
                 line,
                 column,
                 found,
                 expected,
             }| (line, column, found, expected),
        )
        .collect()
}

#[test]
fn all_mistakes_are_told_at_once() {
    let text = "\
on start
  pubish to topics
    nothing is said of what is under it
  wait
on sunday
  ack
on every 5
  stop
  if true
  reject requeue
";
    assert_eq!(
        mistakes(text),
        [
            (2, 3, "pubish".into(), Expected::Statement),
            (4, 7, "".into(), Expected::Expression),
            (5, 4, "sunday".into(), Expected::OneOf(&parse::TRIGGERS)),
            (7, 10, "5".into(), Expected::Duration),
            (9, 10, "".into(), Expected::Block),
            (10, 17, "".into(), Expected::Expression),
        ]
    );
}

#[test]
fn each_mistake_has_its_place() {
    let one = |text: &str| mistakes(text).remove(0);
    assert_eq!(one("ack"), (1, 1, "ack".into(), Expected::Trigger));
    assert_eq!(one("  ack"), (1, 3, "ack".into(), Expected::TriggerFirst));
    assert_eq!(one("on start\n\tack"), (2, 2, "ack".into(), Expected::Spaces));
    assert_eq!(
        one("on start\n  else"),
        (2, 3, "else".into(), Expected::IfBeforeElse)
    );
    assert_eq!(
        one("on start\n  stop\n    stop"),
        (3, 5, "stop".into(), Expected::NoIndentation)
    );
    assert_eq!(
        one("on start\n    stop\n  stop"),
        (3, 3, "stop".into(), Expected::KnownIndentation)
    );
    assert_eq!(
        one("on start\n  publish topics"),
        (2, 11, "topics".into(), Expected::Word("to"))
    );
    assert_eq!(
        one("on start\n  publish to a key 'b' key 'c'"),
        (2, 24, "key".into(), Expected::Once("key"))
    );
    assert_eq!(
        one("on start\n  publish to a(b)"),
        (2, 15, "(".into(), Expected::Name)
    );
    assert_eq!(
        one("on start\n  fail chance 101%"),
        (2, 15, "101".into(), Expected::Percent)
    );
    assert_eq!(one("on start\n  fail on 0"), (2, 11, "0".into(), Expected::Count));
    assert_eq!(
        one("on start\n  set true = 1"),
        (2, 7, "true".into(), Expected::Variable)
    );
    assert_eq!(
        one("on every 5s up to 3 times"),
        (1, 21, "times".into(), Expected::EndOfLine)
    );
}

#[test]
fn declarations_are_a_few_statements() {
    let declarations = |text: &str| Declarations(text.lines().map(String::from).collect()).statements();
    let made = declarations("declare queue \"\" exclusive as inbox\nbind \"{inbox}\" to logs").unwrap();
    assert_eq!(made.len(), 2);
    assert_eq!(
        declarations("publish to x").unwrap_err()[0].expected,
        Expected::Declaration
    );
}

#[test]
fn nesting_is_limited() {
    let text: String = (0..100)
        .map(|depth| format!("{}if true\n", "  ".repeat(depth + 1)))
        .collect();
    let errors = mistakes(&format!("on start\n{text}"));
    assert!(errors.iter().any(|error| error.3 == Expected::LessNesting));
}

#[test]
fn a_line_begins_where_the_one_before_it_lets_it() {
    let after = [
        "",
        "on start",
        "  publish to orders",
        "  if true",
        "    else",
        "  one",
    ]
    .map(indentation_after);
    assert_eq!(after, [0, 2, 2, 4, 6, 2]);
}
