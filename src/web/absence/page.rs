//! The page: what there is, what it breaks, and one more.

use actix_web::web;
use askama::Template;
use serde::Deserialize;

use crate::actions::absence::{self, Absences, Broken};
use crate::actions::{ActionError, allow};
use crate::domain::access::Right;
use crate::domain::ids::{AbsenceId, StaffId};
use crate::http::errors::HttpError;
use crate::http::forms::Form;
use crate::i18n::sentences;
use crate::web::absence::form::AbsenceForm;
use crate::web::page::answer::{Answer, Page, answer, html, see_other};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::{Editor, OnDuty};
use crate::web::page::visit::{Id, Visit};
#[cfg(test)]
use uuid::Uuid;

#[cfg(test)]
use crate::{
    domain::absence::Absence, domain::fault::Fault, domain::language::Locale, domain::staff::StaffMember,
    domain::time::DEFAULT_ZONE, web::desk, web::sample,
};

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/desk/absences").get(own).post(add_own).draws::<AbsencesPage>(),
        page("/desk/absences/remove").post(remove_own),
        page("/manage/staff/{id}/absences").get(of_person).post(add_of_person),
        page("/manage/staff/{id}/absences/remove").post(remove_of_person),
    ]
}

#[derive(Template)]
#[template(path = "absence/absences.html")]
struct AbsencesPage {
    page: Layout,
    /// Where it leads back to.
    back: String,
    /// Whose they are; nobody's name where they are one's own.
    who: Option<String>,
    /// The address of the page, without the language.
    place: String,
    /// Of the one that is typed.
    fresh: AbsenceId,
    form: AbsenceForm,
    rows: Vec<AbsenceRow>,
    broken: Vec<BrokenRow>,
}

struct AbsenceRow {
    id: AbsenceId,
    words: String,
}

/// A duty that is in the way.
struct BrokenRow {
    duty: String,
    consultation: String,
    /// Where it is given to somebody else; nothing for who may not do that.
    href: Option<String>,
}

impl AbsencesPage {
    fn new(page: Layout, whose: Whose, absences: &Absences, fresh: AbsenceId, form: AbsenceForm) -> Self {
        let locale = page.locale();
        let rows = absences.member.absences.iter().map(|one| AbsenceRow {
            id: one.id,
            words: sentences::capital(&sentences::absence(one, locale)),
        });
        Self {
            back: match whose {
                Whose::Own => format!("/{locale}/desk"),
                Whose::Of(id) => format!("/{locale}/manage/staff/{id}"),
            },
            who: matches!(whose, Whose::Of(_)).then(|| absences.member.name.clone()),
            place: whose.place(),
            rows: rows.collect(),
            broken: absences.broken.iter().map(|one| BrokenRow::new(one, &page)).collect(),
            fresh,
            form,
            page,
        }
    }
}

impl BrokenRow {
    fn new(
        Broken {
            consultation,
            slot,
            is_open,
        }: &Broken,
        page: &Layout,
    ) -> Self {
        let locale = page.locale();
        let duty = sentences::capital(&sentences::duty(slot.date, slot.hours, locale));
        Self {
            duty,
            consultation: consultation.texts.title(locale).text.to_owned(),
            href: is_open.then(|| format!("/{locale}/manage/c/{}/slots/{}", consultation.slug, slot.id)),
        }
    }
}

/// Whose absences a page is about.
#[derive(Clone, Copy)]
enum Whose {
    Own,
    Of(StaffId),
}

impl Whose {
    fn place(self) -> String {
        match self {
            Self::Own => "/desk/absences".to_owned(),
            Self::Of(id) => format!("/manage/staff/{id}/absences"),
        }
    }

    fn staff<P>(self, visit: &Visit<P>) -> Result<StaffId, ActionError> {
        match self {
            Self::Own => visit.actor.staff.ok_or(ActionError::NotFound("staff member")),
            Self::Of(id) => Ok(id),
        }
    }
}

/// The address of the form names the absence it makes, so that one that is sent twice is stored once.
#[derive(Deserialize)]
struct Fresh {
    absence: Option<AbsenceId>,
}

/// Which absence is taken away.
#[derive(Default, Deserialize)]
#[serde(default)]
struct Removed {
    absence: String,
}

async fn own(visit: Visit) -> Answer {
    match takes_duties(&visit)? {
        true => show(&visit, Whose::Own).await,
        false => to_desk(&visit),
    }
}

async fn add_own(OnDuty(visit, Form(form)): OnDuty<Form<AbsenceForm>>, query: web::Query<Fresh>) -> Answer {
    match takes_duties(&visit)? {
        true => add(&visit, Whose::Own, query.absence, form).await,
        false => to_desk(&visit),
    }
}

async fn remove_own(OnDuty(visit, Form(form)): OnDuty<Form<Removed>>) -> Answer {
    match takes_duties(&visit)? {
        true => remove(&visit, Whose::Own, &form).await,
        false => to_desk(&visit),
    }
}

/// Whether the account is that of somebody who takes duties; the desk says so to others.
fn takes_duties(visit: &Visit) -> Result<bool, ActionError> {
    allow(&visit.actor, Right::SeeOwnDuties)?;
    Ok(visit.actor.staff.is_some())
}

