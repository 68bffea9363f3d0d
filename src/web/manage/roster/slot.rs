//! One duty of the draft: add it, change it, cancel it, take it out.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::roster::{self, CheckedDraft};
use crate::actions::{ActionError, consultation};
use crate::domain::ids::SlotId;
use crate::domain::roster::{Slot, SlotMode, SlotState};
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::time::ambiguous_ends;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{Texts, sentences};
use crate::web::manage::fields;
use crate::web::manage::roster::slot_form::SlotForm;
use crate::web::page::answer::{Answer, Page, Refusal, answer, html};
use crate::web::page::form::{Choice, version};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::visit::{Id, Visit};
#[cfg(test)]
use crate::{domain::fault::Fault, domain::language::Locale, web::sample};

pub fn routes() -> Vec<PageRoute> {
    let slot = page("/manage/c/{slug}/slots/{id}").get(show).post(change);
    vec![
        page("/manage/c/{slug}/slots").post(add),
        page("/manage/c/{slug}/slots/new").get(new),
        slot.draws::<SlotPage>(),
        page("/manage/c/{slug}/slots/{id}/cancel").post(cancel),
        page("/manage/c/{slug}/slots/{id}/remove").post(remove),
    ]
}

#[derive(Template)]
#[template(path = "manage/roster/slot.html")]
struct SlotPage {
    page: Layout,
    /// Where the form goes, below the consultation: `slots` for a new duty, `slots/ID` for a stored one.
    address: String,
    stored: bool,
    heading: String,
    form: SlotForm,
    staff: Vec<Choice>,
    languages: Vec<Choice>,
    modes: Vec<Choice>,
    /// The words of the announcement it was read from.
    source: Option<String>,
    cancelled: bool,
    /// What a clock change does to its hours.
    clock: Vec<String>,
}

impl SlotPage {
    fn new(page: Layout, draft: &CheckedDraft, staff: &[StaffMember], slot: Option<&Slot>, form: SlotForm) -> Self {
        let (t, locale, consultation) = (page.t, page.locale(), &draft.consultation);
        let below = slot.map_or("slots/new".to_owned(), |slot| format!("slots/{}", slot.id));
        let page = page.at(format!("/manage/c/{}/{below}", consultation.slug));
        let nobody = Choice::new("", t.say("manage-nobody-yet"), &form.staff);
        let people = staff.iter();
        let people = people.map(|member| Choice::new(member.id.to_string(), &member.name, &form.staff));
        let mode = |mode: &SlotMode| Choice::new(mode.code(), sentences::slot_mode(*mode, locale), &form.mode);
        Self {
            page: page.in_consultation(consultation, ""),
            address: if slot.is_some() { below } else { "slots".to_owned() },
            stored: slot.is_some(),
            heading: slot.map_or_else(|| t.say("manage-slot-new"), |slot| words(slot, t)),
            staff: std::iter::once(nobody).chain(people).collect(),
            languages: fields::language_choices(&form.languages, locale),
            modes: SlotMode::ALL.iter().map(mode).collect(),
            source: slot.and_then(|slot| slot.source.as_ref().map(|source| source.text.clone())),
            cancelled: slot.is_some_and(|slot| slot.state == SlotState::Cancelled),
            clock: fields::clock_notes(t, &form.date, &form.start, &form.end, consultation.zone),
            form,
        }
    }

    /// Room for every number, and for three at least.
    fn phone_rows(&self) -> usize {
        self.form.phones.lines().count().max(3)
    }
}

/// Day and hours.
fn words(slot: &Slot, t: Texts) -> String {
    sentences::duty(slot.date, slot.hours, t.locale())
}

fn find(draft: &CheckedDraft, id: SlotId) -> Option<&Slot> {
    draft.draft.slots.iter().find(|slot| slot.id == id)
}

/// Day and hours a new duty begins with.
#[derive(Default, Deserialize)]
#[serde(default)]
struct NewSlotQuery {
    date: String,
    start: String,
    end: String,
}

async fn new(visit: Visit<Slug>, query: web::Query<NewSlotQuery>) -> Answer {
    let (draft, staff) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let NewSlotQuery { date, start, end } = query.into_inner();
    let form = SlotForm::empty(date, start, end, draft.draft.version);
    html(&SlotPage::new(visit.layout(), &draft, &staff, None, form))
}

async fn show(visit: Visit<(Slug, Id<SlotId>)>) -> Answer {
    let (visit, Id(id)) = visit.within();
    let (draft, staff) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let slot = find(&draft, id).ok_or(HttpError::NotFound("slot"))?;
    let form = SlotForm::of(slot, draft.draft.version);
    html(&SlotPage::new(visit.layout(), &draft, &staff, Some(slot), form))
}

async fn add(visit: Visit<Slug>, Form(form): Form<SlotForm>) -> Answer {
    save(visit, None, form).await
}

async fn change(visit: Visit<(Slug, Id<SlotId>)>, Form(form): Form<SlotForm>) -> Answer {
    let (visit, Id(id)) = visit.within();
    save(visit, Some(id), form).await
}

async fn save(visit: Visit<Slug>, id: Option<SlotId>, form: SlotForm) -> Answer {
    let save = async {
        let (cx, actor, slug) = (visit.cx(), &visit.actor, &visit.named);
        let (input, version) = form.read(id)?;
        let zone = consultation::one(cx, actor, slug.clone()).await?.zone;
        let clock_changes = !ambiguous_ends(input.date, input.hours, zone).is_empty();
        roster::save_slot(cx, actor, slug.clone(), input, version).await?;
        Ok(if clock_changes {
            "slot-saved-clock"
        } else {
            "slot-saved"
        })
    };
    settle(&visit, id, save.await, |stored, refusal| SlotForm {
        version: refusal.version(&form.version, stored.version),
        ..form
    })
    .await
}

