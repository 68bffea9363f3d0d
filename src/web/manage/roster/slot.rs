//! One duty of the draft: add it, change it, cancel it, take it out.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::roster::{self, CheckedDraft, SlotInput};
use crate::actions::{ActionError, Context, consultation};
use crate::domain::access::Actor;
use crate::domain::ids::SlotId;
use crate::domain::roster::{ExpectedVersion, Slot, SlotMode, SlotState};
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::domain::time::ambiguous_ends;
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::{Texts, languages, sentences};
use crate::web::manage::fields;
use crate::web::manage::roster::reason::ReasonForm;
use crate::web::manage::roster::slot_form::SlotForm;
use crate::web::page::address::with_query;
use crate::web::page::answer::{Answer, Page, Refusal, answer, html, see_other};
use crate::web::page::form::{Choice, version};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::{Id, Visit};
#[cfg(test)]
use crate::{domain::fault::Fault, domain::language::Locale, web::sample};

pub fn routes() -> Vec<PageRoute> {
    let slot = page("/manage/c/{slug}/slots/{id}").get(show).post(change);
    vec![
        page("/manage/c/{slug}/slots/new").get(new).post(add),
        slot.draws::<SlotPage>(),
        page("/manage/c/{slug}/slots/{id}/cancel").post(cancel),
        page("/manage/c/{slug}/slots/{id}/remove").post(remove),
    ]
}

#[derive(Template)]
#[template(path = "manage/roster/slot.html")]
struct SlotPage {
    page: Layout,
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
    /// Reasons to call it off.
    reasons: Vec<Choice>,
    /// How it is stored, where that is shown beside what was typed.
    stored_form: Option<SlotForm>,
}

impl SlotPage {
    /// The form goes to the address of the page itself: that of the stored duty, or that of a new one as it is in `page`.
    fn new(page: Layout, draft: &CheckedDraft, staff: &[StaffMember], slot: Option<&Slot>, form: SlotForm) -> Self {
        let (t, locale, consultation) = (page.t, page.locale(), &draft.consultation);
        let page = match slot {
            Some(slot) => page.at(format!("/manage/c/{}/slots/{}", consultation.slug, slot.id)),
            None => page,
        };
        let nobody = Choice::new("", t.say("manage-nobody-yet"), &form.staff);
        let people = staff.iter();
        let people = people.map(|member| Choice::new(member.id.to_string(), &member.name, &form.staff));
        let mode = |mode: &SlotMode| Choice::new(mode.code(), sentences::slot_mode(*mode, locale), &form.mode);
        Self {
            page: page.in_consultation(consultation, ""),
            stored: slot.is_some(),
            heading: slot.map_or_else(|| t.say("manage-slot-new"), |slot| words(slot, t)),
            staff: std::iter::once(nobody).chain(people).collect(),
            languages: fields::language_choices(&form.languages, locale),
            modes: SlotMode::ALL.iter().map(mode).collect(),
            source: slot.and_then(|slot| slot.source.as_ref().map(|source| source.text.clone())),
            cancelled: slot.is_some_and(|slot| slot.state == SlotState::Cancelled),
            clock: fields::clock_notes(t, &form.date, &form.start, &form.end, consultation.zone),
            reasons: form.reason.choices(t),
            stored_form: None,
            form,
        }
    }

    /// The same with how the duty is stored beside each field that was typed otherwise.
    fn beside(mut self, stored: Option<SlotForm>) -> Self {
        self.stored_form = stored;
        self
    }

    /// `w szkicu: 15:00`, where a field was typed otherwise; else its usual hint.
    fn hint(&self, field: &str, usual: &str) -> String {
        let Some(stored) = &self.stored_form else {
            return usual.to_owned();
        };
        let label = |choices: &[Choice], value: &str| {
            let mut choices = choices.iter();
            let found = choices.find(|choice| choice.value == value);
            found.map_or_else(String::new, |choice| choice.label.clone())
        };
        let (typed, is) = match field {
            "date" => (&self.form.date, stored.date.clone()),
            "start" => (&self.form.start, stored.start.clone()),
            "end" => (&self.form.end, stored.end.clone()),
            "phones" => (&self.form.phones, stored.phones.replace('\n', ", ")),
            "staff" => (&self.form.staff, label(&self.staff, &stored.staff)),
            "mode" => (&self.form.mode, label(&self.modes, &stored.mode)),
            _ => return usual.to_owned(),
        };
        let same = match field {
            "phones" => typed.split_whitespace().eq(stored.phones.split_whitespace()),
            "staff" => *typed == stored.staff,
            "mode" => *typed == stored.mode,
            _ => *typed == is,
        };
        if same {
            usual.to_owned()
        } else {
            self.page.say_one("manage-slot-stored", "value", is)
        }
    }

