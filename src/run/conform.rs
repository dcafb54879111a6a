//! Conformance cases: lists of AMQP operations whose answers a real RabbitMQ 3.10.8 recorded. A case is replayed on the
//! broker alone, in virtual time, and gives a trace of the same form, to be compared with the recorded one.
//!
//! Between operations the clock stands still; only `advance` moves it. Nothing here panics on a bad case: it says which
//! operation is wrong, and how.

mod case;
mod difference;
mod last;
mod operation;
mod player;
mod trace;

pub use case::CaseError;
pub use difference::{Difference, first_difference};

use serde_json::Value;

/// Replays a case and gives its trace. Errors: the text is no JSON, or no case.
pub fn replay(case_json: &str) -> Result<Value, CaseError> {
    let json = serde_json::from_str(case_json)
        .map_err(|error| CaseError::of_case(format!("the case is not JSON: {error}")))?;
    let case = case::Case::read(&json)?;
    player::Player::new(&case)?.play()
}
