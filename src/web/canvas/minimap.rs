//! All of the picture in small, with the part that the camera shows; zooming stands below it.

use web_sys::Element;
use yew::prelude::*;

use crate::key;
use crate::scene::Scene;
use crate::scene::edge::EdgeKind;
use crate::scene::geometry::Rect;
use crate::scene::node::{NodeKind, NodeView};
use crate::studio::Msg;
use crate::studio::view::Camera;
use crate::text::Argument;
use crate::web::app::use_text;
use crate::web::canvas::node::class;
use crate::web::controls::IconButton;
use crate::web::icon::Icon;
use crate::web::same::Same;
use crate::web::store::{use_dispatch, use_selector};

/// The size of the canvas on the screen.
#[derive(Clone, Properties, PartialEq)]
pub struct MinimapProps {
    pub width: f64,
    pub height: f64,
}

/// The minimap with the zoom bar.
#[component]
pub fn Minimap(props: &MinimapProps) -> Html {
    let scene = use_selector(|studio| Same::from(studio.scene()));
    let camera = *use_selector(|studio| studio.view().camera);
    let dispatch = use_dispatch();
    let text = use_text();
    let bounds = scene.bounds.grown(40);
    let seen = seen(camera, props);
    let place = use_node_ref();
    let onpointerdown = {
        let map = place.clone();
        dispatch.on(move |event: PointerEvent| {
            let (x, y) = pointed(&map, &event, bounds).unwrap_or((seen.middle().x, seen.middle().y));
            let pixels = |from: i32, to: i32| (from - to) * camera.zoom / 1000;
            Msg::Pan {
                x: pixels(seen.middle().x, x),
                y: pixels(seen.middle().y, y),
            }
        })
    };
    let percent = Argument::Number((camera.zoom / 10) as u64);
    html! {
        <div class="minimap">
            <svg
                class="mm" viewBox={view_box(bounds)} preserveAspectRatio="xMidYMid meet" aria-hidden="true"
                ref={place} {onpointerdown}
            >
                <Plan scene={scene.clone()} />
                <rect
                    class="vp" x={seen.x.to_string()} y={seen.y.to_string()}
                    width={seen.width.to_string()} height={seen.height.to_string()} rx="10"
                />
            </svg>
            <div class="mm-bar">
                <IconButton
                    icon={Icon::Minus} name={text.get(key!("canvas.zoom_out"))} keys="-"
                    onclick={dispatch.on(|_| Msg::Zoom { notches: -1, around: None })}
                />
                <span>{ text.line(key!("canvas.zoom"), &[("percent", percent)]) }</span>
                <IconButton
                    icon={Icon::Plus} name={text.get(key!("canvas.zoom_in"))} keys="+"
                    onclick={dispatch.on(|_| Msg::Zoom { notches: 1, around: None })}
                />
                <i></i>
                <IconButton
                    icon={Icon::Fit} name={text.get(key!("canvas.fit"))} keys="0"
                    onclick={dispatch.on(|_| Msg::Fit)}
                />
            </div>
        </div>
    }
}

/// The part of the canvas that is seen.
fn seen(camera: Camera, props: &MinimapProps) -> Rect {
    let size = |pixels: f64| (pixels * 1000.0 / f64::from(camera.zoom)) as i32;
    Rect::new(camera.x, camera.y, size(props.width), size(props.height))
}

/// As SVG writes it.
pub fn view_box(bounds: Rect) -> String {
    format!("{} {} {} {}", bounds.x, bounds.y, bounds.width, bounds.height)
}

/// The place of the canvas that was pointed at.
fn pointed(map: &NodeRef, event: &PointerEvent, bounds: Rect) -> Option<(i32, i32)> {
    let map = map.cast::<Element>()?.get_bounding_client_rect();
    let scale = (map.width() / f64::from(bounds.width)).min(map.height() / f64::from(bounds.height));
    let place = |at: i32, corner: f64, length: f64, from: i32, span: i32| {
        let margin = (length - f64::from(span) * scale) / 2.0;
        from + ((f64::from(at) - corner - margin) / scale) as i32
    };
    Some((
        place(event.client_x(), map.left(), map.width(), bounds.x, bounds.width),
        place(event.client_y(), map.top(), map.height(), bounds.y, bounds.height),
    ))
}

/// Which picture.
#[derive(Clone, Properties, PartialEq)]
pub struct PlanProps {
    pub scene: Same<Scene>,
}

/// The picture as plain shapes.
#[component]
pub fn Plan(props: &PlanProps) -> Html {
    let edges = props.scene.edges.iter().map(|edge| {
        let dead_letter = (edge.id.kind == EdgeKind::DeadLetter).then_some("dlx");
        html! { <path class={classes!("e", dead_letter)} d={AttrValue::from(edge.d.clone())} /> }
    });
    html! { <g class="plan"><g>{ for edges }</g>{ for props.scene.nodes.iter().map(|node| shape(node)) }</g> }
}

fn shape(node: &NodeView) -> Html {
    let (body, at) = (node.body, node.at);
    let classes = classes!("kf", class(node.kind));
    match node.kind {
        NodeKind::Producer | NodeKind::Consumer => html! {
            <circle
                class={classes} cx={at.x.to_string()} cy={at.y.to_string()} r={(body.width / 2).to_string()}
            />
        },
        NodeKind::Exchange => {
            let half = body.width / 2;
            let d = format!(
                "M{} {}l{half} {half}-{half} {half}-{half}-{half}z",
                at.x,
                at.y - half
            );
            html! { <path class={classes} {d} /> }
        }
        NodeKind::Queue | NodeKind::Service | NodeKind::Note => html! {
            <rect
                class={classes} x={body.x.to_string()} y={body.y.to_string()}
                width={body.width.to_string()} height={body.height.to_string()} rx="8"
            />
        },
    }
}
