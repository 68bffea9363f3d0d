//! Names of spoken languages: as a name (`polski`) and as one speaks it (`po polsku`).

use crate::domain::language::{Language, Locale};
use crate::i18n::list;

/// Code; name and "in it" in Polish, English and Ukrainian. In English both are one word.
static NAMES: &[(&str, [&str; 3], [&str; 3])] = &[
    (
        "pl",
        ["polski", "Polish", "польська"],
        ["polsku", "Polish", "польською"],
    ),
    (
        "uk",
        ["ukraiński", "Ukrainian", "українська"],
        ["ukraińsku", "Ukrainian", "українською"],
    ),
    (
        "en",
        ["angielski", "English", "англійська"],
        ["angielsku", "English", "англійською"],
    ),
    (
        "ru",
        ["rosyjski", "Russian", "російська"],
        ["rosyjsku", "Russian", "російською"],
    ),
    (
        "be",
        ["białoruski", "Belarusian", "білоруська"],
        ["białorusku", "Belarusian", "білоруською"],
    ),
    (
        "de",
        ["niemiecki", "German", "німецька"],
        ["niemiecku", "German", "німецькою"],
    ),
    (
        "fr",
        ["francuski", "French", "французька"],
        ["francusku", "French", "французькою"],
    ),
    (
        "es",
        ["hiszpański", "Spanish", "іспанська"],
        ["hiszpańsku", "Spanish", "іспанською"],
    ),
    (
        "it",
        ["włoski", "Italian", "італійська"],
        ["włosku", "Italian", "італійською"],
    ),
    (
        "vi",
        ["wietnamski", "Vietnamese", "в’єтнамська"],
        ["wietnamsku", "Vietnamese", "в’єтнамською"],
    ),
    (
        "ka",
        ["gruziński", "Georgian", "грузинська"],
        ["gruzińsku", "Georgian", "грузинською"],
    ),
    ("rom", ["romski", "Romani", "ромська"], ["romsku", "Romani", "ромською"]),
];

fn pick(names: &[&'static str; 3], locale: Locale) -> &'static str {
    let [pl, en, uk] = names;
    match locale {
        Locale::Pl => pl,
        Locale::En => en,
        Locale::Uk => uk,
    }
}

/// `polski`, `Polish`, `польська`; the code itself for a language that has no name here.
pub fn name(language: &Language, locale: Locale) -> String {
    NAMES.iter().find(|(code, ..)| *code == language.code()).map_or_else(
        || language.code().to_owned(),
        |(_, names, _)| pick(names, locale).to_owned(),
    )
}

/// Several names, as a column lists them: `polski, ukraiński`. `None` for no language.
pub fn names(languages: &[Language], locale: Locale) -> Option<String> {
    let names: Vec<String> = languages.iter().map(|language| name(language, locale)).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// What one speaks: `po polsku i ukraińsku`, `Polish and Ukrainian`, `польською і українською`. `None` for no language.
pub fn spoken(languages: &[Language], locale: Locale) -> Option<String> {
    if languages.is_empty() {
        return None;
    }
    let said: Vec<String> = languages
        .iter()
        .map(|language| {
            NAMES.iter().find(|(code, ..)| *code == language.code()).map_or_else(
                || language.code().to_owned(),
                |(_, _, said)| pick(said, locale).to_owned(),
            )
        })
        .collect();
    let said = list(&said, locale);
    Some(match locale {
        Locale::Pl => format!("po {said}"),
        Locale::En | Locale::Uk => said,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_spoken_in_each_language() {
        let languages: Vec<Language> = ["pl", "uk"].iter().map(|code| code.parse().unwrap()).collect();
        assert_eq!(spoken(&languages, Locale::Pl).unwrap(), "po polsku i ukraińsku");
        assert_eq!(spoken(&languages, Locale::En).unwrap(), "Polish and Ukrainian");
        assert_eq!(spoken(&languages, Locale::Uk).unwrap(), "польською і українською");
        assert_eq!(spoken(&[], Locale::Pl), None);
        assert_eq!(names(&languages, Locale::Pl).unwrap(), "polski, ukraiński");
        assert_eq!(names(&languages, Locale::Uk).unwrap(), "польська, українська");
        assert_eq!(names(&[], Locale::Uk), None);
    }

    #[test]
    fn every_offered_language_has_a_name() {
        for language in Language::offered() {
            for locale in Locale::ALL {
                assert_ne!(name(&language, locale), language.code());
            }
        }
        assert_eq!(name(&"xx".parse().unwrap(), Locale::Pl), "xx");
    }
}
