//! The gallery: a card for each scenario.

use std::rc::Rc;

use yew::prelude::*;

use crate::key;
use crate::scene::Scene;
use crate::scene::geometry::Rect;
use crate::studio::panels::gallery::{Card, GallerySection};
use crate::studio::{Msg, Studio};
use crate::text::Argument;
use crate::web::canvas::still::{bodies, still};
use crate::web::controls::button;
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::top_bar::{brand, language_and_theme};

/// What the gallery shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let panels = studio.panels();
    vec![
        Bit::of(&panels.gallery),
        Bit::of(&panels.top),
        Bit::Number(studio.view().theme as i64),
    ]
}

/// The page of all scenarios.
pub fn gallery(brush: &Brush) -> Html {
    let studio = brush.store.studio();
    let (gallery, top) = (&*studio.panels().gallery, &*studio.panels().top);
    let mut cards = gallery.sections.iter().flat_map(|section| &section.cards);
    let first = cards.clone().next();
    let shown = cards.find_map(|card| card.picture.as_ref());
    let open = brush.get(key!("topbar.open"));
    html! {
        <div class="gal">
            <header class="gal-top">
                { brand(brush) }
                <div class="end">{ language_and_theme(brush) }</div>
            </header>
            <main class="gal-main">
                <section class="hero">
                    <div>
                        <h1>{ brush.get(key!("gallery.title")) }</h1>
                        <p>{ brush.get(key!("gallery.promise")) }</p>
                        <div class="cta">
                            if let Some(scenario) = top.scenario.clone().filter(|_| top.is_open) {
                                { resume(brush, &top.title, scenario) }
                            }
                            { for first.map(|card| begin(brush, card, !top.is_open)) }
                            { button("btn btn-o", brush.send(Msg::AskForFile)).child(icon(Icon::Open)).child(open) }
                        </div>
                    </div>
                    <div class="hero-p">{ for shown.map(|scene| picture(scene, scene.bounds)) }</div>
                </section>
                if gallery.is_loading {
                    <p class="empty" role="status">{ brush.get(key!("gallery.loading")) }</p>
                }
                if let Some(error) = &gallery.error {
                    <p class="empty bad" role="alert">{ &**error }</p>
                }
                { for gallery.sections.iter().map(|section| group(brush, section)) }
            </main>
        </div>
    }
}

fn resume(painter: &Painter, title: &str, scenario: Rc<str>) -> Html {
    let words = painter.with(key!("gallery.resume"), "title", Argument::Plain(title));
    button("btn btn-p", painter.send(Msg::OpenScenario(scenario)))
        .child(icon(Icon::Play))
        .child(words)
        .into()
}

fn begin(painter: &Painter, card: &Card, first: bool) -> Html {
    let class = if first { "btn btn-p" } else { "btn btn-o" };
    button(class, painter.send(Msg::OpenScenario(card.id.clone())))
        .child(painter.get(key!("gallery.start")))
        .into()
}

fn group(painter: &Painter, section: &GallerySection) -> Html {
    html! {
        <section class="grp" aria-label={section.title.to_string()}>
            <div class="grp-h"><h2>{ &*section.title }</h2><p>{ &*section.about }</p></div>
            <div class="cards">{ for section.cards.iter().map(|entry| card(painter, entry)) }</div>
        </section>
    }
}

fn card(painter: &Painter, card: &Card) -> Html {
    html! {
        <a
            class="card" href={format!("?scenario={}", card.id)}
            onclick={painter.send_instead(Msg::OpenScenario(card.id.clone()))}
        >
            <div class="th">{ for card.picture.iter().map(|scene| picture(scene, bodies(scene))) }</div>
            <div class="bd">
                <h3>{ &*card.title }</h3>
                <p>{ &*card.promise }</p>
                <div class="ft"><span>{ icon(Icon::List) }{ &*card.facts }</span></div>
            </div>
        </a>
    }
}

fn picture(scene: &Rc<Scene>, frame: Rect) -> Html {
    still(scene, frame)
}
