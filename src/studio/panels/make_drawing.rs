//! Making the settings of the drawing itself: its virtual host, what its run depends on, its policies, and who may do
//! what.

use super::make_form::FormMaking;
use crate::base::gather::Gather;
use crate::entry;
use crate::key;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::form::argument::{OF_OPERATORS, OF_POLICIES};
use crate::model::form::{self, Listed, Of, Reach, What};
use crate::model::{Node, simulated};
use crate::studio::Studio;
use crate::studio::forms::{FormMsg, bindings};
use crate::studio::panels::Rich;
use crate::studio::panels::field_words::kind_name;
use crate::studio::panels::form::{Deed, Form, FormAction, Group};
use crate::studio::view::InspectorTab;
use crate::text::{Argument, Entry, Key};

impl Studio {
    /// What can be set where no node is chosen.
    pub(super) fn drawing_form(&self) -> Option<Form> {
        let is_seen = self.can_draw() && self.view.inspector == Some(InspectorTab::Node);
        let session = self.session.as_ref().filter(|_| is_seen)?;
        let making = FormMaking {
            text: &self.text,
            document: session.document(),
            forms: &self.forms,
        };
        let general = [
            What::Words(self.tongue()),
            What::Vhost,
            What::Seed,
            What::Steps,
            What::TimeMs,
        ];
        let drawing = Group {
            rows: making.rows(&Of::Drawing, &general),
            remark: Some(self.text.say(entry!("form.drawing_remark"))),
            ..Group::default()
        };
        let mut groups = vec![drawing];
        groups.extend(making.lists(
            key!("form.policies"),
            making.policies_remark(),
            &[Listed::Policy, Listed::Operator],
        ));
        let vhost = Argument::Code(&making.document.vhost);
        groups.extend(making.lists(
            key!("form.vhosts"),
            self.text.say(entry!("form.vhosts_remark", vhost)),
            &[Listed::Vhost],
        ));
        groups.extend(making.lists(
            key!("form.users"),
            self.text.say(entry!("form.users_remark")),
            &[Listed::User, Listed::Permission, Listed::TopicPermission],
        ));
        Some(Form {
            groups,
            note: self.fork_note(),
            empty: None,
        })
    }
}

impl Studio {
    /// The bindings behind an edge, each with its key; of other edges, what leads to the node that says them.
    pub(super) fn edge_form(&self, edge: &EdgeId) -> Form {
        let open = |msg| FormAction {
            msg,
            text: self.text.get(key!("form.edit")).into(),
            deed: Deed::Edit,
        };
        let Some(session) = self.session.as_ref().filter(|_| edge.kind == EdgeKind::Binding) else {
            let group = Group {
                actions: vec![open(FormMsg::OpenEdge(edge.clone()))],
                ..Group::default()
            };
            return Form {
                groups: vec![group],
                ..Form::default()
            };
        };
        let making = FormMaking {
            text: &self.text,
            document: session.document(),
            forms: &self.forms,
        };
        let shared = bindings(session.document(), edge).into_iter().enumerate();
        let groups = shared.map(|(which, at)| {
            let source = &session.document().topology.bindings[at].source;
            let is_headers = session.document().topology.exchange_type(source) == Some("headers");
            let what = if is_headers { What::Match } else { What::Key };
            Group {
                rows: making.rows(&Of::Binding(at), &[what]),
                actions: vec![open(FormMsg::OpenBinding(edge.clone(), which))],
                ..Group::default()
            }
        });
        let groups = groups.gather();
        let why = match edge.from {
            Node::Exchange(ref name) if name.is_empty() => key!("refusal.default_exchange"),
            _ => key!("refusal.in_program"),
        };
        let is_empty = groups.is_empty();
        Form {
            groups,
            note: self.fork_note().filter(|_| !is_empty),
            empty: is_empty.then(|| self.text.say(Entry::of(why))),
        }
    }
}

