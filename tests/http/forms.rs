use std::collections::BTreeMap;
use std::thread::{self, ThreadId};

use actix_web::FromRequest;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::test::TestRequest;
use dutyline::http::errors::HttpError;
use dutyline::http::forms::{Form, read_fields};
use dutyline::http::limits::MAX_FIELDS;
use serde::{Deserialize, Deserializer};

use crate::support::app::{App, Page};

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Typed {
    name: String,
    topics: Vec<String>,
}

async fn read(kind: &'static str, body: &'static str) -> Result<Typed, HttpError> {
    let request = TestRequest::default()
        .insert_header((CONTENT_TYPE, kind))
        .set_payload(body);
    let (request, mut payload) = request.to_http_parts();
    let Form(typed): Form<Typed, 40> = Form::from_request(&request, &mut payload).await?;
    Ok(typed)
}

#[actix_web::test]
async fn fields_may_be_repeated_or_missing() {
    let form = "application/x-www-form-urlencoded";
    let typed = read(form, "topics=a&name=%C4%84+b&topics=c").await.unwrap();
    let expected = Typed {
        name: "Ą b".to_owned(),
        topics: vec!["a".to_owned(), "c".to_owned()],
    };
    assert_eq!(typed, expected);
    let upper_case = "Application/X-WWW-Form-Urlencoded; charset=UTF-8";
    assert_eq!(read(upper_case, "").await.unwrap(), Typed::default());
    let longest = "name=12345678901234567890123456789012345";
    assert_eq!(longest.len(), 40);
    assert!(read(form, longest).await.is_ok());
    let longer = "name=123456789012345678901234567890123456";
    assert!(matches!(read(form, longer).await, Err(HttpError::TooLarge)));
    assert!(matches!(read("", "name=a").await, Err(HttpError::MediaType)));
    assert!(matches!(read("text/plain", "name=a").await, Err(HttpError::MediaType)));
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Nested {
    hours: [String; 2],
    row: Vec<Row>,
    title: BTreeMap<String, String>,
}

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Row {
    date: String,
    take: bool,
    title: BTreeMap<String, String>,
}

#[test]
fn a_dash_leads_to_what_lies_within() {
    let titled = |title: &str| BTreeMap::from([("pl".to_owned(), title.to_owned())]);
    let sent =
        "hours-1=%C5%9B&hours-0=&title-pl=a-b&row-1-date=&row-1-title-pl=T&row-0-date=x%3Dy&row-0-take=true&z-0-y=1";
    let first = Row {
        date: "x=y".to_owned(),
        take: true,
        ..Row::default()
    };
    let second = Row {
        title: titled("T"),
        ..Row::default()
    };
    let expected = Nested {
        hours: [String::new(), "ś".to_owned()],
        row: vec![first, second],
        title: titled("a-b"),
    };
    assert_eq!(read_fields::<Nested>(sent, MAX_FIELDS).unwrap(), expected);
    assert_eq!(read_fields::<Nested>("", MAX_FIELDS).unwrap(), Nested::default());
}

#[test]
fn what_no_page_sends_is_refused() {
    for sent in [
        "row-1-date=x",
        "row=x",
        "row-x-date=1",
        "row-0-date-x=1",
        "title-pl=%ff",
        "a[",
        "row-0-date=x&row-0-date=y",
        "&&",
        "hours-2=x",
    ] {
        let read = read_fields::<Nested>(sent, MAX_FIELDS);
        assert!(matches!(read, Err(HttpError::Malformed)), "{sent}: {read:?}");
    }
    assert!(read_fields::<Nested>(&vec!["a"; MAX_FIELDS].join("&"), MAX_FIELDS).is_ok());
    let more = vec!["a"; MAX_FIELDS + 1].join("&");
    assert!(matches!(
        read_fields::<Nested>(&more, MAX_FIELDS),
        Err(HttpError::TooLarge)
    ));
}

/// The thread that reads it.
struct Place(ThreadId);

impl<'de> Deserialize<'de> for Place {
    fn deserialize<D: Deserializer<'de>>(_: D) -> Result<Self, D::Error> {
        Ok(Self(thread::current().id()))
    }
}

#[actix_web::test]
async fn long_forms_are_read_beside_the_threads_that_answer_and_have_no_more_fields_than_their_page() {
    let send = |body: String| {
        let request = TestRequest::default()
            .insert_header((CONTENT_TYPE, "application/x-www-form-urlencoded"))
            .set_payload(body);
        let (request, mut payload) = request.to_http_parts();
        Form::<Place, 100_000, 2>::from_request(&request, &mut payload)
    };
    let here = thread::current().id();
    let Form(Place(short)) = send("name=a&name=b".to_owned()).await.unwrap();
    let Form(Place(long)) = send(format!("name={}", "a".repeat(70_000))).await.unwrap();
    assert!(short == here && long != here);
    assert!(matches!(
        send("name=a&name=b&c".to_owned()).await,
        Err(HttpError::TooLarge)
    ));
}

#[tokio::test]
async fn a_form_that_cannot_be_read_is_refused_in_the_readers_language() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let post = |kind: &'static str, body: Vec<u8>| {
        let request = coordinator
            .request("post", "/uk/manage/c/otwarty-krakow/days")
            .header("content-type", kind)
            .body(body);
        async { Page::of(request).await }
    };
    let form = "application/x-www-form-urlencoded";
    post("text/plain", b"what=x".to_vec())
        .await
        .shows(415, &["<html lang=\"uk\""]);
    post(form, vec![b'a'; (1 << 20) + 1])
        .await
        .shows(413, &["<html lang=\"uk\""]);
    post(form, b"what=%ff%fe&what=x".to_vec())
        .await
        .shows(400, &["<html lang=\"uk\""]);
}
