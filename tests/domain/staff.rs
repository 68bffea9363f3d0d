use dutyline::domain::staff::Email;

#[test]
fn addresses() {
    for good in ["a@b.pl", " Jan.Nowak+dyzur@um.krakow.pl ", "x@localhost"] {
        assert!(good.parse::<Email>().is_ok(), "{good}");
    }
    for bad in [
        "",
        "a",
        "a@b",
        "a@@b.pl",
        "a b@c.pl",
        "a@b.pl\r\nBcc: x@y.pl",
        "<a@b.pl>",
        "@b.pl",
        "a@.pl",
    ] {
        assert!(bad.parse::<Email>().is_err(), "{bad}");
    }
    let long = |letters: usize| format!("{}@b.pl", "a".repeat(letters));
    assert!(long(249).parse::<Email>().is_ok());
    assert!(long(250).parse::<Email>().is_err());
    assert_eq!(format!("{:?}", "a@b.pl".parse::<Email>().unwrap()), "Email(…)");
}
