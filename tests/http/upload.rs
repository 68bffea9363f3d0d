use actix_web::FromRequest;
use actix_web::http::header::CONTENT_TYPE;
use actix_web::test::TestRequest;
use dutyline::http::errors::HttpError;
use dutyline::http::limits::MAX_UPLOAD;
use dutyline::http::upload::Upload;
use serde::Deserialize;

#[derive(Debug, Default, PartialEq, Deserialize)]
#[serde(default)]
struct Typed {
    text: String,
    rows: Vec<String>,
}

/// A part of a form: the name, the file's name if it is one, the contents.
type Part<'a> = (&'a str, Option<&'a str>, &'a [u8]);

async fn read(parts: &[Part<'_>]) -> Result<Upload<Typed>, HttpError> {
    let mut body = Vec::new();
    for (name, file, contents) in parts {
        let file = file.map_or(String::new(), |file| format!("; filename=\"{file}\""));
        body.extend(format!("--b\r\nContent-Disposition: form-data; name=\"{name}\"{file}\r\n\r\n").bytes());
        body.extend_from_slice(contents);
        body.extend(b"\r\n");
    }
    body.extend(b"--b--\r\n");
    let request = TestRequest::default()
        .insert_header((CONTENT_TYPE, "multipart/form-data; boundary=b"))
        .set_payload(body);
    let (request, mut payload) = request.to_http_parts();
    Upload::from_request(&request, &mut payload).await
}

#[actix_web::test]
async fn the_first_file_with_contents_counts_and_fields_may_be_repeated() {
    let upload = read(&[
        ("rows", None, b"a"),
        ("file", Some("empty.txt"), b""),
        ("text", None, "zażółć".as_bytes()),
        ("file", Some("one.txt"), b"one"),
        ("file", Some("two.txt"), b"two"),
        ("rows", None, b"b"),
    ])
    .await
    .unwrap();
    let expected = Typed {
        text: "zażółć".to_owned(),
        rows: vec!["a".to_owned(), "b".to_owned()],
    };
    assert_eq!(upload.fields, expected);
    let file = upload.file.unwrap();
    assert_eq!(
        (file.name.as_deref(), file.bytes.as_ref()),
        (Some("one.txt"), b"one".as_slice())
    );
}

#[actix_web::test]
async fn too_many_fields_and_too_large_files_are_refused() {
    let field: Part<'_> = ("rows", None, b"x");
    assert_eq!(read(&vec![field; 5_000]).await.unwrap().fields.rows.len(), 5_000);
    assert!(matches!(read(&vec![field; 5_001]).await, Err(HttpError::TooLarge)));
    let large = vec![b'x'; MAX_UPLOAD + 1];
    let file = read(&[("file", Some("large.txt"), &large)]).await;
    assert!(matches!(file, Err(HttpError::TooLarge)), "{file:?}");
    assert!(read(&[("file", Some("large.txt"), &large[1..])]).await.is_ok());
    let half = &large[..=MAX_UPLOAD / 2];
    let both = read(&[("text", None, half), ("file", Some("half.txt"), half)]).await;
    assert!(matches!(both, Err(HttpError::TooLarge)), "together they are too large");
}
