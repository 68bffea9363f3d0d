//! What the samples of the coordinator's pages share: the demo's roster on 20 June 2024 with a gap, before and after;
//! rosters at the edges; calls.

use std::collections::BTreeMap;

use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

use crate::actions::revision::{Confirmations, PublishPreview, Standing};
use crate::actions::roster::CheckedDraft;
use crate::actions::swap::{Live, OfConsultation, StandIns};
use crate::domain::absence::Absence;
use crate::domain::access::{Access, Actor, Role};
use crate::domain::attention::{Expected, Undelivered, attention};
use crate::domain::calendar::{DayRule, Event};
use crate::domain::call::{Call, CallKind, CallOutcome};
use crate::domain::candidate::Booked;
use crate::domain::consultation::Consultation;
use crate::domain::contribution::ContributionState;
use crate::domain::coverage::check;
use crate::domain::extension::Extension;
use crate::domain::ids::{AbsenceId, ExtensionId, PublicationId, RevisionId, StaffId, UnitId, UserId};
use crate::domain::language::{Language, Locale};
use crate::domain::publication::{PlannedPublication, Prevented};
use crate::domain::reminder::{DEFAULT_LEADS, Told, plan};
use crate::domain::revision::persons::handovers;
use crate::domain::revision::{Assignments, Difference, PublishedSlot, Revision};
use crate::domain::roster::{Draft, Slot, SlotMode, SlotState, Source};
use crate::domain::staff::StaffMember;
use crate::domain::swap::{Swap, SwapState};
use crate::domain::time::DEFAULT_ZONE;
use crate::domain::unit::{Unit, UnitNames};
use crate::domain::workload::Share;
use crate::web::desk::sample::{self as desk, call, offer};
use crate::web::page::layout::Layout;
pub use crate::web::public::sample::at;
use crate::web::public::sample::{hours, otwarty_krakow, slot, unit};

/// A name as long as names get, with everything HTML minds.
pub const LONG_NAME: &str = "Олександра-Валентина Переяславська-Константинопольська <заступниця> & \"координаторка\"";

/// A title as long as titles get.
pub const LONG_TITLE: &str = "Проєкт змін до місцевого плану просторового розвитку «Всесвітньовідомоархітектурний» & \
                              <Zmiany miejscowego planu zagospodarowania przestrzennego obszaru „Zakrzówek–Pychowice”>";

/// The frame of a coordinator's page.
pub fn coordinator(locale: Locale, path: &str) -> Layout {
    let actor = Actor {
        user: UserId(Uuid::nil()),
        name: "Stanowisko 5769".to_owned(),
        access: Access::of_roles(&[(unit().id, Role::Coordinator)].into()),
        staff: None,
    };
    Layout::signed_in(locale, path, &actor)
}

/// Two offices; the first holds the consultation.
pub fn units() -> [Unit; 2] {
    let second = UnitNames::checked(&[(Locale::Pl, LONG_TITLE.chars().take(150).collect())].into());
    [
        unit(),
        Unit {
            id: UnitId(Uuid::from_u128(2)),
            slug: "wydzial".parse().unwrap(),
            names: second.unwrap(),
        },
    ]
}

/// A day of 2024.
pub fn date(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2024, month, day).unwrap()
}

fn extension(display: &str) -> Extension {
    let phone: crate::domain::extension::Phone = display.parse().unwrap();
    let number: u128 = phone.e164().trim_start_matches('+').parse().unwrap();
    Extension {
        id: ExtensionId(Uuid::from_u128(number)),
        phone,
        display: display.to_owned(),
    }
}

/// The lines of the office.
pub fn lines() -> Vec<Extension> {
    ["5769", "7804", "7809", "7808", "7821", "5806", "6062"]
        .map(|desk| extension(&format!("12 616 {desk}")))
        .into()
}

/// Their numbers as printed.
pub fn numbers() -> Vec<String> {
    lines().into_iter().map(|line| line.display).collect()
}

