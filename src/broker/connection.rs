//! Connections: logging in to a virtual host, and ending (R-VH-3, R-ER-7).

use super::Broker;
use super::context::Context;
use super::error::{Error, ErrorCode};
use super::event::{Event, QueueEnd};
use super::handle::{QueueId, UserId, VhostId};
use super::output::Output;
use crate::base::gather::Gather;
use crate::base::ids::{ChannelId, ConnectionId};
use crate::base::names::Name;
use crate::base::time::Ms;

#[derive(Clone, Debug)]
pub(super) struct Connection {
    pub user: UserId,
    pub vhost: VhostId,
    pub open: bool,
    /// Its open channels.
    pub channels: Vec<ChannelId>,
}

impl Broker {
    /// Opens a connection (R-VH-3). Errors: 530 where the virtual host is unknown, full, or not the user's; 403 where the
    /// user is unknown.
    pub fn connect(&mut self, user: Name, vhost: Name, output: &mut Output) -> Result<ConnectionId, Error> {
        let Some(user_id) = self.topology.find_user(user) else {
            return Err(Error::access_refused(
                "Login was refused using authentication mechanism PLAIN. For details see the broker logfile.",
            ));
        };
        let (user, host) = (self.names.text(user), self.names.text(vhost));
        let Some(vhost_id) = self.topology.find_vhost(vhost) else {
            return Err(Error::not_allowed(format!("vhost {host} not found")));
        };
        if self.permission_of(user_id, vhost_id).is_none() {
            return Err(Error::not_allowed(format!(
                "access to vhost '{host}' refused for user '{user}'"
            )));
        }
        let same = |other: &&Connection| other.open && other.vhost == vhost_id;
        match self.topology.vhost(vhost_id).max_connections {
            Some(max) if self.connections.iter().filter(same).count() as u32 >= max => {
                return Err(Error::not_allowed(format!(
                    "access to vhost '{host}' refused for user '{user}': connection limit ({max}) is reached"
                )));
            }
            Some(_) | None => {}
        }
        let connection = ConnectionId(self.connections.len() as u32);
        self.connections.push(Connection {
            user: user_id,
            vhost: vhost_id,
            open: true,
            channels: Vec::new(),
        });
        output.event(Event::ConnectionOpened { connection });
        Ok(connection)
    }

    /// Ends a connection, by handshake or because its socket was cut: it is the same to the broker (R-ER-7).
    pub fn close_connection(&mut self, now: Ms, connection: ConnectionId, output: &mut Output) {
        if self
            .connections
            .get(connection.index())
            .is_some_and(|state| state.open)
        {
            let mut cx = Context::new(now, output);
            self.end_connection(&mut cx, connection, None);
            self.finish(&mut cx);
        }
    }

    /// Channels give back what they hold, then exclusive queues go (R-Q-4).
    pub(super) fn end_connection(
        &mut self,
        cx: &mut Context,
        connection: ConnectionId,
        code: Option<ErrorCode>,
    ) {
        let channels = self.connections[connection.index()].channels.clone();
        self.close_channels(cx, &channels, code);
        self.connections[connection.index()].open = false;
        let owned: Vec<QueueId> = self.queues_owned_by(connection);
        for queue in owned {
            self.delete_queue(cx, queue, QueueEnd::OwnerGone);
        }
        cx.event(Event::ConnectionClosed { connection, code });
    }

    fn queues_owned_by(&self, connection: ConnectionId) -> Vec<QueueId> {
        let vhost = self.topology.vhost(self.connections[connection.index()].vhost);
        let owned = |queue: &QueueId| self.topology.queue(*queue).owner == Some(connection);
        vhost.queues.iter().copied().filter(owned).gather()
    }
}
