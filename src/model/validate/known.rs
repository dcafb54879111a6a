//! What a document's names can refer to: the drawing, and what actors declare for themselves.

use crate::base::value::Value;
use crate::model::document::Document;
use crate::model::expression::Expression;
use crate::model::program::walk::each_statement;
use crate::model::program::{Statement, StatementKind, Tree};
use crate::model::topology::PREDECLARED_EXCHANGES;
use std::collections::BTreeSet;

/// An actor's programs, as far as they could be read.
#[derive(Default)]
pub struct Programs {
    pub declares: Vec<Statement>,
    pub tree: Tree,
}

impl Programs {
    /// Shows every statement.
    pub fn each_statement<'a>(&'a self, show: &mut impl FnMut(&'a Statement)) {
        each_statement(&self.declares, show);
        self.tree.each_statement(show);
    }
}

/// The names that there are.
#[derive(Default)]
pub struct Known {
    pub exchanges: BTreeSet<String>,
    pub queues: BTreeSet<String>,
    pub actors: BTreeSet<String>,
    pub bindings: BTreeSet<String>,
    pub effects: BTreeSet<String>,
}

impl Known {
    /// Collects all names of a document.
    pub fn new(document: &Document, programs: &[Programs]) -> Self {
        let topology = &document.topology;
        let mut known = Known::default();
        known
            .exchanges
            .extend(PREDECLARED_EXCHANGES.iter().map(|(name, _)| (*name).into()));
        known
            .exchanges
            .extend(topology.exchanges.iter().map(|exchange| exchange.name.clone()));
        known
            .queues
            .extend(topology.queues.iter().map(|queue| queue.name.clone()));
        known
            .actors
            .extend(document.actors.iter().map(|actor| actor.name.clone()));
        known
            .bindings
            .extend(topology.bindings.iter().map(|binding| binding.id.clone()));
        known.bindings.remove("");
        for (actor, programs) in document.actors.iter().zip(programs) {
            let called = |name: &str| actor.called(&document.vhost, name);
            programs.each_statement(&mut |statement| known.add(&statement.kind, &called));
        }
        known
    }

    fn add(&mut self, kind: &StatementKind, called: &dyn Fn(&str) -> String) {
        if let StatementKind::DeclareQueue(declare) = kind {
            self.queues.extend(constant_text(&declare.queue).map(called));
        }
        if let StatementKind::DeclareExchange(declare) = kind {
            self.exchanges
                .extend(constant_text(&declare.exchange).map(called));
        }
        if let StatementKind::Effect { name } = kind {
            self.effects.insert(name.clone());
        }
    }

    /// Whether anything that an event can be about has this name.
    pub fn anything(&self, name: &str) -> bool {
        [&self.exchanges, &self.queues, &self.actors, &self.effects]
            .iter()
            .any(|names| names.contains(name))
    }
}

/// The text, where it has no gaps.
pub fn constant_text(expression: &Expression) -> Option<&str> {
    if let Expression::Constant(Value::Text(text)) = expression {
        Some(text)
    } else {
        None
    }
}
