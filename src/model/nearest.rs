//! The known word that is nearest to a mistyped one.

/// The candidate that few letters make of `word`; none where all are far away.
pub fn nearest<'a>(word: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<String> {
    let letters: Vec<char> = word.chars().take(LETTERS_LIMIT + 1).collect();
    if letters.len() > LETTERS_LIMIT {
        return None;
    }
    let allowed = 1 + letters.len() / 4;
    candidates
        .into_iter()
        .filter(|candidate| !candidate.is_empty() && candidate.len() <= 4 * LETTERS_LIMIT)
        .map(|candidate| (distance(&letters, candidate), candidate))
        .filter(|(distance, _)| *distance > 0 && *distance <= allowed)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate.to_string())
}

/// Longer words are not compared.
const LETTERS_LIMIT: usize = 60;

/// How many letters must be added, removed, changed or swapped with a neighbour.
fn distance(from: &[char], to: &str) -> usize {
    let mut before: Vec<usize> = Vec::new();
    let mut row: Vec<usize> = (0..=from.len()).collect();
    let mut last = None;
    for (done, letter) in to.chars().enumerate() {
        let mut next = vec![done + 1];
        for (at, &own) in from.iter().enumerate() {
            let change = row[at] + usize::from(own != letter);
            let mut least = change.min(row[at + 1] + 1).min(next[at] + 1);
            if at > 0 && Some(own) == last && from[at - 1] == letter {
                least = least.min(before[at - 1] + 1);
            }
            next.push(least);
        }
        before = std::mem::replace(&mut row, next);
        last = Some(letter);
    }
    row[from.len()]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found() {
        let words = ["publish", "reject", "orders.work", "ack"];
        assert_eq!(nearest("pubish", words).as_deref(), Some("publish"));
        assert_eq!(nearest("publihs", words).as_deref(), Some("publish"));
        assert_eq!(nearest("order.work", words).as_deref(), Some("orders.work"));
        assert_eq!(nearest("akc", words).as_deref(), Some("ack"));
        assert_eq!(nearest("telephone", words), None);
        assert_eq!(nearest("ack", words), None);
    }
}
