//! How long a text of a lesson is, and how long it may be: lessons are read beside a moving picture.
//!
//! A `code` span or a {token} counts as one English word or two Chinese characters, a Latin word in Chinese as one.

/// The most words and characters that a kind of text may have.
#[derive(Clone, Copy)]
pub struct Limit {
    pub words: usize,
    pub characters: usize,
    /// The most words of a sentence.
    sentence_words: usize,
}

pub const TITLE: Limit = limit(7, 14);
/// A promise is one sentence.
pub const PROMISE: Limit = Limit {
    sentence_words: 25,
    ..limit(25, 45)
};
pub const CHAPTER: Limit = limit(60, 100);
pub const QUESTION: Limit = limit(25, 45);
pub const OPTION: Limit = limit(12, 22);
pub const EXPLANATION: Limit = limit(50, 90);

/// The fewest that a chapter has.
pub const CHAPTER_AT_LEAST: Limit = limit(25, 40);

/// The longest sentence in Chinese, and the longest piece between two marks.
const SENTENCE_CHARACTERS: usize = 45;
const CLAUSE_CHARACTERS: usize = 22;

const fn limit(words: usize, characters: usize) -> Limit {
    Limit {
        words,
        characters,
        sentence_words: 22,
    }
}

/// What is too long in an English text.
pub fn english_faults(text: &str, limit: Limit) -> Vec<String> {
    let text = without_marks(text, "x");
    let mut faults = Vec::new();
    let words = english_words(&text);
    if words > limit.words {
        faults.push(format!("{words} words, {} at most", limit.words));
    }
    for sentence in english_sentences(&text) {
        let words = english_words(sentence);
        if words > limit.sentence_words {
            faults.push(format!("a sentence of {words} words: {sentence}"));
        }
    }
    faults
}

/// What is too long in a Chinese text.
pub fn chinese_faults(text: &str, limit: Limit) -> Vec<String> {
    let text = without_marks(text, "字字");
    let mut faults = Vec::new();
    let characters = chinese_characters(&text);
    if characters > limit.characters {
        faults.push(format!("{characters} characters, {} at most", limit.characters));
    }
    for sentence in text.split(['。', '！', '？']) {
        let characters = chinese_characters(sentence);
        if characters > SENTENCE_CHARACTERS {
            faults.push(format!("a sentence of {characters} characters: {sentence}"));
        }
    }
    for clause in text.split(['。', '！', '？', '，', '：', '；', '、', '（', '）', '“', '”']) {
        let characters = chinese_characters(clause);
        if characters > CLAUSE_CHARACTERS {
            faults.push(format!("{characters} characters without a pause: {clause}"));
        }
    }
    faults
}

/// The words of an English text with marks.
pub fn words(text: &str) -> usize {
    english_words(&without_marks(text, "x"))
}

/// The characters of a Chinese text with marks.
pub fn characters(text: &str) -> usize {
    chinese_characters(&without_marks(text, "字字"))
}

/// The text without emphasis, `stand_in` for each code span and token.
fn without_marks(text: &str, stand_in: &str) -> String {
    let mut plain = String::new();
    let mut rest = text.chars();
    while let Some(letter) = rest.next() {
        match letter {
            '`' => {
                rest.find(|&letter| letter == '`');
                plain.push_str(stand_in);
            }
            '{' => {
                rest.find(|&letter| letter == '}');
                plain.push_str(stand_in);
            }
            '*' => {}
            _ => plain.push(letter),
        }
    }
    plain
}

fn english_words(text: &str) -> usize {
    text.split_whitespace()
        .filter(|word| word.contains(|letter: char| letter.is_alphanumeric()))
        .count()
}

fn english_sentences(text: &str) -> Vec<&str> {
    let mut sentences = Vec::new();
    let mut start = 0;
    for (at, mark) in text.match_indices(['.', '!', '?']) {
        let end = at + mark.len();
        if text[end..].starts_with(char::is_whitespace) || end == text.len() {
            sentences.push(&text[start..end]);
            start = end;
        }
    }
    sentences.push(&text[start..]);
    sentences
}

fn chinese_characters(text: &str) -> usize {
    let mut count = 0;
    let mut in_latin = false;
    for letter in text.chars() {
        let is_latin = letter.is_ascii_alphanumeric() || (in_latin && matches!(letter, '.' | '-' | '_'));
        if is_latin && !in_latin || ('\u{3400}'..='\u{9FFF}').contains(&letter) {
            count += 1;
        }
        in_latin = is_latin;
    }
    count
}

#[test]
fn lengths_are_counted_as_readers_count() {
    assert_eq!(words("**Two** words"), 2);
    assert_eq!(words("`orders.work` gives {m1} - to `billing`"), 5);
    assert_eq!(
        characters("`receipts` 里有 {m1}，TTL 是 5 秒。"),
        2 + 2 + 2 + 1 + 1 + 1 + 1
    );
    assert_eq!(
        english_sentences("It waits 1.5 s. It goes! Why"),
        ["It waits 1.5 s.", " It goes!", " Why"]
    );
    let long = "one ".repeat(23);
    assert_eq!(english_faults(&long, CHAPTER).len(), 1);
    assert_eq!(english_faults(&long, TITLE).len(), 2);
    let long = "消息".repeat(12);
    assert_eq!(chinese_faults(&long, CHAPTER).len(), 1);
    assert!(chinese_faults("消息，队列。", TITLE).is_empty());
}
