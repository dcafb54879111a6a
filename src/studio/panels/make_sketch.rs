//! Making what lies over the picture during a gesture, and the bar that says its keys.

use crate::base::gather::Gather;
use crate::model::Node;
use crate::model::edge::{EdgeId, EdgeKind};
use crate::scene::geometry::{Path, Point, Rect};
use crate::scene::node::NodeView;
use crate::scene::route::direct;
use crate::studio::Studio;
use crate::studio::actions::Action;
use crate::studio::gesture::{Adding, Gesture, Grip, Hold, Line, Side, Tool, frame};
use crate::studio::guides::{self, Guides};
use crate::studio::panels::Rich;
use crate::studio::panels::popover::Popover;
use crate::studio::panels::sketch::{Carried, Goal, Hint, HintRow, Sketch, Tip, Tone};
use crate::studio::splicing::Over;
use crate::text::{Argument, Key, Piece};
use crate::{entry, key};
use std::rc::Rc;

impl Studio {
    pub(in crate::studio) fn sketched(&self) -> Sketch {
        match &self.gesture {
            Gesture::Idle => Sketch {
                lit: match &self.hover {
                    Some(Grip::Edge(edge)) => self.way_of_edge(edge),
                    Some(_) | None => None,
                },
                tip: self.loose.clone(),
                ..Sketch::default()
            },
            Gesture::Renaming { .. } => Sketch::default(),
            Gesture::Adding(adding) => self.added(adding),
            Gesture::Placing {
                ghost, pointer, over, ..
            } => self.placed(ghost, *pointer, over.as_ref()),
            Gesture::Connecting {
                line,
                pointer,
                aim,
                goals,
                ..
            } => self.connecting(line, *pointer, aim.as_ref(), goals),
            Gesture::Selecting { from, to, .. } => Sketch {
                frame: Some(frame(*from, *to)),
                ..Sketch::default()
            },
            Gesture::Moving { nodes, by, over, .. } => {
                let bodies = self.scene.nodes.iter().filter(|node| nodes.contains(&node.id));
                let body = bodies.map(|node| node.body).reduce(Rect::union);
                Sketch {
                    carried: Some(self.carried(nodes, *by)),
                    lit: self.way_of_over(over.as_ref()),
                    guides: body.map_or_else(Guides::default, |body| self.guides(body.moved(*by), nodes)),
                    ..Sketch::default()
                }
            }
        }
    }

    fn placed(&self, ghost: &Rc<NodeView>, pointer: Option<Point>, over: Option<&Over>) -> Sketch {
        let at = pointer.map(|pointer| self.snapped_ghost(ghost, pointer));
        Sketch {
            ghost: at.map(|at| (ghost.clone(), at)),
            lit: self.way_of_over(over),
            guides: at.map_or_else(Guides::default, |at| self.guides(ghost.body.moved(at), &[])),
            ..Sketch::default()
        }
    }

    fn added(&self, adding: &Adding) -> Sketch {
        let from = adding.from.as_ref().and_then(|from| self.body(from));
        let to = Rect::around(adding.at, 0, 0);
        Sketch {
            line: from.map(|from| written(&direct(from, to))),
            spot: Some(adding.at),
            ..Sketch::default()
        }
    }

    fn guides(&self, body: Rect, carried: &[Node]) -> Guides {
        match self.is_free {
            true => Guides::default(),
            false => guides::guides(body, &self.bodies(carried)),
        }
    }

    fn way_of_over(&self, over: Option<&Over>) -> Option<Rc<str>> {
        let over = over.filter(|over| over.fits)?;
        self.way_of_edge(&over.edge)
    }

    fn way_of_edge(&self, edge: &EdgeId) -> Option<Rc<str>> {
        Some(self.edge_view(edge)?.d.clone())
    }

    fn body(&self, id: &Node) -> Option<Rect> {
        let node = self.scene.nodes.iter().find(|node| node.id == *id)?;
        Some(node.body)
    }

