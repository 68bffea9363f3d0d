use crate::support::app::App;

#[tokio::test]
async fn the_table_to_paste_can_be_read_back() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let page = coordinator.get("/en/manage/c/otwarty-krakow/table").await;
    page.shows(200, &["13 czerwca (czwartek)", "Українська", "&#60;table"])
        .lacks("⟦");
    let text = page.written("textarea#text-pl");
    let preview = coordinator.post("/pl/manage/import", &[("text", &text)]).await;
    preview.shows(200, &["16 dyżurów bez wątpliwości"]);
}
