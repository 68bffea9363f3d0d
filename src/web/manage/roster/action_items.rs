//! What is to be settled beside the roster, with links that help.

use crate::domain::attention::{Attention, Concern, When};
use crate::domain::candidate::rank;
use crate::domain::finding::{Finding, Problem, Severity};
use crate::domain::staff::StaffMember;
use crate::domain::swap::{Swap, SwapState};
use crate::domain::time::local;
use crate::domain::workload::Workload;
use crate::i18n::{dates, sentences};
use crate::web::manage::message::outbox::why_unsent;
use crate::web::manage::revision::planned::PlannedLine;
use crate::web::manage::roster::presenter::RosterPresenter;

/// How much something matters.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// A duty is near or runs.
    Urgent,
    /// It blocks publishing.
    Blocks,
    Warns,
}

/// Something to be settled, with ways to settle it.
pub struct ActionItem {
    pub weight: Weight,
    /// Day and hours it is about.
    pub head: Option<String>,
    pub sentence: String,
    /// Somebody to whom the duty is given with one press.
    pub give: Option<Give>,
    /// Addresses and words of what helps.
    pub fixes: Vec<(String, String)>,
}

/// A duty given to somebody, as the form of the rows sends it.
pub struct Give {
    pub field: String,
    pub value: String,
    pub name: String,
}

/// So many are shown; the others when these are settled.
const MOST: usize = 60;

/// All of it: what the published duties need, what the check of the draft found, and what residents are to be told. With it
/// how many there are beside those shown.
pub fn items(roster: &RosterPresenter, load: &Workload) -> (Vec<ActionItem>, usize) {
    let needs = roster.standing.attention.iter().map(|need| needed(roster, need));
    let offers = roster.standing.offers.iter().filter_map(|offer| offered(roster, offer));
    let findings = &roster.draft.report.findings;
    let helper = Helper { roster, load };
    let shown = findings.iter().take(MOST);
    let items = needs
        .chain(prevented(roster))
        .chain(offers)
        .chain(shown.map(|finding| helper.to_settle(finding)))
        .chain(phone_mode_open(roster));
    (items.collect(), findings.len().saturating_sub(MOST))
}

/// A planned publication that did not take place, or will not.
fn prevented(roster: &RosterPresenter) -> Option<ActionItem> {
    let planned = roster.standing.preview.planned.as_ref()?;
    let line = PlannedLine::new(planned, roster.draft, roster.t);
    Some(ActionItem {
        weight: if line.waits { Weight::Warns } else { Weight::Urgent },
        head: None,
        sentence: format!("{} {}", line.sentence, line.trouble?),
        give: None,
        fixes: vec![(roster.address("publish"), roster.t.say("manage-check-and-publish"))],
    })
}

/// Nobody has said what a call is worth, and so the residents' page does not say it.
fn phone_mode_open(roster: &RosterPresenter) -> Option<ActionItem> {
    let settings = (
        roster.address("settings#phone_mode"),
        roster.t.say("manage-settings-title"),
    );
    let is_open = roster.draft.consultation.phone_mode.is_none();
    is_open.then(|| ActionItem {
        weight: Weight::Warns,
        head: None,
        sentence: roster.t.say("manage-need-phone-mode"),
        give: None,
        fixes: vec![settings],
    })
}

/// A duty that is offered, when nobody took it in time or it waits for approval.
fn offered(roster: &RosterPresenter, offer: &Swap) -> Option<ActionItem> {
    if !offer.needs_coordinator(roster.now) {
        return None;
    }
    let (t, locale) = (roster.t, roster.t.locale());
    let (key, fix, person) = match (offer.state, offer.taken_by) {
        (SwapState::AwaitingApproval, Some(taker)) => ("manage-need-swap-approval", "manage-fix-swap-approval", taker),
        _ => ("manage-need-swap-open", "manage-fix-swap", offer.from),
    };
    let name = roster.member(person).map_or("", |member| member.name.as_str());
    let starts_at = local(offer.span.starts_at, roster.draft.consultation.zone);
    Some(ActionItem {
        weight: Weight::Urgent,
        head: Some(sentences::capital(&dates::moment(starts_at, locale))),
        sentence: t.say_one(key, "name", name),
        give: None,
        fixes: vec![(roster.address(&format!("swaps/{}", offer.slot)), t.say(fix))],
    })
}

fn needed(roster: &RosterPresenter, need: &Attention) -> ActionItem {
    let (t, locale) = (roster.t, roster.t.locale());
    let starts_at = local(need.starts_at, roster.draft.consultation.zone);
    let member = need.staff().and_then(|staff| roster.member(staff));
    let name = member.map_or("", |member| member.name.as_str());
    let running = need.when == When::Running;
    let sentence = match &need.concern {
        Concern::Nobody if running => t.say("manage-need-nobody-now"),
        Concern::Nobody => t.say("manage-need-nobody"),
        Concern::Unconfirmed(_) if running => t.say_one("manage-need-unconfirmed-now", "name", name),
        Concern::Unconfirmed(_) => t.say_one("manage-need-unconfirmed", "name", name),
        Concern::Unreached { reason, .. } => {
            let values = [("name", name.into()), ("reason", why_unsent(reason, t).into())];
            t.say_with("manage-need-unreached", &values)
        }
    };
    let person = member.map(|member| (format!("/{locale}/manage/staff/{}", member.id), member.name.clone()));
    let outbox = || (format!("/{locale}/manage/outbox"), t.say("manage-outbox-title"));
    let outbox = matches!(need.concern, Concern::Unreached { .. }).then(outbox);
    let other = (need.when != When::Over).then(|| other_person(roster, need));
    let coming = need.when == When::Coming && member.is_some();
    let stand_in = coming.then(|| {
        (
            roster.address(&format!("swaps/{}", need.slot)),
            t.say("manage-fix-swap"),
        )
    });
    ActionItem {
        weight: match need.when {
            When::Over => Weight::Warns,
            When::Running | When::Coming => Weight::Urgent,
        },
        head: Some(sentences::capital(&dates::moment(starts_at, locale))),
        sentence,
        give: None,
        fixes: person.into_iter().chain(stand_in).chain(other).chain(outbox).collect(),
    }
}

