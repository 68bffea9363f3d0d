//! Settings as typed.

use std::collections::BTreeMap;

use chrono::Duration;
use serde::Deserialize;

use crate::actions::calendar::EventInput;
use crate::domain::calendar::{Event, RequiredHours};
use crate::domain::consultation::Settings;
use crate::domain::consultation::{Consultation, PhoneMode};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::language::Locale;
use crate::domain::roster::ExpectedVersion;
use crate::domain::text::{ConsultationText, ConsultationTexts};
use crate::domain::time::Hours;
use crate::domain::topic::Topic;
use crate::web::manage::fields::{self, Faults};

/// Words, period, office, hours.
#[derive(Debug, Clone, Default)]
pub struct SettingsForm {
    /// First day.
    pub first_day: String,
    /// Last day.
    pub last_day: String,
    /// The office.
    pub unit: String,
    /// Code of the phone mode.
    pub phone_mode: String,
    /// Words per language.
    pub texts: BTreeMap<Locale, ConsultationText>,
    /// Required hours from Monday to Sunday, `15.00–18.00`.
    pub hours: [String; 7],
    /// How long before a duty its reminders are due, `24 h, 30 min`.
    pub leads: String,
    /// Version of the draft the form was made from.
    pub version: String,
}

impl SettingsForm {
    /// The form of a consultation as it stands.
    pub fn of(consultation: &Consultation, leads: &[Duration], version: i32) -> Self {
        let mut hours: [String; 7] = Default::default();
        for (weekday, field) in (1..).zip(&mut hours) {
            *field = consultation
                .required
                .0
                .get(&weekday)
                .map(|h| fields::hours_text(h))
                .unwrap_or_default();
        }
        Self {
            first_day: consultation.first_day.to_string(),
            last_day: consultation.last_day.to_string(),
            unit: consultation.unit.clone(),
            phone_mode: phone_mode_code(consultation.phone_mode).to_owned(),
            texts: consultation.texts.0.clone(),
            hours,
            leads: fields::leads_text(leads),
            version: version.to_string(),
        }
    }

    /// The form as it was sent.
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut form = Self::default();
        for (name, value) in pairs {
            match name.as_str() {
                "first_day" => form.first_day = value,
                "last_day" => form.last_day = value,
                "unit" => form.unit = value,
                "phone_mode" => form.phone_mode = value,
                "leads" => form.leads = value,
                "version" => form.version = value,
                other => form.put_numbered(other, value),
            }
        }
        form
    }

    /// `title_pl`, `hours-3`.
    fn put_numbered(&mut self, name: &str, value: String) {
        if let Some(index) = name.strip_prefix("hours-").and_then(|n| n.parse::<usize>().ok()) {
            if let Some(field) = self.hours.get_mut(index) {
                *field = value;
            }
        } else if let Some((field, locale)) = name.rsplit_once('_')
            && let Ok(locale) = locale.parse()
        {
            let text = self.texts.entry(locale).or_default();
            match field {
                "title" => text.title = value,
                "invitation" => text.invitation = value,
                "other_ways" => text.other_ways = value,
                _ => {}
            }
        }
    }

    /// The words of a language.
    pub fn text(&self, locale: &Locale) -> ConsultationText {
        self.texts.get(locale).cloned().unwrap_or_default()
    }

    /// What was typed as values.
    ///
    /// # Errors
    /// A fault per field.
    pub fn read(&self) -> Result<(Settings, ExpectedVersion), Vec<FieldError>> {
        let mut faults = Faults::default();
        let first_day = faults.required("first_day", &self.first_day, Fault::Date, fields::date);
        let last_day = faults.required("last_day", &self.last_day, Fault::Date, fields::date);
        let phone_mode = faults.required("phone_mode", &self.phone_mode, Fault::Choice, phone_mode);
        let mut required = BTreeMap::new();
        for (index, (weekday, typed)) in (1..).zip(&self.hours).enumerate() {
            let hours = faults.optional(format!("hours-{index}"), typed, Fault::Hours, fields::hours_list);
            required.insert(weekday, hours.unwrap_or_default());
        }
        let leads = faults.optional("leads", &self.leads, Fault::Leads, fields::leads);
        let version = faults.version(&self.version);
        match (first_day, last_day, phone_mode, version) {
            (Some(first_day), Some(last_day), Some(phone_mode), Some(version)) if faults.0.is_empty() => {
                let settings = Settings {
                    first_day,
                    last_day,
                    texts: ConsultationTexts(self.texts.clone()),
                    unit: self.unit.clone(),
                    phone_mode,
                    required: RequiredHours(required),
                    leads: leads.unwrap_or_default(),
                };
                Ok((settings, version))
            }
            _ => Err(faults.0),
        }
    }
}

/// The code of a phone mode.
pub fn phone_mode_code(mode: PhoneMode) -> &'static str {
    match mode {
        PhoneMode::Counts => "counts",
        PhoneMode::Confirm => "confirm",
        PhoneMode::Informs => "informs",
    }
}

fn phone_mode(code: &str) -> Option<PhoneMode> {
    [PhoneMode::Counts, PhoneMode::Confirm, PhoneMode::Informs]
        .into_iter()
        .find(|mode| phone_mode_code(*mode) == code)
}

/// Meetings and other events, one a row; a row without a date is no event.
#[derive(Debug, Clone, Default)]
pub struct EventsForm {
    /// The rows, with an empty one at the end.
    pub rows: Vec<EventRow>,
    /// Version of the draft the form was made from.
    pub version: String,
}

