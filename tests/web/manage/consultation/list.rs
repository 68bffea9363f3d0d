use dutyline::domain::access::Role;

use crate::support::app::App;

#[tokio::test]
async fn a_consultation_may_be_called_like_a_page() {
    let app = App::empty().await;
    let coordinator = app.member(Role::Coordinator).await;
    for (number, slug) in ["import", "staff", "outbox"].into_iter().enumerate() {
        let text = format!(
            "Konsultacje od 13 czerwca do 5 lipca 2024 r.\nDyżury telefoniczne:\n13 czerwca (czwartek) w godz. 15.00-18.00 tel. 12 616 57{}",
            10 + number
        );
        let preview = coordinator.post("/pl/manage/import", &[("text", &text)]).await;
        let named = [("title", "Ulice"), ("slug", slug)];
        let drafted = coordinator.send(&preview.form("/import/draft").with(&named)).await;
        let at = format!("/pl/manage/c/{slug}");
        assert_eq!(drafted.location(), format!("{at}?done=imported"), "{}", drafted.body);
        assert_eq!(coordinator.get(&at).await.text("h1"), "Grafik dyżurów");
    }
}