/// Where somebody else is put on a duty: its slot, or publishing, when the draft differs from what is published already.
fn other_person(roster: &RosterPresenter, need: &Attention) -> (String, String) {
    let drafted = roster.slot(need.slot);
    if drafted.is_some_and(|slot| roster.published(slot).is_some()) {
        let slot = roster.address(&format!("slots/{}", need.slot));
        (slot, roster.t.say("manage-fix-assign"))
    } else {
        (roster.address("publish"), roster.t.say("manage-check-and-publish"))
    }
}

/// What the check found, with what helps.
struct Helper<'a> {
    roster: &'a RosterPresenter<'a>,
    load: &'a Workload,
}

impl Helper<'_> {
    fn to_settle(&self, finding: &Finding) -> ActionItem {
        let locale = self.roster.t.locale();
        ActionItem {
            weight: match finding.severity {
                Severity::Blocks => Weight::Blocks,
                Severity::Warns => Weight::Warns,
            },
            head: sentences::finding_place(finding, locale),
            sentence: sentences::capital(&sentences::finding_words(finding, locale)),
            give: self.give(finding),
            fixes: self.fixes(finding),
        }
    }

    /// The first who can take a duty with whose person something is wrong.
    fn give(&self, finding: &Finding) -> Option<Give> {
        if !is_about_person(&finding.problem) || !self.roster.can_edit {
            return None;
        }
        let (consultation, standing) = (&self.roster.draft.consultation, self.roster.standing);
        let slot = self.roster.slot(finding.slot?)?;
        let ahead = slot.span(consultation.zone).starts_at > self.roster.now;
        let others = standing.people.iter();
        let others = others.filter(|member| member.serves(consultation.unit.id) && slot.staff != Some(member.id));
        let others: Vec<&StaffMember> = others.collect();
        let ranked = rank(slot, consultation.zone, &others, &standing.booked, self.load);
        let best = ranked
            .first()
            .filter(|one| ahead && one.cannot.is_none() && one.speaks)?;
        Some(Give {
            field: format!("staff-{}", slot.id.0.simple()),
            value: best.staff.to_string(),
            name: self.roster.member(best.staff)?.name.clone(),
        })
    }

    fn fixes(&self, finding: &Finding) -> Vec<(String, String)> {
        let (roster, locale) = (self.roster, self.roster.t.locale());
        let fix = |href: String, key: &str| (href, roster.t.say(key));
        let slot = |key: &str| {
            finding
                .slot
                .map(|slot| fix(roster.address(&format!("slots/{slot}")), key))
        };
        match (&finding.problem, finding.date) {
            (Problem::EmptyRoster, _) => vec![
                fix(format!("/{locale}/manage/import"), "manage-fix-import"),
                fix(roster.address("slots/new"), "manage-fix-add"),
            ],
            (Problem::NoStaff, _) => vec![
                fix(roster.address("share"), "manage-fix-share"),
                fix(format!("/{locale}/manage/staff"), "manage-staff-title"),
            ],
            (Problem::TitleMissing { locales }, _) => {
                let field = locales.first().map(|locale| format!("settings#text-{locale}-title"));
                let field = field.unwrap_or_else(|| "settings".to_owned());
                vec![fix(roster.address(&field), "manage-settings-title")]
            }
            (Problem::DayUncovered { gaps, .. } | Problem::DayPartlyCovered { gaps, .. }, Some(date)) => vec![
                fix(roster.new_slot(date, gaps.first()), "manage-fix-add"),
                fix(roster.address(&format!("days?date={date}")), "manage-fix-exempt"),
            ],
            (Problem::OutsideHours { .. }, Some(date)) => {
                let day = fix(roster.address(&format!("days?date={date}")), "manage-fix-hours");
                slot("manage-fix-edit").into_iter().chain([day]).collect()
            }
            (Problem::OutsidePeriod, _) => {
                let period = fix(roster.address("settings#first_day"), "manage-fix-period");
                slot("manage-fix-edit").into_iter().chain([period]).collect()
            }
            (Problem::Unreachable { .. }, _) => self.person(finding).into_iter().collect(),
            (problem, _) if is_about_person(problem) => slot("manage-fix-assign").into_iter().collect(),
            _ => slot("manage-fix-edit").into_iter().collect(),
        }
    }

    /// Where the address of whoever has the duty is added.
    fn person(&self, finding: &Finding) -> Option<(String, String)> {
        let member = self.roster.member(self.roster.slot(finding.slot?)?.staff?)?;
        let address = format!("/{}/manage/staff/{}#email", self.roster.t.lang(), member.id);
        Some((
            address,
            self.roster.t.say_one("manage-fix-address", "name", &member.name),
        ))
    }
}

/// Whether somebody else on the duty would settle it.
fn is_about_person(problem: &Problem) -> bool {
    matches!(
        problem,
        Problem::Unassigned
            | Problem::StaffAbsent
            | Problem::StaffRetired
            | Problem::StaffTwice
            | Problem::StaffElsewhere
            | Problem::LanguageMissing { .. }
            | Problem::ShortRest { .. }
            | Problem::OverLimit { .. }
    )
}
