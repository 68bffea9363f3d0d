//! Who asks: the session of a cookie, or the token of a program.

use std::pin::Pin;

use actix_web::dev::Payload;
use actix_web::http::header::{AUTHORIZATION, COOKIE, HeaderName, SET_COOKIE};
use actix_web::{FromRequest, HttpMessage, HttpRequest, web};

use crate::actions::{session, token};
use crate::domain::access::Actor;
use crate::domain::ids::UserId;
use crate::http::errors::HttpError;
use crate::http::limits::Limits;
use crate::http::state::AppState;

/// Where programs ask.
const PROGRAMS: &str = "/api/";

/// Who asks, and asks no more than one account may. When nobody is signed in, pages lead to sign-in and the API answers 401.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CurrentUser(pub Actor);

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OptionalUser(pub Option<Actor>);

/// Who asks, and what they sent, which is read only when somebody is signed in.
pub struct SignedIn<T>(pub Actor, pub T);

/// The same for calls that are logged by a program. They are not counted: one program may log those of a whole city, and they
/// wait in a queue that has a limit of its own.
pub struct Logging<T>(pub Actor, pub T);

/// The account a request was sent by, for the log: an id, which names nobody.
#[derive(Clone, Copy)]
pub struct Account(pub UserId);

/// The secret in the session cookie.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionSecret(pub Option<String>);

impl FromRequest for CurrentUser {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let asking = counted(request);
        Box::pin(async move { asking.await.map(Self) })
    }
}

impl FromRequest for OptionalUser {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let asking = who(request);
        Box::pin(async move { asking.await.map(Self) })
    }
}

impl<T: FromRequest<Error = HttpError>> FromRequest for SignedIn<T> {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let actor = counted(&request).await?;
            Ok(Self(actor, T::from_request(&request, &mut payload).await?))
        })
    }
}

impl<T: FromRequest<Error = HttpError>> FromRequest for Logging<T> {
    type Error = HttpError;
    type Future = Pin<Box<dyn Future<Output = Result<Self, HttpError>>>>;

    fn from_request(request: &HttpRequest, payload: &mut Payload) -> Self::Future {
        let (request, mut payload) = (request.clone(), payload.take());
        Box::pin(async move {
            let actor = who(&request).await?.ok_or(HttpError::SignIn)?;
            Ok(Self(actor, T::from_request(&request, &mut payload).await?))
        })
    }
}

impl FromRequest for SessionSecret {
    type Error = HttpError;
    type Future = std::future::Ready<Result<Self, HttpError>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        let secret = request
            .app_data::<web::Data<AppState>>()
            .and_then(|state| cookie_value(request, state));
        std::future::ready(Ok(Self(secret)))
    }
}

/// The actor of a request, which is one of those their account may send.
fn counted(request: &HttpRequest) -> impl Future<Output = Result<Actor, HttpError>> + use<> {
    let limits = request.app_data::<web::Data<Limits>>().cloned();
    let asking = who(request);
    async move {
        let actor = asking.await?.ok_or(HttpError::SignIn)?;
        let limits = limits.ok_or_else(|| HttpError::Internal("the server has no limits".to_owned()))?;
        limits.count_request(actor.user)?;
        Ok(actor)
    }
}

/// The actor of a request. Under [`PROGRAMS`] a token counts before a cookie, and one that is unknown is an error, never
/// "nobody"; pages know cookies only, so that no token can become a session.
fn who(request: &HttpRequest) -> impl Future<Output = Result<Option<Actor>, HttpError>> + use<> {
    let state = request.app_data::<web::Data<AppState>>().cloned();
    let token = Some(request)
        .filter(|request| request.path().starts_with(PROGRAMS))
        .and_then(|request| request.headers().get(AUTHORIZATION))
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.split_once(' '))
        .filter(|(scheme, _)| scheme.eq_ignore_ascii_case("bearer"))
        .map(|(_, token)| token.trim().to_owned());
    let secret = state.as_ref().and_then(|state| cookie_value(request, state));
    let request = request.clone();
    async move {
        let state = state.ok_or_else(|| HttpError::Internal("the server has no state".to_owned()))?;
        let actor = match (token, secret) {
            (Some(token), _) => {
                let actor = token::actor_of(&state.cx, &token).await?;
                Some(actor.ok_or(HttpError::BadToken)?)
            }
            (None, Some(secret)) => session::of_session(&state.cx, &secret).await?,
            (None, None) => None,
        };
        if let Some(actor) = &actor {
            request.extensions_mut().insert(Account(actor.user));
        }
        Ok(actor)
    }
}

fn cookie_value(request: &HttpRequest, state: &AppState) -> Option<String> {
    let lines = request
        .headers()
        .get_all(COOKIE)
        .filter_map(|value| value.to_str().ok());
    let mut pairs = lines
        .flat_map(|line| line.split(';'))
        .filter_map(|pair| pair.trim().split_once('='));
    pairs
        .find(|(name, value)| *name == cookie_name(state) && !value.is_empty())
        .map(|(_, value)| value.to_owned())
}

/// With the prefix, no other host of the domain can set the cookie (RFC 6265bis, §4.1.3.2); it needs https.
fn cookie_name(state: &AppState) -> &'static str {
    if state.is_https() {
        "__Host-dutyline"
    } else {
        "dutyline"
    }
}

/// The header that keeps somebody signed in until the session ends.
pub fn session_cookie(state: &AppState, session: &session::NewSession) -> (HeaderName, String) {
    let seconds = (session.expires_at - state.cx.now()).num_seconds().max(0);
    set_cookie(state, &session.secret, seconds)
}

/// The header that takes the session from the browser.
pub fn ended_cookie(state: &AppState) -> (HeaderName, String) {
    set_cookie(state, "", 0)
}

/// The value is base64url, which needs no escaping in a cookie.
fn set_cookie(state: &AppState, value: &str, seconds: i64) -> (HeaderName, String) {
    let secure = if state.is_https() { "; Secure" } else { "" };
    let name = cookie_name(state);
    (
        SET_COOKIE,
        format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}"),
    )
}
