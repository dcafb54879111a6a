//! Tests of merging findings. What is said about documents with one thing wrong is tested where it has words, in
//! `tests/findings.rs`.

use super::*;

#[test]
fn nothing_is_said_twice() {
    let place = Place::top().field("topology").field("queues").named("q");
    let inner = Diagnostic::error(Code::EmptyName { what: What::Queue }, place.field("arguments"));
    let outer = Diagnostic::error(
        Code::BrokerRefuses {
            reply_text: "no".into(),
        },
        place.clone(),
    );
    let other = Diagnostic::note(Code::SecretDropped, place);
    let all = merged(
        vec![inner.clone(), other.clone()],
        vec![outer, other.clone(), inner.clone()],
    );
    assert_eq!(all, [inner, other]);
}
