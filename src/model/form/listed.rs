//! What the drawing has lists of beside nodes and bindings: policies, virtual hosts, users and what these may do.

use crate::base::gather::Gather;
use crate::model::document::Document;
use crate::model::edit::{BadName, unique_name};
use crate::model::form::drawing::rename_vhost;
use crate::model::form::{What, Wrong, policy};
use crate::model::topology::{
    OPERATOR_POLICY, Parameter, Permission, TopicPermission, Topology, User, Vhost,
};

/// A list of the drawing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Listed {
    Policy,
    /// An operator policy, by its place among the parameters.
    Operator,
    Vhost,
    User,
    Permission,
    TopicPermission,
}

/// All lists, in the order of their forms.
pub const LISTS: [Listed; 6] = [
    Listed::Policy,
    Listed::Operator,
    Listed::Vhost,
    Listed::User,
    Listed::Permission,
    Listed::TopicPermission,
];

/// Who there is where the document names no user.
const GUEST: &str = "guest";

/// The pattern that is found in every name.
const ALL: &str = ".*";

/// The exchange that a new topic permission is about, where the drawing has none of its type.
const TOPIC: &str = "amq.topic";

/// How many bytes of a name there is room for.
const LONGEST: usize = 255;

/// The places in a list that have a form.
pub fn places(document: &Document, list: Listed) -> Vec<usize> {
    let topology = &document.topology;
    let count = match list {
        Listed::Policy => topology.policies.len(),
        Listed::Operator => topology.parameters.len(),
        Listed::Vhost => topology.vhosts.len(),
        Listed::User => topology.users.len(),
        Listed::Permission => topology.permissions.len(),
        Listed::TopicPermission => topology.topic_permissions.len(),
    };
    let is_shown = |at: &usize| match list {
        Listed::Operator => topology.parameters[*at].component == OPERATOR_POLICY,
        // Its own is set with the drawing.
        Listed::Vhost => topology.vhosts[*at].name != document.vhost,
        Listed::Policy | Listed::User | Listed::Permission | Listed::TopicPermission => true,
    };
    (0..count).filter(is_shown).gather()
}

/// What the thing at a place is called: its name, or whose permission for what it is.
pub fn name_of(document: &Document, list: Listed, at: usize) -> Option<String> {
    let topology = &document.topology;
    Some(match list {
        Listed::Permission => {
            let own = topology.permissions.get(at)?;
            let vhost = own.vhost.as_deref().unwrap_or(&document.vhost);
            format!("{} → {vhost}", own.user)
        }
        Listed::TopicPermission => {
            let own = topology.topic_permissions.get(at)?;
            format!("{} → {}", own.user, own.exchange)
        }
        Listed::Policy | Listed::Operator | Listed::Vhost | Listed::User => {
            return read(topology, list, at, What::Name);
        }
    })
}

pub fn read(topology: &Topology, list: Listed, at: usize, what: What) -> Option<String> {
    match list {
        Listed::Policy => policy::read(topology.policies.get(at)?, what),
        Listed::Operator => policy::read(&topology.parameters.get(at)?.operator_policy()?, what),
        Listed::Vhost => (what == What::Name).then_some(topology.vhosts.get(at)?.name.clone()),
        Listed::User => {
            let user = topology.users.get(at)?;
            match what {
                What::Name => Some(user.name.clone()),
                What::Tags => Some(user.tags.join(", ")),
                _ => None,
            }
        }
        Listed::Permission => {
            let own = topology.permissions.get(at)?;
            match what {
                What::Configure => Some(own.configure.clone()),
                _ => of_permission(what, [&own.user, &own.write, &own.read], own.vhost.as_ref()),
            }
        }
        Listed::TopicPermission => {
            let own = topology.topic_permissions.get(at)?;
            match what {
                What::Exchange => Some(own.exchange.clone()),
                _ => of_permission(what, [&own.user, &own.write, &own.read], own.vhost.as_ref()),
            }
        }
    }
}

