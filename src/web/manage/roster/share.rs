//! The duties shared out, to be looked at before they are taken.

use std::collections::BTreeSet;
use std::time::Duration;

use actix_web::HttpRequest;
use askama::Template;
use serde::Deserialize;

use crate::actions::ActionError;
use crate::actions::roster::share::{self, Given, Shared};
use crate::domain::assignment::Collision;
use crate::domain::fault::Fault;
use crate::domain::ids::SlotId;
use crate::domain::roster::ExpectedVersion;
use crate::domain::roster::sharing::{SharingRules, Which};
use crate::domain::slug::Slug;
use crate::http::forms::{Form, read_fields};
use crate::http::limits::MAX_FIELDS;
use crate::i18n::{Texts, sentences, sharing};
use crate::web::page::answer::{Answer, Page, answer, html};
use crate::web::page::form::{Choice, FieldReader};
use crate::web::page::layout::Layout;
use crate::web::page::route::{PageRoute, page};
use crate::web::page::sender::Editor;
use crate::web::page::visit::Visit;
#[cfg(test)]
use crate::{
    domain::assignment::{Rule, Why},
    domain::ids::StaffId,
    domain::language::Locale,
    web::sample,
};

/// How long a coordinator waits for the fairest roster.
const TIME: Duration = Duration::from_secs(8);

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/c/{slug}/share").get(show).draws::<SharePage>(),
        page("/manage/c/{slug}/share/rules").post(set_rules),
    ]
}

#[derive(Template)]
#[template(path = "manage/roster/share.html")]
struct SharePage {
    page: Layout,
    /// Which duties are shared out.
    which: Vec<Choice>,
    /// The ticked ones, when it is these.
    ticked: Vec<SlotId>,
    rows: Vec<GivenRow>,
    open: Vec<OpenRow>,
    /// How good it is.
    verdict: String,
    /// Of the draft it is about.
    version: i32,
    rules: RulesForm,
}

/// What is decided about sharing out, as typed.
#[derive(Default, Deserialize)]
#[serde(default)]
struct RulesForm {
    max_per_day: String,
    /// Minutes.
    min_rest: String,
    own_desk: bool,
    by_hours: bool,
    version: String,
}

impl RulesForm {
    fn of(rules: SharingRules, version: i32) -> Self {
        Self {
            max_per_day: rules.max_per_day.map(|most| most.to_string()).unwrap_or_default(),
            min_rest: match rules.min_rest_minutes {
                0 => String::new(),
                minutes => minutes.to_string(),
            },
            own_desk: rules.own_desk,
            by_hours: rules.by_hours,
            version: version.to_string(),
        }
    }

    fn read(&self) -> Result<(SharingRules, ExpectedVersion), ActionError> {
        let mut reader = FieldReader::default();
        let number = |text: &str| text.parse::<u32>().ok();
        let max_per_day = reader.optional("max_per_day", &self.max_per_day, Fault::Number, number);
        let min_rest = reader.optional("min_rest", &self.min_rest, Fault::Number, number);
        let version = reader.version(&self.version);
        reader.finish(|| {
            let rules = SharingRules {
                max_per_day,
                min_rest_minutes: min_rest.unwrap_or_default(),
                own_desk: self.own_desk,
                by_hours: self.by_hours,
            };
            Some((rules, version?))
        })
    }
}

struct GivenRow {
    /// Name of its field in the roster's form.
    field: String,
    /// Id of the person.
    value: String,
    duty: String,
    was: Option<String>,
    is: String,
    why: String,
}

/// A duty nobody can have.
struct OpenRow {
    duty: String,
    href: String,
    reasons: Vec<String>,
}

#[derive(Default, Deserialize)]
#[serde(default)]
struct ShareQuery {
    /// `all`, `these`, or those nobody has.
    only: String,
    /// Ids of the ticked ones.
    slots: Vec<String>,
}

impl ShareQuery {
    fn which(&self) -> (Which, &'static str) {
        let ticked: BTreeSet<SlotId> = self.slots.iter().filter_map(|id| id.parse().ok()).collect();
        match self.only.as_str() {
            "all" => (Which::All, "all"),
            "these" if !ticked.is_empty() => (Which::These(ticked), "these"),
            _ => (Which::Empty, "empty"),
        }
    }
}

impl SharePage {
    fn new(page: Layout, shared: &Shared, only: &str) -> Self {
        let page = page.in_consultation(&shared.draft.consultation, "");
        let told = Told { t: page.t, shared };
        let choice = |code: &str| Choice::new(code, page.say(&format!("manage-share-{code}")), only);
        Self {
            which: ["empty", "all", "these"]
                .into_iter()
                .filter(|code| *code != "these" || only == "these")
                .map(choice)
                .collect(),
            ticked: Vec::new(),
            rows: shared.given.iter().filter_map(|given| told.row(given)).collect(),
            open: shared
                .uncovered
                .iter()
                .filter_map(|(slot, why)| told.open(*slot, why.as_ref(), &page))
                .collect(),
            verdict: sharing::verdict(
                shared.optimal,
                shared.sum_of_squares,
                shared.lower_bound,
                shared.uncovered.len(),
                page.t,
            ),
            version: shared.draft.draft.version,
            rules: RulesForm::of(shared.rules, shared.draft.draft.version),
            page,
        }
    }
}

/// What was found, in words.
struct Told<'a> {
    t: Texts,
    shared: &'a Shared,
}

