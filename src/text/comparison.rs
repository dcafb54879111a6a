//! The words of comparisons: how a binding and a message agree or differ, by words of the key or by headers.

use crate::base::gather::Gather;
use crate::base::value::Value;
use crate::entry;
use crate::explain::topic::{self, Alignment, PatternKind, Verdict};
use crate::explain::why::{Attempt, Comparison, HeaderMode, HeaderOutcome, HeaderRow, HeaderTable};
use crate::text::piece::Piece;
use crate::text::{Argument, Entry, Text};

impl Text {
    /// How the comparison with a binding ended.
    pub fn verdict(&self, attempt: &Attempt) -> Vec<Piece> {
        self.say(of_attempt(attempt))
    }

    /// What a binding asks of a header: `format = "pdf"`.
    pub fn header_wanted(&self, row: &HeaderRow) -> Vec<Piece> {
        let name = &row.name;
        let value = row.wanted.to_json().to_string();
        match row.wanted {
            Value::Void => self.say(entry!("why.header.present", name)),
            Value::Boolean(_)
            | Value::Integer(_)
            | Value::Double(_)
            | Value::Text(_)
            | Value::Array(_)
            | Value::Table(_) => self.say(entry!("why.header.wanted", name, value = Argument::Code(&value))),
        }
    }

    /// What the message has in a header.
    pub fn header_found(&self, row: &HeaderRow) -> Vec<Piece> {
        match (&row.outcome, &row.found) {
            (HeaderOutcome::Ignored, _) => self.say(entry!("why.header.ignored")),
            (_, None) => self.say(entry!("why.header.absent")),
            (_, Some(value)) => {
                let value = value.to_json().to_string();
                self.say(entry!("why.header.found", value = Argument::Code(&value)))
            }
        }
    }
}

fn of_attempt(attempt: &Attempt) -> Entry<'_> {
    match (&attempt.comparison, attempt.matched) {
        (Comparison::Always, _) => entry!("why.matched.always"),
        (Comparison::Whole, true) => entry!("why.matched.whole"),
        (Comparison::Whole, false) => entry!("why.failed.whole"),
        (Comparison::Name, true) => entry!("why.matched.name"),
        (Comparison::Name, false) => entry!("why.failed.name"),
        (Comparison::Words(alignment), _) => of_alignment(alignment),
        (Comparison::Headers(table), _) => of_headers(table, attempt.matched),
    }
}

fn of_alignment(alignment: &Alignment) -> Entry<'_> {
    match alignment.verdict {
        Verdict::Matched => matched_words(alignment),
        Verdict::WordDiffers { position, .. } => {
            let number = Argument::from(position + 1);
            match alignment.key[position].as_str() {
                "" => entry!("why.failed.word_empty", number = number),
                word => entry!("why.failed.word", number = number, word = Argument::Code(word)),
            }
        }
        Verdict::KeyTooShort { needs, at_least, has } => {
            let entry = match at_least {
                true => entry!("why.failed.short_at_least"),
                false => entry!("why.failed.short"),
            };
            entry.with("needs", needs).with("has", has)
        }
        Verdict::KeyTooLong { takes, has } => entry!("why.failed.long", takes = takes, has = has),
        Verdict::Absent { pattern, count } => {
            let words: Vec<&str> = alignment.pattern[pattern..pattern + count]
                .iter()
                .map(|word| word.kind.text())
                .gather();
            let words = Argument::Pieces(vec![Piece::Code(words.join("."))]);
            entry!("why.failed.absent", words = words)
        }
    }
}

/// What is worth saying of a match: the hash if there is one, else the star, else nothing.
fn matched_words(alignment: &Alignment) -> Entry<'_> {
    let took = |kind: &PatternKind| {
        alignment
            .pattern
            .iter()
            .find(|word| word.kind == *kind)
            .map(|word| match &word.outcome {
                topic::Outcome::Took(range) => range.clone(),
                topic::Outcome::Differs(_) | topic::Outcome::Missing | topic::Outcome::Unreached => 0..0,
            })
    };
    if let Some(range) = took(&PatternKind::Hash) {
        return match range.len() {
            0 => entry!("why.matched.hash_none"),
            count => entry!("why.matched.hash", count = count),
        };
    }
    match took(&PatternKind::Star).map(|range| alignment.key[range.start].as_str()) {
        Some("") => entry!("why.matched.star_empty"),
        Some(word) => entry!("why.matched.star", word = Argument::Code(word)),
        None => entry!("why.matched.words"),
    }
}

