//! The catalogues held to their promises: equal keys, equal arguments, every name in the sources present.

use super::catalogue::{BUILT_IN, lines};
use super::*;
use crate::base::ids::MessageId;
use crate::lesson;
use crate::model::document::Document;
use crate::run::History;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

fn file(language: Language) -> &'static str {
    BUILT_IN[language as usize]
}

fn catalogue(language: Language) -> BTreeMap<&'static str, &'static str> {
    let mut entries = BTreeMap::new();
    for (key, sentence) in lines(file(language)) {
        assert_eq!(
            entries.insert(key, sentence),
            None,
            "{key} stands twice in {}",
            language.code()
        );
    }
    entries
}

/// The arguments that a sentence names.
fn arguments(sentence: &str) -> BTreeSet<&str> {
    let mut names = BTreeSet::new();
    for part in sentence.split('{').skip(1) {
        let inside = part.split_once('}').expect("a closing brace").0;
        names.insert(inside.split('|').next().expect("a name"));
    }
    names
}

#[test]
fn both_languages_have_the_same_keys_in_the_same_lines_and_the_same_arguments() {
    let english = catalogue(Language::English);
    let chinese = catalogue(Language::Chinese);
    let keys = |language| lines(file(language)).map(|(key, _)| key).collect::<Vec<_>>();
    assert_eq!(keys(Language::English), keys(Language::Chinese));
    for (key, sentence) in &english {
        assert_eq!(arguments(sentence), arguments(chinese[key]), "{key}");
    }
}

#[test]
fn a_name_stands_for_its_own_entry() {
    for language in Language::ALL {
        let text = Text::new(language);
        for (name, sentence) in lines(file(language)) {
            assert_eq!(text.get(Key::named(name)), sentence, "{name}");
        }
    }
}

#[test]
fn words_of_another_version_are_refused() {
    let [english, chinese] = BUILT_IN;
    let swapped = english.replacen("advice.", "advise.", 1);
    let lost = english.replacen("crash.reload = ", "# ", 1);
    for other in [&swapped, &lost, "", "<!doctype html>"] {
        assert!(!provide(other.into(), chinese.into()), "{other:.40}");
        assert!(!provide(english.into(), other.into()), "{other:.40}");
    }
    assert!(provide(english.into(), chinese.into()));
}

#[test]
fn every_line_of_a_catalogue_is_an_entry() {
    for language in Language::ALL {
        for line in file(language)
            .lines()
            .filter(|line| !line.is_empty() && !line.starts_with('#'))
        {
            let (key, sentence) = line
                .split_once(" = ")
                .unwrap_or_else(|| panic!("no entry: {line}"));
            let plain = |letter: char| {
                letter.is_ascii_lowercase() || letter.is_ascii_digit() || "._-".contains(letter)
            };
            assert!(key.chars().all(plain), "{key}");
            assert_eq!(sentence.trim(), sentence, "{key}");
            assert!(!sentence.is_empty(), "{key}");
            assert_eq!(sentence.matches('`').count() % 2, 0, "{key}");
            assert_eq!(sentence.matches("**").count() % 2, 0, "{key}");
        }
    }
}

#[test]
fn every_key_in_the_sources_has_its_entry() {
    let entries = catalogue(Language::English);
    let mut found = 0;
    each_file(
        Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/src")),
        "rs",
        &mut |path, source| {
            for name in keys_of(source) {
                assert!(entries.contains_key(name), "{}: no entry {name}", path.display());
                found += 1;
            }
        },
    );
    assert!(found > 100, "the sources name their entries");
}

/// Names are also given to macros of the caller's own, so any text in quotes counts. The scripts of the page name some.
#[test]
fn every_entry_is_named_in_the_sources() {
    let mut quoted = BTreeSet::new();
    for (folder, extension) in [("src", "rs"), ("static", "js")] {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
        each_file(&folder, extension, &mut |_, source| {
            quoted.extend(source.split('"').map(String::from));
        });
    }
    let entries = catalogue(Language::English);
    let unused: Vec<_> = entries.keys().filter(|key| !quoted.contains(**key)).collect();
    assert!(unused.is_empty(), "nobody says {unused:?}");
}

