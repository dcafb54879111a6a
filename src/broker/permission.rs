//! Users and what they may do (R-AC-2 to R-AC-8). A right is a regular expression that is searched for in a name; the empty
//! one matches the empty name only.

use super::error::Error;
use super::handle::{ExchangeId, UserId, VhostId};
use super::policy::pattern;
use super::reason::Reason;
use super::view::ExchangeKind;
use super::{Broker, PermissionDefinition, Refusal};
use crate::base::hash;
use crate::base::ids::{ChannelId, MessageId};
use crate::base::names::Name;
use crate::base::pattern::Pattern;

#[derive(Clone, Debug)]
pub(super) struct User {
    pub name: Name,
    /// May set `user_id` to other names than its own (R-AC-8).
    pub impersonator: bool,
}

/// What an operation asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Right {
    Configure,
    Write,
    Read,
}

#[derive(Clone, Debug)]
pub(super) struct Permission {
    pub user: UserId,
    pub vhost: VhostId,
    configure: Pattern,
    write: Pattern,
    read: Pattern,
}

/// A user's rights on the routing keys of a topic exchange (R-AC-6).
#[derive(Clone, Debug)]
pub(super) struct TopicPermission {
    pub user: UserId,
    pub vhost: VhostId,
    pub exchange: Name,
    write: Pattern,
    read: Pattern,
}

impl Permission {
    fn pattern(&self, right: Right) -> &Pattern {
        match right {
            Right::Configure => &self.configure,
            Right::Write => &self.write,
            Right::Read => &self.read,
        }
    }

    fn words(&self) -> [u64; 6] {
        let hash = |pattern: &Pattern| hash::of_text(pattern.text());
        [
            5,
            u64::from(self.user.0),
            u64::from(self.vhost.0),
            hash(&self.configure),
            hash(&self.write),
            hash(&self.read),
        ]
    }
}

impl TopicPermission {
    fn words(&self) -> [u64; 6] {
        let hash = |pattern: &Pattern| hash::of_text(pattern.text());
        [
            6,
            u64::from(self.user.0),
            u64::from(self.vhost.0),
            u64::from(self.exchange.0),
            hash(&self.write),
            hash(&self.read),
        ]
    }
}

/// The empty expression means the empty name (R-AC-2).
fn right_pattern(text: &str) -> Result<Pattern, Refusal> {
    pattern(if text.is_empty() { "^$" } else { text })
}

impl Broker {
    /// Adds a user without permissions; the existing one where there is one. Of the tags only `impersonator` matters here
    /// (R-AC-9).
    pub fn add_user(&mut self, name: &str, tags: &[&str]) -> UserId {
        let name = self.names.intern(name);
        if let Some(user) = self.topology.find_user(name) {
            return user;
        }
        let impersonator = tags.contains(&"impersonator");
        let topology = self.topology_mut();
        topology.users.push(User { name, impersonator });
        topology.count_in(&[4, u64::from(name.0), u64::from(impersonator)]);
        UserId(topology.users.len() as u32 - 1)
    }

    /// Sets what a user may do in a virtual host (R-AC-2). Refused where an expression cannot be read.
    pub fn set_permission(
        &mut self,
        user: UserId,
        vhost: VhostId,
        permission: PermissionDefinition,
    ) -> Result<(), Refusal> {
        let permission = Permission {
            user,
            vhost,
            configure: right_pattern(&permission.configure)?,
            write: right_pattern(&permission.write)?,
            read: right_pattern(&permission.read)?,
        };
        self.clear_permission(user, vhost);
        let topology = self.topology_mut();
        topology.count_in(&permission.words());
        topology.permissions.push(permission);
        Ok(())
    }

    /// Takes a user's permission away: it can no longer connect to the virtual host (R-VH-3).
    pub fn clear_permission(&mut self, user: UserId, vhost: VhostId) {
        let topology = self.topology_mut();
        if let Some(at) = topology
            .permissions
            .iter()
            .position(|other| other.user == user && other.vhost == vhost)
        {
            let old = topology.permissions.remove(at);
            topology.count_out(&old.words());
        }
    }

    /// Sets a user's rights on the routing keys of a topic exchange (R-AC-6). `{username}` and `{vhost}` stand for theirs.
    pub fn set_topic_permission(
        &mut self,
        user: UserId,
        vhost: VhostId,
        exchange: Name,
        write: &str,
        read: &str,
    ) -> Result<(), Refusal> {
        let names = [
            ("{username}", self.names.shared(self.topology.user(user).name)),
            ("{vhost}", self.names.shared(self.topology.vhost(vhost).name)),
        ];
        let expand = |text: &str| {
            names
                .iter()
                .fold(text.to_string(), |text, (from, to)| text.replace(from, to))
        };
        let permission = TopicPermission {
            user,
            vhost,
            exchange,
            write: right_pattern(&expand(write))?,
            read: right_pattern(&expand(read))?,
        };
        let topology = self.topology_mut();
        let same = |other: &TopicPermission| {
            other.user == user && other.vhost == vhost && other.exchange == permission.exchange
        };
        if let Some(at) = topology.topic_permissions.iter().position(same) {
            let old = topology.topic_permissions.remove(at);
            topology.count_out(&old.words());
        }
        topology.count_in(&permission.words());
        topology.topic_permissions.push(permission);
        Ok(())
    }

