//! Node: settings in effect, what it holds now, and what can be done to it by hand.

use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::panels::Rich;
use crate::studio::panels::node::{Action, InHand, NodePanel, ProgramLine, Section, Setting, Value};
use crate::web::canvas::pictogram;
use crate::web::controls::{button, button_unless};
use crate::web::icon::{Icon, icon, kind_icon};
use crate::web::message_mark::message_mark;
use crate::web::painter::Painter;
use crate::web::rich::rich;

/// The Node panel.
pub fn pane(painter: &Painter, panel: &NodePanel) -> Html {
    let Some((_, kind)) = panel.node else {
        return html! { <p class="empty">{ for panel.empty.iter().map(|words| rich(painter, words)) }</p> };
    };
    html! {
        <>
            <div class="msg-card">
                { kind_icon(kind) }
                <div><h2 class="t1 id">{ &*panel.name }</h2><p class="t2">{ &*panel.kind_text }</p></div>
            </div>
            { actions(painter, panel) }
            { hands(painter, &panel.hands) }
            { for panel.sections.iter().map(|part| section(painter, part)) }
            { program(painter, &panel.program) }
            if let Some(note) = &panel.note {
                <div class="fact">{ icon(Icon::Fork) }<p>{ rich(painter, note) }</p></div>
            }
        </>
    }
}

fn actions(painter: &Painter, panel: &NodePanel) -> Html {
    let Some((node, _)) = &panel.node else {
        return html! {};
    };
    let action = |action: &Action| {
        let class = if action.is_danger {
            "btn btn-o bad"
        } else {
            "btn btn-o"
        };
        let onclick = painter.send(Msg::Hand(node.clone(), action.action));
        button_unless(!action.enabled, class, onclick)
            .child(icon(pictogram(action.action)))
            .child(&*action.text)
    };
    let attach = panel.attach.as_ref().map(|words| {
        button("btn btn-o", painter.send(Msg::Attach(node.clone())))
            .child(icon(Icon::Plus))
            .child(&**words)
    });
    html! { <div class="acts">{ for attach }{ for panel.actions.iter().map(action) }</div> }
}

fn hands(painter: &Painter, hands: &[InHand]) -> Html {
    if hands.is_empty() {
        return html! {};
    }
    let row = |hand: &InHand| {
        html! {
            <tr>
                <td>{ message_mark(painter, hand.message) }</td>
                <td class="m">{ &*hand.queue }</td>
                <td class="r">{ hand.delivery_tag }</td>
                <td>
                    if hand.redelivered {
                        <span class="tag mute">{ icon(Icon::Redo) }{ painter.get(key!("message.redelivered")) }</span>
                    }
                </td>
            </tr>
        }
    };
    html! {
        <section class="sec">
            <h3>{ painter.get(key!("node.in_hand")) }</h3>
            <div class="box">
                <table class="tbl">
                    <thead>
                        <tr>
                            <th>{ painter.get(key!("node.head.message")) }</th><th>{ painter.get(key!("message.x_death.queue")) }</th>
                            <th class="r">{ painter.get(key!("node.head.tag")) }</th><th></th>
                        </tr>
                    </thead>
                    <tbody>{ for hands.iter().map(row) }</tbody>
                </table>
            </div>
        </section>
    }
}

fn section(painter: &Painter, section: &Section) -> Html {
    match section {
        Section::Settings { title, rows } => html! {
            <section class="sec"><h3>{ &**title }</h3><dl class="set">{ for rows.iter().map(setting) }</dl></section>
        },
        Section::Table { title, heads, rows } => {
            let head = heads.iter().map(|head| html! { <th>{ &**head }</th> });
            let cells = |row: &Vec<Rich>| {
                row.iter()
                    .map(|cell| html! { <td>{ rich(painter, cell) }</td> })
                    .collect::<Html>()
            };
            html! {
                <section class="sec">
                    <h3>{ &**title }</h3>
                    <div class="box">
                        <table class="tbl">
                            <thead><tr>{ for head }</tr></thead>
                            <tbody>{ for rows.iter().map(|row| html! { <tr>{ cells(row) }</tr> }) }</tbody>
                        </table>
                    </div>
                </section>
            }
        }
    }
}

fn setting(setting: &Setting) -> Html {
    let value = match &setting.value {
        Value::Flag(on) => {
            html! { <span class={classes!("flag", on.then_some("on"))}>{ icon(if *on { Icon::Tick } else { Icon::Minus }) }</span> }
        }
        Value::Set { text, unit } => html! {
            <>
                <span class="mono">{ &**text }</span>
                if !unit.is_empty() {
                    { " " }<em>{ &**unit }</em>
                }
            </>
        },
        Value::Unset(words) => html! { <span class="unset">{ &**words }</span> },
    };
    html! {
        <div>
            <dt>
                { &*setting.name }
                if !setting.badge.is_empty() {
                    <span class="bdg">{ &*setting.badge }</span>
                }
            </dt>
            <dd>
                { value }
                if !setting.source.is_empty() {
                    <small>{ &*setting.source }</small>
                }
            </dd>
        </div>
    }
}

/// The program as numbered lines, the current one marked.
fn program(painter: &Painter, lines: &[ProgramLine]) -> Html {
    if lines.is_empty() {
        return html! {};
    }
    let line = |line: &ProgramLine| {
        html! {
            <li class={classes!("pl", line.is_now.then_some("is-now"))} aria-current={line.is_now.then_some("step")}>
                <span class="ln">{ line.number }</span><span>{ &*line.text }</span>
            </li>
        }
    };
    html! {
        <section class="sec">
            <h3>{ painter.get(key!("node.program")) }</h3>
            <ol class="prog">{ for lines.iter().map(line) }</ol>
        </section>
    }
}
