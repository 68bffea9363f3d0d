//! `dutyline user`: people who sign in.

use crate::actions::sign_in::{self, NewUser};
use crate::actions::{command_line_actor, sign_in::make_link};
use crate::commands::{Failure, context, print};
use crate::config::{Secret, UserCommand};

/// Adds somebody, or makes a new link for somebody; prints the link, and nothing else.
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
            let actor = command_line_actor(&cx).await?;
            let new = NewUser {
                name,
                email: email.as_str().to_owned(),
                role: role.into(),
                locale: language,
            };
            let user = sign_in::add_user(&cx, &actor, new).await?;
            print(&make_link(&cx, user, language).await?)
        }
        UserCommand::Link { email, base_url } => {
            let cx = context(database, base_url.0).await?;
            let (user, locale) = sign_in::user_of(&cx, email).await?;
            print(&make_link(&cx, user, locale).await?)
        }
    }
}
