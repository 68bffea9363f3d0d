//! Several duties at once: ticked, and all changed in one step.

use actix_web::HttpRequest;
use askama::Template;
use chrono::NaiveTime;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::roster::several::{Several, change_several};
use crate::actions::roster::{self, CheckedDraft};
use crate::domain::fault::Fault;
use crate::domain::ids::SlotId;
use crate::domain::roster::{ExpectedVersion, Slot, SlotState};
use crate::domain::slug::Slug;
use crate::domain::staff::StaffMember;
use crate::http::forms::{Form, read_fields};
use crate::http::limits::MAX_FIELDS;
use crate::i18n::{Texts, sentences};
use crate::web::manage::fields;
use crate::web::manage::roster::reason::ReasonForm;
use crate::web::page::answer::{Answer, Page, Refusal, answer, html};
use crate::web::page::form::{Choice, FieldReader};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{domain::language::Locale, web::sample};

/// The furthest a duty is moved, in days.
const FURTHEST: i64 = 400;

pub fn routes() -> Vec<PageRoute> {
    let several = page("/manage/c/{slug}/several").get(show).post(change);
    vec![several.draws::<SeveralPage>()]
}

#[derive(Template)]
#[template(path = "manage/roster/several.html")]
struct SeveralPage {
    page: Layout,
    rows: Vec<TickRow>,
    form: SeveralForm,
    staff: Vec<Choice>,
    languages: Vec<Choice>,
    reason: ReasonForm,
    reasons: Vec<Choice>,
}

struct TickRow {
    id: SlotId,
    /// Its place among the duties that were sent, when it was ticked.
    place: Option<usize>,
    duty: String,
    detail: String,
}

/// What is ticked and what is to be done; `what` names the button.
#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct SeveralForm {
    slots: Vec<String>,
    what: String,
    version: String,
    /// Id of the person, or empty.
    staff: String,
    days: String,
    start: String,
    end: String,
    phones: String,
    languages: Vec<String>,
    at: String,
    code: String,
    reason: String,
    sure: String,
}

impl SeveralForm {
    /// The slots, what is done with them, and the version that is changed.
    fn read(
        &self,
        reason: &ReasonForm,
        people: &[StaffMember],
    ) -> Result<(Vec<SlotId>, Several, ExpectedVersion), ActionError> {
        let mut reader = FieldReader::default();
        let slots: Option<Vec<SlotId>> = self.slots.iter().map(|id| id.parse().ok()).collect();
        if slots.as_ref().is_none_or(Vec::is_empty) {
            reader.refuse("slots", Fault::Required);
        }
        let version = reader.version(&self.version);
        let what = match self.what.as_str() {
            "assign" if self.staff.is_empty() => Some(Several::Assign(None)),
            "assign" => {
                let staff = reader.required("staff", &self.staff, Fault::Choice, |text| text.parse().ok());
                staff.map(|staff| Several::Assign(Some(staff)))
            }
            "move" => self.moved(&mut reader),
            "phones" => {
                let numbers = reader.required("phones", &self.phones, Fault::Phone, fields::phones);
                numbers.map(Several::Renumber)
            }
            "languages" => Some(Several::Speak(fields::languages(&self.languages))),
            "split" => {
                let at = reader.required("at", &self.at, Fault::Time, fields::time);
                at.map(Several::Split)
            }
            "merge" => Some(Several::Merge),
            "cancel" => Some(Several::Cancel(reason.read(people)?)),
            "remove" => Some(Several::Remove),
            _ => {
                reader.refuse("what", Fault::Choice);
                None
            }
        };
        reader.finish(|| Some((slots?, what?, version?)))
    }

    /// By days, to other hours, or both.
    fn moved(&self, reader: &mut FieldReader) -> Option<Several> {
        let days = |text: &str| text.parse().ok().filter(|days: &i64| days.abs() <= FURTHEST);
        let days = reader.optional("days", &self.days, Fault::Number, days);
        let mut hour = |field: &str, typed: &str| -> Option<NaiveTime> {
            reader.optional(field, typed, Fault::Time, fields::time)
        };
        let (start, end) = (hour("start", &self.start), hour("end", &self.end));
        if self.days.trim().is_empty() && self.start.trim().is_empty() && self.end.trim().is_empty() {
            reader.refuse("days", Fault::Required);
        }
        Some(Several::Move {
            days: days.unwrap_or_default(),
            start,
            end,
        })
    }
}

impl SeveralPage {
    /// With only the ticked duties when there are some; a duty that is gone is left out.
    fn new(page: Layout, draft: &CheckedDraft, people: &[StaffMember], form: SeveralForm, reason: ReasonForm) -> Self {
        let (t, consultation) = (page.t, &draft.consultation);
        let place = |slot: &Slot| form.slots.iter().position(|id| *id == slot.id.to_string());
        let shown = draft
            .draft
            .slots
            .iter()
            .filter(|slot| form.slots.is_empty() || place(slot).is_some());
        let rows = shown.map(|slot| TickRow {
            id: slot.id,
            place: place(slot),
            duty: duty(slot, t),
            detail: detail(slot, people, t),
        });
        let nobody = Choice::new("", t.say("manage-nobody-yet"), &form.staff);
        let people = people.iter().filter(|member| member.serves(consultation.unit.id));
        let people = people.map(|member| Choice::new(member.id.to_string(), &member.name, &form.staff));
        Self {
            rows: rows.collect(),
            staff: std::iter::once(nobody).chain(people).collect(),
            languages: fields::language_choices(&form.languages, t.locale()),
            reasons: reason.choices(t),
            page: page.in_consultation(consultation, ""),
            reason,
            form,
        }
    }

