//! A consultation from nothing to a roster that is shared out.

use crate::support::app::App;

#[tokio::test]
async fn a_consultation_is_made_filled_and_shared_out() {
    let app = App::demo().await;
    let coordinator = app.coordinator().await;
    let page = coordinator.get("/pl/manage/new-consultation").await;
    page.shows(200, &["Nowe konsultacje"]).lacks("⟦");
    let form = page.form_of("/manage/new-consultation");
    let empty = coordinator.send(&form).await;
    empty.shows(
        422,
        &["id=\"title-error\"", "id=\"first_day-error\"", "id=\"hours-error\""],
    );
    let typed = form.with(&[
        ("title", "Zieleń w mieście"),
        ("first_day", "2024-08-14"),
        ("last_day", "2024-08-19"),
        ("hours", "10.00–12.00, 15–18"),
    ]);
    let added = coordinator.send(&typed).await;
    let roster = "/pl/manage/c/zielen-w-miescie";
    assert_eq!(
        added.location(),
        format!("{roster}?done=consultation-added"),
        "{}",
        added.body
    );
    let taken = typed.with(&[("title", "Inna"), ("slug", "zielen-w-miescie")]);
    let taken = coordinator.send(&taken).await;
    taken.shows(422, &["id=\"slug-error\"", "value=\"Inna\""]);

    // 15 August is a holiday, then comes a weekend.
    let at = format!("{roster}/generate");
    let page = coordinator
        .get(&format!("{at}?phones=12+616+1001%0A12+616+1002&longest=120"))
        .await;
    page.shows(200, &["Powstanie 9 dyżurów", "12 616 1002"]).lacks("⟦");
    assert!(
        page.texts("tbody th")
            .iter()
            .all(|duty| !duty.contains("15\u{a0}sierpnia"))
    );
    coordinator
        .get(&format!("{at}?phones=dwa"))
        .await
        .shows(200, &["id=\"phones-error\""]);
    // Those of the demo are of another year's weekdays; they come without their people.
    let like = coordinator.get(&format!("{at}?like=otwarty-krakow")).await;
    like.shows(200, &["Powstaną 3 dyżury", "Otwarty Kraków 2024–2028"])
        .lacks("⟦");
    let hidden = coordinator.get(&format!("{at}?like=nie-ma")).await;
    assert_eq!(hidden.status, 404);
    let garbled = coordinator.get(&format!("{at}?like=Nie+ma")).await;
    garbled.shows(200, &["id=\"like-error\""]);
    let copied = coordinator.send(&like.form_of("/generate")).await;
    assert_eq!(copied.location(), format!("{roster}?done=slots-generated"));
    let there = coordinator.get(roster).await;
    assert_eq!(there.attributes("select.pick", "name").len(), 3, "{}", there.body);
    let people = there.attributes("select.pick option[selected]:not([value=''])", "value");
    assert!(people.is_empty(), "{people:?}");
    let history = coordinator.get(&format!("{roster}/history")).await;
    coordinator.send(&history.form_of("/history")).await;
    let page = coordinator
        .get(&format!("{at}?phones=12+616+1001%0A12+616+1002&longest=120"))
        .await;
    let form = page.form_of("/generate");
    let added = coordinator.send(&form).await;
    assert_eq!(
        added.location(),
        format!("{roster}?done=slots-generated"),
        "{}",
        added.body
    );
    let again = coordinator.send(&form).await;
    again.shows(409, &["W międzyczasie ktoś zmienił szkic."]);
    coordinator
        .get(&at)
        .await
        .shows(200, &["Niczego nie brakuje", "12 616 1001"]);

    let share = format!("{roster}/share");
    let rules = coordinator.get(&share).await.form_of("/share/rules");
    let wrong = rules.with(&[("max_per_day", "0"), ("min_rest", "x")]);
    coordinator.send(&wrong).await.shows(422, &["id=\"min_rest-error\""]);
    let wrong = rules.with(&[("max_per_day", "0"), ("min_rest", "999999")]);
    let refused = coordinator.send(&wrong).await;
    refused.shows(422, &["id=\"max_per_day-error\"", "id=\"min_rest-error\""]);
    let set = coordinator
        .send(&rules.with(&[("max_per_day", "3"), ("min_rest", "30")]))
        .await;
    // Nobody can have two duties one right after the other then.
    assert_eq!(set.location(), format!("{share}?done=rules-set"), "{}", set.body);
    let page = coordinator.get(set.location()).await;
    page.shows(200, &["value=\"30\"", "Zasady zapisano.", "najrówniejszy"]);
    // Two of the duties alone.
    let all = page.form_of("/zielen-w-miescie/staff");
    let ids = all.fields.iter().filter_map(|(name, _)| name.strip_prefix("staff-"));
    let two: Vec<String> = ids.take(2).map(|id| format!("slots={id}")).collect();
    let some = coordinator.get(&format!("{share}?only=these&{}", two.join("&"))).await;
    some.shows(200, &["zaznaczone w grafiku"]).lacks("⟦");
    assert_eq!(
        some.form_of("/zielen-w-miescie/staff").fields.len(),
        3,
        "the version and two duties"
    );
    let taken = coordinator.send(&all).await;
    assert_eq!(taken.status, 303, "{}", taken.body);
    coordinator
        .get(roster)
        .await
        .shows(200, &["dyżur w 3 z 3 dni, obsadzony w 3"]);
}
