//! Making the forms of nodes: which fields a node has, what they are called, and what holds where they are empty.

use crate::base::gather::Gather;
use crate::base::order;
use crate::key;
use crate::model::diagnostic::code::Unsimulated;
use crate::model::edge::EdgeId;
use crate::model::form::argument::{DEAD_LETTERS, LIMITS, OF_OPERATORS, Shape};
use crate::model::form::{self, Argument, Field, Of, Reaches, Setter, Tongue, What};
use crate::model::topology::{PREDECLARED_EXCHANGES, Queue};
use crate::model::{Code, Document, Node, simulated};
use crate::studio::forms::{FormMsg, Forms};
use crate::studio::panels::Rich;
use crate::studio::panels::field_words::{argument_keys, badge, field_name, rabbit_name, short_name};
use crate::studio::panels::form::{Control, Deed, Form, FormAction, Group, Row};
use crate::text::{Argument as Filler, Entry, Key, Language, Text};
use crate::{entry, studio};
use std::rc::Rc;

/// What a form is made from.
pub struct FormMaking<'a> {
    pub text: &'a Text,
    pub document: &'a Document,
    pub forms: &'a Forms,
}

impl studio::Studio {
    /// The settings of a node.
    pub(super) fn node_form(&self, node: &Node) -> Form {
        let Some(session) = &self.session else {
            return Form::default();
        };
        let making = FormMaking {
            text: &self.text,
            document: session.document(),
            forms: &self.forms,
        };
        let mut form = match node {
            Node::Queue(name) => making.queue(name, node),
            Node::Exchange(name) => making.exchange(name, node),
            Node::Actor(id) => making.actor(*id),
            Node::Note(_) => Form {
                groups: vec![making.group(None, node, &[What::Words(self.tongue())])],
                ..Form::default()
            },
            Node::Other(_) => Form::default(),
        };
        if !form.groups.is_empty() {
            form.note = self.fork_note();
        }
        form
    }
}

impl studio::Studio {
    /// The reader's language, as the document knows it.
    pub(super) fn tongue(&self) -> Tongue {
        match self.view.language {
            Language::English => Tongue::English,
            Language::Chinese => Tongue::Chinese,
        }
    }
}

