//! What the lexer finds in a line.

use chrono::Weekday::{Fri, Mon, Sat, Sun, Thu, Tue, Wed};
use chrono::{NaiveTime, Weekday};

use crate::domain::extension::Phone;
use crate::domain::language::Language;

/// Something that was understood, and its place in the line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fact {
    pub kind: FactKind,
    /// First byte in the line.
    pub at: usize,
    /// Byte after the last.
    pub end: usize,
    /// Index of its table cell.
    pub cell: u16,
    /// Between the fact before it and this one is a number that was not understood.
    pub after_digits: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum FactKind {
    Date(RawDate),
    /// First and last day, both included.
    Range(RawDate, RawDate),
    /// Weekdays that return.
    Week(Week),
    /// Hours, or only their start or end.
    Hours(RawHours),
    Phone(RawPhone),
    /// The last digits of a telephone number.
    Tail(RawTail),
    Languages(Vec<Language>),
    /// The days that follow do not count (`z wyjątkiem`).
    Except,
    /// A public holiday counts too (`także w święta`).
    HolidaysToo,
    Keyword(Keyword),
    /// A sentence or an item of an enumeration ends.
    Stop,
    /// Understood together with the line above or below.
    PartOfNeighbour,
    /// A row of a calendar printed as a grid.
    Grid,
}

/// A day as printed; no calendar was asked yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RawDate {
    /// 1–31, or nothing where the day was lost.
    pub day: Option<u32>,
    /// 1–12.
    pub month: u32,
    pub year: Year,
    /// The weekday beside it.
    pub weekday: Option<Weekday>,
    pub bound: Bound,
    /// `10.12` could be hours.
    pub maybe_hours: bool,
    /// The day is the first of its line and has a full stop (`1. czerwca`): it may be the number of a list item.
    pub maybe_item: bool,
}

/// Which year was printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Year {
    #[default]
    None,
    /// `2024`.
    Printed(i32),
    /// `br.`
    This,
}

/// Whether a day is the first or the last of a range whose other end is not beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Bound {
    #[default]
    None,
    /// `od 5 listopada`.
    From,
    /// `do 16 grudnia`.
    Until,
}

/// Hours as printed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct RawHours {
    pub start: Option<NaiveTime>,
    pub end: Option<NaiveTime>,
    /// It can be read in two ways, as `between 10 and 4`.
    pub unclear: bool,
    /// Bare numbers (`9-16`) that are hours only where hours are expected.
    pub weak: bool,
}

/// A telephone number as printed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawPhone {
    /// Nothing where the digits make no number.
    pub phone: Option<Phone>,
    pub display: String,
    pub digits: String,
    /// Digits beside it belong to nothing, or it has too few.
    pub doubtful: bool,
    /// The telefax, not the telephone.
    pub fax: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawTail {
    pub digits: String,
    /// Whether it follows a full number as its variant (`12 616 7804 lub 7821`).
    pub joined: bool,
}

/// Weekdays that return.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Week {
    /// Monday first.
    pub days: [bool; 7],
    /// Every second week only; the text does not say which of the two.
    pub alternate: bool,
    /// Which of the month (1 = first, 0 = last); all when empty.
    pub of_month: Vec<u8>,
    /// Written so that it returns (`wtorki`, `każdy wtorek`), not as one day (`wtorek`).
    pub returns: bool,
    /// Only in this month, 1–12.
    pub month: Option<u32>,
    /// Every day, weekends and holidays included.
    pub every_day: bool,
    /// Public holidays, on whatever weekday; only as days that do not count.
    pub holidays: bool,
}

impl Week {
    /// From one weekday to another, over Sunday where the second comes first.
    pub fn through(first: Weekday, last: Weekday) -> Self {
        let length = last.days_since(first);
        Self {
            days: [Mon, Tue, Wed, Thu, Fri, Sat, Sun].map(|day| day.days_since(first) <= length),
            returns: true,
            ..Self::default()
        }
    }

    pub fn has(&self, day: Weekday) -> bool {
        (0..)
            .zip(self.days)
            .any(|(at, named)| named && at == day.num_days_from_monday())
    }
}

/// A word that says what a line is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keyword {
    /// A duty, of a kind not yet told (`dyżur`).
    Duty,
    /// A duty by telephone, in one expression (`infolinia`, `phone service hours`).
    PhoneDuty,
    /// Done by telephone (`telefoniczny`, `телефонне`).
    Telephone,
    /// The name of a number, whatever the number is for (`tel.`, `telefon`, `numery`).
    Label,
    /// By telephone, as a way of doing something (`telefonicznie`, `by phone`, `zadzwoń`).
    ByTelephone,
    /// `stacjonarny`, `osobiście`.
    InPerson,
    /// A street, a room, a building.
    Place,
    /// A meeting, a walk, a workshop.
    Meeting,
    /// A point or stand to visit.
    Point,
    /// Forms, surveys, deadlines.
    Form,
    /// Contact, office hours, downloads, data protection.
    Footer,
    /// The law it is done by.
    Law,
    Fax,
    Consultation,
    Begins,
    Ends,
    /// The line tells when it was published.
    Published,
    /// A telephone is answered (`czynny`, `available`).
    Answered,
    /// Heads a column or an enumeration (`terminy`, `w godzinach`).
    Column,
    /// It does not take place (`odwołany`, `nie odbędzie się`).
    Cancelled,
    /// Each of the days has its own of the hours (`odpowiednio`).
    Respectively,
    /// A break within the hours (`przerwa`).
    Pause,
    /// The days take turns (`na przemian`).
    ByTurns,
}
