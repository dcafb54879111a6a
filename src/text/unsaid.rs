//! What a format cannot say.

use crate::entry;
use crate::export::Unsaid;
use crate::text::piece::Piece;
use crate::text::{Argument, Text};

impl Text {
    /// What of a drawing is not in a file that was written of it.
    pub fn unsaid(&self, unsaid: &Unsaid) -> Vec<Piece> {
        self.say(match unsaid {
            Unsaid::Actors(count) => entry!("unsaid.actors", count = *count),
            Unsaid::Users(count) => entry!("unsaid.users", count = *count),
            Unsaid::Internal(name) => entry!("unsaid.internal", name = Argument::Code(name)),
            Unsaid::Nul(count) => entry!("unsaid.nul", count = *count),
            Unsaid::Settings(count) => entry!("unsaid.settings", count = *count),
            Unsaid::Steps(step) => entry!("unsaid.steps", step = *step),
        })
    }
}
