//! What each part of the text is about.
//!
//! A line is cut into pieces where a sentence ends or another subject begins; a piece without a word of its own goes on
//! with the subject of the piece before it, over blank lines and torn tables, until something else is announced.

use crate::announcement::container::Line;
use crate::announcement::lex::topics::Say;
use crate::announcement::lex::{Fact, What};

/// What a piece is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Nothing in particular.
    None,
    /// A duty by telephone.
    Phone,
    /// A duty by telephone and in person.
    Hybrid,
    /// A duty in person.
    Room,
    /// A duty; how is not said.
    Unclear,
    /// A duty in person on some days and by telephone on others, in one sentence.
    Mixed,
    /// A telephone that is answered at standing hours, without the word for a duty.
    Service,
    /// A meeting.
    Meeting,
    /// A point or stand.
    Point,
    /// Forms and deadlines.
    Form,
    /// Contact, law, downloads.
    Footer,
    /// When the consultation takes place.
    Period,
}

impl Topic {
    /// Whether rows of a duty that can be called stand here.
    pub fn is_duty(self) -> bool {
        matches!(self, Self::Phone | Self::Hybrid | Self::Unclear | Self::Mixed)
    }
}

/// Facts of one line about one subject.
#[derive(Debug, Clone)]
pub struct Piece {
    /// Index of the line.
    pub line: usize,
    /// What it is about.
    pub topic: Topic,
    /// Whether it says so itself.
    pub own: bool,
    /// Facts in order.
    pub facts: Vec<Fact>,
    /// Whether the line ends with a colon or is a heading, so that what follows belongs to it.
    pub heads: bool,
}

impl Piece {
    /// Whether it holds such a fact.
    pub fn any(&self, wanted: impl Fn(&What) -> bool) -> bool {
        self.facts.iter().any(|fact| wanted(&fact.what))
    }

    /// Whether it holds a day.
    pub fn has_days(&self) -> bool {
        self.any(is_day)
    }

    /// Whether it says that.
    pub fn says(&self, say: Say) -> bool {
        self.any(|what| *what == What::Say(say))
    }
}

/// A day, a range or returning weekdays.
pub fn is_day(what: &What) -> bool {
    matches!(what, What::Date(_) | What::Range(..) | What::Week(_))
}

/// A telephone number or its end.
pub fn is_number(what: &What) -> bool {
    match what {
        What::Phone(phone) => !phone.fax,
        What::Tail(_) => true,
        _ => false,
    }
}

/// Hours that are more than two bare numbers.
pub fn is_hours(what: &What) -> bool {
    matches!(what, What::Hours(_))
}

