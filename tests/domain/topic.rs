use std::collections::BTreeMap;

use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::ids::TopicId;
use dutyline::domain::language::Locale;
use dutyline::domain::topic::{Topic, code_list};
use uuid::Uuid;

fn labels(polish: &[&str]) -> Vec<BTreeMap<Locale, String>> {
    polish
        .iter()
        .map(|label| BTreeMap::from([(Locale::Pl, (*label).to_owned())]))
        .collect()
}

fn list(polish: &[&str], known: &[Topic]) -> Result<Vec<Topic>, FieldError> {
    let mut fresh = 0;
    code_list(labels(polish), known, &mut || {
        fresh += 1;
        TopicId(Uuid::from_u128(fresh))
    })
}

#[test]
fn codes_are_made_of_polish_labels_in_their_order() {
    let topics = list(&["Nauka języka", "Praca"], &[]).unwrap();
    let found: Vec<_> = topics
        .iter()
        .map(|topic| (topic.code.as_str(), topic.position))
        .collect();
    assert_eq!(found, [("nauka-jezyka", 0), ("praca", 1)]);
}

#[test]
fn a_topic_that_is_known_keeps_its_id() {
    let known = Topic {
        id: TopicId(Uuid::from_u128(77)),
        code: "praca".parse().unwrap(),
        label: BTreeMap::new(),
        position: 0,
    };
    let topics = list(&["Zieleń", "Praca"], &[known]).unwrap();
    let ids: Vec<u128> = topics.iter().map(|topic| topic.id.0.as_u128()).collect();
    assert_eq!(ids, [1, 77]);
}

#[test]
fn labels_are_there_once_and_not_too_many() {
    let many: Vec<String> = (0..201).map(|number| format!("Temat {number}")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    for (polish, expected) in [
        (&["Praca", "praca!"][..], Fault::Twice),
        (&[" "][..], Fault::Required),
        (&["Відкритий"][..], Fault::Required),
        (&many[..], Fault::TooMany),
    ] {
        assert_eq!(
            list(polish, &[]),
            Err(FieldError::new("topics", expected)),
            "{expected:?}"
        );
    }
    assert_eq!(list(&many[..200], &[]).map(|topics| topics.len()), Ok(200));
    assert_eq!(
        list(&["ą".repeat(201).as_str()], &[]),
        Err(FieldError::new("topics", Fault::TooLong))
    );
}
