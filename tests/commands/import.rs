use dutyline::announcement::DEMO;

use crate::commands::Office;

#[test]
fn an_announcement_is_stored_unless_it_is_a_dry_run() {
    let office = Office::new();
    let file = office.file("ogloszenie.txt", DEMO);
    let import = |more: &[&str]| office.run(&[&["import", &file, "--consultation", "otwarty"], more].concat());
    let coverage = || office.run(&["coverage", "otwarty"]);

    let dry = import(&["--dry-run"]);
    assert_eq!((dry.code, dry.printed.contains("+48126165769")), (0, true), "{dry:?}");
    let missing = coverage();
    assert_eq!(missing.code, 2, "{missing:?}");
    assert!(missing.said.contains("There is no consultation otwarty"), "{missing:?}");

    let stored = import(&[]);
    assert_eq!((stored.code, &stored.printed), (0, &dry.printed), "{stored:?}");
    assert_eq!(coverage().code, 0);
}

#[test]
fn what_cannot_be_read_is_unusable() {
    let office = Office::new();
    let poem = office.file("wiersz.txt", "Litwo, ojczyzno moja");
    for file in [poem.as_str(), "/no/such/file"] {
        let refused = office.run(&["import", file, "--dry-run"]);
        assert_eq!((refused.code, refused.printed.as_str()), (2, ""), "{refused:?}");
        assert!(refused.said.starts_with("dutyline: "), "{refused:?}");
    }
    let odd = office.run(&["import", &poem, "--today", "0000-01-01"]);
    assert_eq!(odd.code, 2, "{odd:?}");
}
