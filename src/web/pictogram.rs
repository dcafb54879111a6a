//! The pictograms of what a person can do, wherever it is offered: in bars, menus and lists.

use crate::key;
use crate::scene::node::NodeKind;
use crate::studio::actions::Action;
use crate::studio::arranging::Arrangement;
use crate::studio::msg::HandAction;
use crate::text::Key;
use crate::web::bottom;
use crate::web::icon::{Icon, icon, kind_icon};
use crate::web::tag::{Tag, span};

/// The pictogram of an action.
pub fn of_action(action: Action) -> Tag {
    let shown = match action {
        Action::TogglePlay => Icon::Play,
        Action::StepBack => Icon::StepBack,
        Action::Step => Icon::Step,
        Action::PreviousChapter => Icon::ChevronLeft,
        Action::NextChapter => Icon::ChevronRight,
        Action::Restart => Icon::ToStart,
        Action::End => Icon::ToEnd,
        Action::PreviousHit | Action::NextHit | Action::Stops | Action::StopHere => Icon::Stop,
        Action::Tab(tab) => bottom::icon(tab),
        Action::Fit => Icon::Fit,
        Action::ZoomToSelection | Action::ZoomFull => Icon::Search,
        Action::ZoomIn => Icon::Plus,
        Action::ZoomOut => Icon::Minus,
        Action::Follow => Icon::Follow,
        Action::Legend => Icon::Legend,
        Action::Minimap | Action::Outline => Icon::Grid,
        Action::Scheme(_) | Action::Choose => Icon::Hand,
        Action::Place(tool) => return kind_icon(tool.kind()),
        Action::Connect | Action::Reconnect(_) | Action::NextEdge => Icon::Connect,
        Action::Add => Icon::Search,
        Action::Rename => Icon::Pencil,
        Action::Duplicate => Icon::Copy,
        Action::Tidy => Icon::Tidy,
        Action::SelectSeveral => Icon::Tick,
        Action::Arrange(arrangement) => {
            let (shown, turn, _) = of_arrangement(arrangement);
            return span(turn).child(icon(shown));
        }
        Action::Attach => return kind_icon(NodeKind::Consumer),
        Action::Details => Icon::Info,
        Action::SelectAll => Icon::Tick,
        Action::Undo => Icon::Return,
        Action::Redo => Icon::Redo,
        Action::Delete => Icon::Trash,
        Action::Hand(hand) => of_hand(hand),
        Action::Gallery => Icon::Grid,
        Action::New => Icon::Pencil,
        Action::Open => Icon::Open,
        Action::Save | Action::SaveAs => Icon::Download,
        Action::Export(_) => Icon::Out,
        Action::Actions => Icon::List,
        Action::Shortcuts | Action::SingleKeys => Icon::Question,
        Action::Language => Icon::Info,
        Action::Theme => Icon::Moon,
    };
    icon(shown)
}

/// The pictogram of an order, how it is turned, and its name.
pub fn of_arrangement(arrangement: Arrangement) -> (Icon, &'static str, Key) {
    match arrangement {
        Arrangement::Left => (Icon::AlignSide, "btn-s in-order", key!("draw.align_left")),
        Arrangement::Centre => (Icon::AlignMiddle, "btn-s in-order", key!("draw.align_centre")),
        Arrangement::Right => (Icon::AlignSide, "btn-s in-order turn-2", key!("draw.align_right")),
        Arrangement::Top => (Icon::AlignSide, "btn-s in-order turn-1", key!("draw.align_top")),
        Arrangement::Middle => (
            Icon::AlignMiddle,
            "btn-s in-order turn-1",
            key!("draw.align_middle"),
        ),
        Arrangement::Bottom => (
            Icon::AlignSide,
            "btn-s in-order turn-3",
            key!("draw.align_bottom"),
        ),
        Arrangement::Across => (Icon::Spread, "btn-s in-order", key!("draw.spread_across")),
        Arrangement::Down => (Icon::Spread, "btn-s in-order turn-1", key!("draw.spread_down")),
    }
}

/// The pictogram of what is done by hand.
pub fn of_hand(hand: HandAction) -> Icon {
    match hand {
        HandAction::Send => Icon::Arrow,
        HandAction::Ack => Icon::Tick,
        HandAction::Requeue => Icon::Return,
        HandAction::Reject => Icon::Cross,
        HandAction::Crash => Icon::Bolt,
        HandAction::Restart => Icon::Power,
        HandAction::Cut => Icon::Unplug,
    }
}
