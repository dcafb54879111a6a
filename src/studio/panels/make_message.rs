//! Making the Message panel: what a message carries, where its copies are, and its life.

use crate::base::gather::Gather;
use crate::base::ids::MessageId;
use crate::base::value::{Table, Value as Any};
use crate::broker::view::UnackedView;
use crate::broker::{Content, MessageHandle, Place};
use crate::explain::biography::{Moment, What};
use crate::run::breakpoint::Breakpoint;
use crate::studio::Studio;
use crate::studio::panels::message::{BiographyRow, Death, MessagePanel, Property};
use crate::studio::panels::{Icon, Rich, When};
use crate::text::{Argument, Text, units};
use crate::world::World;
use crate::{entry, key};
use std::rc::Rc;

impl Studio {
    pub(in crate::studio) fn message_panel(&mut self) -> MessagePanel {
        let message = self.lit().or_else(|| self.told_message());
        let Some((session, message)) = self.session.as_mut().zip(message) else {
            return MessagePanel {
                empty: Some(self.text.say(entry!("message.none"))),
                ..MessagePanel::default()
            };
        };
        let step = session.step;
        let moments = session.explainer.biography(&mut session.history, message);
        let world = session.world().clone();
        let handle = newest(&world, message).or_else(|| self.log.last_copy(message, step));
        let text = &self.text;
        let mut panel = MessagePanel {
            message: Some(message),
            stops: self.stops.find(&Breakpoint::Message(message)).is_some(),
            places: places(text, &world, message),
            biography: moments
                .iter()
                .map(|moment| biography_row(text, moment, step))
                .gather(),
            ..MessagePanel::default()
        };
        if let Some(handle) = handle {
            fill(text, &world, handle, &mut panel);
        }
        panel
    }
}

impl Studio {
    /// The message that this step tells of first.
    fn told_message(&mut self) -> Option<MessageId> {
        let session = self.session.as_mut()?;
        let why = session.explainer.why(&mut session.history, session.step, None);
        why.stories.first().map(|story| story.message)
    }
}

/// The newest copy that the broker or an actor holds.
fn newest(world: &World, message: MessageId) -> Option<MessageHandle> {
    let broker = world.broker();
    let is_it = |handle: &MessageHandle| broker.message(*handle).label == message;
    let in_broker = broker.copies().map(|copy| copy.message).filter(is_it).max();
    let in_hand = world
        .actors()
        .flat_map(|actor| actor.in_hand.iter().map(|held| held.message))
        .filter(is_it)
        .max();
    in_broker.max(in_hand)
}

/// Where its copies are now.
fn places(text: &Text, world: &World, message: MessageId) -> Vec<Rich> {
    let broker = world.broker();
    let mut places = Vec::new();
    for copy in broker.copies() {
        if broker.message(copy.message).label != message {
            continue;
        }
        let queue = world.name(broker.queue_name(copy.queue));
        match copy.place {
            Place::Ready => {
                let place = broker
                    .ready(copy.queue)
                    .position(|ready| ready.message == copy.message);
                let place = place.map_or(0, |place| place + 1);
                places.push(text.say(entry!("message.ready", queue = Argument::Code(queue), place)));
            }
            Place::Unacked(channel) => {
                let mut held = broker.unacked(channel);
                let is_there = |held: UnackedView| held.message == copy.message;
                if held.any(is_there) {
                    let consumer = world
                        .owner_of_channel(channel)
                        .map(|actor| world.name(world.actor(actor).name));
                    places.push(text.say(entry!(
                        "message.unacked",
                        consumer = Argument::Code(consumer.unwrap_or(queue)),
                        queue = Argument::Code(queue)
                    )));
                }
            }
        }
    }
    for parcel in world.in_flight() {
        if parcel.message == Some(message) && parcel.to_broker && parcel.target.is_some() {
            let actor = world.name(world.actor(parcel.actor).name);
            places.push(text.say(entry!(
                "message.in_flight_to_broker",
                actor = Argument::Code(actor)
            )));
        }
    }
    if places.is_empty() {
        places.push(text.say(entry!("message.gone")));
    }
    places
}

fn fill(text: &Text, world: &World, handle: MessageHandle, panel: &mut MessagePanel) {
    let broker = world.broker();
    let message = broker.message(handle);
    let content = broker.content(message.content);
    let properties = &content.properties;
    panel.name = properties.message_id.as_deref().unwrap_or_default().into();
    panel.properties = self::properties(text, world, handle, content);
    let deaths = properties.headers.get("x-death");
    panel.deaths = match deaths {
        Some(Any::Array(deaths)) => deaths.iter().filter_map(death).gather(),
        Some(_) | None => Vec::new(),
    };
    let headers = properties.headers.iter().filter(|(name, _)| *name != "x-death");
    panel.headers = headers
        .map(|(name, value)| Property {
            name: name.into(),
            value: written(value),
            meaning: "".into(),
        })
        .gather();
}

