//! Addresses and what can be done there.
//!
//! Every address of the server is made by [`at`], so that each answers HEAD where it answers GET, names its methods to
//! whoever tries another, and answers in time.

use std::time::Duration;

use actix_web::body::BoxBody;
use actix_web::dev::{AppService, HttpServiceFactory, ServiceRequest, ServiceResponse};
use actix_web::http::Method;
use actix_web::middleware::{Next, from_fn};
use actix_web::{Error, FromRequest, Handler, HttpMessage, HttpResponse, Resource, Responder, Route, guard, web};

use crate::http::address::ClientNetwork;
use crate::http::errors::HttpError;
use crate::http::limits::{ANSWER_TIME, BODY_TIME, Limit, Limits};
use crate::http::observe;

/// One address and its methods.
pub struct At {
    route: observe::Route,
    resource: Resource,
    methods: Vec<&'static str>,
    limit: Option<Limit>,
    /// So many words above the address stands the form that is sent there.
    form_above: Option<usize>,
    /// How long an answer may take once the request is there.
    answer_time: Duration,
}

/// The path of the page on which the form of an address stands, where it is another; for a request on its way.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FormPage(pub String);

/// An address, as a pattern: `/{locale}/sign-in`.
pub fn at(pattern: impl AsRef<str>) -> At {
    At {
        route: observe::Route::new(pattern.as_ref()),
        resource: web::resource(pattern.as_ref()),
        methods: Vec::new(),
        limit: None,
        form_above: None,
        answer_time: ANSWER_TIME,
    }
}

impl At {
    /// For GET, and for HEAD, whose answer has no body.
    #[must_use]
    pub fn get<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.on("get", web::to(handler))
    }

    #[must_use]
    pub fn post<F, Args>(self, handler: F) -> Self
    where
        F: Handler<Args>,
        Args: FromRequest + 'static,
        F::Output: Responder + 'static,
    {
        self.on("post", web::to(handler))
    }

    /// For a table of routes; `method` is `get`, `post` or `delete`.
    #[must_use]
    pub fn on(mut self, method: &str, route: Route) -> Self {
        let route = match method {
            "get" => route.guard(guard::Any(guard::Get()).or(guard::Head())),
            "put" => route.guard(guard::Put()),
            "delete" => route.guard(guard::Delete()),
            _ => route.guard(guard::Post()),
        };
        self.methods.extend(match method {
            "get" => &["GET", "HEAD"][..],
            "put" => &["PUT"],
            "delete" => &["DELETE"],
            _ => &["POST"],
        });
        self.resource = self.resource.route(route);
        self
    }

    /// Tried only so often from one network.
    #[must_use]
    pub fn limited(mut self, limit: Limit) -> Self {
        self.limit = Some(limit);
        self
    }

    /// For an address that only takes a form, which stands so many words above it. Unless this is said, one.
    #[must_use]
    pub fn form_above(mut self, words: usize) -> Self {
        self.form_above = Some(words);
        self
    }
}

impl HttpServiceFactory for At {
    fn register(self, config: &mut AppService) {
        let allow = self.methods.join(", ");
        let others = move || {
            let error = HttpError::Method(allow.clone());
            async { Err::<HttpResponse, _>(error) }
        };
        let (limit, time) = (self.limit, self.answer_time);
        let only_takes = !self.methods.contains(&"GET");
        let above = self.form_above.unwrap_or(1);
        let resource =
            self.resource
                .default_service(web::to(others))
                .wrap(from_fn(move |request: ServiceRequest, next| {
                    request.extensions_mut().insert(self.route.clone());
                    if only_takes {
                        let page = FormPage(above_path(request.path(), above));
                        request.extensions_mut().insert(page);
                    }
                    within_limits(limit, time, request, next)
                }));
        resource.register(config);
    }
}

/// A path without its last words.
fn above_path(path: &str, words: usize) -> String {
    let mut above = path;
    for _ in 0..words {
        above = above.rsplit_once('/').map_or(above, |(above, _)| above);
    }
    above.to_owned()
}

/// Refuses what is tried too often, and times out slow handlers with 503. A request with a body gets the time to send it
/// on top.
async fn within_limits(
    limit: Option<Limit>,
    time: Duration,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    if let Some(limit) = limit
        && let Err(error) = may_try(limit, &request)
    {
        return Ok(request.error_response(error));
    }
    let time = match *request.method() {
        Method::GET | Method::HEAD => time,
        _ => time + BODY_TIME,
    };
    within(time, request, next).await
}

fn may_try(limit: Limit, request: &ServiceRequest) -> Result<(), HttpError> {
    let Some(limits) = request.app_data::<web::Data<Limits>>() else {
        return Err(HttpError::Internal("the server has no limits".to_owned()));
    };
    limits.check(limit, request.method(), ClientNetwork::of_request(request.request()))
}

async fn within(
    time: Duration,
    request: ServiceRequest,
    next: Next<BoxBody>,
) -> Result<ServiceResponse<BoxBody>, Error> {
    let asked = request.request().clone();
    match tokio::time::timeout(time, next.call(request)).await {
        Ok(answer) => answer,
        Err(_) => Ok(ServiceResponse::from_err(HttpError::TooLong, asked)),
    }
}

#[cfg(test)]
mod tests {
    use std::time::Instant;

    use actix_web::App;
    use actix_web::http::StatusCode;
    use actix_web::http::header::{ALLOW, RETRY_AFTER};
    use actix_web::test::{TestRequest, call_service, init_service};

    use super::*;
    use crate::http::error_layer::rendered;

    async fn render(request: ServiceRequest, next: Next<BoxBody>) -> Result<ServiceResponse, Error> {
        next.call(request).await.map(rendered)
    }

    #[actix_web::test]
    async fn head_asks_what_get_asks_and_other_methods_are_named() {
        let app = App::new()
            .wrap(from_fn(render))
            .service(at("/a").get(async || "read"))
            .service(at("/b").get(async || "read").post(async || "done"));
        let app = init_service(app).await;
        for (method, path, status, allow) in [
            (Method::GET, "/a", 200, ""),
            (Method::HEAD, "/a", 200, ""),
            (Method::POST, "/a", 405, "GET, HEAD"),
            (Method::POST, "/b", 200, ""),
            (Method::PUT, "/b", 405, "GET, HEAD, POST"),
            (Method::GET, "/c", 404, ""),
        ] {
            let request = TestRequest::with_uri(path).method(method.clone()).to_request();
            let answer = call_service(&app, request).await;
            assert_eq!(answer.status().as_u16(), status, "{method} {path}");
            let named = answer.headers().get(ALLOW).map_or("", |value| value.to_str().unwrap());
            assert_eq!(named, allow, "{method} {path}");
            assert!(!answer.headers().contains_key(RETRY_AFTER), "{method} {path}");
        }
    }

    #[actix_web::test]
    async fn who_waits_too_long_is_told_when_to_try_again() {
        let slow = at("/late").get(async || {
            tokio::time::sleep(Duration::from_secs(60)).await;
            "too late"
        });
        let late = At {
            answer_time: Duration::from_millis(20),
            ..slow
        };
        let app = init_service(App::new().wrap(from_fn(render)).service(late)).await;
        let asked = Instant::now();
        let answer = call_service(&app, TestRequest::with_uri("/late").to_request()).await;
        assert_eq!(answer.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(asked.elapsed() < BODY_TIME, "who sends no body has no time for it");
        assert!(answer.headers().contains_key(RETRY_AFTER));
    }
}
