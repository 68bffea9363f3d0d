//! Each rule by itself.

use dutyline::domain::assignment::{Counting, Person, Problem, Rules, Slot, Wish};

use super::samples::{day, pairs, person, problem, slot, span, tags, who};

/// Two people without limits, and these slots.
fn two(slots: Vec<Slot>) -> Problem {
    problem(slots, vec![person("ann"), person("ben")])
}

/// Ann alone.
fn ann(slots: Vec<Slot>) -> Problem {
    problem(slots, vec![person("ann")])
}

fn with_rest(minutes: u32, problem: Problem) -> Problem {
    let rules = Rules {
        min_rest_minutes: minutes,
        ..problem.rules
    };
    Problem { rules, ..problem }
}

#[test]
fn who_has_a_slot_has_all_it_needs() {
    let needs = |needs: &[&str]| Slot {
        needs: tags(needs),
        ..slot("a", 9, 12)
    };
    let mut two = two(vec![needs(&["uk", "en"])]);
    two.staff[0].has = tags(&["uk", "de"]);
    two.staff[1].has = tags(&["uk", "en"]);
    assert_eq!(who(&two), "ben");
    two.slots = vec![needs(&["uk", "fr"])];
    assert_eq!(who(&two), "-");
}

#[test]
fn some_slots_are_for_some_only() {
    let only = |only: &[&str]| {
        two(vec![Slot {
            only: Some(tags(only)),
            ..slot("a", 9, 12)
        }])
    };
    assert_eq!(who(&only(&["ben"])), "ben");
    assert_eq!(who(&only(&[])), "-");
}

#[test]
fn nobody_has_a_slot_in_their_absence() {
    for (from, to, expected) in [
        (8, 9, "ann"),
        (8, 10, "-"),
        (11, 13, "-"),
        (12, 13, "ann"),
        (10, 11, "-"),
        (10, 10, "ann"),
    ] {
        let mut ann = ann(vec![slot("a", 9, 12)]);
        ann.staff[0].unavailable = vec![span(100, 101), span(from, to)];
        assert_eq!(who(&ann), expected, "away from {from} to {to}");
    }
}

#[test]
fn one_person_is_in_one_place() {
    assert_eq!(who(&ann(vec![slot("a", 9, 12), slot("b", 12, 14)])), "ann ann");
    assert_eq!(who(&ann(vec![slot("a", 9, 12), slot("b", 11, 14)])), "ann -");
    assert_eq!(who(&ann(vec![slot("a", 9, 12), slot("b", 9, 12)])), "ann -");
    assert_eq!(
        who(&ann(vec![slot("all", 0, 20), slot("b", 3, 4), slot("c", 5, 6)])),
        "- ann ann"
    );
}

#[test]
fn between_duties_there_is_rest_over_midnight_too() {
    for (from, expected) in [(9, "ann ann"), (8, "ann -")] {
        let night = vec![slot("late", 16, 22), slot("early", 24 + from, 24 + from + 6)];
        assert_eq!(who(&with_rest(660, ann(night))), expected, "from {from}");
    }
    let days_apart = vec![slot("a", 0, 2), slot("b", 49, 50), slot("c", 50, 51)];
    assert_eq!(who(&with_rest(48 * 60, ann(days_apart))), "ann - ann");
}

#[test]
fn a_day_a_week_and_the_whole_have_limits() {
    let three = || vec![slot("a", 1, 2), slot("b", 3, 4), slot("c", 5, 6)];
    let a_day = |most| Problem {
        rules: Rules {
            max_per_day: most,
            ..Rules::default()
        },
        ..ann(three())
    };
    assert_eq!(who(&a_day(None)), "ann ann ann");
    assert_eq!(who(&a_day(Some(2))).matches("ann").count(), 2);
    assert_eq!(who(&a_day(Some(0))), "- - -");
    // From Friday to Sunday, and on Monday.
    let days = |max_per_week, max_duties| {
        let slots = (0..4).map(|day| slot(&day.to_string(), day * 24 + 9, day * 24 + 12));
        let staff = vec![Person {
            max_per_week,
            max_duties,
            ..person("ann")
        }];
        who(&problem(slots.collect(), staff))
    };
    assert_eq!(days(Some(1), None).split(' ').next_back(), Some("ann"));
    assert_eq!(days(Some(1), None).matches("ann").count(), 2);
    assert_eq!(days(Some(3), None), "ann ann ann ann");
    assert_eq!(days(None, Some(3)).matches("ann").count(), 3);
}

