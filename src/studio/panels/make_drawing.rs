//! Making the settings of the drawing itself: its virtual host, what its run depends on, and its policies.

use super::make_form::FormMaking;
use crate::base::gather::Gather;
use crate::entry;
use crate::key;
use crate::model::Node;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::model::form::argument::OF_POLICIES;
use crate::model::form::{Of, Reach, What};
use crate::model::topology::Policy;
use crate::studio::Studio;
use crate::studio::forms::{FormMsg, bindings};
use crate::studio::panels::Rich;
use crate::studio::panels::form::{Deed, Form, FormAction, Group};
use crate::studio::view::InspectorTab;
use crate::text::{Argument, Entry};

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
        let policies = making.document.topology.policies.iter().enumerate();
        let reach = Reach::of(making.document);
        let policies = policies.map(|(at, policy)| making.policy(at, policy, &reach));
        let add = FormAction {
            msg: FormMsg::AddPolicy,
            text: making.get(key!("form.add_policy")),
            deed: Deed::Add,
        };
        let drawing = Group {
            rows: making.rows(&Of::Drawing, &general),
            remark: Some(self.text.say(entry!("form.drawing_remark"))),
            ..Group::default()
        };
        let heading = Group {
            title: making.get(key!("form.policies")),
            remark: Some(self.text.say(entry!("form.policies_remark"))),
            actions: vec![add],
            ..Group::default()
        };
        Some(Form {
            groups: [drawing, heading].into_iter().chain(policies).gather(),
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
    fn policy(&self, at: usize, policy: &Policy, reach: &Reach<'_>) -> Group {
        let general = [What::Name, What::Pattern, What::ApplyTo, What::Priority];
        let settings = OF_POLICIES.map(What::Argument);
        let fields = general.into_iter().chain(settings).gather();
        Group {
            title: policy.name.as_str().into(),
            folds: true,
            rows: self.rows(&Of::Policy(at), &fields),
            remark: Some(self.reach(at, reach)),
            actions: vec![FormAction {
                msg: FormMsg::RemovePolicy(at),
                text: self.get(key!("form.remove_policy")),
                deed: Deed::Remove,
            }],
        }
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