/// What is asked about a duty that is to go.
#[derive(Default, Deserialize)]
#[serde(default)]
struct EndForm {
    reason: String,
    version: String,
}

async fn cancel(visit: Visit<(Slug, Id<SlotId>)>, Form(end): Form<EndForm>) -> Answer {
    let (visit, Id(id)) = visit.within();
    let cancel = async {
        let version = version(&end.version)?;
        roster::cancel_slot(visit.cx(), &visit.actor, visit.named.clone(), id, &end.reason, version).await
    };
    let outcome = cancel.await.map(|()| "slot-cancelled");
    settle(&visit, Some(id), outcome, |stored, _| SlotForm {
        reason: end.reason,
        ..stored
    })
    .await
}

async fn remove(visit: Visit<(Slug, Id<SlotId>)>, Form(end): Form<EndForm>) -> Answer {
    let (visit, Id(id)) = visit.within();
    let remove = async {
        let version = version(&end.version)?;
        roster::remove_slot(visit.cx(), &visit.actor, visit.named.clone(), id, version).await
    };
    settle(&visit, Some(id), remove.await.map(|()| "slot-removed"), |stored, _| {
        stored
    })
    .await
}

/// Back to the roster with word of what was done, or the form again: `typed` makes it of the stored one.
async fn settle(
    visit: &Visit<Slug>,
    id: Option<SlotId>,
    outcome: Result<&str, ActionError>,
    typed: impl FnOnce(SlotForm, &Refusal) -> SlotForm,
) -> Answer {
    let roster = |done| visit.link(&format!("/manage/c/{}?done={done}", visit.named));
    answer(visit.t(), outcome.map(roster), async |refusal| {
        let (draft, staff) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
        let slot = id.and_then(|id| find(&draft, id));
        explain(refusal, &draft, slot, visit.t());
        let version = draft.draft.version;
        let stored = slot.map(|slot| SlotForm::of(slot, version));
        let stored = stored.unwrap_or_else(|| SlotForm::empty(String::new(), String::new(), String::new(), version));
        let form = typed(stored, refusal);
        Ok(SlotPage::new(visit.layout(), &draft, &staff, slot, form))
    })
    .await
}

fn explain(refusal: &mut Refusal, draft: &CheckedDraft, slot: Option<&Slot>, t: Texts) {
    let notice = match &refusal.error {
        ActionError::Taken(by) => match by.iter().find_map(|id| find(draft, *id)) {
            Some(clash) => t.say_one("manage-taken-by", "duty", words(clash, t)),
            None => t.say("manage-taken-elsewhere"),
        },
        ActionError::Stale => match slot {
            Some(slot) => {
                let phones: Vec<&str> = slot.extensions.iter().map(|e| e.display.as_str()).collect();
                let values = [("duty", words(slot, t).into()), ("phones", phones.join(", ").into())];
                t.say_with("manage-stale-slot", &values)
            }
            None => t.say("manage-stale-roster"),
        },
        ActionError::Conflict("slot_published") => t.say("manage-slot-published"),
        _ => return,
    };
    refusal.say(notice);
}

impl Page for SlotPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let layout = || sample::coordinator(locale, "/manage/c/otwarty-krakow/slots/new");
        let (checked, staff) = (sample::covered(), sample::staff());
        let new = |form, page| SlotPage::new(page, &checked, &staff, None, form);
        let wrong = SlotForm {
            date: "2024-06-19".to_owned(),
            start: "15:00".to_owned(),
            end: "15:00".to_owned(),
            phones: "12 616 57 <69>\n12 616".to_owned(),
            languages: vec!["pl".to_owned(), "tlh".to_owned()],
            ..SlotForm::default()
        };
        let again = layout().refused(&[
            ("date", Fault::OutsidePeriod),
            ("start", Fault::Time),
            ("end", Fault::EndIsStart),
            ("phones", Fault::Phone),
            ("staff", Fault::Unknown),
            ("mode", Fault::Choice),
        ]);
        let stored = |slot: &Slot, page| SlotPage::new(page, &checked, &staff, Some(slot), SlotForm::of(slot, 7));
        let slot = &checked.draft.slots[3];
        let mut cancelled = slot.clone();
        cancelled.state = SlotState::Cancelled;
        let crowded = sample::crowded();
        let long = &crowded.draft.slots[0];
        let form = SlotForm::of(long, 7);
        let mut stale = SlotPage::new(layout(), &crowded, &sample::long_staff(), Some(long), form);
        stale.page.notice = Some(stale.page.say("manage-stale-roster"));
        let morning = ["2024-06-18", "10:00", "14:00"].map(str::to_owned);
        let [date, start, end] = morning;
        let nothing = SlotForm::empty(String::new(), String::new(), String::new(), 7);
        vec![
            ("slot-new", new(SlotForm::empty(date, start, end, 7), layout())),
            (
                "slot-new-empty",
                SlotPage::new(layout(), &sample::empty(), &[], None, nothing),
            ),
            ("slot-again", new(wrong, again)),
            ("slot", stored(slot, layout())),
            ("slot-cancelled", stored(&cancelled, layout())),
            (
                "slot-cancel-again",
                stored(slot, layout().refused(&[("reason", Fault::Required)])),
            ),
            ("slot-stale", stale),
        ]
    }
}
