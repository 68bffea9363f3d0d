//! Short ways to say what a reading should be.

use chrono::NaiveDate;
use dutyline::announcement::{Input, ReadSlot, Reading, read};

/// The day announcements are read on unless a test says otherwise.
pub fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, 5, 20).unwrap()
}

/// Reads text.
pub fn reading(text: &str) -> Reading {
    read(Input::text(text), today(), &|| false).unwrap_or_else(|error| panic!("{error}\n{text}"))
}

/// `2024-06-13 15:00-18:00 126165769+126167804 pl,uk`; `?` for what is missing.
pub fn told(slot: &ReadSlot) -> String {
    let time =
        |time: Option<chrono::NaiveTime>| time.map_or_else(|| "?".to_owned(), |time| time.format("%H:%M").to_string());
    let phones: Vec<&str> = slot
        .phones
        .iter()
        .map(|phone| phone.polish_digits().unwrap_or(phone.e164()))
        .collect();
    let languages: Vec<&str> = slot
        .languages
        .iter()
        .map(dutyline::domain::language::Language::code)
        .collect();
    let text = format!(
        "{} {}-{} {} {}",
        slot.date.map_or_else(|| "?".to_owned(), |date| date.to_string()),
        time(slot.start),
        time(slot.end),
        if phones.is_empty() {
            "?".to_owned()
        } else {
            phones.join("+")
        },
        languages.join(","),
    );
    text.trim_end().to_owned()
}

/// All slots of a reading, told.
pub fn slots(reading: &Reading) -> Vec<String> {
    reading.slots.iter().map(told).collect()
}

/// All proposals of a reading, told.
pub fn proposals(reading: &Reading) -> Vec<String> {
    reading.proposals.iter().map(told).collect()
}

/// The codes of its questions.
pub fn questions(reading: &Reading) -> Vec<&'static str> {
    reading.questions.iter().map(|note| note.code).collect()
}

/// The codes of its warnings.
pub fn warnings(reading: &Reading) -> Vec<&'static str> {
    reading.warnings.iter().map(|note| note.code).collect()
}

/// Its events as `2024-06-19 17:00-19:00`.
pub fn events(reading: &Reading) -> Vec<String> {
    let time =
        |time: Option<chrono::NaiveTime>| time.map_or_else(|| "?".to_owned(), |time| time.format("%H:%M").to_string());
    reading
        .events
        .iter()
        .map(|event| format!("{} {}-{}", event.date, time(event.start), time(event.end)))
        .collect()
}

/// An announcement and what must be read in it.
pub struct Case {
    pub name: &'static str,
    pub text: &'static str,
    pub slots: &'static [&'static str],
    pub proposals: &'static [&'static str],
    pub questions: &'static [&'static str],
    pub warnings: &'static [&'static str],
    /// Lines that are shown because they were not understood.
    pub unread: &'static [u32],
}

/// A case in which all is certain.
pub const fn sure(name: &'static str, text: &'static str, slots: &'static [&'static str]) -> Case {
    Case {
        slots,
        ..asked(name, text, &[], &[])
    }
}

/// A case in which nothing is certain.
pub const fn asked(
    name: &'static str,
    text: &'static str,
    proposals: &'static [&'static str],
    questions: &'static [&'static str],
) -> Case {
    Case {
        name,
        text,
        slots: &[],
        proposals,
        questions,
        warnings: &[],
        unread: &[],
    }
}

/// Each case is read as it says.
pub fn read_as_expected(cases: &[Case]) {
    let mut wrong = Vec::new();
    for case in cases {
        let reading = reading(case.text);
        let sorted = |mut codes: Vec<&'static str>| {
            codes.sort_unstable();
            codes
        };
        let (slots, proposals) = (slots(&reading), proposals(&reading));
        let (questions, warnings) = (sorted(questions(&reading)), sorted(warnings(&reading)));
        let unread: Vec<u32> = reading.unread.iter().map(|line| line.line).collect();
        if slots != case.slots
            || proposals != case.proposals
            || questions != case.questions
            || warnings != case.warnings
            || unread != case.unread
        {
            wrong.push(format!(
                "{}\n  slots {slots:?}\n  proposals {proposals:?}\n  {questions:?} {warnings:?} {unread:?}",
                case.name
            ));
        }
    }
    assert!(
        wrong.is_empty(),
        "{} of {}\n{}",
        wrong.len(),
        cases.len(),
        wrong.join("\n")
    );
}