fn each_file(folder: &Path, extension: &str, visit: &mut impl FnMut(&Path, &str)) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("a file").path();
        if path.is_dir() {
            each_file(&path, extension, visit);
        } else if path.extension().is_some_and(|found| found == extension) {
            visit(&path, &std::fs::read_to_string(&path).expect("a text"));
        }
    }
}

/// The names that code gives to the macros; comments speak of them too.
fn keys_of(source: &str) -> impl Iterator<Item = &str> {
    ["key!(", "entry!("]
        .into_iter()
        .flat_map(|call| source.split(call).skip(1))
        .filter_map(|after| after.trim_start().strip_prefix('"')?.split_once('"'))
        .map(|(name, _)| name)
        .filter(|name| name.is_ascii() && !name.contains(char::is_whitespace))
}

/// Chinese is written with full-width marks, a space to Latin words, and the glossary's terms.
#[test]
fn chinese_keeps_its_style() {
    let avoided = [
        "代理",
        "交换器",
        "信息",
        "虚拟地址",
        "虚拟机",
        "通道",
        "推送",
        "应答",
        "签收",
        "延时",
        "挂掉",
        "挂了",
        "您",
        "二阶段",
        "主从",
        "副作用",
        "发布确认",
        "哈希",
        "！",
    ];
    for (key, sentence) in catalogue(Language::Chinese) {
        for word in avoided {
            assert!(!sentence.contains(word), "{key}: {word}");
        }
        let letters: Vec<char> = with_latin_arguments(sentence).chars().collect();
        for pair in letters.windows(2) {
            let (one, other) = (pair[0], pair[1]);
            let latin = |letter: char| letter.is_ascii_alphanumeric() || "`".contains(letter);
            assert!(
                !(han(one) && latin(other) || latin(one) && han(other)),
                "{key}: a space in {sentence}"
            );
            assert!(
                !(han(one) && ",;:?!".contains(other)),
                "{key}: a full-width mark in {sentence}"
            );
        }
    }
}

/// The sentence with a Latin word in place of each argument.
fn with_latin_arguments(sentence: &str) -> String {
    let mut parts = sentence.split('{');
    let first = parts.next().expect("a beginning").to_string();
    parts.fold(first, |text, part| {
        text + "m" + part.split_once('}').expect("a closing brace").1
    })
}

fn han(letter: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&letter)
}

#[test]
fn a_sentence_becomes_pieces() {
    let text = Text::new(Language::English);
    let pieces = template::fill(
        &text,
        "**Expired**: {m} and {m2} left `x={n}` after {t}, {n} {n|copy|copies} (R-TTL-3, T-1b).",
        &[
            ("m", Argument::Message(MessageId(1))),
            ("n", Argument::Number(1)),
            ("t", Argument::Span(5_000)),
        ],
    );
    let plain_piece = |words: &str| Piece::Plain(words.into());
    assert_eq!(
        pieces,
        [
            Piece::Strong("Expired".into()),
            plain_piece(": "),
            Piece::Message(MessageId(1)),
            plain_piece(" and "),
            Piece::Message(MessageId(2)),
            plain_piece(" left "),
            Piece::Code("x=1".into()),
            plain_piece(" after 5 s, 1 copy ("),
            Piece::Rule("R-TTL-3".into()),
            plain_piece(", "),
            Piece::Rule("T-1b".into()),
            plain_piece(")."),
        ]
    );
    assert_eq!(
        plain(&pieces),
        "Expired: m1 and m2 left x=1 after 5 s, 1 copy (R-TTL-3, T-1b)."
    );
}

#[test]
fn what_is_no_form_stays_as_it_stands() {
    let text = Text::new(Language::English);
    for odd in [
        "a * b",
        "{",
        "{}",
        "{unknown}",
        "`",
        "**",
        "T-shirt R-x 5 R-DL- AR-DL-1",
        "{x|a|b}",
        "{m}",
        "键 {",
    ] {
        assert_eq!(plain(&text.authored(odd)), odd);
    }
}

