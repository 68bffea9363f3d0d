//! `dutyline roster assign`: shares the duties of a draft out.

use std::fmt::Write as _;

use crate::actions::roster::share::{self, Shared};
use crate::actions::{ActionError, account};
use crate::api::draft::fill::SharedJson;
use crate::commands::failure::Failure;
use crate::commands::shared::{context, print};
use crate::config::{AssignOptions, BaseUrl, OutputFormat, Secret};
use crate::domain::ids::SlotId;
use crate::domain::roster::ExpectedVersion;
use crate::domain::roster::sharing::Which;
use crate::i18n::{Texts, sentences, sharing};

/// Shares the duties of a consultation's draft out and shows who gets which; with `--dry-run` it only shows.
///
/// # Errors
/// [`Failure`] with code 2 when there is no such consultation.
pub async fn run(database: &Secret, options: AssignOptions) -> Result<(), Failure> {
    let cx = context(database, BaseUrl::local().0).await?;
    let actor = account::command_line_actor(&cx).await?;
    let (slug, limit, any) = (options.consultation, options.time_limit, ExpectedVersion::Any);
    let which = if options.all { Which::All } else { Which::Empty };
    let proposed = share::propose(&cx, &actor, slug.clone(), which.clone(), limit, any).await;
    let shared = proposed.map_err(|error| match error {
        ActionError::NotFound(_) => Failure::unusable(format!("There is no consultation {slug}.")),
        other => other.into(),
    })?;
    let version = match options.dry_run || shared.given.is_empty() {
        true => shared.draft.draft.version,
        false => share::take(&cx, &actor, slug, &shared).await?,
    };
    let t = Texts::new(options.language);
    let shown = match options.format {
        OutputFormat::Table => table(&shared, t),
        OutputFormat::Json => serde_json::to_string_pretty(&SharedJson::of(&shared, version, t))
            .map_err(|error| Failure::failed(format!("The result cannot be written: {error}.")))?,
    };
    print(shown.trim_end())
}

/// How good it is, a line for each duty that goes to somebody else, then those nobody can have.
fn table(shared: &Shared, t: Texts) -> String {
    let mut out = sharing::verdict(
        shared.optimal,
        shared.sum_of_squares,
        shared.lower_bound,
        shared.uncovered.len(),
        t,
    );
    out.push('\n');
    if shared.given.is_empty() && shared.uncovered.is_empty() {
        let _ = writeln!(out, "{}", t.say("manage-share-nothing"));
    }
    for given in &shared.given {
        let who = |id: Option<_>| id.map_or_else(|| t.say("manage-nobody-yet"), |id| shared.name(id));
        let was = given
            .was
            .map(|was| format!("{} → ", shared.name(was)))
            .unwrap_or_default();
        let why = given.why.map(|why| sharing::reason(why, t)).unwrap_or_default();
        let _ = writeln!(
            out,
            "{:<40} {was}{} ({why})",
            duty(shared, given.slot, t),
            who(given.is)
        );
    }
    for (slot, collision) in &shared.uncovered {
        let _ = writeln!(out, "\n{}: {}", duty(shared, *slot, t), t.say("manage-nobody-yet"));
        for sentence in sharing::obstacles(collision.as_ref(), |place| shared.name_at(place), t) {
            let _ = writeln!(out, "  {sentence}");
        }
    }
    out
}

fn duty(shared: &Shared, id: SlotId, t: Texts) -> String {
    let slot = shared.draft.draft.slots.iter().find(|slot| slot.id == id);
    slot.map(|slot| sentences::duty(slot.date, slot.hours, t.locale()))
        .unwrap_or_default()
}
