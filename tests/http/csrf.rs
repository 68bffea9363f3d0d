use crate::support::app::{App, Page};

#[tokio::test]
async fn a_form_of_another_site_does_nothing() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let path = "/pl/manage/c/otwarty-krakow/days";
    let fields = [("what", "exempt"), ("date", "2024-06-20"), ("reason", "x")];
    for (name, value) in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let request = coordinator.request("post", path).header(name, value).form(&fields);
        Page::of(request).await.shows(403, &["<html lang=\"pl\""]);
    }
    let sign_in = app
        .browser()
        .request("post", "/pl/sign-in")
        .header("sec-fetch-site", "cross-site");
    assert_eq!(Page::of(sign_in.form(&[("email", "a@example.org")])).await.status, 403);
    let origin = app.url("");
    for (name, value) in [("sec-fetch-site", "same-origin"), ("origin", origin.as_str())] {
        let version = coordinator.get(path).await.value("version");
        let fields = [&fields[..], &[("version", &version)]].concat();
        let own = coordinator.request("post", path).header(name, value).form(&fields);
        assert_eq!(Page::of(own).await.status, 303);
    }
}
