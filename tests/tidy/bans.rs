//! What may not be written where: one row a rule, with what to do instead and samples that prove the rule works.
//!
//! The samples are glued with `concat!` where the rule would otherwise find itself.

use regex_lite::Regex;

use crate::layers::LAYERS;
use crate::source::Source;
use crate::{Finding, finding};

/// A rule about what may not be written.
pub struct Ban {
    pub name: &'static str,
    /// Which files it is about.
    applies: fn(&Source) -> bool,
    /// Whether it looks at code alone or at words, too.
    looks_at: Look,
    pattern: &'static str,
    advice: &'static str,
    /// A path and a text that the rule must catch, each.
    pub caught: &'static [(&'static str, &'static str)],
    /// A path and a text that it must leave alone, each.
    pub fine: &'static [(&'static str, &'static str)],
}

enum Look {
    Code,
    Words,
}

impl Ban {
    /// The findings of one file.
    pub fn check(&self, source: &Source) -> Vec<Finding> {
        if !(self.applies)(source) {
            return Vec::new();
        }
        let text = match self.looks_at {
            Look::Code => &source.code,
            Look::Words => &source.text,
        };
        let pattern = Regex::new(self.pattern).expect("a pattern of ours");
        pattern
            .find_iter(text)
            .map(|found| finding(source, found.start(), self.name, self.advice.into()))
            .collect()
    }
}

fn is_rust(source: &Source) -> bool {
    source.path.ends_with(".rs")
}

fn is_test(source: &Source) -> bool {
    is_rust(source) || source.path.ends_with(".mjs")
}

fn is_page(source: &Source) -> bool {
    source.path.ends_with(".html")
}

/// Recorded traces are data of another program's making; lock files are made.
fn is_ours(source: &Source) -> bool {
    !source.path.starts_with("tests/conformance/") && !source.path.ends_with("package-lock.json")
}

fn layer(source: &Source) -> Option<usize> {
    LAYERS.iter().position(|layer| Some(*layer) == source.room())
}

/// The engine: all that decides what happens, below the picture.
pub fn is_engine(source: &Source) -> bool {
    let scene = LAYERS.iter().position(|layer| *layer == "scene");
    is_rust(source) && layer(source).is_some() && layer(source) < scene
}

/// The tests of the double, which is digits, compare it with the processor's.
fn is_engine_without_doubles(source: &Source) -> bool {
    is_engine(source) && source.path != "src/base/double.rs"
}

fn is_outside_web(source: &Source) -> bool {
    is_rust(source) && layer(source).is_some() && source.room() != Some("web")
}

fn is_outside_cli(source: &Source) -> bool {
    is_rust(source)
        && layer(source).is_some()
        && source.room() != Some("cli")
        && !source.path.ends_with("/tests.rs")
}

fn is_web(source: &Source) -> bool {
    source.room() == Some("web")
}

