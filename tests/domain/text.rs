use std::collections::BTreeMap;

use dutyline::domain::fault::{Fault, FieldError};
use dutyline::domain::language::Locale;
use dutyline::domain::text::{ConsultationText, ConsultationTexts, clean_text, required_text};

#[test]
fn what_people_type_is_trimmed_and_bounded() {
    for (typed, expected) in [
        ("  Ważne ", Ok("Ważne")),
        ("", Ok("")),
        ("a\r\nb\tc", Ok("a\nb\tc")),
        ("żółć ", Ok("żółć")),
        ("żółćź", Err(Fault::TooLong)),
        ("a\u{0}", Err(Fault::Unprintable)),
        ("a\u{1b}", Err(Fault::Unprintable)),
    ] {
        let expected = expected
            .map(str::to_owned)
            .map_err(|fault| FieldError::new("unit", fault));
        let longest = if typed.starts_with('ż') { 4 } else { 10 };
        assert_eq!(clean_text("unit", typed, longest), expected, "{typed:?}");
    }
    let missing = Err(FieldError::new("unit", Fault::Required));
    assert_eq!(required_text("unit", " \n", 10), missing);
}

#[test]
fn words_fall_back_and_say_which_language_they_are_in() {
    let text = |title: &str| ConsultationText {
        title: title.to_owned(),
        ..ConsultationText::default()
    };
    let texts = ConsultationTexts(BTreeMap::from([(Locale::Pl, text("Polski")), (Locale::En, text(""))]));
    for locale in Locale::ALL {
        let found = texts.title(locale);
        assert_eq!((found.text, found.locale), ("Polski", Locale::Pl), "{locale}");
    }
    let nothing = ConsultationTexts::default();
    assert_eq!(nothing.title(Locale::Uk).text, "");
}
