use std::io::Write;
use std::process::{Command, Stdio};

use serde_json::{Value, json};

use crate::commands::Office;

/// Two days of two duties each for two people, one of whom works half the time and is away on the second.
fn problem() -> Value {
    json!({
        "slots": [
            {"id": "mon-early", "start": "2025-01-06T07:00:00Z", "end": "2025-01-06T13:00:00Z", "needs": []},
            {"id": "mon-late", "start": "2025-01-06T17:00:00+01:00", "end": "2025-01-06T22:00:00Z", "needs": ["uk"]},
            {"id": "tue-early", "start": "2025-01-07T07:00:00Z", "end": "2025-01-07T13:00:00Z", "needs": []},
            {"id": "tue-late", "start": "2025-01-07T16:00:00Z", "end": "2025-01-07T22:00:00Z", "needs": []},
        ],
        "staff": [
            {"id": "ann", "has": ["uk"], "unavailable": [], "max_duties": null, "max_per_week": 3, "carry": 1, "weight": 0.75},
            {"id": "ben", "has": [], "unavailable": [{"start": "2025-01-07T00:00:00Z", "end": "2025-01-07T12:00:00Z"}],
             "max_duties": 5, "max_per_week": null, "carry": 0, "weight": 1.0},
        ],
        "rules": {"max_per_day": 1, "min_rest_minutes": 660},
        "fixed": {"tue-late": "ben"},
    })
}

/// Solves it; what was printed, without the time it took.
fn solved(problem: &Value, more: &[&str]) -> Value {
    let office = Office::new();
    let file = office.file("problem.json", &problem.to_string());
    let done = office.run(&[&["roster", "solve", &file], more].concat());
    assert_eq!(done.code, 0, "{done:?}");
    let mut solution: Value = serde_json::from_str(&done.printed).unwrap();
    let seconds = solution.as_object_mut().unwrap().remove("seconds").unwrap();
    assert!(seconds.as_f64().unwrap() < 5.0, "{seconds}");
    solution
}

#[test]
fn a_problem_has_a_solution() {
    // Ann is late on Monday, so early on Tuesday nobody is rested and there.
    let expected = json!({
        "assign": {"mon-early": "ben", "mon-late": "ann", "tue-early": null, "tue-late": "ben"},
        "uncovered": 1,
        "sum_of_squares": 4.0 / 0.75 + 4.0,
        "lower_bound": 4.0 / 0.75 + 4.0,
        "optimal": true,
    });
    assert_eq!(solved(&problem(), &[]), expected);
    let mut whole = problem();
    whole["staff"][0]["weight"] = json!(1);
    let solution = solved(&whole, &["--time-limit", "500ms"]);
    assert_eq!(
        (&solution["sum_of_squares"], &solution["lower_bound"]),
        (&json!(8), &json!(8))
    );
}

#[test]
fn it_explains_itself_when_asked() {
    let solution = solved(&problem(), &["--explain"]);
    let reasons = json!({
        "mon-early": {"code": "only_free", "others": 1},
        "mon-late": {"code": "only_one"},
        "tue-late": {"code": "fixed"},
    });
    assert_eq!(solution["reasons"], reasons);
    let collision = &solution["collisions"]["tue-early"];
    let rules = json!([
        {"code": "unavailable", "staff": "ben", "slot": "tue-early"},
        {"code": "rest", "staff": "ann", "slots": ["tue-early", "mon-late"]},
        {"code": "needs", "slot": "mon-late", "tag": "uk"},
    ]);
    assert_eq!(collision["slots"], json!(["tue-early", "mon-late"]));
    assert_eq!((&collision["rules"], &solution["broken"]), (&rules, &json!([])));
    assert_eq!(collision["remedies"], json!([rules[1], rules[2]]));
    assert_eq!(solution["least_uncovered"], json!(1));
}

#[test]
fn all_but_ids_and_instants_may_be_left_out() {
    let small = json!({
        "slots": [{"id": "a", "start": "2025-01-06T07:00:00Z", "end": "2025-01-06T13:00:00Z"}],
        "staff": [{"id": "ann"}],
    });
    assert_eq!(solved(&small, &[])["assign"], json!({"a": "ann"}));
    assert_eq!(solved(&json!({"slots": [], "staff": []}), &[])["optimal"], json!(true));
}

#[test]
fn it_reads_standard_input() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_dutyline"))
        .args(["roster", "solve", "-"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child
        .stdin
        .take()
        .unwrap()
        .write_all(problem().to_string().as_bytes())
        .unwrap();
    let output = child.wait_with_output().unwrap();
    let solution: Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(solution["uncovered"], json!(1));
}

#[test]
fn what_is_no_problem_is_unusable() {
    let office = Office::new();
    let with = |change: &dyn Fn(&mut Value)| {
        let mut problem = problem();
        change(&mut problem);
        problem.to_string()
    };
    let cases: [(String, &[&str]); 6] = [
        ("{".to_owned(), &["is no problem", "line 1"]),
        (with(&|problem| problem["rule"] = json!({})), &["unknown field `rule`"]),
        (
            with(&|problem| problem["slots"][0]["start"] = json!("Monday")),
            &["\"Monday\" is no instant"],
        ),
        (with(&|problem| problem["staff"][0]["carry"] = json!("much")), &["much"]),
        (
            with(&|problem| problem["rules"]["min_rest_minutes"] = json!(-1)),
            &["-1"],
        ),
        (
            with(&|problem| {
                problem["staff"][1]["weight"] = json!(0);
                problem["slots"][0]["end"] = problem["slots"][0]["start"].clone();
                problem["fixed"] = json!({"tue-late": "eve"});
            }),
            &[
                "\"ben\": the weight",
                "\"mon-early\": the slot does not end",
                "\"eve\": has a fixed slot",
            ],
        ),
    ];
    for (text, said) in cases {
        let file = office.file("problem.json", &text);
        let refused = office.run(&["roster", "solve", &file]);
        assert_eq!((refused.code, refused.printed.as_str()), (2, ""), "{refused:?}");
        for part in said {
            assert!(refused.said.contains(part), "{part}: {refused:?}");
        }
    }
    for arguments in [
        &["roster", "solve", "/no/such/file"][..],
        &["roster", "solve", "-", "--time-limit", "soon"],
    ] {
        let refused = office.run(arguments);
        assert_eq!((refused.code, refused.printed.as_str()), (2, ""), "{refused:?}");
    }
}
