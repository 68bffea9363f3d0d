//! Names of spoken languages: as a name (`polski`), as one speaks it (`po polsku`), and as announcements write them.

use crate::domain::language::{Language, Locale};
use crate::domain::text::fold_polish;
use crate::i18n::list;

/// A language by its code, its names, and how announcements write it.
struct Names {
    code: &'static str,
    /// Polish, English, Ukrainian.
    name: [&'static str; 3],
    /// After "in" or "po": Polish, English, Ukrainian.
    spoken: [&'static str; 3],
    /// Beginnings of all its forms, lower case, without Polish marks and apostrophes.
    stems: &'static [&'static str],
    /// Abbreviations in capitals.
    short: &'static [&'static str],
}

#[rustfmt::skip]
static NAMES: &[Names] = &[
    Names { code: "pl", name: ["polski", "Polish", "польська"], spoken: ["polsku", "Polish", "польською"], stems: &["polsk", "polish", "польськ"], short: &["PL", "POL"] },
    Names { code: "uk", name: ["ukraiński", "Ukrainian", "українська"], spoken: ["ukraińsku", "Ukrainian", "українською"], stems: &["ukrainsk", "ukrainian", "українськ"], short: &["UA", "UK", "UKR", "УКР"] },
    Names { code: "en", name: ["angielski", "English", "англійська"], spoken: ["angielsku", "English", "англійською"], stems: &["angielsk", "english", "англійськ"], short: &["EN", "ENG", "GB"] },
    Names { code: "ru", name: ["rosyjski", "Russian", "російська"], spoken: ["rosyjsku", "Russian", "російською"], stems: &["rosyjsk", "russian", "російськ"], short: &["RU", "RUS"] },
    Names { code: "be", name: ["białoruski", "Belarusian", "білоруська"], spoken: ["białorusku", "Belarusian", "білоруською"], stems: &["bialorusk", "belarus", "білорусськ", "білоруськ"], short: &["BY", "BE", "BEL"] },
    Names { code: "de", name: ["niemiecki", "German", "німецька"], spoken: ["niemiecku", "German", "німецькою"], stems: &["niemieck", "german", "німецьк"], short: &["DE", "GER"] },
    Names { code: "fr", name: ["francuski", "French", "французька"], spoken: ["francusku", "French", "французькою"], stems: &["francusk", "french", "французьк"], short: &["FR"] },
    Names { code: "es", name: ["hiszpański", "Spanish", "іспанська"], spoken: ["hiszpańsku", "Spanish", "іспанською"], stems: &["hiszpansk", "spanish", "іспанськ"], short: &["ES"] },
    // `IT` alone may be the department of computers.
    Names { code: "it", name: ["włoski", "Italian", "італійська"], spoken: ["włosku", "Italian", "італійською"], stems: &["wlosk", "italian", "італійськ"], short: &["ITA"] },
    Names { code: "ro", name: ["rumuński", "Romanian", "румунська"], spoken: ["rumuńsku", "Romanian", "румунською"], stems: &["rumunsk", "romanian", "румунськ"], short: &["RO"] },
    Names { code: "vi", name: ["wietnamski", "Vietnamese", "в’єтнамська"], spoken: ["wietnamsku", "Vietnamese", "в’єтнамською"], stems: &["wietnamsk", "vietnamese", "вєтнамськ"], short: &["VI", "VN"] },
    Names { code: "ar", name: ["arabski", "Arabic", "арабська"], spoken: ["arabsku", "Arabic", "арабською"], stems: &["arabsk", "arabic", "арабськ"], short: &["AR"] },
    Names { code: "ka", name: ["gruziński", "Georgian", "грузинська"], spoken: ["gruzińsku", "Georgian", "грузинською"], stems: &["gruzinsk", "georgian", "грузинськ"], short: &["KA"] },
    Names { code: "rom", name: ["romski", "Romani", "ромська"], spoken: ["romsku", "Romani", "ромською"], stems: &["romsk", "romani", "ромськ"], short: &["ROM"] },
];

fn entry(language: &Language) -> Option<&'static Names> {
    NAMES.iter().find(|names| names.code == language.code())
}

