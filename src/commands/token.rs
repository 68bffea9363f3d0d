//! `dutyline token`: tokens for programs.

use crate::actions::{account, token};
use crate::commands::failure::Failure;
use crate::commands::shared::{context, print};
use crate::config::{BaseUrl, Secret, TokenCommand};

/// Makes a token and prints it, and nothing else; lists tokens; takes one away.
///
/// # Errors
/// [`Failure`] with code 2 for a name that cannot be used, or an id that is not there.
pub async fn run(database: &Secret, command: TokenCommand) -> Result<(), Failure> {
    let cx = context(database, BaseUrl::local().0).await?;
    let actor = account::command_line_actor(&cx).await?;
    match command {
        TokenCommand::Create { name, role } => {
            print(&token::create(&cx, &actor, &name, role.into()).await?)?;
        }
        TokenCommand::List => {
            for token in token::list(&cx, &actor).await? {
                let (user, made) = (token.user, token.created_at.format("%Y-%m-%d %H:%M UTC"));
                print(&format!("{}  {made}  {:<13}  {}", user.id, user.role.code(), user.name))?;
            }
        }
        TokenCommand::Revoke { id } => token::revoke(&cx, &actor, id).await?,
    }
    Ok(())
}
