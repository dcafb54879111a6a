//! The project's text files as the rules see them: a path, the text, and the text without comments and literals.

use std::path::Path;

/// A file of the project.
pub struct Source {
    /// From the project's directory, with `/`.
    pub path: String,
    pub text: String,
    /// Rust: the text with the insides of comments, strings and characters blanked out, each byte at its place, so that
    /// a rule about code does not stumble over words. Other languages: the text.
    pub code: String,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Source {
        let code = if path.ends_with(".rs") {
            without_words(text)
        } else {
            text.to_owned()
        };
        Source {
            path: path.to_owned(),
            text: text.to_owned(),
            code,
        }
    }

    /// The line, from 1, on which a byte of the text stands.
    pub fn line_of(&self, place: usize) -> usize {
        self.text[..place].matches('\n').count() + 1
    }

    /// The room of `src` that the file belongs to: `broker` for `src/broker.rs` and all of `src/broker/`.
    pub fn room(&self) -> Option<&str> {
        let inside = self.path.strip_prefix("src/")?;
        let first = inside.split('/').next()?;
        Some(first.strip_suffix(".rs").unwrap_or(first))
    }
}

/// All text files of the project that people write, in the order of their paths.
pub fn read_project() -> Vec<Source> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut sources = Vec::new();
    read_directory(root, "", &mut sources);
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
}

fn read_directory(directory: &Path, prefix: &str, sources: &mut Vec<Source>) {
    for entry in std::fs::read_dir(directory)
        .expect("the project can be read")
        .flatten()
    {
        let Ok(name) = entry.file_name().into_string() else {
            continue;
        };
        let path = format!("{prefix}{name}");
        if is_made(&name) || entry.path().join("CACHEDIR.TAG").exists() {
            continue;
        }
        if entry.path().is_dir() {
            read_directory(&entry.path(), &format!("{path}/"), sources);
        } else if let Ok(text) = std::fs::read_to_string(entry.path()) {
            sources.push(Source::new(&path, &text));
        }
    }
}

/// What tools made, and git's own: nobody wrote it. Cargo's directories carry a tag and may have any name.
fn is_made(name: &str) -> bool {
    matches!(name, ".git" | "dist" | "node_modules" | "Cargo.lock")
}

/// Blanks the insides of comments, strings and character literals with spaces; newlines stay.
fn without_words(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut code = bytes.to_vec();
    let mut at = 0;
    while at < bytes.len() {
        let end = match bytes[at] {
            b'/' if bytes[at..].starts_with(b"//") => line_end(bytes, at),
            b'/' if bytes[at..].starts_with(b"/*") => comment_end(bytes, at),
            b'"' => string_end(bytes, at + 1),
            b'r' if !continues_word(bytes, at) => raw_string_end(bytes, at).unwrap_or(at),
            b'\'' => character_end(bytes, at).unwrap_or(at),
            _ => at,
        };
        if end == at {
            at += 1;
            continue;
        }
        for byte in &mut code[at..end] {
            if *byte != b'\n' {
                *byte = b' ';
            }
        }
        at = end;
    }
    String::from_utf8(code).expect("whole characters are blanked")
}

fn line_end(bytes: &[u8], at: usize) -> usize {
    bytes[at..]
        .iter()
        .position(|byte| *byte == b'\n')
        .map_or(bytes.len(), |length| at + length)
}

/// The end of a block comment; they nest.
fn comment_end(bytes: &[u8], start: usize) -> usize {
    let (mut at, mut depth) = (start + 2, 1);
    while at < bytes.len() && depth > 0 {
        let (step, change) = match &bytes[at..] {
            [b'/', b'*', ..] => (2, 1),
            [b'*', b'/', ..] => (2, -1),
            _ => (1, 0),
        };
        at += step;
        depth += change;
    }
    at.min(bytes.len())
}

fn string_end(bytes: &[u8], start: usize) -> usize {
    let mut at = start;
    while at < bytes.len() {
        match bytes[at] {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// The end of `r"…"` or `r#"…"#`, if one begins here.
fn raw_string_end(bytes: &[u8], at: usize) -> Option<usize> {
    let hashes = bytes[at + 1..].iter().take_while(|byte| **byte == b'#').count();
    let inside = at + 1 + hashes;
    if bytes.get(inside) != Some(&b'"') {
        return None;
    }
    let close = format!("\"{}", "#".repeat(hashes));
    let found = bytes[inside + 1..]
        .windows(close.len())
        .position(|window| window == close.as_bytes());
    Some(found.map_or(bytes.len(), |length| inside + 1 + length + close.len()))
}

/// The end of a character literal, if this quote begins one and not a lifetime.
fn character_end(bytes: &[u8], at: usize) -> Option<usize> {
    let close = match bytes.get(at + 1)? {
        b'\\' => {
            at + 3
                + bytes[(at + 3).min(bytes.len())..]
                    .iter()
                    .position(|byte| *byte == b'\'')?
        }
        first => at + 1 + width(*first),
    };
    (bytes.get(close) == Some(&b'\'')).then_some(close + 1)
}

/// How many bytes a character has whose first byte this is.
fn width(first: u8) -> usize {
    match first {
        0xF0.. => 4,
        0xE0.. => 3,
        0xC0.. => 2,
        _ => 1,
    }
}

fn continues_word(bytes: &[u8], at: usize) -> bool {
    at > 0 && (bytes[at - 1].is_ascii_alphanumeric() || bytes[at - 1] == b'_')
}

#[test]
fn words_are_blanked_and_code_stays_in_place() {
    let cases = [
        ("a // b\nc", "a     \nc"),
        ("a /* b /* c */ d */ e", "a                   e"),
        (
            r#"f("x \" y", 'z', '\'', '\n') + 'life"#,
            r#"f(        ,    ,     ,     ) + 'life"#,
        ),
        ("r#\"a\"b\"# r\"c\" bar\"d\"", "              bar   "),
        ("'界' 'a", "      'a"),
        ("&'a str; '\\u{1F600}'", "&'a str;            "),
    ];
    for (text, code) in cases {
        assert_eq!(without_words(text), code, "{text}");
    }
}