impl FormMaking<'_> {
    pub(super) fn get(&self, key: Key) -> Rc<str> {
        self.text.get(key).into()
    }

    fn queue(&self, name: &str, node: &Node) -> Form {
        let Some(queue) = self.document.topology.queue(name) else {
            return self.nothing(key!("refusal.in_program"));
        };
        let general = [
            What::Name,
            What::Argument(Argument::QueueType),
            What::Durable,
            What::AutoDelete,
        ];
        let dead_letters = DEAD_LETTERS.map(What::Argument);
        let limits = LIMITS.map(What::Argument);
        let mut general = self.group(None, node, &general);
        let instead = self.instead(simulated::queue(queue));
        let exclusive = self.text.say(entry!("form.exclusive_by_owner"));
        general.remark = Some(self.text.paragraph(instead.into_iter().chain([exclusive])));
        let mut limits = self.group(Some(key!("settings.limits")), node, &limits);
        let overruled = self.overruled(queue, node);
        limits.remark = (!overruled.is_empty()).then(|| self.text.paragraph(overruled));
        let groups = [
            general,
            self.group(Some(key!("settings.dead_letters")), node, &dead_letters),
            limits,
        ];
        Form {
            groups: groups.into_iter().chain(self.bindings(node)).gather(),
            ..Form::default()
        }
    }

    fn exchange(&self, name: &str, node: &Node) -> Form {
        if PREDECLARED_EXCHANGES.iter().any(|(known, _)| *known == name) {
            return Form {
                groups: self.bindings(node).into_iter().gather(),
                ..self.nothing(key!("form.predeclared"))
            };
        }
        let Some(exchange) = self.document.topology.exchange(name) else {
            return self.nothing(key!("refusal.in_program"));
        };
        let general = [
            What::Name,
            What::Type,
            What::Durable,
            What::AutoDelete,
            What::Internal,
            What::Argument(Argument::AlternateExchange),
        ];
        let mut general = self.group(None, node, &general);
        let instead = self.instead(simulated::exchange(exchange));
        general.remark = Some(self.text.paragraph(instead)).filter(|words| !words.is_empty());
        Form {
            groups: [general].into_iter().chain(self.bindings(node)).gather(),
            ..Form::default()
        }
    }

    /// What is simulated instead of what was asked for.
    pub(super) fn instead(&self, all: Vec<Unsimulated>) -> Vec<Rich> {
        let findings = all
            .into_iter()
            .map(|what| self.text.finding(&Code::Instead { what }));
        findings.gather()
    }

    fn nothing(&self, key: Key) -> Form {
        Form {
            empty: Some(self.text.say(Entry::of(key))),
            ..Form::default()
        }
    }

    fn group(&self, title: Option<Key>, node: &Node, fields: &[What]) -> Group {
        let of = Of::Node(node.clone());
        Group {
            title: title.map_or_else(|| "".into(), |title| self.get(title)),
            rows: self.rows(&of, fields),
            ..Group::default()
        }
    }

    /// The bindings that begin or end at a node: each opens its editor.
    fn bindings(&self, node: &Node) -> Option<Group> {
        let mut actions: Vec<FormAction> = Vec::new();
        for binding in &self.document.topology.bindings {
            let edge = EdgeId::of_binding(binding);
            let (ends, other) = match node {
                node if *node == edge.from => (true, &binding.destination),
                node if *node == edge.to => (true, &binding.source),
                _ => (false, &binding.source),
            };
            if !ends {
                continue;
            }
            let key = binding.routing_key.as_str();
            let msg = FormMsg::OpenBinding(edge, 0);
            match actions.iter_mut().find(|action| action.msg == msg) {
                Some(action) => action.text = [&*action.text, ", ", key].concat().into(),
                None => actions.push(FormAction {
                    msg,
                    text: match key {
                        "" => other.as_str().into(),
                        key => [other, ": ", key].concat().into(),
                    },
                    deed: Deed::Open,
                }),
            }
        }
        (!actions.is_empty()).then(|| Group {
            title: self.get(key!("node.bindings")),
            actions,
            ..Group::default()
        })
    }

    /// The fields that there are of these.
    pub(super) fn rows(&self, of: &Of, fields: &[What]) -> Vec<Row> {
        fields.iter().filter_map(|what| self.row(of, *what)).gather()
    }

    /// A field; none where there is no such thing.
    pub(super) fn row(&self, of: &Of, what: What) -> Option<Row> {
        let field = Field { of: of.clone(), what };
        let value: Rc<str> = form::read(self.document, &field)?.into();
        let control = self.control(of, what, &value);
        Some(self.made(field, value, control))
    }

    pub(super) fn made(&self, field: Field, value: Rc<str>, control: Control) -> Row {
        let (value, wrong) = self.forms.draft(&field).unwrap_or((value, None));
        Row {
            name: match field.of {
                // There the group has no title that says the rest.
                Of::Listed(..) => field_name(self.text, field.what).into(),
                Of::Drawing if matches!(field.what, What::Words(_)) => self.get(key!("form.title")),
                Of::Node(_) | Of::Binding(_) | Of::Row(..) | Of::Drawing => {
                    short_name(self.text, field.what).into()
                }
            },
            badge: badge(field.what).into(),
            argument: rabbit_name(&field).into(),
            field,
            value,
            control,
            wrong,
        }
    }

    pub(super) fn typed(&self, placeholder: Rc<str>, unit: Option<Key>, is_number: bool) -> Control {
        Control::Text {
            placeholder,
            unit: unit.map_or_else(|| "".into(), |unit| self.get(unit)),
            is_number,
        }
    }

    /// Words that stand for themselves: `drop-head`.
    pub(super) fn choice(&self, words: &[&str], value: &str) -> Control {
        let known = words.iter().map(|word| (Rc::from(*word), Rc::from(*word)));
        let own = (!words.contains(&value)).then(|| (Rc::from(value), Rc::from(value)));
        Control::Choice(known.chain(own).gather())
    }

    fn control(&self, of: &Of, what: What, value: &str) -> Control {
        let number = |unit| self.typed("".into(), unit, true);
        match what {
            What::Words(_) if matches!(of, Of::Node(_)) => Control::Area,
            What::Declares => Control::Area,
            What::Durable | What::AutoDelete | What::Internal | What::Confirms | What::Transactional => {
                Control::Switch
            }
            What::Type if matches!(of, Of::Row(..)) => self.choice(&form::VALUE_TYPES, value),
            What::Type => self.choice(&["direct", "fanout", "topic", "headers"], value),
            What::Argument(argument) => self.argument(of, argument, value),
            What::ApplyTo => self.choice(&["all", "queues", "exchanges"], value),
            What::Match => self.choice(&form::MATCHES, value),
            What::Priority | What::Seed => number(None),
            What::Steps => number(None),
            What::TimeMs | What::StartMs | What::LatencyMs | What::DetectMs | What::ReopenMs => {
                number(Some(key!("unit.ms")))
            }
            What::User => self.user(value),
            What::Subscription(_, what) => self.subscription(what, value),
            What::Line(_, slot) => self.slot(slot, value),
            What::Words(_) | What::Name | What::Key | What::Value | What::Pattern | What::Tags => {
                self.typed("".into(), None, false)
            }
            // The empty pattern is found in no name.
            What::Configure | What::Write | What::Read => {
                self.typed(self.get(key!("form.nothing")), None, false)
            }
            What::Exchange => self.topics(value),
            What::Vhost if *of == Of::Drawing => self.typed("".into(), None, false),
            What::Vhost => self.vhosts(value),
        }
    }

    /// The drawing's virtual host, the others, and the one that is named.
    fn vhosts(&self, value: &str) -> Control {
        let home = self.document.vhost.as_str();
        let all = self.document.topology.vhosts.iter().map(|own| own.name.as_str());
        let others = all
            .chain([value])
            .filter(|name| !name.is_empty() && *name != home);
        let mut options: Vec<(Rc<str>, Rc<str>)> = vec![("".into(), home.into())];
        if value == home {
            options[0].0 = home.into();
        }
        for name in others {
            if !options.iter().any(|(known, _)| **known == *name) {
                options.push((name.into(), name.into()));
            }
        }
        Control::Choice(options)
    }

    /// The topic exchanges, and the one that is named.
    fn topics(&self, value: &str) -> Control {
        let drawn = self.document.topology.exchanges.iter();
        let drawn = drawn
            .filter(|own| own.kind == "topic")
            .map(|own| own.name.as_str());
        let names = drawn.chain(["amq.topic"]).gather();
        self.choice(&names, value)
    }

    fn user(&self, value: &str) -> Control {
        let users = self.document.topology.users.iter().map(|user| user.name.as_str());
        match self.document.topology.users.is_empty() {
            true => self.choice(&["guest"], value),
            false => self.choice(&users.gather(), value),
        }
    }

    fn argument(&self, of: &Of, argument: Argument, value: &str) -> Control {
        let unset = argument_keys(argument).1;
        let placeholder = || match (self.by_policy(of, argument), unset) {
            (Some(by_policy), _) => by_policy,
            (None, Some(unset)) => self.get(unset),
            (None, None) => "".into(),
        };
        match argument.shape() {
            Shape::Milliseconds => self.typed(placeholder(), Some(key!("unit.ms")), true),
            Shape::Bytes => self.typed(placeholder(), Some(key!("unit.bytes")), true),
            Shape::Messages => self.typed(placeholder(), Some(key!("form.unit_messages")), true),
            Shape::Number => self.typed(placeholder(), None, true),
            Shape::Text => self.typed(placeholder(), None, false),
            Shape::OneOf(words) => self.choice(words, value),
            Shape::Switch => Control::Switch,
            Shape::Exchange => {
                let none = (Rc::from(""), placeholder());
                Control::Choice([none].into_iter().chain(self.exchanges(value)).gather())
            }
        }
    }

    /// What a policy says where the queue or exchange itself says nothing, or something that does not count.
    fn by_policy(&self, of: &Of, argument: Argument) -> Option<Rc<str>> {
        let Of::Node(node) = of else { return None };
        let own = match node {
            Node::Queue(name) => &self.document.topology.queue(name)?.arguments,
            Node::Exchange(name) => &self.document.topology.exchange(name)?.arguments,
            Node::Actor(_) | Node::Note(_) | Node::Other(_) => return None,
        };
        let reaches = Reaches::of(self.document);
        let (policy, from) = match reaches.holds(node, argument, own.get(argument.name()))? {
            (Setter::Itself, _) => return None,
            (Setter::Policy(policy), _) => (policy, key!("node.from_policy")),
            (Setter::Operator(policy), _) => (policy, key!("node.from_operator_policy")),
        };
        let value = argument.read(argument.policy_name(), &policy.definition);
        let value = Filler::Plain(value.strip_prefix('=').unwrap_or(&value));
        let from = Entry::of(from).with("policy", Filler::Plain(&policy.name));
        let from = self.text.line(from);
        let from = Filler::Plain(&from);
        Some(self.text.line(entry!("form.by_policy", value, from)).into())
    }

    /// The limits of a queue that its own values do not set, since a policy sets lower ones.
    fn overruled(&self, queue: &Queue, node: &Node) -> Vec<Rich> {
        let of = Of::Node(node.clone());
        let limits = OF_OPERATORS.into_iter();
        let own = limits.filter(|limit| queue.arguments.get(limit.name()).is_some());
        let overruled = own.filter_map(|limit| {
            let value = self.by_policy(&of, limit)?;
            let setting = field_name(self.text, What::Argument(limit));
            let (setting, value) = (Filler::Plain(&setting), Filler::Plain(&value));
            Some(self.text.say(entry!("form.overruled", setting, value)))
        });
        overruled.gather()
    }

    /// The exchanges that can be named, and the one that is.
    pub(super) fn exchanges(&self, value: &str) -> Vec<(Rc<str>, Rc<str>)> {
        let default = (Rc::from("="), self.get(key!("term.default_exchange")));
        let mut names: Vec<&str> = self
            .document
            .topology
            .exchanges
            .iter()
            .map(|own| own.name.as_str())
            .gather();
        let named = value
            .strip_prefix('=')
            .filter(|name| !name.is_empty() && !names.contains(name));
        names.extend(named);
        order::sort(&mut names);
        let named = names
            .into_iter()
            .map(|name| (Rc::from(format!("={name}")), Rc::from(name)));
        [default].into_iter().chain(named).gather()
    }

    pub(super) fn queues(&self, value: &str) -> Control {
        let mut names: Vec<&str> = self
            .document
            .topology
            .queues
            .iter()
            .map(|own| own.name.as_str())
            .gather();
        order::sort(&mut names);
        self.choice(&names, value)
    }
}
