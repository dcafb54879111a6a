//! Reading one line of our small languages: where we are, and what a mistake looks like from there.

use crate::model::diagnostic::{Code, Diagnostic, Expected, Place};

/// A mistake in a program or an expression. Line and column count from 1, the column in letters.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    pub line: u32,
    pub column: u32,
    /// The word or sign that stands there; empty at the end of the line.
    pub found: String,
    pub expected: Expected,
}

impl SyntaxError {
    /// The finding about the text at `place`.
    pub fn at(&self, place: &Place) -> Diagnostic {
        let code = Code::Syntax {
            found: self.found.clone(),
            expected: self.expected,
        };
        Diagnostic::error(code, place.line(self.line, self.column))
    }
}

/// How many parts the expressions of a line may have: what is parsed can be walked by recursion without fear.
const PARTS_LIMIT: u16 = 1000;

/// How deeply parentheses, lists and gaps may be nested.
const DEPTH_LIMIT: u16 = 50;

/// A place in a line.
#[derive(Clone, Debug)]
pub struct Cursor<'a> {
    text: &'a str,
    at: usize,
    line: u32,
    parts_left: u16,
    depth_left: u16,
}

impl<'a> Cursor<'a> {
    /// The beginning of a line.
    pub fn new(text: &'a str, line: u32) -> Self {
        Cursor {
            text,
            at: 0,
            line,
            parts_left: PARTS_LIMIT,
            depth_left: DEPTH_LIMIT,
        }
    }

    /// The number of the line.
    pub fn line(&self) -> u32 {
        self.line
    }

    /// How many bytes have been read.
    pub fn at(&self) -> usize {
        self.at
    }

    /// What has not been read.
    pub fn rest(&self) -> &'a str {
        &self.text[self.at..]
    }

    /// The next letter or sign, spaces included.
    pub fn peek(&self) -> Option<char> {
        self.rest().chars().next()
    }

    /// Reads the next letter or sign, spaces included.
    pub fn letter(&mut self) -> Option<char> {
        let letter = self.peek()?;
        self.at += letter.len_utf8();
        Some(letter)
    }

    /// Steps over spaces.
    pub fn skip_spaces(&mut self) {
        self.at = self.text.len() - self.rest().trim_start().len();
    }

    /// Whether nothing follows but spaces and a comment.
    pub fn at_end(&mut self) -> bool {
        self.skip_spaces();
        matches!(self.peek(), None | Some('#'))
    }

    /// Asserts that the line ends here.
    pub fn end(&mut self) -> Result<(), SyntaxError> {
        if self.at_end() {
            Ok(())
        } else {
            Err(self.error(Expected::EndOfLine))
        }
    }

    /// Reads a sign such as `==` where it stands next.
    pub fn eat(&mut self, sign: &str) -> bool {
        self.skip_spaces();
        let found = self.rest().starts_with(sign);
        if found {
            self.at += sign.len();
        }
        found
    }

    /// Reads a sign that must stand next.
    pub fn expect(&mut self, sign: &'static str) -> Result<(), SyntaxError> {
        if self.eat(sign) {
            Ok(())
        } else {
            Err(self.error(Expected::Word(sign)))
        }
    }

    /// Reads a whole word where it stands next.
    pub fn eat_word(&mut self, word: &str) -> bool {
        let found = self.peek_word() == word;
        if found {
            self.at += word.len();
        }
        found
    }

    /// Reads a word that must stand next.
    pub fn expect_word(&mut self, word: &'static str) -> Result<(), SyntaxError> {
        if self.eat_word(word) {
            Ok(())
        } else {
            Err(self.error(Expected::Word(word)))
        }
    }

    /// The word that stands next, empty where none does: a letter or `_`, then letters, digits, `_` and inner `-`.
    pub fn peek_word(&mut self) -> &'a str {
        self.skip_spaces();
        let rest = self.rest();
        if !rest.starts_with(|letter: char| letter.is_alphabetic() || letter == '_') {
            return "";
        }
        &rest[..word_length(rest)]
    }

    /// Reads the word that stands next; empty where none does.
    pub fn word(&mut self) -> &'a str {
        let word = self.peek_word();
        self.at += word.len();
        word
    }

    /// Reads what may follow a dot: a word that may begin with a digit. Empty where none stands here.
    pub fn segment(&mut self) -> &'a str {
        let rest = self.rest();
        let segment = &rest[..word_length(rest)];
        self.at += segment.len();
        segment
    }

    /// Reads letters as long as they are of a kind.
    pub fn take_while(&mut self, of_kind: impl Fn(char) -> bool) -> &'a str {
        let rest = self.rest();
        let length = rest.find(|letter| !of_kind(letter)).unwrap_or(rest.len());
        self.at += length;
        &rest[..length]
    }

    /// Counts a part of an expression.
    pub fn part(&mut self) -> Result<(), SyntaxError> {
        self.parts_left = self
            .parts_left
            .checked_sub(1)
            .ok_or_else(|| self.error(Expected::LessNesting))?;
        Ok(())
    }

    /// Reads something nested.
    pub fn nested<T>(
        &mut self,
        read: impl FnOnce(&mut Self) -> Result<T, SyntaxError>,
    ) -> Result<T, SyntaxError> {
        self.depth_left = self
            .depth_left
            .checked_sub(1)
            .ok_or_else(|| self.error(Expected::LessNesting))?;
        let result = read(self);
        self.depth_left += 1;
        result
    }

    /// Something else was expected at the next word or sign.
    pub fn error(&mut self, expected: Expected) -> SyntaxError {
        self.skip_spaces();
        let rest = self.rest();
        let word = rest
            .find(|letter: char| !is_word_letter(letter))
            .unwrap_or(rest.len());
        let found = match rest.chars().next() {
            None | Some('#') => String::new(),
            Some(sign) if word == 0 => sign.to_string(),
            Some(_) => rest[..word].chars().take(40).collect(),
        };
        SyntaxError {
            line: self.line,
            column: 1 + self.text[..self.at].chars().count() as u32,
            found,
            expected,
        }
    }
}

fn is_word_letter(letter: char) -> bool {
    letter.is_alphanumeric() || matches!(letter, '_' | '-' | '.')
}

fn word_length(text: &str) -> usize {
    let inner = |letter: char| letter.is_alphanumeric() || letter == '_';
    let mut letters = text.char_indices().peekable();
    while let Some((at, letter)) = letters.next() {
        let goes_on = match letter {
            '-' => at > 0 && letters.peek().is_some_and(|&(_, next)| inner(next)),
            _ => inner(letter),
        };
        if !goes_on {
            return at;
        }
    }
    text.len()
}
