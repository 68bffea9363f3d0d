//! The forms of the settings as typed.

use std::collections::BTreeMap;

use chrono::Duration;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::calendar::EventInput;
use crate::domain::calendar::{Event, RequiredHours};
use crate::domain::consultation::{Consultation, PhoneMode, Settings};
use crate::domain::fault::Fault;
use crate::domain::language::Locale;
use crate::domain::roster::ExpectedVersion;
use crate::domain::text::{ConsultationText, ConsultationTexts};
use crate::domain::time::Hours;
use crate::domain::topic::Topic;
use crate::web::manage::fields;
use crate::web::page::form::FieldReader;

/// Words, period, office, hours.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct SettingsForm {
    pub first_day: String,
    pub last_day: String,
    pub phone_mode: String,
    #[serde(rename = "text")]
    pub texts: BTreeMap<Locale, ConsultationText>,
    /// Required hours from Monday to Sunday, `15.00–18.00`.
    pub hours: [String; 7],
    /// How long before a duty its reminders are due, `24 h, 30 min`.
    pub leads: String,
    pub swaps_need_approval: bool,
    /// Version of the draft the form was made from, as in the other forms.
    pub version: String,
}

impl SettingsForm {
    pub fn of(consultation: &Consultation, leads: &[Duration], version: i32) -> Self {
        let mut hours: [String; 7] = Default::default();
        for (weekday, field) in (1..).zip(&mut hours) {
            let required = consultation.required.0.get(&weekday);
            *field = required.map(|hours| fields::hours_text(hours)).unwrap_or_default();
        }
        Self {
            first_day: consultation.first_day.to_string(),
            last_day: consultation.last_day.to_string(),
            phone_mode: consultation
                .phone_mode
                .map(PhoneMode::code)
                .unwrap_or_default()
                .to_owned(),
            texts: consultation.texts.0.clone(),
            hours,
            leads: fields::leads_text(leads),
            swaps_need_approval: consultation.swaps_need_approval,
            version: version.to_string(),
        }
    }

    pub fn text(&self, locale: &Locale) -> ConsultationText {
        self.texts.get(locale).cloned().unwrap_or_default()
    }

    pub fn read(&self) -> Result<(Settings, ExpectedVersion), ActionError> {
        let mut reader = FieldReader::default();
        let first_day = reader.required("first_day", &self.first_day, Fault::Date, fields::date);
        let last_day = reader.required("last_day", &self.last_day, Fault::Date, fields::date);
        let phone_mode = reader.optional("phone_mode", &self.phone_mode, Fault::Choice, PhoneMode::from_code);
        let mut required = BTreeMap::new();
        for (index, (weekday, typed)) in (1..).zip(&self.hours).enumerate() {
            let hours = reader.optional(format!("hours-{index}"), typed, Fault::Hours, fields::hours_list);
            required.insert(weekday, hours.unwrap_or_default());
        }
        let leads = reader.optional("leads", &self.leads, Fault::Leads, fields::leads);
        let version = reader.version(&self.version);
        reader.finish(|| {
            let settings = Settings {
                first_day: first_day?,
                last_day: last_day?,
                texts: ConsultationTexts(self.texts.clone()),
                phone_mode,
                required: RequiredHours(required),
                leads: leads.unwrap_or_default(),
                swaps_need_approval: self.swaps_need_approval,
            };
            Some((settings, version?))
        })
    }
}

/// Meetings and other events, one a row.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct EventsForm {
    /// With an empty one at the end.
    #[serde(rename = "event")]
    pub rows: Vec<EventRow>,
    pub version: String,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct EventRow {
    /// Which event it is; empty for a new one.
    pub id: String,
    pub date: String,
    pub start: String,
    pub end: String,
    pub title: BTreeMap<Locale, String>,
    pub place: String,
    pub stands_in: bool,
}

