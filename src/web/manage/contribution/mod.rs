//! Contributions with the office's answers: listed, entered, worked through.

mod form;
mod list;
mod new;
mod one;
#[cfg(test)]
mod sample;
mod verdicts;
mod words;

use crate::web::page::route::PageRoute;

pub fn routes() -> Vec<PageRoute> {
    vec![list::route(), new::route(), verdicts::route(), one::route()]
}
