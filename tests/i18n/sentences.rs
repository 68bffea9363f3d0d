use dutyline::domain::finding::{Finding, LimitOf, Problem, Severity};
use dutyline::domain::language::Locale;
use dutyline::domain::time::Hours;
use dutyline::i18n::sentences;

#[test]
fn every_finding_has_its_sentence() {
    let at = |hour| chrono::NaiveTime::from_hms_opt(hour, 0, 0).unwrap();
    let hours = Hours {
        start: at(10),
        end: at(14),
    };
    let gaps = vec![hours];
    let problems = [
        Problem::EmptyRoster,
        Problem::NoStaff,
        Problem::DayUncovered {
            gaps: gaps.clone(),
            minutes: 240,
        },
        Problem::DayPartlyCovered { gaps, minutes: 240 },
        Problem::SlotWithoutExtension,
        Problem::ExtensionTwice {
            display: "12 616 5769".to_owned(),
        },
        Problem::StaffTwice,
        Problem::OutsidePeriod,
        Problem::OnDayOff,
        Problem::Unassigned,
        Problem::StaffAbsent,
        Problem::StaffRetired,
        Problem::TitleMissing {
            locales: vec![Locale::En, Locale::Uk],
        },
        Problem::ExtensionElsewhere {
            display: "12 616 5769".to_owned(),
        },
        Problem::StaffElsewhere,
        Problem::OutsideHours { hours: vec![hours] },
        Problem::Overnight,
        Problem::InPast,
        Problem::LanguageMissing {
            languages: vec!["uk".parse().unwrap()],
        },
        Problem::ShortRest {
            minutes: 90,
            least: 660,
        },
        Problem::OverLimit {
            of: LimitOf::Week,
            most: 2,
        },
        Problem::Unreachable { duties: 3 },
    ];
    for problem in problems {
        let finding = Finding {
            problem,
            severity: Severity::Blocks,
            date: chrono::NaiveDate::from_ymd_opt(2024, 6, 18),
            hours: Some(hours),
            slot: None,
        };
        for locale in Locale::ALL {
            let sentence = sentences::finding_sentence(&finding, locale);
            assert!(!sentence.contains('⟦'), "{sentence}");
        }
        let polish = match finding.code() {
            "title_missing" => {
                "Wtorek, 18\u{a0}czerwca, 10.00–14.00: Konsultacje nie mają tytułu po angielsku i ukraińsku. "
            }
            "outside_hours" => "dyżur wykracza poza wymagane godziny: 10.00–14.00.",
            "language_missing" => "osoba, która ma dyżur, nie mówi po ukraińsku.",
            "short_rest" => "ma między dyżurami tylko 1\u{a0}h 30\u{a0}min przerwy (potrzeba 11\u{a0}h).",
            "over_limit_week" => "ma w tym tygodniu więcej dyżurów niż jej limit (najwyżej 2).",
            "unreachable" => "(razem 3), nie ma adresu e-mail, więc nie dostanie przypomnień.",
            _ => "",
        };
        let sentence = sentences::finding_sentence(&finding, Locale::Pl);
        assert!(sentence.contains(polish), "{sentence}");
        if finding.code() == "day_uncovered" {
            assert_eq!(
                sentences::finding_sentence(&finding, Locale::Pl),
                "Wtorek, 18\u{a0}czerwca: nikt nie dyżuruje. Brakuje 10.00–14.00 (4\u{a0}h)."
            );
        }
    }
}
