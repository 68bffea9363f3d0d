//! The roster as lines of a table, and the findings beside it.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};

use crate::actions::reminder::Unsent;
use crate::actions::roster::CheckedDraft;
use crate::domain::calendar::{DayOff, Requirement};
use crate::domain::coverage::{DayCoverage, Finding, Problem, Severity, Verdict};
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::{Language, Locale};
use crate::domain::roster::{Slot, SlotMode, SlotState};
use crate::domain::staff::StaffMember;
use crate::domain::time::{Hours, local};
use crate::i18n::{Texts, dates, languages, sentences};
use crate::web::manage::message::outbox::why_unsent;

/// Who confirmed which slot, and when.
pub type Confirmations = BTreeMap<SlotId, (StaffId, DateTime<Utc>)>;

/// One line of the table.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Line {
    /// `quiet`, `bad`, `off` or nothing.
    pub class: &'static str,
    /// Whether the line is about today.
    pub today: bool,
    /// The day or days.
    pub day: String,
    /// Where a click on the day leads.
    pub href: Option<String>,
    /// Hours of a duty.
    pub hours: String,
    /// Numbers of a duty.
    pub phones: Vec<String>,
    /// Who is on duty.
    pub who: String,
    /// What goes with it: languages, how it is held.
    pub detail: String,
    /// State: class, mark and word.
    pub tag: Option<Tag>,
    /// Words that stand instead of a duty.
    pub instead: Option<String>,
}

/// A state in a word and a mark.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// `tag-now`, `tag-warn`, `tag-stop` or nothing.
    pub class: &'static str,
    /// The word with its mark.
    pub words: String,
}

/// Something to be settled, with ways to settle it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ActionItem {
    /// Whether it blocks publishing.
    pub stops: bool,
    /// Day and hours it is about.
    pub head: Option<String>,
    /// What is wrong.
    pub sentence: String,
    /// Addresses and words of what helps.
    pub fixes: Vec<(String, String)>,
}

/// What turns a board into words.
#[derive(Clone, Copy)]
pub struct Reader<'a> {
    /// The board.
    pub board: &'a CheckedDraft,
    /// Everybody.
    pub staff: &'a [StaffMember],
    /// Who confirmed.
    pub confirmed: &'a Confirmations,
    /// Reminders nobody got.
    pub unsent: &'a [Unsent],
    /// "Now".
    pub now: DateTime<Utc>,
    /// In which language.
    pub locale: Locale,
}

