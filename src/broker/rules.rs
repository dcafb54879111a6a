//! The rules of RabbitMQ 3.10 that the broker follows, one line each in our own words, and how each is proved. The
//! identifiers are those that doc comments, lessons and error texts cite.
//!
//! Left out are rules of clusters, quorum queues, streams, alarms and the management interface: they are not simulated.

/// How a rule is proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// Conformance cases, recorded from a real broker: their names.
    Cases(&'static [&'static str]),
    /// Unit tests: the file under `src/broker` that has them.
    Tests(&'static str),
}

/// A rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rule {
    /// `R-TTL-3`.
    pub id: &'static str,
    pub sentence: &'static str,
    pub proof: Proof,
}

/// The rule of that identifier.
pub fn rule(id: &str) -> Option<&'static Rule> {
    RULES.iter().find(|rule| rule.id == id)
}

const fn cases(id: &'static str, sentence: &'static str, cases: &'static [&'static str]) -> Rule {
    Rule {
        id,
        sentence,
        proof: Proof::Cases(cases),
    }
}

const fn tests(id: &'static str, sentence: &'static str, file: &'static str) -> Rule {
    Rule {
        id,
        sentence,
        proof: Proof::Tests(file),
    }
}

/// All rules, in the order of the areas.
pub const RULES: &[Rule] = &[
    tests(
        "R-VH-1",
        "Names belong to their virtual host, and a new one has seven exchanges.",
        "tests/access.rs",
    ),
    tests(
        "R-VH-2",
        "Nobody may use a new virtual host until somebody is given a permission in it.",
        "tests/access.rs",
    ),
    tests(
        "R-VH-3",
        "Connecting to an unknown, foreign or full virtual host fails with 530; declaring a queue in a full one with 406.",
        "tests/access.rs",
    ),
    cases(
        "R-AC-2",
        "A right is an expression searched for in the name; the empty one matches the empty name alone.",
        &["permissions", "permissions-empty"],
    ),
    cases(
        "R-AC-3",
        "Rights on the default exchange are asked under the name amq.default.",
        &["permissions", "permissions-matrix"],
    ),
    cases(
        "R-AC-4",
        "Declaring and deleting ask for configure, binding for write on where it leads and read on where it starts, publishing for write, fetching for read, and a passive declare for nothing.",
        &["permissions-matrix"],
    ),
    cases(
        "R-AC-5",
        "A missing right is told before a missing thing: 403 beats 404.",
        &["permissions-matrix"],
    ),
    tests(
        "R-AC-6",
        "On a topic exchange a user's topic permission judges the routing key of publishes and bindings; without one all keys are allowed.",
        "tests/access.rs",
    ),
    cases(
        "R-AC-8",
        "The user_id property is the login's own name or absent, unless the user is an impersonator.",
        &["properties-refused", "permissions-empty"],
    ),
    cases(
        "R-ER-1",
        "Soft errors close the channel and hard ones the connection; the text begins with the code's name and is cut at 255 bytes.",
        &["errors-declare", "errors-connection"],
    ),
    cases(
        "R-ER-2",
        "What a failing channel holds goes back to the queues before it is closed, and its number may be opened again.",
        &["errors-ack", "channel-closed"],
    ),
    cases(
        "R-ER-3",
        "404 for what is missing, 403 for what is reserved, 405 for what is another's, 406 for what does not fit; unknown types, taken tags and unknown features close the connection.",
        &[
            "names-reserved",
            "errors-bind",
            "errors-publish",
            "errors-connection",
            "exclusive-queue",
        ],
    ),
    cases(
        "R-ER-4",
        "Deleting, unbinding and cancelling what is not there is fine.",
        &["names-reserved", "errors-bind"],
    ),
    cases(
        "R-ER-5",
        "Names lose their carriage returns and line feeds.",
        &["names-reserved"],
    ),
    cases(
        "R-ER-7",
        "A connection that ends gives back what its channels hold, then its exclusive queues go.",
        &["consumer-crash", "exclusive-queue"],
    ),
    tests("R-ER-8", "A message may have 128 MiB at most.", "tests/access.rs"),
    cases(
        "R-EX-1",
        "The default exchange leads to the queue that the key names; it cannot be bound, declared or deleted, and has no alternate.",
        &["names-reserved", "policy-alternate", "alternate-default"],
    ),
    cases(
        "R-EX-2",
        "Declaring an exchange again must repeat type, durable, auto-delete, internal and alternate exchange; a passive declare asks for the name alone.",
        &["errors-declare", "arguments-equivalent"],
    ),
    cases(
        "R-EX-3",
        "An auto-delete exchange goes when the last binding that starts at it goes, and never before it had one.",
        &["auto-delete", "auto-delete-exchange"],
    ),
    cases(
        "R-EX-4",
        "An exchange is in use while a binding starts at it; deleting it takes its bindings on both sides.",
        &["delete-if", "auto-delete-exchange"],
    ),
    cases(
        "R-EX-5",
        "A binding is told apart by source, destination, key and arguments; adding it again changes nothing.",
        &["e2e-cycles", "fanout"],
    ),
    cases(
        "R-EX-6",
        "An empty queue name is the channel's last declared queue, and with it an empty key is that queue's name.",
        &["names-last-declared"],
    ),
    cases(
        "R-EX-7",
        "Nobody publishes to an internal exchange, but it serves bindings, alternates and dead letters.",
        &["errors-publish", "alternate-chain", "dlx-routes"],
    ),
    cases(
        "R-RT-1",
        "A message visits each exchange once and reaches each queue at most once, whatever ways lead there.",
        &["exchange-to-exchange", "e2e-cycles"],
    ),
    cases(
        "R-RT-2",
        "The alternate exchange takes what matches no binding at all; a dead end counts as a match; a missing alternate is silent.",
        &["alternate-exchange", "alternate-chain", "policy-alternate"],
    ),
    cases(
        "R-RT-3",
        "CC and BCC add routing keys at any exchange; BCC is taken off the message.",
        &["cc-bcc", "copies-everywhere"],
    ),
    cases(
        "R-RT-4",
        "A direct exchange compares keys byte by byte; a fanout looks at nothing.",
        &["direct", "fanout"],
    ),
    cases(
        "R-RT-5",
        "In topics * is one word, also an empty one, and # any number; the empty key has no words.",
        &["topic-edges", "topic-seed"],
    ),
    cases(
        "R-RT-6",
        "x-match is all, any, all-with-x or any-with-x; without -with-x, arguments that begin with x- do not count.",
        &["headers-all-any", "headers-bad-match", "headers-with-x"],
    ),
    cases(
        "R-RT-7",
        "All of no arguments matches everything, any of none nothing.",
        &["headers-all-any", "headers-with-x"],
    ),
    cases(
        "R-RT-8",
        "Void asks for presence; numbers compare by value, all else by kind and value, lists and tables with their kinds.",
        &["headers-types", "headers-with-x"],
    ),
    tests(
        "R-Q-1",
        "A queue declared without a name gets one from the broker, and cannot be declared actively by it.",
        "tests/queues.rs",
    ),
    cases(
        "R-Q-2",
        "A declare tells the ready messages and all consumers.",
        &["simple", "get-counts"],
    ),
    cases(
        "R-Q-3",
        "Declaring a queue again must repeat its owner, durable, auto-delete and the arguments that classic queues know.",
        &["errors-arguments", "arguments-equivalent"],
    ),
    cases(
        "R-Q-4",
        "An exclusive queue is its connection's alone, except for publishing, and goes with it.",
        &["exclusive-queue"],
    ),
    cases(
        "R-Q-5",
        "An auto-delete queue goes with its last consumer, if it ever had one.",
        &["auto-delete", "cancel-many"],
    ),
    cases(
        "R-Q-6",
        "Purging and deleting dead-letter nothing; purging leaves what is unacked, and acks after deleting are fine.",
        &["queue-deleted", "queue-purged"],
    ),
    cases(
        "R-Q-7",
        "Arguments have kinds and ranges; those of other queue types are refused, unknown ones accepted.",
        &["errors-arguments", "arguments-invalid", "consumer-tags"],
    ),
    cases(
        "R-Q-8",
        "Quorum queues and streams must be durable, shared and lasting; beyond that they are not simulated.",
        &["arguments-invalid"],
    ),
    cases(
        "R-Q-9",
        "Lazy mode changes nothing that can be seen.",
        &["arguments-invalid"],
    ),
    cases(
        "R-XP-1",
        "x-expires deletes a queue that for so long had no consumer, no declare and no get.",
        &["queue-expires", "expires-use", "expires-policy"],
    ),
    cases(
        "R-TTL-1",
        "An expiration is decimal text up to ten years.",
        &["ttl-bad-expiration", "properties-refused"],
    ),
    cases(
        "R-TTL-2",
        "The lower of the queue's and the message's time to live counts, from its arrival in the queue.",
        &["ttl-lower-wins", "ttl-queue"],
    ),
    cases(
        "R-TTL-3",
        "Messages expire at the head only; what stands behind waits, and never goes out late.",
        &["ttl-message-head", "ttl-behind"],
    ),
    cases(
        "R-TTL-4",
        "With no time to live at all a message goes to a waiting consumer or expires.",
        &["ttl-zero", "ttl-zero-policy"],
    ),
    cases(
        "R-TTL-5",
        "A message in a consumer's hands does not expire; when it returns its old deadline holds.",
        &["ttl-requeue"],
    ),
    cases(
        "R-TTL-6",
        "A policy's time to live holds for messages that come after it.",
        &["policy", "ttl-zero-policy"],
    ),
    cases(
        "R-TTL-7",
        "In a priority queue a message that overtakes the head does not set the clock, so it can be delivered after its time: kept as RabbitMQ has it.",
        &["priority-ttl"],
    ),
    cases(
        "R-ML-1",
        "Over its length a queue drops from the head; only ready messages and the bytes of bodies count.",
        &[
            "maxlen-drop-head",
            "maxlen-bytes",
            "maxlen-bytes-edges",
            "maxlen-zero-dlx",
        ],
    ),
    cases(
        "R-ML-2",
        "A returning message counts too, and a limit that a policy lowers takes effect at once.",
        &["maxlen-requeue", "maxlen-policy"],
    ),
    cases(
        "R-ML-3",
        "reject-publish refuses before any consumer is tried; other queues still get the message; with -dlx it is dead-lettered.",
        &[
            "maxlen-reject-publish",
            "maxlen-reject-publish-dlx",
            "confirms-many",
            "return-path",
        ],
    ),
    cases(
        "R-ML-4",
        "A transaction with a refused publish fails at its commit, though all the rest has happened.",
        &["tx-partial"],
    ),
    cases(
        "R-PR-1",
        "Higher priorities go first, each level in order; priorities above the highest count as it.",
        &["priority-queue", "priority-requeue"],
    ),
    cases(
        "R-PR-2",
        "The head of a priority queue is the head of its highest level, for dropping and for expiring.",
        &["maxlen-priority", "priority-ttl"],
    ),
    cases(
        "R-SAC-1",
        "Of a single active consumer's queue the first consumer gets everything, then the first in line.",
        &["single-active-consumer", "sac-priority", "sac-prefetch"],
    ),
    cases(
        "R-SAC-2",
        "A newcomer of higher priority does not take over; exclusive consumers are refused; get is allowed.",
        &["sac-priority", "exclusive-and-single-consumer"],
    ),
    tests(
        "R-SAC-3",
        "When the active consumer cancels, the next is served at once; RabbitMQ 3.10 forgets to.",
        "tests/queues.rs",
    ),
    cases(
        "R-PO-1",
        "One policy applies, that of the highest priority, and one operator policy.",
        &["policy-choice", "policy-look-ahead"],
    ),
    cases(
        "R-PO-2",
        "A policy with a key that the queue's type does not know does not apply to it at all.",
        &["policy-choice"],
    ),
    tests(
        "R-PO-3",
        "Operator policies have limits and times only, and the lower value counts.",
        "tests/policies.rs",
    ),
    cases(
        "R-PO-4",
        "Of argument and policy the lower time or limit counts; for all else the argument, key by key.",
        &["policy", "policy-dlx", "maxlen-policy", "expires-policy"],
    ),
    cases(
        "R-PO-5",
        "Setting and clearing a policy takes effect on what exists.",
        &["policy", "maxlen-policy", "policy-alternate"],
    ),
    cases(
        "R-DL-1",
        "A rejected, expired or dropped message goes to the dead-letter exchange, if it is there; nobody's rights are asked.",
        &["dlx-three-reasons", "dlx-missing", "dlx-routes"],
    ),
    cases(
        "R-DL-2",
        "It goes with the queue's dead-letter key, and then without CC; else with all its old keys, BCC too.",
        &["dlx-routing-key", "dlx-copies"],
    ),
    cases(
        "R-DL-3",
        "Its expiration is taken off and noted in x-death.",
        &["dlx-expiration-removed", "dlx-copies"],
    ),
    cases(
        "R-DL-4",
        "x-death has an entry a queue and reason, which counts; the newest comes first, and 3.10 turns the rest round.",
        &["dlx-xdeath-order", "dlx-retry-loop", "dlx-client-header"],
    ),
    cases(
        "R-DL-5",
        "The first death is noted once, if there was no x-death before.",
        &["dlx-retry-loop", "dlx-client-header"],
    ),
    cases(
        "R-DL-6",
        "An x-death list that a client sends is continued; anything else there is replaced.",
        &["dlx-client-header"],
    ),
    cases(
        "R-DL-7",
        "A dead letter does not enter a queue among its deaths, unless it was rejected since.",
        &["dlx-cycle-dropped", "dlx-cycle-lengths", "dlx-retry-loop"],
    ),
    cases(
        "R-DL-8",
        "Several rejected at once die oldest first, in a priority queue by level.",
        &["nack-multiple", "priority-reject", "nack-groups-get"],
    ),
    cases(
        "R-DL-10",
        "In its new queue a dead letter is a message like any other.",
        &["dlx-retry-loop", "maxlen-zero-dlx"],
    ),
    cases(
        "R-PU-1",
        "A publish is checked for size, right, exchange, internal, topic right, user, expiration, and only then routed.",
        &["properties-refused", "permissions-matrix", "properties-empty"],
    ),
    cases(
        "R-PU-2",
        "A mandatory message that no queue gets comes back whole; a full queue counts as a queue.",
        &["mandatory-return", "return-path"],
    ),
    cases(
        "R-PU-3",
        "Confirms and transactions exclude each other; publishes count from 1 on each channel.",
        &["tx-modes", "confirms"],
    ),
    cases(
        "R-PU-4",
        "Every publish is confirmed or refused, also an unroutable one, after its return.",
        &["confirms", "confirms-many", "return-path"],
    ),
    tests(
        "R-PU-5",
        "A refusal covers all lower numbers that are open, so it says multiple even when it is alone.",
        "tests/publishing.rs",
    ),
    cases(
        "R-PU-6",
        "A transaction routes at once, delivers at commit with returns first, then applies its acks.",
        &["tx-commit-rollback", "tx-modes", "tx-acks", "tx-later-queue"],
    ),
    cases(
        "R-PU-7",
        "A rollback forgets publishes and leaves what was acked unacked.",
        &["tx-commit-rollback", "tx-acks"],
    ),
    tests(
        "R-PU-8",
        "Direct replies go straight to the channel that waits for them, without a queue.",
        "tests/publishing.rs",
    ),
    cases(
        "R-CO-1",
        "Delivery tags count from 1 on each channel for deliveries and gets, with acks or without; the consume's answer comes first.",
        &["delivery-tags"],
    ),
    cases(
        "R-CO-2",
        "A get tells how many are left, and heeds neither prefetch nor exclusive consumers.",
        &["get-counts", "delivery-tags", "consumer-exclusive"],
    ),
    cases(
        "R-CO-3",
        "The first in line takes a message and goes to the end of its priority; who cannot is set aside.",
        &["work-round-robin", "work-backlog-dispatch"],
    ),
    cases(
        "R-CO-4",
        "A consumer is set aside when it is tried, and joins the end of the line when an ack frees it.",
        &["work-fair", "work-backlog-dispatch"],
    ),
    cases(
        "R-CO-5",
        "Lower priorities get messages only while all higher consumers are full.",
        &["consumer-priority", "consumer-priority-fall"],
    ),
    cases(
        "R-CO-6",
        "Prefetch limits later consumers one by one; with global it limits the channel at once; both hold together.",
        &[
            "qos-global",
            "qos-global-limit",
            "qos-global-requeue",
            "qos-both",
            "qos-later",
        ],
    ),
    cases(
        "R-CO-7",
        "Consumers without acks have no limit of their own; under a full channel they wait, but do not count.",
        &["qos-both", "qos-no-ack"],
    ),
    cases(
        "R-CO-8",
        "An unknown or settled tag is an error, with multiple too, except 0 for all.",
        &["errors-ack", "ack-multiple"],
    ),
    cases(
        "R-CO-9",
        "A multiple settles queue by queue and consumer by consumer, fetched ones first.",
        &["nack-groups", "nack-groups-get"],
    ),
    cases(
        "R-CO-10",
        "A returned message takes its old place and is marked redelivered, whoever gets it; only behind a transient message that a restart lost is the mark missing.",
        &[
            "requeue-order",
            "reject-requeue-loop",
            "consumer-crash",
            "channel-closed",
            "restart-lost",
        ],
    ),
    cases(
        "R-CO-11",
        "Recover returns all that the channel holds; without requeue it is not implemented.",
        &["recover", "recover-more", "errors-connection"],
    ),
    cases(
        "R-CO-12",
        "When a queue goes its consumers are told, tags in order.",
        &["cancel-notify", "cancel-many", "queue-deleted"],
    ),
    cases(
        "R-CO-13",
        "An exclusive consumer is alone on its queue.",
        &["exclusive-and-single-consumer", "consumer-exclusive"],
    ),
    cases(
        "R-DU-1",
        "A restart keeps durable exchanges and queues, bindings between such, policies, and persistent messages in durable queues.",
        &["restart", "restart-more", "restart-lost"],
    ),
];

#[cfg(test)]
mod tests {
    use super::*;
    use std::collections::BTreeSet;

    #[test]
    fn identifiers_are_told_once() {
        let ids: BTreeSet<&str> = RULES.iter().map(|rule| rule.id).collect();
        assert_eq!(ids.len(), RULES.len());
        assert_eq!(rule("R-TTL-3").map(|rule| rule.id), Some("R-TTL-3"));
        assert_eq!(rule("R-QQ-1"), None);
    }
}
