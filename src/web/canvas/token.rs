//! A message as a token: its shape, its number, and the marks of its state.

use yew::prelude::*;

use crate::scene::token::{Countdown, Form, TokenState, TokenStyle, TokenView, label};
use crate::web::icon::{Icon, icon_at_origin};
use crate::web::message_mark::fill;

/// A token where it rests.
pub fn resting_token(token: &TokenView) -> Html {
    let place = format!("translate({} {})", token.at.x, token.at.y);
    html! { <g class="at" transform={place}>{ picture(token, token.state) }</g> }
}

/// The picture of a token around the origin, in this state.
pub fn picture(token: &TokenView, state: TokenState) -> Html {
    match token.form {
        Form::Message => message(token, state, None),
        Form::Bundle(count) => message(token, state, Some(count)),
        Form::Tick => dot("dot dot-ok", Icon::Tick),
        Form::Cross => dot("dot dot-bad", Icon::Cross),
    }
}

fn dot(class: &'static str, shown: Icon) -> Html {
    html! { <g {class}><circle r="7" />{ icon_at_origin(shown, 10.0) }</g> }
}

fn message(token: &TokenView, state: TokenState, bundle: Option<u32>) -> Html {
    let style = TokenStyle::of(token.message);
    let words = label(token.message);
    let (class, scale) = match state {
        TokenState::Ready | TokenState::InHand => (None, 1.0),
        TokenState::Unacked => (Some("ghost"), 1.0),
        TokenState::InFlight => (None, 1.09),
        TokenState::Expired => (Some("expired"), 1.0),
        TokenState::Unroutable | TokenState::Gone => (Some("unroutable"), 1.0),
    };
    let scale = if token.countdown.is_some() {
        scale * 0.86
    } else {
        scale
    };
    let body = classes!("tok-b");
    let small = (words.len() > 2).then_some("tok-s3");
    html! {
        <g
            class={classes!("tok", fill(style), class, small, token.lit.then_some("is-lit"))}
            data-message={token.message.0.to_string()}
        >
            if !token.description.is_empty() {
                <title>{ &*token.description }</title>
            }
            if token.lit {
                <circle class="litring" r="16" />
            }
            if state == TokenState::InFlight {
                <circle class="aura" r="16.5" />
            }
            <g transform={format!("scale({scale})")}>
                if bundle.is_some() {
                    <path class="tok-b under" d={style.outline.d()} transform="translate(5 3)" />
                }
                <path class={body} d={style.outline.d()} />
            </g>
            <text class="tok-t" y="0.5">{ words }</text>
            { for token.countdown.iter().map(countdown) }
            { marks(token, state, bundle) }
        </g>
    }
}

/// The ring that empties clockwise, and the seconds below.
fn countdown(countdown: &Countdown) -> Html {
    let soon = countdown.soon.then_some("soon");
    html! {
        <>
            <circle class="ttl-track" r="13" />
            <circle
                class={classes!("ttl-arc", soon)} r="13" pathLength="100" transform="rotate(-90)"
                stroke-dasharray={format!("{} 100", countdown.left_percent)}
            />
            <text class={classes!("ttl-t", soon)} y="23">{ &*countdown.text }</text>
        </>
    }
}

/// What is stamped on a token: at the top right what happened to it, at the bottom right how often.
fn marks(token: &TokenView, state: TokenState, bundle: Option<u32>) -> Html {
    let stamp = match state {
        TokenState::Expired => Some((Some("mark-warn"), Icon::Hourglass)),
        TokenState::Unroutable | TokenState::Gone => Some((Some("mark-bad"), Icon::Cross)),
        TokenState::Ready | TokenState::Unacked | TokenState::InHand | TokenState::InFlight => {
            token.redelivered.then_some((None, Icon::Redo))
        }
    };
    html! {
        <>
            if let Some((class, shown)) = stamp {
                <g class={classes!("mark", class)} transform="translate(10 -10)">
                    <circle r="6" />{ icon_at_origin(shown, 9.0) }
                </g>
            } else if let Some(priority) = token.priority {
                { pill(priority.to_string(), -10) }
            }
            if let Some(count) = bundle {
                { pill(format!("×{count}"), 11) }
            } else if token.rounds > 0 {
                { pill(format!("×{}", token.rounds), 11) }
            }
        </>
    }
}

/// A dark pill with a number.
fn pill(words: String, y: i32) -> Html {
    let width = words.chars().count() as f64 * 5.5 + 6.0;
    html! {
        <g class="mark mark-round" transform={format!("translate(11 {y})")}>
            <rect x={(-width / 2.0).to_string()} y="-6" width={width.to_string()} height="12" rx="6" />
            <text y="0.4">{ words }</text>
        </g>
    }
}
