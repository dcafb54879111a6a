//! What is said of the document itself: its title, its virtual host, and what its run depends on.

use crate::model::document::Document;
use crate::model::form::{Listed, What, Wrong, listed, number};

pub fn read(document: &Document, what: What) -> Option<String> {
    Some(match what {
        What::Words(tongue) => tongue.of(&document.title).into(),
        What::Vhost => document.vhost.clone(),
        What::Seed => document.seed.to_string(),
        What::Steps => document.horizon.steps.to_string(),
        What::TimeMs => document.horizon.time_ms.to_string(),
        _ => return None,
    })
}

pub fn write(document: &mut Document, what: What, text: &str) -> Result<(), Wrong> {
    match what {
        What::Words(tongue) => *tongue.of_mut(&mut document.title) = text.into(),
        What::Vhost if text == document.vhost => {}
        What::Vhost => {
            listed::check_name(document, Listed::Vhost, text)?;
            let old = document.vhost.clone();
            rename_vhost(document, &old, text);
        }
        What::Seed => document.seed = number(text, 0, u64::MAX)?,
        What::Steps => document.horizon.steps = number(text, 1, 1_000_000)? as u32,
        What::TimeMs => document.horizon.time_ms = number(text, 1, 1_000_000_000)?,
        _ => return Err(Wrong::Gone),
    }
    Ok(())
}

/// Who may do something in a virtual host may do it under the new name, too, and who connects to it still does.
pub fn rename_vhost(document: &mut Document, old: &str, new: &str) {
    if document.vhost == old {
        document.vhost = new.into();
    }
    let topology = &mut document.topology;
    let permissions = topology.permissions.iter_mut().map(|own| &mut own.vhost);
    let topics = topology.topic_permissions.iter_mut().map(|own| &mut own.vhost);
    let actors = document.actors.iter_mut().map(|own| &mut own.vhost);
    for vhost in permissions.chain(topics).chain(actors).flatten() {
        if vhost == old {
            *vhost = new.into();
        }
    }
    for vhost in &mut topology.vhosts {
        if vhost.name == old {
            vhost.name = new.into();
        }
    }
}
