//! What is drawn on: elements of SVG, one after the other, each with the attributes that give its look. There are no
//! style sheets, classes or scripts, so that every viewer shows the same.

use crate::export::svg::ink::Ink;
use crate::scene::geometry::Rect;
use crate::scene::node::Anchor;
use crate::scene::svg::{translate, written};

const UI: &str = "Inter, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, 'PingFang SC', 'Microsoft YaHei', 'Noto Sans CJK SC', sans-serif";
const MONO: &str = "'JetBrains Mono', 'SF Mono', Menlo, Consolas, 'Liberation Mono', 'PingFang SC', 'Microsoft YaHei', 'Noto Sans Mono CJK SC', monospace";

/// Attributes by name.
pub type Look<'a> = &'a [(&'a str, &'a str)];

/// A drawing in the making.
pub struct Paper {
    pub text: String,
    pub ink: Ink,
}

/// How words look.
#[derive(Clone, Copy)]
pub struct Type<'a> {
    pub size: f64,
    pub weight: &'a str,
    pub mono: bool,
    pub fill: &'a str,
    pub anchor: Anchor,
    /// With an edge in the paper's colour, where they may lie on a line.
    pub edged: bool,
}

impl<'a> Type<'a> {
    /// Plain words in the middle of their place.
    pub fn middle(size: f64, weight: &'a str, fill: &'a str) -> Type<'a> {
        Type {
            size,
            weight,
            mono: false,
            fill,
            anchor: Anchor::Middle,
            edged: false,
        }
    }
}

impl Paper {
    /// A colour by its name.
    pub fn ink(&self, name: &str) -> &'static str {
        self.ink.of(name)
    }

    /// Begins an element that holds others.
    pub fn open(&mut self, name: &str, look: Look<'_>) {
        self.begin(name, look);
        self.text.push('>');
    }

    /// Ends it.
    pub fn close(&mut self, name: &str) {
        self.text.push_str("</");
        self.text.push_str(name);
        self.text.push('>');
    }

    /// Begins a group whose origin is at this place.
    pub fn group(&mut self, x: f64, y: f64) {
        self.open("g", &[("transform", &translate(x, y))]);
    }

    /// Ends a group.
    pub fn end(&mut self) {
        self.close("g");
    }

    /// An element that holds nothing.
    pub fn shape(&mut self, name: &str, look: Look<'_>) {
        self.begin(name, look);
        self.text.push_str("/>");
    }

    fn begin(&mut self, name: &str, look: Look<'_>) {
        self.text.push('<');
        self.text.push_str(name);
        self.attributes(look);
    }

    /// Those that have a value.
    fn attributes(&mut self, look: Look<'_>) {
        for (attribute, value) in look.iter().filter(|(_, value)| !value.is_empty()) {
            self.text.push(' ');
            self.text.push_str(attribute);
            self.text.push_str("=\"");
            self.words(value);
            self.text.push('"');
        }
    }

    /// A path.
    pub fn path(&mut self, d: &str, look: Look<'_>) {
        self.begin("path", &[("d", d)]);
        self.rest(look);
    }

    /// A circle around the origin.
    pub fn circle(&mut self, radius: f64, look: Look<'_>) {
        self.begin("circle", &[("r", &number(radius))]);
        self.rest(look);
    }

    /// An upright rectangle with rounded corners.
    pub fn rect(&mut self, place: Rect, corner: i32, look: Look<'_>) {
        let [x, y] = [place.x, place.y].map(|side| number(side.into()));
        let [width, height] = [place.width, place.height].map(|side| number(side.into()));
        let corner = number(corner.into());
        self.begin(
            "rect",
            &[
                ("x", &x),
                ("y", &y),
                ("width", &width),
                ("height", &height),
                ("rx", &corner),
            ],
        );
        self.rest(look);
    }

    fn rest(&mut self, look: Look<'_>) {
        self.attributes(look);
        self.text.push_str("/>");
    }

    /// Words whose middle line is at this height.
    pub fn say(&mut self, x: f64, y: f64, words: &str, style: Type<'_>) {
        if words.is_empty() {
            return;
        }
        let anchor = match style.anchor {
            Anchor::Start => "",
            Anchor::Middle => "middle",
            Anchor::End => "end",
        };
        // Not every viewer knows a middle line, all know the base line.
        let base = y + style.size * 0.35;
        let edge = if style.edged { self.ink("canvas") } else { "" };
        let when = |value| if style.edged { value } else { "" };
        let look = [
            ("x", number(x)),
            ("y", number(base)),
            ("font-size", number(style.size)),
        ];
        let look = look.each_ref().map(|(name, value)| (*name, value.as_str()));
        self.begin("text", &look);
        self.attributes(&[
            ("font-family", if style.mono { MONO } else { "" }),
            ("font-weight", style.weight),
            ("text-anchor", anchor),
            ("fill", style.fill),
            ("stroke", edge),
            ("stroke-width", when("4")),
            ("stroke-linejoin", when("round")),
            ("paint-order", when("stroke")),
        ]);
        self.text.push('>');
        self.words(words);
        self.close("text");
    }

    /// What the pointer is told that rests on something.
    pub fn title(&mut self, words: &str) {
        if !words.is_empty() {
            self.text.push_str("<title>");
            self.words(words);
            self.close("title");
        }
    }

    /// The whole picture's beginning: its size, its fonts and its name.
    pub fn sheet(&mut self, frame: Rect, name: &str) {
        let [width, height] = [frame.width, frame.height].map(|side| number(side.into()));
        let view = [frame.x, frame.y, frame.width, frame.height].map(f64::from);
        self.open(
            "svg",
            &[
                ("xmlns", "http://www.w3.org/2000/svg"),
                ("width", &width),
                ("height", &height),
                ("viewBox", &written("# # # #", &view)),
                ("font-family", UI),
                ("role", "img"),
            ],
        );
        self.title(name);
    }

    /// Words of any kind; what XML cannot hold is left out.
    fn words(&mut self, words: &str) {
        for letter in words.chars() {
            match letter {
                '&' => self.text.push_str("&amp;"),
                '<' => self.text.push_str("&lt;"),
                '>' => self.text.push_str("&gt;"),
                '"' => self.text.push_str("&quot;"),
                '\t' | '\n' | '\r' => self.text.push(' '),
                '\u{fffe}' | '\u{ffff}' => {}
                other if other.is_control() => {}
                other => self.text.push(other),
            }
        }
    }
}

/// A number as SVG writes it.
pub fn number(number: f64) -> String {
    written("#", &[number])
}

/// A sign on a disc around the origin: strokes on a field of 16 by 16, `size` across.
pub struct Sign<'a> {
    pub d: &'a str,
    pub size: f64,
    pub stroke: &'a str,
    pub width: &'a str,
    pub is_solid: bool,
}

impl Paper {
    /// A sign with its middle at the origin.
    pub fn sign(&mut self, sign: &Sign<'_>) {
        let place = written("scale(#) translate(-8 -8)", &[sign.size / 16.0]);
        let fill = if sign.is_solid { sign.stroke } else { "none" };
        self.path(
            sign.d,
            &[
                ("transform", &place),
                ("fill", fill),
                ("stroke", sign.stroke),
                ("stroke-width", sign.width),
                ("stroke-linecap", "round"),
                ("stroke-linejoin", "round"),
            ],
        );
    }
}
