//! The people who take duties.

mod list;
mod member;

use crate::web::page::route::{PageRoute, page};

pub fn routes() -> Vec<PageRoute> {
    let all = page("/manage/staff").get(list::show);
    let mut routes = vec![all.draws::<list::StaffListPage>()];
    routes.extend(member::routes());
    routes
}
