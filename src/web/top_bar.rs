//! The top bar: what is open, the transport, and what can be done with all of it.

use wasm_bindgen::JsCast;
use web_sys::HtmlSelectElement;
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::top::Top;
use crate::studio::view::Theme;
use crate::text::{Language, Text};
use crate::web::app::use_text;
use crate::web::browser::preferences;
use crate::web::controls::IconButton;
use crate::web::icon::{Icon, icon};
use crate::web::menu::Menu;
use crate::web::store::{Dispatch, use_dispatch, use_panel, use_selector};
use crate::web::transport::Transport;

/// The top bar of the studio.
#[component]
pub fn TopBar() -> Html {
    let top = use_panel(|panels| &panels.top);
    let dispatch = use_dispatch();
    let text = use_text();
    html! {
        <header class="topbar">
            <div class="top-l">
                <Brand />
                <i class="sep-v wide"></i>
                <div class="crumbs">
                    if !top.section.is_empty() {
                        <span class="crumb">{ &*top.section }</span>
                        { icon(Icon::ChevronRight) }
                    }
                    <h1 class="title">{ &*top.title }</h1>
                </div>
            </div>
            <Transport />
            <div class="top-r">
                { branches(&top, &dispatch, &text) }
                if top.has_report {
                    { words(Icon::List, text.get(key!("topbar.report")), dispatch.on(|_| Msg::OpenReport)) }
                }
                { words(Icon::Open, text.get(key!("topbar.open")), dispatch.on(|_| Msg::AskForFile)) }
                if top.is_open {
                    { words(Icon::Download, text.get(key!("topbar.save")), dispatch.on(|_| Msg::SaveDocument)) }
                }
                <i class="sep-v"></i>
                <LanguageAndTheme />
            </div>
            <Menu />
        </header>
    }
}

/// The name, which leads to the gallery.
#[component]
pub fn Brand() -> Html {
    let dispatch = use_dispatch();
    let text = use_text();
    let onclick = dispatch.on(|event: MouseEvent| {
        event.prevent_default();
        Msg::OpenGallery
    });
    html! {
        <a class="brand" href="?gallery" aria-label={text.get(key!("topbar.gallery"))} {onclick}>
            { logo() }<span>{ text.get(key!("app.name")) }</span>
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

fn words(shown: Icon, name: &'static str, onclick: Callback<MouseEvent>) -> Html {
    html! {
        <button type="button" class="btn btn-w" title={name} aria-label={name} {onclick}>
            { icon(shown) }<span>{ name }</span>
        </button>
    }
}

/// The branches of the run, where there is more than one.
fn branches(top: &Top, dispatch: &Dispatch, text: &Text) -> Html {
    if top.branches.len() < 2 {
        return html! {};
    }
    let chosen = |event: &Event| {
        let list: HtmlSelectElement = event.target()?.dyn_into().ok()?;
        list.value().parse().ok()
    };
    let current = top
        .branches
        .iter()
        .find(|row| row.is_current)
        .map_or(0, |row| row.branch);
    let onchange = dispatch.on(move |event: Event| Msg::SwitchBranch(chosen(&event).unwrap_or(current)));
    let options = top.branches.iter().map(|row| {
        html! { <option value={row.branch.to_string()} selected={row.is_current}>{ &*row.name }</option> }
    });
    html! {
        <span class="choice forkchip">
            { icon(Icon::Fork) }
            <select aria-label={text.get(key!("topbar.branch"))} {onchange}>{ for options }</select>
            { icon(Icon::ChevronDown) }
        </span>
    }
}

/// The two settings that every page offers.
#[component]
pub fn LanguageAndTheme() -> Html {
    let dispatch = use_dispatch();
    let text = use_text();
    let language = *use_selector(|studio| studio.view().language);
    let theme = *use_selector(|studio| studio.view().theme);
    let other = match language {
        Language::English => Language::Chinese,
        Language::Chinese => Language::English,
    };
    let is_dark = match theme {
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
                type="button" class="btn" lang={other.tag()} onclick={dispatch.on(move |_| Msg::SetLanguage(other))}
            >
                { text.get(key!("topbar.language_other")) }
            </button>
            <IconButton icon={shown} name={text.get(name)} onclick={dispatch.on(move |_| Msg::SetTheme(next))} />
        </>
    }
}
