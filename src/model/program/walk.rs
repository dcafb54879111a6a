//! Going through programs: statements with what is indented under them, expressions with their parts, variables.

use crate::base::gather::Gather;
use crate::model::expression::{Expression, Piece};
use crate::model::program::{
    Bind, DeclareExchange, DeclareQueue, Publish, Span, Statement, StatementKind, Tree,
};

impl Tree {
    /// Shows every statement of every handler, in the order of the text.
    pub fn each_statement<'a>(&'a self, show: &mut impl FnMut(&'a Statement)) {
        for handler in &self.handlers {
            each_statement(&handler.body, show);
        }
    }
}

/// Shows every statement, each before what is indented under it.
pub fn each_statement<'a>(statements: &'a [Statement], show: &mut impl FnMut(&'a Statement)) {
    for statement in statements {
        show(statement);
        for block in statement.kind.blocks() {
            each_statement(block, show);
        }
    }
}

impl StatementKind {
    /// The blocks that are indented under the statement, in order.
    pub fn blocks(&self) -> Vec<&[Statement]> {
        match self {
            StatementKind::If { branches, otherwise } => {
                let branches = branches.iter().map(|branch| branch.body.as_slice());
                branches
                    .chain(otherwise.iter().map(|otherwise| otherwise.body.as_slice()))
                    .gather()
            }
            StatementKind::ForEach { body, .. } | StatementKind::Fail { body, .. } => vec![body],
            StatementKind::Publish(_)
            | StatementKind::Get { .. }
            | StatementKind::Ack { .. }
            | StatementKind::Nack { .. }
            | StatementKind::Reject { .. }
            | StatementKind::DeclareQueue(_)
            | StatementKind::DeclareExchange(_)
            | StatementKind::Bind(_)
            | StatementKind::Unbind(_)
            | StatementKind::Cancel { .. }
            | StatementKind::Commit
            | StatementKind::Rollback
            | StatementKind::Work(_)
            | StatementKind::Wait(_)
            | StatementKind::Effect { .. }
            | StatementKind::Set { .. }
            | StatementKind::Stop => Vec::new(),
        }
    }

    /// The expressions of the statement itself, with their lines where they have others.
    pub fn expressions(&self) -> Vec<(Option<u32>, &Expression)> {
        if let StatementKind::If { branches, .. } = self {
            return branches
                .iter()
                .map(|branch| (Some(branch.line), &branch.condition))
                .gather();
        }
        let own: Vec<&Expression> = match self {
            StatementKind::Publish(publish) => publish_expressions(publish),
            StatementKind::Get { queue, .. } => vec![queue],
            StatementKind::Ack { delivery, .. } => delivery.iter().gather(),
            StatementKind::Nack {
                delivery, requeue, ..
            }
            | StatementKind::Reject { delivery, requeue } => delivery.iter().chain([requeue]).gather(),
            StatementKind::DeclareQueue(DeclareQueue { queue, arguments, .. }) => {
                [queue].into_iter().chain(arguments).gather()
            }
            StatementKind::DeclareExchange(DeclareExchange {
                exchange,
                kind,
                arguments,
                ..
            }) => [exchange, kind].into_iter().chain(arguments).gather(),
            StatementKind::Bind(bind) | StatementKind::Unbind(bind) => bind_expressions(bind),
            StatementKind::Cancel { tag } => vec![tag],
            StatementKind::Work(Span { least_ms, most_ms })
            | StatementKind::Wait(Span { least_ms, most_ms }) => {
                [least_ms].into_iter().chain(most_ms).gather()
            }
            StatementKind::Set { value, .. } => vec![value],
            StatementKind::ForEach { list, .. } => vec![list],
            StatementKind::If { .. }
            | StatementKind::Commit
            | StatementKind::Rollback
            | StatementKind::Effect { .. }
            | StatementKind::Fail { .. }
            | StatementKind::Stop => Vec::new(),
        };
        own.into_iter().map(|expression| (None, expression)).gather()
    }

    /// The variable that the statement sets.
    pub fn variable(&self) -> Option<&str> {
        match self {
            StatementKind::Get { variable, .. } => variable.as_deref(),
            StatementKind::DeclareQueue(declare) => declare.variable.as_deref(),
            StatementKind::Set { variable, .. } | StatementKind::ForEach { variable, .. } => Some(variable),
            StatementKind::Publish(_)
            | StatementKind::Ack { .. }
            | StatementKind::Nack { .. }
            | StatementKind::Reject { .. }
            | StatementKind::DeclareExchange(_)
            | StatementKind::Bind(_)
            | StatementKind::Unbind(_)
            | StatementKind::Cancel { .. }
            | StatementKind::Commit
            | StatementKind::Rollback
            | StatementKind::Work(_)
            | StatementKind::Wait(_)
            | StatementKind::Effect { .. }
            | StatementKind::If { .. }
            | StatementKind::Fail { .. }
            | StatementKind::Stop => None,
        }
    }
}

fn publish_expressions(publish: &Publish) -> Vec<&Expression> {
    let always = [&publish.exchange, &publish.key]
        .into_iter()
        .chain(&publish.body)
        .chain(&publish.like);
    always
        .chain(publish.properties.iter().map(|(_, value)| value))
        .gather()
}

fn bind_expressions(bind: &Bind) -> Vec<&Expression> {
    [&bind.destination, &bind.source, &bind.key]
        .into_iter()
        .chain(&bind.arguments)
        .gather()
}

impl Expression {
    /// Shows the expression and then its parts.
    pub fn each<'a>(&'a self, show: &mut impl FnMut(&'a Expression)) {
        show(self);
        for part in self.parts() {
            part.each(show);
        }
    }

    /// The expressions that this one is made of.
    pub fn parts(&self) -> Vec<&Expression> {
        match self {
            Expression::Constant(_) | Expression::Duration(_) | Expression::Name(_) => Vec::new(),
            Expression::Template(pieces) => pieces
                .iter()
                .filter_map(|piece| match piece {
                    Piece::Text(_) => None,
                    Piece::Gap(expression) => Some(expression),
                })
                .gather(),
            Expression::List(items) | Expression::Call(_, items) => items.iter().gather(),
            Expression::Record(fields) => fields.iter().map(|(_, value)| value).gather(),
            Expression::Field(base, _) => vec![base],
            Expression::Index(base, index) => vec![base, index],
            Expression::Not(inner) | Expression::Negate(inner) => vec![inner],
            Expression::Binary(_, left, right) => vec![left, right],
        }
    }
}
