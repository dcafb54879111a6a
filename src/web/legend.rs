//! The legend: what the shapes, marks and lines of the canvas stand for.

use yew::prelude::*;

use crate::key;
use crate::scene::node::NodeKind;
use crate::scene::token::Outline;
use crate::studio::Msg;
use crate::text::Key;
use crate::web::controls::IconButton;
use crate::web::icon::{Icon, icon_at_origin, kind_icon};
use crate::web::painter::Painter;

/// The legend over the canvas.
pub fn legend(painter: &Painter) -> Html {
    let row = |(shown, key): (Html, Key)| html! { <li>{ shown }<span>{ painter.get(key) }</span></li> };
    let title = painter.get(key!("canvas.legend"));
    let close = IconButton::small(Icon::Cross, painter.get(key!("import.close")));
    html! {
        <section class="legend" aria-label={title}>
            <header><h2>{ title }</h2>{ close.paint(painter.send(Msg::ToggleLegend)) }</header>
            <div class="legend-c">
                <ul>{ for kinds().into_iter().map(row) }</ul>
                <ul>{ for messages().into_iter().map(row) }</ul>
                <ul>{ for edges().into_iter().map(row) }</ul>
            </div>
        </section>
    }
}

fn kinds() -> [(Html, Key); 6] {
    [
        (kind_icon(NodeKind::Producer), key!("kind.producer")),
        (kind_icon(NodeKind::Exchange), key!("kind.exchange")),
        (kind_icon(NodeKind::Queue), key!("kind.queue")),
        (kind_icon(NodeKind::Consumer), key!("kind.consumer")),
        (kind_icon(NodeKind::Service), key!("kind.service")),
        (stamped("stamp", Icon::Bolt), key!("legend.crashed")),
    ]
}

fn messages() -> [(Html, Key); 8] {
    let mark = |class: &'static str, shown| html! { <g class={class} transform="translate(10 -10)"><circle r="6" />{ icon_at_origin(shown, 9.0) }</g> };
    let ring = html! { <><circle class="ttl-track" r="14" /><circle class="ttl-arc" r="14" pathLength="100" transform="rotate(-90)" stroke-dasharray="64 100" /></> };
    [
        (token(None, html! {}), key!("legend.ready")),
        (
            token(None, html! { <circle class="aura" r="16" /> }),
            key!("legend.in_flight"),
        ),
        (token(Some("ghost"), html! {}), key!("legend.unacked")),
        (token(None, mark("mark", Icon::Redo)), key!("legend.redelivered")),
        (token(None, ring), key!("legend.ttl")),
        (
            token(Some("expired"), mark("mark mark-warn", Icon::Hourglass)),
            key!("legend.expired"),
        ),
        (
            token(Some("unroutable"), mark("mark mark-bad", Icon::Cross)),
            key!("legend.dropped"),
        ),
        (stamped("dot dot-ok", Icon::Tick), key!("legend.settled")),
    ]
}

fn edges() -> [(Html, Key); 6] {
    [
        (line("e"), key!("legend.idle")),
        (line("e hot"), key!("legend.hot")),
        (gate("yes", Icon::Tick), key!("edge.matched")),
        (gate("no", Icon::Cross), key!("edge.not_matched")),
        (line("e dlx"), key!("legend.dead_letter")),
        (line("e cut"), key!("legend.cut")),
    ]
}

/// A token without a number, with what marks its state.
fn token(state: Option<&'static str>, marks: Html) -> Html {
    html! {
        <svg viewBox="-18 -18 36 36" aria-hidden="true">
            <g class={classes!("tok", "c2", state)}><path class="tok-b" d={Outline::Square.d()} />{ marks }</g>
        </svg>
    }
}

fn stamped(class: &'static str, shown: Icon) -> Html {
    html! {
        <svg viewBox="-12 -12 24 24" aria-hidden="true"><g {class}><circle r="9" />{ icon_at_origin(shown, 11.0) }</g></svg>
    }
}

fn line(class: &'static str) -> Html {
    html! { <svg viewBox="0 0 44 16" class="wide" aria-hidden="true"><path {class} d="M2 8h40" /></svg> }
}

fn gate(class: &'static str, shown: Icon) -> Html {
    html! {
        <svg viewBox="0 0 44 20" class="wide" aria-hidden="true">
            <g class={classes!("pill", class)}>
                <rect x="2" y="2" width="40" height="16" rx="8" />
                <g class="pill-ic" transform="translate(12 10)"><circle r="6" />{ icon_at_origin(shown, 8.0) }</g>
            </g>
        </svg>
    }
}
