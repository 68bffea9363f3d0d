//! Why a duty is called off: what of it may be read by everybody.

use dutyline::domain::fault::Fault::{self, NamesHealth, NamesPerson};
use dutyline::domain::roster::reason::{CancelReason, PublicReason, doubts};

const PEOPLE: [&str; 5] = [
    "Anna Kowalska",
    "Łukasz Żak",
    "Олена Шевченко",
    "Jan Nowak",
    "Stanowisko 5769",
];

fn doubted(words: &str) -> Vec<Fault> {
    doubts(words, PEOPLE)
}

#[test]
fn a_reason_is_its_code_or_the_offices_own_words() {
    for reason in PublicReason::ALL {
        let listed = CancelReason::from(reason.code());
        assert_eq!((listed.listed(), listed.as_str()), (Some(*reason), reason.code()));
        assert_eq!(
            serde_json::from_str::<CancelReason>(&format!("\"{}\"", reason.code())).unwrap(),
            listed
        );
    }
    let own = CancelReason::from("awaria centrali");
    assert_eq!((own.listed(), own.as_str()), (None, "awaria centrali"));
    assert_eq!(serde_json::to_string(&own).unwrap(), "\"awaria centrali\"");
}

#[test]
fn a_name_of_somebody_on_duty_is_noticed_in_all_its_cases() {
    for words in [
        "Anna Kowalska nie może",
        "zastępstwo za Annę",
        "nieobecność pani kowalskiej",
        "NOWAK",
        "u Nowaka",
        "Żakowi wypadło",
        "zakowi",
        "через Шевченко",
        "Олени немає",
    ] {
        assert_eq!(doubted(words), [NamesPerson], "{words}");
    }
    for words in ["awaria 5769", "ananas", "", "zmiana organizacyjna"] {
        assert_eq!(doubted(words), [], "{words}");
    }
}

#[test]
fn somebodys_health_is_noticed_in_three_languages() {
    for words in [
        "choroba",
        "Chory pracownik",
        "na L4",
        "zwolnienie lekarskie",
        "wizyta u lekarza",
        "pobyt w szpitalu",
        "przeziębienie",
        "GRYPA",
        "he is ill",
        "sick leave",
        "surgery",
        "doctor's appointment",
        "хвороба",
        "лікарняний",
        "вагітність",
    ] {
        assert_eq!(doubted(words), [NamesHealth], "{words}");
    }
    for words in [
        "illustration",
        "awaria centrali",
        "chodnik",
        "brak prądu",
        "fluent",
        "ремонт",
    ] {
        assert_eq!(doubted(words), [], "{words}");
    }
    assert_eq!(doubted("Kowalska chora"), [NamesPerson, NamesHealth]);
}

#[test]
fn no_reason_of_the_list_is_doubted() {
    for reason in PublicReason::ALL {
        for locale in dutyline::domain::language::Locale::ALL {
            let words = dutyline::i18n::sentences::cancel_reason(&CancelReason::Listed(*reason), locale);
            assert_eq!(doubts(&words, []), [], "{words}");
        }
    }
}
