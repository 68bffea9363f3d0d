use crate::commands::Office;

#[test]
fn a_token_is_made_listed_and_taken_away() {
    let office = Office::new();
    let made = office.run(&["token", "create", "--name", "centrala", "--role", "staff"]);
    assert_eq!((made.code, made.printed.lines().count()), (0, 1), "{made:?}");
    let listed = office.run(&["token", "list"]).printed;
    assert!(listed.contains("staff") && listed.contains("centrala"), "{listed}");
    assert!(!listed.contains(made.printed.trim()), "it is shown once");
    let id = listed.split_whitespace().next().unwrap();
    assert_eq!(office.run(&["token", "revoke", id]).code, 0);
    assert_eq!(office.run(&["token", "list"]).printed, "");
    let again = office.run(&["token", "revoke", id]);
    assert_eq!(again.code, 2, "{again:?}");
    let of_nobody = ["token", "create", "--staff-of", "nikt@city.example", "--role", "staff"];
    let of_nobody = office.run(&of_nobody);
    assert_eq!((of_nobody.code, of_nobody.printed.as_str()), (2, ""), "{of_nobody:?}");
    let nameless = office.run(&["token", "create", "--name", " ", "--role", "staff"]);
    assert_eq!((nameless.code, nameless.printed.as_str()), (2, ""), "{nameless:?}");
}
