use dutyline::actions::ActionError;
use dutyline::domain::fault::Fault;
use dutyline::domain::ids::SlotId;
use dutyline::http::errors::HttpError;
use dutyline::store::StoreError;

#[test]
fn every_failure_of_an_action_has_its_code_and_status() {
    let slot = SlotId(uuid::Uuid::from_u128(1));
    for (error, code, status) in [
        (ActionError::NotFound("consultation"), "not-found", 404),
        (ActionError::field("date", Fault::Date), "invalid", 422),
        (ActionError::Conflict("call-differs"), "conflict", 409),
        (ActionError::Blocked(Vec::new()), "blocked", 422),
        (ActionError::Stale, "stale", 409),
        (ActionError::Taken(vec![slot]), "taken", 409),
        (StoreError::Duplicate("consultations.slug").into(), "duplicate", 409),
        (StoreError::Full.into(), "full", 507),
        (StoreError::Busy("lock timeout".to_owned()).into(), "unavailable", 503),
        (StoreError::Unwritten("disk".to_owned()).into(), "unavailable", 503),
        (StoreError::Pool("none".to_owned()).into(), "unavailable", 503),
        (StoreError::Silent.into(), "too-long", 503),
        (StoreError::Closed.into(), "unavailable", 503),
        (StoreError::Panicked.into(), "internal", 500),
        (StoreError::Corrupt("a row".to_owned()).into(), "internal", 500),
    ] {
        let error = HttpError::from(error);
        assert_eq!((error.code(), error.status().as_u16()), (code, status), "{error}");
    }
    assert_eq!(
        HttpError::from(ActionError::Conflict("call-differs")).exact_code(),
        "call-differs"
    );
}

#[test]
fn what_is_wrong_with_the_request_itself_has_its_code_and_status() {
    for (error, code, exact, status) in [
        (HttpError::Malformed, "malformed", "malformed", 400),
        (HttpError::NotJson { line: 1, column: 1 }, "malformed", "not-json", 400),
        (HttpError::NotAnObject, "malformed", "not-an-object", 400),
        (HttpError::SignIn, "unauthenticated", "unauthenticated", 401),
        (HttpError::BadToken, "bad-token", "bad-token", 401),
        (HttpError::CrossSite, "cross-site", "cross-site", 403),
        (HttpError::NotFound("page"), "not-found", "not-found", 404),
        (HttpError::Method("GET".to_owned()), "method", "method", 405),
        (HttpError::TooSlow, "too-slow", "too-slow", 408),
        (HttpError::TooLarge, "too-large", "too-large", 413),
        (HttpError::MediaType, "media-type", "media-type", 415),
        (HttpError::TooMany { seconds: 1 }, "too-many", "too-many", 429),
        (HttpError::TooLong, "too-long", "too-long", 503),
        (HttpError::Internal(String::new()), "internal", "internal", 500),
    ] {
        assert_eq!((error.code(), error.exact_code()), (code, exact));
        assert_eq!(error.status().as_u16(), status, "{code}");
    }
}
