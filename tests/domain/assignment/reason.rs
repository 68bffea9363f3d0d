use dutyline::domain::assignment::{Person, Problem, Why, reasons};

use super::samples::{pairs, person, problem, slot, solved, span, tags};

fn why(problem: &Problem) -> Vec<Option<Why>> {
    reasons(problem, &solved(problem).unwrap())
}

#[test]
fn each_assignment_has_a_reason() {
    let mut staff = vec![person("ann"), person("ben"), person("eve")];
    staff[0].has = tags(&["uk"]);
    staff[1].has = tags(&["en"]);
    staff[2].has = tags(&["en"]);
    let mut some = problem(
        vec![
            slot("a", 9, 12),
            slot("b", 9, 12),
            slot("c", 9, 12),
            slot("d", 33, 34),
            slot("e", 60, 61),
        ],
        staff,
    );
    some.slots[0].needs = tags(&["uk"]);
    some.slots[1].needs = tags(&["en"]);
    some.slots[4].needs = tags(&["fr"]);
    some.fixed = pairs(&[("c", "eve")]);
    some.published = pairs(&[("d", "ben")]);
    // Eve has the fixed one, so of those who speak English only Ben is able.
    let expected = [
        Some(Why::OnlyOne),
        Some(Why::OnlyOne),
        Some(Why::Fixed),
        Some(Why::Kept),
        None,
    ];
    assert_eq!(why(&some), expected);
}

#[test]
fn others_are_busy_or_have_more_or_the_whole_is_best() {
    let busy = problem(
        vec![slot("a", 9, 12), slot("b", 9, 12)],
        vec![person("ann"), person("ben")],
    );
    assert_eq!(why(&busy), [Some(Why::OnlyFree { others: 1 }); 2]);
    let less = problem(
        vec![slot("a", 9, 12)],
        vec![
            person("ann"),
            Person {
                carry: 1,
                ..person("ben")
            },
            person("eve"),
        ],
    );
    assert_eq!(why(&less), [Some(Why::LeastLoad { free: 3 })]);
    // Ben has less without it, and is needed for the other, which Ann cannot have; one a day.
    let mut whole = problem(
        vec![slot("a", 9, 12), slot("b", 14, 16)],
        vec![
            Person {
                carry: 1,
                unavailable: vec![span(14, 15)],
                ..person("ann")
            },
            person("ben"),
        ],
    );
    whole.rules.max_per_day = Some(1);
    assert_eq!(why(&whole), [Some(Why::OnlyFree { others: 1 }), Some(Why::OnlyOne)]);
    // Who carries most holds it as published: no fairer and no less fair, for Ben takes the later one.
    let part_time = problem(
        vec![slot("a", 0, 1), slot("b", 24, 25)],
        vec![
            Person {
                weight: 0.5,
                ..person("ann")
            },
            Person {
                carry: 1,
                unavailable: vec![span(0, 1)],
                ..person("ben")
            },
        ],
    );
    assert_eq!(why(&part_time), [Some(Why::OnlyOne), Some(Why::LeastLoad { free: 2 })]);
}
