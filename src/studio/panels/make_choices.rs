//! Making the list of what may happen next.

use crate::base::gather::Gather;
use crate::entry;
use crate::lesson;
use crate::studio::Studio;
use crate::studio::panels::choices::{Choices, Row};
use crate::studio::time::choices::{choices, peek};
use crate::text::Argument;

/// So many are looked into.
const LISTED: usize = 12;

impl Studio {
    pub(in crate::studio) fn choices_panel(&mut self) -> Choices {
        let is_hidden = self.tells_until().is_some();
        let Some(session) = &mut self.session else {
            return Choices::default();
        };
        if is_hidden {
            return Choices {
                rows: Vec::new(),
                intro: self.text.say(entry!("next.hidden")),
            };
        }
        let all = choices(session);
        let count = all.len();
        let known = session.history.choices(session.step + 1).first().copied();
        let is_last = session.step == session.history.steps();
        let rows = all.into_iter().take(LISTED).enumerate().map(|(at, choice)| {
            let peek = peek(session, choice);
            let telling = lesson::tell_events(&peek.before, &peek.after, &peek.events);
            let at_ms = peek.after.now();
            Row {
                told: self.text.telling(&telling),
                at: self
                    .text
                    .line(entry!("timeline.at", at = Argument::Moment(at_ms)))
                    .into(),
                is_due: at == 0,
                forks: !is_last && known != Some(choice),
            }
        });
        let rows = rows.gather();
        let intro = match count {
            0 => entry!("next.none"),
            1 => entry!("next.one"),
            count => entry!("next.several", count),
        };
        Choices {
            rows,
            intro: self.text.say(intro),
        }
    }
}
