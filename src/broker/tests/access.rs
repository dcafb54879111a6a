//! Virtual hosts, users and what they may do.

use super::*;
use crate::broker::PermissionDefinition;

fn rights(configure: &str, write: &str, read: &str) -> PermissionDefinition {
    PermissionDefinition {
        configure: configure.to_string(),
        write: write.to_string(),
        read: read.to_string(),
    }
}

/// R-VH-1
#[test]
fn a_virtual_host_has_names_of_its_own_and_seven_exchanges() {
    let mut bench = Bench::new();
    let shop = bench.broker.add_vhost("shop");
    assert_eq!(bench.broker.add_vhost("shop"), shop);
    let guest = bench.broker.add_user("guest", &[]);
    bench.broker.grant_all(guest, shop);
    let names: Vec<&str> = bench
        .broker
        .exchanges(shop)
        .map(|exchange| bench.broker.names().text(exchange.name))
        .collect();
    assert_eq!(
        names,
        [
            "",
            "amq.direct",
            "amq.fanout",
            "amq.headers",
            "amq.match",
            "amq.rabbitmq.trace",
            "amq.topic"
        ]
    );
    let here = bench.channel();
    let connection = bench.connect_as("guest", "shop").expect("a connection");
    let there = bench.channel_on(connection, 1);
    let one = bench.declare(here, "q", &[]);
    let other = bench.declare(there, "q", &[]);
    bench.publish(there, "q", "m");
    assert_eq!((bench.bodies(one).len(), bench.bodies(other).len()), (0, 1));
}

/// R-VH-2, R-VH-3
#[test]
fn connecting_asks_for_a_virtual_host_and_a_permission_in_it() {
    let mut bench = Bench::new();
    let shop = bench.broker.add_vhost("shop");
    let refused = |bench: &mut Bench, user: &str, vhost: &str| {
        let error = bench.connect_as(user, vhost).expect_err("an error");
        error.to_string()
    };
    assert_eq!(
        refused(&mut bench, "guest", "none"),
        "530 NOT_ALLOWED - vhost none not found"
    );
    assert_eq!(
        refused(&mut bench, "guest", "shop"),
        "530 NOT_ALLOWED - access to vhost 'shop' refused for user 'guest'"
    );
    assert!(refused(&mut bench, "nobody", "/").starts_with("403 ACCESS_REFUSED"));
    let guest = bench.broker.add_user("guest", &[]);
    bench
        .broker
        .set_permission(guest, shop, rights("", "", ""))
        .expect("expressions");
    bench.broker.set_vhost_limits(shop, Some(1), Some(1));
    let connection = bench
        .connect_as("guest", "shop")
        .expect("empty rights are enough to connect");
    assert!(refused(&mut bench, "guest", "shop").contains("connection limit (1) is reached"));
    bench.broker.grant_all(guest, shop);
    let channel = bench.channel_on(connection, 1);
    bench.declare(channel, "one", &[]);
    bench.declare(channel, "one", &[]);
    let two = bench.declare_command("two", &[]);
    assert_eq!(bench.failure(channel, &two), Some(ErrorCode::PreconditionFailed));
}

/// R-AC-6
#[test]
fn a_topic_permission_judges_routing_keys() {
    let mut bench = Bench::new();
    let root = bench.root();
    let guest = bench.broker.add_user("guest", &[]);
    let topic = bench.name("amq.topic");
    bench
        .broker
        .set_topic_permission(guest, root, topic, "^{username}\\.", "^public\\.")
        .expect("expressions");
    let mut publish = |exchange: &str, key: &str| {
        let channel = bench.channel();
        let command = bench.publish_command(exchange, key, Properties::default(), "m");
        bench.failure(channel, &command)
    };
    assert_eq!(publish("amq.topic", "guest.news"), None);
    assert_eq!(publish("amq.topic", "other.news"), Some(ErrorCode::AccessRefused));
    assert_eq!(publish("amq.direct", "other.news"), None);
    let channel = bench.channel();
    bench.declare(channel, "q", &[]);
    let mut bind = |key: &str| {
        let channel = bench.channel();
        let command = Command::QueueBind {
            queue: bench.name("q"),
            exchange: bench.name("amq.topic"),
            routing_key: bench.name(key),
            arguments: Arc::default(),
        };
        bench.failure(channel, &command)
    };
    assert_eq!(bind("public.all"), None);
    assert_eq!(bind("secret.all"), Some(ErrorCode::AccessRefused));
    assert!(
        bench
            .broker
            .set_topic_permission(guest, root, topic, "(", "")
            .is_err()
    );
}

/// R-ER-3, R-ER-8: what the recorder's client would not send.
#[test]
fn what_no_sane_client_sends_is_refused() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    let qos = Command::Qos {
        prefetch_size: 1,
        prefetch_count: 0,
        global: false,
    };
    assert_eq!(bench.failure(channel, &qos), Some(ErrorCode::NotImplemented));
    assert!(!bench.broker.channel(channel).open);
    let channel = bench.channel();
    assert_eq!(
        bench.failure(channel, &Command::ChannelFlow { active: false }),
        Some(ErrorCode::NotImplemented)
    );
    let channel = bench.channel();
    let mut immediate = bench.publish_command("none", "k", Properties::default(), "m");
    if let Command::Publish { immediate, .. } = &mut immediate {
        *immediate = true;
    }
    assert_eq!(
        bench.failure(channel, &immediate),
        Some(ErrorCode::NotImplemented)
    );
    let channel = bench.channel();
    let odd = Properties {
        delivery_mode: Some(3),
        ..Properties::default()
    };
    let odd = bench.publish_command("", "q", odd, "m");
    assert_eq!(bench.failure(channel, &odd), Some(ErrorCode::PreconditionFailed));
    let channel = bench.channel();
    let large = bench.publish_command("", "q", Properties::default(), &"x".repeat(128 * 1024 * 1024 + 1));
    assert_eq!(
        bench.failure(channel, &large),
        Some(ErrorCode::PreconditionFailed)
    );
}

/// R-ER-2, R-ER-3
#[test]
fn a_channel_number_in_use_closes_the_connection() {
    let mut bench = Bench::new();
    let connection = bench.connect_as("guest", "/").expect("a connection");
    let channel = bench.channel_on(connection, 7);
    let Bench { broker, output, now } = &mut bench;
    assert_eq!(broker.open_channel(*now, connection, 7, output), None);
    assert!(!broker.is_connected(connection));
    assert_eq!(broker.open_channel(*now, connection, 8, output), None);
    bench.publish(channel, "q", "ignored");
    assert!(bench.output.frames.is_empty() && bench.output.events.is_empty());
}

/// R-ER-5
#[test]
fn names_lose_their_line_breaks() {
    let mut bench = Bench::new();
    let channel = bench.channel();
    let queue = bench.declare(channel, "a\r\nb", &[]);
    assert_eq!(bench.broker.names().text(bench.broker.queue_name(queue)), "ab");
    bench.publish(channel, "ab", "m");
    assert_eq!(bench.bodies(queue), ["m"]);
}