/// One person at each line: the demo names them by it. The last cannot be reached.
pub fn staff() -> Vec<StaffMember> {
    let languages = |codes: &[&str]| -> Vec<Language> { codes.iter().map(|code| code.parse().unwrap()).collect() };
    (1..)
        .zip(lines())
        .map(|(number, line): (u128, _)| StaffMember {
            name: format!("Stanowisko {}", line.phone.last_four()),
            email: (number < 7).then(|| format!("{}@demo.example", line.phone.last_four()).parse().unwrap()),
            languages: languages(if number.is_multiple_of(2) {
                &["pl", "uk"]
            } else {
                &["pl"]
            }),
            locale: Locale::Pl,
            extension: Some(line.id),
            ..StaffMember::new(StaffId(Uuid::from_u128(number)), unit().id)
        })
        .collect()
}

/// The same people, one with a name and absences that take room.
pub fn long_staff() -> Vec<StaffMember> {
    let mut staff = staff();
    staff[0].name = LONG_NAME.to_owned();
    staff[0].languages = Language::offered();
    staff[0].email = Some(
        format!("{}@{}.example", "a".repeat(60), "dlugi-wydzial".repeat(4))
            .parse()
            .unwrap(),
    );
    staff[0].absences = (1..=6)
        .map(|month| {
            let id = AbsenceId(Uuid::from_u128(month.into()));
            Absence::days(id, date(month, 27), date(month + 1, 3), DEFAULT_ZONE)
        })
        .collect();
    staff
}

fn drafted(published: &PublishedSlot, staff: &[StaffMember]) -> Slot {
    let extensions: Vec<Extension> = published
        .extensions
        .iter()
        .map(|line| extension(&line.display))
        .collect();
    let holder = staff
        .iter()
        .find(|member| extensions.iter().any(|line| member.extension == Some(line.id)));
    Slot {
        id: published.id,
        date: published.date,
        hours: published.hours,
        languages: published.languages.clone(),
        mode: published.mode,
        state: published.state,
        cancel_reason: None,
        staff: holder.map(|member| member.id),
        source: Some(Source {
            line: 27,
            text: "13 czerwca (czwartek)\t15.00-18.00\t12 616 5769".to_owned(),
        }),
        extensions,
    }
}

fn checked(
    consultation: Consultation,
    events: Vec<Event>,
    rules: BTreeMap<NaiveDate, DayRule>,
    slots: Vec<Slot>,
) -> CheckedDraft {
    let calendar = consultation.calendar(events, rules);
    let report = check(&consultation, calendar.days(), &slots);
    CheckedDraft {
        consultation,
        calendar,
        draft: Draft { version: 7, slots },
        report,
    }
}

/// The roster as imported: every day covered.
pub fn covered() -> CheckedDraft {
    let facts = otwarty_krakow();
    let slots = facts.slots.iter().map(|slot| drafted(slot, &staff())).collect();
    let mornings = [date(6, 18), date(6, 28)].map(|day| (day, DayRule::Hours(vec![hours(10, 14)])));
    checked(facts.consultation, facts.events, BTreeMap::from(mornings), slots)
}

/// The same roster with everything a coordinator may have to settle.
pub fn troubled() -> CheckedDraft {
    let CheckedDraft {
        mut consultation,
        calendar,
        draft,
        ..
    } = covered();
    consultation.phone_mode = None;
    let mut slots = draft.slots;
    slots.remove(3);
    slots[6].hours = hours(16, 18);
    slots[7].staff = None;
    slots[8].extensions.clear();
    slots[8].mode = SlotMode::Hybrid;
    slots[9].state = SlotState::Cancelled;
    slots[9].cancel_reason = Some("phone_fault".into());
    let staff = staff();
    let more = [
        slot(60, date(6, 16), hours(10, 12), "12 616 5769"),
        slot(61, date(7, 8), hours(15, 18), "12 616 7804"),
        slot(62, date(7, 1), hours(16, 17), "12 616 6062"),
    ];
    slots.extend(more.iter().map(|slot| drafted(slot, &staff)));
    slots.sort_by_key(|slot| (slot.date, slot.hours.start));
    let rules = BTreeMap::from([
        (date(7, 4), DayRule::Exempt("awaria centrali".to_owned())),
        (date(7, 5), DayRule::Hours(vec![hours(9, 11), hours(15, 18)])),
    ]);
    checked(consultation, calendar.events, rules, slots)
}

/// The same roster before anybody was given a duty.
pub fn unstaffed() -> CheckedDraft {
    let CheckedDraft {
        consultation,
        calendar,
        mut draft,
        ..
    } = covered();
    for slot in &mut draft.slots {
        slot.staff = None;
    }
    checked(consultation, calendar.events, calendar.rules, draft.slots)
}

