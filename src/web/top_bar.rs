//! The top bar: what is open, the transport, and what can be done with all of it.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::key;
use crate::studio::panels::top::Top;
use crate::studio::view::Theme;
use crate::studio::{Msg, Studio};
use crate::text::{Key, Language};
use crate::web::browser::preferences;
use crate::web::controls::IconButton;
use crate::web::icon::{Icon, icon};
use crate::web::menu::menu;
use crate::web::painter::{Brush, Painter};
use crate::web::same::Bit;
use crate::web::transport::transport;

/// What the top bar shows.
pub fn see(studio: &Studio) -> Vec<Bit> {
    let panels = studio.panels();
    vec![
        Bit::of(&panels.top),
        Bit::of(&panels.transport),
        Bit::Number(studio.view().theme as i64),
    ]
}

/// The top bar of the studio.
pub fn top_bar(brush: &Brush) -> Html {
    let studio = brush.store.studio();
    let (top, painter) = (&studio.panels().top, brush.painter);
    let words = |shown: Icon, key: Key, msg: Msg| {
        let name = painter.get(key);
        html! {
            <button type="button" class="btn btn-w" title={name} aria-label={name} onclick={painter.send(msg)}>
                { icon(shown) }<span>{ name }</span>
            </button>
        }
    };
    html! {
        <header class="topbar">
            <div class="top-l">
                { brand(painter) }
                <i class="sep-v wide"></i>
                <div class="crumbs">
                    if !top.section.is_empty() {
                        <span class="crumb">{ &*top.section }</span>
                        { icon(Icon::ChevronRight) }
                    }
                    <h1 class="title">{ &*top.title }</h1>
                </div>
            </div>
            { transport(painter, &studio.panels().transport) }
            <div class="top-r">
                { branches(painter, top) }
                if top.has_report {
                    { words(Icon::List, key!("topbar.report"), Msg::OpenReport) }
                }
                { words(Icon::Open, key!("topbar.open"), Msg::AskForFile) }
                if top.is_open {
                    { words(Icon::Download, key!("topbar.save"), Msg::SaveDocument) }
                }
                <i class="sep-v"></i>
                { language_and_theme(painter) }
            </div>
            { menu(brush, top) }
        </header>
    }
}

/// The name, which leads to the gallery.
pub fn brand(painter: &Painter) -> Html {
    html! {
        <a
            class="brand" href="?gallery"
            onclick={painter.send_instead(Msg::OpenGallery)}
        >
            { logo() }<span>{ painter.get(key!("app.name")) }</span>
            <span class="vh">{ " " }{ painter.get(key!("topbar.gallery")) }</span>
        </a>
    }
}

/// The mark of Warren.
pub fn logo() -> Html {
    html! {
        <svg class="logo" viewBox="0 0 24 24" aria-hidden="true">
            <path class="logo-w" d="M3.5 6.5v7a4.25 4.25 0 0 0 8.5 0v-3.2M12 13.5a4.25 4.25 0 0 0 8.5 0v-2.6" />
            <circle class="logo-m" cx="20.5" cy="6.4" r="2.2" />
        </svg>
    }
}

/// The branches of the run, where there is more than one.
fn branches(painter: &Painter, top: &Top) -> Html {
    if top.branches.len() < 2 {
        return html! {};
    }
    let current = top
        .branches
        .iter()
        .find(|row| row.is_current)
        .map_or(0, |row| row.branch);
    let onchange = painter.on(move |event: Event| Msg::SwitchBranch(chosen(&event).unwrap_or(current)));
    let options = top.branches.iter().map(|row| {
        html! { <option value={row.branch.to_string()} selected={row.is_current}>{ &*row.name }</option> }
    });
    html! {
        <span class="choice forkchip">
            { icon(Icon::Fork) }
            <select aria-label={painter.get(key!("topbar.branch"))} {onchange}>{ for options }</select>
            { icon(Icon::ChevronDown) }
        </span>
    }
}

fn chosen(event: &Event) -> Option<usize> {
    let list: HtmlSelectElement = event.target()?.dyn_into().ok()?;
    list.value().parse().ok()
}

/// The two settings that every page offers.
pub fn language_and_theme(painter: &Painter) -> Html {
    let other = match painter.text.language() {
        Language::English => Language::Chinese,
        Language::Chinese => Language::English,
    };
    let is_dark = match painter.store.studio().view().theme {
        Theme::Dark => true,
        Theme::Light => false,
        Theme::System => preferences::is_dark(),
    };
    let (name, shown, next) = if is_dark {
        (key!("topbar.theme_light"), Icon::Sun, Theme::Light)
    } else {
        (key!("topbar.theme_dark"), Icon::Moon, Theme::Dark)
    };
    html! {
        <>
            <button
                type="button" class="btn" lang={other.tag()} onclick={painter.send(Msg::SetLanguage(other))}
            >
                { painter.get(key!("topbar.language_other")) }
            </button>
            { IconButton::new(shown, painter.get(name)).paint(painter.send(Msg::SetTheme(next))) }
        </>
    }
}
