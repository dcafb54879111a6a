//! The canvas: the picture of the run, looked at through a camera. One tab stop: its selection is its focus.

mod edge;
mod hand;
mod minimap;
mod node;
mod node_parts;
mod place;
mod pointer;
mod queue;
mod rides;
mod selection;
mod stage;
mod still;
mod token;

use web_sys::HtmlElement;
use yew::prelude::*;

use crate::key;
use crate::studio::Msg;
use crate::studio::view::Camera;
use crate::text::Argument;
use crate::web::app::use_text;
use crate::web::canvas::hand::NodeActions;
pub use crate::web::canvas::hand::pictogram;
use crate::web::canvas::minimap::Minimap;
use crate::web::canvas::pointer::use_pointer;
use crate::web::canvas::rides::Rides;
use crate::web::canvas::selection::Selection;
use crate::web::canvas::stage::Stage;
pub use crate::web::canvas::still::{Still, bodies};
use crate::web::icon::{Icon, icon};
use crate::web::legend::Legend;
use crate::web::size::use_size;
use crate::web::store::{use_dispatch, use_selector, use_watch};

/// Which mount the canvas is in.
#[derive(Clone, Properties, PartialEq)]
pub struct CanvasProps {
    pub mount: usize,
    /// How much of its bottom something else covers, in pixels.
    #[prop_or_default]
    pub covered: f64,
    /// Zooms with plain scrolling only where scrolling does not belong to a page around it.
    #[prop_or_default]
    pub in_page: bool,
}

/// The distance of the grid's dots on the canvas, and the least on the screen.
const GRID: f64 = 20.0;
const LEAST_GRID: f64 = 14.0;

/// The canvas with its tools.
#[component]
pub fn Canvas(props: &CanvasProps) -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let place = use_node_ref();
    let camera = use_node_ref();
    let ground = use_node_ref();
    let size = use_state_eq(|| (0.0, 0.0));
    {
        let set = size.setter();
        use_size(&place, move |width, height| set.set((width, height)));
    }
    {
        let dispatch = dispatch.clone();
        use_effect_with((*size, props.covered), move |&((width, height), covered)| {
            if width > 0.0 {
                let free = (height - covered).max(height / 4.0);
                dispatch.send(Msg::CanvasSize {
                    width: width as i32,
                    height: free as i32,
                });
            }
        });
    }
    use_camera(&place, &camera);
    let legend = use_selector(|studio| studio.view().legend);
    let described = {
        let text = text.clone();
        use_selector(move |studio| {
            let nodes = Argument::Number(studio.scene().nodes.len() as u64);
            text.line(key!("describe.canvas"), &[("nodes", nodes)])
        })
    };
    let pointer = use_pointer(&ground, props.in_page);
    let focus = {
        let mount = props.mount;
        use_selector(move |studio| {
            let selected = studio.view().selected.as_ref()?;
            let position = studio
                .scene()
                .nodes
                .iter()
                .position(|node| node.id == *selected)?;
            Some(node_element_id(mount, position))
        })
    };
    html! {
        <div class="canvas" ref={place}>
            <div
                class="stage-box" ref={ground.clone()} role="application" tabindex="0" aria-label={text.get(key!("canvas.label"))}
                aria-description={(*described).clone()} aria-activedescendant={(*focus).clone()}
                onpointerdown={pointer.down} onpointermove={pointer.moved} onpointerup={pointer.up.clone()}
                onpointercancel={pointer.up} onclick={pointer.click}
            >
                <svg class="stage">
                    <g class="camera" ref={camera}>
                        <Stage mount={props.mount} />
                        <Selection />
                        <Rides />
                    </g>
                </svg>
            </div>
            <CanvasTools />
            if *legend {
                <Legend />
            }
            <NodeActions />
            <Minimap width={size.0} height={size.1} />
        </div>
    }
}

/// The id of a node's element: what has the focus, for assistive technology.
pub fn node_element_id(mount: usize, position: usize) -> String {
    format!("warren-{mount}-node-{position}")
}

/// Looks through the studio's camera, without rendering anything again.
#[hook]
fn use_camera(place: &NodeRef, camera: &NodeRef) {
    let (place, camera) = (place.clone(), camera.clone());
    use_watch(
        |studio| studio.view().camera,
        move |&Camera { x, y, zoom }| {
            let zoom = f64::from(zoom) / 1000.0;
            let (x, y) = (-f64::from(x) * zoom, -f64::from(y) * zoom);
            if let Some(camera) = camera.cast::<web_sys::SvgElement>() {
                let transform = format!("translate({x}px, {y}px) scale({zoom})");
                set(&camera.style(), "transform", &transform);
            }
            if let Some(place) = place.cast::<HtmlElement>() {
                let mut grid = GRID * zoom;
                while grid < LEAST_GRID {
                    grid *= 2.0;
                }
                set(&place.style(), "--grid", &format!("{grid}px"));
                set(&place.style(), "--grid-x", &format!("{x}px"));
                set(&place.style(), "--grid-y", &format!("{y}px"));
            }
        },
    );
}

/// Sets a property of an element's own style. Any value is taken; one that means nothing is not applied.
pub fn set(style: &web_sys::CssStyleDeclaration, property: &str, value: &str) {
    let _ = style.set_property(property, value);
}

/// The switches that lie on the canvas.
#[component]
fn CanvasTools() -> Html {
    let text = use_text();
    let dispatch = use_dispatch();
    let follow = *use_selector(|studio| studio.view().follow);
    let legend = *use_selector(|studio| studio.view().legend);
    html! {
        <div class="canvas-tools">
            <button
                type="button" class="chip" aria-pressed={follow.to_string()}
                onclick={dispatch.on(|_| Msg::ToggleFollow)}
            >
                { icon(Icon::Follow) }{ text.get(key!("canvas.follow")) }
            </button>
            <button
                type="button"
                class="chip wide-only"
                aria-pressed={legend.to_string()}
                onclick={dispatch.on(|_| Msg::ToggleLegend)}
            >
                { icon(Icon::Legend) }{ text.get(key!("canvas.legend")) }
            </button>
        </div>
    }
}
