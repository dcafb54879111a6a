//! The colours of the paper, by their names in the design's tokens, as plain values: not every viewer knows variables.

/// Dark lines on light paper, or the other way round.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ink {
    Light,
    Dark,
}

/// Each colour in light and in dark.
pub(super) const COLOURS: &[(&str, [&str; 2])] = &[
    ("canvas", ["#fbfaf7", "#141416"]),
    ("panel", ["#ffffff", "#1b1b1e"]),
    ("raised", ["#ffffff", "#232327"]),
    ("sunken", ["#f6f4f0", "#161618"]),
    ("line", ["#e8e4dc", "#2b2b30"]),
    ("line-2", ["#d3cdc2", "#3f3f47"]),
    ("line-3", ["#8f877a", "#74747f"]),
    ("ink", ["#1d1b18", "#eeece8"]),
    ("ink-2", ["#55514a", "#b9b6b0"]),
    ("ink-3", ["#6d685f", "#96938d"]),
    ("on-ink", ["#ffffff", "#17171a"]),
    ("now", ["#ce430b", "#ff8a4c"]),
    ("now-ink", ["#b03a08", "#ffa877"]),
    ("ok", ["#18794e", "#4cc38a"]),
    ("ok-on", ["#ffffff", "#06180f"]),
    ("bad", ["#c62a2f", "#ff8589"]),
    ("bad-on", ["#ffffff", "#2b0608"]),
    ("warn", ["#8a5b00", "#f0b84a"]),
    ("edge", ["#938b7f", "#74747f"]),
    ("edge-dlx", ["#c23e6c", "#d9638d"]),
    ("producer-line", ["#1b82ba", "#5cbbec"]),
    ("producer", ["#bfe6fa", "#14425c"]),
    ("producer-ink", ["#0a4e75", "#a9ddf8"]),
    ("exchange-line", ["#7a50d4", "#a98bf3"]),
    ("exchange", ["#eae2fc", "#2e2253"]),
    ("exchange-ink", ["#5428b0", "#cfbefb"]),
    ("queue-line", ["#cb2f64", "#ee6f9a"]),
    ("queue", ["#fbdde7", "#451b2c"]),
    ("queue-ink", ["#9d1248", "#ffb3cb"]),
    ("consumer-line", ["#1d4aae", "#80aaff"]),
    ("consumer", ["#2a60d4", "#3568da"]),
    ("consumer-ink", ["#1c489f", "#afc9ff"]),
    ("service-line", ["#11806a", "#43c3a3"]),
    ("service", ["#d7f2ea", "#0f3b32"]),
    ("service-ink", ["#0a5b4b", "#92e6d1"]),
    ("note-line", ["#c9a93a", "#8f7c33"]),
    ("note", ["#fff4c7", "#38321a"]),
    ("note-ink", ["#574600", "#f1e2a4"]),
    ("queue-well", ["#fff7fa", "#2a131c"]),
    ("consumer-on", ["#ffffff", "#ffffff"]),
    ("msg-1", ["#0072b2", "#3a9bdc"]),
    ("msg-1-ink", ["#ffffff", "#04141f"]),
    ("msg-1-rim", ["#00476e", "#3a9bdc"]),
    ("msg-2", ["#0b7a5b", "#2db38b"]),
    ("msg-2-ink", ["#ffffff", "#03170f"]),
    ("msg-2-rim", ["#074c38", "#2db38b"]),
    ("msg-3", ["#f0c63c", "#f2cf5b"]),
    ("msg-3-ink", ["#2b2100", "#2b2100"]),
    ("msg-3-rim", ["#957b25", "#f2cf5b"]),
    ("msg-4", ["#d487b3", "#de9bc2"]),
    ("msg-4-ink", ["#36081f", "#36081f"]),
    ("msg-4-rim", ["#83546f", "#de9bc2"]),
    ("msg-5", ["#56b4e9", "#7cc8f2"]),
    ("msg-5-ink", ["#05263a", "#05263a"]),
    ("msg-5-rim", ["#357090", "#7cc8f2"]),
    ("msg-6", ["#7c4a1e", "#c58a55"]),
    ("msg-6-ink", ["#ffffff", "#201003"]),
    ("msg-6-rim", ["#4d2e13", "#c58a55"]),
    ("msg-7", ["#413f4b", "#cfcdd8"]),
    ("msg-7-ink", ["#ffffff", "#1a1922"]),
    ("msg-7-rim", ["#28272e", "#cfcdd8"]),
    ("msg-8", ["#a5b734", "#bfd052"]),
    ("msg-8-ink", ["#242900", "#242900"]),
    ("msg-8-rim", ["#667120", "#bfd052"]),
];

impl Ink {
    /// A colour by its name.
    pub(super) fn of(self, name: &str) -> &'static str {
        let known = COLOURS.iter().find(|(known, _)| *known == name);
        known.map_or("none", |(_, values)| values[self as usize])
    }
}
