//! Any bytes, as the sheet of a roster: never a panic, never a row that a form could not bring back.
//! Run with `cargo +nightly fuzz run sheet`.
#![no_main]

use dutyline::announcement::read_sheet;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Ok(read) = read_sheet(bytes, &|| false) {
        assert!(read.rows.iter().all(|row| row.check().is_ok()));
    }
});
