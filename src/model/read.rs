//! JSON to document, with a finding for whatever is not as it should be.
//!
//! Unknown fields stay as they are. A field of the wrong type is an error; then there is no document, so nothing is lost
//! by saving half of one. Nothing in a text makes this panic.

mod lesson;
mod object;
mod parts;
mod script;
mod twice;

use crate::model::diagnostic::code::{JsonMistake, What};
use crate::model::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::model::document::{Document, FORMAT, VERSION};
use crate::model::json;

pub use object::{Findings, Object};
pub use parts::topology;
use twice::field_twice;

/// The largest text that is read, in bytes.
pub const BYTES_LIMIT: usize = 8_000_000;

impl Document {
    /// Reads a document. Without errors among the findings there is one.
    pub fn from_json(text: &str) -> (Option<Document>, Vec<Diagnostic>) {
        let mut findings = Findings::default();
        let document = read_text(text, &mut findings).and_then(|json| read_document(json, &mut findings));
        let findings = findings.into_list();
        let failed = findings.iter().any(|finding| finding.severity == Severity::Error);
        (document.filter(|_| !failed), findings)
    }

    /// Writes the document so that reading gives the same one.
    pub fn to_json(&self) -> String {
        json::pretty(&serde_json::to_string(self).expect("texts are all keys"))
    }
}

/// Reads a text as JSON, within limits.
pub fn read_text(text: &str, findings: &mut Findings) -> Option<serde_json::Value> {
    if text.len() > BYTES_LIMIT {
        let code = Code::TooLarge {
            bytes: text.len(),
            limit: BYTES_LIMIT,
        };
        findings.add(Diagnostic::error(code, Place::top()));
        return None;
    }
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let (code, place) = match serde_json::from_str(text) {
        Ok(json) => match field_twice(text) {
            None => return Some(json),
            Some((name, end)) => {
                let what = What::Field;
                (Code::Duplicate { what, name }, place_of(text, end))
            }
        },
        Err(error) => {
            let place = Place::top().line(error.line() as u32, error.column() as u32);
            (json_code(&error), place)
        }
    };
    findings.add(Diagnostic::error(code, place));
    None
}

/// Where a byte stands.
fn place_of(text: &str, at: usize) -> Place {
    let before = &text[..at];
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().map_or(0, str::len);
    Place::top().line(line as u32, column as u32)
}

fn json_code(error: &serde_json::Error) -> Code {
    let text = error.to_string();
    // The place is told apart from the reason.
    let reason = text
        .rsplit_once(" at line ")
        .map_or(text.as_str(), |(reason, _)| reason);
    match reason {
        "recursion limit exceeded" => Code::TooDeep,
        _ => Code::NotJson {
            mistake: json_mistake(reason),
        },
    }
}

/// What the reader of JSON means with its words.
fn json_mistake(reason: &str) -> JsonMistake {
    match reason {
        "EOF while parsing a string" => JsonMistake::OpenText,
        "EOF while parsing a list" | "EOF while parsing an object" | "EOF while parsing a value" => {
            JsonMistake::End
        }
        "expected value" | "expected ident" => JsonMistake::Value,
        "expected `:`" => JsonMistake::Colon,
        "expected `,` or `]`" | "expected `,` or `}`" => JsonMistake::Comma,
        "key must be a string" | "expected `\"`" => JsonMistake::Name,
        "trailing comma" => JsonMistake::TrailingComma,
        "trailing characters" => JsonMistake::Trailing,
        "invalid number" | "number out of range" => JsonMistake::Number,
        "invalid escape"
        | "invalid unicode code point"
        | "lone leading surrogate in hex escape"
        | "unexpected end of hex escape" => JsonMistake::Escape,
        "control character (\\u0000-\\u001F) found while parsing a string" => JsonMistake::Control,
        _ => JsonMistake::Other,
    }
}

fn read_document(json: serde_json::Value, findings: &mut Findings) -> Option<Document> {
    let mut object = Object::top(json, findings)?;
    if object.peek_text("format") != Some(FORMAT) {
        let code = if looks_like_definitions(&object) {
            Code::IsDefinitions
        } else {
            Code::NotADocument
        };
        object.error(code);
        return None;
    }
    let version = object.integer("version", i64::from(VERSION), 1, i64::from(u32::MAX)) as u32;
    if version > VERSION {
        let code = Code::NewerVersion {
            version: version.into(),
            known: VERSION,
        };
        object.warn_at("version", code);
    }
    Some(parts::document(object, version))
}

fn looks_like_definitions(object: &Object<'_>) -> bool {
    [
        "rabbit_version",
        "rabbitmq_version",
        "queues",
        "exchanges",
        "bindings",
    ]
    .iter()
    .any(|field| object.has(field))
}

#[cfg(test)]
mod tests;
