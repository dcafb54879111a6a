//! Making programs and statements from forms.

use crate::base::gather::Gather;
use crate::base::value::Value;
use crate::model::expression::{Expression, Piece};
use crate::model::program::{
    Bind, DeclareExchange, DeclareQueue, Handler, Program, Property, Publish, Span, Statement, StatementKind,
    Tree, Trigger,
};

impl Expression {
    /// true or false
    pub fn truth(flag: bool) -> Self {
        Expression::Constant(Value::Boolean(flag))
    }
}

impl Publish {
    /// A publish with an empty key and nothing else.
    pub fn new(exchange: Expression) -> Self {
        Publish {
            exchange,
            key: Expression::text(""),
            body: None,
            mandatory: false,
            persistent: false,
            like: None,
            properties: Vec::new(),
        }
    }

    /// A property that the statement sets.
    pub fn property(&self, property: Property) -> Option<&Expression> {
        self.properties
            .iter()
            .find(|(own, _)| *own == property)
            .map(|(_, value)| value)
    }
}

impl DeclareQueue {
    /// A queue without any setting.
    pub fn new(queue: Expression) -> Self {
        DeclareQueue {
            queue,
            passive: false,
            durable: false,
            exclusive: false,
            auto_delete: false,
            arguments: None,
            variable: None,
        }
    }
}

impl DeclareExchange {
    /// An exchange without any setting but its type.
    pub fn new(exchange: Expression, kind: Expression) -> Self {
        DeclareExchange {
            exchange,
            kind,
            passive: false,
            durable: false,
            auto_delete: false,
            internal: false,
            arguments: None,
        }
    }
}

impl Bind {
    /// A binding with an empty key.
    pub fn new(to_exchange: bool, destination: Expression, source: Expression) -> Self {
        Bind {
            to_exchange,
            destination,
            source,
            key: Expression::text(""),
            arguments: None,
        }
    }
}

impl Span {
    /// A time that does not vary.
    pub fn fixed(ms: u64) -> Self {
        Span {
            least_ms: Expression::Duration(ms as i64),
            most_ms: None,
        }
    }
}

impl Property {
    /// All properties that a statement names by a word and a value.
    pub const ALL: [Property; 12] = [
        Property::Headers,
        Property::Priority,
        Property::Expiration,
        Property::ContentType,
        Property::ContentEncoding,
        Property::CorrelationId,
        Property::ReplyTo,
        Property::MessageId,
        Property::Timestamp,
        Property::Type,
        Property::UserId,
        Property::AppId,
    ];

    /// The word in a program.
    pub fn word(self) -> &'static str {
        match self {
            Property::Headers => "headers",
            Property::Priority => "priority",
            Property::Expiration => "expiration",
            Property::ContentType => "content_type",
            Property::ContentEncoding => "content_encoding",
            Property::CorrelationId => "correlation_id",
            Property::ReplyTo => "reply_to",
            Property::MessageId => "message_id",
            Property::Timestamp => "timestamp",
            Property::Type => "type",
            Property::UserId => "user_id",
            Property::AppId => "app_id",
        }
    }

    /// Reads [`Property::word`].
    pub fn parse(word: &str) -> Option<Property> {
        Self::ALL.into_iter().find(|property| property.word() == word)
    }
}

impl Tree {
    /// What Send now does: the handler `on send`, or else the first publish of the program, alone.
    pub fn on_send(&self) -> Option<&[Statement]> {
        let handler = self
            .handlers
            .iter()
            .find(|handler| handler.trigger == Trigger::Send);
        handler.map(|handler| handler.body.as_slice()).or_else(|| {
            self.handlers
                .iter()
                .find_map(|handler| first_publish(&handler.body))
        })
    }
}

fn first_publish(statements: &[Statement]) -> Option<&[Statement]> {
    statements.iter().find_map(|statement| {
        if matches!(statement.kind, StatementKind::Publish(_)) {
            return Some(std::slice::from_ref(statement));
        }
        statement.kind.blocks().into_iter().find_map(first_publish)
    })
}

impl Program {
    /// A program from its text.
    pub fn from_text(text: &str) -> Self {
        Program(text.lines().map(String::from).gather())
    }

    /// A producer: publishes every `every_ms`, `count` times, persistently, with numbered bodies.
    pub fn producer(mut publish: Publish, every_ms: u64, count: u32) -> Self {
        publish.body = Some(numbered("message "));
        publish.persistent = true;
        let trigger = Trigger::Every {
            interval_ms: every_ms.max(1),
            limit: Some(count.max(1)),
        };
        printed(trigger, vec![StatementKind::Publish(publish)])
    }

    /// A consumer: works `work_ms` on each delivery from `queue`, then acks it.
    pub fn consumer(queue: &str, work_ms: u64) -> Self {
        let work = (work_ms > 0).then(|| StatementKind::Work(Span::fixed(work_ms)));
        let ack = StatementKind::Ack {
            delivery: None,
            multiple: false,
        };
        let trigger = Trigger::Delivery {
            from: Some(queue.into()),
        };
        printed(trigger, work.into_iter().chain([ack]).gather())
    }
}

fn numbered(text: &str) -> Expression {
    Expression::Template(vec![
        Piece::Text(text.into()),
        Piece::Gap(Expression::Name("n".into())),
    ])
}

fn printed(trigger: Trigger, body: Vec<StatementKind>) -> Program {
    let body = body.into_iter().map(|kind| Statement { line: 0, kind }).gather();
    Tree {
        handlers: vec![Handler {
            trigger,
            line: 0,
            body,
        }],
    }
    .print()
}
