//! `dutyline unit`: offices of the city.

use crate::actions::{account, unit};
use crate::commands::failure::Failure;
use crate::commands::shared::{context, print};
use crate::config::{BaseUrl, Secret, UnitCommand};
use crate::domain::language::Locale;

/// Makes an office, renames one, or lists them.
///
/// # Errors
/// [`Failure`] with code 2 for a slug that is taken or is not there, or a name that cannot be used.
pub async fn run(database: &Secret, command: UnitCommand) -> Result<(), Failure> {
    let cx = context(database, BaseUrl::local().0).await?;
    let actor = account::command_line_actor(&cx).await?;
    match command {
        UnitCommand::Add { slug, names } => {
            unit::add(&cx, &actor, slug, names.by_language()).await?;
        }
        UnitCommand::Rename { slug, names } => unit::rename(&cx, &actor, slug, names.by_language()).await?,
        UnitCommand::List => {
            for unit in unit::list(&cx, &actor).await? {
                print(&format!("{:<20}  {}", unit.slug.as_str(), unit.name(Locale::Pl).text))?;
            }
        }
    }
    Ok(())
}
