//! What an import made of each object, and what is simulated instead of what is not.

use crate::export::definitions::{Entry as Imported, Outcome, Remark};
use crate::model::diagnostic::code::Unsimulated;
use crate::text::piece::{Piece, marked};
use crate::text::sentence::begin;
use crate::text::{Argument, Entry, Text};
use crate::{entry, key};

impl Text {
    /// What happened to an object of an import, as a line of a terminal.
    pub fn imported(&self, object: &Imported) -> String {
        let outcome = match object.outcome {
            Outcome::Imported => key!("import.imported"),
            Outcome::Noted => key!("import.noted"),
            Outcome::NotSimulated => key!("import.not_simulated"),
            Outcome::Dropped => key!("import.dropped"),
        };
        let remarks = object.remarks.iter().map(|remark| self.remark(remark));
        let words = marked(&self.paragraph(remarks));
        let head = format!(
            "{} `{}`: {}",
            self.thing(object.what),
            object.name,
            self.get(outcome)
        );
        match words.is_empty() {
            true => head,
            false => format!("{head}: {words}"),
        }
    }

    /// Why something of an import did not come over as it was.
    pub fn remark(&self, remark: &Remark) -> Vec<Piece> {
        let entry = match remark {
            Remark::Instead(what) => instead(what),
            Remark::SecretDropped => entry!("remark.secret_dropped"),
            Remark::Predeclared => entry!("remark.predeclared"),
            Remark::ImplicitBinding => entry!("remark.implicit_binding"),
            Remark::Duplicate => entry!("remark.duplicate"),
            Remark::MissingEndpoint(name) => entry!("remark.missing_endpoint", name = Argument::Code(name)),
            Remark::OtherVhost(vhost) => entry!("remark.other_vhost", vhost = Argument::Code(vhost)),
        };
        begin(self.say(entry))
    }
}

/// What is simulated instead.
pub fn instead(what: &Unsimulated) -> Entry<'_> {
    match what {
        Unsimulated::QuorumQueue => entry!("instead.quorum_queue"),
        Unsimulated::Stream => entry!("instead.stream"),
        Unsimulated::OtherQueueType(kind) => entry!("instead.other_queue_type", kind = Argument::Code(kind)),
        Unsimulated::LazyMode => entry!("instead.lazy_mode"),
        Unsimulated::DeliveryLimit => entry!("instead.delivery_limit"),
        Unsimulated::WithoutEffect(name) => entry!("instead.without_effect", name = Argument::Code(name)),
        Unsimulated::Cluster(name) => entry!("instead.cluster", name = Argument::Code(name)),
        Unsimulated::UnknownArgument(name) => entry!("instead.unknown_argument", name = Argument::Code(name)),
        Unsimulated::Plugin(kind) => entry!("instead.plugin", kind = Argument::Code(kind)),
        Unsimulated::Parameter(name) => entry!("instead.parameter", name = Argument::Code(name)),
        Unsimulated::PolicyKey(key) => entry!("instead.policy_key", key = Argument::Code(key)),
    }
}
