//! Actors: their names, users and subscriptions.

use crate::model::actor::{Actor, ActorKind, Subscription};
use crate::model::cursor::SyntaxError;
use crate::model::diagnostic::code::What;
use crate::model::diagnostic::{Code, Place};
use crate::model::expression::Expression;
use crate::model::validate::known::{Programs, constant_text};
use crate::model::validate::{Checker, unknown};
use std::collections::BTreeSet;

fn place_of(at: usize) -> Place {
    Place::top().field("actors").index(at)
}

impl Checker<'_> {
    /// The programs of all actors; mistakes in them are told.
    pub(super) fn programs(&mut self) -> Vec<Programs> {
        let mut all = Vec::new();
        for (at, actor) in self.document.actors.iter().enumerate() {
            let declares = self.read(actor.declares.statements(), place_of(at).field("declares"));
            let tree = self.read(actor.program.tree(), place_of(at).field("program"));
            all.push(Programs { declares, tree });
        }
        all
    }

    fn read<T: Default>(&mut self, result: Result<T, Vec<SyntaxError>>, place: Place) -> T {
        result.unwrap_or_else(|errors| {
            self.found.extend(errors.iter().map(|error| error.at(&place)));
            T::default()
        })
    }

    pub(super) fn actors(&mut self, programs: &[Programs]) {
        let actors = &self.document.actors;
        self.names(
            What::Actor,
            actors
                .iter()
                .enumerate()
                .map(|(at, actor)| (actor.name.as_str(), place_of(at))),
        );
        let mut ids = BTreeSet::new();
        for (at, actor) in actors.iter().enumerate() {
            if !ids.insert(actor.id) {
                let code = Code::Duplicate {
                    what: What::ActorId,
                    name: actor.id.to_string(),
                };
                self.error(code, place_of(at).field("id"));
            }
        }
        let highest = ids.last().copied().unwrap_or(0);
        if self.document.next_id <= highest {
            let code = Code::NextIdTaken {
                next_id: self.document.next_id,
                highest,
            };
            self.error(code, Place::top().field("next_id"));
        }
        self.each_actor(programs);
    }

    /// What each actor names, and what it cannot do.
    pub(super) fn each_actor(&mut self, programs: &[Programs]) {
        for (at, (actor, programs)) in self.document.actors.iter().zip(programs).enumerate() {
            self.actor(actor, programs, &place_of(at));
        }
    }

    fn actor(&mut self, actor: &Actor, programs: &Programs, place: &Place) {
        self.kind(actor, place);
        self.login(actor, place);
        self.elsewhere = actor.elsewhere(&self.document.vhost).map(String::from);
        if actor.confirms && actor.transactional {
            self.error(Code::ConfirmsAndTransactions, place.field("transactional"));
        }
        let variables = variables(programs);
        for (at, subscription) in actor.consumes.iter().enumerate() {
            self.subscription(subscription, &variables, &place.field("consumes").index(at));
        }
        self.tags(actor, place);
        self.program(actor, programs, &variables, place);
    }

    fn kind(&mut self, actor: &Actor, place: &Place) {
        if let ActorKind::Other(word) = &actor.kind {
            let code = Code::UnknownWord {
                found: word.clone(),
                allowed: vec!["producer", "consumer", "service"],
            };
            self.warn(code, place.field("kind"));
        }
    }

    fn login(&mut self, actor: &Actor, place: &Place) {
        let topology = &self.document.topology;
        // Sets are extended: to collect them would sort, which is more code in the studio.
        let mut vhosts = BTreeSet::new();
        vhosts.extend(topology.vhosts.iter().map(|vhost| vhost.name.clone()));
        vhosts.insert(self.document.vhost.clone());
        if let Some(vhost) = actor.vhost.as_ref().filter(|vhost| !vhosts.contains(*vhost)) {
            self.error(unknown(What::Vhost, vhost, &vhosts), place.field("vhost"));
        }
        let mut users = BTreeSet::new();
        users.extend(topology.users.iter().map(|user| user.name.clone()));
        if users.is_empty() {
            users.insert("guest".into());
        }
        let may = topology.users.is_empty()
            || topology.permissions.iter().any(|permission| {
                let here = permission.vhost.as_deref().unwrap_or(&self.document.vhost)
                    == actor.vhost.as_deref().unwrap_or(&self.document.vhost);
                here && permission.user == actor.user
            });
        if !users.contains(&actor.user) {
            self.error(unknown(What::User, &actor.user, &users), place.field("user"));
        } else if !may {
            self.error(
                Code::NoPermission {
                    user: actor.user.clone(),
                },
                place.field("user"),
            );
        }
    }

    fn subscription(&mut self, subscription: &Subscription, variables: &BTreeSet<String>, place: &Place) {
        match Expression::parse_template(&subscription.queue) {
            Err(error) => self.found.push(error.at(&place.field("queue"))),
            Ok(queue) => match constant_text(&queue) {
                Some(name) if !self.knows(&self.known.queues, name) => {
                    let code = unknown(What::Queue, name, &self.known.queues);
                    self.error(code, place.field("queue"));
                }
                Some(_) => {}
                None => self.expression(&queue, variables, &place.field("queue")),
            },
        }
    }

    /// On one channel a tag can be used once.
    fn tags(&mut self, actor: &Actor, place: &Place) {
        let mut seen = BTreeSet::new();
        for (at, subscription) in actor.consumes.iter().enumerate() {
            let shared = !subscription.channel.is_empty() && !subscription.tag.is_empty();
            if shared && !seen.insert((&subscription.channel, &subscription.tag)) {
                let code = Code::Duplicate {
                    what: What::Subscription,
                    name: subscription.tag.clone(),
                };
                self.error(code, place.field("consumes").index(at).field("tag"));
            }
        }
    }
}

fn variables(programs: &Programs) -> BTreeSet<String> {
    let mut variables = BTreeSet::new();
    programs.each_statement(&mut |statement| variables.extend(statement.kind.variable().map(String::from)));
    variables
}
