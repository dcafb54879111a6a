//! The gallery's manifest: which scenarios there are, in sections, with the words of their cards.

use crate::base::gather::Gather;
use crate::model::Words;
use crate::text::Language;
use serde_json::Value;
use std::rc::Rc;

/// The manifest, on its way, come or lost.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Manifest {
    /// Nobody asked for it yet.
    #[default]
    Unasked,
    Loading,
    Loaded(Vec<Section>),
    Failed,
}

/// A section of the gallery.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Section {
    pub id: String,
    pub title: Words,
    pub about: Words,
    pub scenarios: Vec<Scenario>,
}

/// A scenario.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Scenario {
    pub id: Rc<str>,
    pub title: Words,
    pub promise: Words,
    pub chapters: u64,
    pub questions: u64,
    /// In English and in Chinese.
    pub tags: [Vec<Rc<str>>; 2],
}

impl Manifest {
    /// Reads a manifest. What is not as it should be is left out; a text that is no manifest is told.
    pub fn read(text: &str) -> Manifest {
        let json: Value = match serde_json::from_str(text) {
            Ok(json) => json,
            Err(_) => return Manifest::Failed,
        };
        let list = |name: &str| json[name].as_array().cloned().unwrap_or_default();
        let mut sections: Vec<Section> = list("groups").iter().map(section).gather();
        for entry in &list("scenarios") {
            let group = entry["group"].as_str().unwrap_or_default();
            let at = match sections.iter().position(|section| section.id == group) {
                Some(at) => at,
                None => {
                    sections.push(Section {
                        id: group.into(),
                        ..Section::default()
                    });
                    sections.len() - 1
                }
            };
            sections[at].scenarios.extend(scenario(entry));
        }
        sections.retain(|section| !section.scenarios.is_empty());
        Manifest::Loaded(sections)
    }

    /// The sections, as far as they are known.
    pub fn sections(&self) -> &[Section] {
        match self {
            Manifest::Loaded(sections) => sections,
            Manifest::Unasked | Manifest::Loading | Manifest::Failed => &[],
        }
    }

    /// The section of a scenario, and whether there is such a scenario.
    pub fn section_of(&self, id: &str) -> Option<&Section> {
        let holds = |section: &&Section| section.scenarios.iter().any(|scenario| &*scenario.id == id);
        self.sections().iter().find(holds)
    }
}

fn section(json: &Value) -> Section {
    Section {
        id: json["id"].as_str().unwrap_or_default().into(),
        title: words(&json["title"]),
        about: words(&json["about"]),
        scenarios: Vec::new(),
    }
}

fn scenario(json: &Value) -> Option<Scenario> {
    let tags = |language: &str| {
        let tags = json["tags"][language].as_array().cloned().unwrap_or_default();
        tags.iter().filter_map(Value::as_str).map(Rc::from).gather()
    };
    Some(Scenario {
        id: json["id"].as_str()?.into(),
        title: words(&json["title"]),
        promise: words(&json["promise"]),
        chapters: json["chapters"].as_u64().unwrap_or(0),
        questions: json["questions"].as_u64().unwrap_or(0),
        tags: [tags("en"), tags("zh")],
    })
}

fn words(json: &Value) -> Words {
    let text = |language: &str| json[language].as_str().unwrap_or_default();
    Words::new(text("en"), text("zh"))
}

/// A text in the reader's language; English where there is no other.
pub fn in_language(words: &Words, language: Language) -> &str {
    match language {
        Language::Chinese if !words.zh.is_empty() => &words.zh,
        Language::Chinese | Language::English => &words.en,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scenarios_stand_in_their_sections() {
        let manifest = Manifest::read(
            r#"{"groups": [{"id": "a", "title": {"en": "A", "zh": "甲"}}, {"id": "empty"}],
                "scenarios": [{"id": "one", "group": "a"}, {"id": "two", "group": "new"}, {"group": "a"}]}"#,
        );
        let ids: Vec<_> = manifest.sections().iter().map(|section| &*section.id).collect();
        assert_eq!(ids, ["a", "new"]);
        assert_eq!(
            in_language(&manifest.sections()[0].title, Language::Chinese),
            "甲"
        );
        assert!(manifest.section_of("two").is_some());
        assert!(manifest.section_of("three").is_none());
    }

    #[test]
    fn a_text_that_is_no_manifest_is_told() {
        assert!(matches!(Manifest::read("<!doctype html>"), Manifest::Failed));
        assert_eq!(Manifest::read("[]"), Manifest::Loaded(Vec::new()));
    }
}
