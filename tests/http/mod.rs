//! What every request goes through.

mod aside;
mod cache;
mod csrf;
mod error_layer;
mod errors;
mod forms;
mod headers;
mod health;
mod known;
mod limits;
mod locale;
mod networks;
mod observe;
mod routes;
mod session;
mod stopping;
mod upload;
