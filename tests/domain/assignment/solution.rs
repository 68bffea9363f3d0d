use dutyline::domain::assignment::{Person, Rule, Rules, Slot, Wish};

use super::samples::{day, pairs, person, problem, slot, solved, span, tags};

#[test]
fn it_says_how_good_it_is() {
    let staff = vec![
        Person {
            carry: 1,
            weight: 0.5,
            ..person("ann")
        },
        Person {
            carry: 3,
            weight: 0.75,
            ..person("ben")
        },
    ];
    let mut some = problem(vec![slot("a", 9, 12), slot("b", 33, 34), slot("c", 34, 36)], staff);
    some.slots[0].needs = tags(&["uk"]);
    some.fixed = pairs(&[("b", "ann"), ("c", "ben")]);
    some.published = pairs(&[("a", "ann"), ("b", "ann"), ("c", "ann"), ("gone", "ben")]);
    some.wishes = vec![
        Wish {
            slot: "b".to_owned(),
            person: "ann".to_owned(),
            penalty: 5,
        },
        Wish {
            slot: "c".to_owned(),
            person: "ann".to_owned(),
            penalty: 7,
        },
    ];
    let solution = solved(&some).unwrap();
    assert_eq!(solution.assign, [None, Some(0), Some(1)]);
    assert_eq!((solution.uncovered, solution.least_uncovered), (1, 1));
    assert_eq!(solution.sum_of_squares, 4.0 / 0.5 + 16.0 / 0.75);
    assert_eq!(
        (solution.lower_bound, solution.optimal),
        (solution.sum_of_squares, true)
    );
    assert_eq!((solution.changes, solution.penalty), (2, 5), "a and c changed hands");
}

#[test]
fn it_says_which_rules_fixed_duties_break() {
    let mut staff = vec![person("ann"), person("ben")];
    staff[0].unavailable = vec![span(9, 10)];
    (staff[0].max_per_week, staff[0].max_duties) = (Some(2), Some(3));
    let mut bad = problem(
        vec![
            Slot {
                needs: tags(&["uk"]),
                only: Some(tags(&["ben"])),
                ..slot("a", 8, 10)
            },
            slot("b", 10, 12),
            slot("c", 30, 32),
            slot("d", 80, 82),
            slot("e", 8, 12),
        ],
        staff,
    );
    bad.rules = Rules {
        max_per_day: Some(1),
        min_rest_minutes: 60,
    };
    bad.fixed = pairs(&[("a", "ann"), ("b", "ann"), ("c", "ann"), ("d", "ann"), ("e", "ben")]);
    let expected = [
        Rule::Needs {
            slot: 0,
            tag: "uk".to_owned(),
        },
        Rule::Only { slot: 0 },
        Rule::Unavailable { person: 0, slot: 0 },
        Rule::Day { person: 0, day: day(0) },
        Rule::Week { person: 0, day: day(0) },
        Rule::All { person: 0 },
        Rule::Rest {
            person: 0,
            slots: vec![0, 1],
        },
    ];
    assert_eq!(solved(&bad).unwrap().broken, expected);
}