impl Reader<'_> {
    fn texts(&self) -> Texts {
        Texts::new(self.locale)
    }

    fn today(&self) -> NaiveDate {
        local(self.now, self.board.consultation.zone).date()
    }

    fn address(&self, rest: &str) -> String {
        format!("/{}/manage/c/{}/{rest}", self.locale, self.board.consultation.slug)
    }

    /// The languages of every duty, when they are the same; then no row need say them.
    pub fn common_languages(&self) -> Option<&[Language]> {
        let mut all = self.board.draft.slots.iter().map(|slot| slot.languages.as_slice());
        let first = all.next()?;
        all.all(|languages| languages == first).then_some(first)
    }

    /// The lines of the table: every consultation day, and slots outside the period where they fall.
    pub fn lines(&self) -> Vec<Line> {
        let mut by_day: BTreeMap<NaiveDate, Vec<&Slot>> = BTreeMap::new();
        for slot in &self.board.draft.slots {
            by_day.entry(slot.date).or_default().push(slot);
        }
        let days: BTreeMap<NaiveDate, &DayCoverage> =
            self.board.report.days.iter().map(|day| (day.day.date, day)).collect();
        let mut dates: Vec<NaiveDate> = by_day.keys().chain(days.keys()).copied().collect();
        dates.sort();
        dates.dedup();

        let alike = self.common_languages().is_some();
        let mut lines = Vec::new();
        let mut off: Option<(NaiveDate, NaiveDate)> = None;
        for date in dates {
            let slots = by_day.get(&date).map_or(&[][..], Vec::as_slice);
            let day = days.get(&date).copied();
            let no_duty = slots.iter().all(|slot| slot.state == SlotState::Cancelled);
            let plain_off = slots.is_empty()
                && day.is_some_and(|day| {
                    matches!(
                        day.day.requirement,
                        Requirement::DayOff(DayOff::Weekend | DayOff::NoHours)
                    )
                });
            if plain_off {
                off = Some(off.map_or((date, date), |(first, _)| (first, date)));
                continue;
            }
            lines.extend(off.take().map(|period| self.days_off(period)));
            lines.extend(slots.iter().map(|slot| self.slot(slot, alike)));
            lines.extend(day.and_then(|day| self.beside(day, no_duty)));
        }
        lines.extend(off.take().map(|period| self.days_off(period)));
        lines
    }

    fn days_off(&self, (first, last): (NaiveDate, NaiveDate)) -> Line {
        Line {
            class: "quiet",
            today: (first..=last).contains(&self.today()),
            day: dates::days(first, last, self.locale),
            instead: Some(self.texts().say_n("manage-days-off", (last - first).num_days() + 1)),
            ..Line::default()
        }
    }

    /// What a day has besides its duties: a gap, a meeting, a reason why there is none.
    fn beside(&self, day: &DayCoverage, empty: bool) -> Option<Line> {
        let date = day.day.date;
        let line = Line {
            today: date == self.today(),
            day: dates::weekday_day(date, self.locale),
            ..Line::default()
        };
        match &day.day.requirement {
            Requirement::Duty(_) if !day.gaps.is_empty() => {
                let gaps: Vec<String> = day.gaps.iter().map(|gap| dates::hours(*gap, self.locale)).collect();
                let uncovered = day.verdict == Verdict::Uncovered;
                let key = if uncovered {
                    "manage-tag-uncovered"
                } else {
                    "manage-tag-partly"
                };
                Some(Line {
                    class: "bad",
                    href: Some(self.new_slot(date, day.gaps.first().copied())),
                    hours: gaps.join(", "),
                    who: self.texts().say("manage-nobody"),
                    tag: Some(Tag {
                        class: "tag-stop",
                        words: format!("✗ {}", self.texts().say(key)),
                    }),
                    ..line
                })
            }
            Requirement::Duty(_) => None,
            Requirement::Event(id) => {
                let event = self.board.calendar.events.iter().find(|event| event.id == *id)?;
                let hours = event
                    .hours
                    .map(|hours| dates::hours(hours, self.locale))
                    .unwrap_or_default();
                let title = event.title(self.locale).text;
                let values = [("title", title.into()), ("hours", hours.into())];
                let instead = Some(self.texts().say_with("manage-event-instead", &values));
                Some(Line {
                    class: "quiet",
                    instead,
                    ..line
                })
            }
            other if empty => {
                let href = matches!(other, Requirement::Exempt(_)).then(|| self.address("days"));
                Some(Line {
                    class: "quiet",
                    href,
                    instead: Some(sentences::requirement(other, self.locale)),
                    ..line
                })
            }
            _ => None,
        }
    }

    fn slot(&self, slot: &Slot, alike: bool) -> Line {
        let who = slot
            .staff
            .and_then(|id| self.staff.iter().find(|member| member.id == id));
        let cancelled = slot.state == SlotState::Cancelled;
        let mut detail = Vec::new();
        if !alike {
            detail.extend(languages::names(&slot.languages, self.locale));
        }
        if slot.mode != SlotMode::Phone {
            detail.push(sentences::slot_mode(slot.mode, self.locale));
        }
        detail.extend(slot.cancel_reason.clone());
        Line {
            class: if cancelled { "off" } else { "" },
            today: slot.date == self.today(),
            day: dates::weekday_day(slot.date, self.locale),
            href: Some(self.address(&format!("slots/{}", slot.id))),
            hours: dates::hours(slot.hours, self.locale),
            phones: slot
                .extensions
                .iter()
                .map(|extension| extension.display.clone())
                .collect(),
            who: who.map_or_else(|| self.texts().say("manage-nobody-yet"), |member| member.name.clone()),
            detail: detail.join(" · "),
            tag: Some(self.tag(slot)),
            instead: None,
        }
    }

    fn tag(&self, slot: &Slot) -> Tag {
        let confirmed = slot
            .staff
            .is_some_and(|staff| self.confirmed.get(&slot.id).is_some_and(|(who, _)| *who == staff));
        let over = slot.span(self.board.consultation.zone).ends_at <= self.now;
        let (class, mark, key) = match (slot.state, slot.staff) {
            (SlotState::Cancelled, _) => ("", "✗", "manage-tag-cancelled"),
            (SlotState::Planned, Some(_)) if over => ("", "–", "manage-tag-over"),
            (SlotState::Planned, None) => ("tag-warn", "!", "manage-tag-unassigned"),
            (SlotState::Planned, Some(_)) if confirmed => ("tag-now", "✓", "manage-tag-confirmed"),
            (SlotState::Planned, Some(_)) => ("", "…", "manage-tag-waits"),
        };
        Tag {
            class,
            words: format!("{mark} {}", self.texts().say(key)),
        }
    }

    /// What is to be settled, with links that help.
    pub fn todos(&self) -> Vec<ActionItem> {
        self.board
            .report
            .findings
            .iter()
            .map(|finding| self.todo(finding))
            .collect()
    }

    /// Reminders nobody got, with links that help.
    pub fn missed(&self) -> Vec<ActionItem> {
        self.unsent.iter().filter_map(|unsent| self.unsent(unsent)).collect()
    }

    fn unsent(&self, unsent: &Unsent) -> Option<ActionItem> {
        let t = self.texts();
        let member = self.staff.iter().find(|member| member.id == unsent.staff)?;
        let when = dates::moment(local(unsent.starts_at, self.board.consultation.zone), self.locale);
        Some(ActionItem {
            stops: false,
            head: Some(sentences::capital(&when)),
            sentence: format!("{}: {}", member.name, why_unsent(&unsent.reason, t)),
            fixes: vec![
                (
                    format!("/{}/manage/staff/{}", self.locale, member.id),
                    member.name.clone(),
                ),
                (format!("/{}/manage/outbox", self.locale), t.say("manage-outbox-title")),
            ],
        })
    }

    fn todo(&self, finding: &Finding) -> ActionItem {
        let t = self.texts();
        let mut fixes = Vec::new();
        match (&finding.problem, finding.slot, finding.date) {
            (Problem::EmptyRoster, ..) => {
                fixes.push((format!("/{}/manage/import", self.locale), t.say("manage-fix-import")));
                fixes.push((self.address("slots/new"), t.say("manage-fix-add")));
            }
            (Problem::DayUncovered { gaps, .. } | Problem::DayPartlyCovered { gaps, .. }, _, Some(date)) => {
                fixes.push((self.new_slot(date, gaps.first().copied()), t.say("manage-fix-add")));
                fixes.push((self.address(&format!("days?date={date}")), t.say("manage-fix-exempt")));
            }
            (Problem::Unassigned | Problem::StaffAbsent, Some(slot), _) => {
                fixes.push((self.address(&format!("slots/{slot}")), t.say("manage-fix-assign")));
            }
            (_, Some(slot), _) => fixes.push((self.address(&format!("slots/{slot}")), t.say("manage-fix-edit"))),
            _ => {}
        }
        let whole = sentences::finding_sentence(finding, self.locale);
        // A finding about a day begins with it: the day stands above the rest, where the eye looks for it.
        let (head, sentence) = match whole.split_once(": ") {
            Some((head, rest)) if finding.date.is_some() => (Some(head.to_owned()), sentences::capital(rest)),
            _ => (None, whole),
        };
        ActionItem {
            stops: finding.severity == Severity::Blocks,
            head,
            sentence,
            fixes,
        }
    }

    fn new_slot(&self, date: NaiveDate, hours: Option<Hours>) -> String {
        let hours = hours
            .map(|hours| {
                format!(
                    "&start={}&end={}",
                    hours.start.format("%H:%M"),
                    hours.end.format("%H:%M")
                )
            })
            .unwrap_or_default();
        self.address(&format!("slots/new?date={date}{hours}"))
    }

    /// Hours per person, most first: name, minutes, words.
    pub fn loads(&self) -> Vec<Workload> {
        let zone = self.board.consultation.zone;
        let mut minutes: BTreeMap<StaffId, i64> = BTreeMap::new();
        for slot in self
            .board
            .draft
            .slots
            .iter()
            .filter(|slot| slot.state == SlotState::Planned)
        {
            if let Some(staff) = slot.staff {
                *minutes.entry(staff).or_default() += slot.span(zone).minutes();
            }
        }
        let mut loads: Vec<Workload> = minutes
            .into_iter()
            .filter_map(|(id, minutes)| {
                let name = self.staff.iter().find(|member| member.id == id)?.name.clone();
                Some(Workload {
                    name,
                    minutes,
                    words: dates::length(minutes, self.locale),
                })
            })
            .collect();
        loads.sort_by(|a, b| (b.minutes, &a.name).cmp(&(a.minutes, &b.name)));
        loads
    }
}

/// How long somebody is on duty in all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workload {
    /// Who.
    pub name: String,
    /// How long, in minutes.
    pub minutes: i64,
    /// How long, in words.
    pub words: String,
}
