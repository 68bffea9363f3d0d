//! `dutyline user`: people who sign in.

use crate::actions::Context;
use crate::actions::account::{self, NewUser};
use crate::actions::session::make_link;
use crate::actions::unit;
use crate::commands::failure::Failure;
use crate::commands::shared::{context, post, print};
use crate::config::{BaseUrl, Secret, UserCommand};
use crate::domain::access::Actor;
use crate::domain::account::{Standing, User};
use crate::domain::unit::Unit;

/// Adds somebody, or makes a new link for somebody, and prints the link and nothing else; lists people; keeps somebody out
/// or lets them in again.
///
/// # Errors
/// [`Failure`] with code 2 for an address that is known already, or is not.
pub async fn run(database: &Secret, command: UserCommand) -> Result<(), Failure> {
    match command {
        UserCommand::Add {
            name,
            email,
            role,
            unit,
            language,
            base_url,
        } => {
            let cx = context(database, base_url.0).await?;
            let actor = account::command_line_actor(&cx).await?;
            let new = NewUser {
                name,
                email: email.as_str().to_owned(),
                post: post(role, unit),
                locale: language,
            };
            account::add(&cx, &actor, new).await?;
            print(&make_link(&cx, &actor, email).await?)
        }
        UserCommand::List => {
            let (cx, actor) = here(database).await?;
            let units = unit::list(&cx, &actor).await?;
            for user in account::list(&cx, &actor).await? {
                print(&line(&user, &units))?;
            }
            Ok(())
        }
        UserCommand::Join { email, role, unit } => {
            let (cx, actor) = here(database).await?;
            Ok(account::join(&cx, &actor, email, role.into(), unit).await?)
        }
        UserCommand::Leave { email, unit } => {
            let (cx, actor) = here(database).await?;
            Ok(account::leave(&cx, &actor, email, unit).await?)
        }
        UserCommand::Disable { email } => {
            let (cx, actor) = here(database).await?;
            Ok(account::disable(&cx, &actor, email).await?)
        }
        UserCommand::Enable { email } => {
            let (cx, actor) = here(database).await?;
            Ok(account::enable(&cx, &actor, email).await?)
        }
        UserCommand::Link { email, base_url } => {
            let cx = context(database, base_url.0).await?;
            let actor = account::command_line_actor(&cx).await?;
            print(&make_link(&cx, &actor, email).await?)
        }
    }
}

fn line(user: &User, units: &[Unit]) -> String {
    let address = user.email.as_ref().map_or("", |email| email.as_str());
    let state = if user.disabled { "disabled" } else { "enabled" };
    let roles = match &user.standing {
        Standing::Administrator => "administrator".to_owned(),
        Standing::Member(roles) => {
            let of = units.iter().filter_map(|unit| Some((roles.get(&unit.id)?, unit)));
            let said: Vec<String> = of
                .map(|(role, unit)| format!("{} in {}", role.code(), unit.slug))
                .collect();
            said.join(", ")
        }
    };
    format!("{address}  {state:<8}  {roles:<22}  {}", user.name)
}

/// For what prints no address of this installation.
async fn here(database: &Secret) -> Result<(Context, Actor), Failure> {
    let cx = context(database, BaseUrl::local().0).await?;
    let actor = account::command_line_actor(&cx).await?;
    Ok((cx, actor))
}