    /// The languages it is stored with, when others were ticked.
    fn stored_languages(&self) -> Option<String> {
        let stored = self.stored_form.as_ref()?;
        let names = languages::names(&fields::languages(&stored.languages), self.page.locale());
        let none = || self.page.say("manage-slot-no-language");
        let said = || {
            self.page
                .say_one("manage-slot-stored", "value", names.unwrap_or_else(none))
        };
        (stored.languages != self.form.languages).then(said)
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

/// What the address of a new duty says: day and hours it begins with, and its id, so that whoever opens it again finds the
/// same duty.
#[derive(Default, Deserialize)]
#[serde(default)]
struct NewSlot {
    date: String,
    start: String,
    end: String,
    /// A number.
    phones: String,
    /// The id of a person.
    staff: String,
    id: Option<SlotId>,
}

impl NewSlot {
    /// Without the language.
    fn address(&self, slug: &Slug, id: SlotId) -> String {
        let id = id.to_string();
        let values = [
            ("date", &self.date),
            ("start", &self.start),
            ("end", &self.end),
            ("phones", &self.phones),
            ("staff", &self.staff),
            ("id", &id),
        ];
        let values = values.map(|(name, value)| (name, value.as_str()));
        with_query(&format!("/manage/c/{slug}/slots/new"), &values)
    }
}

fn page_of_new(visit: &Visit<Slug>, new: &NewSlot, id: SlotId) -> Layout {
    visit.layout().at(new.address(&visit.named, id))
}

/// Where what was typed about a duty can be saved when somebody has removed it.
fn page_if_gone(visit: &Visit<Slug>) -> Layout {
    page_of_new(visit, &NewSlot::default(), visit.fresh())
}

async fn new(visit: Visit<Slug>, query: web::Query<NewSlot>) -> Answer {
    let (draft, staff) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let Some(id) = query.id else {
        return Ok(see_other(visit.link(&query.address(&visit.named, visit.fresh()))));
    };
    if find(&draft, id).is_some() {
        let there = format!("/manage/c/{}/slots/{id}?done=slot-there", visit.named);
        return Ok(see_other(visit.link(&there)));
    }
    let page = page_of_new(&visit, &query, id);
    let new = query.into_inner();
    let form = SlotForm {
        phones: new.phones,
        staff: new.staff,
        ..SlotForm::empty(new.date, new.start, new.end, draft.draft.version)
    };
    html(&SlotPage::new(page, &draft, &staff, None, form))
}

async fn show(visit: Visit<(Slug, Id<SlotId>)>) -> Answer {
    let (visit, Id(id)) = visit.within();
    let (draft, staff) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let slot = find(&draft, id).ok_or(HttpError::NotFound("slot"))?;
    let form = SlotForm::of(slot, draft.draft.version);
    html(&SlotPage::new(visit.layout(), &draft, &staff, Some(slot), form))
}

async fn add(Editor(visit, Form(form)): Editor<Form<SlotForm>, Slug>, query: web::Query<NewSlot>) -> Answer {
    let id = query.id.ok_or(HttpError::Malformed)?;
    let outcome = save(&visit, id, &form, roster::add_slot).await;
    let is_taken = matches!(outcome, Err(ActionError::Conflict("id_taken")));
    let again = if is_taken { visit.fresh() } else { id };
    let page = page_of_new(&visit, &query, again);
    settle(&visit, id, page, outcome, |stored, refusal| {
        form.again(&stored, refusal)
    })
    .await
}

async fn change(Editor(visit, Form(form)): Editor<Form<SlotForm>, (Slug, Id<SlotId>)>) -> Answer {
    let (visit, Id(id)) = visit.within();
    let outcome = save(&visit, id, &form, roster::save_slot).await;
    settle(&visit, id, page_if_gone(&visit), outcome, |stored, refusal| {
        form.again(&stored, refusal)
    })
    .await
}

/// Reads a form and stores it by an action; what was done.
async fn save(
    visit: &Visit<Slug>,
    id: SlotId,
    form: &SlotForm,
    store: impl AsyncFnOnce(&Context, &Actor, Slug, SlotInput, ExpectedVersion) -> Result<(), ActionError>,
) -> Result<&'static str, ActionError> {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, &visit.named);
    let (input, version) = form.read(id)?;
    let zone = consultation::one(cx, actor, slug.clone()).await?.zone;
    let clock_changes = !ambiguous_ends(input.date, input.hours, zone).is_empty();
    store(cx, actor, slug.clone(), input, version).await?;
    Ok(if clock_changes {
        "slot-saved-clock"
    } else {
        "slot-saved"
    })
}

/// What is asked about a duty that is to go.
#[derive(Default, Deserialize)]
#[serde(default)]
struct EndForm {
    code: String,
    reason: String,
    sure: String,
    version: String,
}

async fn cancel(Editor(visit, Form(end)): Editor<Form<EndForm>, (Slug, Id<SlotId>)>) -> Answer {
    let (visit, Id(id)) = visit.within();
    let why = ReasonForm::of(end.code, end.reason, &end.sure);
    let cancel = async {
        let version = version(&end.version)?;
        let (_, people) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
        let reason = why.read(&people)?;
        roster::cancel_slot(visit.cx(), &visit.actor, visit.named.clone(), id, reason, version).await
    };
    let outcome = cancel.await.map(|()| "slot-cancelled");
    settle(&visit, id, page_if_gone(&visit), outcome, |stored, refusal| SlotForm {
        reason: why.again(refusal),
        ..stored
    })
    .await
}

async fn remove(Editor(visit, Form(end)): Editor<Form<EndForm>, (Slug, Id<SlotId>)>) -> Answer {
    let (visit, Id(id)) = visit.within();
    let remove = async {
        let version = version(&end.version)?;
        roster::remove_slot(visit.cx(), &visit.actor, visit.named.clone(), id, version).await
    };
    let outcome = remove.await.map(|()| "slot-removed");
    settle(&visit, id, page_if_gone(&visit), outcome, |stored, _| stored).await
}

/// Back to the roster with word of what was done, or the form again: `typed` makes it of the stored one. On `page` when the
/// duty is not there.
async fn settle(
    visit: &Visit<Slug>,
    id: SlotId,
    page: Layout,
    outcome: Result<&str, ActionError>,
    typed: impl FnOnce(SlotForm, &Refusal) -> SlotForm,
) -> Answer {
    let roster = |done| visit.link(&format!("/manage/c/{}?done={done}", visit.named));
    answer(visit.t(), outcome.map(roster), async |refusal| {
        let (draft, staff) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
        let slot = find(&draft, id);
        explain(refusal, &draft, slot, visit.t());
        let version = draft.draft.version;
        let stored = slot.map(|slot| SlotForm::of(slot, version));
        let differs = matches!(refusal.error, ActionError::Stale | ActionError::Conflict("slot_there"));
        let beside = stored.clone().filter(|_| differs);
        let stored = stored.unwrap_or_else(|| SlotForm::empty(String::new(), String::new(), String::new(), version));
        let form = typed(stored, refusal);
        Ok(SlotPage::new(page, &draft, &staff, slot, form).beside(beside))
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
            Some(slot) => as_stored("manage-stale-slot", slot, t),
            None => t.say("manage-stale-roster"),
        },
        ActionError::Conflict("slot_published") => t.say("manage-slot-published"),
        ActionError::Conflict("slot_there") => slot.map_or_else(
            || t.say("manage-id-taken"),
            |slot| as_stored("manage-slot-there", slot, t),
        ),
        ActionError::Conflict("id_taken") => t.say("manage-id-taken"),
        _ => return,
    };
    refusal.say(notice);
}

/// A sentence that says how a duty is stored.
fn as_stored(key: &str, slot: &Slot, t: Texts) -> String {
    let phones: Vec<&str> = slot.extensions.iter().map(|e| e.display.as_str()).collect();
    let values = [("duty", words(slot, t).into()), ("phones", phones.join(", ").into())];
    t.say_with(key, &values)
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
        let mut sent_before = stored(slot, layout());
        sent_before.page.notice = Some(as_stored("manage-slot-there", slot, sent_before.page.t));
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
            ("slot-there", stored(slot, layout().done(Some("slot-there")))),
            ("slot-sent-before", sent_before),
            ("slot-cancelled", stored(&cancelled, layout())),
            (
                "slot-cancel-again",
                stored(slot, layout().refused(&[("reason", Fault::Required)])),
            ),
            ("slot-stale", stale),
            ("slot-stale-beside", {
                let typed = SlotForm {
                    start: "14:30".to_owned(),
                    phones: "12 616 7821".to_owned(),
                    staff: String::new(),
                    languages: Vec::new(),
                    mode: SlotMode::Room.code().to_owned(),
                    ..SlotForm::of(slot, 7)
                };
                let page = SlotPage::new(layout(), &checked, &staff, Some(slot), typed);
                let mut page = page.beside(Some(SlotForm::of(slot, 7)));
                page.page.notice = Some(as_stored("manage-stale-slot", slot, page.page.t));
                page
            }),
            ("slot-cancel-doubted", {
                let mut doubted = ReasonForm::of(String::new(), "Pani Kowalska jest chora".to_owned(), "");
                doubted.doubted = true;
                let form = SlotForm {
                    reason: doubted,
                    ..SlotForm::of(slot, 7)
                };
                let page = layout().refused(&[("reason", Fault::NamesPerson), ("reason", Fault::NamesHealth)]);
                SlotPage::new(page, &checked, &staff, Some(slot), form)
            }),
        ]
    }
}
