//! SQLite's files: whose they are, and what happens when one goes away.

use std::fs::{self, Permissions};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use dutyline::store::{DatabaseUrl, PoolOptions, Store, StoreError, installation};
use tempfile::TempDir;

use crate::store::sample::{read, write};
use crate::support::database::{Backend, TestDatabase};

fn mode(path: &Path) -> u32 {
    fs::metadata(path).unwrap().permissions().mode() & 0o777
}

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

fn open(path: &Path) -> Result<Store, StoreError> {
    let url: DatabaseUrl = format!("sqlite:{}", path.display()).parse().unwrap();
    Store::open(&url, PoolOptions::default())
}

fn beside(path: &Path, ending: &str) -> PathBuf {
    PathBuf::from(format!("{}{ending}", path.display()))
}

#[tokio::test]
async fn what_is_made_is_its_owner_s_alone() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a/b/new.db");
    let store = open(&file).unwrap();
    write(&store, |db| installation::put(db, "key", "value")).await.unwrap();
    for path in ["a", "a/b"] {
        assert_eq!(mode(&folder.path().join(path)), 0o700, "{path}");
    }
    for ending in ["", "-wal", "-shm"] {
        assert_eq!(mode(&beside(&file, ending)), 0o600, "{ending}");
    }
}

#[tokio::test]
async fn what_others_could_read_becomes_its_owner_s_alone_and_the_folder_stays() {
    let folder = TempDir::new().unwrap();
    allow(folder.path(), 0o755);
    let file = folder.path().join("old.db");
    let first = open(&file).unwrap();
    write(&first, |db| installation::put(db, "key", "value")).await.unwrap();
    for (ending, wide) in [("", 0o664), ("-wal", 0o644), ("-shm", 0o640)] {
        allow(&beside(&file, ending), wide);
    }
    let second = open(&file).unwrap();
    assert_eq!(
        read(&second, |db| installation::get(db, "key")).await.as_deref(),
        Some("value")
    );
    for ending in ["", "-wal", "-shm"] {
        assert_eq!(mode(&beside(&file, ending)), 0o600, "{ending}");
    }
    assert_eq!(mode(folder.path()), 0o755);
}

#[test]
fn an_empty_file_is_not_taken_for_a_new_installation() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("empty.db");
    fs::write(&file, "").unwrap();
    let refused = open(&file).err().unwrap();
    assert!(refused.to_string().contains("is empty"), "{refused}");
    assert_eq!(fs::metadata(&file).unwrap().len(), 0);
}

#[tokio::test]
async fn a_name_is_a_name_whatever_is_in_it() {
    let folder = TempDir::new().unwrap();
    let file = folder.path().join("a%20b #1.db");
    let store = open(&file).unwrap();
    write(&store, |db| installation::put(db, "key", "value")).await.unwrap();
    assert!(fs::metadata(&file).unwrap().len() > 0);
    assert_eq!(
        fs::read_dir(folder.path()).unwrap().count(),
        3,
        "the file, its log, its index"
    );
}

#[tokio::test]
async fn nothing_is_acknowledged_for_a_file_that_is_gone() {
    if Backend::of_environment() == Backend::Postgres {
        return;
    }
    for gone in ["", "-wal"] {
        for replaced in [false, true] {
            let database = TestDatabase::new();
            let DatabaseUrl::Sqlite(file) = database.url().clone() else {
                panic!("not a file")
            };
            let store = database.store();
            write(&store, |db| installation::put(db, "before", "v")).await.unwrap();
            let gone = beside(&file, gone);
            let copy = fs::read(&gone).unwrap();
            fs::remove_file(&gone).unwrap();
            if replaced {
                // Kept, so that the new file is not given the number of the old one.
                fs::write(beside(&gone, "-other"), "").unwrap();
                fs::write(&gone, copy).unwrap();
            }
            for _ in 0..3 {
                let refused = write(&store, |db| installation::put(db, "after", "v")).await;
                let Err(StoreError::Unwritten(why)) = refused else {
                    panic!("{}, {replaced}: {refused:?}", gone.display());
                };
                assert!(why.contains("deleted or replaced"), "{why}");
            }
            assert!(store.ping().await.is_err(), "it is not ready");
        }
    }
}
