//! All that a person can do, as a closed list: what it is called, its keys, and what of the page they are for. The action
//! list, the shortcut sheet, the menus and the keyboard itself are made from it.
//!
//! Whether something can be done now, and the message that it stands for, is `menus/doable`.

use crate::export::Format;
use crate::export::svg::Ink;
use crate::key;
use crate::studio::arranging::Arrangement;
use crate::studio::gesture::{Side, Tool};
use crate::studio::keys::Place;
use crate::studio::msg::HandAction;
use crate::studio::scheme::Scheme;
use crate::studio::view::BottomTab;
use crate::text::Key;

/// Something that a person can do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Action {
    // Playing.
    TogglePlay,
    StepBack,
    Step,
    PreviousChapter,
    NextChapter,
    Restart,
    End,
    PreviousHit,
    NextHit,
    /// Stops whenever something happens at what is chosen.
    StopHere,
    /// Breakpoints of the step that is looked at.
    Stops,
    /// A tab of the bottom panel.
    Tab(BottomTab),
    // Looking.
    Fit,
    ZoomToSelection,
    ZoomFull,
    ZoomIn,
    ZoomOut,
    Follow,
    Legend,
    Minimap,
    Outline,
    Scheme(Scheme),
    // Placing and connecting.
    Choose,
    Place(Tool),
    Connect,
    Reconnect(Side),
    NextEdge,
    Add,
    Attach,
    // Editing.
    Details,
    Rename,
    Duplicate,
    Arrange(Arrangement),
    Tidy,
    SelectAll,
    SelectSeveral,
    Undo,
    Redo,
    Delete,
    // Doing by hand what an application would do.
    Hand(HandAction),
    // Files.
    Gallery,
    New,
    Open,
    Save,
    SaveAs,
    Export(Format),
    // Everywhere.
    Actions,
    Shortcuts,
    SingleKeys,
    Language,
    Theme,
}

/// The groups of the action list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Group {
    Play,
    View,
    Draw,
    Edit,
    Hand,
    File,
    Everywhere,
}

/// Where the keys of an action mean it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Reach {
    /// Also while something is typed into a field.
    Anywhere,
    /// Everywhere but in fields.
    Page,
    /// Neither in fields nor on buttons, which have a use for the key themselves.
    BesideButtons,
    Canvas,
}

/// What there is to know of an action.
#[derive(Clone, Copy, Debug)]
pub struct About {
    pub action: Action,
    pub group: Group,
    pub name: Key,
    /// As `aria-keyshortcuts` writes them; the first is the one that is shown beside the name.
    pub keys: &'static [&'static str],
    reach: Reach,
}

macro_rules! actions {
    ($($group:ident { $($action:expr, $name:literal, $reach:ident $keys:tt;)* })*) => {
        /// Every action, in the order of the action list.
        pub const ALL: &[About] = &[
            $($(About {
                action: $action,
                group: Group::$group,
                name: key!($name),
                keys: &$keys,
                reach: Reach::$reach,
            },)*)*
        ];
    };
}