/// One event as typed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct EventRow {
    /// Which event it is; empty for a new one.
    pub id: String,
    /// Local date.
    pub date: String,
    /// Local start.
    pub start: String,
    /// Local end.
    pub end: String,
    /// Title in Polish, English, Ukrainian.
    pub titles: [String; 3],
    /// Where.
    pub place: String,
    /// Whether it stands in for the duty of its day.
    pub stands_in: bool,
}

impl EventRow {
    fn is_empty(&self) -> bool {
        let words = [&self.date, &self.start, &self.end, &self.place];
        words
            .into_iter()
            .chain(&self.titles)
            .all(|field| field.trim().is_empty())
    }
}

impl EventsForm {
    /// The events as they stand.
    pub fn of(events: &[Event], version: i32) -> Self {
        let time = |hours: Option<Hours>, pick: fn(Hours) -> chrono::NaiveTime| {
            hours
                .map(|hours| pick(hours).format("%H:%M").to_string())
                .unwrap_or_default()
        };
        let mut rows: Vec<EventRow> = events
            .iter()
            .map(|event| EventRow {
                id: event.id.to_string(),
                date: event.date.to_string(),
                start: time(event.hours, |hours| hours.start),
                end: time(event.hours, |hours| hours.end),
                titles: Locale::ALL.map(|locale| event.title.get(&locale).cloned().unwrap_or_default()),
                place: event.place.clone(),
                stands_in: event.stands_in,
            })
            .collect();
        rows.push(EventRow::default());
        Self {
            rows,
            version: version.to_string(),
        }
    }

    /// The form as it was sent: `event-0-date`, `event-0-title_pl`, …
    pub fn from_pairs(pairs: Vec<(String, String)>) -> Self {
        let mut rows: BTreeMap<u16, EventRow> = BTreeMap::new();
        let mut version = String::new();
        for (name, value) in pairs {
            if name == "version" {
                version = value;
                continue;
            }
            let Some((index, field)) = name.strip_prefix("event-").and_then(|rest| rest.split_once('-')) else {
                continue;
            };
            let Ok(index) = index.parse() else { continue };
            let row = rows.entry(index).or_default();
            let [pl, en, uk] = &mut row.titles;
            match field {
                "id" => row.id = value,
                "date" => row.date = value,
                "start" => row.start = value,
                "end" => row.end = value,
                "place" => row.place = value,
                "title_pl" => *pl = value,
                "title_en" => *en = value,
                "title_uk" => *uk = value,
                "stands_in" => row.stands_in = true,
                _ => {}
            }
        }
        Self {
            rows: rows.into_values().collect(),
            version,
        }
    }

    /// What was typed as values; empty rows are left out.
    ///
    /// # Errors
    /// A fault per field.
    pub fn read(&self) -> Result<(Vec<EventInput>, ExpectedVersion), Vec<FieldError>> {
        let mut faults = Faults::default();
        let mut events = Vec::new();
        for (index, row) in self.rows.iter().enumerate().filter(|(_, row)| !row.is_empty()) {
            let at = |field: &str| format!("event-{index}-{field}");
            let date = faults.required(at("date"), &row.date, Fault::Date, fields::date);
            let start = faults.optional(at("start"), &row.start, Fault::Time, fields::time);
            let end = faults.optional(at("end"), &row.end, Fault::Time, fields::time);
            if start.is_some() != end.is_some() || (start.is_some() && start == end) {
                faults.add(at("end"), Fault::Hours);
            }
            if row.titles.iter().all(|title| title.trim().is_empty()) {
                faults.add(at("title_pl"), Fault::Required);
            }
            let title = Locale::ALL
                .into_iter()
                .zip(&row.titles)
                .map(|(locale, title)| (locale, title.trim().to_owned()))
                .filter(|(_, title)| !title.is_empty())
                .collect();
            if let Some(date) = date {
                let hours = start.zip(end).map(|(start, end)| Hours { start, end });
                let place = row.place.trim().to_owned();
                events.push(EventInput {
                    id: row.id.parse().ok(),
                    date,
                    hours,
                    title,
                    place,
                    stands_in: row.stands_in,
                });
            }
        }
        match faults.version(&self.version) {
            Some(version) if faults.0.is_empty() => Ok((events, version)),
            _ => Err(faults.0),
        }
    }
}

/// The code list: one topic a line, its three languages separated by `|`.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(default)]
pub struct TopicsForm {
    /// The lines.
    pub topics: String,
    /// Version of the draft the form was made from.
    pub version: String,
}

impl TopicsForm {
    /// The topics as they stand.
    pub fn of(topics: &[Topic], version: i32) -> Self {
        let lines: Vec<String> = topics
            .iter()
            .map(|topic| {
                let labels = Locale::ALL.map(|locale| topic.label.get(&locale).cloned().unwrap_or_default());
                labels.join(" | ").trim_end_matches([' ', '|']).to_owned()
            })
            .collect();
        Self {
            topics: lines.join("\n"),
            version: version.to_string(),
        }
    }

    /// Labels per language, in order.
    pub fn read(&self) -> Vec<BTreeMap<Locale, String>> {
        self.topics
            .lines()
            .filter(|line| !line.trim().is_empty())
            .map(|line| {
                Locale::ALL
                    .into_iter()
                    .zip(line.split('|'))
                    .map(|(locale, label)| (locale, label.trim().to_owned()))
                    .filter(|(_, label)| !label.is_empty())
                    .collect()
            })
            .collect()
    }
}
