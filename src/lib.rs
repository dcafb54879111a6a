//! Warren simulates messaging patterns: a drawing of producers, exchanges, queues and consumers is run step by step,
//! forwards and backwards, by an engine that answers as RabbitMQ answers. One engine serves the studio, the player in
//! other people's pages and the command line. This is the map of the house.
//!
//! # One contract
//!
//! [`world::World`] is everything that can happen. `choices` lists what can happen next, in a total order; `next_due` is
//! what playing does, always one of them; `apply` makes one happen and tells it as events; `digest` tells apart all that
//! differs, `fingerprint` only what matters for the future. Playing is the schedule picking, stepping by hand is a person
//! picking, replaying is a list of choices. There is no second simulator, and no animation decides what happens.
//!
//! # Floors
//!
//! A file uses its own floor and lower ones; a test holds that. From the ground up:
//!
//! | room | what lives there |
//! |---|---|
//! | [`base`] | identifiers, virtual time, values of AMQP tables, interned names, hashing, sorting |
//! | [`broker`] | RabbitMQ as a pure state machine: commands in, frames and facts out |
//! | [`model`] | the document that a person draws and writes: parts, programs, lessons, file format, findings |
//! | [`world`] | a broker, connections, actors with programs, one clock; the contract above |
//! | [`run`] | one history: steps, journal, branches, traces; and `conform`, which replays recorded cases |
//! | [`explain`] | why it happened, as data |
//! | [`lesson`] | chapters, questions with computed answers, generated sentences as data |
//! | [`scene`] | the picture as data: layout, shapes, where a message is between two steps |
//! | [`export`] | what other tools read: definitions and their import, scripts, diagrams, pictures |
//! | [`text`] | the catalogues: English and Simplified Chinese |
//! | [`studio`] | the application without a browser: state, messages, update, panels as plain data |
//! | `web` | the only code that knows a browser: paints and forwards, decides nothing |
//! | `cli` | the command line |
//!
//! # Words
//!
//! A **statement** is one line of an actor's program. A **choice** is one atomic thing that can happen next. A **step**,
//! what a person sees, is a choice with the arrivals that directly follow from it. A **chapter** stops at an event.
//!
//! # What must always hold
//!
//! Asserted in code, and swept over random worlds after every choice in `tests/worlds.rs`:
//!
//! 1. The same document, seed and choices give the same events and digests, natively and in WebAssembly.
//! 2. No copy of a message is unaccounted for.
//! 3. Every history that playing can reach is made of listed choices.
//! 4. Going to a step by any path gives the same world.
//! 5. Saving and opening gives the same document.
//! 6. No input makes it panic: a bad file gives findings with the place, the reason and a hint; what is open stays.
//!
//! # Decisions that were found on the way
//!
//! - Instructions that only touch an actor's memory, and the beginning of `work` and `wait`, run together with the
//!   visible statement *before* them. So a task always stands before a visible statement, and there is exactly one
//!   moment between two of them.
//! - `choices` lists what happens by itself; what a person may do by hand is listed by `actions`, so that a search can
//!   keep its own budget of them. Both are enabled choices to `apply`.
//! - Checkpoints stand at even distances that double when there are too many, instead of thinning out with age: a step
//!   anywhere is then equally near. No worlds are kept behind the cursor, since playing on from a checkpoint takes less
//!   than a frame.
//! - An edit makes a draft of a branch that the next edit replaces, so that the run before the first edit is kept once
//!   and not one run for each. What a person does by hand in a draft keeps it. An edit that changes no fact of any step
//!   makes no branch at all: the run takes over the drawing where it stands.
//! - Undo goes back to the drawing and its branches as they were, so what is done by hand is taken back like an edit and
//!   comes again with Redo. A branch is kept once until it changes; of old long runs only the start is kept.
//! - The broker writes its reasons into its output when that asks for them. An observer as a type parameter would put
//!   the broker and the world into the studio's module twice.
//! - A document that the broker partly refuses still runs, without the refused parts; the findings say which.

pub mod base;
pub mod broker;
pub mod explain;
pub mod export;
pub mod lesson;
pub mod model;
pub mod run;
pub mod scene;
pub mod studio;
pub mod text;
pub mod world;

#[cfg(not(target_arch = "wasm32"))]
pub mod cli;
#[cfg(target_arch = "wasm32")]
pub mod web;
