use dutyline::domain::coverage::{Finding, Problem, Severity};
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
        if finding.code() == "day_uncovered" {
            assert_eq!(
                sentences::finding_sentence(&finding, Locale::Pl),
                "Wtorek, 18\u{a0}czerwca: nikt nie dyżuruje. Brakuje 10.00–14.00 (4\u{a0}h)."
            );
        }
    }
}
