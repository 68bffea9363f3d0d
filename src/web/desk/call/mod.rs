//! Calls on the desk: log one, see one's own.

mod conflict;
mod entry;
pub mod form;
mod kept;
mod list;
mod new;
mod view;

use crate::web::page::route::{PageRoute, page};

pub fn routes() -> Vec<PageRoute> {
    vec![
        new::route(),
        page("/desk/calls").get(list::show).draws::<list::CallsPage>(),
        entry::route(),
    ]
}
