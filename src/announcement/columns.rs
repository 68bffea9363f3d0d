//! Tables whose columns are headed by hours or by numbers: what a cell holds goes with the head of its own column.

use crate::announcement::lex::hours::RawHours;
use crate::announcement::rows::{Group, Number, Run};

/// The hours or numbers that head the columns of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heads {
    /// `⇥10-12⇥15-18`
    Hours(Vec<(RawHours, u16)>),
    /// `⇥12 616 5769⇥12 616 7804`
    Numbers(Vec<(Number, u16)>),
}

impl Heads {
    /// The heads in a line without days: at least two of one kind, each in a column of its own.
    pub fn of(runs: &[Run]) -> Option<Self> {
        fn apart<T>(all: &[(T, u16)]) -> bool {
            all.len() > 1 && all.windows(2).all(|pair| pair[0].1 < pair[1].1)
        }
        match runs {
            [Run::Hours(hours, _)] if apart(hours) => Some(Self::Hours(hours.clone())),
            [Run::Numbers(numbers, _)] if apart(numbers) => Some(Self::Numbers(numbers.clone())),
            _ => None,
        }
    }

    /// A row below the heads: a group for each filled column, or nothing when the row is not made that way.
    pub fn row(&self, runs: &[Run], line: usize) -> Option<Vec<Group>> {
        let Some(Run::Days(days, except, cell)) = runs.first() else {
            return None;
        };
        let group = |hours: Vec<RawHours>, numbers: Vec<Number>| Group {
            line,
            days: days.clone(),
            except: except.clone(),
            hours,
            numbers,
            cell: *cell,
            ..Group::default()
        };
        let mut groups = Vec::new();
        match (self, &runs[1..]) {
            (Self::Hours(heads), [Run::Numbers(numbers, _)]) => {
                for (hours, column) in heads {
                    let answering: Vec<Number> = within(numbers, *column);
                    if !answering.is_empty() {
                        groups.push(group(vec![*hours], answering));
                    }
                }
                let placed = numbers.iter().all(|(_, cell)| heads.iter().any(|head| head.1 == *cell));
                placed.then_some(groups)
            }
            (Self::Numbers(heads), [Run::Hours(hours, _)]) => {
                for (number, column) in heads {
                    let said: Vec<RawHours> = within(hours, *column);
                    if !said.is_empty() {
                        groups.push(group(said, vec![number.clone()]));
                    }
                }
                let placed = hours.iter().all(|(_, cell)| heads.iter().any(|head| head.1 == *cell));
                placed.then_some(groups)
            }
            // The days alone: which column is meant may stand in a cross, a name or nowhere.
            (Self::Hours(heads), []) => Some(vec![group(
                heads
                    .iter()
                    .map(|(hours, _)| RawHours {
                        unclear: true,
                        ..*hours
                    })
                    .collect(),
                Vec::new(),
            )]),
            _ => None,
        }
    }
}

fn within<T: Clone>(items: &[(T, u16)], column: u16) -> Vec<T> {
    items
        .iter()
        .filter(|(_, cell)| *cell == column)
        .map(|(item, _)| item.clone())
        .collect()
}
