//! Mermaid: a flowchart of the drawing. Nodes are numbered, so that no name is ever a word of the language.

use crate::base::gather::Gather;
use crate::export::unsaid::{Export, Unsaid};
use crate::model::Node;
use crate::scene::Words;
use crate::scene::edge::EdgeKind;
use crate::scene::node::NodeKind;
use crate::scene::plan::{Gate, Plan, PlanNode};

/// The flowchart of a drawing.
pub fn flowchart(plan: &Plan, words: &dyn Words) -> Export {
    let mut text = String::from("flowchart LR\n");
    let notes = |node: &&PlanNode| node.kind != NodeKind::Note;
    let nodes: Vec<&PlanNode> = plan.nodes.iter().filter(notes).gather();
    for (at, node) in nodes.iter().enumerate() {
        push(&mut text, &["  n", &at.to_string(), &shape(node, words), "\n"]);
    }
    let number = |id: &Node| nodes.iter().position(|node| node.id == *id);
    for edge in &plan.edges {
        let (Some(from), Some(to)) = (number(&edge.id.from), number(&edge.id.to)) else {
            continue;
        };
        let arrow = match edge.id.kind {
            EdgeKind::DeadLetter | EdgeKind::Alternate => " -.->",
            EdgeKind::Publish | EdgeKind::Binding | EdgeKind::Consume => " -->",
        };
        let said = edge.gates.iter().map(|gate| said(gate, words));
        let said: Vec<String> = said.filter(|gate| !gate.is_empty()).gather();
        let label = if said.is_empty() {
            String::new()
        } else {
            ["|\"", &said.join("<br>"), "\"|"].concat()
        };
        push(
            &mut text,
            &[
                "  n",
                &from.to_string(),
                arrow,
                &label,
                " n",
                &to.to_string(),
                "\n",
            ],
        );
    }
    let badges = nodes.iter().map(|node| node.badges.len()).sum();
    Export {
        text,
        unsaid: (badges > 0)
            .then_some(Unsaid::Settings(badges))
            .into_iter()
            .collect(),
    }
}

fn push(text: &mut String, parts: &[&str]) {
    for part in parts {
        text.push_str(part);
    }
}

/// A circle, a diamond, a cylinder: as near to the drawing as the language has it.
fn shape(node: &PlanNode, words: &dyn Words) -> String {
    let mut name = named(&node.name, words);
    if !node.type_name.is_empty() {
        name = [&name, "<br>", &escaped(&node.type_name)].concat();
    }
    let (open, close) = match node.kind {
        NodeKind::Producer => ("([\"", "\"])"),
        NodeKind::Consumer => ("((\"", "\"))"),
        NodeKind::Exchange => ("{\"", "\"}"),
        NodeKind::Queue => ("[(\"", "\")]"),
        NodeKind::Service | NodeKind::Note => ("[\"", "\"]"),
    };
    [open, &name, close].concat()
}

fn said(gate: &Gate, words: &dyn Words) -> String {
    match gate {
        Gate::Binding { text, .. } => escaped(text),
        Gate::Word(pill) => escaped(&words.pill(pill)),
    }
}

/// Words as both kinds of diagram take them: what could mean something is written by its number, as in HTML.
pub(super) fn escaped(words: &str) -> String {
    let mut text = String::new();
    for letter in words.chars() {
        let is_plain = letter.is_alphanumeric() || " .,_-/()+*='".contains(letter);
        if is_plain {
            text.push(letter);
        } else if letter.is_control() {
            text.push(' ');
        } else {
            push(&mut text, &["#", &u32::from(letter).to_string(), ";"]);
        }
    }
    text
}

/// The same for a name: a diagram has no room for one of nothing.
pub(super) fn named(name: &str, words: &dyn Words) -> String {
    let text = if name.is_empty() {
        escaped(&words.default_exchange())
    } else {
        escaped(name)
    };
    if text.trim().is_empty() {
        "#160;".into()
    } else {
        text
    }
}
