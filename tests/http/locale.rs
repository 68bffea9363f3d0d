use actix_web::http::header::{ACCEPT_LANGUAGE, HeaderMap};
use dutyline::domain::language::Locale;
use dutyline::http::locale::{of, of_path};

use crate::support::app::App;

#[test]
fn the_path_wins_then_what_the_client_prefers_then_polish() {
    let preferring = |list: &str| {
        let mut headers = HeaderMap::new();
        headers.insert(ACCEPT_LANGUAGE, list.parse().unwrap());
        of("/api/v1/calls", &headers)
    };
    assert_eq!(of("/uk/consultations", &HeaderMap::new()), Locale::Uk);
    assert_eq!(of("/api/v1/calls", &HeaderMap::new()), Locale::Pl);
    for (list, expected) in [
        ("de, en-GB;q=0.8, uk;q=0.9", Locale::Uk),
        ("en;q=0.8, uk;q=0.8", Locale::En),
        ("UK-ua", Locale::Uk),
        ("en;q=0, uk;q=0.1", Locale::Uk),
        ("en;q=0", Locale::Pl),
        ("de", Locale::Pl),
        ("", Locale::Pl),
    ] {
        assert_eq!(preferring(list), expected, "{list:?}");
    }
    assert_eq!(of_path("/ua/consultations"), None);
    assert_eq!(of_path("/"), None);
    assert_eq!(of_path("pl/consultations"), None);
}

#[tokio::test]
async fn another_word_than_a_language_is_no_page() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    coordinator.get("/xx/manage").await.shows(404, &["<html lang=\"pl\""]);
}
