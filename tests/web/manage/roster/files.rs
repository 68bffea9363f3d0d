//! Files of a roster as a browser keeps them.

use std::io::Cursor;

use calamine::{Reader, Xlsx};

use crate::support::app::App;
use crate::web::manage::ROSTER;

#[tokio::test]
async fn a_roster_is_kept_as_a_file_under_a_name_and_in_no_cache() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let table = coordinator.get(&format!("{ROSTER}/table")).await;
    let links: Vec<String> = table.attributes("a[download]", "href");
    assert_eq!(
        links.len(),
        8,
        "three of the draft, two published, three documents: {links:?}"
    );
    for link in links {
        let file = coordinator.get(&link).await;
        file.shows(200, &[]);
        let ending = link.rsplit('.').next().unwrap();
        let name = file.header("content-disposition");
        assert!(name.starts_with("attachment; filename=\"otwarty-krakow-"), "{name}");
        assert!(name.contains(&format!(".{ending}\"; filename*=UTF-8''")), "{name}");
        assert_eq!(file.header("cache-control"), "no-store");
        let media_type = match ending {
            "csv" => "text/csv",
            "json" => "application/json",
            _ => "application/vnd.openxmlformats-officedocument.",
        };
        assert!(file.header("content-type").starts_with(media_type), "{link}");
    }
    let name = coordinator.get(&format!("{ROSTER}/published.csv")).await;
    assert!(
        name.header("content-disposition")
            .contains("filename=\"otwarty-krakow-revision-1.csv\"")
    );
    assert!(name.body.starts_with("\u{feff}Dzień;Od;Do;Numery;"), "{}", name.body);
    let english = coordinator.get("/en/manage/c/otwarty-krakow/draft.csv").await;
    english.shows(200, &["\u{feff}Day;From;To;", "Stanowisko 5769"]);
    let json = coordinator.get(&format!("{ROSTER}/draft.json")).await.json();
    assert_eq!(json["slots"][0]["staff"]["name"], "Stanowisko 5769");
}

#[tokio::test]
async fn a_workbook_arrives_whole() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let answer = coordinator
        .request("get", &format!("{ROSTER}/draft.xlsx"))
        .send()
        .await
        .unwrap();
    let bytes = answer.bytes().await.unwrap();
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(&bytes[..])).unwrap();
    let name = book.sheet_names()[0].clone();
    assert_eq!(book.worksheet_range(&name).unwrap().height(), 17);
}

#[tokio::test]
async fn what_is_not_published_is_not_offered() {
    let app = App::demo().await;
    app.world.draft("szkic", "2024-06-24").await;
    let coordinator = app.coordinator().await;
    let table = coordinator.get("/pl/manage/c/szkic/table").await;
    let links = table.attributes("a[download]", "href");
    assert!(links.iter().all(|link| !link.contains("published")), "{links:?}");
    coordinator
        .get("/pl/manage/c/szkic/published.csv")
        .await
        .shows(404, &[]);
}
