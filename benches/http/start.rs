//! How much memory two hundred published consultations take, and how long a start.

use tempfile::TempDir;

use crate::data::{Installation, slug};
use crate::servers::Server;
use crate::table::Table;
use crate::{Failure, wait};

const CONSULTATIONS: u32 = 200;

pub fn measure(table: &mut Table) -> Result<(), Failure> {
    let folder = TempDir::new()?;
    let database = format!("sqlite:{}", folder.path().join("dutyline.db").display());
    drop(wait(Installation::with(&database, CONSULTATIONS))?);
    let first = format!("/pl/consultations/{}", slug(0)?);
    let (server, took) = Server::dutyline(&database, &first)?;
    let how = format!("{CONSULTATIONS} published consultations");
    table.below("start to first answer", took.as_secs_f64() * 1000.0, 300.0, "ms", &how);
    wait(async {
        let client = reqwest::Client::new();
        for number in 0..CONSULTATIONS {
            for path in paths(number)? {
                client
                    .get(server.url(&path))
                    .send()
                    .await?
                    .error_for_status()?
                    .bytes()
                    .await?;
            }
        }
        Ok(())
    })?;
    let how = "every page, calendar and list of them in three languages asked for";
    table.below("most memory", server.most_memory()?, 60.0, "MiB", how);
    Ok(())
}

fn paths(number: u32) -> Result<Vec<String>, Failure> {
    let slug = slug(number)?;
    let of_language = |locale| {
        [
            format!("/{locale}/consultations/{slug}"),
            format!("/{locale}/consultations/{slug}.ics"),
            format!("/{locale}/consultations"),
        ]
    };
    let of_program = ["slots", "on-duty"].map(|what| format!("/api/v1/consultations/{slug}/{what}"));
    Ok(["pl", "en", "uk"]
        .into_iter()
        .flat_map(of_language)
        .chain(of_program)
        .collect())
}
