//! What is said about drawing beyond pointing and placing, and who takes it in.

use crate::model::Point;
use crate::studio::Studio;
use crate::studio::arranging::Arrangement;
use crate::studio::gesture::{Grip, Hold, Line, Side, Tool};
use crate::studio::msg::Cmd;
use std::rc::Rc;

/// Something said about the drawing.
#[derive(Clone, Debug, PartialEq)]
pub enum DrawMsg {
    /// A letter of the palette: what it does depends on what is chosen and what is being done.
    Letter(Tool, Option<Point>),
    /// Moves an end of the chosen edge.
    Reconnect(Side),
    /// Chooses the next edge at the chosen node, or the next one after the chosen edge.
    NextEdge,
    /// The pointer rests on something else now, while nothing is being done.
    Hover(Option<Grip>),
    /// Whether places are free: nothing snaps.
    Free(bool),
    DoubleClick(Grip, Point),
    /// Begins to rename what is chosen.
    Rename,
    /// What is typed into the field that is open: a name, a search.
    Type(Rc<str>),
    /// Enter in that field.
    Accept,
    /// Opens the list of what can be added: at a place, or where there is room.
    Add(Option<Point>),
    /// The row before or after the chosen one.
    Row(isize),
    /// Takes this row.
    PickRow(usize),
    /// What is chosen was put on the clipboard.
    Copied,
    /// The same, and it goes.
    Cut,
    /// This text comes from the clipboard.
    Paste(Rc<str>, Option<Point>),
    Duplicate,
    Arrange(Arrangement),
    Tidy,
    /// Taps choose several, until this ends.
    ToggleSeveral,
}

impl Studio {
    pub(super) fn take_in_drawing(&mut self, msg: DrawMsg, cmds: &mut Vec<Cmd>) {
        match msg {
            DrawMsg::Letter(tool, at) => self.letter(tool, at, cmds),
            DrawMsg::Reconnect(side) => self.reconnect_from(side, cmds),
            DrawMsg::NextEdge => self.next_edge(cmds),
            DrawMsg::Hover(on) => self.hover = on,
            DrawMsg::Free(is_free) => self.is_free = is_free,
            DrawMsg::DoubleClick(on, at) => self.double_click(on, at, cmds),
            DrawMsg::Rename => self.begin_renaming(cmds),
            DrawMsg::Type(text) => self.type_into(text),
            DrawMsg::Accept => self.accept(cmds),
            DrawMsg::Add(at) => self.begin_adding(at, cmds),
            DrawMsg::Row(by) => self.move_row(by),
            DrawMsg::PickRow(at) => self.pick_row(at, cmds),
            DrawMsg::Copied => self.tell_copied(cmds),
            DrawMsg::Cut => self.cut(cmds),
            DrawMsg::Paste(text, at) => self.paste(&text, at, cmds),
            DrawMsg::Duplicate => self.duplicate(cmds),
            DrawMsg::Arrange(arrangement) => self.arrange(arrangement, cmds),
            DrawMsg::Tidy => self.tidy(cmds),
            DrawMsg::ToggleSeveral => self.toggle_several(),
        }
    }

    fn reconnect_from(&mut self, side: Side, cmds: &mut Vec<Cmd>) {
        if let Some(edge) = self.view.selection.edge().cloned() {
            self.draw_line(Line::Moved(edge, side), Hold::Chosen, None, cmds);
        }
    }
}