fn properties(text: &Text, world: &World, handle: MessageHandle, content: &Content) -> Vec<Property> {
    let message = world.broker().message(handle);
    let properties = &content.properties;
    let mut rows = Vec::new();
    let mut row = |name: &str, value: Rc<str>, meaning: String| {
        rows.push(Property {
            name: name.into(),
            value,
            meaning: meaning.into(),
        });
    };
    let exchange = world.name(message.exchange);
    let (exchange, meaning) = match exchange {
        "" => ("\"\"", text.get(key!("term.default_exchange"))),
        name => (name, ""),
    };
    row(
        text.get(key!("message.exchange")),
        exchange.into(),
        meaning.into(),
    );
    let key = world.name(message.routing_key);
    let (key, meaning) = match key {
        "" => ("\"\"", text.get(key!("term.empty_key"))),
        key => (key, ""),
    };
    row(text.get(key!("message.routing_key")), key.into(), meaning.into());
    if let Some(mode) = properties.delivery_mode {
        let meaning = if mode == 2 {
            text.get(key!("message.persistent"))
        } else {
            text.get(key!("message.transient"))
        };
        row("delivery_mode", mode.to_string().into(), meaning.into());
    }
    if let Some(expiration) = &properties.expiration {
        let meaning = expiration.parse().map_or(String::new(), |span| {
            text.line(entry!("message.expiration", span = Argument::Span(span)))
        });
        row("expiration", (&**expiration).into(), meaning);
    }
    let texts = [
        ("message_id", &properties.message_id),
        ("content_type", &properties.content_type),
        ("content_encoding", &properties.content_encoding),
        ("correlation_id", &properties.correlation_id),
        ("reply_to", &properties.reply_to),
        ("type", &properties.message_type),
        ("user_id", &properties.user_id),
        ("app_id", &properties.app_id),
    ];
    for (name, value) in texts {
        if let Some(value) = value {
            row(name, (&**value).into(), String::new());
        }
    }
    if let Some(priority) = properties.priority {
        row("priority", priority.to_string().into(), String::new());
    }
    if let Some(timestamp) = properties.timestamp {
        row("timestamp", timestamp.to_string().into(), String::new());
    }
    let body = text.get(key!("message.body"));
    match &*content.body {
        "" => row(body, "".into(), text.get(key!("message.empty_body")).into()),
        written => row(body, written.into(), String::new()),
    }
    rows
}

fn written(value: &Any) -> Rc<str> {
    match value {
        Any::Text(text) => (&**text).into(),
        Any::Void | Any::Boolean(_) | Any::Integer(_) | Any::Double(_) | Any::Array(_) | Any::Table(_) => {
            value.to_json().to_string().into()
        }
    }
}

/// An entry of x-death.
fn death(entry: &Any) -> Option<Death> {
    let Any::Table(entry) = entry else {
        return None;
    };
    let text = |name: &str| -> Rc<str> { entry.get(name).and_then(Any::as_text).unwrap_or_default().into() };
    let number = |name: &str| {
        entry
            .get(name)
            .and_then(Any::as_integer)
            .and_then(|number| u64::try_from(number).ok())
    };
    Some(Death {
        queue: text("queue"),
        reason: text("reason"),
        count: number("count").unwrap_or(0),
        exchange: text("exchange"),
        keys: keys(entry),
        time: number("time").unwrap_or(0).to_string().into(),
    })
}

fn keys(entry: &Table) -> Rc<str> {
    let Some(Any::Array(keys)) = entry.get("routing-keys") else {
        return "".into();
    };
    let keys: Vec<&str> = keys.iter().filter_map(Any::as_text).gather();
    keys.join(", ").into()
}

fn biography_row(text: &Text, moment: &Moment, now: usize) -> BiographyRow {
    BiographyRow {
        step: moment.step,
        time: units::seconds(moment.at_ms).into(),
        icon: icon(&moment.what),
        text: text.moment(moment),
        when: match moment.step.cmp(&now) {
            std::cmp::Ordering::Less => When::Past,
            std::cmp::Ordering::Equal => When::Now,
            std::cmp::Ordering::Greater => When::Future,
        },
    }
}

fn icon(what: &What) -> Icon {
    match what {
        What::Published { .. } | What::Alternate { .. } => Icon::Arrow,
        What::Enqueued { .. } => Icon::Clock,
        What::Delivered { .. } | What::Fetched { .. } => Icon::Deliver,
        What::WorkedOn { .. } => Icon::Clock,
        What::Effect { .. } => Icon::Dot,
        What::Acked { .. } | What::Confirmed { .. } => Icon::Tick,
        What::Rejected { .. } | What::Requeued { .. } | What::Returned { .. } => Icon::Turn,
        What::Expired { .. } => Icon::Hourglass,
        What::Unroutable { .. }
        | What::Dropped { .. }
        | What::Refused { .. }
        | What::CycleDropped { .. }
        | What::TurnedAway { .. }
        | What::Discarded { .. }
        | What::RefusalArrived { .. } => Icon::Warning,
        What::Lost { .. } => Icon::Bolt,
    }
}
