//! Making the dialogs about files: leaving what is open, restoring what a tab has left.

use crate::studio::Studio;
use crate::studio::files::{Difference, Named};
use crate::studio::manifest::in_language;
use crate::studio::panels::Rich;
use crate::studio::panels::dialog::{Dialog, DifferenceSign, Restore};
use crate::studio::view::Page;
use crate::text::Argument;
use crate::{base::gather::Gather, entry};

impl Studio {
    pub(super) fn leaving_dialog(&self) -> Option<Dialog> {
        let title = self.title(self.session.as_ref()?);
        let title = self
            .text
            .line(entry!("leave.title", title = Argument::Plain(&title)));
        Some(Dialog::Leaving { title: title.into() })
    }

    pub(super) fn restore_dialog(&self) -> Option<Dialog> {
        let found = self
            .files
            .found
            .as_ref()
            .filter(|_| self.view.page == Page::Studio)?;
        let when = Argument::Plain(&found.when);
        let facts = match found.saved {
            Some(_) => entry!("restore.facts", count = &found.changes, when = when),
            None => entry!("restore.facts_new", when = when),
        };
        let difference = Difference::between(found.saved.as_ref(), &found.document);
        Some(Dialog::Restore(Restore {
            title: in_language(&found.document.title, self.view.language).into(),
            facts: self.text.line(facts).into(),
            rows: self.difference_rows(&difference),
            picture: found.picture.clone(),
            has_saved: found.saved.is_some(),
        }))
    }

    fn difference_rows(&self, difference: &Difference) -> Vec<(DifferenceSign, Rich)> {
        let mut rows = Vec::new();
        let mut add = |sign, list: &[Named], bindings: usize| {
            let names = list.iter().map(|named| Argument::Code(&named.name));
            let bindings =
                (bindings > 0).then(|| self.text.say(entry!("restore.bindings", count = bindings)));
            let what: Vec<Argument> = names.chain(bindings.map(Argument::Pieces)).gather();
            if !what.is_empty() {
                let entry = match sign {
                    DifferenceSign::Added => entry!("restore.added"),
                    DifferenceSign::Changed => entry!("restore.changed"),
                    DifferenceSign::Removed => entry!("restore.removed"),
                };
                rows.push((sign, self.text.say(entry.with("what", Argument::List(what)))));
            }
        };
        add(
            DifferenceSign::Added,
            &difference.added,
            difference.bindings_added,
        );
        add(DifferenceSign::Changed, &difference.changed, 0);
        add(
            DifferenceSign::Removed,
            &difference.removed,
            difference.bindings_removed,
        );
        if rows.is_empty() {
            rows.push((DifferenceSign::Changed, self.text.say(entry!("restore.places"))));
        }
        rows
    }
}