    fn connecting(&self, line: &Line, pointer: Option<Point>, aim: Option<&Node>, goals: &[Node]) -> Sketch {
        let body = |id: &Node| self.body(id);
        let from = line.fixed();
        let aimed = aim.filter(|aim| goals.contains(aim)).and_then(body);
        let end = aimed.or(pointer.map(|pointer| Rect::around(pointer, 0, 0)));
        let way = body(from).zip(end).map(|(from, to)| {
            let (from, to) = match line {
                Line::New(_) | Line::Moved(_, Side::End) => (from, to),
                Line::Moved(_, Side::Start) => (to, from),
            };
            written(&direct(from, to))
        });
        let nodes = self.scene.nodes.iter().enumerate();
        let dimmed = nodes.filter(|(_, node)| node.id != *from && !goals.contains(&node.id));
        let kinds: Vec<Option<EdgeKind>> = goals.iter().map(|to| self.kind_of_line(line, to)).gather();
        // Dead letters are not what an edge from a queue is thought to be.
        let is_told = kinds
            .iter()
            .any(|kind| *kind != kinds[0] || *kind == Some(EdgeKind::DeadLetter));
        let what = |at: usize| match kinds[at].filter(|_| is_told) {
            Some(EdgeKind::Publish) => self.text.get(key!("draw.goal_publish")),
            Some(EdgeKind::Binding) => self.text.get(key!("draw.goal_binding")),
            Some(EdgeKind::DeadLetter) => self.text.get(key!("edge.dead_letters")),
            Some(EdgeKind::Alternate) => self.text.get(key!("draw.goal_alternate")),
            Some(EdgeKind::Consume) => self.text.get(key!("draw.goal_consume")),
            None => "",
        };
        let views = goals.iter().enumerate().filter_map(|(at, id)| {
            let node = self.scene.nodes.iter().find(|node| node.id == *id)?;
            Some(Goal {
                kind: node.kind,
                body: node.body,
                number: (at < 9).then_some(at + 1),
                is_aim: aim == Some(id),
                what: what(at),
            })
        });
        let wrong = aim.filter(|aim| *aim != from && !goals.contains(aim));
        let right = aim.filter(|aim| goals.contains(aim));
        let tip = |to: &Node, words: Rich, tone: Tone| {
            let at = body(to)?.grown(5);
            Some(Rc::new(Tip { at, words, tone }))
        };
        let refused = wrong.and_then(|to| tip(to, self.refusal(line, to)?, Tone::Refusal));
        let promised = right.and_then(|to| {
            let what = self.told_of_line(line, to)?;
            tip(to, vec![Piece::Plain(what)], Tone::Promise)
        });
        Sketch {
            line: way,
            goals: views.gather(),
            dimmed: dimmed.map(|(at, _)| at).gather(),
            refused: refused.as_ref().map(|tip| tip.at),
            tip: refused.or(promised),
            ..Sketch::default()
        }
    }

    fn carried(&self, nodes: &[Node], by: Point) -> Carried {
        let is_carried = |id: &Node| nodes.contains(id);
        let bodies = self.scene.nodes.iter().enumerate();
        let carried = bodies.filter(|(_, node)| is_carried(&node.id)).map(|(at, _)| at);
        let body = |id: &Node| {
            let node = self.scene.nodes.iter().find(|node| node.id == *id)?;
            let by = if is_carried(id) { by } else { Point::default() };
            Some(node.body.moved(by))
        };
        let mut edges = Vec::new();
        let mut lines = Vec::new();
        for (at, edge) in self.scene.edges.iter().enumerate() {
            if !is_carried(&edge.id.from) && !is_carried(&edge.id.to) {
                continue;
            }
            if let (Some(from), Some(to)) = (body(&edge.id.from), body(&edge.id.to)) {
                edges.push(at);
                lines.push(written(&direct(from, to)));
            }
        }
        Carried {
            nodes: carried.gather(),
            edges,
            by,
            lines,
        }
    }

