//! A reading as text for a terminal: aligned columns, what is certain first, then the questions.

use chrono::{NaiveDate, NaiveTime};

use crate::announcement::reading::{Note, ReadSlot, Reading};
use crate::domain::extension::Phone;
use crate::domain::language::{Language, Locale};
use crate::i18n;

pub fn listing(reading: &Reading) -> String {
    let mut out = String::new();
    let consultation = &reading.consultation;
    if let Some(title) = &consultation.title {
        out.push_str(&format!("{title}\n"));
    }
    let day = |date: Option<NaiveDate>| date.map_or_else(|| "?".to_owned(), |date| date.to_string());
    out.push_str(&format!(
        "{} – {}\n",
        day(consultation.first_day),
        day(consultation.last_day)
    ));
    section(&mut out, "Slots", reading.slots.iter().map(row).collect());
    section(&mut out, "Proposals", reading.proposals.iter().map(row).collect());
    let events = reading.events.iter().map(|event| {
        vec![
            event.date.to_string(),
            hours(event.start, event.end),
            event.title.clone(),
            event.place.clone().unwrap_or_default(),
            format!("line {}", event.line),
        ]
    });
    section(&mut out, "Events", events.collect());
    notes(&mut out, "Questions", "question", &reading.questions);
    notes(&mut out, "Warnings", "warning", &reading.warnings);
    let unread = reading
        .unread
        .iter()
        .map(|line| vec![format!("line {}", line.line), shortened(&line.text)]);
    section(&mut out, "Not understood", unread.collect());
    out
}

/// Each line once, and under it what is to be said of it.
fn notes(out: &mut String, heading: &str, kind: &str, notes: &[Note]) {
    let mut lines: Vec<(&Note, Vec<&str>)> = Vec::new();
    for note in notes {
        match lines
            .iter_mut()
            .find(|(first, _)| first.line == note.line && first.text == note.text)
        {
            Some((_, codes)) if codes.contains(&note.code) => {}
            Some((_, codes)) => codes.push(note.code),
            None => lines.push((note, vec![note.code])),
        }
    }
    if !lines.is_empty() {
        let count: usize = lines.iter().map(|(_, codes)| codes.len()).sum();
        out.push_str(&format!("\n{heading} ({count})\n"));
    }
    for (note, codes) in lines {
        out.push_str(&format!("  line {}  {}\n", note.line, shortened(&note.text)));
        for code in codes {
            let sentence = i18n::text(Locale::En, &format!("{kind}-{code}"), &[]);
            out.push_str(&format!("    {sentence}\n"));
        }
    }
}

fn row(slot: &ReadSlot) -> Vec<String> {
    let phones: Vec<&str> = slot.phones.iter().map(Phone::e164).collect();
    let languages: Vec<&str> = slot.languages.iter().map(Language::code).collect();
    vec![
        slot.date
            .map_or_else(|| "?".to_owned(), |date| date.format("%Y-%m-%d %a").to_string()),
        hours(slot.start, slot.end),
        if phones.is_empty() {
            "?".to_owned()
        } else {
            phones.join(", ")
        },
        languages.join(", "),
        format!("line {}", slot.line),
    ]
}

fn hours(start: Option<NaiveTime>, end: Option<NaiveTime>) -> String {
    let time = |time: Option<NaiveTime>| time.map_or_else(|| "?".to_owned(), |time| time.format("%H:%M").to_string());
    format!("{}–{}", time(start), time(end))
}

/// The first 80 characters, in one line and without control characters.
fn shortened(text: &str) -> String {
    let clean: String = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
    if clean.chars().count() > 80 {
        clean.chars().take(79).chain(['…']).collect()
    } else {
        clean
    }
}

fn section(out: &mut String, heading: &str, rows: Vec<Vec<String>>) {
    if rows.is_empty() {
        return;
    }
    out.push_str(&format!("\n{heading} ({})\n", rows.len()));
    let columns = rows.iter().map(Vec::len).max().unwrap_or_default();
    let widths: Vec<usize> = (0..columns)
        .map(|column| {
            rows.iter()
                .filter_map(|row| row.get(column))
                .map(|cell| cell.chars().count())
                .max()
                .unwrap_or_default()
        })
        .collect();
    for row in rows {
        let line: Vec<String> = row
            .iter()
            .zip(&widths)
            .map(|(cell, width)| format!("{cell:<width$}"))
            .collect();
        out.push_str(&format!("  {}\n", line.join("  ").trim_end()));
    }
}
