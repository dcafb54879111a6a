//! Words for a POSIX shell: whatever a name holds, the shell passes it on unchanged and runs none of it.

/// A word of a command line. A shell has no way to pass a NUL on; then there is none.
pub fn quoted(text: &str) -> Option<String> {
    if text.contains('\0') {
        return None;
    }
    let is_plain = |letter: char| letter.is_ascii_alphanumeric() || "_-./:@%+,".contains(letter);
    if !text.is_empty() && text.chars().all(is_plain) {
        return Some(text.into());
    }
    // In single quotes all letters stand for themselves, but the quote, which is put between two such texts.
    let mut word = String::from("'");
    for letter in text.chars() {
        match letter {
            '\'' => word.push_str("'\\''"),
            other => word.push(other),
        }
    }
    word.push('\'');
    Some(word)
}

/// A segment of a URL's path: everything but RFC 3986's unreserved letters is written as `%XX`. A segment of dots alone
/// would be taken for a way up, so its dots are written so, too.
pub fn segment(text: &str) -> String {
    let dots_only = text.bytes().all(|byte| byte == b'.');
    let mut segment = String::new();
    for byte in text.bytes() {
        match byte {
            b'.' if dots_only => segment.push_str("%2E"),
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'_' | b'~' | b'.' => segment.push(byte.into()),
            other => {
                segment.push('%');
                for digit in [other >> 4, other & 15] {
                    segment.push(char::from(b"0123456789ABCDEF"[usize::from(digit)]));
                }
            }
        }
    }
    segment
}