    pub(super) fn permission_of(&self, user: UserId, vhost: VhostId) -> Option<&Permission> {
        let mut permissions = self.topology.permissions.iter();
        permissions.find(|other| other.user == user && other.vhost == vhost)
    }

    fn is_permitted(&self, channel: ChannelId, right: Right, name: Name) -> bool {
        let connection = &self.connections[self.channels[channel.index()].connection.index()];
        let permission = self.permission_of(connection.user, connection.vhost);
        permission.is_some_and(|permission| permission.pattern(right).is_found_in(self.names.text(name)))
    }

    fn refused(&self, channel: ChannelId, words: &str) -> Error {
        let connection = &self.connections[self.channels[channel.index()].connection.index()];
        let user = self.names.text(self.topology.user(connection.user).name);
        Error::access_refused(format!("access to {words} refused for user '{user}'"))
    }

    pub(super) fn check_queue_right(
        &self,
        channel: ChannelId,
        right: Right,
        name: Name,
    ) -> Result<(), Error> {
        if self.is_permitted(channel, right, name) {
            return Ok(());
        }
        Err(self.refused(channel, &self.queue_words(self.vhost_of(channel), name)))
    }

    /// The default exchange goes by the name of `amq.default` (R-AC-3).
    pub(super) fn check_exchange_right(
        &self,
        channel: ChannelId,
        right: Right,
        name: Name,
    ) -> Result<(), Error> {
        let asked = match name {
            Name::EMPTY => self.default_exchange,
            name => name,
        };
        if self.is_permitted(channel, right, asked) {
            return Ok(());
        }
        Err(self.refused(channel, &self.exchange_words(self.vhost_of(channel), asked)))
    }

    /// No row means allowed; only topic exchanges are asked (R-AC-6).
    pub(super) fn check_topic_right(
        &self,
        channel: ChannelId,
        right: Right,
        exchange: ExchangeId,
        routing_key: Name,
    ) -> Result<(), Error> {
        if self.topology.topic_permissions.is_empty() {
            return Ok(());
        }
        let settings = self.topology.exchange(exchange);
        let connection = &self.connections[self.channels[channel.index()].connection.index()];
        let own = |other: &&TopicPermission| {
            other.user == connection.user
                && other.vhost == connection.vhost
                && other.exchange == settings.name
        };
        let Some(permission) = self.topology.topic_permissions.iter().find(own) else {
            return Ok(());
        };
        let pattern = match right {
            Right::Write => &permission.write,
            Right::Read | Right::Configure => &permission.read,
        };
        if settings.kind != ExchangeKind::Topic || pattern.is_found_in(self.names.text(routing_key)) {
            return Ok(());
        }
        Err(Error::access_refused(format!(
            "access to topic '{}' in {} refused for user '{}'",
            self.names.text(routing_key),
            self.exchange_words(settings.vhost, settings.name),
            self.names.text(self.topology.user(connection.user).name)
        )))
    }

    /// Which right a publish lacks: to write to the exchange, or, on a topic exchange, with this key.
    pub(super) fn lacking(
        &self,
        channel: ChannelId,
        message: MessageId,
        exchange: Name,
        routing_key: Name,
    ) -> Option<Reason> {
        let connection = &self.connections[self.channels[channel.index()].connection.index()];
        let lacking = |exchange, key| Reason::RightLacking {
            message,
            user: connection.user,
            vhost: connection.vhost,
            exchange,
            key,
        };
        if self
            .check_exchange_right(channel, Right::Write, exchange)
            .is_err()
        {
            let asked = if exchange == Name::EMPTY {
                self.default_exchange
            } else {
                exchange
            };
            return Some(lacking(asked, None));
        }
        let id = self.topology.find_exchange(connection.vhost, exchange)?;
        let refused = self.check_topic_right(channel, Right::Write, id, routing_key);
        refused.err().map(|_| lacking(exchange, Some(routing_key)))
    }

    /// A user's pattern for writing: to exchanges, or, where `topic` names one, with routing keys.
    pub fn write_pattern(&self, user: UserId, vhost: VhostId, topic: Option<Name>) -> Option<&str> {
        let pattern = match topic {
            None => &self.permission_of(user, vhost)?.write,
            Some(exchange) => {
                let own = |other: &&TopicPermission| {
                    other.user == user && other.vhost == vhost && other.exchange == exchange
                };
                &self.topology.topic_permissions.iter().find(own)?.write
            }
        };
        Some(pattern.text())
    }

    /// A user's name.
    pub fn user_name(&self, user: UserId) -> Name {
        self.topology.user(user).name
    }

    /// The `user_id` property must be the login's own (R-AC-8).
    pub(super) fn check_user_id(&self, channel: ChannelId, claimed: Name) -> Result<(), Error> {
        let connection = &self.connections[self.channels[channel.index()].connection.index()];
        let user = self.topology.user(connection.user);
        if user.name == claimed || user.impersonator {
            return Ok(());
        }
        Err(Error::precondition_failed(format!(
            "user_id property set to '{}' but authenticated user was '{}'",
            self.names.text(claimed),
            self.names.text(user.name)
        )))
    }
}
