//! Which year a day belongs to, and the period of the consultation.
//!
//! A year printed beside a day is its year. Otherwise the period decides, then the nearest day of the text that has a
//! year, then `br.` and the title; a weekday must agree. Where nothing decides, a year is proposed and asked about.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use crate::announcement::lex::fact::{Bound, Fact, FactKind, Keyword, RawDate, Year};
use crate::announcement::reading::{question, warning};
use crate::announcement::segments::{SectionKind, Segment};

/// How many days apart a day may be from the nearest day with a year, to share it.
const NEAR: i64 = 200;

/// What the text tells about years and the period.
#[derive(Debug, Clone, Default)]
pub struct DateResolver {
    /// Of the consultation.
    pub first: Option<NaiveDate>,
    pub last: Option<NaiveDate>,
    /// The years of the period are only proposed.
    doubtful: bool,
    /// Days with a year, laws left out.
    anchors: Vec<NaiveDate>,
    /// The years of those days and their neighbours.
    years: Vec<i32>,
    title_years: Vec<i32>,
    /// The year of `br.`, and whether it is certain.
    this_year: Option<(i32, bool)>,
    today: NaiveDate,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Resolved {
    /// The day, or the one proposed.
    pub date: Option<NaiveDate>,
    /// Codes of questions about it.
    pub doubts: Vec<&'static str>,
}

impl DateResolver {
    pub fn of(segments: &[Segment], title_years: Vec<i32>, today: NaiveDate) -> Self {
        let mut resolver = Self {
            title_years,
            today,
            ..Self::default()
        };
        for segment in segments {
            let law = segment.says(Keyword::Law);
            for fact in &segment.facts {
                match &fact.kind {
                    FactKind::Date(_) if law => {}
                    FactKind::Date(date) => resolver.anchors.extend(with_year(date)),
                    FactKind::Range(first, last) => resolver
                        .anchors
                        .extend(with_year(first).into_iter().chain(with_year(last))),
                    _ => {}
                }
            }
        }
        resolver.anchors.sort_unstable();
        resolver.anchors.dedup();
        resolver.years = resolver
            .anchors
            .iter()
            .flat_map(|anchor| [anchor.year() - 1, anchor.year(), anchor.year() + 1])
            .collect();
        resolver.years.sort_unstable();
        resolver.years.dedup();
        resolver.this_year = resolver.year_of_br(segments);
        resolver.find_period(segments);
        resolver.doubtful =
            resolver.anchors.is_empty() && !matches!(resolver.this_year, Some((_, true))) && !resolver.titled();
        resolver
    }

    /// `br.` is the year of the other days, or today's if the weekdays agree and no title contradicts.
    fn year_of_br(&self, segments: &[Segment]) -> Option<(i32, bool)> {
        let mut dates: Vec<RawDate> = Vec::new();
        let mut used = false;
        for fact in segments.iter().flat_map(|segment| &segment.facts) {
            match &fact.kind {
                FactKind::Date(date) => {
                    used |= date.year == Year::This;
                    dates.push(*date);
                }
                FactKind::Range(first, last) => {
                    used |= first.year == Year::This || last.year == Year::This;
                    dates.extend([*first, *last]);
                }
                _ => {}
            }
        }
        if !used {
            return None;
        }
        if let Some(anchor) = self.anchors.last() {
            return Some((anchor.year(), true));
        }
        let agrees = |year: i32| {
            dates
                .iter()
                .filter(|date| date.year != Year::None || date.weekday.is_some())
                .filter(|date| date.weekday.is_some())
                .all(|date| {
                    date.day
                        .and_then(|day| NaiveDate::from_ymd_opt(year, date.month, day))
                        .is_none_or(|day| Some(day.weekday()) == date.weekday)
                })
        };
        let weekdays = dates.iter().any(|date| date.weekday.is_some());
        let now = self.today.year();
        // A programme for 2021 is consulted in 2021 or the year before.
        let titled: Vec<i32> = self.title_years.iter().flat_map(|year| [*year - 1, *year]).collect();
        let fits_title = titled.is_empty() || titled.contains(&now);
        if fits_title && agrees(now) {
            return Some((now, true));
        }
        let candidate = titled
            .iter()
            .copied()
            .filter(|year| weekdays && agrees(*year))
            .min_by_key(|year| (now - year).abs());
        Some((candidate.unwrap_or(now), false))
    }

    /// Whether the title has exactly one year.
    fn titled(&self) -> bool {
        self.this_year.is_none() && self.title_years.len() == 1
    }

