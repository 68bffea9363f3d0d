//! The words that carry meaning, in Polish, English and Ukrainian, folded: lower case, Polish letters without their
//! marks (extraction loses them), no apostrophes.

/// A language spoken at a duty: its code, its names, and the beginnings of its inflected forms.
pub struct LanguageNames {
    /// ISO 639 code.
    pub code: &'static str,
    /// In Polish, as printed.
    pub pl: &'static str,
    /// In English, as printed.
    pub en: &'static str,
    /// In Ukrainian, as printed.
    pub uk: &'static str,
    /// Folded beginnings of every form.
    pub stems: &'static [&'static str],
}

/// The languages the reader knows by name.
pub const LANGUAGE_NAMES: &[LanguageNames] = &[
    LanguageNames {
        code: "pl",
        pl: "polski",
        en: "Polish",
        uk: "польська",
        stems: &["polsk", "polish", "польськ"],
    },
    LanguageNames {
        code: "uk",
        pl: "ukraiński",
        en: "Ukrainian",
        uk: "українська",
        stems: &["ukrain", "українськ"],
    },
    LanguageNames {
        code: "en",
        pl: "angielski",
        en: "English",
        uk: "англійська",
        stems: &["angielsk", "english", "англійськ"],
    },
    LanguageNames {
        code: "ru",
        pl: "rosyjski",
        en: "Russian",
        uk: "російська",
        stems: &["rosyjsk", "russian", "російськ"],
    },
    LanguageNames {
        code: "be",
        pl: "białoruski",
        en: "Belarusian",
        uk: "білоруська",
        stems: &["bialorusk", "belarus", "білорусськ", "білоруськ"],
    },
    LanguageNames {
        code: "de",
        pl: "niemiecki",
        en: "German",
        uk: "німецька",
        stems: &["niemieck", "german", "німецьк"],
    },
];
