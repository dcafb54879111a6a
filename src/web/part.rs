//! The parts of the page. Each sees some of the studio, and paints itself again only when that changes.
//!
//! There is one component for all of them, since each kind of component costs the size of a small library; what a part
//! sees, paints and does is a function of `What` it is.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use web_sys::Element;
use yew::prelude::*;

use crate::scene::edge::EdgeView;
use crate::studio::Studio;
use crate::studio::panels::dialog::Dialog;
use crate::web::canvas::{self, NodeInScene};
use crate::web::painter::{Brush, Painter};
use crate::web::same::{Bit, Same};
use crate::web::store::Subscription;
use crate::web::tag::Tag;
use crate::web::timeline::Build;
use crate::web::{
    app, binding, bottom, branches, charts, choices, compare, dialog, gallery, hint, inspector, log,
    narration, outline, overlay, palette, player, problems, stops, timeline, top_bar,
};

/// Which part.
#[derive(Clone, PartialEq)]
pub enum What {
    /// All of a mount, in this element.
    Page(Element),
    Studio,
    TopBar,
    Canvas {
        in_page: bool,
    },
    Stage,
    Node(NodeInScene),
    Edge(Same<EdgeView>),
    Pills(Same<EdgeView>),
    Selection,
    Marks,
    Rides,
    Sketch,
    Actions,
    Palette,
    Plus,
    Hint,
    Tip,
    Popover,
    Minimap,
    Narration,
    Inspector,
    Bottom,
    LogBar,
    LogTable,
    Problems,
    Branches,
    Binding,
    Charts,
    Compare,
    Next,
    Stops,
    Timeline(Build),
    Gallery,
    Player,
    Dialog(Same<Dialog>),
    Overlay(overlay::Kind),
    Outline,
}

impl What {
    /// What it shows of the studio; nothing where it is given all it shows.
    fn see(&self, studio: &Studio, painter: &Painter) -> Vec<Bit> {
        match self {
            What::Page(_) => app::see(studio),
            What::Studio => app::see_studio(studio),
            What::TopBar => top_bar::see(studio),
            What::Canvas { .. } => canvas::see(studio),
            What::Stage => canvas::stage::see(studio),
            What::Node(_) | What::Edge(_) | What::Pills(_) | What::Dialog(_) => Vec::new(),
            What::Selection => canvas::selection::see(studio),
            What::Marks => canvas::marks::see(studio),
            What::Problems => problems::see(studio),
            What::Binding => binding::see(studio),
            What::Rides => canvas::rides::see(studio),
            What::Sketch => canvas::sketch::see(studio),
            What::Palette => palette::see(studio),
            What::Plus => Vec::new(),
            What::Hint => hint::see(studio),
            What::Tip => canvas::tip::see(studio),
            What::Popover => canvas::popover::see(studio),
            What::Actions => canvas::hand::see(studio),
            What::Minimap => canvas::minimap::see(studio, painter),
            What::Narration => narration::see(studio),
            What::Inspector => inspector::see(studio),
            What::Bottom => bottom::see(studio),
            What::LogBar | What::LogTable => log::see(studio),
            What::Branches => branches::see(studio),
            What::Stops => stops::see(studio),
            What::Charts => charts::see(studio),
            What::Next => choices::see(studio),
            What::Compare => compare::see(studio),
            What::Timeline(_) => timeline::see(studio),
            What::Gallery => gallery::see(studio),
            What::Player => player::see(studio),
            What::Overlay(_) => overlay::see(studio),
            What::Outline => outline::see(studio),
        }
    }