/// Cuts the text into pieces.
pub fn outline(lines: &[Line], facts: Vec<Vec<Fact>>) -> Vec<Piece> {
    let mut pieces: Vec<Piece> = Vec::new();
    let mut standing = Topic::None;
    let mut standing_item: Option<u32> = None;
    for (index, (line, facts)) in lines.iter().zip(facts).enumerate() {
        let text = line.text.trim();
        if text.is_empty() {
            continue;
        }
        let heads = line.heading || text.trim_end_matches(['*', '_']).ends_with(':');
        let item = item_number(text);
        let table_row = text.contains(['\t', '|'])
            && facts.iter().any(|fact| is_day(&fact.what))
            && facts.iter().any(|fact| is_hours(&fact.what) || is_number(&fact.what));
        let nothing_to_read = !facts
            .iter()
            .any(|fact| is_day(&fact.what) || is_number(&fact.what) || is_hours(&fact.what));
        let next_item = item.is_some() && standing_item.is_some_and(|of| item == Some(of + 1));
        if line.heading || is_rule(text) || (nothing_to_read && next_item) {
            standing = Topic::None;
        }
        let place = facts.iter().any(|fact| fact.what == What::Say(Say::Place));
        let mut within = standing;
        let long = text.split_whitespace().count() > 14;
        for (facts, first) in segments(facts)
            .into_iter()
            .zip(std::iter::once(true).chain(std::iter::repeat(false)))
        {
            let own = classify(&facts, table_row && standing.is_duty(), place, standing, heads);
            let topic = own.unwrap_or(within);
            if let Some(own) = own {
                within = own;
                let has_days = facts.iter().any(|fact| is_day(&fact.what));
                let passing = own == Topic::Meeting && !has_days && !heads && long;
                let in_row =
                    table_row && standing.is_duty() && matches!(own, Topic::Meeting | Topic::Point | Topic::Room);
                if !passing && !in_row {
                    standing = match own {
                        Topic::Period => Topic::None,
                        other => other,
                    };
                    if first {
                        standing_item = item;
                    }
                }
            }
            // What a sentence goes on with joins what it began with, so that hours find their days.
            match pieces.last_mut() {
                Some(last) if own.is_none() && !first && last.line == index && last.topic == topic => {
                    last.facts.extend(facts)
                }
                _ => pieces.push(Piece {
                    line: index,
                    topic,
                    own: own.is_some(),
                    facts,
                    heads,
                }),
            }
        }
    }
    pieces
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

fn segments(facts: Vec<Fact>) -> Vec<Vec<Fact>> {
    let mut out: Vec<Vec<Fact>> = vec![Vec::new()];
    let mut major: Option<Major> = None;
    for fact in facts {
        let Some(current) = out.last_mut() else { break };
        let next_major = match fact.what {
            What::Stop => {
                if !current.is_empty() {
                    out.push(Vec::new());
                    major = None;
                }
                continue;
            }
            What::Say(Say::Duty | Say::PhoneDuty) => Some(Major::Duty),
            What::Say(Say::Meeting) => Some(Major::Meeting),
            What::Say(Say::Point) => Some(Major::Point),
            _ => None,
        };
        if fact.what == What::Say(Say::Form) && major.is_some_and(|major| is_whole(major, current)) {
            // `dyżur 13 czerwca, 15-18, tel. … i zbieranie formularzy do 28 czerwca`
            out.push(vec![fact]);
            major = None;
            continue;
        }
        if let Some(next) = next_major {
            let has_days = current.iter().any(|fact| is_day(&fact.what));
            let other_subject = match major {
                Some(major) => major != next,
                None => {
                    // `w każdy poniedziałek trwania konsultacji` is no period.
                    current
                        .iter()
                        .any(|fact| matches!(fact.what, What::Date(_) | What::Range(..)))
                        && current.iter().any(|fact| {
                            matches!(
                                fact.what,
                                What::Say(Say::Consultation | Say::Begins | Say::Ends | Say::Form)
                            )
                        })
                }
            };
            if has_days && other_subject {
                out.push(vec![fact]);
                major = Some(next);
                continue;
            }
            if major.is_none() || next == Major::Duty {
                major = Some(next);
            }
        }
        current.push(fact);
    }
    out.retain(|segment| !segment.is_empty());
    if out.is_empty() {
        out.push(Vec::new());
    }
    out
}

/// Whether a duty or meeting has all it needs, so that what follows may be about something else.
fn is_whole(major: Major, facts: &[Fact]) -> bool {
    let has = |wanted: fn(&What) -> bool| facts.iter().any(|fact| wanted(&fact.what));
    has(is_day) && has(is_hours) && (has(is_number) || major != Major::Duty)
}

/// What a segment says it is about, if it says so.
fn classify(facts: &[Fact], in_duty_table: bool, place_in_line: bool, standing: Topic, heads: bool) -> Option<Topic> {
    let says = |say: Say| facts.iter().any(|fact| fact.what == What::Say(say));
    let has = |wanted: fn(&What) -> bool| facts.iter().any(|fact| wanted(&fact.what));
    let (days, hours, number) = (has(is_day), has(is_hours), has(is_number));
    let telephone = says(Say::Telephone) || says(Say::Label);
    if says(Say::Duty) || says(Say::PhoneDuty) {
        return Some(duty_topic(facts, place_in_line, standing));
    }
    if says(Say::Meeting) {
        return Some(Topic::Meeting);
    }
    if says(Say::Point) {
        return Some(Topic::Point);
    }
    if in_duty_table {
        // A row that says it is held in person, and names no number.
        return (says(Say::InPerson) && !number && !telephone).then_some(Topic::Room);
    }
    let cells = facts.last().is_some_and(|fact| fact.cell > 0);
    let columns = facts
        .iter()
        .filter(|fact| {
            matches!(
                fact.what,
                What::Say(Say::Column | Say::Telephone | Say::Label | Say::Begins | Say::Ends)
            )
        })
        .count();
    if cells && !days && telephone && columns > 1 && !matches!(standing, Topic::Meeting | Topic::Room | Topic::Point) {
        return if standing.is_duty() { None } else { Some(Topic::Phone) };
    }
    let dated = has(|what| matches!(what, What::Date(_) | What::Range(..)));
    if says(Say::ByTelephone) && says(Say::Form) && days && !dated {
        // `Uwagi można zgłaszać telefonicznie, pn.-pt. 8-15`: a way to hand in remarks; whether it is a duty is not said.
        return Some(Topic::Service);
    }
    if says(Say::ByTelephone) && (days && (hours || number) || heads && number) {
        return Some(Topic::Phone);
    }
    if (telephone || number) && says(Say::Answered) && !says(Say::Footer) && (days || hours) && !standing.is_duty() {
        return Some(if dated { Topic::Phone } else { Topic::Service });
    }
    if says(Say::Law) {
        return Some(Topic::Footer);
    }
    for fact in facts {
        match fact.what {
            What::Say(Say::Form) => return Some(Topic::Form),
            What::Say(Say::Footer | Say::Published) => return Some(Topic::Footer),
            What::Say(Say::Consultation | Say::Begins | Say::Ends) if days => return Some(Topic::Period),
            What::Say(Say::Telephone | Say::Label | Say::ByTelephone) => return None,
            What::Phone(_) | What::Tail(_) | What::Hours(_) => return None,
            What::Date(_) | What::Week(_) if standing.is_duty() => return None,
            _ => {}
        }
    }
    None
}

/// `13 czerwca osobiście, 14 czerwca telefonicznie`: days stand before each way, and between the two.
fn turns(facts: &[Fact]) -> bool {
    let way = |fact: &Fact| match fact.what {
        What::Say(Say::InPerson) => Some(true),
        What::Say(Say::Telephone | Say::ByTelephone) => Some(false),
        _ => None,
    };
    let ways: Vec<(usize, bool)> = facts
        .iter()
        .enumerate()
        .filter_map(|(at, fact)| way(fact).map(|way| (at, way)))
        .collect();
    ways.windows(2)
        .any(|pair| pair[0].1 != pair[1].1 && facts[pair[0].0..pair[1].0].iter().any(|fact| is_day(&fact.what)))
}

fn duty_topic(facts: &[Fact], place_in_line: bool, standing: Topic) -> Topic {
    let says = |say: Say| facts.iter().any(|fact| fact.what == What::Say(say));
    let days = facts.iter().any(|fact| is_day(&fact.what));
    let number = facts.iter().any(|fact| is_number(&fact.what));
    let by_telephone = says(Say::PhoneDuty) || says(Say::Telephone) || says(Say::ByTelephone);
    let telephone = by_telephone || says(Say::Label);
    if says(Say::InPerson) && by_telephone {
        return if turns(facts) { Topic::Mixed } else { Topic::Hybrid };
    }
    if says(Say::InPerson) {
        return if telephone { Topic::Hybrid } else { Topic::Room };
    }
    // The place of a duty may stand after a semicolon. Where one is named, `tel.` may only be for questions.
    let place = place_in_line || says(Say::Point);
    if by_telephone || telephone && !place {
        return Topic::Phone;
    }
    if place && !number {
        return Topic::Room;
    }
    match standing {
        // `Terminy dyżurów` above the table of telephone duties.
        Topic::Phone | Topic::Hybrid if !days || number => standing,
        _ if number && !place => Topic::Phone,
        _ => Topic::Unclear,
    }
}
