//! The people who take duties.

mod list;
mod member;

use crate::web::page::route::{PageRoute, page};

pub fn routes() -> Vec<PageRoute> {
    let all = page("/manage/staff").get(list::show).post(member::add);
    let mut routes = vec![all.draws::<list::StaffListPage>()];
    routes.extend(member::routes());
    routes
}
