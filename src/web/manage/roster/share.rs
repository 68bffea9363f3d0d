//! The duties shared out, to be looked at before they are taken.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::time::Duration;

use actix_web::HttpRequest;
use askama::Template;
use serde::Deserialize;

use crate::actions::roster::share::{self, Given, Shared};
use crate::actions::{ActionError, roster};
use crate::domain::assignment::Collision;
use crate::domain::fault::Fault;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::roster::sharing::{SharingRules, Which};
use crate::domain::roster::{ExpectedVersion, Slot};
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
    domain::language::Locale,
    web::sample,
};

/// How many seconds a coordinator waits for the fairest roster: at first, then, if they look further, longer and longer. Each
/// time begins anew, so that nothing has to be kept between them, and what was found stands on the page until then.
const SECONDS: [u64; 4] = [2, 4, 8, 16];
/// So many duties are listed one by one; the others are taken with them.
const LISTED: usize = 300;

pub fn routes() -> Vec<PageRoute> {
    vec![
        page("/manage/c/{slug}/share").get(show).draws::<SharePage>().post(take),
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
    /// How many duties would go to somebody else.
    changes: usize,
    /// All of them, as they are sent.
    given: String,
    open: Vec<OpenRow>,
    /// How many duties nobody can have.
    open_count: usize,
    /// How good it is.
    verdict: String,
    /// Where to look longer, when something better may be found, and for how many seconds.
    further: Option<(String, u64)>,
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
    /// How long to look.
    seconds: u64,
}

impl ShareQuery {
    /// The longest time that was asked for, of those there are.
    fn seconds(&self) -> u64 {
        let longest = SECONDS.into_iter().rev().find(|seconds| *seconds <= self.seconds);
        longest.unwrap_or(SECONDS[0])
    }

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
        let slots = shared.draft.draft.slots.iter().map(|slot| (slot.id, slot));
        let told = Told {
            t: page.t,
            shared,
            slots: slots.collect(),
        };
        let choice = |code: &str| Choice::new(code, page.say(&format!("manage-share-{code}")), only);
        Self {
            which: ["empty", "all", "these"]
                .into_iter()
                .filter(|code| *code != "these" || only == "these")
                .map(choice)
                .collect(),
            ticked: Vec::new(),
            rows: shared
                .given
                .iter()
                .take(LISTED)
                .filter_map(|given| told.row(given))
                .collect(),
            changes: shared.given.len(),
            given: sent(&shared.given),
            open_count: shared.uncovered.len(),
            further: None,
            open: shared
                .uncovered
                .iter()
                .take(LISTED)
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
    slots: HashMap<SlotId, &'a Slot>,
}

impl Told<'_> {
    fn row(&self, given: &Given) -> Option<GivenRow> {
        Some(GivenRow {
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
        let slot = self.slots.get(&id)?;
        Some(sentences::capital(&sentences::duty(
            slot.date,
            slot.hours,
            self.t.locale(),
        )))
    }
}

/// Which duty goes to whom.
type Sent = Vec<(SlotId, Option<StaffId>)>;

/// Duties by whom they go to, without what makes forms long: `person.slot.slot-person.slot`; `0` is nobody.
fn sent(given: &[Given]) -> String {
    let mut by_person: BTreeMap<Option<StaffId>, String> = BTreeMap::new();
    for one in given {
        let slots = by_person.entry(one.is).or_default();
        slots.push('.');
        slots.push_str(&one.slot.0.simple().to_string());
    }
    let person = |id: Option<StaffId>| id.map_or_else(|| "0".to_owned(), |id| id.0.simple().to_string());
    let pieces = by_person.into_iter().map(|(id, slots)| person(id) + &slots);
    pieces.collect::<Vec<_>>().join("-")
}

/// What [`sent`] made; nothing of anything else.
fn read_sent(text: &str) -> Option<Sent> {
    let mut given = Vec::new();
    for piece in text.split('-') {
        let (person, slots) = piece.split_once('.')?;
        let person = match person {
            "0" => None,
            id => Some(id.parse().ok()?),
        };
        for slot in slots.split('.') {
            given.push((slot.parse().ok()?, person));
        }
    }
    Some(given)
}

async fn show(visit: Visit<Slug>, request: HttpRequest) -> Answer {
    let query: ShareQuery = read_fields(request.query_string(), MAX_FIELDS)?;
    html(&drawn(&visit, &query).await?)
}

async fn drawn(visit: &Visit<Slug>, query: &ShareQuery) -> Result<SharePage, ActionError> {
    let (cx, actor, slug, any) = (visit.cx(), &visit.actor, visit.named.clone(), ExpectedVersion::Any);
    let ((which, only), seconds) = (query.which(), query.seconds());
    let ticked: Vec<SlotId> = match &which {
        Which::These(slots) => slots.iter().copied().collect(),
        Which::Empty | Which::All => Vec::new(),
    };
    let shared = share::propose(cx, actor, slug.clone(), which, Duration::from_secs(seconds), any).await?;
    let page = visit.layout().at(format!("/manage/c/{slug}/share"));
    let longer = SECONDS
        .into_iter()
        .find(|longer| *longer > seconds && shared.was_stopped);
    let slots: String = ticked.iter().map(|slot| format!("&slots={slot}")).collect();
    let further = longer.map(|longer| (format!("share?only={only}&seconds={longer}{slots}"), longer));
    Ok(SharePage {
        ticked,
        further,
        ..SharePage::new(page, &shared, only)
    })
}

/// A proposal that is taken.
#[derive(Default, Deserialize)]
#[serde(default)]
struct TakeForm {
    version: String,
    given: String,
}

impl TakeForm {
    fn read(&self) -> Result<(Sent, ExpectedVersion), ActionError> {
        let mut reader = FieldReader::default();
        let given = reader.required("given", &self.given, Fault::Unknown, read_sent);
        let version = reader.version(&self.version);
        reader.finish(|| Some((given?, version?)))
    }
}

async fn take(Editor(visit, Form(form)): Editor<Form<TakeForm>, Slug>) -> Answer {
    let taken = async {
        let (given, version) = form.read()?;
        roster::assign(visit.cx(), &visit.actor, visit.named.clone(), given, version).await
    };
    let taken = taken.await;
    let roster = taken.map(|()| visit.link(&format!("/manage/c/{}?done=staff-picked", visit.named)));
    answer(visit.t(), roster, async |refusal| {
        let t = visit.t();
        match &refusal.error {
            ActionError::Stale => refusal.say(t.say("manage-share-stale")),
            ActionError::Taken(_) => refusal.say(t.say("manage-pick-taken-elsewhere")),
            ActionError::Invalid(_) => refusal.say(t.say("manage-pick-unknown")),
            _ => {}
        }
        Ok(drawn(&visit, &ShareQuery::default()).await?)
    })
    .await
}

async fn set_rules(Editor(visit, Form(form)): Editor<Form<RulesForm>, Slug>) -> Answer {
    let set = async {
        let (rules, version) = form.read()?;
        share::set_rules(visit.cx(), &visit.actor, visit.named.clone(), rules, version).await
    };
    let set = set.await.map_err(|error| error.renamed("min_rest_minutes", "min_rest"));
    let share = set.map(|()| visit.link(&format!("/manage/c/{}/share?done=rules-set", visit.named)));
    answer(visit.t(), share, async |refusal| {
        let mut page = drawn(&visit, &ShareQuery::default()).await?;
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
            was_stopped: !optimal,
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
        let mut further = draw(&shared(given.clone(), Vec::new(), false), "all");
        further.further = Some(("share?only=all&seconds=4".to_owned(), 4));
        vec![
            ("share", draw(&shared(given.clone(), Vec::new(), true), "empty")),
            ("share-by-new-rules", ruled),
            ("share-open", draw(&shared(given, open, false), "all")),
            ("share-further", further),
            ("share-rules-again", refused),
            ("share-these", draw(&shared(some, Vec::new(), true), "these")),
            ("share-nothing", draw(&shared(Vec::new(), Vec::new(), true), "empty")),
        ]
    }
}