/// No duty at all.
pub fn empty() -> CheckedDraft {
    let facts = otwarty_krakow();
    checked(facts.consultation, facts.events, BTreeMap::new(), Vec::new())
}

/// A consultation that asks for no duty at all.
pub fn free() -> CheckedDraft {
    let facts = otwarty_krakow();
    let mut consultation = facts.consultation;
    consultation.required.0 = BTreeMap::new();
    checked(consultation, facts.events, BTreeMap::new(), Vec::new())
}

/// Sixty duties under the longest words, eight numbers in the first of them.
pub fn crowded() -> CheckedDraft {
    let mut facts = otwarty_krakow();
    for text in facts.consultation.texts.0.values_mut() {
        LONG_TITLE.clone_into(&mut text.title);
    }
    facts.consultation.last_day = date(9, 13);
    let staff = long_staff();
    let numbers: Vec<Extension> = lines().into_iter().chain([extension("+380 44 123 45 67")]).collect();
    let mut slots: Vec<Slot> = facts
        .consultation
        .first_day
        .iter_days()
        .filter(|day| facts.consultation.required.on(chrono::Datelike::weekday(day)).len() == 1)
        .zip(200..)
        .take(60)
        .map(|(day, number)| drafted(&slot(number, day, hours(15, 18), "12 616 5769"), &staff))
        .collect();
    slots[0].extensions = numbers;
    slots[0].languages = Language::offered();
    slots[1].cancel_reason = Some(LONG_TITLE.into());
    slots[1].state = SlotState::Cancelled;
    facts.events[0].title = BTreeMap::from([(Locale::Pl, LONG_TITLE.to_owned())]);
    checked(facts.consultation, facts.events, BTreeMap::new(), slots)
}

fn published(checked: &CheckedDraft) -> (Vec<PublishedSlot>, Assignments) {
    let slots = &checked.draft.slots;
    let assigned = slots.iter().filter_map(|slot| Some((slot.id, slot.staff?)));
    (
        slots
            .iter()
            .map(|slot| PublishedSlot::of(slot, checked.consultation.zone))
            .collect(),
        assigned.collect(),
    )
}

/// What publishing a draft would do, after the draft that was published as the third revision.
pub fn preview(checked: CheckedDraft, last: Option<&CheckedDraft>) -> PublishPreview {
    let before = last.map(published).unwrap_or_default();
    let after = published(&checked);
    let mut difference = Difference::between((&before.0, &before.1), (&after.0, &after.1));
    if let Some(last) = last {
        difference = difference.with_calendars(&last.calendar, &checked.calendar);
    }
    let reminders = plan(&after.0, &after.1, &DEFAULT_LEADS, at(6, 20, 15, 40));
    let mut told: BTreeMap<StaffId, Told> = BTreeMap::new();
    for (number, reminder) in reminders.iter().enumerate() {
        let told = told.entry(reminder.staff).or_default();
        told.more += 1;
        told.untrue += number % 3;
    }
    PublishPreview {
        difference,
        handovers: handovers((&before.0, &before.1), (&after.0, &after.1)),
        reminders,
        told,
        planned: None,
        assigned: before.1,
        last: last.map(|last| Revision {
            id: RevisionId(Uuid::nil()),
            consultation: last.consultation.id,
            number: 3,
            published_at: at(6, 14, 9, 30),
            published_by: UserId(Uuid::nil()),
            accepted: Vec::new(),
            slots: before.0,
            calendar: last.calendar.clone(),
        }),
        checked,
    }
}

/// A plan to publish a draft on 21 June at 8 in the morning.
pub fn planned(draft: &CheckedDraft, prevented: Option<Prevented>) -> PlannedPublication {
    PlannedPublication {
        id: PublicationId(Uuid::nil()),
        consultation: draft.consultation.id,
        due_at: at(6, 21, 8, 0),
        planned_by: UserId(Uuid::nil()),
        draft_version: draft.draft.version,
        accepted: Vec::new(),
        prevented,
    }
}

