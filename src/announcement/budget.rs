//! What reading one announcement may use up.
//!
//! Every stage charges what it makes before it makes it, copies included, so that no announcement of
//! [`MAX_BYTES`] fills the memory or keeps a processor busy for longer than the caller allows. The limits are many
//! times what an announcement needs: a thousand pages of text, a year of duties in three languages.

use std::time::Duration;

use crate::announcement::error::{Measure, ReadError};
use crate::announcement::reading::MAX_BYTES;

/// The most bytes of lines that come with a reading.
pub const MAX_QUOTED: usize = 2 * 1024 * 1024;

/// The most questions, warnings and lines that were not understood, together.
pub const MAX_NOTES: usize = 2000;

/// How long reading one announcement may take.
pub const READING_TIME: Duration = Duration::from_secs(3);

/// How many steps of work are done before the time is asked.
const STEPS: usize = 64;

/// What is left of the limits, and the time.
pub struct Budget<'a> {
    used: [usize; Measure::COUNT],
    /// Whether there is no time left.
    is_late: &'a dyn Fn() -> bool,
    /// Since the time was last asked.
    steps: usize,
}

impl<'a> Budget<'a> {
    pub fn new(is_late: &'a dyn Fn() -> bool) -> Self {
        Self {
            used: [0; Measure::COUNT],
            is_late,
            steps: 0,
        }
    }

    /// Charges so many of something; that is a step of work, and a longer one the more there are.
    pub fn take(&mut self, measure: Measure, count: usize) -> Result<(), ReadError> {
        let used = &mut self.used[measure as usize];
        *used = used.saturating_add(count);
        within(measure, *used)?;
        self.work(1 + count / 256)
    }

    /// So many steps of work will be done; each takes a microsecond or so.
    pub fn work(&mut self, steps: usize) -> Result<(), ReadError> {
        self.steps = self.steps.saturating_add(steps);
        if self.steps < STEPS { Ok(()) } else { self.in_time() }
    }

    /// Before work of many steps.
    pub fn in_time(&mut self) -> Result<(), ReadError> {
        self.steps = 0;
        if (self.is_late)() {
            Err(ReadError::TooSlow)
        } else {
            Ok(())
        }
    }
}

/// Whether one thing alone has not too many of something.
pub fn within(measure: Measure, count: usize) -> Result<(), ReadError> {
    if count > most(measure) {
        Err(ReadError::TooMuch(measure))
    } else {
        Ok(())
    }
}

const fn most(measure: Measure) -> usize {
    match measure {
        Measure::Text => MAX_BYTES,
        Measure::Lines => 100_000,
        Measure::Cells => 400_000,
        Measure::CellsOfLine => 10_000,
        Measure::Words => 500_000,
        Measure::WordsOfLine => 20_000,
        Measure::Nodes => 300_000,
        Measure::Depth => 1000,
        Measure::Attributes => 1000,
        Measure::Sheets => 100,
        Measure::Days => 50_000,
        Measure::Quoted => MAX_QUOTED,
        Measure::Notes => MAX_NOTES,
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn what_is_used_up_is_refused_and_nothing_else() {
        let mut budget = Budget::new(&|| false);
        budget.take(Measure::Text, MAX_BYTES).unwrap();
        assert_eq!(
            budget.take(Measure::Text, 1),
            Err(ReadError::TooMuch(Measure::Text)),
            "every part counts"
        );
        budget.take(Measure::Lines, 100_000).unwrap();
        let huge = budget.take(Measure::Cells, usize::MAX);
        assert_eq!(huge, Err(ReadError::TooMuch(Measure::Cells)));
        assert_eq!(budget.take(Measure::Cells, 1), huge, "it stays used up");
    }

    #[test]
    fn the_time_is_asked_again_and_again() {
        let asked = Cell::new(0);
        let is_late = || {
            asked.set(asked.get() + 1);
            asked.get() > 3
        };
        let mut budget = Budget::new(&is_late);
        let steps = (0..).take_while(|_| budget.work(1).is_ok()).count();
        assert_eq!((steps, asked.get()), (4 * STEPS - 1, 4));
        // Much at once is much work.
        assert_eq!(budget.take(Measure::Text, 256 * STEPS), Err(ReadError::TooSlow));
        assert_eq!(budget.in_time(), Err(ReadError::TooSlow));
        assert_eq!(asked.get(), 6);
    }
}
