//! Playing: when the next step comes. A step's hops play, then it rests a while: as long as virtual time passes until the
//! next one, but at most a second; or exactly so long where playing is paced by time.

use crate::base::time::Ms;
use crate::studio::view::Pacing;

/// The longest wait between two steps, and the shortest, in milliseconds at speed 1.
const LONGEST_MS: f64 = 1_000.0;
const SHORTEST_MS: f64 = 160.0;

/// How long a step stays in sight at least where nothing moves.
const SEEN_MS: f64 = 700.0;

/// How often panels follow while playing.
const PANELS_MS: f64 = 100.0;

/// The clockwork of playing. Times are those of playing, at speed 1.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Player {
    /// How long it has rested at the current step.
    rested_ms: f64,
    /// How long the hops of the current step took.
    moved_ms: f64,
    /// How long ago the panels were made, in the time of the person who waits.
    since_panels_ms: f64,
}

impl Player {
    /// A step was made whose hops take this long; 0 where nothing is seen to move.
    pub fn stepped(&mut self, moved_ms: u32) {
        self.rested_ms = 0.0;
        self.moved_ms = f64::from(moved_ms);
    }

    /// Time passes at rest; whether the next step, which comes after `gap_ms` of virtual time, is due.
    pub fn rests(&mut self, elapsed_ms: f64, gap_ms: Ms, pacing: Pacing) -> bool {
        self.rested_ms += elapsed_ms;
        let gap_ms = gap_ms as f64;
        let wait_ms = match pacing {
            Pacing::Steps if self.moved_ms > 0.0 => gap_ms.clamp(SHORTEST_MS, LONGEST_MS),
            Pacing::Steps => gap_ms.clamp(SEEN_MS, LONGEST_MS),
            Pacing::Time => (gap_ms - self.moved_ms).max(0.0),
        };
        self.rested_ms >= wait_ms
    }

    /// Time passes for the person who watches.
    pub fn passes(&mut self, elapsed_ms: f64) {
        self.since_panels_ms += elapsed_ms;
    }

    /// Whether the panels should follow now, while playing; then it begins to count anew.
    pub fn panels_due(&mut self) -> bool {
        let due = self.since_panels_ms >= PANELS_MS;
        if due {
            self.since_panels_ms = 0.0;
        }
        due
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_gaps_are_shortened_to_a_second() {
        let mut player = Player::default();
        player.stepped(520);
        assert!(!player.rests(900.0, 60_000, Pacing::Steps));
        assert!(player.rests(100.0, 60_000, Pacing::Steps));
    }

    #[test]
    fn pacing_by_time_waits_for_the_whole_gap() {
        let mut player = Player::default();
        player.stepped(500);
        assert!(!player.rests(1_400.0, 2_000, Pacing::Time));
        assert!(player.rests(100.0, 2_000, Pacing::Time));
    }

    #[test]
    fn a_step_without_motion_stays_in_sight() {
        let mut player = Player::default();
        player.stepped(0);
        assert!(!player.rests(600.0, 0, Pacing::Steps));
        assert!(player.rests(100.0, 0, Pacing::Steps));
    }
}
