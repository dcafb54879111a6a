//! Edges and the pills on them.

use yew::prelude::*;

use crate::scene::edge::{EdgeKind, EdgeState, EdgeView, PillMark, PillView};
use crate::web::canvas::tenths;
use crate::web::icon::{Icon, icon_at_origin};

/// The line of an edge with its arrow.
pub fn edge(edge: &EdgeView) -> Html {
    let kind = match edge.id.kind {
        EdgeKind::DeadLetter => "dlx",
        EdgeKind::Alternate => "cond",
        EdgeKind::Publish | EdgeKind::Binding | EdgeKind::Consume => "",
    };
    let state = match edge.state {
        EdgeState::Idle => "",
        EdgeState::Hot => "hot",
        EdgeState::NotMatched => "dim",
        EdgeState::Cut => "cut",
        EdgeState::Absent => "absent",
    };
    let d = AttrValue::from(edge.d.clone());
    let arrow = format!(
        "translate({} {}) rotate({})",
        edge.arrow.x, edge.arrow.y, edge.heading
    );
    html! {
        <g class={edge.spotlit.then_some("is-spotlit")}>
            if edge.lit {
                <path class="selglow" d={d.clone()} />
            }
            <path class={format!("e {kind} {state}")} {d} />
            <path class={format!("ah {kind} {state}")} d="M0 0L-7 -3.64L-7 3.64Z" transform={arrow} />
            if edge.state == EdgeState::Cut {
                { cut(edge) }
            }
        </g>
    }
}

/// Two strokes across the middle.
fn cut(edge: &EdgeView) -> Html {
    let (x, y) = edge.path.track().at(0.5);
    html! {
        <g transform={format!("translate({} {})", tenths(x), tenths(y))}>
            <circle class="cutground" r="8" />
            <path class="cutmark" d="M-6 6l4-12M2 6l4-12" />
        </g>
    }
}

/// The pills of an edge.
pub fn pills(edge: &EdgeView) -> Html {
    html! { <g class={edge.spotlit.then_some("is-spotlit")}>{ for edge.pills.iter().map(pill) }</g> }
}

fn pill(pill: &PillView) -> Html {
    let (class, shown) = match pill.mark {
        PillMark::None => (None, None),
        PillMark::Matched => (Some("yes"), Some((Icon::Tick, 8.0))),
        PillMark::NotMatched => (Some("no"), Some((Icon::Cross, 8.0))),
        PillMark::DeadLetter => (Some("dl"), Some((Icon::DeadLetter, 11.0))),
        PillMark::DeadLetterNow => (Some("hotp"), Some((Icon::DeadLetter, 11.0))),
    };
    let middle = pill.rect.height as f64 / 2.0;
    let font = pill.is_key.then_some("mono");
    let (x, anchor) = match shown {
        Some(_) => (21.0, "a-start"),
        None => (pill.rect.width as f64 / 2.0, "a-middle"),
    };
    html! {
        <g class={classes!("pill", class)} transform={format!("translate({} {})", pill.rect.x, pill.rect.y)}>
            <title>{ &*pill.title }</title>
            <rect
                width={pill.rect.width.to_string()} height={pill.rect.height.to_string()} rx={middle.to_string()}
            />
            if let Some((shown, size)) = shown {
                <g class="pill-ic" transform={format!("translate(11.5 {middle})")}>
                    <circle r="6" />{ icon_at_origin(shown, size) }
                </g>
            }
            <text class={classes!(font, anchor)} x={x.to_string()} y={(middle + 0.5).to_string()}>{ &*pill.text }</text>
        </g>
    }
}