/// What both kinds of permissions have.
fn of_permission(what: What, texts: [&String; 3], vhost: Option<&String>) -> Option<String> {
    let [user, write, read] = texts;
    match what {
        What::User => Some(user.clone()),
        What::Vhost => Some(vhost.cloned().unwrap_or_default()),
        What::Write => Some(write.clone()),
        What::Read => Some(read.clone()),
        _ => None,
    }
}

/// Writes a text into a field, unless the thing would then be about what another one is about: of two permissions of a
/// user for the same, the broker knows the last alone.
pub fn write(document: &mut Document, list: Listed, at: usize, what: What, text: &str) -> Result<(), Wrong> {
    if what == What::Name {
        return rename(document, list, at, text);
    }
    let old = read(&document.topology, list, at, what).ok_or(Wrong::Gone)?;
    let was_about = subject(document, list, at);
    set(document, list, at, what, text)?;
    let is_about = subject(document, list, at);
    let mut others = places(document, list).into_iter().filter(|other| *other != at);
    if is_about != was_about && others.any(|other| subject(document, list, other) == is_about) {
        set(document, list, at, what, &old)?;
        return Err(Wrong::Taken);
    }
    Ok(())
}

/// What a permission is about: a user, a virtual host, and an exchange or none.
type Subject = [String; 3];

fn subject(document: &Document, list: Listed, at: usize) -> Option<Subject> {
    let home = || document.vhost.clone();
    match list {
        Listed::Permission => {
            let own = document.topology.permissions.get(at)?;
            let vhost = own.vhost.clone().unwrap_or_else(home);
            Some([own.user.clone(), vhost, String::new()])
        }
        Listed::TopicPermission => {
            let own = document.topology.topic_permissions.get(at)?;
            let vhost = own.vhost.clone().unwrap_or_else(home);
            Some([own.user.clone(), vhost, own.exchange.clone()])
        }
        Listed::Policy | Listed::Operator | Listed::Vhost | Listed::User => None,
    }
}

/// The first for which there is no permission of a kind yet, its virtual host none where it is the drawing's.
fn free_subject(document: &Document, list: Listed) -> Option<(String, Option<String>, String)> {
    let topology = &document.topology;
    let taken: Vec<Subject> = places(document, list)
        .into_iter()
        .filter_map(|at| subject(document, list, at))
        .gather();
    let mut users: Vec<&str> = topology.users.iter().map(|own| own.name.as_str()).gather();
    if users.is_empty() {
        users.push(GUEST);
    }
    let others = places(document, Listed::Vhost).into_iter();
    let vhosts = [None]
        .into_iter()
        .chain(others.map(|at| Some(topology.vhosts[at].name.as_str())));
    let mut exchanges = vec![""];
    if list == Listed::TopicPermission {
        let drawn = topology.exchanges.iter().filter(|own| own.kind == "topic");
        exchanges = drawn.map(|own| own.name.as_str()).chain([TOPIC]).gather();
    }
    for vhost in vhosts {
        for exchange in &exchanges {
            let about = |user: &str| [user, vhost.unwrap_or(&document.vhost), exchange].map(String::from);
            if let Some(user) = users.iter().find(|user| !taken.contains(&about(user))) {
                return Some((
                    String::from(*user),
                    vhost.map(String::from),
                    String::from(*exchange),
                ));
            }
        }
    }
    None
}

/// Whether another one can be added to a list: not where every user has a permission for everything.
pub fn can_add(document: &Document, list: Listed) -> bool {
    match list {
        Listed::Permission | Listed::TopicPermission => free_subject(document, list).is_some(),
        Listed::Policy | Listed::Operator | Listed::Vhost | Listed::User => true,
    }
}

