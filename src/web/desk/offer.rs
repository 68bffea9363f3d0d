//! Offering a duty: to everyone who can take it, or to some by name. No reason is asked.

use std::collections::BTreeSet;

use askama::Template;
use chrono::{DateTime, NaiveDateTime, Utc};
use chrono_tz::Tz;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::swap::{self, NewOffer, StandIn, StandIns};
use crate::domain::candidate::Cannot;
use crate::domain::fault::Fault;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::swap::Asked;
use crate::domain::time::{Hours, Span, local};
use crate::http::forms::Form;
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::desk::duty::extensions_of;
use crate::web::desk::offered::explain;
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::FieldReader;
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Swapper;
use crate::web::page::visit::{Id, Visit};
#[cfg(test)]
use crate::{domain::language::Locale, web::desk::sample};

/// So many colleagues are listed; who is not among them can be reached by offering to everyone.
const LISTED: usize = 60;

pub fn route() -> PageRoute {
    page("/desk/duties/{id}/offer")
        .get(show)
        .post(send)
        .draws::<OfferPage>()
}

#[derive(Template)]
#[template(path = "desk/offer.html")]
struct OfferPage {
    page: Layout,
    title: String,
    lead: String,
    /// Address and words of where one came from.
    back: (String, String),
    /// Day in full and how far it is.
    when: String,
    hours: String,
    /// Numbers, languages, consultation.
    facts: Vec<String>,
    /// Whose duty it is, when not one's own.
    holder: Option<String>,
    /// How many can take it.
    free: usize,
    colleagues: Vec<Colleague>,
    form: OfferForm,
    /// By when an answer is wanted where nobody says.
    usual: String,
}

struct Colleague {
    id: String,
    name: String,
    words: String,
    can: bool,
    chosen: bool,
}

#[derive(Clone, Default, Deserialize)]
#[serde(default)]
struct OfferForm {
    /// `everyone` or `these`.
    to: String,
    /// Ids of those who are chosen.
    people: Vec<String>,
    /// `2024-06-21T12:00`, or nothing.
    answer_by: String,
}

impl OfferPage {
    fn new(page: Layout, duty: &StandIns, form: OfferForm, now: DateTime<Utc>) -> Self {
        let (t, locale, of, slot) = (page.t, page.locale(), &duty.consultation, &duty.slot);
        let today = local(now, of.zone).date();
        let day = dates::long_day(slot.date, locale);
        let facts = [
            Some(extensions_of(slot)),
            languages::names(&slot.languages, locale),
            Some(of.texts.title(locale).text.to_owned()),
        ];
        let free = duty.ranked.iter().filter(|one| one.candidate.cannot.is_none());
        let listed = duty.ranked.iter().take(LISTED);
        let (title, lead, back) = match duty.is_own {
            true => ("offer-title", "offer-lead", ("desk".to_owned(), "desk-title")),
            false => {
                let one = format!("manage/c/{}/swaps/{}", of.slug, slot.id);
                ("offer-title-other", "offer-lead-other", (one, "manage-swap-title"))
            }
        };
        Self {
            title: t.say(title),
            lead: t.say(lead),
            back: (format!("/{locale}/{}", back.0), t.say(back.1)),
            when: sentences::capital(&format!("{day} ({})", dates::relative_day(slot.date, today, locale))),
            hours: dates::hours(slot.hours, locale),
            facts: facts.into_iter().flatten().filter(|fact| !fact.is_empty()).collect(),
            holder: (!duty.is_own).then(|| t.say_one("offer-of", "name", duty.holder_name.as_str())),
            free: free.count(),
            colleagues: listed.map(|one| Colleague::new(one, &form, t)).collect(),
            usual: dates::moment(local(duty.answer_by, of.zone), locale),
            form,
            page,
        }
    }

    fn to_these(&self) -> bool {
        self.form.to == "these"
    }
}

