//! Tables whose columns are headed by hours or by telephones: a cell goes with the head of its own column.

use crate::announcement::lex::fact::RawHours;
use crate::announcement::rows::{Group, PrintedPhone, Run};

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Heads {
    /// `⇥10-12⇥15-18`
    Hours(Vec<(RawHours, u16)>),
    /// `⇥12 616 5769⇥12 616 7804`
    Phones(Vec<(PrintedPhone, u16)>),
}

impl Heads {
    /// The heads in a line without days: at least two of one kind, each in a column of its own.
    pub fn of(runs: &[Run]) -> Option<Self> {
        fn apart<T>(all: &[(T, u16)]) -> bool {
            all.len() > 1 && all.windows(2).all(|pair| pair[0].1 < pair[1].1)
        }
        match runs {
            [Run::Hours(hours, _)] if apart(hours) => Some(Self::Hours(hours.clone())),
            [Run::Phones(phones, _)] if apart(phones) => Some(Self::Phones(phones.clone())),
            _ => None,
        }
    }

    /// A row below the heads: a group for each filled column; nothing for a row of another shape.
    pub fn row(&self, runs: &[Run], line: usize) -> Option<Vec<Group>> {
        let Some(Run::Days(days, except, cell)) = runs.first() else {
            return None;
        };
        let group = |hours: Vec<RawHours>, phones: Vec<PrintedPhone>| Group {
            line,
            days: days.clone(),
            except: except.clone(),
            hours,
            phones,
            cell: *cell,
            ..Group::default()
        };
        let mut groups = Vec::new();
        match (self, &runs[1..]) {
            (Self::Hours(heads), [Run::Phones(phones, _)]) => {
                for (hours, column) in heads {
                    let answering: Vec<PrintedPhone> = within(phones, *column);
                    if !answering.is_empty() {
                        groups.push(group(vec![*hours], answering));
                    }
                }
                let placed = phones.iter().all(|(_, cell)| heads.iter().any(|head| head.1 == *cell));
                placed.then_some(groups)
            }
            (Self::Phones(heads), [Run::Hours(hours, _)]) => {
                for (phone, column) in heads {
                    let of_column: Vec<RawHours> = within(hours, *column);
                    if !of_column.is_empty() {
                        groups.push(group(of_column, vec![phone.clone()]));
                    }
                }
                let placed = hours.iter().all(|(_, cell)| heads.iter().any(|head| head.1 == *cell));
                placed.then_some(groups)
            }
            // The days alone: a cross or a name may tell the column, or nothing.
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
