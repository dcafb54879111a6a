//! The lessons of the gallery on their runs.

use super::*;
use crate::model::document::Document;
use crate::run::History;

pub(crate) fn gallery() -> Vec<(String, Document)> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/static/gallery");
    let mut documents = Vec::new();
    for entry in std::fs::read_dir(folder).expect("the gallery") {
        let path = entry.expect("a file").path();
        let name = path.file_stem().expect("a name").to_string_lossy().into_owned();
        if name == "manifest" || path.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let (document, _) = Document::from_json(&std::fs::read_to_string(&path).expect("a scenario"));
        documents.push((name, document.expect("a document")));
    }
    documents.sort_by(|one, other| one.0.cmp(&other.0));
    documents
}

#[test]
fn every_lesson_of_the_gallery_fits_its_run() {
    let documents = gallery();
    assert!(documents.len() >= 10);
    let mut flaws = Vec::new();
    for (name, document) in documents {
        let (mut history, diagnostics) = History::new(&document);
        assert_eq!(diagnostics, [], "{name}");
        let course = Course::new(&document, &mut history);
        let lesson = document.lesson.as_ref().expect("a lesson");
        assert_eq!(course.stops.len(), lesson.chapters.len(), "{name}");
        flaws.extend(course.flaws.iter().map(|flaw| format!("{name}: {flaw:?}")));
    }
    assert!(flaws.is_empty(), "{}", flaws.join("\n"));
}