fn to_desk(visit: &Visit) -> Answer {
    Ok(see_other(visit.link("/desk")))
}

async fn of_person(visit: Visit<Id<StaffId>>) -> Answer {
    let Id(id) = visit.named;
    show(&visit, Whose::Of(id)).await
}

async fn add_of_person(
    Editor(visit, Form(form)): Editor<Form<AbsenceForm>, Id<StaffId>>,
    query: web::Query<Fresh>,
) -> Answer {
    let Id(id) = visit.named;
    add(&visit, Whose::Of(id), query.absence, form).await
}

async fn remove_of_person(Editor(visit, Form(form)): Editor<Form<Removed>, Id<StaffId>>) -> Answer {
    let Id(id) = visit.named;
    remove(&visit, Whose::Of(id), &form).await
}

async fn show<P>(visit: &Visit<P>, whose: Whose) -> Answer {
    html(&stored(visit, whose, visit.fresh(), AbsenceForm::default()).await?)
}

async fn stored<P>(
    visit: &Visit<P>,
    whose: Whose,
    fresh: AbsenceId,
    form: AbsenceForm,
) -> Result<AbsencesPage, HttpError> {
    let absences = absence::of(visit.cx(), &visit.actor, whose.staff(visit)?).await?;
    let page = visit.layout().at(whose.place());
    Ok(AbsencesPage::new(page, whose, &absences, fresh, form))
}

async fn add<P>(visit: &Visit<P>, whose: Whose, fresh: Option<AbsenceId>, form: AbsenceForm) -> Answer {
    let fresh = fresh.ok_or(HttpError::Malformed)?;
    let added = async { absence::add(visit.cx(), &visit.actor, whose.staff(visit)?, form.read(fresh)?).await };
    let added = added
        .await
        .map(|()| visit.link(&format!("{}?done=absence-added", whose.place())));
    answer(visit.t(), added, async |refusal| {
        let fresh = match refusal.error {
            ActionError::Conflict(_) => {
                refusal.say(visit.t().say("absence-sent-before"));
                visit.fresh()
            }
            _ => fresh,
        };
        stored(visit, whose, fresh, form).await
    })
    .await
}

async fn remove<P>(visit: &Visit<P>, whose: Whose, form: &Removed) -> Answer {
    let id = form.absence.parse().map_err(|_| HttpError::Malformed)?;
    match absence::remove(visit.cx(), &visit.actor, whose.staff(visit)?, id).await {
        // Removed a moment ago, by a second click.
        Ok(()) | Err(ActionError::NotFound("absence")) => Ok(see_other(
            visit.link(&format!("{}?done=absence-removed", whose.place())),
        )),
        Err(error) => Err(error.into()),
    }
}

impl Page for AbsencesPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let person = sample::staff()[0].id;
        let absence = |number: u128, start: &str, end: &str, weekly: Option<&str>| Absence {
            id: AbsenceId(Uuid::from_u128(number)),
            start: start.parse().unwrap_or_default(),
            end: end.parse().unwrap_or_default(),
            zone: DEFAULT_ZONE,
            weekly_until: weekly.and_then(|day| day.parse().ok()),
        };
        let some = vec![
            absence(1, "2024-06-18T00:00:00", "2024-06-21T00:00:00", None),
            absence(2, "2024-06-21T09:00:00", "2024-06-21T11:00:00", Some("2024-07-05")),
            absence(3, "2024-06-24T12:00:00", "2024-06-25T10:00:00", None),
        ];
        let draft = sample::covered();
        let duty = |at: usize, is_open| Broken {
            consultation: draft.consultation.clone(),
            slot: draft.draft.slots[at].clone(),
            is_open,
        };
        let draw = |layout: Layout, whose, absences, broken| {
            let member = StaffMember {
                absences,
                ..sample::staff()[0].clone()
            };
            let fresh = AbsenceId(Uuid::from_u128(9));
            Self::new(
                layout,
                whose,
                &Absences { member, broken },
                fresh,
                AbsenceForm::default(),
            )
        };
        let manage = || sample::coordinator(locale, &format!("/manage/staff/{person}/absences"));
        let mut wrong = draw(
            manage().refused(&[("first", Fault::Required), ("end", Fault::Hours)]),
            Whose::Of(person),
            some.clone(),
            vec![duty(2, true), duty(4, false)],
        );
        wrong.form.end = "9".to_owned();
        vec![
            (
                "absences",
                draw(manage(), Whose::Of(person), some.clone(), vec![duty(3, true)]),
            ),
            ("absences-again", wrong),
            (
                "absences-own",
                draw(
                    desk::sample::staff(locale, "/desk/absences").done(Some("absence-added")),
                    Whose::Own,
                    some,
                    vec![duty(3, false)],
                ),
            ),
            (
                "absences-none",
                draw(
                    desk::sample::staff(locale, "/desk/absences").done(Some("absence-removed")),
                    Whose::Own,
                    Vec::new(),
                    Vec::new(),
                ),
            ),
        ]
    }
}
