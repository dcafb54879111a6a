//! Which column a node stands in. Flow is from left to right: producers, exchanges (those behind others further right),
//! queues, consumers; what is only reached by dead letters or by what consumers publish begins a further stage.

use crate::base::gather::Gather;
use crate::base::sorted::SortedMap;
use crate::model::Node;
use crate::scene::edge::EdgeKind;
use crate::scene::node::NodeKind;
use crate::scene::plan::Plan;
use std::cmp::Reverse;
use std::collections::VecDeque;

/// The column of every node that is laid out, and the queues whose head is at the left.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Columns {
    /// Positions among the plan's nodes, by column, in flow order. Notes stand in none.
    pub columns: Vec<Vec<usize>>,
    /// For each node of the plan: a queue of a return lane, whose messages flow back to the left, or an exchange for
    /// dead letters alone, which they enter from above.
    pub flipped: Vec<bool>,
}

/// What stands beside what in a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Rank {
    Source,
    Exchange,
    Queue,
    Sink,
}

/// The layer of queues behind exchanges that nothing is bound to.
const FIRST_QUEUES: u32 = 2;

/// A column's name: its stage, and its place in the stage.
type Column = (u32, u32);

/// The edges of a plan between positions of nodes.
pub struct Links {
    pub links: Vec<(usize, usize, EdgeKind)>,
}

impl Links {
    /// The edges of a plan, in its order.
    pub fn of(plan: &Plan) -> Links {
        let positions: SortedMap<&Node, usize> = plan
            .nodes
            .iter()
            .enumerate()
            .map(|(at, node)| (&node.id, at))
            .collect();
        let links = plan.edges.iter().filter_map(|edge| {
            let (from, to) = (positions.get(&edge.id.from)?, positions.get(&edge.id.to)?);
            Some((*from, *to, edge.id.kind))
        });
        Links {
            links: links.gather(),
        }
    }

    fn out(&self, node: usize) -> impl Iterator<Item = (usize, EdgeKind)> {
        let leaving = move |&&(from, _, _): &&(usize, usize, EdgeKind)| from == node;
        self.links.iter().filter(leaving).map(|&(_, to, kind)| (to, kind))
    }
}

impl Columns {
    /// Sorts the nodes of a plan into columns.
    pub fn of(plan: &Plan, links: &Links) -> Columns {
        let ranks: Vec<Rank> = (0..plan.nodes.len()).map(|at| rank(plan, links, at)).gather();
        let stages = stages(&ranks, links);
        let depths = depths(&ranks, &stages, links);
        let mut flipped = vec![false; plan.nodes.len()];
        let mut columns: SortedMap<Column, Vec<usize>> = SortedMap::new();
        for (at, node) in plan.nodes.iter().enumerate() {
            if node.kind == NodeKind::Note {
                continue;
            }
            flipped[at] = ranks[at] == Rank::Queue && flows_back(at, &stages, links);
        }
        let layers = layers(&ranks, &stages, &depths, &flipped, links);
        for (at, node) in plan.nodes.iter().enumerate() {
            if node.kind == NodeKind::Note {
                continue;
            }
            // What dead letters reach stands behind the queues of the stage before.
            let is_back = flipped[at] || is_after_death(ranks[at], stages[at], depths[at]);
            let stage = stages[at] - u32::from(is_back);
            columns.or_default((stage, layers[at])).push(at);
        }
        for at in 0..ranks.len() {
            let mut ways = links.links.iter().filter(|&&(_, to, _)| to == at).peekable();
            let only_dead = ways.peek().is_some() && ways.all(|&(_, _, kind)| kind == EdgeKind::DeadLetter);
            flipped[at] |= ranks[at] == Rank::Exchange && stages[at] > 0 && only_dead;
        }
        Columns {
            columns: columns.into_values().gather(),
            flipped,
        }
    }
}

/// An actor that consumes stands behind its queues, any other before what it publishes to.
fn rank(plan: &Plan, links: &Links, at: usize) -> Rank {
    match plan.nodes[at].kind {
        NodeKind::Exchange => Rank::Exchange,
        NodeKind::Queue => Rank::Queue,
        NodeKind::Producer => Rank::Source,
        NodeKind::Consumer => Rank::Sink,
        NodeKind::Service | NodeKind::Note => {
            let consumes = |&(_, to, kind): &(usize, usize, EdgeKind)| to == at && kind == EdgeKind::Consume;
            if links.links.iter().any(consumes) {
                Rank::Sink
            } else {
                Rank::Source
            }
        }
    }
}