#[test]
fn lists_name_three_and_count_the_rest() {
    let text = Text::new(Language::English);
    let list =
        |count: u32| plain(&Argument::from(&(1..=count).map(MessageId).collect::<Vec<_>>()).pieces(&text));
    assert_eq!(list(1), "m1");
    assert_eq!(list(2), "m1 and m2");
    assert_eq!(list(4), "m1, m2, m3 and m4");
    assert_eq!(list(7), "m1, m2, m3 and 4 more");
    let text = Text::new(Language::Chinese);
    assert_eq!(
        plain(&Argument::keys(&["a".into(), "b".into(), "c".into()]).pieces(&text)),
        "a、b 和 c"
    );
}

#[test]
fn times_are_exact_and_short() {
    let english = Text::new(Language::English);
    let spans =
        [0, 300, 1_000, 1_500, 5_720, 60_000, 90_000, 120_000].map(|span| units::span(&english, span));
    assert_eq!(
        spans,
        [
            "0 ms", "300 ms", "1 s", "1.5 s", "5.72 s", "1 min", "90 s", "2 min"
        ]
    );
    assert_eq!(units::span(&Text::new(Language::Chinese), 5_000), "5 秒");
    assert_eq!(units::clock(65_720), "01:05.720");
    assert_eq!(units::seconds(5_720), "5.720");
}

#[test]
fn languages_are_found_by_their_tags() {
    assert_eq!(Language::from_tag("zh-Hans-CN"), Some(Language::Chinese));
    assert_eq!(Language::from_tag("EN_us"), Some(Language::English));
    assert_eq!(Language::from_tag("fr"), None);
    assert_eq!(Language::from_tag(""), None);
}

/// The generated sentences of the whole gallery, in both languages, at the lengths of the guide and with nothing left
/// unfilled.
#[test]
fn generated_sentences_are_short_and_whole() {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/static/gallery"));
    let mut told = 0;
    each_file(folder, "json", &mut |path, json| {
        let (document, _) = Document::from_json(json);
        let Some(document) = document.filter(|document| !document.actors.is_empty()) else {
            return;
        };
        let (mut history, _) = History::new(&document);
        while !history.compute(1000) {}
        for step in 0..=history.steps() {
            let telling = lesson::tell(&mut history, step);
            for language in Language::ALL {
                let text = Text::new(language);
                let sentences = [
                    Some(text.cause(&telling.cause)),
                    telling.consequence.as_ref().map(|then| text.consequence(then)),
                ];
                for sentence in sentences.iter().flatten() {
                    let plain = plain(sentence);
                    assert!(!plain.contains(['{', '}']), "{}: {plain}", path.display());
                    assert!(plain.ends_with(['.', '。']), "{}: {plain}", path.display());
                    assert!(
                        length(sentence, language) <= limit(language),
                        "{}: {plain}",
                        path.display()
                    );
                    told += 1;
                }
            }
        }
    });
    assert!(told > 300);
}

fn limit(language: Language) -> usize {
    match language {
        Language::English => 20,
        Language::Chinese => 36,
    }
}

/// Words, or Chinese characters; code and a message count as one word, as two characters.
fn length(sentence: &[Piece], language: Language) -> usize {
    let of = |piece: &Piece| match (piece, language) {
        (Piece::Plain(words) | Piece::Strong(words), Language::English) => words
            .split_whitespace()
            .filter(|word| word.contains(char::is_alphanumeric))
            .count(),
        (Piece::Plain(words) | Piece::Strong(words), Language::Chinese) => {
            words.chars().filter(|letter| letter.is_alphanumeric()).count()
        }
        (Piece::Code(_) | Piece::Message(_) | Piece::Rule(_), Language::English) => 1,
        (Piece::Code(_) | Piece::Message(_) | Piece::Rule(_), Language::Chinese) => 2,
    };
    sentence.iter().map(of).sum()
}
