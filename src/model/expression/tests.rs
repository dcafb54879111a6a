//! Tests of expressions, and the draws of random ones that other tests use.

use super::*;
use crate::base::double::Double;
use crate::base::hash;
use crate::model::diagnostic::Expected;

/// Draws for tests: a walk of hashes.
pub struct Dice(pub u64);

impl Dice {
    pub fn below(&mut self, bound: u64) -> u64 {
        self.0 = hash::of_words(&[self.0]);
        self.0 % bound
    }

    pub fn pick<T: Clone>(&mut self, items: &[T]) -> T {
        items[self.below(items.len() as u64) as usize].clone()
    }

    pub fn word(&mut self) -> String {
        self.pick(&["n", "body", "x-death", "count", "_a", "队列", "retry_5"])
            .into()
    }

    pub fn text(&mut self) -> String {
        self.pick(&[
            "",
            "orders.work",
            "a \"b\" {c}",
            "line\nbreak\t\\",
            "it's",
            "键 1",
            "queue",
            "#.*",
        ])
        .into()
    }

    fn constant(&mut self) -> Value {
        match self.below(6) {
            0 => Value::Void,
            1 => Value::Boolean(self.below(2) == 0),
            2 => Value::Integer(self.pick(&[0, 7, -7, i64::MAX, i64::MIN])),
            3 => Value::Double(
                Double::parse(self.pick(&["0.0", "1.0", "-1.5", "1e300", "-0.25", "5e-324"])).unwrap(),
            ),
            _ => Value::from(self.text().as_str()),
        }
    }

    pub fn expression(&mut self, depth: u64) -> Expression {
        let inner = |dice: &mut Dice| Box::new(dice.expression(depth - 1));
        match self.below(if depth == 0 { 3 } else { 12 }) {
            0 => Expression::Constant(self.constant()),
            1 => Expression::Duration(self.pick(&[0, 1, 300, 1000, 5000, 120_000, -1000])),
            2 => Expression::Name(self.word()),
            3 => self.template(depth),
            4 => Expression::List((0..self.below(3)).map(|_| self.expression(depth - 1)).collect()),
            5 => Expression::Record(
                (0..self.below(3))
                    .map(|_| (self.pick(&["a", "x y", "", "true"]).into(), *inner(self)))
                    .collect(),
            ),
            6 => Expression::Field(inner(self), self.pick(&["a", "2", "x-death"]).into()),
            7 => Expression::Index(inner(self), inner(self)),
            8 => Expression::Call(
                self.word(),
                (0..self.below(3)).map(|_| self.expression(depth - 1)).collect(),
            ),
            9 => Expression::Not(inner(self)),
            10 => Expression::Negate(inner(self)),
            _ => {
                let operator = self.pick(&[
                    Operator::Or,
                    Operator::And,
                    Operator::Equal,
                    Operator::Less,
                    Operator::GreaterOrEqual,
                    Operator::Add,
                    Operator::Subtract,
                    Operator::Multiply,
                ]);
                Expression::Binary(operator, inner(self), inner(self))
            }
        }
    }

    fn template(&mut self, depth: u64) -> Expression {
        let mut pieces = vec![Piece::Gap(self.expression(depth - 1))];
        if self.below(2) == 0 {
            pieces.insert(0, Piece::Text("a\"b{".into()));
        }
        if self.below(2) == 0 {
            pieces.push(Piece::Text(".z".into()));
        }
        Expression::Template(pieces)
    }
}

struct Names;

impl Scope for Names {
    fn lookup(&self, name: &str) -> Value {
        match name {
            "n" => Value::Integer(3),
            "big" => Value::Integer(i64::MAX),
            "headers" => Value::from_json(&serde_json::json!({
                "region": "eu",
                "x-death": [
                    {"queue": "wait", "reason": "expired", "count": 2},
                    {"queue": "work", "reason": "rejected", "count": 3},
                ],
            })),
            _ => Value::Void,
        }
    }
}

fn value(text: &str) -> Value {
    evaluate(&Expression::parse(text).unwrap(), &Names)
}

fn mistake(text: &str) -> (u32, String, Expected) {
    let error = Expression::parse(text).unwrap_err();
    (error.column, error.found, error.expected)
}