#[test]
fn a_duty_is_of_the_day_that_is_said() {
    let mut ann = ann(vec![
        slot("a", 1, 2),
        Slot {
            day: day(1),
            ..slot("b", 23, 24)
        },
    ]);
    ann.rules.max_per_day = Some(1);
    assert_eq!(who(&ann), "ann ann");
}

#[test]
fn what_is_fixed_counts_and_stays() {
    let mut two = two(vec![slot("a", 9, 12), slot("b", 14, 16), slot("c", 33, 35)]);
    two.fixed = pairs(&[("a", "ann")]);
    two.rules.max_per_day = Some(1);
    assert_eq!(who(&two), "ann ben ann");
    two.staff[0].max_duties = Some(1);
    assert_eq!(who(&two), "ann ben ben");
    two.fixed = pairs(&[("a", "ann"), ("b", "ann"), ("c", "ann")]);
    assert_eq!(who(&two), "ann ann ann", "whatever it breaks");
}

#[test]
fn what_is_to_be_left_is_left() {
    let leave = |id: &str| Slot {
        leave: true,
        ..slot(id, 9, 12)
    };
    let mut two = two(vec![leave("a"), leave("b"), slot("c", 9, 12)]);
    two.fixed = pairs(&[("b", "ann")]);
    assert_eq!(who(&two), "- ann ben");
}

#[test]
fn loads_are_shared_by_what_was_carried_and_by_part_time() {
    let four = || {
        (0..4)
            .map(|at| slot(&at.to_string(), at * 24, at * 24 + 1))
            .collect::<Vec<_>>()
    };
    let count = |problem: &Problem| who(problem).matches("ann").count();
    assert_eq!(count(&two(four())), 2);
    let mut carried = two(four());
    carried.staff[0].carry = 2;
    assert_eq!(count(&carried), 1);
    carried.staff[0].carry = -2;
    assert_eq!(count(&carried), 3);
    let mut part_time = two(four());
    part_time.staff[0].weight = 0.3;
    assert_eq!(count(&part_time), 1);
}

#[test]
fn minutes_are_shared_where_minutes_count() {
    let slots = vec![
        slot("long", 0, 6),
        slot("a", 24, 26),
        slot("b", 48, 50),
        slot("c", 72, 74),
    ];
    let minutes = Problem {
        counting: Counting::Minutes,
        ..two(slots)
    };
    let found = who(&minutes);
    assert!(
        ["ann ben ben ben", "ben ann ann ann"].contains(&found.as_str()),
        "{found}"
    );
}

#[test]
fn of_equally_fair_rosters_the_one_with_fewest_changes_is_taken_and_then_the_most_wished_for() {
    let slots = || {
        (0..4)
            .map(|at| slot(&at.to_string(), at * 24, at * 24 + 1))
            .collect::<Vec<_>>()
    };
    let mut published = two(slots());
    published.published = pairs(&[("0", "ben"), ("1", "ann"), ("2", "ben"), ("3", "ann")]);
    assert_eq!(who(&published), "ben ann ben ann");
    // Fairness comes first.
    published.published = pairs(&[("0", "ben"), ("1", "ben"), ("2", "ben"), ("3", "ann")]);
    assert_eq!(who(&published).matches("ben").count(), 2);
    let wish = |slot: &str, person: &str, penalty| Wish {
        slot: slot.to_owned(),
        person: person.to_owned(),
        penalty,
    };
    let mut wished = two(slots());
    wished.wishes = vec![
        wish("0", "ann", 1),
        wish("2", "ann", 1),
        wish("1", "ben", 3),
        wish("3", "ben", 2),
    ];
    assert_eq!(who(&wished), "ben ann ben ann");
    // A change outweighs any wish.
    wished.published = pairs(&[("0", "ann"), ("1", "ben"), ("2", "ann"), ("3", "ben")]);
    assert_eq!(who(&wished), "ann ben ann ben");
}