fn pick([pl, en, uk]: [&'static str; 3], locale: Locale) -> &'static str {
    match locale {
        Locale::Pl => pl,
        Locale::En => en,
        Locale::Uk => uk,
    }
}

/// `polski`, `Polish`, `польська`; the code itself for a language that has no name here.
pub fn name(language: &Language, locale: Locale) -> String {
    entry(language).map_or_else(
        || language.code().to_owned(),
        |names| pick(names.name, locale).to_owned(),
    )
}

/// The language whose name begins a word: lower case, without Polish marks and apostrophes.
pub fn named(folded: &str) -> Option<Language> {
    let names = NAMES
        .iter()
        .find(|names| names.stems.iter().any(|stem| folded.starts_with(stem)))?;
    names.code.parse().ok()
}

/// The language of `UA`, `ENG`; `None` for what is no abbreviation of a language.
pub fn abbreviated(capitals: &str) -> Option<Language> {
    let names = NAMES.iter().find(|names| names.short.contains(&capitals))?;
    names.code.parse().ok()
}

/// The language somebody calls so: by its name in Polish, English or Ukrainian, by an abbreviation, by its code.
pub fn called(text: &str) -> Option<Language> {
    let folded: String = text
        .to_lowercase()
        .chars()
        .map(fold_polish)
        .filter(|c| !"’'".contains(*c))
        .collect();
    if folded.chars().count() > 3 {
        return named(&folded);
    }
    let known = NAMES.iter().find(|names| names.code == folded);
    let known = known.and_then(|names| names.code.parse().ok());
    known
        .or_else(|| abbreviated(&text.to_uppercase()))
        .or_else(|| text.parse().ok())
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
    let spoken: Vec<String> = languages
        .iter()
        .map(|language| {
            entry(language).map_or_else(
                || language.code().to_owned(),
                |names| pick(names.spoken, locale).to_owned(),
            )
        })
        .collect();
    let spoken = list(&spoken, locale);
    Some(match locale {
        Locale::Pl => format!("po {spoken}"),
        Locale::En | Locale::Uk => spoken,
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
        assert!(Language::offered().iter().all(|language| entry(language).is_some()));
        assert_eq!(name(&"xx".parse().unwrap(), Locale::Pl), "xx");
    }

    #[test]
    fn every_language_is_known_by_all_its_names_and_abbreviations() {
        for names in NAMES {
            let language: Language = names.code.parse().unwrap();
            for written in names.name.iter().chain(&names.spoken) {
                let folded: String = written
                    .to_lowercase()
                    .chars()
                    .map(fold_polish)
                    .filter(|c| *c != '’')
                    .collect();
                assert_eq!(named(&folded).as_ref(), Some(&language), "{written}");
            }
            for short in names.short {
                assert_eq!(abbreviated(short).as_ref(), Some(&language), "{short}");
            }
        }
        assert_eq!((named("polityka"), abbreviated("BIP")), (None, None));
    }

    #[test]
    fn a_language_is_known_by_what_it_is_called() {
        for (called_so, code) in [
            ("Ukraiński", "uk"),
            ("UA", "uk"),
            ("uk", "uk"),
            ("німецька", "de"),
            ("IT", "it"),
        ] {
            assert_eq!(called(called_so).unwrap().code(), code, "{called_so}");
        }
        for locale in Locale::ALL {
            for names in NAMES {
                let language: Language = names.code.parse().unwrap();
                assert_eq!(called(&name(&language, locale)).as_ref(), Some(&language));
                assert_eq!(called(names.code).as_ref(), Some(&language));
            }
        }
        assert_eq!(called("xx").unwrap().code(), "xx");
        assert_eq!((called("mandaryński"), called("?!")), (None, None));
    }

    #[test]
    fn romanian_arabic_and_italian_have_names_in_each_language() {
        let shown = |code: &str| Locale::ALL.map(|locale| name(&code.parse().unwrap(), locale));
        assert_eq!(shown("ro"), ["rumuński", "Romanian", "румунська"]);
        assert_eq!(shown("ar"), ["arabski", "Arabic", "арабська"]);
        assert_eq!(shown("it"), ["włoski", "Italian", "італійська"]);
    }
}
