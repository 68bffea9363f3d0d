use crate::commands::Office;

#[test]
fn the_tables_are_made_once_and_found_again() {
    let office = Office::new();
    for _ in 0..2 {
        let done = office.run(&["migrate"]);
        assert_eq!((done.code, done.printed.as_str()), (0, ""), "{done:?}");
    }
    assert_eq!(office.run(&["user", "list"]).code, 0);
}

#[test]
fn an_address_that_is_no_database_is_unusable() {
    let refused = Office::new().run_on("mysql://localhost/x", &["migrate"]);
    assert_eq!(refused.code, 2, "{refused:?}");
    let office = Office::new();
    let closed = format!("sqlite:{}/x.db", office.file("no-folder", ""));
    let closed = office.run_on(&closed, &["migrate"]);
    assert_eq!(closed.code, 1, "{closed:?}");
}