/// The same with what its published duties need: the first six are confirmed, two reminders did not arrive.
pub fn standing(preview: PublishPreview, people: &[StaffMember], now: DateTime<Utc>) -> Standing {
    let assigned = &preview.assigned;
    let slots = preview.last.as_ref().map_or(&[][..], |last| &last.slots);
    let held = slots.iter().filter_map(|slot| Some((slot, *assigned.get(&slot.id)?)));
    let confirmed: Confirmations = held
        .clone()
        .take(2)
        .map(|(slot, staff)| (slot.id, (staff, at(6, 13, 12, 0))))
        .collect();
    let missed = held.clone().filter(|(slot, _)| slot.span.starts_at > now).skip(2);
    let missed = missed
        .zip(["too-late", "no-address"])
        .map(|((slot, staff), reason)| Undelivered {
            slot: slot.id,
            staff,
            starts_at: slot.span.starts_at,
            reason: reason.to_owned(),
        });
    let duties = slots.iter().map(|slot| Expected {
        slot: slot.clone(),
        staff: assigned.get(&slot.id).copied(),
        confirmed: confirmed.contains_key(&slot.id),
    });
    let attention = attention(&duties.collect::<Vec<_>>(), &missed.collect::<Vec<_>>(), now);
    let draft = &preview.checked;
    let had = Share {
        duties: 3,
        minutes: 540,
    };
    Standing {
        booked: Booked::of_draft(&draft.draft.slots, draft.consultation.zone).collect(),
        elsewhere: people.iter().take(2).map(|member| (member.id, had)).collect(),
        people: people.to_vec(),
        offers: offers(slots, assigned, now),
        attention,
        confirmed,
        preview,
    }
}

/// Of the next two duties: one nobody took in time, one that waits for approval.
fn offers(slots: &[PublishedSlot], assigned: &Assignments, now: DateTime<Utc>) -> Vec<Swap> {
    let ahead = slots.iter().filter(|slot| slot.span.starts_at > now);
    let held = ahead.filter_map(|slot| Some((slot, *assigned.get(&slot.id)?)));
    let states = [SwapState::Open, SwapState::AwaitingApproval];
    let offers = held.zip(states).map(|((slot, staff), state)| Swap {
        answer_by: now,
        ..offer(slot, staff.0.as_u128(), state)
    });
    offers.collect()
}

/// A duty that is not offered, one that is, one somebody took and waits for.
pub fn stand_ins() -> [StandIns; 3] {
    let duty = StandIns {
        is_own: false,
        ..desk::stand_ins()
    };
    let with = |state| StandIns {
        offer: Some(offer(&duty.slot, 1, state)),
        ..duty.clone()
    };
    let (open, waits) = (with(SwapState::Open), with(SwapState::AwaitingApproval));
    [duty, open, waits]
}

/// Offers of every kind.
pub fn swaps() -> OfConsultation {
    let duty = desk::stand_ins();
    let facts = otwarty_krakow();
    let live = [SwapState::Open, SwapState::AwaitingApproval];
    let live = live.into_iter().zip(&facts.slots[5..]).map(|(state, slot)| Live {
        swap: offer(slot, 1, state),
        slot: slot.clone(),
        ranked: duty.ranked.clone(),
    });
    let past = [SwapState::Done, SwapState::Withdrawn, SwapState::Stale];
    let past = past.into_iter().zip(&facts.slots[2..]);
    let names = duty.ranked.iter().map(|one| (one.candidate.staff, one.name.clone()));
    OfConsultation {
        live: live.collect(),
        past: past.map(|(state, slot)| offer(slot, 1, state)).collect(),
        names: names.chain([(duty.holder, duty.holder_name.clone())]).collect(),
        consultation: facts.consultation,
    }
}

/// Calls of the register: with everything, a question, one too long, one with nothing but its kind.
pub fn calls() -> [Call; 4] {
    let mut awaiting = call(
        1,
        CallKind::Contribution,
        &[
            LONG_NAME,
            "Kursy polskiego także w soboty.\nRodzice pracują do wieczora.",
        ],
    );
    awaiting.late = true;
    awaiting.contributions[1].state = ContributionState::AwaitingConfirmation;
    let mut long = call(2, CallKind::Contribution, &[LONG_TITLE.repeat(6).as_str()]);
    long.note = Some(LONG_TITLE.repeat(4));
    long.topics = long.topics.iter().cycle().take(9).cloned().collect();
    long.outcome = Some(CallOutcome::CallBack);
    let mut bare = call(3, CallKind::HungUp, &[]);
    (bare.outcome, bare.language, bare.note) = (None, None, None);
    bare.topics.clear();
    [awaiting, call(4, CallKind::Question, &[]), long, bare]
}
