//! What is printed.

use std::io::{self, Write};

/// Rows that were measured, printed one by one.
#[derive(Default)]
pub struct Table {
    missed: usize,
}

impl Table {
    /// A row whose value must be at least its goal.
    pub fn at_least(&mut self, what: &str, value: f64, goal: f64, how: &str) {
        self.row(what, &format!("{value:.2}"), &format!("≥ {goal}"), value >= goal, how);
    }

    /// A row whose value must stay below its goal.
    pub fn below(&mut self, what: &str, value: f64, goal: f64, unit: &str, how: &str) {
        self.row(
            what,
            &format!("{value:.1} {unit}"),
            &format!("< {goal} {unit}"),
            value < goal,
            how,
        );
    }

    fn row(&mut self, what: &str, value: &str, goal: &str, met: bool, how: &str) {
        self.missed += usize::from(!met);
        let mark = if met { "" } else { "  MISSED" };
        self.say(&format!("{what:<52} {value:>10} {goal:>10}{mark}   {how}"));
    }

    /// A line beside the rows.
    pub fn say(&mut self, line: &str) {
        // Nobody may read it any more.
        drop(writeln!(io::stdout().lock(), "{line}"));
    }

    pub fn all_met(&self) -> bool {
        self.missed == 0
    }
}