    fn find_period(&mut self, segments: &[Segment]) {
        let mut best: Option<(u8, NaiveDate, NaiveDate)> = None;
        let mut first: Option<(u8, NaiveDate)> = None;
        let mut last: Option<(u8, NaiveDate)> = None;
        for (index, segment) in segments.iter().enumerate() {
            // The date of a law is not the consultation's, but a range beside it may be.
            let law = segment.says(Keyword::Law);
            let consultation = segment.says(Keyword::Consultation);
            // The word may be in the other half of the sentence.
            let beside = segments[index.saturating_sub(1)..segments.len().min(index + 2)]
                .iter()
                .any(|other| other.line == segment.line && other.says(Keyword::Consultation));
            let score = match segment.kind {
                SectionKind::Period if consultation => 5,
                SectionKind::Period if beside => 4,
                SectionKind::Period => 3,
                SectionKind::None if consultation => 4,
                SectionKind::None | SectionKind::Point => 2,
                SectionKind::Form | SectionKind::Footer if consultation => 2,
                SectionKind::Form | SectionKind::Footer => 1,
                SectionKind::Meeting if consultation => 1,
                _ => 0,
            };
            let duty = matches!(
                segment.kind,
                SectionKind::Phone
                    | SectionKind::Hybrid
                    | SectionKind::Unclear
                    | SectionKind::Room
                    | SectionKind::Service
                    | SectionKind::Meeting
            );
            for (at, fact) in segment.facts.iter().enumerate() {
                match &fact.kind {
                    FactKind::Range(from, to) => {
                        let (Some(from), Some(to)) = (self.plain(from), self.plain(to)) else {
                            continue;
                        };
                        if from <= to && (to - from).num_days() <= 400 && best.is_none_or(|(had, ..)| score > had) {
                            best = Some((score, from, to));
                        }
                    }
                    FactKind::Date(date) if !duty && !law && !published(&segment.facts, at) => {
                        let Some(day) = self.plain(date) else { continue };
                        let begins = date.bound == Bound::From || led_by(&segment.facts, at, Keyword::Begins);
                        let ends = date.bound == Bound::Until || led_by(&segment.facts, at, Keyword::Ends);
                        let score = score + u8::from(segment.kind == SectionKind::Period);
                        if begins && segment.kind != SectionKind::Form && first.is_none_or(|(had, _)| score > had) {
                            first = Some((score, day));
                        } else if ends && !begins && last.is_none_or(|(had, _)| score > had) {
                            last = Some((score, day));
                        }
                    }
                    _ => {}
                }
            }
        }
        match (best, first, last) {
            (Some((score, from, to)), first, last) if score >= 2 || first.is_none() || last.is_none() => {
                let apart = first
                    .zip(last)
                    .filter(|(first, last)| first.0.min(last.0) > score && first.1 <= last.1);
                (self.first, self.last) = match apart {
                    Some((first, last)) => (Some(first.1), Some(last.1)),
                    None if score == 0 => (
                        first.map(|(_, day)| day).or(Some(from)),
                        last.map(|(_, day)| day).or(Some(to)),
                    ),
                    None => (Some(from), Some(to)),
                };
            }
            (_, first, last) => {
                (self.first, self.last) = (first.map(|(_, day)| day), last.map(|(_, day)| day));
            }
        }
        if let (Some(first), Some(last)) = (self.first, self.last)
            && first > last
        {
            self.first = None;
        }
    }

    /// A day whose year is certain without the period.
    fn plain(&self, raw: &RawDate) -> Option<NaiveDate> {
        let resolved = self.resolve(raw);
        resolved.date.filter(|_| {
            resolved
                .doubts
                .iter()
                .all(|doubt| *doubt == question::WEEKDAY_CONTRADICTS || *doubt == question::YEAR_MISSING)
        })
    }

    pub fn resolve(&self, raw: &RawDate) -> Resolved {
        let Some(day) = raw.day else {
            return Resolved {
                date: None,
                doubts: vec![question::DAY_MISSING],
            };
        };
        let on = |year: i32| NaiveDate::from_ymd_opt(year, raw.month, day);
        let mut doubts = Vec::new();
        let date = match raw.year {
            Year::Printed(year) => on(year),
            Year::This => {
                let (year, certain) = self.this_year.unwrap_or((self.today.year(), false));
                if !certain {
                    doubts.push(question::YEAR_MISSING);
                }
                on(year)
            }
            Year::None => match self.year_from_text(raw.weekday, &on) {
                Some(date) => {
                    if self.doubtful {
                        doubts.push(question::YEAR_MISSING);
                    }
                    Some(date)
                }
                None => {
                    doubts.push(question::YEAR_MISSING);
                    self.proposed(raw.weekday, &on)
                }
            },
        };
        if date.is_none()
            && (1988..=2400)
                .filter(|year| year % 4 == 0)
                .all(|year| on(year).is_none())
            || date.is_none() && raw.year != Year::None
        {
            return Resolved {
                date: None,
                doubts: vec![question::DATE_IMPOSSIBLE],
            };
        }
        if raw.maybe_item && (raw.weekday.is_none() || date.map(|date| date.weekday()) != raw.weekday) {
            doubts.push(question::DAY_MISSING);
        }
        if let (Some(date), Some(weekday)) = (date, raw.weekday)
            && date.weekday() != weekday
        {
            doubts.push(question::WEEKDAY_CONTRADICTS);
        }
        Resolved { date, doubts }
    }

