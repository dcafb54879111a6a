//! Which actions can be done now, why the others cannot, and the message that each stands for.

use crate::key;
use crate::model::Node;
use crate::run::breakpoint::Breakpoint;
use crate::studio::Studio;
use crate::studio::actions::Action;
use crate::studio::draw::DrawMsg;
use crate::studio::files::FileMsg;
use crate::studio::menus::MenuMsg;
use crate::studio::msg::{HandAction, Msg};
use crate::studio::outline::OutlineMsg;
use crate::studio::time::msg::TimeMsg;
use crate::studio::view::{Page, Theme};
use crate::text::{Key, Language};

impl Studio {
    /// Why an action cannot be done now.
    pub fn why_not(&self, action: Action) -> Option<Key> {
        let no_drawing =
            (self.session.is_none() || self.view.page == Page::Gallery).then_some(key!("action.no_drawing"));
        let lead = self.view.selection.lead();
        let none_chosen = || lead.is_none().then_some(key!("action.none_chosen"));
        match action {
            Action::TogglePlay => no_drawing.or_else(|| self.panels.transport.cannot_play),
            Action::StepBack | Action::Restart => no_drawing.or_else(|| self.at_start()),
            Action::Step | Action::End => no_drawing.or_else(|| self.at_end()),
            Action::PreviousChapter => no_drawing.or_else(|| no_chapter(self.panels.narration.has_previous)),
            Action::NextChapter => no_drawing.or_else(|| no_chapter(self.panels.narration.has_next)),
            Action::PreviousHit
            | Action::NextHit
            | Action::Stops
            | Action::Tab(_)
            | Action::Fit
            | Action::ZoomFull
            | Action::ZoomIn
            | Action::ZoomOut
            | Action::Follow
            | Action::Legend
            | Action::Minimap
            | Action::Outline
            | Action::Choose
            | Action::Place(_)
            | Action::SelectAll => no_drawing,
            // What is open stays so while the gallery is looked at.
            Action::Save | Action::SaveAs | Action::Export(_) => {
                self.session.is_none().then_some(key!("action.no_drawing"))
            }
            Action::Add | Action::SelectSeveral | Action::Tidy | Action::NextEdge => no_drawing,
            Action::Arrange(_) => {
                let can = self.view.selection.nodes().len() > 1;
                no_drawing.or((!can).then_some(key!("action.several_needed")))
            }
            Action::Reconnect(_) => {
                let can = self.view.selection.edge().is_some();
                no_drawing.or((!can).then_some(key!("action.edge_needed")))
            }
            Action::Delete | Action::Connect | Action::Details if self.view.selection.edge().is_some() => {
                no_drawing
            }
            Action::Rename => no_drawing.or_else(none_chosen).or(match lead {
                Some(Node::Note(_)) => Some(key!("action.no_name")),
                _ => None,
            }),
            Action::ZoomToSelection | Action::Details | Action::Delete | Action::Duplicate => {
                no_drawing.or_else(none_chosen)
            }
            Action::Connect => no_drawing.or_else(none_chosen).or(match lead {
                Some(Node::Note(_)) => Some(key!("refusal.no_ends")),
                _ => None,
            }),
            Action::Attach => {
                let can = self.panels.node.attach.is_some();
                no_drawing
                    .or_else(none_chosen)
                    .or((!can).then_some(key!("action.cannot_attach")))
            }
            Action::Hand(hand) => no_drawing.or_else(none_chosen).or(self.why_not_by_hand(hand)),
            Action::StopHere => no_drawing.or_else(none_chosen).or(match lead {
                Some(Node::Note(_) | Node::Other(_)) => Some(key!("stop.never_here")),
                _ => None,
            }),
            Action::Undo => no_drawing.or(self.panels.top.undo.is_none().then_some(key!("action.no_undo"))),
            Action::Redo => no_drawing.or(self.panels.top.redo.is_none().then_some(key!("action.no_redo"))),
            Action::Scheme(_)
            | Action::Gallery
            | Action::New
            | Action::Open
            | Action::Actions
            | Action::Shortcuts
            | Action::SingleKeys
            | Action::Language
            | Action::Theme => None,
        }
    }

    fn at_start(&self) -> Option<Key> {
        let is_there = self.session.as_ref().is_some_and(|session| session.step == 0);
        is_there.then_some(key!("action.at_start"))
    }

    fn at_end(&self) -> Option<Key> {
        let session = self.session.as_ref()?;
        let is_there = session.step >= session.history.steps() && !session.is_computing();
        is_there.then_some(key!("action.at_end"))
    }

