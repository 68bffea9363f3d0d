//! Addresses of pages, each with the handlers that answer there and the pages they draw.

use actix_web::{FromRequest, Handler, Responder, web};

use crate::http::limits::Limit;
use crate::http::routes::{At, at};
#[cfg(test)]
use crate::web::page::answer::Page;
#[cfg(test)]
use crate::web::page::sample::{Samples, samples_of};

/// An address below `/{locale}`.
pub struct PageRoute {
    /// The pattern without the language: `/manage/c/{slug}/days`.
    pub path: &'static str,
    /// `get`, `post`.
    pub methods: Vec<&'static str>,
    at: At,
    #[cfg(test)]
    pub samples: Vec<Samples>,
}

/// A new address; `path` comes without the language.
pub fn page(path: &'static str) -> PageRoute {
    PageRoute {
        path,
        methods: Vec::new(),
        at: at(format!("/{{locale}}{path}")),
        #[cfg(test)]
        samples: Vec::new(),
    }
}

impl PageRoute {
    #[must_use]
    pub fn get<F, Args>(mut self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.methods.push("get");
        self.at = self.at.get(handler);
        self
    }

    #[must_use]
    pub fn post<F, Args>(mut self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.methods.push("post");
        self.at = self.at.post(handler);
        self
    }

    /// Tried only so often from one network.
    #[must_use]
    pub fn limited(mut self, limit: Limit) -> Self {
        self.at = self.at.limited(limit);
        self
    }

    /// For an address that only takes a form, which stands so many words above it. Unless this is said, one.
    #[must_use]
    pub fn form_above(mut self, words: usize) -> Self {
        self.at = self.at.form_above(words);
        self
    }

    /// Names a page that is drawn here, so that its samples are drawn by the tests.
    #[cfg(test)]
    #[must_use]
    pub fn draws<P: Page>(mut self) -> Self {
        self.samples.push(samples_of::<P>());
        self
    }

    /// Names a page that is drawn here, so that its samples are drawn by the tests.
    #[cfg(not(test))]
    #[must_use]
    pub fn draws<P>(self) -> Self {
        self
    }

    pub fn register(self, config: &mut web::ServiceConfig) {
        config.service(self.at);
    }
}