    /// What stands open beside a place of the canvas.
    pub(in crate::studio) fn popover(&self) -> Option<Popover> {
        match &self.gesture {
            Gesture::Renaming { node, name } => Some(Popover::Rename(self.renaming(node, name)?)),
            Gesture::Adding(adding) => Some(Popover::Add(self.offers(adding))),
            Gesture::Idle
            | Gesture::Placing { .. }
            | Gesture::Connecting { .. }
            | Gesture::Selecting { .. }
            | Gesture::Moving { .. } => None,
        }
    }

    /// The keys of what is being done.
    pub(in crate::studio) fn hint(&self) -> Hint {
        let row = |keys: &[&str], key: Key| HintRow {
            keys: keys.iter().map(|key| (*key).into()).gather(),
            text: self.text.get(key).into(),
        };
        let click = self.text.get(key!("draw.click"));
        let rows = match &self.gesture {
            Gesture::Idle if self.several => vec![
                row(&[click], key!("draw.add_more")),
                row(&["Esc"], key!("draw.cancel")),
            ],
            Gesture::Idle
            | Gesture::Renaming { .. }
            | Gesture::Adding(_)
            | Gesture::Selecting { .. }
            | Gesture::Moving { .. } => Vec::new(),
            Gesture::Connecting { by: Hold::Down, .. } => vec![row(&["Esc"], key!("draw.cancel"))],
            Gesture::Connecting {
                by: Hold::Chosen,
                line,
                ..
            } => {
                let mut rows = vec![
                    row(&[click], key!("draw.lit")),
                    row(&["←", "↑", "↓", "→"], key!("draw.choose_goal")),
                    row(&["1", "…", "9"], key!("draw.jump")),
                    row(&["Enter"], key!("draw.do_connect")),
                ];
                if let Line::New(_) = line {
                    let new = [Tool::Producer, Tool::Exchange, Tool::Queue, Tool::Consumer];
                    rows.push(row(
                        &new.map(|tool| Action::Place(tool).chord()),
                        key!("draw.new_goal"),
                    ));
                }
                rows.push(row(&["Esc"], key!("draw.cancel")));
                rows
            }
            Gesture::Placing { .. } => vec![
                row(&[click], key!("draw.place")),
                row(&["Shift"], key!("draw.several")),
                row(&["Alt"], key!("draw.no_snapping")),
                row(&["Esc"], key!("draw.cancel")),
            ],
        };
        let title = match &self.gesture {
            Gesture::Connecting {
                line: line @ Line::New(from),
                aim,
                ..
            } => {
                let promised = aim.as_ref().and_then(|to| self.told_of_line(line, to));
                promised.unwrap_or_else(|| {
                    let name = self.plain_name(from);
                    self.text
                        .line(entry!("draw.connecting", node = Argument::Plain(&name)))
                })
            }
            Gesture::Connecting {
                line: Line::Moved(edge, _),
                ..
            } => {
                let name = self.name_of_edge(edge);
                self.text
                    .line(entry!("draw.reconnecting", edge = Argument::Plain(&name)))
            }
            Gesture::Idle if self.several => {
                let count = self.view.selection.nodes().len();
                self.text.line(entry!("draw.selected", count))
            }
            Gesture::Placing { tool, .. } if *tool != Tool::Exchange => {
                self.text.get(crate::studio::words::kind(tool.kind())).into()
            }
            Gesture::Idle
            | Gesture::Placing { .. }
            | Gesture::Selecting { .. }
            | Gesture::Moving { .. }
            | Gesture::Renaming { .. }
            | Gesture::Adding(_) => String::new(),
        };
        let tap = match &self.gesture {
            Gesture::Placing { .. } => self.text.get(key!("draw.tap_place")),
            Gesture::Connecting { .. } => self.text.get(key!("draw.tap_lit")),
            Gesture::Idle
            | Gesture::Selecting { .. }
            | Gesture::Moving { .. }
            | Gesture::Renaming { .. }
            | Gesture::Adding(_) => "",
        };
        Hint {
            title: title.into(),
            rows,
            tap,
            exchange: (self.gesture.tool() == Some(Tool::Exchange)).then_some(self.exchange),
        }
    }
}

fn written(path: &Path) -> Rc<str> {
    path.d().into()
}