#[test]
fn what_is_printed_parses_to_the_same() {
    let mut dice = Dice(1);
    for _ in 0..20_000 {
        let expression = dice.expression(4);
        let text = expression.to_string();
        assert_eq!(Expression::parse(&text).as_ref(), Ok(&expression), "{text}");
    }
}

#[test]
fn values_are_total() {
    assert_eq!(value("headers.x-death[0].count"), Value::Integer(2));
    assert_eq!(value("headers.x-death[7].count"), Value::Void);
    assert_eq!(value("nothing.at.all[0]"), Value::Void);
    assert_eq!(value("big + 1"), Value::Void);
    assert_eq!(value("n - 1"), Value::Integer(2));
    assert_eq!(value("n-1"), Value::Void, "one name");
    assert_eq!(value("-n * 2 + 10"), Value::Integer(4));
    assert_eq!(value("2s + 500ms + 1min"), Value::Integer(62_500));
    assert_eq!(value("\"order.{n}\""), Value::from("order.3"));
    assert_eq!(value("'{missing} {headers.region}'"), Value::from("null eu"));
    assert_eq!(
        value("count(headers.x-death) == 2 and not exists(body)"),
        Value::Boolean(true)
    );
    assert_eq!(value("deaths('work', \"rejected\")"), Value::Integer(3));
    assert_eq!(value("deaths('work', 'expired')"), Value::Integer(0));
    assert_eq!(value("range(2, 4)[2]"), Value::Integer(4));
    assert_eq!(value("count(range(0, 1000000))"), Value::Integer(1000));
    assert_eq!(value("1 == 1.0 and 1 < 1.5 and 'a' < 'b'"), Value::Boolean(true));
    assert_eq!(value("1 < 'a' or 'a' < 1 or 1 and true"), Value::Boolean(false));
    assert_eq!(value("'a' + 'b'"), Value::from("ab"));
    assert_eq!(value("'a' + 1"), Value::Void);
    assert_eq!(value("unheard_of(1)"), Value::Void);
}

#[test]
fn constants_are_known_without_a_scope() {
    let constant = |text: &str| Expression::parse(text).unwrap().as_constant();
    assert_eq!(constant("5s"), Some(Value::Integer(5000)));
    assert_eq!(
        constant("{a: [1, null]}")
            .map(|value| value.to_json().to_string())
            .as_deref(),
        Some("{\"a\":[1,null]}")
    );
    assert_eq!(constant("[n]"), None);
    assert_eq!(
        Expression::parse("orders.work-2.x").unwrap().as_name().as_deref(),
        Some("orders.work-2.x")
    );
    assert_eq!(Expression::parse("f(x).y").unwrap().as_name(), None);
}

#[test]
fn mistakes_are_told_where_they_are() {
    assert_eq!(mistake("1 +"), (4, "".into(), Expected::Expression));
    assert_eq!(mistake("a = 1"), (3, "=".into(), Expected::DoubleEquals));
    assert_eq!(mistake("(1 2)"), (4, "2".into(), Expected::Word(")")));
    assert_eq!(mistake("a b"), (3, "b".into(), Expected::EndOfLine));
    assert_eq!(mistake("a == b == c"), (8, "=".into(), Expected::EndOfLine));
    assert_eq!(mistake("'open"), (6, "".into(), Expected::ClosingQuote));
    assert_eq!(mistake("5h"), (1, "5h".into(), Expected::Duration));
    assert_eq!(
        mistake("99999999999999999999"),
        (1, "99999999999999999999".into(), Expected::SmallerNumber)
    );
    assert_eq!(mistake("{a 1}"), (4, "1".into(), Expected::Word(":")));
    assert_eq!(mistake("键 ++ 1"), (4, "+".into(), Expected::Expression));
}

#[test]
fn depth_is_limited() {
    for text in [
        "(", "[", "{a:", "-", "not ", "'{", "f(", "a[", "1+", "a.", "x and ",
    ] {
        let text = text.repeat(100_000);
        assert!(Expression::parse(&text).is_err());
    }
    let error = Expression::parse(&"1 + ".repeat(2000)).unwrap_err();
    assert_eq!(error.expected, Expected::LessNesting);
}
