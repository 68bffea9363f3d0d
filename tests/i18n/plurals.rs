use dutyline::domain::language::Locale;
use dutyline::i18n::text;

use crate::i18n::messages;

#[test]
fn every_count_has_all_forms_of_its_language() {
    for locale in Locale::ALL {
        for (key, source) in messages(locale) {
            if !source.contains("$n ->") {
                continue;
            }
            assert!(source.contains("[one]"), "{key} in {locale}");
            // A genitive has the same form for few and many; then the default says it.
            let rest = if locale == Locale::En { "*[other]" } else { "*[many]" };
            assert!(source.contains(rest), "{key} in {locale} lacks {rest}");
        }
    }
}

#[test]
fn plurals_are_right_in_all_languages() {
    let say = |locale, key, n: i64| text(locale, key, &[("n", n.into())]);
    for (n, pl, en, uk) in [
        (0, "0 dyżurów", "0 duties", "0 чергувань"),
        (1, "1 dyżur", "1 duty", "1 чергування"),
        (2, "2 dyżury", "2 duties", "2 чергування"),
        (5, "5 dyżurów", "5 duties", "5 чергувань"),
        (11, "11 dyżurów", "11 duties", "11 чергувань"),
        (12, "12 dyżurów", "12 duties", "12 чергувань"),
        (21, "21 dyżurów", "21 duties", "21 чергування"),
        (22, "22 dyżury", "22 duties", "22 чергування"),
        (25, "25 dyżurów", "25 duties", "25 чергувань"),
        (101, "101 dyżurów", "101 duties", "101 чергування"),
    ] {
        assert_eq!(say(Locale::Pl, "count-duties", n), pl);
        assert_eq!(say(Locale::En, "count-duties", n), en);
        assert_eq!(say(Locale::Uk, "count-duties", n), uk);
    }
    // Polish 21 takes the genitive plural, Ukrainian 21 the nominative singular.
    for (n, pl, uk) in [
        (0, "0 rozmów", "0 розмов"),
        (1, "1 rozmowa", "1 розмова"),
        (2, "2 rozmowy", "2 розмови"),
        (5, "5 rozmów", "5 розмов"),
        (11, "11 rozmów", "11 розмов"),
        (12, "12 rozmów", "12 розмов"),
        (21, "21 rozmów", "21 розмова"),
        (22, "22 rozmowy", "22 розмови"),
        (25, "25 rozmów", "25 розмов"),
        (101, "101 rozmów", "101 розмова"),
    ] {
        assert_eq!(say(Locale::Pl, "count-calls", n), pl);
        assert_eq!(say(Locale::Uk, "count-calls", n), uk);
    }
}
