//! Days of a group → dates: ranges and returning days are spread over the period, days off left out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days as ChronoDays, NaiveDate};

use crate::announcement::duty::Section;
use crate::announcement::lex::dates::Edge;
use crate::announcement::lex::weekdays::Week;
use crate::announcement::outline::Topic;
use crate::announcement::rows::{Days, Group};
use crate::announcement::verdict::Judge;
use crate::announcement::years::each_day;
use crate::announcement::{question, warning};
use crate::domain::holidays::{POLAND, holiday, is_weekend};

/// A day of a group with its doubts.
pub type Dated = (Option<NaiveDate>, Vec<&'static str>);

impl Judge<'_> {
    /// The days of a group, ranges and returning days spread out.
    pub(super) fn days(&mut self, section: &Section, group: &Group) -> Vec<Dated> {
        let mut except: BTreeSet<NaiveDate> = self.called_off.clone();
        for day in &group.except {
            match day {
                Days::On(raw) => except.extend(self.calendar.resolve(raw).date),
                Days::Between(first, last) => {
                    if let (Some(first), Some(last)) =
                        (self.calendar.resolve(first).date, self.calendar.resolve(last).date)
                    {
                        except.extend(each_day(first, last));
                    }
                }
                Days::Every(_) => {}
            }
        }
        let weeks: Vec<&Week> = group
            .days
            .iter()
            .filter_map(|day| if let Days::Every(week) = day { Some(week) } else { None })
            .collect();
        let ranged = group.days.iter().any(|day| matches!(day, Days::Between(..)));
        let mut out: Vec<Dated> = Vec::new();
        if group.days.is_empty() {
            out.push((None, vec![question::DAYS_MISSING]));
        }
        for day in &group.days {
            match day {
                // `w środy od 12 czerwca`: where the returning days begin or end is no day of its own.
                Days::On(raw) if raw.edge != Edge::None && weeks.iter().any(|week| !week.alternate) => {}
                Days::On(raw) => {
                    let mut resolved = self.calendar.resolve(raw);
                    // `od 12 czerwca w godz. 15-18`: which days follow, or came before, is not said.
                    if raw.edge != Edge::None && group.days.len() == 1 {
                        resolved.doubts.push(question::DAYS_MISSING);
                    }
                    if resolved.date.is_none_or(|date| !except.contains(&date)) {
                        out.push((resolved.date, resolved.doubts));
                    }
                }
                Days::Between(first, last) => {
                    let (from, to) = (self.calendar.resolve(first), self.calendar.resolve(last));
                    let mut doubts = from.doubts;
                    doubts.extend(to.doubts);
                    doubts.sort_unstable();
                    doubts.dedup();
                    match (from.date, to.date) {
                        (Some(from), Some(to)) if from <= to => {
                            let days = self.spread(from, to, &weeks, group, &except);
                            if days.is_empty() {
                                out.push((None, vec![question::DAY_MISSING]));
                            }
                            out.extend(days.into_iter().map(|date| (Some(date), doubts.clone())));
                        }
                        _ => {
                            if doubts.is_empty() {
                                doubts.push(question::DATE_IMPOSSIBLE);
                            }
                            out.push((None, doubts));
                        }
                    }
                }
                Days::Every(_) if ranged => {}
                Days::Every(week) => out.extend(self.returning(week, section, group, &except)),
            }
        }
        out
    }

    /// Working days from the first to the last that the weekdays name; all days where it says so.
    fn spread(
        &mut self,
        from: NaiveDate,
        to: NaiveDate,
        weeks: &[&Week],
        group: &Group,
        except: &BTreeSet<NaiveDate>,
    ) -> Vec<NaiveDate> {
        let every_day = weeks.iter().any(|week| week.every_day);
        let no_holidays = group
            .except
            .iter()
            .any(|day| matches!(day, Days::Every(week) if week.holidays));
        let mut skipped = false;
        let days = each_day(from, to)
            .filter(|date| !except.contains(date))
            .filter(|date| {
                let named = weeks.is_empty() || weeks.iter().any(|week| week.has(date.weekday()));
                let weekend = weeks.is_empty() && is_weekend(*date) && !group.holidays_too;
                let unnamed = group
                    .except
                    .iter()
                    .any(|day| matches!(day, Days::Every(week) if week.has(date.weekday())));
                let off = holiday(POLAND, *date).is_some() && (no_holidays || !every_day && !group.holidays_too);
                skipped |= named && off && !unnamed && !is_weekend(*date);
                named && !weekend && !off && !unnamed
            })
            .collect();
        if skipped {
            self.warn(warning::DAY_OFF, group.line);
        }
        days
    }

    fn returning(&mut self, week: &Week, section: &Section, group: &Group, except: &BTreeSet<NaiveDate>) -> Vec<Dated> {
        let scope = section.scope.and_then(|(first, last)| {
            self.calendar
                .resolve(&first)
                .date
                .zip(self.calendar.resolve(&last).date)
        });
        let edge = |edge: Edge| {
            let raw = group.days.iter().find_map(|day| match day {
                Days::On(raw) if raw.edge == edge && !week.alternate => Some(raw),
                _ => None,
            });
            raw.and_then(|raw| self.calendar.resolve(raw).date)
        };
        let (from, until) = (edge(Edge::From), edge(Edge::Until));
        let (first, last) = match scope {
            Some((first, last)) => (Some(first), Some(last)),
            None => (self.calendar.first, self.calendar.last),
        };
        let Some((first, last)) = from.or(first).zip(until.or(last)) else {
            return vec![(None, vec![question::PERIOD_MISSING])];
        };
        if section.topic == Topic::Service {
            return vec![(None, vec![question::PERIOD_MISSING])];
        }
        let mut days = self.spread(first, last, &[week], group, except);
        days.retain(|date| week.month.is_none_or(|month| month == date.month()));
        if !week.of_month.is_empty() {
            days.retain(|date| {
                let nth = u8::try_from((date.day() - 1) / 7 + 1).unwrap_or_default();
                let is_last = date
                    .checked_add_days(ChronoDays::new(7))
                    .is_none_or(|next| next.month() != date.month());
                week.of_month.contains(&nth) || is_last && week.of_month.contains(&0)
            });
        }
        let mut doubts = Vec::new();
        if week.alternate {
            doubts.push(question::WEEKS_UNCLEAR);
            let mut by_weekday: BTreeMap<u32, usize> = BTreeMap::new();
            days.retain(|date| {
                let count = by_weekday.entry(date.weekday().num_days_from_monday()).or_default();
                *count += 1;
                *count % 2 == 1
            });
        } else if !week.returns && !group.in_table && days.len() > 1 && !beside_returning(section) {
            doubts.push(question::WEEKS_UNCLEAR);
        }
        if days.is_empty() {
            return vec![(None, vec![question::DAY_MISSING])];
        }
        days.into_iter().map(|date| (Some(date), doubts.clone())).collect()
    }
}

/// `pn.–czw. 9–15, pt. 9–13`: beside weekdays that return, a single one returns too.
fn beside_returning(section: &Section) -> bool {
    section
        .groups
        .iter()
        .flat_map(|group| &group.days)
        .any(|day| matches!(day, Days::Every(week) if week.returns))
}
