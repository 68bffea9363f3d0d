//! The office's own table, written and read again.

use chrono::{Days, NaiveDate, NaiveTime};
use dutyline::announcement::{Input, read};
use dutyline::domain::extension::Phone;
use dutyline::domain::language::{Language, Locale};
use dutyline::domain::revision::PrintedExtension;
use dutyline::domain::time::Hours;
use dutyline::export::office_table::{OfficeRow, OfficeTable, TableFormat, docx, write};
use proptest::prelude::*;

fn time(minutes: u32) -> NaiveTime {
    NaiveTime::from_hms_opt(minutes / 60 % 24, minutes % 60, 0).unwrap()
}

fn extension() -> impl Strategy<Value = PrintedExtension> {
    (200_000_000_u32..999_999_999, 0..4_u8, any::<bool>()).prop_map(|(number, style, abroad)| {
        let digits = number.to_string();
        let phone: Phone = if abroad && style == 0 {
            format!("+380{digits}")
        } else {
            format!("+48{digits}")
        }
        .parse()
        .unwrap();
        let display = match style {
            0 => phone.grouped(),
            1 => format!("{} {} {} {}", &digits[..2], &digits[2..5], &digits[5..7], &digits[7..]),
            2 => format!(
                "({}) {}-{}-{}",
                &digits[..2],
                &digits[2..5],
                &digits[5..7],
                &digits[7..]
            ),
            _ => format!("{} {}-{}", &digits[..3], &digits[3..6], &digits[6..]),
        };
        PrintedExtension { phone, display }
    })
}

/// Days after the first, quarter hours of start and length, numbers, languages.
type RowParts = (u64, u32, u32, Vec<PrintedExtension>, Vec<usize>);

fn rows() -> impl Strategy<Value = Vec<RowParts>> {
    prop::collection::vec(
        (
            0..40_u64,
            0..96_u32,
            1..96_u32,
            prop::collection::vec(extension(), 1..4),
            prop::collection::vec(0..7_usize, 0..3),
        ),
        1..20,
    )
}

prop_compose! {
    fn table()(start in 7300..12000_u64, length in 0..60_u64, outside in any::<bool>(), rows in rows()) -> OfficeTable {
        let first_day = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap().checked_add_days(Days::new(start)).unwrap();
        let codes = ["pl", "uk", "en", "it", "ro", "ar", "cs"];
        let mut table = OfficeTable { title: "Otwarty Kraków".to_owned(), first_day, last_day: first_day.checked_add_days(Days::new(length)).unwrap(), rows: Vec::new() };
        let mut busy: Vec<Phone> = Vec::new();
        for (day, start, length, extensions, languages) in rows {
            let day = if outside { day } else { day % (length_of(&table) + 1) };
            let mut row = OfficeRow {
                date: first_day.checked_add_days(Days::new(day)).unwrap(),
                hours: Hours { start: time(start * 15), end: time((start + length) * 15) },
                extensions: Vec::new(),
                languages: Vec::new(),
            };
            // A number answers once only, so that no two duties overlap.
            for extension in extensions {
                if !busy.contains(&extension.phone) {
                    busy.push(extension.phone.clone());
                    row.extensions.push(extension);
                }
            }
            for language in languages {
                let language: Language = codes[language].parse().unwrap();
                if !row.languages.contains(&language) {
                    row.languages.push(language);
                }
            }
            if !row.extensions.is_empty() {
                table.rows.push(row);
            }
        }
        table
    }
}

fn length_of(table: &OfficeTable) -> u64 {
    u64::try_from((table.last_day - table.first_day).num_days()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 60, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn what_is_written_is_read_again(table in table()) {
        let today = NaiveDate::from_ymd_opt(2024, 5, 20).unwrap();
        for locale in Locale::ALL {
            let texts = [TableFormat::Text, TableFormat::Html].map(|format| write(&table, locale, format).into_bytes());
            for bytes in texts.into_iter().chain([docx::write(&table, locale).unwrap()]) {
                let text = String::from_utf8_lossy(&bytes).into_owned();
                let input = Input { bytes: &bytes, file_name: None, media_type: None };
                let reading = match read(input, today, &|| false) {
                    Ok(reading) => reading,
                    Err(error) => { prop_assert!(table.rows.is_empty(), "{error}\n{text}"); continue }
                };
                prop_assert!(reading.proposals.is_empty() && reading.unread.is_empty() && reading.questions.is_empty(), "{reading:?}\n{text}");
                prop_assert_eq!(reading.consultation.first_day, Some(table.first_day), "{}", text);
                prop_assert_eq!(reading.consultation.last_day, Some(table.last_day), "{}", text);
                prop_assert_eq!(reading.consultation.title.as_deref(), Some("Otwarty Kraków"));
                let read_again: Vec<OfficeRow> = reading.slots.into_iter().map(|slot| OfficeRow {
                    date: slot.date.unwrap(),
                    hours: Hours { start: slot.start.unwrap(), end: slot.end.unwrap() },
                    extensions: slot.phones.into_iter().zip(slot.displays).map(|(phone, display)| PrintedExtension { phone, display }).collect(),
                    languages: slot.languages,
                }).collect();
                prop_assert_eq!(&read_again, &table.rows, "{}", text);
            }
        }
    }
}

#[test]
fn prints_as_the_office_does() {
    let row = |day: u32, hours: (u32, u32)| OfficeRow {
        date: NaiveDate::from_ymd_opt(2024, 6, day).unwrap(),
        hours: Hours {
            start: time(hours.0 * 60),
            end: time(hours.1 * 60),
        },
        extensions: vec![PrintedExtension {
            phone: "126165769".parse().unwrap(),
            display: "12 616 5769".to_owned(),
        }],
        languages: Vec::new(),
    };
    let table = OfficeTable {
        title: "Otwarty Kraków".to_owned(),
        first_day: NaiveDate::from_ymd_opt(2024, 6, 13).unwrap(),
        last_day: NaiveDate::from_ymd_opt(2024, 7, 5).unwrap(),
        rows: vec![row(13, (15, 18)), row(14, (22, 6))],
    };
    let polish = write(&table, Locale::Pl, TableFormat::Text);
    assert!(
        polish.contains("13 czerwca (czwartek)\t15.00–18.00\t12 616 5769\n"),
        "{polish}"
    );
    assert!(
        polish.contains("14 czerwca (piątek)\t22.00–6.00 (następnego dnia)\t12 616 5769\n"),
        "{polish}"
    );
    let english = write(&table, Locale::En, TableFormat::Text);
    assert!(
        english.contains("13 June (Thursday)\t3pm to 6pm\t12 616 5769\n"),
        "{english}"
    );
    let ukrainian = write(&table, Locale::Uk, TableFormat::Html);
    assert!(
        ukrainian.contains("<td>13 червня (четвер)</td><td>15:00–18:00</td><td>12 616 5769</td>"),
        "{ukrainian}"
    );
}
