//! `dutyline token`: tokens for programs.

use std::collections::BTreeMap;

use crate::actions::token::{Holder, NewGrant, NewToken, Token};
use crate::actions::{account, token, unit};
use crate::commands::failure::Failure;
use crate::commands::shared::{context, post, print};
use crate::config::{BaseUrl, Secret, TokenCommand};
use crate::domain::access::Grant;
use crate::domain::ids::UnitId;
use crate::domain::slug::Slug;

/// Makes a token and prints it, and nothing else; lists tokens; takes one away.
///
/// # Errors
/// [`Failure`] with code 2 for a name that cannot be used, an office that is not there, or an id that is not there.
pub async fn run(database: &Secret, command: TokenCommand) -> Result<(), Failure> {
    let cx = context(database, BaseUrl::local().0).await?;
    let actor = account::command_line_actor(&cx).await?;
    match command {
        TokenCommand::Create {
            name,
            staff_of,
            role,
            rights,
            unit,
            expires,
        } => {
            let grant = match role {
                Some(role) => NewGrant::Post(post(role, unit)),
                None => NewGrant::Rights(rights.into_iter().collect(), unit),
            };
            let new = NewToken {
                of: staff_of.map_or(Holder::Program(name.unwrap_or_default()), Holder::Staff),
                grant,
                days: expires,
            };
            print(&token::create(&cx, &actor, new).await?)?;
        }
        TokenCommand::List => {
            let units = unit::list(&cx, &actor).await?.into_iter();
            let units: BTreeMap<UnitId, Slug> = units.map(|unit| (unit.id, unit.slug)).collect();
            for token in token::list(&cx, &actor).await? {
                print(&line(&token, &units))?;
            }
        }
        TokenCommand::Revoke { id } => token::revoke(&cx, &actor, id).await?,
    }
    Ok(())
}

fn line(token: &Token, units: &BTreeMap<UnitId, Slug>) -> String {
    let made = token.created_at.format("%Y-%m-%d %H:%M UTC");
    let until = token.expires_at.map_or_else(
        || "until revoked".to_owned(),
        |at| format!("until {}", at.format("%Y-%m-%d")),
    );
    let slug = |unit| units.get(unit).map_or("?", Slug::as_str);
    let grant = match &token.grant {
        Grant::Everything => "administrator".to_owned(),
        Grant::Role(unit, role) => format!("{} in {}", role.code(), slug(unit)),
        Grant::Rights(unit, rights) => {
            let codes: Vec<&str> = rights.iter().map(|right| right.code()).collect();
            format!("{} in {}", codes.join(","), slug(unit))
        }
    };
    format!(
        "{}  {made}  {until:<16}  {grant:<24}  {}",
        token.user.id, token.user.name
    )
}