impl FormMaking<'_> {
    /// Lists that belong together, under one heading.
    fn lists(&self, title: Key, remark: Rich, lists: &[Listed]) -> Vec<Group> {
        let add = lists.iter().map(|list| {
            let kind = Argument::Plain(kind_name(self.text, *list));
            FormAction {
                msg: FormMsg::Add(*list),
                text: self.text.line(entry!("form.add", kind)).into(),
                deed: Deed::Add,
            }
        });
        let mut groups = vec![Group {
            title: self.get(title),
            remark: Some(remark),
            actions: add.gather(),
            ..Group::default()
        }];
        for list in lists {
            let reach = match list {
                Listed::Operator => Reach::of_operators(self.document),
                Listed::Policy
                | Listed::Vhost
                | Listed::User
                | Listed::Permission
                | Listed::TopicPermission => Reach::of(self.document),
            };
            let places = form::places(self.document, *list).into_iter();
            groups.extend(places.map(|at| self.listed(*list, at, &reach)));
        }
        groups
    }

    /// What stands in a list: closed until it is asked for.
    fn listed(&self, list: Listed, at: usize, reach: &Reach<'_>) -> Group {
        let of = Of::Listed(list, at);
        let policy = [What::Name, What::Pattern, What::ApplyTo, What::Priority];
        let policy = |settings: &[form::Argument]| -> Vec<What> {
            let settings = settings.iter().map(|argument| What::Argument(*argument));
            policy.into_iter().chain(settings).gather()
        };
        let (fields, remark) = match list {
            Listed::Policy => (policy(&OF_POLICIES), Some(self.reach(at, reach))),
            Listed::Operator => (policy(&OF_OPERATORS), Some(self.reach(at, reach))),
            Listed::Vhost => (vec![What::Name], None),
            Listed::User => {
                let remark = self.text.say(entry!("form.tags_remark"));
                (vec![What::Name, What::Tags], Some(remark))
            }
            Listed::Permission => {
                let remark = self.text.say(entry!("form.permission_remark"));
                let fields = [What::User, What::Vhost, What::Configure, What::Write, What::Read];
                (fields.to_vec(), Some(remark))
            }
            Listed::TopicPermission => {
                let remark = self.text.say(entry!("form.topic_permission_remark"));
                let fields = [What::User, What::Vhost, What::Exchange, What::Write, What::Read];
                (fields.to_vec(), Some(remark))
            }
        };
        let name = form::name_of(self.document, list, at).unwrap_or_default();
        let (kind, name) = (
            Argument::Plain(kind_name(self.text, list)),
            Argument::Plain(&name),
        );
        Group {
            key: format!("{list:?}-{}", self.forms.identity(list, at)).into(),
            title: self.text.line(entry!("form.listed", kind, name)).into(),
            folds: true,
            rows: self.rows(&of, &fields),
            remark,
            actions: vec![FormAction {
                msg: FormMsg::Remove(list, at),
                text: self.get(key!("form.remove")),
                deed: Deed::Remove,
            }],
        }
    }

    /// What policies do, and what of the parameters is not simulated.
    fn policies_remark(&self) -> Rich {
        let parameters = self.document.topology.parameters.iter();
        let instead = self.instead(parameters.filter_map(simulated::parameter).gather());
        let remark = self.text.say(entry!("form.policies_remark"));
        self.text.paragraph([remark].into_iter().chain(instead))
    }

    /// What a policy is about, and where another one is in effect instead.
    fn reach(&self, at: usize, reach: &Reach<'_>) -> Rich {
        let topology = &self.document.topology;
        let queues = topology
            .queues
            .iter()
            .map(|queue| Node::Queue(queue.name.clone()));
        let exchanges = topology.exchanges.iter();
        let exchanges = exchanges.map(|exchange| Node::Exchange(exchange.name.clone()));
        let about = queues.chain(exchanges).filter(|node| reach.applies_to(at, node));
        let (wins, loses): (Vec<Node>, Vec<Node>) = about.partition(|node| reach.winner(node) == Some(at));
        let names = |nodes: &[Node]| -> Vec<String> {
            let names = nodes.iter().map(|node| match node {
                Node::Queue(name) | Node::Exchange(name) => name.clone(),
                Node::Actor(_) | Node::Note(_) | Node::Other(_) => String::new(),
            });
            names.gather()
        };
        let (wins, loses) = (names(&wins), names(&loses));
        let list = |names: &'_ [String]| {
            Argument::List(
                names
                    .iter()
                    .map(|name| Argument::Pieces(vec![crate::text::Piece::Code(name.clone())]))
                    .gather(),
            )
        };
        let in_effect = match wins.is_empty() {
            true => self.text.say(entry!("form.policy_nowhere")),
            false => self.text.say(entry!("form.policy_wins", names = list(&wins))),
        };
        let beaten =
            (!loses.is_empty()).then(|| self.text.say(entry!("form.policy_loses", names = list(&loses))));
        self.text.paragraph([in_effect].into_iter().chain(beaten))
    }
}
