use dutyline::domain::language::{Language, Locale};

#[test]
fn a_language_has_a_code_of_two_or_three_letters() {
    for (text, code) in [("pl", "pl"), (" UK ", "uk"), ("rom", "rom")] {
        assert_eq!(text.parse::<Language>().unwrap().code(), code, "{text}");
    }
    for text in ["", "p", "polski", "p1", "p-l", "żó"] {
        assert!(text.parse::<Language>().is_err(), "{text}");
    }
}

#[test]
fn pages_are_in_three_languages() {
    for locale in Locale::ALL {
        assert_eq!(locale.code().parse::<Locale>().unwrap(), locale);
    }
    for text in ["", "PL", "ua", "de"] {
        assert!(text.parse::<Locale>().is_err(), "{text}");
    }
}
