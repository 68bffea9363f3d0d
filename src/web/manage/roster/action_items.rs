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

impl RosterPresenter<'_> {
    /// What the check found.
    pub fn found(&self) -> Vec<ActionItem> {
        let findings = self.draft.report.findings.iter();
        findings.map(|finding| self.finding(finding)).collect()
    }

    /// Reminders nobody got.
    pub fn missed(&self) -> Vec<ActionItem> {
        self.unsent.iter().filter_map(|unsent| self.unsent(unsent)).collect()
    }

    fn unsent(&self, unsent: &Unsent) -> Option<ActionItem> {
        let (t, locale) = (self.t, self.t.locale());
        let member = self.member(unsent.staff)?;
        let when = local(unsent.starts_at, self.draft.consultation.zone);
        let person = format!("/{locale}/manage/staff/{}", member.id);
        let outbox = format!("/{locale}/manage/outbox");
        Some(ActionItem {
            stops: false,
            head: Some(sentences::capital(&dates::moment(when, locale))),
            sentence: format!("{}: {}", member.name, why_unsent(&unsent.reason, t)),
            fixes: vec![(person, member.name.clone()), (outbox, t.say("manage-outbox-title"))],
        })
    }

    fn finding(&self, finding: &Finding) -> ActionItem {
        let locale = self.t.locale();
        ActionItem {
            stops: finding.severity == Severity::Blocks,
            head: sentences::finding_place(finding, locale),
            sentence: sentences::capital(&sentences::finding_words(finding, locale)),
            fixes: self.fixes(finding),
        }
    }

    fn fixes(&self, finding: &Finding) -> Vec<(String, String)> {
        let fix = |href: String, key: &str| (href, self.t.say(key));
        let slot = |key: &str| {
            finding
                .slot
                .map(|slot| fix(self.address(&format!("slots/{slot}")), key))
        };
        match (&finding.problem, finding.date) {
            (Problem::EmptyRoster, _) => vec![
                fix(format!("/{}/manage/import", self.t.lang()), "manage-fix-import"),
                fix(self.address("slots/new"), "manage-fix-add"),
            ],
            (Problem::DayUncovered { gaps, .. } | Problem::DayPartlyCovered { gaps, .. }, Some(date)) => vec![
                fix(self.new_slot(date, gaps.first()), "manage-fix-add"),
                fix(self.address(&format!("days?date={date}")), "manage-fix-exempt"),
            ],
            (Problem::Unassigned | Problem::StaffAbsent, _) => slot("manage-fix-assign").into_iter().collect(),
            _ => slot("manage-fix-edit").into_iter().collect(),
        }
    }
}
