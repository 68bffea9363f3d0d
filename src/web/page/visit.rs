//! What a page's handler is given: who asks, in which language, and what the address names.

use std::future::{Future, Ready, ready};
use std::pin::Pin;
use std::str::FromStr;

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest, web};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use uuid::Uuid;

use crate::actions::Context;
use crate::domain::access::Actor;
use crate::domain::language::Locale;
use crate::domain::slug::Slug;
use crate::http::errors::HttpError;
use crate::http::locale::Lang;
use crate::http::session::CurrentUser;
use crate::http::state::AppState;
use crate::i18n::Texts;
use crate::web::page::layout::Layout;

/// A request for a page, by somebody signed in; others are sent to sign in. `P` is what the address names, see [`Named`].
pub struct Visit<P = (), W = Actor> {
    pub state: web::Data<AppState>,
    pub locale: Locale,
    pub named: P,
    pub actor: W,
    path: String,
    done: Option<String>,
}

/// A request for a page that needs no signing in.
pub type Guest<P = ()> = Visit<P, Anybody>;

/// Who asks for a page that is open to all.
pub struct Anybody;

/// What an address names besides the language: `()`, the [`Slug`] of `{slug}`, the [`Id`] of `{id}`, the [`Token`] of
/// `{token}`, or a pair of them. What cannot be read is not found.
pub trait Named: Sized + 'static {
    fn read(request: &HttpRequest) -> Option<Self>;
}

/// The `{id}` of an address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Id<T>(pub T);

/// The `{token}` of an address: a secret, as its holder sent it.
pub struct Token(pub String);

impl Named for () {
    fn read(_: &HttpRequest) -> Option<Self> {
        Some(())
    }
}

impl Named for Slug {
    fn read(request: &HttpRequest) -> Option<Self> {
        segment(request, "slug")
    }
}

impl<T: FromStr + 'static> Named for Id<T> {
    fn read(request: &HttpRequest) -> Option<Self> {
        segment(request, "id").map(Self)
    }
}

impl Named for Token {
    fn read(request: &HttpRequest) -> Option<Self> {
        segment(request, "token").map(Self)
    }
}

impl<A: Named, B: Named> Named for (A, B) {
    fn read(request: &HttpRequest) -> Option<Self> {
        A::read(request).zip(B::read(request))
    }
}

fn segment<T: FromStr>(request: &HttpRequest, name: &str) -> Option<T> {
    request.match_info().get(name)?.parse().ok()
}

impl<P, W> Visit<P, W> {
    pub fn cx(&self) -> &Context {
        &self.state.cx
    }

    pub fn t(&self) -> Texts {
        Texts::new(self.locale)
    }

    pub fn now(&self) -> DateTime<Utc> {
        self.state.cx.now()
    }

    /// The id of something that is to be made.
    pub fn fresh<T: From<Uuid>>(&self) -> T {
        self.state.cx.random.id(self.now())
    }

    /// The address of a page of this server in the visitor's language; `path` begins with a slash.
    pub fn link(&self, path: &str) -> String {
        format!("/{}{path}", self.locale)
    }
}

impl<P> Visit<P> {
    /// The frame of the page asked for, with what was done before it.
    pub fn layout(&self) -> Layout {
        Layout::signed_in(self.locale, &self.path, &self.actor).done(self.done.as_deref())
    }
}

impl<P> Guest<P> {
    pub fn layout(&self) -> Layout {
        Layout::public(self.locale, &self.path)
    }
}

impl<A, B> Visit<(A, B)> {
    /// The visit to what is named first, and what is named in it.
    pub fn within(self) -> (Visit<A>, B) {
        let (named, within) = self.named;
        let visit = Visit {
            state: self.state,
            locale: self.locale,
            named,
            actor: self.actor,
            path: self.path,
            done: self.done,
        };
        (visit, within)
    }
}

impl<P: Named> FromRequest for Guest<P> {
    type Error = HttpError;
    type Future = Ready<Result<Self, HttpError>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        ready(read(request, payload))
    }
}

impl<P: Named> FromRequest for Visit<P> {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let user = CurrentUser::from_request(request, payload);
        let guest = read::<P>(request, payload);
        Box::pin(async move {
            let CurrentUser(actor) = user.await?;
            let Visit {
                state,
                locale,
                named,
                path,
                done,
                ..
            } = guest?;
            Ok(Self {
                state,
                locale,
                named,
                actor,
                path,
                done,
            })
        })
    }
}

#[derive(Deserialize)]
struct DoneQuery {
    done: Option<String>,
}

fn read<P: Named>(request: &HttpRequest, payload: &mut Payload) -> Result<Guest<P>, HttpError> {
    let Lang(locale) = Lang::from_request(request, payload).into_inner()?;
    let state = request.app_data::<web::Data<AppState>>().cloned();
    let done = web::Query::<DoneQuery>::from_query(request.query_string());
    let path = request.path();
    Ok(Visit {
        state: state.ok_or_else(|| HttpError::Internal("the server has no state".to_owned()))?,
        locale,
        named: P::read(request).ok_or(HttpError::NotFound("page"))?,
        actor: Anybody,
        path: path.get(1 + locale.code().len()..).unwrap_or_default().to_owned(),
        done: done.ok().and_then(|query| query.into_inner().done),
    })
}
