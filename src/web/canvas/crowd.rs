//! The tokens that move where there are very many: painted as pixels above the picture.
//!
//! To move one element, a browser lists all of the picture's anew. That costs a frame where there are hundreds; painting
//! each of them on a ground of its own does not. They show their shape, colour and number; marks come back with rest.

use std::any::Any;
use std::cell::RefCell;
use std::rc::Rc;

use wasm_bindgen::JsCast;
use web_sys::{CanvasRenderingContext2d, HtmlCanvasElement, Path2d, window};
use yew::prelude::*;

use crate::base::ids::MessageId;
use crate::scene::motion::{Motion, Ride};
use crate::scene::token::{Form, TokenStyle, TokenView, label};
use crate::studio::Studio;
use crate::studio::view::Camera;
use crate::web::painter::Painter;
use crate::web::tag::{Tag, tag};

/// From so many on they are a crowd: when they rest on their ways, their rings stand still.
pub const MANY: usize = 40;

/// A token in flight is larger, by this much.
const IN_FLIGHT: f64 = 1.09;

/// Below this zoom a number cannot be read.
const LEAST_READ: f64 = 0.35;

const TURN: f64 = std::f64::consts::TAU;

/// The motion, where it is one of very many.
pub fn crowd(studio: &Studio) -> Option<&Rc<Motion>> {
    studio.motion().filter(|motion| motion.rides.len() > MANY)
}

/// The message that moves at this place of the canvas, in pixels of the screen, in a crowd.
pub fn message_at(studio: &Studio, x: f64, y: f64) -> Option<MessageId> {
    let motion = crowd(studio)?;
    let camera = studio.view().camera;
    let zoom = f64::from(camera.zoom) / 1000.0;
    let place = (f64::from(camera.x) + x / zoom, f64::from(camera.y) + y / zoom);
    let token = motion.token_at(place, studio.motion_ms())?;
    Some(motion.tokens[token].message)
}

/// What the crowd is painted on.
pub fn ground(place: &NodeRef) -> Tag {
    tag("canvas")
        .class("crowd")
        .place(place)
        .set("aria-hidden", "true")
}

/// Paints the crowd anew whenever the studio has changed.
pub fn attach(painter: &Painter, place: &NodeRef) -> Option<Box<dyn Any>> {
    let canvas = place.cast::<HtmlCanvasElement>()?;
    let context = canvas.get_context("2d").ok()??.dyn_into().ok()?;
    let (seen, brush) = (painter.clone(), RefCell::new(None));
    Some(Box::new(painter.store.subscribe(Rc::new(move || {
        follow(&seen, &canvas, &context, &mut brush.borrow_mut());
    }))))
}

/// Makes a brush when a crowd begins to move, paints with it in each frame, and leaves no trace in the end.
fn follow(
    painter: &Painter,
    canvas: &HtmlCanvasElement,
    context: &CanvasRenderingContext2d,
    brush: &mut Option<Brush>,
) {
    let studio = painter.store.studio();
    let motion = crowd(&studio);
    if brush.as_ref().map(|brush| Rc::as_ptr(&brush.motion)) != motion.map(Rc::as_ptr) {
        *brush = motion.map(|motion| Brush::new(canvas, motion));
        let [width, height, _] = match brush {
            Some(_) => painter.room.get(),
            None => [0.0; 3],
        };
        let ratio = pixel_ratio();
        canvas.set_width((width * ratio) as u32);
        canvas.set_height((height * ratio) as u32);
        if let Some(ground) = canvas.parent_element() {
            // The camera does not glide meanwhile. An element of ours has classes.
            let _ = ground
                .class_list()
                .toggle_with_force("is-crowded", brush.is_some());
        }
    }
    if let Some(brush) = brush {
        brush.paint(context, &studio, canvas);
    }
}

fn pixel_ratio() -> f64 {
    window().map_or(1.0, |window| window.device_pixel_ratio())
}