/// All of them.
pub const BANS: &[Ban] = &[
    Ban {
        name: "unfinished",
        applies: is_ours,
        looks_at: Look::Words,
        pattern: concat!(
            r"\b(to",
            r"do|unimple",
            r"mented)!\s*\(|\bFIX",
            r"ME\b|\bXX",
            r"X\b|\bTO",
            r"DO\b"
        ),
        advice: "finish it, or leave it out and say so where a reader looks for it",
        caught: &[
            ("src/base.rs", concat!("fn f() { to", "do!() }")),
            ("src/base.rs", concat!("unimple", "mented!(\"later\")")),
            ("static/loader.js", concat!("// FIX", "ME: later")),
        ],
        fine: &[
            ("src/base.rs", "fn todos() {}"),
            ("README.md", "What is left to do"),
        ],
    },
    Ban {
        name: "honest tests",
        applies: is_test,
        looks_at: Look::Words,
        pattern: concat!(
            r"#\[ign",
            r"ore|thread::sl",
            r"eep|waitForTime",
            r"out|\bsetTime",
            r"out\(|\b(test|it|describe)\.(sk",
            r"ip|on",
            r"ly|to",
            r"do)\("
        ),
        advice: "wait for what you mean and run every test",
        caught: &[
            ("src/base.rs", concat!("#[ign", "ore]\nfn f() {}")),
            ("tests/broker.rs", concat!("std::thread::sl", "eep(second)")),
            (
                "tests/browser/start.test.mjs",
                concat!("await page.waitForTime", "out(100)"),
            ),
            ("tests/browser/start.test.mjs", concat!("test.sk", "ip('x')")),
        ],
        fine: &[(
            "tests/browser/start.test.mjs",
            "await page.getByRole('alert').waitFor()",
        )],
    },
    Ban {
        name: "leftovers",
        applies: is_rust,
        looks_at: Look::Code,
        pattern: r"\bdbg!|#!?\[allow\(",
        advice: "remove it; a lint that is wrong here is silenced by `expect` with a reason",
        caught: &[
            ("src/base.rs", "dbg!(x);"),
            ("src/base.rs", "#[allow(dead_code)]"),
            ("src/lib.rs", "#![allow(unused)]"),
        ],
        fine: &[
            ("src/base.rs", "#[expect(clippy::all, reason = \"\")]"),
            ("src/base.rs", "// dbg!(x)"),
        ],
    },
    Ban {
        name: "own words",
        applies: is_ours,
        looks_at: Look::Words,
        pattern: concat!(
            r#"(^|[\s"'`(=:])(/wo"#,
            r"rk/|/tm",
            r"p/|/ho",
            r"me/|/ro",
            r"ot/|/Us",
            r"ers/|[A-Z]:\\Us",
            r"ers)|\.\./sha",
            r"red/|(?i:\bissue #\d|\bsub",
            r"agent|\bclau",
            r"de\b|\bchat",
            r"gpt)"
        ),
        advice: "the project speaks of itself alone: no machine's paths, and no word of how it was made",
        caught: &[
            ("README.md", concat!("see /wo", "rk/main")),
            ("src/base.rs", concat!("\"/tm", "p/x\"")),
            ("Trunk.toml", concat!("# from ../sha", "red/design")),
            ("src/base.rs", concat!("// Iss", "ue #2 wants it")),
        ],
        fine: &[
            ("static/loader.js", "import(\"../warren.js\")"),
            ("README.md", "a network/home/page"),
        ],
    },
    Ban {
        name: "browser",
        applies: is_outside_web,
        looks_at: Look::Code,
        pattern: r"\b(web_sys|js_sys|wasm_bindgen\w*|yew\w*|gloo\w*)\b",
        advice: "only `web` knows of a browser: say what is wanted as data, and let `web` do it",
        caught: &[
            ("src/studio.rs", "use yew::prelude::*;"),
            ("src/scene/shape.rs", "fn f(e: web_sys::Element) {}"),
        ],
        fine: &[
            ("src/web/stage.rs", "use yew::prelude::*;"),
            ("src/studio.rs", "// yew paints it"),
        ],
    },
    Ban {
        name: "command line",
        applies: is_outside_cli,
        looks_at: Look::Code,
        pattern: r"\b(clap|lapin|tokio|std::(fs|env|process|net)|stdin|stdout|stderr)\b|\be?print(ln)?!",
        advice: "only `cli` reads files and prints: take text and give text",
        caught: &[
            ("src/run.rs", "use std::fs;"),
            ("src/world.rs", "println!(\"x\");"),
            ("src/web.rs", "use clap::Parser;"),
        ],
        fine: &[
            ("src/cli.rs", "println!(\"x\");"),
            ("src/main.rs", "std::process::ExitCode"),
            ("src/run.rs", "fn tokio_like() {}"),
        ],
    },
    Ban {
        name: "clock and chance",
        applies: is_engine,
        looks_at: Look::Code,
        pattern: r"\b(Instant|SystemTime|RandomState|DefaultHasher|thread_rng|getrandom|rand::rng|OsRng)\b",
        advice: "time is virtual, and chance is a hash of the seed (see `base::hash`)",
        caught: &[
            ("src/world.rs", "let now = Instant::now();"),
            ("src/run/pick.rs", "let mut r = rand::rng();"),
        ],
        fine: &[
            ("src/studio.rs", "let now = Instant::now();"),
            ("src/run.rs", "use rand_pcg::Pcg64;"),
        ],
    },
    Ban {
        name: "floats",
        applies: is_engine_without_doubles,
        looks_at: Look::Code,
        pattern: r"\bf(32|64)\b",
        advice: "compute with integers of a fixed width; a double of AMQP is a `base::double::Double`",
        caught: &[("src/world.rs", "let chance: f64 = 0.5;")],
        fine: &[
            ("src/base/double.rs", "let number = 1.5f64;"),
            ("src/scene.rs", "struct Point { x: f32 }"),
        ],
    },
    Ban {
        name: "content security",
        applies: is_page,
        looks_at: Look::Words,
        pattern: r#"<style|<script(\s+type="module")?>|\sstyle\s*=|\son\w+\s*=|javascript:"#,
        advice: "no inline script or style: they fail under a strict Content-Security-Policy",
        caught: &[
            ("index.html", "<script>start()</script>"),
            ("index.html", "<p style=\"color: red\">"),
            ("embed.html", "<button onclick=\"f()\">"),
            ("embed.html", "<style>p {}</style>"),
        ],
        fine: &[(
            "index.html",
            "<script type=\"module\" src=\"./static/loader.js\"></script>",
        )],
    },
    Ban {
        name: "content security",
        applies: is_web,
        looks_at: Look::Words,
        pattern: r#"[\s{]style=|\b(set|set_attribute)\(\s*"style"|set_inner_html|from_html_unchecked|<style|<script|\beval\("#,
        advice: "no `style=` attribute and no HTML from text: use classes, SVG's own attributes or CSSOM",
        caught: &[
            ("src/web/panel.rs", "tag(\"p\").set(\"style\", colour)"),
            ("src/web/panel.rs", "html! { <p style={colour}></p> }"),
            ("src/web/panel.rs", "element.set_attribute(\"style\", \"\")"),
            ("src/web/panel.rs", "Html::from_html_unchecked(text)"),
        ],
        fine: &[(
            "src/web/panel.rs",
            "let style = element.style(); style.set_property(\"left\", x)",
        )],
    },
    Ban {
        name: "names",
        applies: is_rust,
        looks_at: Look::Code,
        pattern: r"\b(fn|let|let mut|struct|enum|mod|const|static|type)\s+(\w+_)?(ctx|idx|cnt|conn|chan|mgr|evt|exch|tmp|arr|elem|ret|num)(_\w+)?\b",
        advice: "no abbreviations: write the word",
        caught: &[
            ("src/base.rs", "let idx = 0;"),
            ("src/base.rs", "fn open_conn() {}"),
            ("src/base.rs", "let tmp_name = 1;"),
        ],
        fine: &[(
            "src/base.rs",
            "let index = 0; fn connect() {} let number = 1; fn retry() {}",
        )],
    },
];