/// The least number of times that the flow has to begin anew before it reaches a node.
fn stages(ranks: &[Rank], links: &Links) -> Vec<u32> {
    let mut stages: Vec<Option<u32>> = vec![None; ranks.len()];
    let has_incoming = |at: usize| links.links.iter().any(|&(from, to, _)| to == at && from != at);
    let mut queue: VecDeque<usize> = (0..ranks.len())
        .filter(|&at| ranks[at] == Rank::Source || !has_incoming(at))
        .collect();
    queue.iter().for_each(|&at| stages[at] = Some(0));
    let mut follows = None;
    loop {
        while let Some(at) = queue.pop_front() {
            let stage = stages[at].unwrap_or(0);
            for (to, kind) in links.out(at) {
                let wraps = wraps(ranks[at], ranks[to], kind);
                if stages[to].is_none_or(|known| known > stage + u32::from(wraps)) {
                    stages[to] = Some(stage + u32::from(wraps));
                    if wraps {
                        queue.push_back(to);
                    } else {
                        queue.push_front(to);
                    }
                }
            }
        }
        // What only a circle reaches begins where most follows from, without dead letters.
        let left: Vec<usize> = (0..ranks.len()).filter(|&at| stages[at].is_none()).gather();
        if left.is_empty() {
            break;
        }
        let follows = follows.get_or_insert_with(|| follows_alive(ranks.len(), links));
        let most = left.into_iter().max_by_key(|&at| (follows[at], Reverse(at)));
        let next = most.expect("some are left");
        stages[next] = Some(0);
        queue.push_back(next);
    }
    stages.into_iter().flatten().gather()
}

/// For each node, how many nodes messages can reach from it before they die.
fn follows_alive(count: usize, links: &Links) -> Vec<usize> {
    let mut out = vec![Vec::new(); count];
    for &(from, to, kind) in &links.links {
        if kind != EdgeKind::DeadLetter {
            out[from].push(to);
        }
    }
    (0..count).map(|node| reached(&out, node).len()).gather()
}

/// Whether an edge leads back to where another kind of node stands.
fn wraps(from: Rank, to: Rank, kind: EdgeKind) -> bool {
    match (from, to) {
        (Rank::Exchange, Rank::Exchange) => kind == EdgeKind::DeadLetter,
        (Rank::Source, Rank::Source) => false,
        (from, to) => to <= from,
    }
}

/// How many exchanges of its stage stand before an exchange.
fn depths(ranks: &[Rank], stages: &[u32], links: &Links) -> Vec<u32> {
    let mut depths = vec![0; ranks.len()];
    // An order without circles: of two exchanges that feed each other, the one named first stands first.
    let forward: Vec<(usize, usize)> = acyclic(ranks, stages, links);
    for _ in 0..ranks.len() {
        let mut changed = false;
        for &(from, to) in &forward {
            if depths[to] < depths[from] + 1 {
                depths[to] = depths[from] + 1;
                changed = true;
            }
        }
        if !changed {
            break;
        }
    }
    depths
}

/// An exchange that begins a stage, since dead letters come to it.
fn is_after_death(rank: Rank, stage: u32, depth: u32) -> bool {
    rank == Rank::Exchange && stage > 0 && depth == 0
}

/// How far to the right in its stage each node stands: behind everything that messages come from.
fn layers(ranks: &[Rank], stages: &[u32], depths: &[u32], flipped: &[bool], links: &Links) -> Vec<u32> {
    let mut layers: Vec<u32> = (0..ranks.len())
        .map(|at| match ranks[at] {
            Rank::Source => 0,
            Rank::Exchange => 1 + depths[at],
            Rank::Queue => FIRST_QUEUES,
            Rank::Sink => FIRST_QUEUES + 1,
        })
        .gather();
    let behind = |layers: &mut [u32], moves: &dyn Fn(usize, usize) -> bool| {
        for &(from, to, _) in &links.links {
            if moves(from, to) {
                layers[to] = layers[to].max(layers[from] + 1);
            }
        }
    };
    let same_stage = |from: usize, to: usize| stages[from] == stages[to];
    behind(&mut layers, &|from, to| {
        same_stage(from, to) && ranks[to] == Rank::Queue && ranks[from] == Rank::Exchange && !flipped[to]
    });
    behind(&mut layers, &|from, to| {
        same_stage(from, to) && ranks[to] == Rank::Sink && ranks[from] == Rank::Queue
    });
    let begins = |at: usize| is_after_death(ranks[at], stages[at], depths[at]);
    behind(&mut layers, &|from, to| {
        begins(to) && ranks[from] == Rank::Queue && stages[from] + 1 == stages[to]
    });
    layers
}

/// The edges between exchanges of a stage, without those that close a circle.
fn acyclic(ranks: &[Rank], stages: &[u32], links: &Links) -> Vec<(usize, usize)> {
    let mut kept = Vec::new();
    let mut out = vec![Vec::new(); ranks.len()];
    for &(from, to, _) in &links.links {
        let is_inner =
            ranks[from] == Rank::Exchange && ranks[to] == Rank::Exchange && stages[from] == stages[to];
        if is_inner && from != to && !reached(&out, to).contains(&from) {
            kept.push((from, to));
            out[from].push(to);
        }
    }
    kept
}

/// A node and all that edges lead to from there; `out` has for each node where its edges lead.
fn reached(out: &[Vec<usize>], from: usize) -> Vec<usize> {
    let mut is_seen = vec![false; out.len()];
    is_seen[from] = true;
    let mut seen = vec![from];
    let mut at = 0;
    while at < seen.len() {
        for &to in &out[seen[at]] {
            if !std::mem::replace(&mut is_seen[to], true) {
                seen.push(to);
            }
        }
        at += 1;
    }
    seen
}

/// A queue of a later stage whose only way on is back to an earlier one.
fn flows_back(at: usize, stages: &[u32], links: &Links) -> bool {
    let mut ways = links.out(at).peekable();
    stages[at] > 0 && ways.peek().is_some() && ways.all(|(to, _)| stages[to] < stages[at])
}