fn set(document: &mut Document, list: Listed, at: usize, what: What, text: &str) -> Result<(), Wrong> {
    let topology = &mut document.topology;
    match list {
        Listed::Policy => policy::write(topology.policies.get_mut(at).ok_or(Wrong::Gone)?, what, text),
        Listed::Operator => {
            let parameter = topology.parameters.get_mut(at).ok_or(Wrong::Gone)?;
            let mut own = parameter.operator_policy().ok_or(Wrong::Gone)?;
            policy::write(&mut own, what, text)?;
            parameter.set_operator_policy(&own);
            Ok(())
        }
        Listed::Vhost => Err(Wrong::Gone),
        Listed::User => {
            let user = topology.users.get_mut(at).ok_or(Wrong::Gone)?;
            match what {
                What::Tags => {
                    let tags = text.split([',', ' ']).filter(|tag| !tag.is_empty());
                    user.tags = tags.map(String::from).gather();
                    Ok(())
                }
                _ => Err(Wrong::Gone),
            }
        }
        Listed::Permission => {
            let own = topology.permissions.get_mut(at).ok_or(Wrong::Gone)?;
            let texts = [&mut own.user, &mut own.write, &mut own.read];
            match what {
                What::Configure => own.configure = text.into(),
                _ => return to_permission(what, texts, &mut own.vhost, text),
            }
            Ok(())
        }
        Listed::TopicPermission => {
            let own = topology.topic_permissions.get_mut(at).ok_or(Wrong::Gone)?;
            let texts = [&mut own.user, &mut own.write, &mut own.read];
            match what {
                What::Exchange => own.exchange = text.into(),
                _ => return to_permission(what, texts, &mut own.vhost, text),
            }
            Ok(())
        }
    }
}

fn to_permission(
    what: What,
    texts: [&mut String; 3],
    vhost: &mut Option<String>,
    text: &str,
) -> Result<(), Wrong> {
    let [user, write, read] = texts;
    match what {
        What::User => *user = text.into(),
        What::Vhost => *vhost = (!text.is_empty()).then(|| text.into()),
        What::Write => *write = text.into(),
        What::Read => *read = text.into(),
        _ => return Err(Wrong::Gone),
    }
    Ok(())
}

/// A name that no other of its list has.
fn rename(document: &mut Document, list: Listed, at: usize, new: &str) -> Result<(), Wrong> {
    let old = read(&document.topology, list, at, What::Name).ok_or(Wrong::Gone)?;
    if old == new {
        return Ok(());
    }
    check_name(document, list, new)?;
    let topology = &mut document.topology;
    match list {
        Listed::Policy => topology.policies[at].name = new.into(),
        Listed::Operator => topology.parameters[at].name = new.into(),
        Listed::Vhost => rename_vhost(document, &old, new),
        Listed::User => rename_user(document, &old, new),
        Listed::Permission | Listed::TopicPermission => return Err(Wrong::Gone),
    }
    Ok(())
}

/// Whether a new name can be in a list: not an empty one, nor one that is too long or that another one has.
pub fn check_name(document: &Document, list: Listed, name: &str) -> Result<(), Wrong> {
    let (bytes, limit) = (name.len(), LONGEST);
    if name.is_empty() {
        Err(Wrong::Name(BadName::Empty))
    } else if bytes > limit {
        Err(Wrong::Name(BadName::TooLong { bytes, limit }))
    } else if is_taken(document, list, name) {
        Err(Wrong::Taken)
    } else {
        Ok(())
    }
}

fn is_taken(document: &Document, list: Listed, name: &str) -> bool {
    let is_own = list == Listed::Vhost && document.vhost == name;
    // Who may do something already would let a new user of this name do it.
    let has_permission = list == Listed::User && may_something(&document.topology, name);
    let mut places = places(document, list).into_iter();
    is_own
        || has_permission
        || places.any(|at| read(&document.topology, list, at, What::Name).as_deref() == Some(name))
}

fn may_something(topology: &Topology, user: &str) -> bool {
    let permissions = topology.permissions.iter().map(|own| &own.user);
    let topics = topology.topic_permissions.iter().map(|own| &own.user);
    permissions.chain(topics).any(|own| own == user)
}

