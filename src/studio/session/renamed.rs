//! What has another name in an edited document: the run is the same then, under that name.

use crate::base::gather::Gather;
use crate::model::Document;
use crate::run::told::Renamed;

/// What stands in both documents in the same place, under a name that the other one does not have.
pub fn renamed(old: &Document, new: &Document) -> Vec<Renamed> {
    let (before, after) = (&old.topology, &new.topology);
    let mut found = pairs(&before.exchanges, &after.exchanges, |exchange| &exchange.name);
    found.extend(pairs(&before.queues, &after.queues, |queue| &queue.name));
    found.extend(pairs(&old.actors, &new.actors, |actor| &actor.name));
    found
}

fn pairs<T>(old: &[T], new: &[T], name: fn(&T) -> &String) -> Vec<Renamed> {
    if old.len() != new.len() {
        return Vec::new();
    }
    let has = |list: &[T], wanted: &T| list.iter().any(|known| name(known) == name(wanted));
    let both = old.iter().zip(new);
    both.filter(|(one, other)| name(one) != name(other) && !has(new, one) && !has(old, other))
        .map(|(one, other)| Renamed {
            old: name(one).clone(),
            new: name(other).clone(),
        })
        .gather()
}
