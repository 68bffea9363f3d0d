use dutyline::domain::slug::Slug;

#[test]
fn a_title_becomes_an_address_that_is_checked() {
    assert_eq!(
        Slug::from_title("Otwarty Kraków 2024–2028").unwrap().as_str(),
        "otwarty-krakow-2024-2028"
    );
    assert_eq!(Slug::from_title("Żółć!").unwrap().as_str(), "zolc");
    assert_eq!(Slug::from_title("„Praca” – nauka").unwrap().as_str(), "praca-nauka");
    assert_eq!(Slug::from_title("Відкритий"), None);
    let long = "Konsultacje społeczne Programu Otwarty Kraków na lata 2024-2028";
    assert_eq!(
        Slug::from_title(long).unwrap().as_str(),
        "konsultacje-spoleczne-programu-otwarty-krakow-na-lata-2024"
    );
    assert_eq!(Slug::from_title(&"a".repeat(90)).unwrap().as_str().len(), 60);
    let just = format!("{} {}", "a".repeat(29), "b".repeat(30));
    assert_eq!(Slug::from_title(&just).unwrap().as_str().len(), 60, "as long as may be");
    for bad in ["", "-a", "a-", "A", "a b", "a/b", &"a".repeat(81)] {
        assert!(bad.parse::<Slug>().is_err(), "{bad}");
    }
}

#[test]
fn the_longest_address_is_accepted() {
    assert!("a".repeat(80).parse::<Slug>().is_ok());
}
