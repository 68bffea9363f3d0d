//! `dutyline user`: people who sign in.

use crate::actions::Context;
use crate::actions::account::{self, NewUser};
use crate::actions::session::make_link;
use crate::commands::failure::Failure;
use crate::commands::shared::{context, print};
use crate::config::{BaseUrl, Secret, UserCommand};
use crate::domain::access::Actor;

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
            language,
            base_url,
        } => {
            let cx = context(database, base_url.0).await?;
            let actor = account::command_line_actor(&cx).await?;
            let new = NewUser {
                name,
                email: email.as_str().to_owned(),
                role: role.into(),
                locale: language,
            };
            account::add(&cx, &actor, new).await?;
            print(&make_link(&cx, &actor, email).await?)
        }
        UserCommand::List => {
            let (cx, actor) = here(database).await?;
            for user in account::list(&cx, &actor).await? {
                let address = user.email.as_ref().map_or("", |email| email.as_str());
                let state = if user.disabled { "disabled" } else { "enabled" };
                print(&format!(
                    "{address}  {:<13}  {state:<8}  {}",
                    user.role.code(),
                    user.name
                ))?;
            }
            Ok(())
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

/// For what prints no address of this installation.
async fn here(database: &Secret) -> Result<(Context, Actor), Failure> {
    let cx = context(database, BaseUrl::local().0).await?;
    let actor = account::command_line_actor(&cx).await?;
    Ok((cx, actor))
}
