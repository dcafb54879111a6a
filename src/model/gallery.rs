//! The scenarios that come with Warren, as files: the one list of them. The command line prints them, tests run them; the
//! page fetches them one by one, and what nobody names here is not in its module.

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
    "amqp-anatomy"
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
    "virtual-host-import"
    "vhost-isolation"
}

/// The gallery's manifest: titles, promises and groups.
pub const MANIFEST: &str = include_str!("../../static/gallery/manifest.json");

/// The text of a scenario's file.
pub fn scenario(id: &str) -> Option<&'static str> {
    let mut scenarios = SCENARIOS.iter();
    scenarios.find(|(known, _)| *known == id).map(|(_, text)| *text)
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use super::*;

    #[test]
    fn the_list_is_the_manifest() {
        let manifest: serde_json::Value = serde_json::from_str(MANIFEST).expect("JSON");
        let entries = manifest["scenarios"].as_array().expect("a list").iter();
        let listed: Vec<&str> = entries.filter_map(|entry| entry["id"].as_str()).collect();
        let ours: Vec<&str> = SCENARIOS.iter().map(|(id, _)| *id).collect();
        assert_eq!(ours, listed);
        assert!(scenario(ours[0]).is_some() && scenario("nosuch").is_none());
    }
}
