//! Pages of the coordinator: consultations, all their duties, import, roster, publishing, settings, staff, swaps, register, outbox.

pub mod agenda;
pub mod announcement;
pub mod calendar;
pub mod call;
pub mod consultation;
pub mod contribution;
pub(in crate::web) mod fields;
pub mod message;
pub mod revision;
pub mod roster;
pub mod staff;
pub mod swap;

use crate::web::page::route::PageRoute;

pub fn routes() -> Vec<PageRoute> {
    [
        agenda::days::routes(),
        announcement::paste::routes(),
        announcement::preview::routes(),
        calendar::days::routes(),
        call::routes(),
        consultation::list::routes(),
        consultation::new::routes(),
        consultation::settings::routes(),
        contribution::routes(),
        message::demo_outbox::routes(),
        message::outbox::routes(),
        revision::list::routes(),
        revision::publish::routes(),
        roster::generate::routes(),
        roster::grid::routes(),
        roster::day_sheet::routes(),
        roster::files::routes(),
        revision::seen::routes(),
        roster::history::routes(),
        roster::office_table::routes(),
        roster::page::routes(),
        roster::several::routes(),
        roster::share::routes(),
        roster::sheet::routes(),
        roster::slot::routes(),
        staff::routes(),
        swap::routes(),
    ]
    .into_iter()
    .flatten()
    .collect()
}