    fn paint(&self, brush: &Brush) -> Tag {
        match self {
            What::Page(place) => app::page(brush, place),
            What::Studio => app::studio(brush),
            What::TopBar => top_bar::top_bar(brush),
            What::Canvas { .. } => canvas::canvas(brush),
            What::Stage => canvas::stage::stage(brush),
            What::Node(node) => canvas::node::node(brush, node),
            What::Edge(edge) => canvas::edge::edge(edge),
            What::Pills(edge) => canvas::edge::opening_pills(brush, edge),
            What::Selection => canvas::selection::selection(brush),
            What::Marks => canvas::marks::marks(brush),
            What::Problems => problems::problems(brush),
            What::Binding => binding::binding(brush),
            What::Rides => canvas::rides::rides(brush),
            What::Sketch => canvas::sketch::sketch(brush),
            What::Palette => palette::palette(brush),
            What::Plus => palette::sheet(brush),
            What::Hint => hint::hint(brush),
            What::Tip => canvas::tip::tip(brush),
            What::Popover => canvas::popover::popover(brush),
            What::Actions => canvas::hand::actions(brush),
            What::Minimap => canvas::minimap::minimap(brush),
            What::Narration => narration::narration(brush),
            What::Inspector => inspector::inspector(brush),
            What::Bottom => bottom::bottom(brush),
            What::LogBar => log::bar(brush),
            What::LogTable => log::table(brush),
            What::Branches => branches::list(brush),
            What::Stops => stops::list(brush),
            What::Charts => charts::list(brush),
            What::Next => choices::list(brush),
            What::Compare => compare::compare(brush),
            What::Timeline(build) => timeline::slider(brush, *build),
            What::Gallery => gallery::gallery(brush),
            What::Player => player::player(brush),
            What::Dialog(open) => dialog::dialog(brush, open),
            What::Overlay(_) => overlay::overlay(brush),
            What::Outline => outline::outline(brush),
        }
    }

    /// What it holds on to while it is there: listeners, observers, the loop over frames.
    fn attach(
        &self,
        painter: &Painter,
        places: &[NodeRef; 4],
        change: &Callback<Change>,
    ) -> Vec<Box<dyn Any>> {
        match self {
            What::Page(place) => app::attach(painter, place, places),
            What::Canvas { in_page } => canvas::attach(painter, places, *in_page),
            What::Rides => canvas::rides::attach(painter, places),
            What::Stage => canvas::stage::attach(painter, places),
            What::Tip => canvas::tip::attach(painter, places),
            What::Popover => canvas::popover::attach(painter, places),
            What::Actions => canvas::hand::attach(painter, places),
            What::Binding => binding::attach(painter, places),
            What::Narration => narration::attach(painter, places),
            What::LogTable => log::attach(painter, places),
            What::Timeline(_) => timeline::attach(painter, places, change),
            What::Charts => charts::attach(places, change),
            What::Dialog(_) => dialog::attach(places),
            What::Overlay(kind) => overlay::attach(places, *kind),
            What::Outline => outline::attach(places),
            What::Studio
            | What::TopBar
            | What::Sketch
            | What::Palette
            | What::Plus
            | What::Hint
            | What::Node(_)
            | What::Edge(_)
            | What::Pills(_)
            | What::Selection
            | What::Marks
            | What::Problems
            | What::Minimap
            | What::Inspector
            | What::Bottom
            | What::LogBar
            | What::Branches
            | What::Stops
            | What::Next
            | What::Compare
            | What::Gallery
            | What::Player => Vec::new(),
        }
    }

    /// What it does each time after it was painted, to elements that painting has made or changed.
    fn settle(&self, painter: &Painter, places: &[NodeRef; 4]) {
        match self {
            What::LogTable => log::settle(painter, places),
            What::Bottom => bottom::settle(places),
            What::Rides => canvas::rides::settle(painter, places),
            What::Actions => canvas::hand::settle(painter, places),
            What::Binding => binding::settle(painter, places),
            What::Overlay(kind) => overlay::settle(painter, places, *kind),
            What::Popover => canvas::popover::settle(painter, places),
            What::Page(_)
            | What::Studio
            | What::TopBar
            | What::Canvas { .. }
            | What::Stage
            | What::Sketch
            | What::Palette
            | What::Plus
            | What::Hint
            | What::Tip
            | What::Node(_)
            | What::Edge(_)
            | What::Pills(_)
            | What::Selection
            | What::Marks
            | What::Problems
            | What::Minimap
            | What::Narration
            | What::Inspector
            | What::LogBar
            | What::Branches
            | What::Stops
            | What::Charts
            | What::Next
            | What::Compare
            | What::Timeline(_)
            | What::Gallery
            | What::Player
            | What::Outline
            | What::Dialog(_) => {}
        }
    }
}

