//! How JSON is laid out for people: what fits into a line stands in one line, the rest is broken and indented.

/// The longest line, where it can be helped.
const WIDTH: usize = 110;

/// Lays out compact JSON text, keeping the order of fields.
pub fn pretty(compact: &str) -> String {
    let mut reader = Reader { text: compact, at: 0 };
    let piece = reader.piece();
    let mut out = String::with_capacity(compact.len() * 2);
    match &piece {
        Piece::Group { open, items, .. } if !items.is_empty() => broken(&mut out, *open, items, 0),
        Piece::Group { .. } | Piece::Leaf(_) => flat(&mut out, &piece),
    }
    out.push('\n');
    out
}

enum Piece<'a> {
    Leaf(&'a str),
    Group {
        open: char,
        items: Vec<Item<'a>>,
        width: usize,
    },
}

struct Item<'a> {
    key: Option<&'a str>,
    value: Piece<'a>,
}

impl Piece<'_> {
    fn width(&self) -> usize {
        match self {
            Piece::Leaf(text) => text.chars().count(),
            Piece::Group { width, .. } => *width,
        }
    }
}

/// Reads JSON that a serializer wrote, so nothing can be amiss.
struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn peek(&self) -> u8 {
        self.text.as_bytes().get(self.at).copied().unwrap_or(b']')
    }

    fn piece(&mut self) -> Piece<'a> {
        let open = self.peek();
        if open != b'{' && open != b'[' {
            return Piece::Leaf(self.leaf());
        }
        self.at += 1;
        let mut items = Vec::new();
        let mut width = 2;
        while !matches!(self.peek(), b'}' | b']') {
            let key = (open == b'{').then(|| self.leaf());
            // The colon, or nothing.
            self.at += usize::from(key.is_some());
            let value = self.piece();
            width += value.width() + key.map_or(0, |key| key.chars().count() + 2) + 2;
            items.push(Item { key, value });
            self.at += usize::from(self.peek() == b',');
        }
        self.at += 1;
        Piece::Group {
            open: open.into(),
            items,
            width,
        }
    }

    fn leaf(&mut self) -> &'a str {
        let rest = &self.text[self.at..];
        let length = match rest.starts_with('"') {
            true => text_length(rest),
            false => rest.find([',', '}', ']']).unwrap_or(rest.len()),
        };
        self.at += length;
        &rest[..length]
    }
}

/// How long the text is that begins here, with its quotes.
pub fn text_length(text: &str) -> usize {
    let mut escaped = false;
    for (at, letter) in text.bytes().enumerate().skip(1) {
        match letter {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return at + 1,
            _ => {}
        }
    }
    text.len()
}

fn close(open: char) -> char {
    if open == '{' { '}' } else { ']' }
}

fn flat(out: &mut String, piece: &Piece<'_>) {
    let (open, items) = match piece {
        Piece::Leaf(text) => return out.push_str(text),
        Piece::Group { open, items, .. } => (*open, items),
    };
    let space = open == '{' && !items.is_empty();
    out.push(open);
    if space {
        out.push(' ');
    }
    for (position, item) in items.iter().enumerate() {
        if position > 0 {
            out.push_str(", ");
        }
        push_key(out, item);
        flat(out, &item.value);
    }
    if space {
        out.push(' ');
    }
    out.push(close(open));
}

fn broken(out: &mut String, open: char, items: &[Item<'_>], indent: usize) {
    out.push(open);
    for (position, item) in items.iter().enumerate() {
        out.push_str(if position == 0 { "\n" } else { ",\n" });
        push_indent(out, indent + 2);
        push_key(out, item);
        let room = WIDTH.saturating_sub(indent + 2 + item.key.map_or(0, |key| key.chars().count() + 2));
        match &item.value {
            Piece::Group { open, items, width } if *width > room => broken(out, *open, items, indent + 2),
            value => flat(out, value),
        }
    }
    out.push('\n');
    push_indent(out, indent);
    out.push(close(open));
}

fn push_key(out: &mut String, item: &Item<'_>) {
    if let Some(key) = item.key {
        out.push_str(key);
        out.push_str(": ");
    }
}

fn push_indent(out: &mut String, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_fits_stands_in_a_line() {
        let long = "x".repeat(100);
        let compact = format!(r#"{{"a":[1,2,{{}},[]],"b":{{"c":"q\"}}{long}","d":null}}}}"#);
        let laid_out = pretty(&compact);
        assert_eq!(
            laid_out,
            format!(
                "{{\n  \"a\": [1, 2, {{}}, []],\n  \"b\": {{\n    \"c\": \"q\\\"}}{long}\",\n    \"d\": null\n  }}\n}}\n"
            )
        );
        let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
        assert_eq!(read(&laid_out), read(&compact));
    }

    #[test]
    fn small_texts_are_laid_out() {
        for (compact, laid_out) in [
            ("1", "1\n"),
            ("[]", "[]\n"),
            ("\"a,b\"", "\"a,b\"\n"),
            ("[[1]]", "[\n  [1]\n]\n"),
        ] {
            assert_eq!(pretty(compact), laid_out);
        }
    }
}
