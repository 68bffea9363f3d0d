//! Answers, and the verdicts they choose from.

use std::collections::BTreeMap;

use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::language::Locale;
use dutyline::domain::position::{MAX_VERDICTS, NewPosition, PositionState, VerdictCode, VerdictSet};

fn code(text: &str) -> VerdictCode {
    text.parse().unwrap()
}

fn faults(verdict: Option<&str>, reasons: &str, state: PositionState) -> Vec<(String, Fault)> {
    let new = NewPosition {
        verdict: verdict.map(code),
        reasons: reasons.to_owned(),
        state,
    };
    let checked = new.checked(&VerdictSet::default());
    let wrong = checked.err().unwrap_or_default().into_iter();
    wrong.map(|error| (error.field, error.fault)).collect()
}

#[test]
fn what_is_to_be_verified_or_final_has_a_verdict_and_reasons() {
    let missing = |fields: &[&str]| -> Vec<(String, Fault)> {
        let one = |field: &&str| ((*field).to_owned(), Fault::Required);
        fields.iter().map(one).collect()
    };
    for state in [PositionState::ToBeVerified, PositionState::Final] {
        assert_eq!(faults(None, " ", state), missing(&["verdict", "reasons"]), "{state:?}");
        assert_eq!(faults(Some("accepted"), "", state), missing(&["reasons"]), "{state:?}");
        assert_eq!(faults(None, "Tak.", state), missing(&["verdict"]), "{state:?}");
        assert_eq!(faults(Some("accepted"), "Tak.", state), [], "{state:?}");
    }
    for state in [PositionState::ToBeDecided, PositionState::Draft] {
        assert_eq!(faults(None, "", state), [], "{state:?}");
    }
}

#[test]
fn a_verdict_is_one_of_the_set_and_reasons_can_be_stored() {
    let draft = PositionState::Draft;
    assert_eq!(
        faults(Some("maybe"), "", draft),
        [("verdict".to_owned(), Fault::Choice)]
    );
    assert_eq!(
        faults(None, "a\u{0}b", draft),
        [("reasons".to_owned(), Fault::Unprintable)]
    );
    assert_eq!(
        faults(None, &"x".repeat(10_001), draft),
        [("reasons".to_owned(), Fault::TooLong)]
    );
    assert_eq!(faults(None, &"x".repeat(10_000), draft), []);
}

#[test]
fn codes_are_short_and_hyphens_are_read_as_underscores() {
    assert_eq!(code("accepted-in-part"), code("accepted_in_part"));
    for wrong in ["", "Tak", "a b", "ż", &"x".repeat(41)] {
        assert!(wrong.parse::<VerdictCode>().is_err(), "{wrong}");
    }
}

type Labels = Vec<(Option<VerdictCode>, BTreeMap<Locale, String>)>;

fn labels(rows: &[(&str, &str, &str)]) -> Labels {
    let row = |(code, pl, en): &(&str, &str, &str)| {
        let label = [(Locale::Pl, (*pl).to_owned()), (Locale::En, (*en).to_owned())];
        (code.parse().ok(), label.into())
    };
    rows.iter().map(row).collect()
}

#[test]
fn a_set_keeps_its_codes_makes_new_ones_and_leaves_empty_rows_out() {
    let set = VerdictSet::of_labels(labels(&[
        ("accepted", "Przyjęta", ""),
        ("", "Częściowo przyjęta!", "In part"),
        ("", " ", ""),
    ]))
    .unwrap();
    let found: Vec<_> = set.all().iter().map(|verdict| verdict.code.as_str()).collect();
    assert_eq!(found, ["accepted", "czesciowo_przyjeta"]);
    let second = set.of(&code("czesciowo_przyjeta")).unwrap();
    assert_eq!(second.label[&Locale::En], "In part");
    assert_eq!(set.of(&code("accepted")).unwrap().label.get(&Locale::En), None);
}

#[test]
fn what_is_wrong_with_a_set_is_told_at_its_place() {
    let wrong = |rows: &[(&str, &str, &str)]| VerdictSet::of_labels(labels(rows)).unwrap_err();
    let at = |field: &str, fault| vec![FieldError::new(field, fault)];
    assert_eq!(
        wrong(&[("", "Tak", ""), ("", "tak", "")]),
        at("verdict-1-pl", Fault::Twice)
    );
    assert_eq!(
        wrong(&[("a", "Tak", ""), ("b", "Tak", "")]),
        at("verdict-1-pl", Fault::Twice)
    );
    assert_eq!(
        wrong(&[("", "Tak", ""), ("", "", "Yes")]),
        at("verdict-1-pl", Fault::Required)
    );
    assert_eq!(
        wrong(&[("", "Tak", ""), ("", "так", "")]),
        at("verdict-1-pl", Fault::Unknown)
    );
    assert_eq!(
        wrong(&[("", "Tak", ""), ("", &"x".repeat(81), "")])[0],
        FieldError::new("verdict-1-pl", Fault::TooLong)
    );
    assert_eq!(wrong(&[]), at("verdicts", Fault::Required));
    let many: Vec<String> = (0..=MAX_VERDICTS).map(|n| format!("Nr {n}")).collect();
    let many: Vec<(&str, &str, &str)> = many.iter().map(|label| ("", label.as_str(), "")).collect();
    assert_eq!(wrong(&many), at("verdicts", Fault::TooMany));
}
