use dutyline::announcement::DEMO;

use crate::commands::Office;

#[test]
fn offices_are_made_named_and_listed() {
    let office = Office::new();
    let add = [
        "unit",
        "add",
        "kultura",
        "--name",
        "Wydział Kultury",
        "--name-uk",
        "Відділ культури",
    ];
    assert_eq!(office.run(&add).code, 0);
    let twice = office.run(&add);
    assert_eq!((twice.code, twice.printed.as_str()), (2, ""), "{twice:?}");
    let nameless = office.run(&["unit", "add", "inny", "--name", " "]);
    assert_eq!(nameless.code, 2, "{nameless:?}");
    assert_eq!(
        office
            .run(&["unit", "rename", "kultura", "--name", "Kultura i Sport"])
            .code,
        0
    );
    assert_eq!(office.run(&["unit", "rename", "nie-ma", "--name", "x"]).code, 2);
    let listed = office.run(&["unit", "list"]).printed;
    assert_eq!(listed.lines().count(), 1);
    assert!(
        listed.starts_with("kultura ") && listed.contains("Kultura i Sport"),
        "{listed}"
    );
}

/// What is for one office need not name it; among several, what is left out is asked for.
#[test]
fn an_office_is_named_where_there_are_several() {
    let office = Office::new();
    let file = office.file("ogloszenie.txt", DEMO);
    let user = [
        "user",
        "add",
        "--name",
        "Ewa",
        "--email",
        "ewa@demo.example",
        "--role",
        "reader",
    ];
    let token = [
        "token",
        "create",
        "--name",
        "centrala",
        "--rights",
        "log_calls,read_own_calls",
    ];
    let import = ["import", &file, "--consultation", "otwarty"];
    assert_eq!(
        office.run(&token).code,
        0,
        "the first office is made when nobody has made one"
    );
    assert_eq!(office.run(&["unit", "list"]).printed.lines().count(), 1);
    assert_eq!(office.run(&["unit", "add", "kultura", "--name", "Kultura"]).code, 0);
    for command in [&user[..], &token, &import] {
        let unnamed = office.run(command);
        assert_eq!((unnamed.code, unnamed.printed.as_str()), (2, ""), "{unnamed:?}");
        assert!(unnamed.said.contains("unit"), "{unnamed:?}");
        let unknown = office.run(&[command, &["--unit", "nie-ma"]].concat());
        assert_eq!((unknown.code, unknown.printed.as_str()), (2, ""), "{unknown:?}");
        let named = office.run(&[command, &["--unit", "kultura"]].concat());
        assert_eq!(named.code, 0, "{named:?}");
    }
    let listed = office.run(&["user", "list"]).printed;
    assert!(listed.contains("reader in kultura"), "{listed}");
    let joined = office.run(&["user", "join", "ewa@demo.example", "--role", "staff", "--unit", "city"]);
    assert_eq!(joined.code, 0, "{joined:?}");
    let listed = office.run(&["user", "list"]).printed;
    assert!(listed.contains("staff in city, reader in kultura"), "{listed}");
    assert_eq!(
        office
            .run(&["user", "leave", "ewa@demo.example", "--unit", "kultura"])
            .code,
        0
    );
    let listed = office.run(&["user", "list"]).printed;
    assert!(
        listed.contains("staff in city ") && !listed.contains("kultura"),
        "{listed}"
    );
    let listed = office.run(&["token", "list"]).printed;
    assert!(listed.contains("log_calls,read_own_calls in kultura"), "{listed}");
    // A token for a while.
    let short = [&token[..], &["--unit", "kultura", "--expires", "30"]].concat();
    assert_eq!(office.run(&short).code, 0);
    assert!(office.run(&["token", "list"]).printed.contains("until 20"));
    let odd = office.run(&["token", "create", "--name", "x", "--rights", "manage_accounts"]);
    assert_eq!(odd.code, 2, "{odd:?}");
}