    fn why_not_by_hand(&self, hand: HandAction) -> Option<Key> {
        let offered = self
            .panels
            .node
            .actions
            .iter()
            .find(|offered| offered.action == hand);
        match offered {
            Some(offered) if offered.enabled => None,
            Some(_) => Some(key!("action.not_now")),
            None => Some(key!("action.not_its")),
        }
    }

    /// The message that an action stands for; none where what it is about is missing.
    pub fn msg_of(&self, action: Action) -> Option<Msg> {
        let lead = || self.view.selection.lead().cloned();
        let zoom = |notches| Msg::Zoom {
            notches,
            around: None,
        };
        Some(match action {
            Action::TogglePlay => Msg::TogglePlay,
            Action::StepBack => Msg::StepBack,
            Action::Step => Msg::Step,
            Action::PreviousChapter => Msg::PreviousChapter,
            Action::NextChapter => Msg::NextChapter,
            Action::Restart => Msg::Restart,
            Action::End => Msg::End,
            Action::PreviousHit => Msg::Time(TimeMsg::PreviousHit),
            Action::NextHit => Msg::Time(TimeMsg::NextHit),
            Action::Stops => Msg::Time(TimeMsg::OfferStops(self.panels.transport.step)),
            Action::StopHere => Msg::Time(TimeMsg::ToggleStopAt(Breakpoint::Node(lead()?))),
            Action::Tab(tab) => Msg::ShowBottom(tab),
            Action::Fit => Msg::Fit,
            Action::ZoomIn => zoom(1),
            Action::ZoomOut => zoom(-1),
            Action::Follow => Msg::ToggleFollow,
            Action::Legend => Msg::ToggleLegend,
            Action::Choose => Msg::Take(None),
            Action::Place(tool) if self.gesture.tool().is_some() => Msg::Take(Some(tool)),
            Action::Place(tool) => Msg::Place(tool, self.placed_from_menu()),
            Action::Connect => Msg::Connect,
            Action::Reconnect(side) => Msg::Draw(DrawMsg::Reconnect(side)),
            Action::NextEdge => Msg::Draw(DrawMsg::NextEdge),
            Action::Add => Msg::Draw(DrawMsg::Add(self.placed_from_menu())),
            Action::Rename => Msg::Draw(DrawMsg::Rename),
            Action::Duplicate => Msg::Draw(DrawMsg::Duplicate),
            Action::Arrange(arrangement) => Msg::Draw(DrawMsg::Arrange(arrangement)),
            Action::Tidy => Msg::Draw(DrawMsg::Tidy),
            Action::SelectSeveral => Msg::Draw(DrawMsg::ToggleSeveral),
            Action::Attach => Msg::Attach(lead()?),
            Action::Details => Msg::Enter,
            Action::SelectAll => Msg::SelectAll,
            Action::Undo => Msg::Undo,
            Action::Redo => Msg::Redo,
            Action::Delete => Msg::Delete,
            Action::Hand(hand) => Msg::Hand(lead()?, hand),
            Action::Gallery => Msg::OpenGallery,
            Action::New => Msg::New,
            Action::Open => Msg::AskForFile,
            Action::Save => Msg::File(FileMsg::Save),
            Action::SaveAs => Msg::File(FileMsg::SaveAs),
            Action::Export(format) => Msg::File(FileMsg::Export(format)),
            Action::Theme => Msg::SetTheme(match self.view.theme {
                Theme::Dark => Theme::Light,
                Theme::Light => Theme::System,
                Theme::System => Theme::Dark,
            }),
            Action::ZoomFull => Msg::Menu(MenuMsg::ZoomFull),
            Action::ZoomToSelection => Msg::Menu(MenuMsg::ZoomToSelection),
            Action::Minimap => Msg::Menu(MenuMsg::ToggleMinimap),
            Action::Outline => Msg::Outline(OutlineMsg::Toggle),
            Action::Scheme(scheme) => Msg::Menu(MenuMsg::SetScheme(scheme)),
            Action::Actions => Msg::Menu(MenuMsg::OpenActions),
            Action::Shortcuts => Msg::Menu(MenuMsg::OpenShortcuts),
            Action::SingleKeys => Msg::Menu(MenuMsg::ToggleSingleKeys),
            Action::Language => Msg::SetLanguage(match self.view.language {
                Language::English => Language::Chinese,
                Language::Chinese => Language::English,
            }),
        })
    }
}

fn no_chapter(has: bool) -> Option<Key> {
    (!has).then_some(key!("action.no_chapter"))
}