/// Who logs in as the user still does, and it may do what it could.
fn rename_user(document: &mut Document, old: &str, new: &str) {
    let topology = &mut document.topology;
    let users = topology.users.iter_mut().map(|own| &mut own.name);
    let permissions = topology.permissions.iter_mut().map(|own| &mut own.user);
    let topics = topology.topic_permissions.iter_mut().map(|own| &mut own.user);
    let actors = document.actors.iter_mut().map(|own| &mut own.user);
    for user in users.chain(permissions).chain(topics).chain(actors) {
        if user == old {
            *user = new.into();
        }
    }
}

/// Adds one to a list, where one can be added. A first user does not take from the others what they could do until then:
/// they keep theirs.
pub fn add(document: &mut Document, list: Listed) {
    let free = |stem: &str| unique_name(stem, |name| is_taken(document, list, name));
    match list {
        Listed::Policy => {
            let new = policy::new(free("policy"));
            document.topology.policies.push(new);
        }
        Listed::Operator => {
            let new = policy::new(free("operator"));
            let mut parameter = Parameter {
                component: OPERATOR_POLICY.into(),
                name: new.name.clone(),
                ..Parameter::default()
            };
            parameter.set_operator_policy(&new);
            document.topology.parameters.push(parameter);
        }
        Listed::Vhost => {
            let name = free("vhost");
            document.topology.vhosts.push(Vhost {
                name,
                ..Vhost::default()
            });
        }
        Listed::User => {
            let name = free("user");
            let home = document.vhost.clone();
            let topology = &mut document.topology;
            let is_first = topology.users.is_empty();
            for name in [is_first.then(|| GUEST.into()), Some(name)].into_iter().flatten() {
                let is_home = |vhost: &Option<String>| vhost.as_ref().is_none_or(|vhost| *vhost == home);
                let mut permissions = topology.permissions.iter();
                if !permissions.any(|own| own.user == name && is_home(&own.vhost)) {
                    topology.permissions.push(may_all(&name));
                }
                topology.users.push(User {
                    name,
                    ..User::default()
                });
            }
        }
        Listed::Permission => {
            if let Some((user, vhost, _)) = free_subject(document, list) {
                let all = may_all(&user);
                document.topology.permissions.push(Permission { vhost, ..all });
            }
        }
        Listed::TopicPermission => {
            if let Some((user, vhost, exchange)) = free_subject(document, list) {
                document.topology.topic_permissions.push(TopicPermission {
                    user,
                    vhost,
                    exchange,
                    write: ALL.into(),
                    read: ALL.into(),
                    ..TopicPermission::default()
                });
            }
        }
    }
}

fn may_all(user: &str) -> Permission {
    Permission {
        user: user.into(),
        configure: ALL.into(),
        write: ALL.into(),
        read: ALL.into(),
        ..Permission::default()
    }
}

/// Takes one out of its list. With a user go its permissions, with a virtual host those on it.
pub fn remove(document: &mut Document, list: Listed, at: usize) {
    let name = read(&document.topology, list, at, What::Name);
    let topology = &mut document.topology;
    let is_of = |vhost: &Option<String>| vhost.is_some() && *vhost == name;
    match list {
        Listed::Vhost => {
            topology.permissions.retain(|own| !is_of(&own.vhost));
            topology.topic_permissions.retain(|own| !is_of(&own.vhost));
        }
        Listed::User => {
            topology
                .permissions
                .retain(|own| Some(&own.user) != name.as_ref());
            topology
                .topic_permissions
                .retain(|own| Some(&own.user) != name.as_ref());
        }
        Listed::Policy | Listed::Operator | Listed::Permission | Listed::TopicPermission => {}
    }
    match list {
        Listed::Policy => take_out(&mut topology.policies, at),
        Listed::Operator => take_out(&mut topology.parameters, at),
        Listed::Vhost => take_out(&mut topology.vhosts, at),
        Listed::User => take_out(&mut topology.users, at),
        Listed::Permission => take_out(&mut topology.permissions, at),
        Listed::TopicPermission => take_out(&mut topology.topic_permissions, at),
    }
}

fn take_out<T>(list: &mut Vec<T>, at: usize) {
    if at < list.len() {
        list.remove(at);
    }
}
