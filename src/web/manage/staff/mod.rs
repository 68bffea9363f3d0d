//! The people who take duties.

mod list;
mod member;

use crate::domain::extension::Extension;
use crate::domain::staff::StaffMember;
use crate::web::page::route::PageRoute;

pub fn routes() -> Vec<PageRoute> {
    let mut routes = vec![list::route()];
    routes.extend(member::routes());
    routes
}

/// The telephone on the person's desk, as the office prints it.
fn desk_of(member: &StaffMember, extensions: &[Extension]) -> String {
    let desk = extensions
        .iter()
        .find(|extension| Some(extension.id) == member.extension);
    desk.map(|extension| extension.display.clone()).unwrap_or_default()
}