impl What {
    /// Tells kinds of parts apart, so that one never takes the place of another.
    pub fn key(&self) -> &'static str {
        match self {
            What::Page(_) => "page",
            What::Studio => "studio",
            What::TopBar => "top-bar",
            What::Canvas { .. } => "canvas",
            What::Stage => "stage",
            What::Node(_) => "node",
            What::Edge(_) => "edge",
            What::Pills(_) => "pills",
            What::Selection => "selection",
            What::Marks => "marks",
            What::Problems => "problems",
            What::Binding => "binding",
            What::Rides => "rides",
            What::Sketch => "sketch",
            What::Palette => "palette",
            What::Plus => "plus",
            What::Hint => "hint",
            What::Tip => "tip",
            What::Popover => "popover",
            What::Actions => "actions",
            What::Minimap => "minimap",
            What::Narration => "narration",
            What::Inspector => "inspector",
            What::Bottom => "bottom",
            What::LogBar => "log-bar",
            What::LogTable => "log-table",
            What::Branches => "branches",
            What::Stops => "stops",
            What::Charts => "charts",
            What::Next => "next",
            What::Compare => "compare",
            What::Timeline(_) => "timeline",
            What::Gallery => "gallery",
            What::Player => "player",
            What::Dialog(_) => "dialog",
            What::Outline => "outline",
            What::Overlay(overlay::Kind::Actions) => "action-list",
            What::Overlay(overlay::Kind::Shortcuts) => "shortcuts",
            What::Overlay(overlay::Kind::Menu) => "menu",
        }
    }
}

/// Which part, and what it paints with.
#[derive(Clone, Properties, PartialEq)]
pub struct PartProps {
    pub what: What,
    pub painter: Painter,
}

/// Why a part paints again.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Change {
    /// What it sees of the studio is another.
    Seen,
    /// Its first place has this size in pixels.
    Size(f64, f64),
    /// What only it knows.
    Local(usize),
}

/// A part of the page.
pub struct Part {
    seen: Rc<RefCell<Vec<Bit>>>,
    subscription: Option<Subscription>,
    places: [NodeRef; 4],
    size: (f64, f64),
    local: usize,
    held: Vec<Box<dyn Any>>,
}

impl Part {
    /// Looks at the studio again after each of its changes, unless there is nothing that this part sees of it.
    fn look(&mut self, context: &Context<Part>) {
        let PartProps { what, painter } = context.props().clone();
        let bits = what.see(&painter.store.studio(), &painter);
        let is_blind = bits.is_empty();
        *self.seen.borrow_mut() = bits;
        self.subscription = None;
        if is_blind {
            return;
        }
        let (seen, change) = (
            self.seen.clone(),
            context.link().callback(|change: Change| change),
        );
        let store = painter.store.clone();
        self.subscription = Some(store.subscribe(Rc::new(move || {
            let now = what.see(&painter.store.studio(), &painter);
            if *seen.borrow() != now {
                seen.replace(now);
                change.emit(Change::Seen);
            }
        })));
    }
}

impl Component for Part {
    type Message = Change;
    type Properties = PartProps;

    fn create(context: &Context<Part>) -> Part {
        let mut part = Part {
            seen: Rc::default(),
            subscription: None,
            places: Default::default(),
            size: (0.0, 0.0),
            local: 0,
            held: Vec::new(),
        };
        part.look(context);
        part
    }

    fn changed(&mut self, context: &Context<Part>, _before: &PartProps) -> bool {
        self.look(context);
        true
    }

    fn update(&mut self, _context: &Context<Part>, change: Change) -> bool {
        match change {
            Change::Seen => true,
            Change::Size(width, height) => {
                std::mem::replace(&mut self.size, (width, height)) != (width, height)
            }
            Change::Local(local) => std::mem::replace(&mut self.local, local) != local,
        }
    }

    fn view(&self, context: &Context<Part>) -> Html {
        let PartProps { what, painter } = context.props();
        let change = context.link().callback(|change: Change| change);
        what.paint(&Brush {
            painter,
            places: &self.places,
            size: self.size,
            local: self.local,
            change,
        })
        .into()
    }

    fn rendered(&mut self, context: &Context<Part>, first: bool) {
        let PartProps { what, painter } = context.props();
        if first {
            let change = context.link().callback(|change: Change| change);
            self.held = what.attach(painter, &self.places, &change);
        }
        what.settle(painter, &self.places);
        painter.focus.keep();
    }
}
