use super::consultation::ConsultationPage;
use super::sample::{at, everything, otwarty_krakow};
use crate::actions::published::PublicView;
use crate::domain::language::Locale;
use crate::web::page::layout::Layout;
use askama::Template;
use chrono::{DateTime, Utc};

fn drawn(facts: &PublicView, locale: Locale, now: DateTime<Utc>) -> String {
    let layout = Layout::public(locale, "/consultations/otwarty-krakow");
    ConsultationPage::new(layout, facts, now, String::new())
        .render()
        .unwrap()
}

/// The page in Polish with plain spaces.
fn page(facts: &PublicView, month: u32, day: u32, hour: u32, minute: u32) -> String {
    drawn(facts, Locale::Pl, at(month, day, hour, minute)).replace('\u{a0}', " ")
}

#[test]
fn the_number_on_duty_stands_first_and_can_be_dialled() {
    let html = page(&otwarty_krakow(), 6, 20, 15, 40);
    assert!(html.contains("Dyżur trwa – do 18.00"));
    assert!(html.contains(r#"<a class="num" href="tel:+48126165769">"#));
    assert!(html.contains("dziś, 20 czerwca (czwartek)"));
    assert!(html.contains("Minione dyżury (4)"));
    assert!(html.contains("22–23 czerwca"));
    assert!(html.find("status-number").unwrap() < html.find("Następne dyżury").unwrap());
}

#[test]
fn it_changes_to_the_second() {
    let facts = otwarty_krakow();
    assert!(page(&facts, 6, 20, 14, 59).contains("Teraz nikt nie dyżuruje"));
    assert!(page(&facts, 6, 20, 15, 0).contains("Dyżur trwa"));
    assert!(page(&facts, 6, 20, 17, 59).contains("Dyżur trwa"));
    let after = page(&facts, 6, 20, 18, 0);
    assert!(after.contains("Teraz nikt nie dyżuruje"));
    assert!(after.contains("jutro, 21 czerwca (piątek)"));
}

#[test]
fn before_and_after() {
    assert!(page(&otwarty_krakow(), 6, 1, 12, 0).contains("za 12 dni, 13 czerwca (czwartek)"));
    assert!(page(&otwarty_krakow(), 7, 5, 18, 0).contains("Dyżury zakończyły się 5 lipca 2024 r."));
}

#[test]
fn after_the_last_duty_nothing_invites_to_call() {
    let facts = otwarty_krakow();
    let (call, worth) = ("Zadzwoń, jeśli chcesz", "liczy się tak samo jak");
    let (way, calendar) = ("Formularz do 5 lipca", "Dodaj do kalendarza");
    let last = page(&facts, 7, 5, 17, 59);
    for said in [call, worth, way, calendar, "tel:"] {
        assert!(last.contains(said), "{said}");
    }
    assert_eq!(
        last.matches("tel:").count(),
        2,
        "above and in its row, but no past duty's"
    );
    // The consultation runs until midnight.
    for (day, hour, minute, running) in [(5, 18, 0, true), (5, 23, 59, true), (6, 0, 0, false)] {
        let html = page(&facts, 7, day, hour, minute);
        for gone in [call, worth, calendar, "tel:"] {
            assert!(!html.contains(gone), "{gone} {day} {hour}");
        }
        assert!(html.contains("Pod tymi numerami nikt już nie odbiera"));
        assert!(html.contains("12 616 5769"), "what was can be read");
        assert!(html.contains("Spotkanie odbyło się"));
        assert_eq!(html.contains(way), running, "{day} {hour}");
        assert_eq!(html.contains("Inne sposoby udziału"), running, "{day} {hour}");
        assert_eq!(html.contains(">Spotkania</h2>"), !running, "{day} {hour}");
    }
    let mut none = otwarty_krakow();
    none.slots.clear();
    assert!(page(&none, 7, 5, 23, 59).contains(call));
    assert!(!page(&none, 7, 6, 0, 0).contains(call));
}

#[test]
fn the_meeting_and_days_off_stand_between_the_duties() {
    let html = page(&otwarty_krakow(), 6, 13, 12, 0);
    let place = |what: &str| html.find(what).unwrap_or_else(|| panic!("{what} is not on the page"));
    assert!(place("14 czerwca (piątek)") < place("15–16 czerwca"));
    assert!(place("15–16 czerwca") < place("17 czerwca (poniedziałek)"));
    assert!(place("18 czerwca (wtorek)") < place("19 czerwca (środa)"));
    assert!(place("spotkanie zamiast dyżuru") < place("20 czerwca (czwartek)"));
    assert!(html.contains("Spotkanie: środa, 19 czerwca, <span class=\"num\">17.00–19.00</span>"));
}

#[test]
fn several_numbers_are_all_said_and_cancelled_duties_marked() {
    let html = page(&everything(), 6, 20, 15, 40);
    for number in ["12 616 5769", "12 616 7821", "12 616 9999"] {
        assert!(
            html.contains(&format!(
                "{number}<span class=\"vh\">, dziś, 20 czerwca (czwartek)</span></a></p>"
            )),
            "{number}"
        );
    }
    assert!(html.contains("odwołany"));
    // The number of the cancelled duty can be dialled a week later, and only then.
    let dialled: Vec<_> = html.match_indices("tel:+48126167809").map(|(place, _)| place).collect();
    assert_eq!(dialled.len(), 1);
    assert!(dialled[0] > html.find("28 czerwca (piątek)").unwrap());
    assert!(html.contains("na miejscu, nie przez telefon"));
    assert!(html.contains("awaria centrali"));
}

#[test]
fn words_of_another_language_are_marked() {
    let facts = otwarty_krakow();
    let html = drawn(&facts, Locale::En, at(6, 20, 15, 40));
    assert!(html.contains(r#"<li lang="pl">Formularz do 5 lipca"#));
    assert!(html.contains("Open Kraków"));
}
