//! The files of an SQLite database: made for their owner alone, and watched, because a file that is deleted goes on taking
//! what nobody will ever read again.

use std::fs::{DirBuilder, OpenOptions, Permissions};
use std::io::ErrorKind;
use std::os::unix::fs::{DirBuilderExt, MetadataExt, OpenOptionsExt, PermissionsExt};
use std::path::{Path, PathBuf};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::store::db::error::StoreError;

/// What group and others may do with a file.
const OF_OTHERS: u32 = 0o077;

/// How long another process may take from making the file to writing into it.
const PATIENCE: Duration = Duration::from_secs(5);

/// Makes file and folder when they are missing, for their owner alone. What group and others may do with a file that is
/// there is taken from them: the key of the links is in it, and what callers said. A folder that is there stays as it is.
///
/// # Errors
/// [`StoreError::Open`] when it cannot be made, and for a file that is there and empty: something went wrong with it, and
/// nobody should find a new installation in its place.
pub(super) fn make(path: &Path) -> Result<(), StoreError> {
    if let Some(folder) = path.parent().filter(|folder| !folder.as_os_str().is_empty()) {
        let made = DirBuilder::new().recursive(true).mode(0o700).create(folder);
        made.map_err(|error| StoreError::Open(format!("{}: {error}", folder.display())))?;
    }
    let cannot = |error: std::io::Error| StoreError::Open(format!("{}: {error}", path.display()));
    let new = OpenOptions::new().write(true).create_new(true).mode(0o600).open(path);
    match new {
        Ok(_) => Ok(()),
        Err(error) if error.kind() == ErrorKind::AlreadyExists => {
            not_empty(path)?;
            narrow(path);
            Ok(())
        }
        Err(error) => Err(cannot(error)),
    }
}

fn not_empty(path: &Path) -> Result<(), StoreError> {
    let asked = Instant::now();
    while path.metadata().is_ok_and(|file| file.is_file() && file.len() == 0) {
        if asked.elapsed() > PATIENCE {
            return Err(StoreError::Open(format!(
                "{}: the file is empty; bring back the database that was there, or remove the file to begin anew",
                path.display()
            )));
        }
        sleep(Duration::from_millis(20));
    }
    Ok(())
}

fn narrow(path: &Path) {
    for file in [path.to_owned(), beside(path, "-wal"), beside(path, "-shm")] {
        let Ok(found) = file.metadata() else { continue };
        let mode = found.permissions().mode();
        if mode & OF_OTHERS == 0 {
            continue;
        }
        match std::fs::set_permissions(&file, Permissions::from_mode(mode & !OF_OTHERS)) {
            Ok(()) => {
                tracing::warn!(file = %file.display(), "others could read the database file; now its owner alone can")
            }
            Err(error) => tracing::warn!(file = %file.display(), %error, "others can read the database file"),
        }
    }
}

/// A file with another ending.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(ending);
    PathBuf::from(name)
}

/// A file, whatever it is called.
type Inode = (u64, u64);

fn inode(path: &Path) -> Option<Inode> {
    path.metadata().ok().map(|file| (file.dev(), file.ino()))
}

/// The files a connection has open.
pub(super) struct OpenFiles {
    path: PathBuf,
    database: Option<Inode>,
    /// The write-ahead log, once something was written.
    log: Option<Inode>,
    /// Whether one was found missing. That stays so: a later file may have the number of an earlier one.
    lost: bool,
}

impl OpenFiles {
    pub(super) fn of(path: PathBuf) -> Self {
        Self {
            database: inode(&path),
            log: None,
            lost: false,
            path,
        }
    }

    /// The connection is closed: when it was the last one, SQLite took the write-ahead log away, and the next begins another.
    pub(super) fn closed(&mut self) {
        self.log = None;
    }

    /// Whether the files still are where they were.
    ///
    /// # Errors
    /// [`StoreError::Open`] when one was deleted or another took its place.
    pub(super) fn are_there(&mut self) -> Result<(), StoreError> {
        let log = inode(&beside(&self.path, "-wal"));
        let database = inode(&self.path);
        self.lost |= database.is_none() || database != self.database || (self.log.is_some() && self.log != log);
        if !self.lost {
            self.log = log;
            return Ok(());
        }
        Err(StoreError::Open(format!(
            "{}: its file was deleted or replaced while it was open; bring it back and start again",
            self.path.display()
        )))
    }
}
