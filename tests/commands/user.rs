use crate::commands::Office;

const ADDRESS: &str = "ewa@demo.example";

#[test]
fn somebody_is_added_listed_kept_out_and_let_in() {
    let office = Office::new();
    let add = [
        "user",
        "add",
        "--name",
        "Ewa",
        "--email",
        ADDRESS,
        "--role",
        "coordinator",
    ];
    let added = office.run(&add);
    assert_eq!(added.code, 0, "{added:?}");
    assert!(
        added.printed.starts_with("http://127.0.0.1:8080/pl/sign-in/"),
        "{added:?}"
    );
    assert_eq!(added.printed.lines().count(), 1);
    let again = office.run(&add);
    assert_eq!((again.code, again.printed.as_str()), (2, ""), "{again:?}");

    let listed = || office.run(&["user", "list"]).printed;
    let one = |state: &str| listed().contains(ADDRESS) && listed().contains(state) && listed().lines().count() == 1;
    assert!(one("enabled"), "{}", listed());
    assert_eq!(office.run(&["user", "disable", ADDRESS]).code, 0);
    assert!(one("disabled"), "{}", listed());
    let kept_out = office.run(&["user", "link", ADDRESS]);
    assert_eq!((kept_out.code, kept_out.printed.as_str()), (2, ""), "{kept_out:?}");
    assert_eq!(office.run(&["user", "enable", ADDRESS]).code, 0);
    assert!(one("enabled"), "{}", listed());
    assert_eq!(office.run(&["user", "link", ADDRESS]).code, 0);
}

#[test]
fn an_address_nobody_has_is_unusable() {
    let office = Office::new();
    for command in ["disable", "enable", "link"] {
        let refused = office.run(&["user", command, "nikt@demo.example"]);
        assert_eq!(
            (refused.code, refused.printed.as_str()),
            (2, ""),
            "{command}: {refused:?}"
        );
    }
}
