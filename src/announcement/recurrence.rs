//! Days of a group → dates: ranges and returning days are spread over the period, days off left out.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{Datelike, Days as ChronoDays, NaiveDate, Weekday};

use crate::announcement::budget::Budget;
use crate::announcement::error::{Measure, ReadError};
use crate::announcement::lex::fact::{Bound, RawDate, Week};
use crate::announcement::reading::{question, warning};
use crate::announcement::rows::{Days, Group};
use crate::announcement::sections::Section;
use crate::announcement::segments::SectionKind;
use crate::announcement::years::{DateResolver, each_day};
use crate::domain::holidays::{POLAND, holiday, is_weekend};

pub type Dated = (Option<NaiveDate>, Vec<&'static str>);

/// What the days of a group are spread by.
pub struct Spreading<'a> {
    pub section: &'a Section,
    /// Whether a weekday of the section returns: beside it a single one returns too.
    pub beside_returning: bool,
    pub resolver: &'a DateResolver,
    /// Days that are called off; they are left out.
    pub called_off: &'a BTreeSet<NaiveDate>,
}

/// The days of a group with ranges and returning days spread out, and the codes of warnings about its line.
pub fn spread(
    by: &Spreading<'_>,
    group: &Group,
    budget: &mut Budget<'_>,
) -> Result<(Vec<Dated>, Vec<&'static str>), ReadError> {
    let resolver = by.resolver;
    let mut except = BTreeSet::new();
    for day in &group.except {
        match day {
            Days::On(raw) => except.extend(resolver.resolve(raw).date),
            Days::Between(first, last) => {
                if let Some((first, last)) = between(resolver, first, last) {
                    budget.take(Measure::Days, length(first, last))?;
                    except.extend(each_day(first, last));
                }
            }
            Days::Every(_) => {}
        }
    }
    let bound = |bound: Bound| {
        let raw = group.days.iter().find_map(|day| match day {
            Days::On(raw) if raw.bound == bound => Some(raw),
            _ => None,
        });
        raw.and_then(|raw| resolver.resolve(raw).date)
    };
    let mut spread = Spread {
        by,
        group,
        except,
        from: bound(Bound::From),
        until: bound(Bound::Until),
        budget,
        day_off: false,
    };
    let dated = spread.days()?;
    Ok((dated, spread.day_off.then_some(warning::DAY_OFF).into_iter().collect()))
}

/// The weekday a group prints beside a date that is none of it.
pub fn contradicting(group: &Group, date: NaiveDate, resolver: &DateResolver) -> Option<Weekday> {
    group.days.iter().find_map(|day| match day {
        Days::On(raw) if resolver.resolve(raw).date == Some(date) => raw.weekday.filter(|day| *day != date.weekday()),
        _ => None,
    })
}

/// How many days there are from the first to the last, as [`each_day`] counts them.
fn length(first: NaiveDate, last: NaiveDate) -> usize {
    usize::try_from((last - first).num_days() + 1)
        .unwrap_or_default()
        .min(401)
}

fn between(resolver: &DateResolver, first: &RawDate, last: &RawDate) -> Option<(NaiveDate, NaiveDate)> {
    resolver.resolve(first).date.zip(resolver.resolve(last).date)
}

struct Spread<'a, 'b> {
    by: &'a Spreading<'a>,
    group: &'a Group,
    except: BTreeSet<NaiveDate>,
    /// The first day that says from when, or until when, the others return.
    from: Option<NaiveDate>,
    until: Option<NaiveDate>,
    budget: &'a mut Budget<'b>,
    /// A day that is named was left out because it is a public holiday.
    day_off: bool,
}

impl Spread<'_, '_> {
    fn left_out(&self, date: NaiveDate) -> bool {
        self.except.contains(&date) || self.by.called_off.contains(&date)
    }

    fn days(&mut self) -> Result<Vec<Dated>, ReadError> {
        let (group, resolver) = (self.group, self.by.resolver);
        self.budget.take(Measure::Days, group.days.len())?;
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
                    let mut resolved = resolver.resolve(raw);
                    // `od 12 czerwca w godz. 15-18`: the text does not say which days follow, or came before.
                    if raw.bound != Bound::None && group.days.len() == 1 {
                        resolved.doubts.push(question::DAYS_MISSING);
                    }
                    if resolved.date.is_none_or(|date| !self.left_out(date)) {
                        out.push((resolved.date, resolved.doubts));
                    }
                }
                Days::Between(first, last) => {
                    let (from, to) = (resolver.resolve(first), resolver.resolve(last));
                    let mut doubts = from.doubts;
                    doubts.extend(to.doubts);
                    doubts.sort_unstable();
                    doubts.dedup();
                    match (from.date, to.date) {
                        (Some(from), Some(to)) if from <= to => {
                            let days = self.within(from, to, &weeks)?;
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
                Days::Every(week) => out.extend(self.returning(week)?),
            }
        }
        Ok(out)
    }

