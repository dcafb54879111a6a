//! One history: a world played by the schedule, its choices written down so that one can go back and choose again.
//!
//! A step, what a person sees, is a choice with the arrivals that directly follow from it. The journal keeps choices and
//! sparse checkpoints; any step is reached by playing on from the nearest one, and gives the same world from every side.

pub mod branches;
pub mod breakpoint;
pub mod conform;
pub mod history;
pub mod journal;
pub mod replay;
pub mod step;
pub mod tile;
pub mod told;
pub mod trace;
pub mod walk;

pub use history::{BranchId, Ending, History};
pub use tile::{Tile, TileKind};
pub use walk::Walk;
