//! Definitions to document. A text of a whole broker names the virtual host of each object; that of one virtual host
//! does not, and then all of it is taken.

use crate::base::gather::Gather;
use crate::base::sorted::SortedSet;
use crate::export::definitions::report::{Outcome, Remark, Report};
use crate::model::diagnostic::code::What;
use crate::model::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::model::document::Document;
use crate::model::read::{self, Findings, Object};
use crate::model::simulated;
use crate::model::topology::{DestinationType, PREDECLARED_EXCHANGES, SECRETS, Topology};
use crate::model::words::{Extra, Words};
use serde_json::Value;
use std::collections::BTreeSet;

/// A virtual host to choose, and how much is in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct VhostSummary {
    pub name: String,
    pub exchanges: usize,
    pub queues: usize,
    pub bindings: usize,
}

/// The lists whose objects belong to a virtual host, and what they hold.
const LISTS: [(&str, What); 7] = [
    ("permissions", What::Permission),
    ("topic_permissions", What::Permission),
    ("parameters", What::Parameter),
    ("policies", What::Policy),
    ("exchanges", What::Exchange),
    ("queues", What::Queue),
    ("bindings", What::Binding),
];

/// The virtual hosts of a text, those of a whole broker by name. A text of one virtual host does not name it: it is given
/// as `/`, and any other name will do.
pub fn vhosts(text: &str) -> Result<Vec<VhostSummary>, Vec<Diagnostic>> {
    let mut findings = Findings::default();
    let Some(fields) = read_definitions(text, &mut findings) else {
        return Err(findings.into_list());
    };
    let names = vhost_names(&fields);
    let names = if names.is_empty() {
        SortedSet::from_iter(["/"])
    } else {
        names
    };
    let summaries = names.into_iter().map(|name| {
        let belongs = |item: &&Value| vhost_of(item).is_none_or(|own| own == name);
        let count = |list: &str| items(&fields, list).filter(belongs).count();
        VhostSummary {
            name: name.into(),
            exchanges: count("exchanges"),
            queues: count("queues"),
            bindings: count("bindings"),
        }
    });
    Ok(summaries.gather())
}

/// Takes one virtual host of a text into a document.
pub fn import(text: &str, vhost: &str) -> (Option<Document>, Report) {
    let mut report = Report::default();
    let mut findings = Findings::default();
    let topology = read_definitions(text, &mut findings)
        .and_then(|fields| selected(fields, vhost, &mut findings, &mut report))
        .and_then(|fields| Object::top(Value::Object(fields), &mut findings))
        .map(read::topology);
    report.findings = findings.into_list();
    report
        .findings
        .retain(|finding| finding.code != Code::SecretDropped);
    let failed = report
        .findings
        .iter()
        .any(|finding| finding.severity == Severity::Error);
    let Some(topology) = topology.filter(|_| !failed) else {
        report.entries.clear();
        return (None, report);
    };
    let topology = accounted(topology, &mut report);
    let title = Words::new(vhost, vhost);
    (
        Some(Document {
            vhost: vhost.into(),
            title,
            topology,
            ..Document::default()
        }),
        report,
    )
}

fn read_definitions(text: &str, findings: &mut Findings) -> Option<Extra> {
    let fields = match read::read_text(text, findings)? {
        Value::Object(fields) => fields,
        _ => Extra::new(),
    };
    let mut code = None;
    if fields.contains_key("format") {
        code = Some(Code::IsDocument);
    } else if !LISTS
        .iter()
        .any(|(list, _)| fields.get(*list).is_some_and(Value::is_array))
    {
        code = Some(Code::NotDefinitions);
    }
    match code {
        None => Some(fields),
        Some(code) => {
            findings.add(Diagnostic::error(code, Place::top()));
            None
        }
    }
}

fn items<'a>(fields: &'a Extra, list: &str) -> impl Iterator<Item = &'a Value> {
    fields.get(list).and_then(Value::as_array).into_iter().flatten()
}

fn vhost_of(item: &Value) -> Option<&str> {
    item.get("vhost").and_then(Value::as_str)
}

fn vhost_names(fields: &Extra) -> SortedSet<&str> {
    let declared = items(fields, "vhosts").filter_map(|vhost| vhost.get("name").and_then(Value::as_str));
    let used = LISTS
        .iter()
        .flat_map(|(list, _)| items(fields, list))
        .filter_map(vhost_of);
    declared.chain(used).collect()
}

/// Leaves the objects of a virtual host, without its name, and the permissions of all.
fn selected(mut fields: Extra, vhost: &str, findings: &mut Findings, report: &mut Report) -> Option<Extra> {
    let names = vhost_names(&fields);
    if !names.is_empty() && !names.contains(vhost) {
        let code = Code::UnknownVhost {
            name: vhost.into(),
            known: names.into_iter().map(String::from).gather(),
        };
        findings.add(Diagnostic::error(code, Place::top().field("vhosts")));
        return None;
    }
    note_secrets(&mut fields, report);
    for (list, what) in LISTS {
        if let Some(Value::Array(items)) = fields.get_mut(list) {
            items.retain_mut(|item| belongs(item, what, vhost, report));
        }
    }
    Some(fields)
}

