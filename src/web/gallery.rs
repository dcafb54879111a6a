//! The gallery: a card for each scenario.

use crate::key;
use crate::studio::files::FileMsg;
use crate::studio::panels::gallery::{Card, GallerySection};
use crate::studio::{Msg, Studio};
use crate::text::Argument;
use crate::web::canvas::still::{bodies, still};
use crate::web::controls::button;
use crate::web::icon::{Icon, icon};
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::tag::{Tag, div, tag, worded};
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
pub fn gallery(brush: &Brush) -> Tag {
    let studio = brush.store.studio();
    let (gallery, top) = (&*studio.panels().gallery, &*studio.panels().top);
    let mut cards = gallery.sections.iter().flat_map(|section| &section.cards);
    let first = cards.clone().next();
    let shown = cards.find_map(|card| card.picture.as_ref());
    let resume = top.is_open.then(|| resume(brush, &top.title));
    let open = button("btn btn-o", brush.send(Msg::AskForFile))
        .child(icon(Icon::Open))
        .child(brush.get(key!("topbar.open")));
    let ways = div("cta")
        .child(resume)
        .child(first.map(|card| begin(brush, card, !top.is_open)))
        .child(open);
    let words = div("")
        .child(worded("h1", "", brush.get(key!("gallery.title"))))
        .child(worded("p", "", brush.get(key!("gallery.promise"))))
        .child(ways);
    let picture = div("hero-p").child(shown.map(|scene| still(scene, scene.bounds)));
    let hero = tag("section").class("hero").child(words).child(picture);
    let loading = gallery
        .is_loading
        .then(|| worded("p", "empty", brush.get(key!("gallery.loading"))).set("role", "status"));
    let error = gallery
        .error
        .as_ref()
        .map(|error| worded("p", "empty bad", error).set("role", "alert"));
    let mut main = tag("main")
        .class("gal-main")
        .child(hero)
        .child(loading)
        .child(error);
    for part in &gallery.sections {
        main = main.child(section(brush, part));
    }
    let new = button("btn btn-p", brush.send(Msg::New))
        .child(icon(Icon::Plus))
        .child(brush.get(key!("topbar.new")));
    let head = tag("header")
        .class("gal-top")
        .child(brand(brush))
        .child(div("end").child(language_and_theme(brush)).child(new));
    div("gal").child(head).child(main)
}

fn resume(painter: &Painter, title: &str) -> Tag {
    let words = painter.with(key!("gallery.resume"), "title", Argument::Plain(title));
    button("btn btn-p", painter.send(Msg::File(FileMsg::Resume)))
        .child(icon(Icon::Play))
        .child(words)
}

fn begin(painter: &Painter, card: &Card, first: bool) -> Tag {
    let class = if first { "btn btn-p" } else { "btn btn-o" };
    button(class, painter.send(Msg::OpenScenario(card.id.clone()))).child(painter.get(key!("gallery.start")))
}

fn section(painter: &Painter, section: &GallerySection) -> Tag {
    let head = div("grp-h")
        .child(worded("h2", "", &section.title))
        .child(worded("p", "", &section.about));
    let mut cards = div("cards");
    for entry in &section.cards {
        cards = cards.child(card(painter, entry));
    }
    tag("section")
        .class("grp")
        .set("aria-label", section.title.to_string())
        .child(head)
        .child(cards)
}

fn card(painter: &Painter, card: &Card) -> Tag {
    let picture = card.picture.as_ref().map(|scene| still(scene, bodies(scene)));
    let facts = tag("span").child(icon(Icon::List)).child(&*card.facts);
    let words = div("bd")
        .child(worded("h3", "", &card.title))
        .child(worded("p", "", &card.promise))
        .child(div("ft").child(facts));
    tag("a")
        .class("card")
        .set("href", format!("?scenario={}", card.id))
        .on_click(painter.send_instead(Msg::OpenScenario(card.id.clone())))
        .child(div("th").child(picture))
        .child(words)
}