fn of_headers(table: &HeaderTable, matched: bool) -> Entry<'_> {
    let counted = table
        .rows
        .iter()
        .filter(|row| row.outcome != HeaderOutcome::Ignored);
    let fits = |row: &&HeaderRow| matches!(row.outcome, HeaderOutcome::Equal | HeaderOutcome::Present);
    let total = counted.clone().count();
    match (table.mode, matched) {
        (HeaderMode::All | HeaderMode::AllWithX, true) if total == 0 => {
            entry!("why.matched.all_of_none")
        }
        (HeaderMode::All | HeaderMode::AllWithX, true) => {
            entry!("why.matched.all", count = total)
        }
        (HeaderMode::All | HeaderMode::AllWithX, false) => {
            let row = counted.clone().find(|row| !fits(row)).or(table.rows.first());
            match row.map(|row| (row.outcome, &row.name)) {
                Some((HeaderOutcome::Differs, name)) => entry!("why.failed.header_differs", name),
                Some((_, name)) => entry!("why.failed.header_absent", name),
                None => entry!("why.failed.any_of_none"),
            }
        }
        (HeaderMode::Any | HeaderMode::AnyWithX, true) => {
            entry!("why.matched.any", count = counted.filter(fits).count())
        }
        (HeaderMode::Any | HeaderMode::AnyWithX, false) if total == 0 => {
            entry!("why.failed.any_of_none")
        }
        (HeaderMode::Any | HeaderMode::AnyWithX, false) => {
            entry!("why.failed.any", count = total)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::explain::why::Destination;
    use crate::text::{Language, plain};

    fn words(pattern: &str, key: &str) -> [String; 2] {
        let alignment = Alignment::of(pattern, key);
        said(alignment.matched(), Comparison::Words(alignment))
    }

    fn said(matched: bool, comparison: Comparison) -> [String; 2] {
        let destination = Destination::Queue("q".into());
        let attempt = Attempt {
            binding_key: "".into(),
            destination,
            matched,
            comparison,
        };
        Language::ALL.map(|language| plain(&Text::new(language).verdict(&attempt)))
    }

    #[test]
    fn a_topic_says_what_it_took_or_where_it_failed() {
        let cases = [
            (
                "order.created.#",
                "order.created",
                "Matched. # takes zero or more words, here zero.",
                "匹配。# 顶零个或多个词，这里是零个。",
            ),
            (
                "key1.#",
                "key1.key2.key3",
                "Matched. # takes zero or more words, here 2.",
                "匹配。# 顶零个或多个词，这里是 2 个。",
            ),
            (
                "a.*",
                "a.b",
                "Matched. * takes exactly one word, here b.",
                "匹配。* 恰好顶一个词，这里是 b。",
            ),
            (
                "a.*",
                "a.",
                "Matched. * takes exactly one word, here the empty one.",
                "匹配。* 恰好顶一个词，这里是空词。",
            ),
            ("a.b", "a.b", "Matched. Word for word.", "匹配。每个词都相同。"),
            (
                "order.cancelled",
                "order.created",
                "No match. Word 2 is created.",
                "不匹配。第 2 个词是 created。",
            ),
            (
                "order.*.refunded",
                "order.created",
                "No match. It needs 3 words, the key has 2.",
                "不匹配。它要求 3 个词，路由键只有 2 个。",
            ),
            (
                "#.key3.key4",
                "key1",
                "No match. It needs at least 2 words, the key has 1.",
                "不匹配。它至少要 2 个词，路由键只有 1 个。",
            ),
            (
                "*",
                "a.b",
                "No match. It takes 1 word, the key has 2.",
                "不匹配。它只要 1 个词，路由键有 2 个。",
            ),
            (
                "#.b.c.#",
                "a.b.d",
                "No match. b.c stands nowhere in the rest of the key.",
                "不匹配。路由键其余部分里没有 b.c。",
            ),
        ];
        for (pattern, key, english, chinese) in cases {
            assert_eq!(words(pattern, key), [english, chinese], "{pattern} on {key}");
        }
    }

    #[test]
    fn headers_say_which_one_fails() {
        let row = |name: &str, outcome| HeaderRow {
            name: name.into(),
            wanted: Value::Integer(1),
            found: None,
            outcome,
        };
        let table = |mode, rows: &[HeaderRow]| {
            Comparison::Headers(HeaderTable {
                mode,
                rows: rows.to_vec(),
            })
        };
        let equal = row("format", HeaderOutcome::Equal);
        let absent = row("type", HeaderOutcome::Absent);
        let ignored = row("x-match", HeaderOutcome::Ignored);
        let english = |matched, mode, rows: &[HeaderRow]| said(matched, table(mode, rows))[0].clone();
        assert_eq!(
            english(true, HeaderMode::All, &[equal.clone(), ignored.clone()]),
            "Matched. The one header that it asks for fits."
        );
        assert_eq!(
            english(false, HeaderMode::All, &[equal.clone(), absent.clone()]),
            "No match. type is missing."
        );
        assert_eq!(
            english(true, HeaderMode::Any, &[equal, absent.clone()]),
            "Matched. One is enough, 1 fits."
        );
        assert_eq!(
            english(false, HeaderMode::Any, &[absent]),
            "No match. The one header that it asks for does not fit."
        );
        assert_eq!(
            english(true, HeaderMode::All, &[]),
            "Matched. It asks for no header at all."
        );
        assert_eq!(
            english(false, HeaderMode::Any, &[ignored]),
            "No match. It asks for any of no headers."
        );
    }
}
