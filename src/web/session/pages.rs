//! The pages of signing in.

use askama::Template;

use crate::web::page::form::FormErrors;
use crate::web::page::layout::Layout;

/// E-mail, and a password for those who have one.
#[derive(Debug, Clone, Template)]
#[template(path = "session/sign_in.html")]
pub struct SignInPage {
    page: Layout,
    email: String,
    next: Option<String>,
    errors: FormErrors,
}

impl SignInPage {
    /// An empty form; `next` is where to go after signing in.
    pub fn new(page: Layout, next: Option<String>) -> Self {
        Self {
            page,
            email: String::new(),
            next,
            errors: FormErrors::none(),
        }
    }

    /// The form again, with what was typed and what is wrong with it. A password is never sent back.
    #[must_use]
    pub fn again(mut self, email: String, errors: FormErrors) -> Self {
        self.email = email;
        self.errors = errors;
        self
    }
}

/// "Check your mail": the same for an address that has an account and for one that has none.
#[derive(Debug, Clone, Template)]
#[template(path = "session/link_sent.html")]
pub struct LinkSentPage {
    page: Layout,
    minutes: i64,
}

impl LinkSentPage {
    /// `minutes` is how long the link is valid.
    pub fn new(page: Layout, minutes: i64) -> Self {
        Self { page, minutes }
    }
}

/// The page a one-time link opens. It asks before it signs anybody in, since mail scanners open links too.
#[derive(Debug, Clone, Template)]
#[template(path = "session/link.html")]
pub struct LinkPage {
    page: Layout,
    token: String,
    usable: bool,
}

impl LinkPage {
    /// Asks whether to sign in with the token.
    pub fn asks(page: Layout, token: String) -> Self {
        Self {
            page,
            token,
            usable: true,
        }
    }

    /// Says that the link was used or has run out. Its language switcher leads to the sign-in page.
    pub fn over(page: Layout) -> Self {
        Self {
            page,
            token: String::new(),
            usable: false,
        }
    }
}

/// Setting a password.
#[derive(Debug, Clone, Template)]
#[template(path = "session/password.html")]
pub struct PasswordPage {
    page: Layout,
    shortest: usize,
    saved: bool,
    errors: FormErrors,
}

impl PasswordPage {
    /// The form; `shortest` is the least number of characters.
    pub fn new(page: Layout, shortest: usize, errors: FormErrors) -> Self {
        Self {
            page,
            shortest,
            saved: false,
            errors,
        }
    }

    /// After the password was saved.
    pub fn saved(page: Layout) -> Self {
        Self {
            page,
            shortest: 0,
            saved: true,
            errors: FormErrors::none(),
        }
    }
}
