use dutyline::domain::assignment::{FaultCode, Person, Problem, Rules, Slot, Wish};

use super::samples::{day, pairs, person, problem, slot, solved, span};

fn codes(problem: &Problem) -> Vec<(&'static str, String)> {
    let faults = solved(problem).err().unwrap_or_default();
    faults.into_iter().map(|fault| (fault.code.code(), fault.id)).collect()
}

#[test]
fn all_that_is_wrong_is_said_at_once() {
    let wish = |slot: &str, person: &str| Wish {
        slot: slot.to_owned(),
        person: person.to_owned(),
        penalty: 1,
    };
    let mut bad = problem(
        vec![slot("a", 9, 12), slot("a", 13, 13), slot("b", 15, 14)],
        vec![
            person("ann"),
            Person {
                weight: 0.0,
                carry: 10_000_001,
                ..person("ann")
            },
            Person {
                unavailable: vec![span(3, 2)],
                weight: -1.0,
                ..person("ben")
            },
        ],
    );
    bad.fixed = pairs(&[("a", "eve"), ("x", "ann")]);
    bad.wishes = vec![wish("y", "ann"), wish("a", "zoe")];
    let expected = [
        ("slot-twice", "a"),
        ("slot-end", "a"),
        ("slot-end", "b"),
        ("staff-twice", "ann"),
        ("weight", "ann"),
        ("carry", "ann"),
        ("unavailable-end", "ben"),
        ("weight", "ben"),
        ("fixed-staff", "eve"),
        ("fixed-slot", "x"),
        ("wish-slot", "y"),
        ("wish-staff", "zoe"),
    ];
    assert_eq!(codes(&bad), expected.map(|(code, id)| (code, id.to_owned())));
}

#[test]
fn a_weight_is_a_number_within_reason() {
    for weight in [f64::NAN, f64::INFINITY, f64::NEG_INFINITY, 0.0, -0.5, 0.0009, 1000.1] {
        let staff = vec![Person {
            weight,
            ..person("ann")
        }];
        assert_eq!(
            codes(&problem(Vec::new(), staff)),
            [("weight", "ann".to_owned())],
            "{weight}"
        );
    }
    for weight in [0.001, 1.0 / 3.0, 1000.0] {
        let staff = vec![Person {
            weight,
            ..person("ann")
        }];
        assert_eq!(codes(&problem(Vec::new(), staff)), [], "{weight}");
    }
}

#[test]
fn days_follow_each_other_as_starts_do() {
    let of = |day, from| Slot {
        day,
        ..slot(&format!("at {from}"), from, from + 2)
    };
    let good = problem(vec![of(day(0), 1), of(day(0), 30), of(day(1), 31)], Vec::new());
    assert_eq!(codes(&good), []);
    let bad = problem(vec![of(day(1), 1), of(day(0), 30)], Vec::new());
    assert_eq!(codes(&bad), [("day-order", "at 30".to_owned())]);
}

#[test]
fn huge_numbers_are_numbers() {
    let much = |id: &str, weight| Person {
        carry: 10_000_000,
        max_duties: Some(u32::MAX),
        max_per_week: Some(u32::MAX),
        weight,
        ..person(id)
    };
    let mut huge = problem(
        (0..6)
            .map(|at| slot(&at.to_string(), at * 1_000_000, at * 1_000_000 + 5))
            .collect(),
        vec![much("ann", 0.001), much("ben", 1000.0), much("eve", 0.001_234_567)],
    );
    huge.rules = Rules {
        max_per_day: Some(u32::MAX),
        min_rest_minutes: u32::MAX,
    };
    let solution = solved(&huge).unwrap();
    assert!(solution.optimal, "{solution:?}");
    assert!(solution.sum_of_squares.is_finite());
}

#[test]
fn codes_have_sentences() {
    for code in FaultCode::ALL {
        let fault = dutyline::domain::assignment::ProblemFault {
            code: *code,
            id: "x".to_owned(),
        };
        assert!(fault.to_string().starts_with("\"x\": "), "{fault}");
    }
}
