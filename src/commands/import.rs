//! `dutyline import`: read an announcement; show or keep the roster found in it.

use std::io::Read;
use std::path::Path;

use chrono::NaiveDate;

use crate::actions::announcement::{ImportPlan, import};
use crate::actions::{ActionError, account};
use crate::announcement::{self, Input, MAX_BYTES, READING_TIME, Reading};
use crate::clock::{Clock, SystemClock};
use crate::commands::failure::Failure;
use crate::commands::shared::{context, print};
use crate::config::{BaseUrl, ImportOptions, OutputFormat, Secret};
use crate::domain::language::Locale;
use crate::domain::time::{DEFAULT_ZONE, local};
use crate::i18n::sentences::{self, duty};

/// Reads the file, shows what was found, and keeps it unless it is a dry run.
///
/// # Errors
/// [`Failure`] with code 2 when the file is no announcement or cannot be read.
pub async fn run(database: &Secret, options: ImportOptions) -> Result<(), Failure> {
    let bytes = contents(&options.file)?;
    let file_name = options
        .file
        .file_name()
        .and_then(|name| name.to_str())
        .filter(|name| *name != "-");
    let today = options.today.unwrap_or_else(today);
    let input = Input {
        bytes: &bytes,
        file_name,
        media_type: None,
    };
    let end = SystemClock.elapsed() + READING_TIME;
    let reading = announcement::read(input, today, &|| SystemClock.elapsed() > end)
        .map_err(|error| Failure::unusable(format!("{error}.")))?;
    if !options.dry_run {
        let kept = keep(database, &reading, &options).await?;
        tracing::info!(consultation = %kept.slug, slots = kept.slots, replaced = kept.replaced, "draft kept");
    }
    show(&reading, options.format)
}

fn today() -> NaiveDate {
    local(SystemClock.now(), DEFAULT_ZONE).date()
}

/// The file, or standard input; one byte more than is accepted tells that it is too long.
fn contents(file: &Path) -> Result<Vec<u8>, Failure> {
    let limit = u64::try_from(MAX_BYTES).unwrap_or(u64::MAX).saturating_add(1);
    let mut bytes = Vec::new();
    let read = if file.as_os_str() == "-" {
        std::io::stdin().lock().take(limit).read_to_end(&mut bytes)
    } else {
        std::fs::File::open(file).and_then(|open| open.take(limit).read_to_end(&mut bytes))
    };
    read.map_err(|error| Failure::unusable(format!("{} cannot be read: {error}.", file.display())))?;
    Ok(bytes)
}

async fn keep(
    database: &Secret,
    reading: &Reading,
    options: &ImportOptions,
) -> Result<crate::actions::announcement::Imported, Failure> {
    let cx = context(database, BaseUrl::local().0).await?;
    let actor = account::command_line_actor(&cx).await?;
    let plan = ImportPlan::certain(reading, options.consultation.clone()).map_err(unusable)?;
    let plan = ImportPlan {
        unit: options.unit.clone(),
        phone_mode: options.phone_mode,
        ..plan
    };
    let duties: Vec<String> = plan
        .slots
        .iter()
        .map(|slot| duty(slot.date, slot.hours, Locale::En))
        .collect();
    import(&cx, &actor, plan).await.map_err(|error| taken(error, &duties))
}

/// Names the duties whose numbers are taken.
fn taken(error: ActionError, duties: &[String]) -> Failure {
    let ActionError::TakenRows(rows) = error else {
        return unusable(error);
    };
    let named: Vec<&str> = rows.iter().filter_map(|row| Some(duties.get(*row)?.as_str())).collect();
    Failure::unusable(format!(
        "A number has another duty at the same time: {}.",
        named.join("; ")
    ))
}

/// What the announcement lacks is unusable input, not a failure of the program.
fn unusable(error: ActionError) -> Failure {
    match error {
        ActionError::Invalid(faults) => {
            let mut lacks: Vec<String> = Vec::new();
            for fault in &faults {
                let words = match fault.field.as_str() {
                    "title" => "it has no title".to_owned(),
                    "first_day" | "last_day" => "it does not say when the consultation begins and ends".to_owned(),
                    field => format!("{field}: {}", sentences::fault(fault.fault, Locale::En)),
                };
                if !lacks.contains(&words) {
                    lacks.push(words);
                }
            }
            Failure::unusable(format!(
                "The announcement cannot be stored: {}.",
                lacks.join("; ").trim_end_matches('.')
            ))
        }
        other => other.into(),
    }
}

fn show(reading: &Reading, format: OutputFormat) -> Result<(), Failure> {
    let shown = match format {
        OutputFormat::Table => announcement::listing(reading),
        OutputFormat::Json => serde_json::to_string_pretty(reading)
            .map_err(|error| Failure::failed(format!("The result cannot be written: {error}.")))?,
    };
    print(shown.trim_end())
}
