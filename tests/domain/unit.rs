use std::collections::BTreeMap;

use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::UnitId;
use dutyline::domain::language::Locale;
use dutyline::domain::unit::{Unit, UnitNames};
use uuid::Uuid;

fn names(pl: &str, uk: &str) -> Result<UnitNames, Vec<FieldError>> {
    let names = BTreeMap::from([(Locale::Pl, pl.to_owned()), (Locale::Uk, uk.to_owned())]);
    UnitNames::checked(&names)
}

#[test]
fn a_unit_has_a_polish_name_and_others_fall_back_to_it() {
    let unit = |names| Unit {
        id: UnitId(Uuid::from_u128(1)),
        slug: "kultura".parse().unwrap(),
        names,
    };
    let both = unit(names(" Wydział Kultury ", "Відділ культури").unwrap());
    assert_eq!(both.name(Locale::Pl).text, "Wydział Kultury");
    assert_eq!(both.name(Locale::Uk).text, "Відділ культури");
    assert_eq!(
        (both.name(Locale::En).text, both.name(Locale::En).locale),
        ("Wydział Kultury", Locale::Pl)
    );
    let one = unit(names("Kultura", "  ").unwrap());
    assert_eq!(
        serde_json::to_string(&one.names).unwrap(),
        r#"{"pl":"Kultura"}"#,
        "an empty name is kept"
    );
    assert_eq!(one.name(Locale::Uk).locale, Locale::Pl);
    assert!(!unit(UnitNames::of_first()).name(Locale::Uk).text.is_empty());
}

#[test]
fn what_is_wrong_with_names_is_told_by_field() {
    for (pl, uk, faults) in [
        (" ", "x", vec![("name-pl", Fault::Required)]),
        (&"x".repeat(201), "", vec![("name-pl", Fault::TooLong)]),
        (
            "",
            "\u{7}",
            vec![("name-pl", Fault::Required), ("name-uk", Fault::Unprintable)],
        ),
        ("Kultura", "a\nb", vec![("name-uk", Fault::Unprintable)]),
    ] {
        let faults: Vec<_> = faults
            .iter()
            .map(|(field, fault)| FieldError::new(*field, *fault))
            .collect();
        assert_eq!(names(pl, uk), Err(faults), "{pl:?} {uk:?}");
    }
    assert!(names(&"x".repeat(200), "").is_ok());
}