impl EventRow {
    fn of(event: &Event) -> Self {
        let time = |pick: fn(Hours) -> chrono::NaiveTime| event.hours.map(pick).map(fields::time_text);
        Self {
            id: event.id.to_string(),
            date: event.date.to_string(),
            start: time(|hours| hours.start).unwrap_or_default(),
            end: time(|hours| hours.end).unwrap_or_default(),
            title: event.title.clone(),
            place: event.place.clone(),
            stands_in: event.stands_in,
        }
    }

    pub fn title(&self, locale: &Locale) -> &str {
        self.title.get(locale).map_or("", String::as_str)
    }

    fn is_empty(&self) -> bool {
        let words = [&self.date, &self.start, &self.end, &self.place];
        let mut words = words.into_iter().chain(self.title.values());
        words.all(|field| field.trim().is_empty())
    }

    fn read(&self, index: usize, reader: &mut FieldReader) -> Option<EventInput> {
        let at = |field: &str| format!("event-{index}-{field}");
        let date = reader.required(at("date"), &self.date, Fault::Date, fields::date);
        let start = reader.optional(at("start"), &self.start, Fault::Time, fields::time);
        let end = reader.optional(at("end"), &self.end, Fault::Time, fields::time);
        if start.is_some() != end.is_some() || (start.is_some() && start == end) {
            reader.refuse(at("end"), Fault::Hours);
        }
        let titles = self
            .title
            .iter()
            .map(|(locale, title)| (*locale, title.trim().to_owned()));
        let title: BTreeMap<Locale, String> = titles.filter(|(_, title)| !title.is_empty()).collect();
        if title.is_empty() {
            reader.refuse(at("title-pl"), Fault::Required);
        }
        Some(EventInput {
            id: self.id.parse().ok(),
            date: date?,
            hours: start.zip(end).map(|(start, end)| Hours { start, end }),
            title,
            place: self.place.trim().to_owned(),
            stands_in: self.stands_in,
        })
    }
}

impl EventsForm {
    pub fn of(events: &[Event], version: i32) -> Self {
        let rows = events.iter().map(EventRow::of).collect();
        let version = version.to_string();
        Self { rows, version }.tidy()
    }

    /// Without the rows that were left empty, but for one at the end.
    #[must_use]
    pub fn tidy(mut self) -> Self {
        self.rows.retain(|row| !row.is_empty());
        self.rows.push(EventRow::default());
        self
    }

    pub fn read(&self) -> Result<(Vec<EventInput>, ExpectedVersion), ActionError> {
        let mut reader = FieldReader::default();
        let rows = self.rows.iter().enumerate().filter(|(_, row)| !row.is_empty());
        let events = rows.filter_map(|(index, row)| row.read(index, &mut reader)).collect();
        let version = reader.version(&self.version);
        reader.finish(|| Some((events, version?)))
    }
}

/// The code list: one topic a line, its three languages separated by `|`.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
pub struct TopicsForm {
    pub topics: String,
    pub version: String,
}

impl TopicsForm {
    pub fn of(topics: &[Topic], version: i32) -> Self {
        let line = |topic: &Topic| {
            let labels = Locale::ALL.map(|locale| topic.label.get(&locale).cloned().unwrap_or_default());
            labels.join(" | ").trim_end_matches([' ', '|']).to_owned()
        };
        Self {
            topics: topics.iter().map(line).collect::<Vec<_>>().join("\n"),
            version: version.to_string(),
        }
    }

    /// Labels per language, in order.
    pub fn read(&self) -> Vec<BTreeMap<Locale, String>> {
        let lines = self.topics.lines().filter(|line| !line.trim().is_empty());
        let labels = |line: &str| {
            let labels = Locale::ALL.into_iter().zip(line.split('|').map(str::trim));
            let labels = labels.filter(|(_, label)| !label.is_empty());
            labels.map(|(locale, label)| (locale, label.to_owned())).collect()
        };
        lines.map(labels).collect()
    }
}
