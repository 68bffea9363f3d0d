//! Names that only certain files may use, because an invariant of `ARCHITECTURE.md` hangs on them.

use super::source::House;

/// A name or the end of a path, and all files that use it.
pub const PLACES: &[(&str, &[&str])] = &[
    // Instants are made of local times in one place. The calendar's asks only whether an hour comes twice.
    ("from_local_datetime", &["src/domain/time.rs", "src/export/ics.rs"]),
    ("and_local_timezone", &[]),
    // Every address is made by `at`.
    ("web::resource", &["src/http/routes.rs"]),
    // What outlives a request in memory: how busy the process is, words that never change, the limits, the channel's
    // health, a counter, what is published, the answers made of it and their compressor, calls that wait to be written and
    // tokens to be read, open connections, whether the database was ready a moment ago.
    ("AtomicI64", &["src/http/cache.rs"]),
    ("AtomicU64", &["src/actions/context.rs"]),
    (
        "AtomicUsize",
        &[
            "src/delivery/email/sessions.rs",
            "src/http/cache.rs",
            "src/http/stopping.rs",
        ],
    ),
    ("DashMapStateStore", &["src/http/limits.rs"]),
    (
        "LazyLock",
        &[
            "src/actions/blocking.rs",
            "src/http/headers.rs",
            "src/i18n/mod.rs",
            "src/web/page/assets.rs",
        ],
    ),
    (
        "Mutex",
        &[
            "src/actions/call_queue.rs",
            "src/actions/context.rs",
            "src/actions/published.rs",
            "src/actions/token_queue.rs",
            "src/clock.rs",
            "src/delivery/email/sessions.rs",
            "src/http/cache.rs",
            "src/http/networks.rs",
            "src/store/db/pool.rs",
            "src/worker/lane.rs",
        ],
    ),
    ("OnceCell", &[]),
    ("OnceLock", &["src/actions/password.rs"]),
    ("RwLock", &["src/actions/published.rs", "src/http/cache.rs"]),
    ("thread_local", &[]),
    ("watch::Sender", &["src/actions/wake.rs", "src/store/db/listener.rs"]),
];

pub fn broken(house: &House, places: &[(&str, &[&str])]) -> Vec<String> {
    let mut broken = Vec::new();
    for (name, files) in places {
        let mut seen: Vec<&str> = Vec::new();
        for module in house.modules.values() {
            let imports = module.imports.iter().map(|import| (&import.target, import.line));
            let mentions = module.mentions.iter().chain(&module.members);
            let mut used = imports.chain(mentions.map(|said| (&said.segments, said.line)));
            let used = used.find(|(path, _)| format!("::{}::", path.join("::")).contains(&format!("::{name}::")));
            let Some((_, line)) = used else { continue };
            seen.push(&module.file);
            if !files.contains(&module.file.as_str()) {
                broken.push(format!("{} line {line} uses {name}", module.file));
            }
        }
        let unused = files.iter().filter(|file| !seen.contains(file));
        broken.extend(unused.map(|file| format!("{file} may use {name} and does not")));
    }
    broken
}

#[test]
fn a_name_in_another_file_is_found_however_it_is_written() {
    let places: &[(&str, &[&str])] = &[("Mutex", &["src/a.rs"])];
    let of = |b: &str| {
        let files = [
            ("src/lib.rs", "mod a; mod b;"),
            ("src/a.rs", "use std::sync::Mutex;"),
            ("src/b.rs", b),
        ];
        broken(&House::of(&files), places)
    };
    assert_eq!(of("fn f() {}"), [""; 0]);
    for used in [
        "use std::{sync::Mutex as Lock};",
        "struct S { x: std::sync::Mutex<u8> }",
        "static X: sync::Mutex<u8> = sync::Mutex::new(1);",
        "fn f() { x.Mutex() }",
    ] {
        assert_eq!(of(used), ["src/b.rs line 1 uses Mutex"], "{used}");
    }
    let none = House::of(&[("src/lib.rs", "mod a;"), ("src/a.rs", "")]);
    assert_eq!(broken(&none, places), ["src/a.rs may use Mutex and does not"]);
}
