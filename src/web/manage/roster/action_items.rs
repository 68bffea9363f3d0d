//! What is to be settled beside the roster, with links that help.

use crate::actions::reminder::Unsent;
use crate::domain::coverage::{Finding, Problem, Severity};
use crate::domain::time::local;
use crate::i18n::{dates, sentences};
use crate::web::manage::message::outbox::why_unsent;
use crate::web::manage::roster::presenter::RosterPresenter;

/// Something to be settled, with ways to settle it.
pub struct ActionItem {
    /// Whether it blocks publishing.
    pub stops: bool,
    /// Day and hours it is about.
    pub head: Option<String>,
    pub sentence: String,
    /// Addresses and words of what helps.
    pub fixes: Vec<(String, String)>,
}

/// What the check found.
pub fn found(roster: &RosterPresenter) -> Vec<ActionItem> {
    let findings = roster.draft.report.findings.iter();
    findings.map(|finding| to_settle(roster, finding)).collect()
}

/// Reminders nobody got.
pub fn missed(roster: &RosterPresenter) -> Vec<ActionItem> {
    roster
        .unsent
        .iter()
        .filter_map(|unsent| not_reached(roster, unsent))
        .collect()
}

fn not_reached(roster: &RosterPresenter, unsent: &Unsent) -> Option<ActionItem> {
    let (t, locale) = (roster.t, roster.t.locale());
    let member = roster.member(unsent.staff)?;
    let when = local(unsent.starts_at, roster.draft.consultation.zone);
    let person = format!("/{locale}/manage/staff/{}", member.id);
    let outbox = format!("/{locale}/manage/outbox");
    Some(ActionItem {
        stops: false,
        head: Some(sentences::capital(&dates::moment(when, locale))),
        sentence: format!("{}: {}", member.name, why_unsent(&unsent.reason, t)),
        fixes: vec![(person, member.name.clone()), (outbox, t.say("manage-outbox-title"))],
    })
}

fn to_settle(roster: &RosterPresenter, finding: &Finding) -> ActionItem {
    let locale = roster.t.locale();
    ActionItem {
        stops: finding.severity == Severity::Blocks,
        head: sentences::finding_place(finding, locale),
        sentence: sentences::capital(&sentences::finding_words(finding, locale)),
        fixes: fixes(roster, finding),
    }
}

fn fixes(roster: &RosterPresenter, finding: &Finding) -> Vec<(String, String)> {
    let locale = roster.t.locale();
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
        (Problem::NoStaff, _) => {
            let slots = roster.draft.draft.slots.iter();
            let first = slots.filter(|slot| slot.answers_phone()).take(1);
            first
                .map(|slot| fix(roster.address(&format!("slots/{}", slot.id)), "manage-fix-assign"))
                .chain([fix(format!("/{locale}/manage/staff"), "manage-staff-title")])
                .collect()
        }
        (Problem::DayUncovered { gaps, .. } | Problem::DayPartlyCovered { gaps, .. }, Some(date)) => vec![
            fix(roster.new_slot(date, gaps.first()), "manage-fix-add"),
            fix(roster.address(&format!("days?date={date}")), "manage-fix-exempt"),
        ],
        (Problem::Unassigned | Problem::StaffAbsent, _) => slot("manage-fix-assign").into_iter().collect(),
        _ => slot("manage-fix-edit").into_iter().collect(),
    }
}