    /// The row of a field `slot-2`: the third that was sent.
    fn row_error(&self, row: &TickRow) -> Option<&str> {
        self.page.errors.of(&format!("slot-{}", row.place?))
    }
}

/// Day and hours.
fn duty(slot: &Slot, t: Texts) -> String {
    sentences::duty(slot.date, slot.hours, t.locale())
}

/// Numbers, person, whether it is called off.
fn detail(slot: &Slot, people: &[StaffMember], t: Texts) -> String {
    let who = people.iter().find(|member| Some(member.id) == slot.staff);
    let mut parts: Vec<String> = slot.extensions.iter().map(|line| line.display.clone()).collect();
    parts.push(who.map_or_else(|| t.say("manage-nobody-yet"), |member| member.name.clone()));
    parts.extend((slot.state == SlotState::Cancelled).then(|| t.say("manage-tag-cancelled")));
    parts.join(" · ")
}

async fn show(visit: Visit<Slug>, request: HttpRequest) -> Answer {
    let asked: SeveralForm = read_fields(request.query_string(), MAX_FIELDS)?;
    let (draft, people) = roster::checked(visit.cx(), &visit.actor, visit.named.clone()).await?;
    let form = SeveralForm {
        slots: asked.slots,
        version: draft.draft.version.to_string(),
        ..SeveralForm::default()
    };
    html(&SeveralPage::new(
        visit.layout(),
        &draft,
        &people,
        form,
        ReasonForm::default(),
    ))
}

async fn change(Editor(visit, Form(mut form)): Editor<Form<SeveralForm>, Slug>) -> Answer {
    let (cx, actor, slug) = (visit.cx(), &visit.actor, || visit.named.clone());
    let reason = ReasonForm::of(form.code.clone(), form.reason.clone(), &form.sure);
    let changed = async {
        let (_, people) = roster::checked(cx, actor, slug()).await?;
        let (slots, what, version) = form.read(&reason, &people)?;
        change_several(cx, actor, slug(), slots, what, version).await
    };
    let roster = |done| visit.link(&format!("/manage/c/{}?done={done}", slug()));
    answer(
        visit.t(),
        changed.await.map(|_| roster("several-changed")),
        async |refusal| {
            let (draft, people) = roster::checked(cx, actor, slug()).await?;
            explain(refusal, &form, &draft, visit.t());
            form.version = refusal.version(&form.version, draft.draft.version);
            Ok(SeveralPage::new(
                visit.layout(),
                &draft,
                &people,
                form,
                reason.again(refusal),
            ))
        },
    )
    .await
}

/// Each refusal stands at its duty and is listed with day and hours.
fn explain(refusal: &mut Refusal, form: &SeveralForm, draft: &CheckedDraft, t: Texts) {
    if matches!(refusal.error, ActionError::Stale) {
        refusal.say(t.say("manage-stale-roster"));
    }
    let words = |field: &str| {
        let place: usize = field.strip_prefix("slot-")?.parse().ok()?;
        let id: SlotId = form.slots.get(place)?.parse().ok()?;
        let slot = draft.draft.slots.iter().find(|slot| slot.id == id)?;
        Some(sentences::capital(&duty(slot, t)))
    };
    refusal.place(|errors| errors.within(words));
}

impl Page for SeveralPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let layout = || sample::coordinator(locale, "/manage/c/otwarty-krakow/several");
        let ids = |draft: &CheckedDraft, many: usize| -> Vec<String> {
            draft
                .draft
                .slots
                .iter()
                .take(many)
                .map(|slot| slot.id.to_string())
                .collect()
        };
        let (covered, crowded) = (sample::covered(), sample::crowded());
        let ticked = |draft: &CheckedDraft, many: usize| SeveralForm {
            slots: ids(draft, many),
            version: "7".to_owned(),
            ..SeveralForm::default()
        };
        let draw = |page: Layout, draft: &CheckedDraft, form: SeveralForm| {
            Self::new(page, draft, &sample::long_staff(), form, ReasonForm::default())
        };
        let refused = layout().refused(&[
            ("slot-1", Fault::SlotPublished),
            ("slot-2", Fault::NotAdjoining),
            ("days", Fault::Number),
            ("at", Fault::Time),
            ("phones", Fault::Phone),
            ("staff", Fault::Choice),
            ("code", Fault::Choice),
        ]);
        let typed = SeveralForm {
            days: "siedem".to_owned(),
            at: "w południe".to_owned(),
            ..ticked(&covered, 3)
        };
        vec![
            ("several", draw(layout(), &covered, ticked(&covered, 3))),
            ("several-all", draw(layout(), &covered, ticked(&covered, 0))),
            ("several-refused", draw(refused, &covered, typed)),
            ("several-crowded", draw(layout(), &crowded, ticked(&crowded, 2))),
            ("several-none", draw(layout(), &sample::empty(), SeveralForm::default())),
        ]
    }
}
