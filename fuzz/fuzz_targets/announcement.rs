//! Any bytes, as any format: never a panic, never a slot that lacks a day, hours or a number.
//! Run with `cargo +nightly fuzz run announcement`.
#![no_main]

use chrono::NaiveDate;
use dutyline::announcement::{Input, read};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let Some(today) = NaiveDate::from_ymd_opt(2024, 6, 20) else { return };
    for name in ["x.txt", "x.html", "x.csv", "x.docx"] {
        let input = Input { bytes, file_name: Some(name), media_type: None };
        if let Ok(reading) = read(input, today, &|| false) {
            for slot in &reading.slots {
                assert!(slot.date.is_some() && slot.start.is_some() && slot.end.is_some() && !slot.phones.is_empty());
            }
        }
    }
});
