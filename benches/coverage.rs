//! How long the coverage check takes, and how that grows: `cargo bench --bench coverage`.
//!
//! A consultation here has 30 days with two duties a day, one of which is missing now and then. The check of 1,000 of them
//! must stay well under a second, ten times as many consultations must take ten times as long, and so must one with ten
//! times as many days and slots.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::time::{Duration, Instant};

use chrono::{Days, NaiveDate, NaiveTime};
use dutyline::domain::calendar::RequiredHours;
use dutyline::domain::consultation::{Consultation, PhoneMode};
use dutyline::domain::extension::Extension;
use dutyline::domain::finding::check;
use dutyline::domain::ids::{ConsultationId, ExtensionId, SlotId, UnitId};
use dutyline::domain::roster::{Slot, SlotMode, SlotState};
use dutyline::domain::text::ConsultationTexts;
use dutyline::domain::time::Hours;
use dutyline::domain::unit::{Unit, UnitNames};
use uuid::Uuid;

type Failure = Box<dyn std::error::Error>;

struct Case {
    consultation: Consultation,
    slots: Vec<Slot>,
}

fn hours(start: u32, end: u32) -> Result<Hours, Failure> {
    let at = |hour| NaiveTime::from_hms_opt(hour, 0, 0).ok_or("no such hour");
    Ok(Hours {
        start: at(start)?,
        end: at(end)?,
    })
}

fn case(number: u128, days: u64) -> Result<Case, Failure> {
    let first_day = NaiveDate::from_ymd_opt(2024, 6, 3).ok_or("no such day")?;
    let consultation = Consultation {
        id: ConsultationId(Uuid::from_u128(number)),
        slug: format!("consultation-{number}").parse()?,
        texts: ConsultationTexts::default(),
        first_day,
        last_day: first_day + Days::new(days - 1),
        zone: chrono_tz::Europe::Warsaw,
        unit: Unit {
            id: UnitId(Uuid::nil()),
            slug: "city".parse()?,
            names: UnitNames::of_first(),
        },
        phone_mode: Some(PhoneMode::Counts),
        required: RequiredHours::working_days(hours(10, 18)?),
        swaps_need_approval: false,
    };
    let mut slots = Vec::new();
    for day in 0..days {
        for (half, at) in [hours(10, 14)?, hours(14, 18)?].into_iter().enumerate() {
            if (day + half as u64).is_multiple_of(11) {
                continue;
            }
            let desk = number % 7;
            slots.push(Slot {
                id: SlotId(Uuid::from_u128(number << 32 | u128::from(day) << 1 | half as u128)),
                date: first_day + Days::new(day),
                hours: at,
                extensions: vec![Extension {
                    id: ExtensionId(Uuid::from_u128(desk)),
                    phone: format!("12616576{desk}").parse()?,
                    display: format!("12 616 576{desk}"),
                }],
                languages: Vec::new(),
                mode: SlotMode::Phone,
                state: SlotState::Planned,
                cancel_reason: None,
                staff: None,
                source: None,
            });
        }
    }
    Ok(Case { consultation, slots })
}

/// The best of several runs over all cases: what the check itself costs, without the machine's other work.
fn best(cases: &[Case]) -> (Duration, usize) {
    let mut best = Duration::MAX;
    let mut findings = 0;
    for _ in 0..7 {
        let start = Instant::now();
        findings = cases
            .iter()
            .map(|case| {
                let days = case.consultation.calendar(Vec::new(), BTreeMap::new()).days();
                check(&case.consultation, days, &case.slots).findings.len()
            })
            .sum();
        best = best.min(start.elapsed());
    }
    (best, findings)
}

fn main() -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let mut measure = |consultations: u128, days: u64| -> Result<f64, Failure> {
        let cases = (0..consultations)
            .map(|number| case(number, days))
            .collect::<Result<Vec<_>, _>>()?;
        let (time, findings) = best(&cases);
        writeln!(
            out,
            "{consultations:>5} consultations x {days:>3} days: {:>9.3} ms, {findings} findings",
            time.as_secs_f64() * 1e3
        )?;
        Ok(time.as_secs_f64())
    };
    let hundred = measure(100, 30)?;
    let thousand = measure(1_000, 30)?;
    let short = measure(100, 40)?;
    let long = measure(100, 400)?;
    writeln!(
        out,
        "growth from 100 to 1,000 consultations: x{:.1} (linear: 10)",
        thousand / hundred
    )?;
    writeln!(out, "growth from 40 to 400 days: x{:.1} (linear: 10)", long / short)?;
    Ok(())
}
