//! Message: properties, x-death, headers, and the biography from publish to the end.

use yew::prelude::*;

use crate::base::ids::MessageId;
use crate::key;
use crate::scene::token::{TokenStyle, label};
use crate::studio::Msg;
use crate::studio::panels::message::{BiographyRow, Death, MessagePanel, Property};
use crate::studio::panels::{Rich, When};
use crate::web::controls::button;
use crate::web::icon::icon;
use crate::web::message_mark::fill;
use crate::web::painter::Painter;
use crate::web::rich::rich;

/// The Message panel.
pub fn pane(painter: &Painter, panel: &MessagePanel) -> Html {
    let Some(message) = panel.message else {
        return html! { <p class="empty">{ for panel.empty.iter().map(|words| rich(painter, words)) }</p> };
    };
    let place = |place: &Rich| html! { <p class="t2">{ rich(painter, place) }</p> };
    html! {
        <>
            <div class="msg-card">
                { token(message) }
                <div>
                    <h2 class="t1">{ message.to_string() }{ " " }<span class="id">{ &*panel.name }</span></h2>
                    { for panel.places.iter().map(place) }
                </div>
            </div>
            { properties(painter.get(key!("message.properties")), &panel.properties, "kv") }
            { deaths(painter, &panel.deaths) }
            { properties(painter.get(key!("message.headers")), &panel.headers, "kv kv-w") }
            <section class="sec">
                <h3>{ painter.get(key!("message.biography")) }<small>{ painter.get(key!("message.to_come")) }</small></h3>
                <ol class="bio">{ for panel.biography.iter().map(|row| moment(painter, row)) }</ol>
            </section>
        </>
    }
}

fn token(message: MessageId) -> Html {
    let style = TokenStyle::of(message);
    html! {
        <svg class="tok-large" viewBox="-14 -14 28 28" aria-hidden="true">
            <g class={format!("tok {}", fill(style))}>
                <path class="tok-b" d={style.outline.d()} /><text class="tok-t" y="0.5">{ label(message) }</text>
            </g>
        </svg>
    }
}

fn properties(title: &'static str, rows: &[Property], class: &'static str) -> Html {
    if rows.is_empty() {
        return html! {};
    }
    let row = |property: &Property| {
        html! {
            <>
                <dt>{ &*property.name }</dt>
                <dd>
                    { &*property.value }
                    if !property.meaning.is_empty() {
                        { " " }<span class="meaning">{ &*property.meaning }</span>
                    }
                </dd>
            </>
        }
    };
    html! { <section class="sec"><h3>{ title }</h3><dl {class}>{ for rows.iter().map(row) }</dl></section> }
}

fn deaths(painter: &Painter, rows: &[Death]) -> Html {
    if rows.is_empty() {
        return html! {};
    }
    let row = |death: &Death| {
        html! {
            <tr>
                <td class="m">{ &*death.queue }</td><td>{ &*death.reason }</td><td class="r">{ death.count }</td>
                <td class="m">{ &*death.exchange }<small>{ &*death.keys }</small></td>
                <td class="r">{ &*death.time }</td>
            </tr>
        }
    };
    html! {
        <section class="sec">
            <h3>{ painter.get(key!("message.x_death")) }<small>{ painter.get(key!("message.newest_first")) }</small></h3>
            <div class="box">
                <table class="tbl">
                    <thead>
                        <tr>
                            <th>{ painter.get(key!("message.x_death.queue")) }</th>
                            <th>{ painter.get(key!("message.x_death.reason")) }</th>
                            <th class="r">{ painter.get(key!("message.x_death.count")) }</th>
                            <th>{ painter.get(key!("message.x_death.exchange")) }</th>
                            <th class="r">{ painter.get(key!("message.x_death.time")) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows.iter().map(row) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn moment(painter: &Painter, row: &BiographyRow) -> Html {
    let class = match row.when {
        When::Past => None,
        When::Now => Some("is-now"),
        When::Future => Some("is-next"),
    };
    let time = html! { <time>{ &*row.time }</time> };
    html! {
        <li {class}>
            { button("bio-t", painter.send(Msg::Seek(row.step))).child(time) }
            <span class="d"><i>{ icon(row.icon) }</i></span>
            <span>{ rich(painter, &row.text) }</span>
        </li>
    }
}
