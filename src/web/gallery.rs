//! The gallery: a card for each scenario.

use std::rc::Rc;

use yew::prelude::*;

use crate::key;
use crate::scene::Scene;
use crate::scene::geometry::Rect;
use crate::studio::Msg;
use crate::studio::panels::gallery::{Card, GallerySection};
use crate::text::{Argument, Text};
use crate::web::app::use_text;
use crate::web::canvas::{Still, bodies};
use crate::web::icon::{Icon, icon};
use crate::web::same::Same;
use crate::web::store::{Dispatch, use_dispatch, use_panel};
use crate::web::top_bar::{Brand, LanguageAndTheme};

/// The page of all scenarios.
#[component]
pub fn Gallery() -> Html {
    let gallery = use_panel(|panels| &panels.gallery);
    let top = use_panel(|panels| &panels.top);
    let dispatch = use_dispatch();
    let text = use_text();
    let shown = gallery
        .sections
        .iter()
        .flat_map(|section| &section.cards)
        .rev()
        .find_map(|card| card.picture.as_ref());
    let first = gallery.sections.first().and_then(|section| section.cards.first());
    html! {
        <div class="gal">
            <header class="gal-top">
                <Brand />
                <div class="end"><LanguageAndTheme /></div>
            </header>
            <main class="gal-main">
                <section class="hero">
                    <div>
                        <h1>{ text.get(key!("gallery.title")) }</h1>
                        <p>{ text.get(key!("gallery.promise")) }</p>
                        <div class="cta">
                            if top.is_open {
                                { resume(&top.title, top.scenario.as_deref(), &dispatch, &text) }
                            }
                            { for first.map(|card| begin(card, !top.is_open, &dispatch, &text)) }
                            <button type="button" class="btn btn-o" onclick={dispatch.on(|_| Msg::AskForFile)}>
                                { icon(Icon::Open) }{ text.get(key!("topbar.open")) }
                            </button>
                        </div>
                    </div>
                    <div class="hero-p">{ for shown.map(|scene| still(scene, scene.bounds)) }</div>
                </section>
                if gallery.is_loading {
                    <p class="empty" role="status">{ text.get(key!("gallery.loading")) }</p>
                }
                if let Some(error) = &gallery.error {
                    <p class="empty bad" role="alert">{ &**error }</p>
                }
                { for gallery.sections.iter().map(|section| group(section, &dispatch)) }
            </main>
        </div>
    }
}

fn resume(title: &str, scenario: Option<&str>, dispatch: &Dispatch, text: &Text) -> Html {
    let words = text.line(key!("gallery.resume"), &[("title", Argument::Plain(title))]);
    let scenario = scenario.map(AttrValue::from).unwrap_or_default();
    let onclick = dispatch.on(move |_| Msg::OpenScenario(scenario.as_str().into()));
    html! { <button type="button" class="btn btn-p" {onclick}>{ icon(Icon::Play) }{ words }</button> }
}

fn begin(card: &Card, primary: bool, dispatch: &Dispatch, text: &Text) -> Html {
    let id = card.id.clone();
    let class = if primary { "btn btn-p" } else { "btn btn-o" };
    html! {
        <button type="button" {class} onclick={dispatch.on(move |_| Msg::OpenScenario(id.clone()))}>
            { text.get(key!("gallery.start")) }
        </button>
    }
}

fn group(section: &GallerySection, dispatch: &Dispatch) -> Html {
    html! {
        <section class="grp" aria-label={section.title.to_string()}>
            <div class="grp-h"><h2>{ &*section.title }</h2><p>{ &*section.about }</p></div>
            <div class="cards">{ for section.cards.iter().map(|entry| card(entry, dispatch)) }</div>
        </section>
    }
}

fn card(card: &Card, dispatch: &Dispatch) -> Html {
    let id = card.id.clone();
    let onclick = dispatch.on(move |event: MouseEvent| {
        event.prevent_default();
        Msg::OpenScenario(id.clone())
    });
    html! {
        <a class="card" href={format!("?scenario={}", card.id)} {onclick}>
            <div class="th">{ for card.picture.iter().map(|scene| still(scene, bodies(scene))) }</div>
            <div class="bd">
                <h3>{ &*card.title }</h3>
                <p>{ &*card.promise }</p>
                <div class="ft"><span>{ icon(Icon::List) }{ &*card.facts }</span></div>
            </div>
        </a>
    }
}

fn still(scene: &Rc<Scene>, frame: Rect) -> Html {
    html! { <Still scene={Same::from(scene)} {frame} /> }
}