actions! {
    Play {
        Action::TogglePlay, "action.play", BesideButtons["Space"];
        Action::StepBack, "transport.step_back", Page["ArrowLeft", ","];
        Action::Step, "transport.step", Page["ArrowRight", "."];
        Action::PreviousChapter, "action.previous_chapter", Page["Shift+ArrowLeft", "PageUp"];
        Action::NextChapter, "action.next_chapter", Page["Shift+ArrowRight", "PageDown"];
        Action::Restart, "transport.restart", Page["Home"];
        Action::End, "transport.end", Page["End"];
        Action::PreviousHit, "stop.previous", Page["["];
        Action::NextHit, "stop.next", Page["]"];
        Action::Stops, "stop.of_step", Page["K"];
        Action::StopHere, "stop.here", Page[];
    }
    Draw {
        Action::Choose, "draw.choose", Page["V"];
        Action::Place(Tool::Producer), "kind.producer", Page["P"];
        Action::Place(Tool::Exchange), "kind.exchange", Page["X"];
        Action::Place(Tool::Queue), "kind.queue", Page["Q"];
        Action::Place(Tool::Consumer), "kind.consumer", Page["C"];
        Action::Place(Tool::Note), "kind.note", Page["N"];
        Action::Connect, "draw.connect", Page["B"];
        Action::Add, "add.label", Page["/"];
        Action::NextEdge, "draw.next_edge", Page["E"];
        Action::Reconnect(Side::Start), "draw.reconnect_start", Page["Shift+C", "Shift+B"];
        Action::Reconnect(Side::End), "draw.reconnect_end", Page[];
        Action::Attach, "action.attach", Page[];
    }
    Edit {
        Action::Details, "action.details", Canvas["Enter"];
        Action::Rename, "draw.rename", Page["F2"];
        Action::Duplicate, "draw.duplicate", Page["Control+D"];
        Action::SelectAll, "action.select_all", Canvas["Control+A"];
        Action::SelectSeveral, "draw.choose_several", Page[];
        Action::Tidy, "draw.tidy", Page[];
        Action::Arrange(Arrangement::Left), "draw.align_left", Page[];
        Action::Arrange(Arrangement::Centre), "draw.align_centre", Page[];
        Action::Arrange(Arrangement::Right), "draw.align_right", Page[];
        Action::Arrange(Arrangement::Top), "draw.align_top", Page[];
        Action::Arrange(Arrangement::Middle), "draw.align_middle", Page[];
        Action::Arrange(Arrangement::Bottom), "draw.align_bottom", Page[];
        Action::Arrange(Arrangement::Across), "draw.spread_across", Page[];
        Action::Arrange(Arrangement::Down), "draw.spread_down", Page[];
        Action::Undo, "undo.button", Page["Control+Z"];
        Action::Redo, "action.redo", Page["Control+Shift+Z", "Control+Y"];
        Action::Delete, "draw.delete", Canvas["Delete", "Backspace"];
    }
    Hand {
        Action::Hand(HandAction::Send), "hand.send", Page[];
        Action::Hand(HandAction::Ack), "hand.ack", Page[];
        Action::Hand(HandAction::Requeue), "hand.requeue", Page[];
        Action::Hand(HandAction::Reject), "hand.reject", Page[];
        Action::Hand(HandAction::Crash), "hand.crash", Page[];
        Action::Hand(HandAction::Cut), "hand.cut", Page[];
        Action::Hand(HandAction::Restart), "action.restart", Page[];
    }
    View {
        Action::Fit, "canvas.fit", Page["0"];
        Action::ZoomFull, "action.zoom_full", Page["1"];
        Action::ZoomToSelection, "action.zoom_selection", Page["2"];
        Action::ZoomIn, "canvas.zoom_in", Page["Plus", "="];
        Action::ZoomOut, "canvas.zoom_out", Page["-"];
        Action::Follow, "canvas.follow", Page["Shift+F"];
        Action::Legend, "canvas.legend", Page["L"];
        Action::Minimap, "action.minimap", Page["M"];
        Action::Tab(BottomTab::Log), "tab.log", Page[];
        Action::Tab(BottomTab::Charts), "tab.charts", Page["G"];
        Action::Tab(BottomTab::Branches), "tab.branches", Page[];
        Action::Tab(BottomTab::Stops), "tab.stops", Page[];
        Action::Tab(BottomTab::Next), "tab.next", Page[];
        Action::Tab(BottomTab::Problems), "tab.problems", Page[];
        Action::Outline, "tab.outline", Page["O"];
        Action::Scheme(Scheme::Map), "scheme.map", Page[];
        Action::Scheme(Scheme::Design), "scheme.design", Page[];
        Action::Scheme(Scheme::DrawIo), "scheme.draw_io", Page[];
    }
    File {
        Action::Gallery, "topbar.gallery", Page[];
        Action::New, "topbar.new", Page["Alt+N"];
        Action::Open, "topbar.open", Anywhere["Control+O"];
        Action::Save, "topbar.save", Anywhere["Control+S"];
        Action::SaveAs, "file.save_as", Anywhere["Control+Shift+S"];
        Action::Export(Format::Definitions), "export.to_definitions", Page[];
        Action::Export(Format::Rabbitmqadmin), "export.to_rabbitmqadmin", Page[];
        Action::Export(Format::Curl), "export.to_curl", Page[];
        Action::Export(Format::Sequence), "export.to_sequence", Page[];
        Action::Export(Format::Flowchart), "export.to_flowchart", Page[];
        Action::Export(Format::Svg(Ink::Light)), "export.to_svg", Page[];
        Action::Export(Format::Svg(Ink::Dark)), "export.to_svg_dark", Page[];
    }
    Everywhere {
        Action::Actions, "action.actions", Anywhere["Control+K", "Control+Shift+P"];
        Action::Shortcuts, "shortcuts.title", Page["?"];
        Action::SingleKeys, "shortcuts.single", Page[];
        Action::Language, "action.language", Page[];
        Action::Theme, "action.theme", Page[];
    }
}

impl Action {
    /// What there is to know of it. A test holds that the list has every action that menus and sheet name.
    pub fn about(self) -> &'static About {
        let found = ALL.iter().find(|about| about.action == self);
        found.unwrap_or(&ALL[0])
    }

    /// The keys that are shown beside its name; empty without any.
    pub fn chord(self) -> &'static str {
        self.about().keys.first().copied().unwrap_or_default()
    }

    /// All its keys, as `aria-keyshortcuts` writes them: `ArrowLeft ,`.
    pub fn chords(self) -> Option<String> {
        let keys = self.about().keys;
        (!keys.is_empty()).then(|| keys.join(" "))
    }

    /// What is meant by keys at a place of the page.
    pub fn keyed(chord: &str, place: Place) -> Option<&'static About> {
        let is_meant = |about: &&About| about.keys.contains(&chord) && about.reach.holds(place);
        ALL.iter().find(is_meant)
    }
}

impl Reach {
    fn holds(self, place: Place) -> bool {
        match (self, place) {
            (_, Place::Dialog) => false,
            (Reach::Anywhere, _) => true,
            (_, Place::Field) => false,
            (Reach::Page, _) => true,
            (Reach::BesideButtons, place) => place != Place::Button,
            (Reach::Canvas, place) => place == Place::Canvas,
        }
    }
}

impl Group {
    /// Its title.
    pub fn name(self) -> Key {
        match self {
            Group::Play => key!("group.play"),
            Group::View => key!("group.view"),
            Group::Draw => key!("group.draw"),
            Group::Edit => key!("group.edit"),
            Group::Hand => key!("group.hand"),
            Group::File => key!("group.file"),
            Group::Everywhere => key!("group.everywhere"),
        }
    }
}
