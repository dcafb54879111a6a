//! Which kind of file a text is, and what is made of it.

use crate::export::definitions::{self, Report, VhostSummary};
use crate::model::document::FORMAT;
use crate::model::{Diagnostic, Document, Words};

/// What a file turned out to be.
#[derive(Clone, Debug)]
pub enum Read {
    /// A document of Warren, with what was found while reading it.
    Document(Box<Document>, Vec<Diagnostic>),
    /// Definitions that a broker exported.
    Definitions(Vec<VhostSummary>),
    /// Neither, or one with mistakes.
    Wrong(Vec<Diagnostic>),
}

/// Finds out what a text is.
pub fn read(text: &str) -> Read {
    if is_definitions(text) {
        return match definitions::vhosts(text) {
            Ok(vhosts) => Read::Definitions(vhosts),
            Err(found) => Read::Wrong(found),
        };
    }
    match Document::from_json(text) {
        (Some(document), found) => Read::Document(Box::new(document), found),
        (None, found) => Read::Wrong(found),
    }
}

/// Whether a text is more likely what a broker exported: it does not say that it is ours, and has a broker's lists.
fn is_definitions(text: &str) -> bool {
    let ours = format!("\"{FORMAT}\"");
    let head: String = text.chars().take(400).collect();
    let says_so = head.contains("\"format\"") && head.contains(&ours);
    let lists = ["\"queues\"", "\"exchanges\"", "\"bindings\"", "\"vhosts\""];
    !says_so && lists.iter().any(|list| text.contains(list))
}

/// Takes one virtual host of definitions into a document that is named after it and its file.
pub fn take(text: &str, vhost: &str, file: &str) -> (Option<Document>, Report) {
    let (document, report) = definitions::import(text, vhost);
    let document = document.map(|mut document| {
        if document.title.is_empty() {
            let title = if vhost.is_empty() { file } else { vhost };
            document.title = Words::new(title, title);
        }
        document
    });
    (document, report)
}