impl Told<'_> {
    fn row(&self, given: &Given) -> Option<GivenRow> {
        Some(GivenRow {
            field: format!("staff-{}", given.slot.0.simple()),
            value: given.is.map(|staff| staff.to_string()).unwrap_or_default(),
            duty: self.duty(given.slot)?,
            was: given.was.map(|staff| self.shared.name(staff)),
            is: given
                .is
                .map_or_else(|| self.t.say("manage-nobody-yet"), |staff| self.shared.name(staff)),
            why: given.why.map(|why| sharing::reason(why, self.t)).unwrap_or_default(),
        })
    }

    fn open(&self, slot: SlotId, why: Option<&Collision>, page: &Layout) -> Option<OpenRow> {
        Some(OpenRow {
            duty: self.duty(slot)?,
            href: page.address(&format!("slots/{slot}")),
            reasons: sharing::obstacles(why, |place| self.shared.name_at(place), self.t),
        })
    }

    fn duty(&self, id: SlotId) -> Option<String> {
        let slot = self.shared.draft.draft.slots.iter().find(|slot| slot.id == id)?;
        Some(sentences::capital(&sentences::duty(
            slot.date,
            slot.hours,
            self.t.locale(),
        )))
    }
}

async fn show(visit: Visit<Slug>, request: HttpRequest) -> Answer {
    let query: ShareQuery = read_fields(request.query_string(), MAX_FIELDS)?;
    let (which, only) = query.which();
    html(&drawn(&visit, which, only).await?)
}

async fn drawn(visit: &Visit<Slug>, which: Which, only: &str) -> Result<SharePage, ActionError> {
    let (cx, actor, slug, any) = (visit.cx(), &visit.actor, visit.named.clone(), ExpectedVersion::Any);
    let ticked = match &which {
        Which::These(slots) => slots.iter().copied().collect(),
        Which::Empty | Which::All => Vec::new(),
    };
    let shared = share::propose(cx, actor, slug, which, TIME, any).await?;
    let page = visit.layout().at(format!("/manage/c/{}/share", visit.named));
    Ok(SharePage {
        ticked,
        ..SharePage::new(page, &shared, only)
    })
}

async fn set_rules(Editor(visit, Form(form)): Editor<Form<RulesForm>, Slug>) -> Answer {
    let set = async {
        let (rules, version) = form.read()?;
        share::set_rules(visit.cx(), &visit.actor, visit.named.clone(), rules, version).await
    };
    let set = set.await.map_err(|error| error.renamed("min_rest_minutes", "min_rest"));
    let share = set.map(|()| visit.link(&format!("/manage/c/{}/share?done=rules-set", visit.named)));
    answer(visit.t(), share, async |refusal| {
        let mut page = drawn(&visit, Which::Empty, "empty").await?;
        let version = refusal.version(&form.version, &page.rules.version);
        page.rules = RulesForm { version, ..form };
        Ok(page)
    })
    .await
}

impl Page for SharePage {
    fn layout(&mut self) -> &mut Layout {
        &mut self.page
    }

    #[cfg(test)]
    fn samples(locale: Locale) -> Vec<(&'static str, Self)> {
        let people = sample::staff();
        let draft = sample::unstaffed();
        let slots: Vec<SlotId> = draft.draft.slots.iter().map(|slot| slot.id).collect();
        let staff: Vec<StaffId> = people.iter().map(|member| member.id).collect();
        let whys = [
            Why::OnlyOne,
            Why::OnlyFree { others: 2 },
            Why::Kept,
            Why::LeastLoad { free: 5 },
            Why::Whole { free: 3 },
        ];
        let given = slots.iter().zip(staff.iter().cycle()).zip(whys.iter().cycle());
        let given: Vec<Given> = given
            .map(|((slot, person), why)| Given {
                slot: *slot,
                was: (*why == Why::Kept).then(|| staff[0]),
                is: Some(*person),
                why: Some(*why),
            })
            .collect();
        let day = draft.draft.slots[0].date;
        let rules = vec![
            Rule::Needs {
                slot: 0,
                tag: "uk".to_owned(),
            },
            Rule::Only { slot: 0 },
            Rule::Unavailable { person: 0, slot: 0 },
            Rule::Day { person: 1, day },
            Rule::Week { person: 2, day },
            Rule::All { person: 3 },
            Rule::Rest {
                person: 0,
                slots: vec![0, 1],
            },
        ];
        let collision = Collision {
            slots: vec![0],
            rules,
            remedies: Vec::new(),
        };
        let shared = |given: Vec<Given>, uncovered, optimal| Shared {
            draft: draft.clone(),
            people: people.clone(),
            rules: SharingRules {
                max_per_day: Some(1),
                min_rest_minutes: 660,
                ..SharingRules::default()
            },
            given,
            uncovered,
            places: (slots.clone(), staff.clone()),
            sum_of_squares: 51.0,
            lower_bound: if optimal { 51.0 } else { 50.0 },
            optimal,
        };
        let draw = |shared: &Shared, only: &str| {
            Self::new(
                sample::coordinator(locale, "/manage/c/otwarty-krakow/share"),
                shared,
                only,
            )
        };
        let some = given.iter().take(2).cloned().collect();
        let mut ruled = draw(&shared(given.clone(), Vec::new(), true), "empty");
        ruled.page = ruled.page.done(Some("rules-set"));
        let mut refused = draw(&shared(given.clone(), Vec::new(), true), "empty");
        refused.page = refused
            .page
            .refused(&[("max_per_day", Fault::Number), ("min_rest", Fault::Number)]);

        let open = vec![(slots[0], Some(collision)), (slots[1], None)];
        vec![
            ("share", draw(&shared(given.clone(), Vec::new(), true), "empty")),
            ("share-by-new-rules", ruled),
            ("share-open", draw(&shared(given, open, false), "all")),
            ("share-rules-again", refused),
            ("share-these", draw(&shared(some, Vec::new(), true), "these")),
            ("share-nothing", draw(&shared(Vec::new(), Vec::new(), true), "empty")),
        ]
    }
}
