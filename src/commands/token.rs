//! `dutyline token`: tokens for programs.

use crate::actions::{command_line_actor, sign_in};
use crate::commands::{Failure, context, print};
use crate::config::{BaseUrl, Secret, TokenCommand};

/// Makes a token and prints it, and nothing else.
///
/// # Errors
/// [`Failure`] with code 2 for a name that cannot be used.
pub async fn run(database: &Secret, command: TokenCommand) -> Result<(), Failure> {
    let TokenCommand::Create { name, role } = command;
    let cx = context(database, BaseUrl::of(([127, 0, 0, 1], 8080).into()).0).await?;
    let actor = command_line_actor(&cx).await?;
    print(&sign_in::create_token(&cx, &actor, &name, role.into()).await?)
}
