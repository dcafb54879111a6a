//! A message as a token: its shape, its number, and the marks of its state.

use crate::export::svg::edge::count;
use crate::export::svg::paper::{Paper, Sign, Type, number};
use crate::scene::sign;
use crate::scene::token::{Countdown, Form, TokenState, TokenStyle, TokenView, label};

/// A token where it rests.
pub fn token(paper: &mut Paper, token: &TokenView) {
    paper.group(token.at.x.into(), token.at.y.into());
    match token.form {
        Form::Message => message(paper, token, None),
        Form::Bundle(count) => message(paper, token, Some(count)),
        Form::Tick => dot(paper, "ok", sign::TICK),
        Form::Cross => dot(paper, "bad", sign::CROSS),
    }
    paper.end();
}

/// An answer on its way.
fn dot(paper: &mut Paper, colour: &str, d: &str) {
    let (fill, edge, stroke) = (paper.ink(colour), paper.ink("canvas"), paper.ink("ok-on"));
    paper.circle(7.0, &[("fill", fill), ("stroke", edge), ("stroke-width", "1.5")]);
    paper.sign(&Sign {
        d,
        size: 10.0,
        stroke,
        width: "2.4",
        is_solid: false,
    });
}

fn message(paper: &mut Paper, token: &TokenView, bundle: Option<u32>) {
    let style = TokenStyle::of(token.message);
    let colour = |paper: &Paper, what: &str| paper.ink(&["msg-", &style.fill.to_string(), what].concat());
    let (fill, words, rim) = (colour(paper, ""), colour(paper, "-ink"), colour(paper, "-rim"));
    let (fill, words, rim, dashes, width) = match token.state {
        TokenState::Ready | TokenState::InHand | TokenState::InFlight => (fill, words, rim, "", "1.25"),
        TokenState::Unacked => (paper.ink("queue-well"), paper.ink("ink-2"), rim, "2.6 2.2", "1.4"),
        TokenState::Expired => (
            paper.ink("canvas"),
            paper.ink("ink-3"),
            paper.ink("warn"),
            "2.4 2",
            "1.4",
        ),
        TokenState::Unroutable | TokenState::Gone => (
            paper.ink("canvas"),
            paper.ink("bad"),
            paper.ink("bad"),
            "2.4 2",
            "1.25",
        ),
    };
    paper.title(&token.description);
    let is_flying = token.state == TokenState::InFlight;
    if is_flying {
        let now = paper.ink("now");
        paper.circle(16.5, &[("fill", "none"), ("stroke", now), ("stroke-width", "2")]);
    }
    let scale = match (is_flying, token.countdown.is_some()) {
        (false, false) => "",
        (false, true) => "scale(0.86)",
        (true, false) => "scale(1.09)",
        (true, true) => "scale(0.9374)",
    };
    let outline = |paper: &mut Paper, transform: &str, opacity: &str| {
        paper.path(
            style.outline.d(),
            &[
                ("transform", transform),
                ("opacity", opacity),
                ("fill", fill),
                ("stroke", rim),
                ("stroke-width", width),
                ("stroke-linejoin", "round"),
                ("stroke-dasharray", dashes),
            ],
        );
    };
    if bundle.is_some() {
        outline(paper, "translate(5 3)", "0.6");
    }
    outline(paper, scale, "");
    let named = label(token.message);
    let size = if named.len() > 2 { 8.5 } else { 10.0 };
    paper.say(0.0, 0.5, &named, Type::middle(size, "700", words));
    if let Some(left) = &token.countdown {
        countdown(paper, left);
    }
    marks(paper, token, bundle);
}

/// The ring that empties clockwise, and the seconds below.
fn countdown(paper: &mut Paper, countdown: &Countdown) {
    let (track, arc) = (
        paper.ink("line-2"),
        paper.ink(if countdown.soon { "warn" } else { "ink-2" }),
    );
    paper.circle(
        13.0,
        &[("fill", "none"), ("stroke", track), ("stroke-width", "2.2")],
    );
    // In hundredths of the way around.
    let around = 2.0 * std::f64::consts::PI * 13.0;
    let dashes = [
        number(around * f64::from(countdown.left_percent) / 100.0),
        number(around),
    ]
    .join(" ");
    paper.circle(
        13.0,
        &[
            ("transform", "rotate(-90)"),
            ("fill", "none"),
            ("stroke", arc),
            ("stroke-width", "2.2"),
            ("stroke-linecap", "round"),
            ("stroke-dasharray", &dashes),
        ],
    );
    let weight = if countdown.soon { "600" } else { "500" };
    paper.say(0.0, 23.0, &countdown.text, Type::middle(10.0, weight, arc));
}

/// At the top right what happened to it, at the bottom right how often.
fn marks(paper: &mut Paper, token: &TokenView, bundle: Option<u32>) {
    let stamp = match token.state {
        TokenState::Expired => Some(("warn", "warn", sign::HOURGLASS)),
        TokenState::Unroutable | TokenState::Gone => Some(("bad", "bad", sign::CROSS)),
        TokenState::Ready | TokenState::Unacked | TokenState::InHand | TokenState::InFlight => {
            token.redelivered.then_some(("line-3", "ink", sign::REDO))
        }
    };
    match (stamp, token.priority) {
        (Some((edge, stroke, d)), _) => {
            let (ground, edge, stroke) = (paper.ink("raised"), paper.ink(edge), paper.ink(stroke));
            paper.group(10.0, -10.0);
            paper.circle(6.0, &[("fill", ground), ("stroke", edge)]);
            paper.sign(&Sign {
                d,
                size: 9.0,
                stroke,
                width: "2",
                is_solid: false,
            });
            paper.end();
        }
        (None, Some(priority)) => count(paper, &priority.to_string(), -10),
        (None, None) => {}
    }
    let times = bundle.or(Some(token.rounds).filter(|rounds| *rounds > 0));
    if let Some(times) = times {
        count(paper, &["×", &times.to_string()].concat(), 11);
    }
}