impl Colleague {
    fn new(one: &StandIn, form: &OfferForm, t: Texts) -> Self {
        let id = one.candidate.staff.to_string();
        let can = match one.candidate.cannot {
            None => t.say("offer-free"),
            Some(Cannot::Absent(_)) => t.say("offer-absent"),
            Some(Cannot::Busy(_)) => t.say("offer-busy"),
        };
        let mute = (!one.candidate.speaks).then(|| t.say("offer-mute"));
        Self {
            chosen: form.people.contains(&id),
            id,
            name: one.name.clone(),
            words: std::iter::once(can).chain(mute).collect::<Vec<_>>().join(" · "),
            can: one.candidate.cannot.is_none(),
        }
    }
}

impl OfferForm {
    fn read(&self, zone: Tz) -> Result<NewOffer, ActionError> {
        let mut reader = FieldReader::default();
        let ids = self.people.iter().map(|id| id.parse::<StaffId>().ok());
        let people: Option<BTreeSet<StaffId>> = ids.collect();
        let to = match (self.to.as_str(), people) {
            ("everyone", _) => Some(Asked::Everyone),
            ("these", Some(people)) => Some(Asked::These(people)),
            _ => {
                reader.refuse("to", Fault::Choice);
                None
            }
        };
        let answer_by = reader.optional("answer_by", &self.answer_by, Fault::AnswerBy, |typed| {
            instant(typed, zone)
        });
        reader.finish(|| Some(NewOffer { to: to?, answer_by }))
    }
}

/// A local moment as its control sends it. The first of two in a clock change.
fn instant(typed: &str, zone: Tz) -> Option<DateTime<Utc>> {
    let at = NaiveDateTime::parse_from_str(typed, "%Y-%m-%dT%H:%M").ok()?;
    let hours = Hours {
        start: at.time(),
        end: at.time(),
    };
    Some(Span::of(at.date(), hours, zone).starts_at)
}

async fn show(visit: Visit<Id<SlotId>>) -> Answer {
    let duty = swap::stand_ins(visit.cx(), &visit.actor, visit.named.0).await?;
    let form = OfferForm {
        to: "everyone".to_owned(),
        ..OfferForm::default()
    };
    html(&OfferPage::new(visit.layout(), &duty, form, visit.now()))
}

async fn send(Swapper(visit, Form(form)): Swapper<Form<OfferForm>, Id<SlotId>>) -> Answer {
    let (cx, actor, slot) = (visit.cx(), &visit.actor, visit.named.0);
    let duty = swap::stand_ins(cx, actor, slot).await?;
    let offered = async {
        let new = form.read(duty.consultation.zone)?;
        swap::offer(cx, actor, slot, new).await
    };
    let (back, done) = match duty.is_own {
        true => ("/desk".to_owned(), "duty-offered"),
        false => (format!("/manage/c/{}/swaps", duty.consultation.slug), "duty-proposed"),
    };
    let back = visit.link(&format!("{back}?done={done}"));
    answer(visit.t(), offered.await.map(|_| back), async |refusal| {
        explain(refusal, visit.t());
        Ok(OfferPage::new(visit.layout(), &duty, form, visit.now()))
    })
    .await
}

impl Page for OfferPage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        use crate::web::public::sample::at;
        let now = at(6, 20, 12, 0);
        let layout = || sample::staff(locale, "/desk/duties/1/offer");
        let everyone = OfferForm {
            to: "everyone".to_owned(),
            ..OfferForm::default()
        };
        let duty = sample::stand_ins();
        let alone = StandIns {
            ranked: Vec::new(),
            is_own: false,
            ..sample::stand_ins()
        };
        let wrong = OfferForm {
            to: "these".to_owned(),
            people: vec![duty.ranked[0].candidate.staff.to_string()],
            answer_by: "2024-06-20T11:00".to_owned(),
        };
        let mut again = Self::new(
            layout().refused(&[("to", Fault::StaffCannot), ("answer_by", Fault::AnswerBy)]),
            &duty,
            wrong,
            now,
        );
        again.page.notice = Some(again.page.say("problem-swap-offered"));
        vec![
            ("offer", Self::new(layout(), &duty, everyone.clone(), now)),
            ("offer-nobody", Self::new(layout(), &alone, everyone, now)),
            ("offer-again", again),
        ]
    }
}