/// Drops what users keep secret, first of all.
fn note_secrets(fields: &mut Extra, report: &mut Report) {
    let users = fields.get_mut("users").and_then(Value::as_array_mut);
    for user in users.into_iter().flatten().filter_map(Value::as_object_mut) {
        let secrets = SECRETS.map(|secret| user.remove(secret).is_some());
        let name = user.get("name").and_then(Value::as_str).unwrap_or_default();
        match secrets.contains(&true) {
            true => report.add(What::User, name, Outcome::Noted, vec![Remark::SecretDropped]),
            false => report.add(What::User, name, Outcome::Imported, Vec::new()),
        }
    }
}

fn belongs(item: &mut Value, what: What, vhost: &str, report: &mut Report) -> bool {
    let Some(other) = vhost_of(item).map(String::from) else {
        return true;
    };
    if other == vhost {
        if let Some(fields) = item.as_object_mut() {
            fields.remove("vhost");
        }
        return true;
    }
    if what == What::Permission {
        return true;
    }
    report.dropped(what, &item_name(item), Remark::OtherVhost(other));
    false
}

fn item_name(item: &Value) -> String {
    let text = |field: &str| item.get(field).and_then(Value::as_str).unwrap_or_default();
    match item.get("source") {
        Some(_) => binding_name(text("source"), text("destination"), text("routing_key")),
        None => text("name").into(),
    }
}

fn binding_name(source: &str, destination: &str, key: &str) -> String {
    match key {
        "" => format!("{source} -> {destination}"),
        _ => format!("{source} -> {destination}, key {key}"),
    }
}

/// Leaves out what a broker would ignore, and tells what happened to the rest.
fn accounted(mut topology: Topology, report: &mut Report) -> Topology {
    for vhost in &topology.vhosts {
        report.kept(What::Vhost, &vhost.name, Vec::new());
    }
    let permissions = topology.permissions.iter().map(|permission| &permission.user);
    for user in permissions.chain(
        topology
            .topic_permissions
            .iter()
            .map(|permission| &permission.user),
    ) {
        report.kept(What::Permission, user, Vec::new());
    }
    for parameter in topology.parameters.iter().chain(&topology.global_parameters) {
        match simulated::parameter(parameter) {
            Some(why) => report.idle(What::Parameter, &parameter.name, why),
            None => report.kept(What::Parameter, &parameter.name, Vec::new()),
        }
    }
    for policy in &topology.policies {
        report.kept(What::Policy, &policy.name, simulated::policy(policy));
    }
    exchanges(&mut topology, report);
    queues(&mut topology, report);
    bindings(&mut topology, report);
    topology
}

fn is_predeclared(exchange: &str) -> bool {
    exchange.starts_with("amq.") || PREDECLARED_EXCHANGES.iter().any(|(name, _)| *name == exchange)
}

fn exchanges(topology: &mut Topology, report: &mut Report) {
    let mut seen = BTreeSet::new();
    topology.exchanges.retain(|exchange| {
        let name = &exchange.name;
        if is_predeclared(name) {
            report.dropped(What::Exchange, name, Remark::Predeclared);
            return false;
        }
        if !seen.insert(name.clone()) {
            report.dropped(What::Exchange, name, Remark::Duplicate);
            return false;
        }
        report.kept(What::Exchange, name, simulated::exchange(exchange));
        true
    });
}

fn queues(topology: &mut Topology, report: &mut Report) {
    let mut seen = BTreeSet::new();
    topology.queues.retain(|queue| {
        let name = &queue.name;
        if name.starts_with("amq.") {
            report.dropped(What::Queue, name, Remark::Predeclared);
            return false;
        }
        if !seen.insert(name.clone()) {
            report.dropped(What::Queue, name, Remark::Duplicate);
            return false;
        }
        report.kept(What::Queue, name, simulated::queue(queue));
        true
    });
}

fn bindings(topology: &mut Topology, report: &mut Report) {
    let exchanges: SortedSet<&str> = topology
        .exchanges
        .iter()
        .map(|exchange| exchange.name.as_str())
        .collect();
    let queues: SortedSet<&str> = topology.queues.iter().map(|queue| queue.name.as_str()).collect();
    let is_exchange = |name: &str| is_predeclared(name) || exchanges.contains(name);
    topology.bindings.retain(|binding| {
        let name = binding_name(&binding.source, &binding.destination, &binding.routing_key);
        let found = match binding.destination_type {
            DestinationType::Queue => queues.contains(binding.destination.as_str()),
            DestinationType::Exchange => is_exchange(&binding.destination),
        };
        let why = match (binding.source.as_str(), is_exchange(&binding.source)) {
            ("", _) => Some(Remark::ImplicitBinding),
            (source, false) => Some(Remark::MissingEndpoint(source.into())),
            (_, true) => (!found).then(|| Remark::MissingEndpoint(binding.destination.clone())),
        };
        let kept = why.is_none();
        match why {
            Some(why) => report.dropped(What::Binding, &name, why),
            None => report.kept(What::Binding, &name, Vec::new()),
        }
        kept
    });
}
