//! Message: properties, x-death, headers, and the biography from publish to the end.

use yew::prelude::*;

use crate::base::ids::MessageId;
use crate::key;
use crate::scene::token::{TokenStyle, label};
use crate::studio::Msg;
use crate::studio::panels::When;
use crate::studio::panels::message::{BiographyRow, Death, Property};
use crate::text::Text;
use crate::web::app::use_text;
use crate::web::icon::icon;
use crate::web::message_mark::fill;
use crate::web::rich::rich;
use crate::web::store::{Dispatch, use_dispatch, use_panel};

/// The Message panel.
#[component]
pub fn MessagePane() -> Html {
    let panel = use_panel(|panels| &panels.message);
    let dispatch = use_dispatch();
    let text = use_text();
    let Some(message) = panel.message else {
        return html! { <p class="empty">{ for panel.empty.iter().map(|words| rich(words)) }</p> };
    };
    html! {
        <>
            <div class="msg-card">
                { token(message) }
                <div>
                    <h2 class="t1">{ message.to_string() }{ " " }<span class="id">{ &*panel.name }</span></h2>
                    { for panel.places.iter().map(|place| html! { <p class="t2">{ rich(place) }</p> }) }
                </div>
            </div>
            { properties(text.get(key!("message.properties")), &panel.properties, "kv") }
            { deaths(&panel.deaths, &text) }
            { properties(text.get(key!("message.headers")), &panel.headers, "kv kv-w") }
            <section class="sec">
                <h3>{ text.get(key!("message.biography")) }<small>{ text.get(key!("message.to_come")) }</small></h3>
                <ol class="bio">{ for panel.biography.iter().map(|row| moment(row, &dispatch)) }</ol>
            </section>
        </>
    }
}

fn token(message: MessageId) -> Html {
    let style = TokenStyle::of(message);
    html! {
        <svg class="tok-large" viewBox="-14 -14 28 28" aria-hidden="true">
            <g class={classes!("tok", fill(style))}>
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

fn deaths(rows: &[Death], text: &Text) -> Html {
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
            <h3>{ text.get(key!("message.x_death")) }<small>{ text.get(key!("message.newest_first")) }</small></h3>
            <div class="box">
                <table class="tbl">
                    <thead>
                        <tr>
                            <th>{ text.get(key!("message.x_death.queue")) }</th>
                            <th>{ text.get(key!("message.x_death.reason")) }</th>
                            <th class="r">{ text.get(key!("message.x_death.count")) }</th>
                            <th>{ text.get(key!("message.x_death.exchange")) }</th>
                            <th class="r">{ text.get(key!("message.x_death.time")) }</th>
                        </tr>
                    </thead>
                    <tbody>{ for rows.iter().map(row) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn moment(row: &BiographyRow, dispatch: &Dispatch) -> Html {
    let class = match row.when {
        When::Past => None,
        When::Now => Some("is-now"),
        When::Future => Some("is-next"),
    };
    let step = row.step;
    let onclick = dispatch.on(move |_: MouseEvent| Msg::Seek(step));
    html! {
        <li {class}>
            <button type="button" class="bio-t" {onclick}><time>{ &*row.time }</time></button>
            <span class="d"><i>{ icon(row.icon) }</i></span>
            <span>{ rich(&row.text) }</span>
        </li>
    }
}
