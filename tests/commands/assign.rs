//! Sharing a draft out on the command line.

use serde_json::{Value, json};

use crate::commands::Office;

/// Three duties in a time that is still to come.
const ANNOUNCEMENT: &str = "Konsultacje społeczne projektu zieleni\n\n\
    Konsultacje trwają od 1 czerwca 2099 r. do 5 czerwca 2099 r.\n\nDyżury telefoniczne w dniach:\n\n\
    Terminy dyżurów\tw godzinach\tTelefony kontaktowe\n\
    1 czerwca 2099 r.\t15.00–18.00\t12 616 5769\n\
    2 czerwca 2099 r.\t15.00–18.00\t12 616 5769\n\
    3 czerwca 2099 r.\t15.00–18.00\t12 616 5769\n";

#[test]
fn a_draft_is_shared_out_or_only_looked_at() {
    let office = Office::new();
    let file = office.file("ogloszenie.txt", ANNOUNCEMENT);
    assert_eq!(office.run(&["import", &file, "--consultation", "otwarty"]).code, 0);
    let solution = |more: &[&str]| -> Value {
        let done = office.run(&[&["roster", "assign", "otwarty", "--format", "json"], more].concat());
        assert_eq!(done.code, 0, "{done:?}");
        serde_json::from_str(&done.printed).unwrap()
    };
    let looked = solution(&["--dry-run", "--time-limit", "2s"]);
    assert_eq!(looked["given"], json!([]));
    assert_eq!(looked["uncovered"].as_array().unwrap().len(), 3);
    assert!(looked["obstacles"][0]["sentences"][0].is_string(), "{looked}");
    let version = looked["version"].clone();
    assert_eq!(solution(&[])["version"], version, "there is nobody to give anything to");
    let table = office.run(&["roster", "assign", "otwarty", "--language", "pl"]);
    assert_eq!(table.code, 0, "{table:?}");
    assert!(
        table.printed.contains("3 dyżurów") && table.printed.contains("1\u{a0}czerwca"),
        "{table:?}"
    );
    let none = office.run(&["roster", "assign", "nie-ma"]);
    assert_eq!(none.code, 2, "{none:?}");
}
