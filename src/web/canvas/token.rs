//! A message as a token: its shape, its number, and the marks of its state.

use crate::scene::token::{Countdown, Form, TokenState, TokenStyle, TokenView, label};
use crate::web::icon::{Icon, sign};
use crate::web::message_mark::fill;
use crate::web::shapes::{block, circle, g, moved, path, text, title};
use crate::web::tag::Tag;

/// A token where it rests.
pub fn resting_token(token: &TokenView) -> Tag {
    moved(token.at.x, token.at.y)
        .class("at")
        .child(picture(token, token.state))
}

/// The picture of a token around the origin, in this state.
pub fn picture(token: &TokenView, state: TokenState) -> Tag {
    match token.form {
        Form::Message => message(token, state, None),
        Form::Bundle(count) => message(token, state, Some(count)),
        Form::Tick => sign(g("dot dot-ok"), 7.0, Icon::Tick, 10.0),
        Form::Cross => sign(g("dot dot-bad"), 7.0, Icon::Cross, 10.0),
    }
}

fn message(token: &TokenView, state: TokenState, bundle: Option<u32>) -> Tag {
    let style = TokenStyle::of(token.message);
    let words = label(token.message);
    let (class, is_flying) = match state {
        TokenState::Ready | TokenState::InHand => ("", false),
        TokenState::Unacked => ("ghost", false),
        TokenState::InFlight => ("", true),
        TokenState::Expired => ("expired", false),
        TokenState::Unroutable | TokenState::Gone => ("unroutable", false),
    };
    let scale = match (is_flying, token.countdown.is_some()) {
        (false, false) => "scale(1)",
        (false, true) => "scale(0.86)",
        (true, false) => "scale(1.09)",
        (true, true) => "scale(0.9374)",
    };
    let outline = |class| path(class, style.outline.d());
    let under = |_| outline("tok-b under").set("transform", "translate(5 3)");
    let body = g("")
        .set("transform", scale)
        .child(bundle.map(under))
        .child(outline("tok-b"));
    let is_told = !token.description.is_empty();
    let whole = g("tok")
        .class(fill(style))
        .class(class)
        .class_if(words.len() > 2, "tok-s3")
        .class_if(token.lit, "is-lit")
        .set("data-message", token.message.0.to_string())
        .child(is_told.then(|| title(&token.description)))
        .child(token.lit.then(|| circle("litring", 16.0)))
        .child(is_flying.then(|| circle("aura", 16.5)))
        .child(body)
        .child(text("tok-t", 0.5, &words))
        .children(token.countdown.iter().flat_map(countdown));
    marks(whole, token, state, bundle)
}

/// The ring that empties clockwise, and the seconds below.
fn countdown(countdown: &Countdown) -> [Tag; 3] {
    let left = circle("ttl-arc", 13.0)
        .class_if(countdown.soon, "soon")
        .set("pathLength", "100")
        .set("transform", "rotate(-90)")
        .set("stroke-dasharray", format!("{} 100", countdown.left_percent));
    let seconds = text("ttl-t", 23.0, &countdown.text).class_if(countdown.soon, "soon");
    [circle("ttl-track", 13.0), left, seconds]
}

/// What is stamped on a token: at the top right what happened to it, at the bottom right how often.
fn marks(group: Tag, token: &TokenView, state: TokenState, bundle: Option<u32>) -> Tag {
    let stamp = match state {
        TokenState::Expired => Some(("mark-warn", Icon::Hourglass)),
        TokenState::Unroutable | TokenState::Gone => Some(("mark-bad", Icon::Cross)),
        TokenState::Ready | TokenState::Unacked | TokenState::InHand | TokenState::InFlight => {
            token.redelivered.then_some(("", Icon::Redo))
        }
    };
    let what = match stamp {
        Some((class, shown)) => Some(sign(moved(10, -10).class("mark").class(class), 6.0, shown, 9.0)),
        None => token.priority.map(|priority| pill(&priority.to_string(), -10)),
    };
    let times = bundle.or(Some(token.rounds).filter(|rounds| *rounds > 0));
    let often = times.map(|times| pill(&format!("×{times}"), 11));
    group.child(what).child(often)
}

/// A dark pill with a number.
fn pill(words: &str, y: i32) -> Tag {
    let width = words.chars().count() as f64 * 5.5 + 6.0;
    let ground = block("", width, 12.0)
        .set("x", -width / 2.0)
        .set("y", "-6")
        .set("rx", "6");
    moved(11, y)
        .class("mark mark-round")
        .child(ground)
        .child(text("", 0.4, words))
}
