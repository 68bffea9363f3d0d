//! What each segment of the text is about.
//!
//! A line is cut into segments where a sentence ends or another subject begins. A segment without a keyword continues
//! the subject of the one before it, over blank lines and torn tables, until something else is announced.

use crate::announcement::container::line::Line;
use crate::announcement::lex::fact::{Fact, FactKind, Keyword};

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SectionKind {
    None,
    /// A duty by telephone.
    Phone,
    /// A duty by telephone and in person.
    Hybrid,
    /// A duty in person only.
    Room,
    /// A duty; the text does not say how.
    Unclear,
    /// A duty in person on some days and by telephone on others, in one sentence.
    Mixed,
    /// A telephone that is answered at regular hours, without the word for a duty.
    Service,
    Meeting,
    /// A point or stand to visit.
    Point,
    /// Forms and deadlines.
    Form,
    /// Contact, law, downloads.
    Footer,
    /// The dates of the consultation.
    Period,
}

impl SectionKind {
    /// Whether it has rows of a duty that residents can phone.
    pub fn is_duty(self) -> bool {
        matches!(self, Self::Phone | Self::Hybrid | Self::Unclear | Self::Mixed)
    }
}

/// Facts of one line about one subject.
#[derive(Debug, Clone)]
pub struct Segment {
    /// Index.
    pub line: usize,
    pub kind: SectionKind,
    /// Whether its own keywords tell the kind.
    pub own: bool,
    pub facts: Vec<Fact>,
    /// The line is a heading or ends with a colon, so what follows belongs to it.
    pub heads: bool,
}

impl Segment {
    pub fn any(&self, wanted: impl Fn(&FactKind) -> bool) -> bool {
        self.facts.iter().any(|fact| wanted(&fact.kind))
    }

    pub fn has_days(&self) -> bool {
        self.any(is_day)
    }

    pub fn says(&self, keyword: Keyword) -> bool {
        self.any(|kind| *kind == FactKind::Keyword(keyword))
    }
}

/// A day, a range or returning weekdays.
pub fn is_day(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Date(_) | FactKind::Range(..) | FactKind::Week(_))
}

pub fn is_phone(kind: &FactKind) -> bool {
    match kind {
        FactKind::Phone(phone) => !phone.fax,
        FactKind::Tail(_) => true,
        _ => false,
    }
}

pub fn is_hours(kind: &FactKind) -> bool {
    matches!(kind, FactKind::Hours(_))
}

pub fn segments(lines: &[Line], facts: Vec<Vec<Fact>>) -> Vec<Segment> {
    let mut segments: Vec<Segment> = Vec::new();
    let mut current = SectionKind::None;
    let mut current_item: Option<u32> = None;
    for (index, (line, facts)) in lines.iter().zip(facts).enumerate() {
        let text = line.text.trim();
        if text.is_empty() {
            continue;
        }
        let heads = line.heading || text.trim_end_matches(['*', '_']).ends_with(':');
        let item = item_number(text);
        let table_row = text.contains(['\t', '|'])
            && facts.iter().any(|fact| is_day(&fact.kind))
            && facts.iter().any(|fact| is_hours(&fact.kind) || is_phone(&fact.kind));
        let nothing_to_read = !facts
            .iter()
            .any(|fact| is_day(&fact.kind) || is_phone(&fact.kind) || is_hours(&fact.kind));
        let next_item = item.is_some() && current_item.is_some_and(|of| item == Some(of + 1));
        if line.heading || is_rule(text) || (nothing_to_read && next_item) {
            current = SectionKind::None;
        }
        let place = facts.iter().any(|fact| fact.kind == FactKind::Keyword(Keyword::Place));
        let mut within = current;
        let long = text.split_whitespace().count() > 14;
        for (facts, first) in split(facts)
            .into_iter()
            .zip(std::iter::once(true).chain(std::iter::repeat(false)))
        {
            let own = own_kind(&facts, table_row && current.is_duty(), place, current, heads);
            let kind = own.unwrap_or(within);
            if let Some(own) = own {
                within = own;
                let has_days = facts.iter().any(|fact| is_day(&fact.kind));
                let passing = own == SectionKind::Meeting && !has_days && !heads && long;
                let in_row = table_row
                    && current.is_duty()
                    && matches!(own, SectionKind::Meeting | SectionKind::Point | SectionKind::Room);
                if !passing && !in_row {
                    current = match own {
                        SectionKind::Period => SectionKind::None,
                        other => other,
                    };
                    if first {
                        current_item = item;
                    }
                }
            }
            // The rest of a sentence joins its beginning, so that hours find their days.
            match segments.last_mut() {
                Some(last) if own.is_none() && !first && last.line == index && last.kind == kind => {
                    last.facts.extend(facts)
                }
                _ => segments.push(Segment {
                    line: index,
                    kind,
                    own: own.is_some(),
                    facts,
                    heads,
                }),
            }
        }
    }
    segments
}

