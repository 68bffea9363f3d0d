//! A PostgreSQL of its own, as `tests/postgres` starts it, that writes to disk as it would in earnest.

use std::path::Path;
use std::process::Command;

use diesel::connection::SimpleConnection;
use diesel::prelude::*;

use crate::Failure;

/// Stopped with this value.
pub struct Postgres {
    admin: url::Url,
}

fn script(what: &str) -> Result<String, Failure> {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/postgres");
    let output = Command::new(path)
        .arg(what)
        .env("POSTGRES_DURABLE", "yes")
        .env_remove("TEST_POSTGRES_URL")
        .output()?;
    if !output.status.success() {
        return Err(format!("tests/postgres {what}: {}", String::from_utf8_lossy(&output.stderr)).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim().to_owned())
}

impl Postgres {
    pub fn start() -> Result<Self, Failure> {
        Ok(Self {
            admin: script("start")?.parse()?,
        })
    }

    /// Makes an empty database: its address.
    pub fn database(&self, name: &str) -> Result<String, Failure> {
        let mut connection = PgConnection::establish(self.admin.as_str())?;
        connection.batch_execute(&format!("CREATE DATABASE {name} TEMPLATE template0"))?;
        let mut address = self.admin.clone();
        address.set_path(name);
        Ok(address.to_string())
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        drop(script("stop"));
    }
}
