use std::sync::mpsc::channel;
use std::time::Duration;

use dutyline::http::aside::aside;
use dutyline::http::errors::HttpError;

#[actix_web::test]
async fn others_are_answered_meanwhile() {
    let (others, waiting) = channel();
    // It ends only when the thread that waits for it does something else.
    let work = aside(move || waiting.recv_timeout(Duration::from_secs(20)).is_ok());
    let (ended, ()) = tokio::join!(work, async move { others.send(()).unwrap() });
    assert!(ended.unwrap());
}

#[actix_web::test]
async fn work_that_breaks_off_is_an_error_of_its_own_request() {
    let broken = aside(|| panic!("as a library may")).await;
    let broken: Result<(), HttpError> = broken.map(|never: std::convert::Infallible| match never {});
    assert!(matches!(broken, Err(HttpError::Internal(_))), "{broken:?}");
}