/// `3` of `3. Dyżury` and `3) Dyżury`.
fn item_number(text: &str) -> Option<u32> {
    let text = text.trim_start_matches(['*', '_', '#', ' ']);
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = &text[digits..];
    ((1..=2).contains(&digits) && (rest.starts_with(". ") || rest.starts_with(") ") || rest.starts_with(".\u{a0}")))
        .then(|| text[..digits].parse().ok())
        .flatten()
}

fn is_rule(text: &str) -> bool {
    text.len() >= 3 && text.chars().all(|c| matches!(c, '-' | '=' | '_' | '*' | '–' | '—'))
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Major {
    Duty,
    Meeting,
    Point,
}

/// What the facts of one subject have so far.
#[derive(Clone, Copy, Default)]
struct Held {
    day: bool,
    /// A day or range of the calendar.
    date: bool,
    hours: bool,
    phone: bool,
    /// A word for a consultation, its beginning or end, or a form.
    period: bool,
}

impl Held {
    fn add(&mut self, kind: &FactKind) {
        self.day |= is_day(kind);
        self.date |= matches!(kind, FactKind::Date(_) | FactKind::Range(..));
        self.hours |= is_hours(kind);
        self.phone |= is_phone(kind);
        self.period |= matches!(
            kind,
            FactKind::Keyword(Keyword::Consultation | Keyword::Begins | Keyword::Ends | Keyword::Form)
        );
    }

    /// Whether a duty or meeting has all it needs, so the rest may be about something else.
    fn is_whole(self, major: Major) -> bool {
        self.day && self.hours && (self.phone || major != Major::Duty)
    }
}

fn split(facts: Vec<Fact>) -> Vec<Vec<Fact>> {
    let mut out: Vec<Vec<Fact>> = Vec::new();
    let mut current: Vec<Fact> = Vec::new();
    let mut held = Held::default();
    let mut major: Option<Major> = None;
    for fact in facts {
        let next_major = match fact.kind {
            FactKind::Stop => {
                if !current.is_empty() {
                    out.push(std::mem::take(&mut current));
                    (held, major) = (Held::default(), None);
                }
                continue;
            }
            FactKind::Keyword(Keyword::Duty | Keyword::PhoneDuty) => Some(Major::Duty),
            FactKind::Keyword(Keyword::Meeting) => Some(Major::Meeting),
            FactKind::Keyword(Keyword::Point) => Some(Major::Point),
            _ => None,
        };
        // `dyżur 13 czerwca, 15-18, tel. … i zbieranie formularzy do 28 czerwca`
        let form = fact.kind == FactKind::Keyword(Keyword::Form) && major.is_some_and(|major| held.is_whole(major));
        let other_subject = next_major.is_some_and(|next| {
            held.day
                && match major {
                    Some(major) => major != next,
                    // `w każdy poniedziałek trwania konsultacji` is no period.
                    None => held.date && held.period,
                }
        });
        if form || other_subject {
            out.push(std::mem::take(&mut current));
            (held, major) = (Held::default(), next_major);
        } else if next_major == Some(Major::Duty) || major.is_none() {
            major = next_major.or(major);
        }
        held.add(&fact.kind);
        current.push(fact);
    }
    if !current.is_empty() || out.is_empty() {
        out.push(current);
    }
    out
}

/// What its own keywords tell a segment is about.
fn own_kind(
    facts: &[Fact],
    in_duty_table: bool,
    place_in_line: bool,
    current: SectionKind,
    heads: bool,
) -> Option<SectionKind> {
    let says = |keyword: Keyword| facts.iter().any(|fact| fact.kind == FactKind::Keyword(keyword));
    let has = |wanted: fn(&FactKind) -> bool| facts.iter().any(|fact| wanted(&fact.kind));
    let (days, hours, phone) = (has(is_day), has(is_hours), has(is_phone));
    let telephone = says(Keyword::Telephone) || says(Keyword::Label);
    if says(Keyword::Duty) || says(Keyword::PhoneDuty) {
        return Some(duty_kind(facts, place_in_line, current));
    }
    if says(Keyword::Meeting) {
        return Some(SectionKind::Meeting);
    }
    if says(Keyword::Point) {
        return Some(SectionKind::Point);
    }
    if in_duty_table {
        // A row that is in person, without a telephone.
        return (says(Keyword::InPerson) && !phone && !telephone).then_some(SectionKind::Room);
    }
    let cells = facts.last().is_some_and(|fact| fact.cell > 0);
    let columns = facts
        .iter()
        .filter(|fact| {
            matches!(
                fact.kind,
                FactKind::Keyword(
                    Keyword::Column | Keyword::Telephone | Keyword::Label | Keyword::Begins | Keyword::Ends
                )
            )
        })
        .count();
    if cells
        && !days
        && telephone
        && columns > 1
        && !matches!(current, SectionKind::Meeting | SectionKind::Room | SectionKind::Point)
    {
        return if current.is_duty() {
            None
        } else {
            Some(SectionKind::Phone)
        };
    }
    let dated = has(|kind| matches!(kind, FactKind::Date(_) | FactKind::Range(..)));
    if says(Keyword::ByTelephone) && says(Keyword::Form) && days && !dated {
        // `Uwagi można zgłaszać telefonicznie, pn.-pt. 8-15`: a way to hand in remarks, maybe no duty.
        return Some(SectionKind::Service);
    }
    if says(Keyword::ByTelephone) && (days && (hours || phone) || heads && phone) {
        return Some(SectionKind::Phone);
    }
    if (telephone || phone)
        && says(Keyword::Answered)
        && !says(Keyword::Footer)
        && (days || hours)
        && !current.is_duty()
    {
        return Some(if dated {
            SectionKind::Phone
        } else {
            SectionKind::Service
        });
    }
    if says(Keyword::Law) {
        return Some(SectionKind::Footer);
    }
    for fact in facts {
        match fact.kind {
            FactKind::Keyword(Keyword::Form) => return Some(SectionKind::Form),
            FactKind::Keyword(Keyword::Footer | Keyword::Published) => return Some(SectionKind::Footer),
            FactKind::Keyword(Keyword::Consultation | Keyword::Begins | Keyword::Ends) if days => {
                return Some(SectionKind::Period);
            }
            FactKind::Keyword(Keyword::Telephone | Keyword::Label | Keyword::ByTelephone) => return None,
            FactKind::Phone(_) | FactKind::Tail(_) | FactKind::Hours(_) => return None,
            FactKind::Date(_) | FactKind::Week(_) if current.is_duty() => return None,
            _ => {}
        }
    }
    None
}

/// `13 czerwca osobiście, 14 czerwca telefonicznie`: the way changes, with days in between.
fn turns(facts: &[Fact]) -> bool {
    let way = |fact: &Fact| match fact.kind {
        FactKind::Keyword(Keyword::InPerson) => Some(true),
        FactKind::Keyword(Keyword::Telephone | Keyword::ByTelephone) => Some(false),
        _ => None,
    };
    let ways: Vec<(usize, bool)> = facts
        .iter()
        .enumerate()
        .filter_map(|(at, fact)| way(fact).map(|way| (at, way)))
        .collect();
    ways.windows(2)
        .any(|pair| pair[0].1 != pair[1].1 && facts[pair[0].0..pair[1].0].iter().any(|fact| is_day(&fact.kind)))
}

fn duty_kind(facts: &[Fact], place_in_line: bool, current: SectionKind) -> SectionKind {
    let says = |keyword: Keyword| facts.iter().any(|fact| fact.kind == FactKind::Keyword(keyword));
    let days = facts.iter().any(|fact| is_day(&fact.kind));
    let phone = facts.iter().any(|fact| is_phone(&fact.kind));
    let by_telephone = says(Keyword::PhoneDuty) || says(Keyword::Telephone) || says(Keyword::ByTelephone);
    let telephone = by_telephone || says(Keyword::Label);
    if says(Keyword::InPerson) && by_telephone {
        return if turns(facts) {
            SectionKind::Mixed
        } else {
            SectionKind::Hybrid
        };
    }
    if says(Keyword::InPerson) {
        return if telephone {
            SectionKind::Hybrid
        } else {
            SectionKind::Room
        };
    }
    // The place of a duty may follow a semicolon. Beside a place, `tel.` may only be for questions.
    let place = place_in_line || says(Keyword::Point);
    if by_telephone || telephone && !place {
        return SectionKind::Phone;
    }
    if place && !phone {
        return SectionKind::Room;
    }
    match current {
        // `Terminy dyżurów` above the table of telephone duties.
        SectionKind::Phone | SectionKind::Hybrid if !days || phone => current,
        _ if phone && !place => SectionKind::Phone,
        _ => SectionKind::Unclear,
    }
}
