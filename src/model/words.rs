//! What every part of a document may hold: texts in both languages, and fields that nobody knows.

use serde::Serialize;

/// The fields of an object that this version does not know. They are kept and written back.
pub type Extra = serde_json::Map<String, serde_json::Value>;

/// A text in English and Simplified Chinese.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Words {
    pub en: String,
    #[serde(skip_serializing_if = "String::is_empty")]
    pub zh: String,
    #[serde(flatten)]
    pub extra: Extra,
}

impl Words {
    /// A text in both languages.
    pub fn new(en: impl Into<String>, zh: impl Into<String>) -> Self {
        Words {
            en: en.into(),
            zh: zh.into(),
            extra: Extra::new(),
        }
    }

    /// Whether neither language says anything.
    pub fn is_empty(&self) -> bool {
        self.en.is_empty() && self.zh.is_empty() && self.extra.is_empty()
    }
}