    /// Working days from the first to the last that the weekdays name; every day where the text says so.
    fn within(&mut self, from: NaiveDate, to: NaiveDate, weeks: &[&Week]) -> Result<Vec<NaiveDate>, ReadError> {
        let group = self.group;
        self.budget.take(Measure::Days, length(from, to))?;
        let every_day = weeks.iter().any(|week| week.every_day);
        let no_holidays = group
            .except
            .iter()
            .any(|day| matches!(day, Days::Every(week) if week.holidays));
        let mut day_off = false;
        let days = each_day(from, to)
            .filter(|date| !self.left_out(*date))
            .filter(|date| {
                let named = weeks.is_empty() || weeks.iter().any(|week| week.has(date.weekday()));
                let weekend = weeks.is_empty() && is_weekend(*date) && !group.holidays_too;
                let unnamed = group
                    .except
                    .iter()
                    .any(|day| matches!(day, Days::Every(week) if week.has(date.weekday())));
                let off = holiday(POLAND, *date).is_some() && (no_holidays || !every_day && !group.holidays_too);
                day_off |= named && off && !unnamed && !is_weekend(*date);
                named && !weekend && !off && !unnamed
            })
            .collect();
        self.day_off |= day_off;
        Ok(days)
    }

    fn returning(&mut self, week: &Week) -> Result<Vec<Dated>, ReadError> {
        let (section, group, resolver) = (self.by.section, self.group, self.by.resolver);
        let scope = section.scope.and_then(|(first, last)| between(resolver, &first, &last));
        let (from, until) = if week.alternate {
            (None, None)
        } else {
            (self.from, self.until)
        };
        let (first, last) = match scope {
            Some((first, last)) => (Some(first), Some(last)),
            None => (resolver.first, resolver.last),
        };
        let period = from.or(first).zip(until.or(last));
        let Some((first, last)) = period.filter(|_| section.kind != SectionKind::Service) else {
            return Ok(vec![(None, vec![question::PERIOD_MISSING])]);
        };
        let mut days = self.within(first, last, &[week])?;
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
        } else if !week.returns && !group.in_table && days.len() > 1 && !self.by.beside_returning {
            doubts.push(question::WEEKS_UNCLEAR);
        }
        if days.is_empty() {
            return Ok(vec![(None, vec![question::DAY_MISSING])]);
        }
        Ok(days.into_iter().map(|date| (Some(date), doubts.clone())).collect())
    }
}

/// The days a section names one by one, and its groups that name each.
pub struct NamedDays<'a>(BTreeMap<NaiveDate, Vec<&'a Group>>);

impl<'a> NamedDays<'a> {
    pub fn of(section: &'a Section, resolver: &DateResolver) -> Self {
        let mut groups: BTreeMap<NaiveDate, Vec<&Group>> = BTreeMap::new();
        for group in &section.groups {
            for day in &group.days {
                if let Days::On(raw) = day
                    && let Some(date) = resolver.resolve(raw).date
                {
                    groups.entry(date).or_default().push(group);
                }
            }
        }
        Self(groups)
    }

    /// Whether a returning day of the group is named again with other hours or numbers.
    pub fn has_hours_of_its_own(&self, group: &Group, date: NaiveDate) -> bool {
        let named_alone = || group.days.iter().any(|day| matches!(day, Days::On(_)));
        let other = |other: &&Group| other.hours != group.hours || other.phones != group.phones;
        self.0.get(&date).is_some_and(|groups| groups.iter().any(other)) && !named_alone()
    }
}

/// `pn.–czw. 9–15, pt. 9–13`: beside weekdays that return, a single one returns too.
pub fn beside_returning(section: &Section) -> bool {
    section
        .groups
        .iter()
        .flat_map(|group| &group.days)
        .any(|day| matches!(day, Days::Every(week) if week.returns))
}
