use dutyline::announcement::DEMO;

use crate::commands::Office;

#[test]
fn the_report_is_for_people_or_programs() {
    let office = Office::new();
    let file = office.file("ogloszenie.txt", DEMO);
    assert_eq!(office.run(&["import", &file, "--consultation", "otwarty"]).code, 0);
    let table = office.run(&["coverage", "otwarty", "--language", "pl"]);
    assert_eq!(table.code, 0, "{table:?}");
    for line in [
        "dyżur w 16 z 16 dni, obsadzony w 0\n",
        "czwartek, 20\u{a0}czerwca           pełny dyżur, nieobsadzony",
    ] {
        assert!(table.printed.contains(line), "{table:?}");
    }
    let json = office.run(&["coverage", "otwarty", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&json.printed).unwrap();
    assert_eq!(report["days"].as_array().unwrap().len(), 23);
}
