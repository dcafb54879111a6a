//! How wheel and drag move the view. None is right, only learned: whoever comes from a map, a design tool or a diagram
//! editor finds the hands' habits again. One policy for each, so that nothing else asks which it is.

use crate::key;
use crate::text::Key;

/// Whose habits the canvas has.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scheme {
    /// A drag pans, the wheel zooms, Shift and a drag chooses with a frame.
    #[default]
    Map,
    /// The wheel pans, with Control it zooms; a drag chooses with a frame; Space or the middle button pans.
    Design,
    /// As in draw.io: like [`Scheme::Design`], and the right button pans, Alt and the wheel zooms.
    DrawIo,
}

/// The keys that are held while the wheel turns.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Held {
    /// Control or Command; a pinch on a trackpad says so, too.
    pub control: bool,
    pub shift: bool,
    pub alt: bool,
}

/// What a turn of the wheel does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wheel {
    Zoom,
    Pan,
    /// Pans sideways, for wheels that turn one way only.
    PanAside,
    /// It is the page's around the canvas.
    Page,
}

/// What a drag begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Press {
    /// A finger.
    Finger,
    /// The first button of a mouse, or a pen.
    First,
    /// The first button, with Space held.
    WithSpace,
    Middle,
    Second,
}

impl Scheme {
    pub const ALL: [Scheme; 3] = [Scheme::Map, Scheme::Design, Scheme::DrawIo];

    /// As it is kept.
    pub const fn word(self) -> &'static str {
        match self {
            Scheme::Map => "map",
            Scheme::Design => "design",
            Scheme::DrawIo => "draw.io",
        }
    }

    /// The scheme that is kept as this.
    pub fn parse(word: &str) -> Option<Scheme> {
        Scheme::ALL.into_iter().find(|scheme| scheme.word() == word)
    }

    /// What its hands do, in a sentence.
    pub fn about(self) -> Key {
        match self {
            Scheme::Map => key!("scheme.map_about"),
            Scheme::Design => key!("scheme.design_about"),
            Scheme::DrawIo => key!("scheme.draw_io_about"),
        }
    }

    /// What a turn of the wheel does.
    pub fn wheel(self, held: Held) -> Wheel {
        match self {
            _ if held.control => Wheel::Zoom,
            Scheme::Map => Wheel::Zoom,
            Scheme::DrawIo if held.alt => Wheel::Zoom,
            Scheme::Design | Scheme::DrawIo if held.shift => Wheel::PanAside,
            Scheme::Design | Scheme::DrawIo => Wheel::Pan,
        }
    }

    /// Whether a press is the camera's whatever lies under it.
    pub fn pans(self, press: Press) -> bool {
        match press {
            Press::Finger | Press::First => false,
            Press::Middle => true,
            Press::WithSpace => self != Scheme::Map,
            Press::Second => self == Scheme::DrawIo,
        }
    }

    /// Whether a drag on the ground draws a frame; else it pans.
    pub fn frames(self, press: Press, shift: bool) -> bool {
        match press {
            Press::First => shift || self != Scheme::Map,
            Press::Finger | Press::WithSpace | Press::Middle | Press::Second => false,
        }
    }
}

/// In other people's pages the page's habits come first: plain scrolling scrolls it.
pub fn wheel_in_page(held: Held) -> Wheel {
    if held.control { Wheel::Zoom } else { Wheel::Page }
}

#[cfg(test)]
mod tests {
    use super::*;

    const CONTROL: Held = Held {
        control: true,
        shift: false,
        alt: false,
    };

    #[test]
    fn each_scheme_is_kept_by_its_word() {
        for scheme in Scheme::ALL {
            assert_eq!(Scheme::parse(scheme.word()), Some(scheme));
        }
        assert_eq!(Scheme::parse("other"), None);
    }

    #[test]
    fn a_pinch_zooms_in_every_scheme_and_in_pages() {
        for scheme in Scheme::ALL {
            assert_eq!(scheme.wheel(CONTROL), Wheel::Zoom, "{scheme:?}");
        }
        assert_eq!(wheel_in_page(CONTROL), Wheel::Zoom);
        assert_eq!(wheel_in_page(Held::default()), Wheel::Page);
    }

    #[test]
    fn every_scheme_can_pan_and_choose_by_drag() {
        for scheme in Scheme::ALL {
            assert!(scheme.frames(Press::First, true), "{scheme:?}");
            assert!(!scheme.frames(Press::Finger, false), "{scheme:?}");
            let pans = !scheme.frames(Press::First, false) || scheme.pans(Press::WithSpace);
            assert!(pans && scheme.pans(Press::Middle), "{scheme:?}");
        }
        assert!(Scheme::DrawIo.pans(Press::Second) && !Scheme::Design.pans(Press::Second));
    }
}
