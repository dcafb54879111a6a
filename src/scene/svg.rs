//! Numbers as SVG and CSS write them. The library's own writing of floating-point numbers, which is exact to the last
//! digit, would be the largest piece of code of the whole canvas.

/// The pattern with the numbers in the places of its `#`, in order, each rounded to thousandths. A place without a
/// number stays empty.
pub fn written(pattern: &str, numbers: &[f64]) -> String {
    let mut text = String::new();
    let mut numbers = numbers.iter();
    for letter in pattern.chars() {
        if letter != '#' {
            text.push(letter);
        } else if let Some(number) = numbers.next() {
            write(&mut text, *number);
        }
    }
    text
}

/// What moves something from the origin to this place.
pub fn translate(x: f64, y: f64) -> String {
    written("translate(# #)", &[x, y])
}

fn write(text: &mut String, number: f64) {
    let thousandths = (number * 1000.0).round_ties_even() as i64;
    if thousandths < 0 {
        text.push('-');
    }
    let thousandths = thousandths.unsigned_abs();
    text.push_str(&(thousandths / 1000).to_string());
    let (mut rest, mut place) = (thousandths % 1000, 100);
    if rest > 0 {
        text.push('.');
    }
    while rest > 0 {
        text.push(char::from(b'0' + (rest / place) as u8));
        (rest, place) = (rest % place, place / 10);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_has_as_many_decimals_as_it_needs() {
        let cases = [
            (0.0, "0"),
            (-0.0, "0"),
            (17.0, "17"),
            (-3.0, "-3"),
            (0.5, "0.5"),
            (-0.25, "-0.25"),
            (0.125, "0.125"),
            (1.005, "1.005"),
            (9.05, "9.05"),
            (-0.0004, "0"),
            (0.1 + 0.2, "0.3"),
            (2.0 / 3.0, "0.667"),
            (0.9996, "1"),
            (-1999.9999, "-2000"),
            (4_000_000_000.5, "4000000000.5"),
        ];
        for (number, expected) in cases {
            assert_eq!(written("#", &[number]), expected);
        }
    }

    #[test]
    fn it_is_what_the_library_writes_of_the_rounded_number() {
        for thousandths in -3_000_i32..3_000 {
            let number = f64::from(thousandths) / 1000.0;
            assert_eq!(written("#", &[number]), number.to_string());
        }
    }

    #[test]
    fn numbers_stand_in_their_places() {
        assert_eq!(translate(1.5, -2.0), "translate(1.5 -2)");
        assert_eq!(written("M# #h#z", &[1.0, 2.0]), "M1 2hz");
        assert_eq!(written("none", &[1.0]), "none");
    }
}
