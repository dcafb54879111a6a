//! Making what lies over the picture during a gesture, and the bar that says its keys.

use crate::base::gather::Gather;
use crate::model::Node;
use crate::scene::geometry::{Path, Point, Rect};
use crate::scene::route::direct;
use crate::studio::Studio;
use crate::studio::drawing::under;
use crate::studio::gesture::{Gesture, Hold, Tool, frame};
use crate::studio::panels::sketch::{Carried, Goal, Hint, HintRow, Refused, Sketch};
use crate::text::{Argument, Key};
use crate::{entry, key};
use std::rc::Rc;

impl Studio {
    pub(in crate::studio) fn sketched(&self) -> Sketch {
        match &self.gesture {
            Gesture::Idle => Sketch::default(),
            Gesture::Placing { ghost, pointer, .. } => Sketch {
                ghost: pointer.map(|pointer| (ghost.clone(), under(ghost, pointer))),
                ..Sketch::default()
            },
            Gesture::Connecting {
                from,
                pointer,
                aim,
                goals,
                ..
            } => self.connecting(from, *pointer, aim.as_ref(), goals),
            Gesture::Selecting { from, to, .. } => Sketch {
                frame: Some(frame(*from, *to)),
                ..Sketch::default()
            },
            Gesture::Moving { nodes, by, .. } => Sketch {
                carried: Some(self.carried(nodes, *by)),
                ..Sketch::default()
            },
        }
    }

    fn connecting(&self, from: &Node, pointer: Option<Point>, aim: Option<&Node>, goals: &[Node]) -> Sketch {
        let body = |id: &Node| {
            let node = self.scene.nodes.iter().find(|node| node.id == *id)?;
            Some(node.body)
        };
        let aimed = aim.filter(|aim| goals.contains(aim)).and_then(body);
        let end = aimed.or(pointer.map(|pointer| Rect::around(pointer, 0, 0)));
        let line = body(from).zip(end).map(|(from, to)| written(&direct(from, to)));
        let nodes = self.scene.nodes.iter().enumerate();
        let dimmed = nodes.filter(|(_, node)| node.id != *from && !goals.contains(&node.id));
        let views = goals.iter().enumerate().filter_map(|(at, id)| {
            let node = self.scene.nodes.iter().find(|node| node.id == *id)?;
            Some(Goal {
                kind: node.kind,
                body: node.body,
                number: (at < 9).then_some(at + 1),
                is_aim: aim == Some(id),
            })
        });
        let wrong = aim.filter(|aim| *aim != from && !goals.contains(aim));
        let refused = wrong.and_then(|to| {
            Some(Rc::new(Refused {
                ring: body(to)?.grown(5),
                why: self.refusal(from, to)?,
            }))
        });
        Sketch {
            line,
            goals: views.gather(),
            dimmed: dimmed.map(|(at, _)| at).gather(),
            refused,
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

    /// The keys of what is being done.
    pub(in crate::studio) fn hint(&self) -> Hint {
        let row = |keys: &[&str], key: Key| HintRow {
            keys: keys.iter().map(|key| (*key).into()).gather(),
            text: self.text.get(key).into(),
        };
        let click = self.text.get(key!("draw.click"));
        let rows = match &self.gesture {
            Gesture::Idle | Gesture::Selecting { .. } | Gesture::Moving { .. } => Vec::new(),
            Gesture::Connecting { by: Hold::Down, .. } => vec![row(&["Esc"], key!("draw.cancel"))],
            Gesture::Connecting { by: Hold::Chosen, .. } => vec![
                row(&[click], key!("draw.lit")),
                row(&["←", "↑", "↓", "→"], key!("draw.choose_goal")),
                row(&["1", "…", "9"], key!("draw.jump")),
                row(&["Enter"], key!("draw.do_connect")),
                row(&["Esc"], key!("draw.cancel")),
            ],
            Gesture::Placing { .. } => vec![
                row(&[click], key!("draw.place")),
                row(&["Shift"], key!("draw.several")),
                row(&["Esc"], key!("draw.cancel")),
            ],
        };
        let title = match &self.gesture {
            Gesture::Connecting { from, .. } => {
                let name = self.name_of(from);
                let node = Argument::Plain(&name);
                self.text.line(entry!("draw.connecting", node = node))
            }
            Gesture::Placing { tool, .. } if *tool != Tool::Exchange => {
                self.text.get(crate::studio::words::kind(tool.kind())).into()
            }
            Gesture::Idle | Gesture::Placing { .. } | Gesture::Selecting { .. } | Gesture::Moving { .. } => {
                String::new()
            }
        };
        Hint {
            title: title.into(),
            rows,
            exchange: (self.gesture.tool() == Some(Tool::Exchange)).then_some(self.exchange),
        }
    }
}

fn written(path: &Path) -> Rc<str> {
    path.d().into()
}
