//! HTML pages.
//!
//! A page is a struct of plain data with a template of the same name; it holds no rule. Each comes with samples, from
//! which a test renders it in every language. Handlers read the request, call one action and fill the struct.

pub mod assets;
pub mod confirm;
pub mod coordinator;
pub mod desk;
pub mod error_page;
pub mod forms;
pub mod kept_mail;
pub mod public;
pub mod respond;
pub mod shell;
pub mod sign_in;

#[cfg(test)]
mod samples;

pub use forms::FormErrors;
pub use shell::Shell;

use crate::http::routes::at;

/// All pages, and the files they need.
pub fn configure(config: &mut actix_web::web::ServiceConfig) {
    config.service(at("/static/{file}").get(assets::serve).compressed());
    public::configure(config);
    sign_in::configure(config);
    confirm::configure(config);
    desk::configure(config);
    coordinator::configure(config);
    config.service(at("/{locale}/outbox").get(kept_mail::show));
}
