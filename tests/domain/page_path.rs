use dutyline::domain::page_path::{BadPagePath, PagePath};

#[test]
fn only_paths_of_this_server_are_followed() {
    for path in [
        "/pl/desk",
        "/uk/manage/c/otwarty-krakow?tab=1",
        "/en/consultations",
        "/pl//evil.example",
    ] {
        let read: PagePath = path.parse().unwrap();
        assert_eq!(read.as_str(), path);
        assert_eq!(serde_json::to_string(&read).unwrap(), format!("{path:?}"));
    }
    let long = format!("/pl/{}", "x".repeat(1996));
    for path in [
        "//evil.example",
        "///evil.example",
        "https://evil.example",
        "/\\evil.example",
        "pl/desk",
        "/pl\\..\\",
        "/pl/\\evil.example",
        "/pl/\u{1}",
        "/pl/a b",
        "/pl/ł",
        "/pl/\r\nset-cookie: a=b",
        "/static/x",
        "/",
        "",
        &long,
    ] {
        assert_eq!(path.parse::<PagePath>(), Err(BadPagePath), "{path}");
        assert!(serde_json::from_str::<PagePath>(&serde_json::to_string(path).unwrap()).is_err());
    }
    assert!(long[..1999].parse::<PagePath>().is_ok());
}
