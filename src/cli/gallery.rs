//! `warren gallery`: the scenarios that come with Warren.

use crate::cli::{Outcome, files};
use clap::Args;

#[derive(Args)]
pub struct Arguments {
    /// Prints this scenario's drawing instead of the list.
    id: Option<String>,
}

macro_rules! scenarios {
    ($($id:literal)*) => {
        /// The scenarios by id, in the gallery's order.
        pub const SCENARIOS: &[(&str, &str)] = &[
            $(($id, include_str!(concat!("../../static/gallery/", $id, ".json"))),)*
        ];
    };
}

scenarios! {
    "simple-queue"
    "work-round-robin"
    "work-fair"
    "publish-subscribe"
    "routing-direct"
    "topics"
    "headers"
    "alternate-exchange"
    "confirms-and-returns"
    "consumer-crash-redelivery"
    "rpc"
    "persistence-restart-matrix"
    "priority-queue"
    "length-limits"
    "consumer-priorities"
    "single-active-consumer"
    "ttl-queue-vs-message"
    "dlx-three-reasons"
    "delay-queue"
    "retry-with-delay"
    "permissions-regex"
}

/// Runs the command.
pub fn gallery(arguments: &Arguments) -> Outcome {
    printed(arguments).err().unwrap_or(Outcome::Well)
}

fn printed(arguments: &Arguments) -> Result<(), Outcome> {
    let Some(id) = &arguments.id else {
        let lines = SCENARIOS
            .iter()
            .map(|(id, text)| format!("{id:24}{}\n", title(text)));
        return files::print(&lines.collect::<String>());
    };
    match SCENARIOS.iter().find(|(known, _)| known == id) {
        Some((_, text)) => files::print(text),
        None => Err(Outcome::Misuse(format!(
            "there is no scenario {id:?}; `warren gallery` lists them"
        ))),
    }
}

fn title(text: &str) -> String {
    let (document, _) = crate::model::Document::from_json(text);
    document.map(|document| document.title.en).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_the_manifest() {
        let manifest: serde_json::Value =
            serde_json::from_str(include_str!("../../static/gallery/manifest.json")).unwrap();
        let listed: Vec<&str> = manifest["scenarios"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|entry| entry["id"].as_str())
            .collect();
        let ours: Vec<&str> = SCENARIOS.iter().map(|(id, _)| *id).collect();
        assert_eq!(ours, listed);
    }
}