/// What the tokens of a motion are painted with.
struct Brush {
    motion: Rc<Motion>,
    looks: Vec<Look>,
    ring: String,
}

/// How a token looks.
struct Look {
    outline: Option<Path2d>,
    fill: String,
    rim: String,
    ink: String,
    words: String,
}

impl Brush {
    fn new(canvas: &HtmlCanvasElement, motion: &Rc<Motion>) -> Brush {
        let style = window().and_then(|window| window.get_computed_style(canvas).ok()?);
        // A colour that is not there leaves the one before.
        let colour = |name: &str| {
            let value = style
                .as_ref()
                .and_then(|style| style.get_property_value(name).ok());
            value.unwrap_or_default()
        };
        let looks = motion
            .rides
            .iter()
            .map(|ride| look(&motion.tokens[ride.token], &colour));
        Brush {
            motion: motion.clone(),
            looks: looks.collect(),
            ring: colour("--w-now"),
        }
    }

    fn paint(&self, context: &CanvasRenderingContext2d, studio: &Studio, canvas: &HtmlCanvasElement) {
        // Painting that a browser refuses is left out.
        let _ = context.reset_transform();
        context.clear_rect(0.0, 0.0, canvas.width().into(), canvas.height().into());
        let Camera { x, y, zoom } = studio.view().camera;
        let scale = f64::from(zoom) / 1000.0 * pixel_ratio();
        context.set_text_align("center");
        context.set_text_baseline("middle");
        context.set_font("700 10px system-ui, sans-serif");
        for (ride, look) in self.motion.rides.iter().zip(&self.looks) {
            let Some((at_x, at_y)) = self.motion.place(ride, studio.motion_ms()) else {
                continue;
            };
            let (left, top) = ((at_x - f64::from(x)) * scale, (at_y - f64::from(y)) * scale);
            let _ = context.set_transform(scale, 0.0, 0.0, scale, left, top);
            self.token(context, ride, look, scale);
        }
    }

    fn token(&self, context: &CanvasRenderingContext2d, ride: &Ride, look: &Look, scale: f64) {
        if ride.travels() {
            context.set_line_width(2.0);
            context.set_stroke_style_str(&self.ring);
            context.begin_path();
            let _ = context.arc(0.0, 0.0, 16.5, 0.0, TURN);
            context.stroke();
            let _ = context.scale(IN_FLIGHT, IN_FLIGHT);
        }
        context.set_fill_style_str(&look.fill);
        context.set_stroke_style_str(&look.rim);
        context.set_line_width(1.25);
        if let Some(outline) = &look.outline {
            context.fill_with_path_2d(outline);
            context.stroke_with_path(outline);
        }
        if scale > LEAST_READ {
            context.set_fill_style_str(&look.ink);
            let _ = context.fill_text(&look.words, 0.0, 0.5);
        }
    }
}

fn look(token: &TokenView, colour: &impl Fn(&str) -> String) -> Look {
    let style = TokenStyle::of(token.message);
    let outline = |d: &str| Path2d::new_with_path_string(d).ok();
    let dot = |fill: &str, words: &str| Look {
        outline: outline("M-7 0a7 7 0 1 1 14 0a7 7 0 1 1 -14 0Z"),
        fill: colour(fill),
        rim: colour("--w-canvas"),
        ink: colour("--w-ok-on"),
        words: words.into(),
    };
    match token.form {
        Form::Tick => dot("--w-ok", "✓"),
        Form::Cross => dot("--w-bad", "✕"),
        Form::Message | Form::Bundle(_) => {
            let fill = format!("--w-msg-{}", style.fill);
            Look {
                outline: outline(style.outline.d()),
                rim: colour(&format!("{fill}-rim")),
                ink: colour(&format!("{fill}-ink")),
                fill: colour(&fill),
                words: match token.form {
                    Form::Bundle(count) => format!("×{count}"),
                    Form::Message | Form::Tick | Form::Cross => label(token.message),
                },
            }
        }
    }
}