    fn year_from_text(&self, weekday: Option<Weekday>, on: &impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
        if let (Some(first), Some(last)) = (self.first, self.last) {
            let inside: Vec<NaiveDate> = (first.year()..=last.year())
                .filter_map(on)
                .filter(|date| (first..=last).contains(date))
                .collect();
            if let Some(date) = inside
                .iter()
                .find(|date| weekday.is_none_or(|weekday| weekday == date.weekday()))
                .or(inside.first())
            {
                return Some(*date);
            }
        }
        let near = |year: i32| {
            let date = on(year)?;
            let at = self.anchors.partition_point(|anchor| *anchor < date);
            let distance = [at.checked_sub(1), Some(at)]
                .into_iter()
                .flatten()
                .filter_map(|index| self.anchors.get(index))
                .map(|anchor| (*anchor - date).num_days().abs())
                .min()?;
            (distance <= NEAR).then_some((distance, date))
        };
        let mut found: Vec<(i64, NaiveDate)> = self.years.iter().copied().filter_map(near).collect();
        found.sort_unstable();
        if let Some((_, date)) = found
            .iter()
            .find(|(_, date)| weekday == Some(date.weekday()))
            .or(found.first())
        {
            return Some(*date);
        }
        if self.anchors.is_empty()
            && let Some((year, true)) = self.this_year
        {
            return on(year);
        }
        // One year in the title and nothing against it.
        match self.title_years[..] {
            [year] if self.anchors.is_empty() => on(year).filter(|date| weekday == Some(date.weekday())),
            _ => None,
        }
    }

    /// The year proposed in a question: the nearest to today that the weekday allows.
    fn proposed(&self, weekday: Option<Weekday>, on: &impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let now = self.today.year();
        if let Some((year, _)) = self.this_year {
            return on(year);
        }
        let mut dates: Vec<NaiveDate> = (now - 6..=now + 1).filter_map(on).collect();
        dates.sort_by_key(|date| (*date - self.today).num_days().abs());
        dates
            .iter()
            .find(|date| weekday == Some(date.weekday()))
            .or(dates.first())
            .copied()
    }

    pub fn outside(&self, date: NaiveDate) -> Option<&'static str> {
        let before = self.first.is_some_and(|first| date < first);
        let after = self.last.is_some_and(|last| date > last);
        (before || after).then_some(warning::OUTSIDE_PERIOD)
    }
}

fn with_year(raw: &RawDate) -> Option<NaiveDate> {
    match raw.year {
        Year::Printed(year) => NaiveDate::from_ymd_opt(year, raw.month, raw.day.unwrap_or(15)),
        _ => None,
    }
}

fn published(facts: &[Fact], at: usize) -> bool {
    led_by(facts, at, Keyword::Published)
}

/// Whether that keyword comes before a fact, with nothing but keywords between.
fn led_by(facts: &[Fact], at: usize, keyword: Keyword) -> bool {
    let before = facts[..at]
        .iter()
        .rev()
        .take_while(|fact| matches!(fact.kind, FactKind::Keyword(_) | FactKind::Stop))
        .any(|fact| fact.kind == FactKind::Keyword(keyword));
    // `2 października ruszyły konsultacje`
    let after = facts[at + 1..]
        .iter()
        .take(2)
        .take_while(|fact| matches!(fact.kind, FactKind::Keyword(_)))
        .any(|fact| fact.kind == FactKind::Keyword(keyword));
    before || (after && keyword == Keyword::Begins)
}

/// Every day from the first to the last, at most 400.
pub fn each_day(first: NaiveDate, last: NaiveDate) -> impl Iterator<Item = NaiveDate> {
    let end = first
        .checked_add_days(Days::new(400))
        .map_or(last, |limit| limit.min(last));
    first.iter_days().take_while(move |day| *day <= end)
}
