//! AMQP's doubles, kept as the decimal digits that were written.
//!
//! A simulation compares doubles and never computes with them, so it needs none of the machinery of floating point, and
//! what a person wrote comes back as it was. Digits compare exactly, where a broker rounds to 64 bits first: the two
//! differ beyond the fifteenth digit alone.

use crate::base::hash::Digest;
use std::cmp::Ordering;
use std::fmt;
use std::num::IntErrorKind;
use std::sync::Arc;

/// A finite number: its digits stand behind the point, the first and the last of them is no zero, times ten to the
/// power of `exponent`. Nought has no digits.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Double {
    is_negative: bool,
    exponent: i32,
    digits: Arc<str>,
}

/// The largest number that 64 bits hold.
const LARGEST: (i32, &str) = (309, "17976931348623157");

/// Below this power of ten 64 bits hold nothing but nought.
const SMALLEST_EXPONENT: i32 = -323;

impl Double {
    /// Reads what JSON calls a number; none where it is more than a double can hold.
    pub fn parse(text: &str) -> Option<Self> {
        let (is_negative, text) = text.strip_prefix('-').map_or((false, text), |rest| (true, rest));
        let (mantissa, power) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, ""));
        let is_number = !whole.is_empty()
            && [whole, fraction]
                .iter()
                .all(|part| part.bytes().all(|byte| byte.is_ascii_digit()));
        let power = power_of_ten(power).filter(|_| is_number)?;
        let written = format!("{whole}{fraction}");
        let digits = written.trim_start_matches('0');
        let leading = written.len() - digits.len();
        let places = i32::try_from(whole.len()).ok()? - i32::try_from(leading).ok()?;
        let exponent = power.saturating_add(places);
        let digits = digits.trim_end_matches('0');
        if digits.is_empty() || exponent < SMALLEST_EXPONENT {
            return Some(Double {
                is_negative: false,
                exponent: 0,
                digits: "".into(),
            });
        }
        ((exponent, digits) <= LARGEST).then(|| Double {
            is_negative,
            exponent,
            digits: digits.into(),
        })
    }

    /// How two doubles compare by value.
    pub fn compare(&self, other: &Double) -> Ordering {
        let size = |one: &Double, other: &Double| {
            (one.exponent, &*one.digits).cmp(&(other.exponent, &*other.digits))
        };
        match (self.sign(), other.sign()) {
            (1, 1) => size(self, other),
            (-1, -1) => size(other, self),
            (one, other) => one.cmp(&other),
        }
    }

    /// The nearest integer, halves away from nought; none where it is beyond 64 bits.
    pub fn rounded(&self) -> Option<i64> {
        if self.exponent < 0 || self.digits.is_empty() {
            return Some(0);
        }
        let whole = self.exponent as usize;
        let digit = |at: usize| {
            self.digits
                .as_bytes()
                .get(at)
                .map_or(0, |byte| i64::from(byte - b'0'))
        };
        let mut number =
            (0..whole).try_fold(0i64, |number, at| number.checked_mul(10)?.checked_add(digit(at)))?;
        number = number.checked_add(i64::from(digit(whole) >= 5))?;
        Some(if self.is_negative { -number } else { number })
    }

    /// Feeds the number to a digest.
    pub fn digest(&self, into: &mut Digest) {
        into.flag(self.is_negative)
            .word(self.exponent as u64)
            .text(&self.digits);
    }

    fn sign(&self) -> i32 {
        match (self.digits.is_empty(), self.is_negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

/// Reads a power of ten; one that no number needs becomes one that no double can hold.
fn power_of_ten(text: &str) -> Option<i32> {
    text.parse::<i32>().map_or_else(
        |error| match error.kind() {
            IntErrorKind::PosOverflow => Some(i32::MAX),
            IntErrorKind::NegOverflow => Some(i32::MIN),
            _ => None,
        },
        Some,
    )
}

impl From<i64> for Double {
    fn from(number: i64) -> Self {
        Double::parse(&number.to_string()).expect("doubles reach beyond 64 bits")
    }
}

/// In digits without a power of ten, which JSON and the language of programs both read as a double: `1.0`, `-0.25`.
impl fmt::Display for Double {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let sign = if self.is_negative { "-" } else { "" };
        let digits = &*self.digits;
        let places = self.exponent.unsigned_abs() as usize;
        if digits.is_empty() {
            formatter.write_str("0.0")
        } else if self.exponent <= 0 {
            write!(formatter, "{sign}0.{:0<places$}{digits}", "")
        } else if places >= digits.len() {
            write!(formatter, "{sign}{digits:0<places$}.0")
        } else {
            let (whole, fraction) = digits.split_at(places);
            write!(formatter, "{sign}{whole}.{fraction}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rand::{Rng, SeedableRng};

    fn double(text: &str) -> Double {
        Double::parse(text).unwrap()
    }

    #[test]
    fn it_writes_what_it_reads() {
        for (written, shown) in [
            ("0", "0.0"),
            ("-0.0", "0.0"),
            ("1.0", "1.0"),
            ("-1.50", "-1.5"),
            ("120", "120.0"),
            ("0.25", "0.25"),
            ("0.001", "0.001"),
            ("1.2e21", "1200000000000000000000.0"),
            ("-12.5E-4", "-0.00125"),
            ("12345678901234567890", "12345678901234567890.0"),
            ("1e-400", "0.0"),
            ("1e-99999999999", "0.0"),
            ("0e99999999999", "0.0"),
        ] {
            assert_eq!(double(written).to_string(), shown);
            assert_eq!(double(shown), double(written));
        }
        for wrong in [
            "",
            "-",
            ".5",
            "1e",
            "e1",
            "1.2.3",
            "1e309",
            "-2e308",
            "1e99999999999",
            "NaN",
            "0x1",
        ] {
            assert_eq!(Double::parse(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn it_compares_and_rounds_as_the_processor_does() {
        let mut random = rand_pcg::Pcg64Mcg::seed_from_u64(3);
        let mut number = || {
            let bits = random.next_u64();
            let number = (bits % 2_000_001) as f64 - 1_000_000.0;
            number / [1.0, 10.0, 1e3, 1e-9, 1e30][(bits >> 32) as usize % 5]
        };
        for _ in 0..5_000 {
            let (one, other) = (number(), number());
            let (first, second) = (double(&format!("{one:?}")), double(&format!("{other:?}")));
            assert_eq!(
                first.compare(&second),
                one.partial_cmp(&other).unwrap(),
                "{one} {other}"
            );
            assert_eq!(first.to_string().parse(), Ok(one));
            if one.abs() < 1e18 {
                assert_eq!(first.rounded(), Some(one.round() as i64), "{one}");
            }
        }
        assert_eq!(
            Double::from(i64::MIN).compare(&double("-9223372036854775808.5")),
            Ordering::Greater
        );
        assert_eq!(double("1e19").rounded(), None);
    }
}
