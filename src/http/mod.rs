//! What web and api share: server, state, session, current user, errors → responses.

pub mod address;
pub mod aside;
pub mod body;
pub mod cache;
pub mod csrf;
pub mod descriptors;
pub mod error_layer;
pub mod errors;
pub mod etag;
pub mod forms;
pub mod headers;
pub mod health;
pub mod known;
mod layers;
pub mod limits;
pub mod locale;
pub mod metrics;
pub mod networks;
pub mod observe;
pub mod problem;
pub mod routes;
pub mod server;
pub mod session;
pub mod state;
pub mod stopping;
pub mod upload;
