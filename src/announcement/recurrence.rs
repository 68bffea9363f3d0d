//! Days of a group → dates: ranges and returning days are spread over the period, days off left out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days as ChronoDays, NaiveDate};

use crate::announcement::lex::fact::{Bound, RawDate, Week};
use crate::announcement::reading::{question, warning};
use crate::announcement::rows::{Days, Group};
use crate::announcement::sections::Section;
use crate::announcement::segments::SectionKind;
use crate::announcement::years::{DateResolver, each_day};
use crate::domain::holidays::{POLAND, holiday, is_weekend};

pub type Dated = (Option<NaiveDate>, Vec<&'static str>);

/// The days of a group with ranges and returning days spread out, and the codes of warnings about its line. Days that
/// are called off are left out.
pub fn spread(
    section: &Section,
    group: &Group,
    resolver: &DateResolver,
    called_off: &BTreeSet<NaiveDate>,
) -> (Vec<Dated>, Vec<&'static str>) {
    let mut except = called_off.clone();
    for day in &group.except {
        match day {
            Days::On(raw) => except.extend(resolver.resolve(raw).date),
            Days::Between(first, last) => {
                except.extend(
                    between(resolver, first, last)
                        .into_iter()
                        .flat_map(|(first, last)| each_day(first, last)),
                );
            }
            Days::Every(_) => {}
        }
    }
    let mut spread = Spread {
        section,
        group,
        resolver,
        except,
        day_off: false,
    };
    let dated = spread.days();
    (dated, spread.day_off.then_some(warning::DAY_OFF).into_iter().collect())
}

fn between(resolver: &DateResolver, first: &RawDate, last: &RawDate) -> Option<(NaiveDate, NaiveDate)> {
    resolver.resolve(first).date.zip(resolver.resolve(last).date)
}

struct Spread<'a> {
    section: &'a Section,
    group: &'a Group,
    resolver: &'a DateResolver,
    except: BTreeSet<NaiveDate>,
    /// A day that is named was left out because it is a public holiday.
    day_off: bool,
}

impl Spread<'_> {
    fn days(&mut self) -> Vec<Dated> {
        let group = self.group;
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
                // `w środy od 12 czerwca`: the day on which the returning days begin or end is no day of its own.
                Days::On(raw) if raw.bound != Bound::None && weeks.iter().any(|week| !week.alternate) => {}
                Days::On(raw) => {
                    let mut resolved = self.resolver.resolve(raw);
                    // `od 12 czerwca w godz. 15-18`: the text does not say which days follow, or came before.
                    if raw.bound != Bound::None && group.days.len() == 1 {
                        resolved.doubts.push(question::DAYS_MISSING);
                    }
                    if resolved.date.is_none_or(|date| !self.except.contains(&date)) {
                        out.push((resolved.date, resolved.doubts));
                    }
                }
                Days::Between(first, last) => {
                    let (from, to) = (self.resolver.resolve(first), self.resolver.resolve(last));
                    let mut doubts = from.doubts;
                    doubts.extend(to.doubts);
                    doubts.sort_unstable();
                    doubts.dedup();
                    match (from.date, to.date) {
                        (Some(from), Some(to)) if from <= to => {
                            let days = self.within(from, to, &weeks);
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
                Days::Every(week) => out.extend(self.returning(week)),
            }
        }
        out
    }

    /// Working days from the first to the last that the weekdays name; every day where the text says so.
    fn within(&mut self, from: NaiveDate, to: NaiveDate, weeks: &[&Week]) -> Vec<NaiveDate> {
        let group = self.group;
        let every_day = weeks.iter().any(|week| week.every_day);
        let no_holidays = group
            .except
            .iter()
            .any(|day| matches!(day, Days::Every(week) if week.holidays));
        each_day(from, to)
            .filter(|date| !self.except.contains(date))
            .filter(|date| {
                let named = weeks.is_empty() || weeks.iter().any(|week| week.has(date.weekday()));
                let weekend = weeks.is_empty() && is_weekend(*date) && !group.holidays_too;
                let unnamed = group
                    .except
                    .iter()
                    .any(|day| matches!(day, Days::Every(week) if week.has(date.weekday())));
                let off = holiday(POLAND, *date).is_some() && (no_holidays || !every_day && !group.holidays_too);
                self.day_off |= named && off && !unnamed && !is_weekend(*date);
                named && !weekend && !off && !unnamed
            })
            .collect()
    }

    fn returning(&mut self, week: &Week) -> Vec<Dated> {
        let (section, group) = (self.section, self.group);
        let scope = section
            .scope
            .and_then(|(first, last)| between(self.resolver, &first, &last));
        let bound = |bound: Bound| {
            let raw = group.days.iter().find_map(|day| match day {
                Days::On(raw) if raw.bound == bound && !week.alternate => Some(raw),
                _ => None,
            });
            raw.and_then(|raw| self.resolver.resolve(raw).date)
        };
        let (from, until) = (bound(Bound::From), bound(Bound::Until));
        let (first, last) = match scope {
            Some((first, last)) => (Some(first), Some(last)),
            None => (self.resolver.first, self.resolver.last),
        };
        let period = from.or(first).zip(until.or(last));
        let Some((first, last)) = period.filter(|_| section.kind != SectionKind::Service) else {
            return vec![(None, vec![question::PERIOD_MISSING])];
        };
        let mut days = self.within(first, last, &[week]);
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
