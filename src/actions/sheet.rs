//! The roster as files: it goes out with its people, which is recorded, and comes back as a sheet, whose difference to
//! the draft is looked at before it is made.

use std::collections::{BTreeSet, HashMap};
use std::sync::Arc;

use chrono::{DateTime, Utc};
use serde_json::json;

use crate::actions::audit::AuditLog;
use crate::actions::authorize::{open, open_to_change};
use crate::actions::blocking::BlockingPool;
use crate::actions::context::Context;
use crate::actions::error::ActionError;
use crate::actions::roster::step::{Refused, Why, make};
use crate::announcement::{READING_TIME, ReadSheet, read_sheet};
use crate::domain::access::{Actor, Right};
use crate::domain::audit::AuditAction;
use crate::domain::consultation::Consultation;
use crate::domain::extension::{Extension, Phone};
use crate::domain::fault::{Fault, FieldError};
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::language::Locale;
use crate::domain::revision::{Assignments, PublishedSlot};
use crate::domain::roster::change::{Change, StepKind, between};
use crate::domain::roster::sheet::{Column, MOST_ROWS, PlannedRow, SheetRow, cell_fault, plan};
use crate::domain::roster::{ExpectedVersion, Slot, cancelled_by};
use crate::domain::slug::Slug;
use crate::domain::staff::{Email, StaffMember};
use crate::export::roster::{Edition, Roster, RosterRow, csv, json as as_json, xlsx};
use crate::store::{Db, account, extension, revision, roster, staff};

/// Writing and reading ten thousand rows keeps a processor busy for a while.
static WORKING: BlockingPool = BlockingPool::new();

/// As what a roster goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FileKind {
    Xlsx,
    Csv,
    Json,
}

impl FileKind {
    /// The ending of its name.
    pub fn ending(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }
}

/// A file of a roster.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RosterFile {
    pub consultation: Consultation,
    pub edition: Edition,
    pub bytes: Vec<u8>,
}

/// Which roster goes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    Draft,
    Published,
}

/// A roster with its people, as a file in a language. It is recorded that it left.
///
/// # Errors
/// [`ActionError::NotFound`], also where nothing is published; [`ActionError::Denied`]; database faults.
pub async fn export(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    which: Which,
    kind: FileKind,
    locale: Locale,
) -> Result<RosterFile, ActionError> {
    let roster = cx.write_as(actor, move |cx, db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let id = consultation.id;
        let roster = match which {
            Which::Draft => of_draft(db, consultation)?,
            Which::Published => of_revision(db, consultation)?,
        };
        let (of, number) = match roster.edition {
            Edition::Draft(version) => ("draft", version),
            Edition::Revision(number) => ("revision", number),
        };
        let detail = json!({ "as": kind.ending(), of: number });
        AuditLog::of(cx, actor).append(db, AuditAction::RosterExported, Some(id), &slug, detail)?;
        Ok(roster)
    });
    let (roster, now) = (roster.await?, cx.now());
    let write = move || {
        let unwritten = |()| ActionError::Failed("a file of a roster could not be written");
        let bytes = match kind {
            FileKind::Xlsx => xlsx::write(&roster, now, locale).map_err(drop),
            FileKind::Csv => csv::write(&roster, locale).map_err(drop),
            FileKind::Json => as_json::write(&roster).map_err(drop),
        };
        Ok(RosterFile {
            bytes: bytes.map_err(unwritten)?,
            edition: roster.edition,
            consultation: roster.consultation,
        })
    };
    WORKING.run(write).await?
}

/// What is published, or the draft while nothing is, with its people, and the address of who asks: for paper.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn in_force(cx: &Context, actor: &Actor, slug: Slug) -> Result<(Roster, Option<Email>), ActionError> {
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::SeeRoster)?;
        let roster = match of_revision(db, consultation.clone()) {
            Err(ActionError::NotFound(_)) => of_draft(db, consultation)?,
            found => found?,
        };
        let email = account::by_id(db, actor.user)?.and_then(|user| user.email);
        Ok((roster, email))
    })
    .await
}

fn of_draft(db: &mut Db, consultation: Consultation) -> Result<Roster, ActionError> {
    let draft = roster::draft(db, consultation.id)?;
    let zone = consultation.zone;
    let assigned = draft.slots.iter().filter_map(|slot| Some((slot.id, slot.staff?)));
    let assigned: Assignments = assigned.collect();
    let slots = draft.slots.iter().map(|slot| PublishedSlot::of(slot, zone));
    let edition = Edition::Draft(draft.version);
    with_people(db, consultation, edition, slots.collect(), &assigned)
}

fn of_revision(db: &mut Db, consultation: Consultation) -> Result<Roster, ActionError> {
    let latest = revision::latest(db, consultation.id)?.ok_or(ActionError::NotFound("revision"))?;
    let assigned = revision::assignments(db, latest.id)?;
    let edition = Edition::Revision(latest.number);
    with_people(db, consultation, edition, latest.slots, &assigned)
}

fn with_people(
    db: &mut Db,
    consultation: Consultation,
    edition: Edition,
    slots: Vec<PublishedSlot>,
    assigned: &Assignments,
) -> Result<Roster, ActionError> {
    let ids: BTreeSet<StaffId> = assigned.values().copied().collect();
    let people = staff::by_ids(db, &ids.into_iter().collect::<Vec<_>>())?;
    let row = |slot: PublishedSlot| {
        let person = assigned.get(&slot.id).and_then(|id| people.get(id));
        RosterRow {
            staff: person.map(|member| (member.id, member.name.clone())),
            slot,
        }
    };
    Ok(Roster {
        rows: slots.into_iter().map(row).collect(),
        consultation,
        edition,
    })
}

/// A sheet that can be read: the version of the draft it was written from, and its rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sheet {
    pub version: i32,
    pub rows: Vec<SheetRow>,
}

/// The consultation a sheet is to change.
///
/// # Errors
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn target(cx: &Context, actor: &Actor, slug: Slug) -> Result<Consultation, ActionError> {
    cx.read_as(actor, move |db, actor| open(db, actor, &slug, Right::EditRoster))
        .await
}

/// Reads a sheet of a consultation; nothing is kept.
///
/// # Errors
/// [`ActionError::Announcement`] for what is no workbook; [`ActionError::Invalid`] with a fault of the file or one for each
/// cell; [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn read(cx: &Context, actor: &Actor, slug: Slug, bytes: Vec<u8>) -> Result<Sheet, ActionError> {
    let slug = target(cx, actor, slug).await?.slug;
    let clock = Arc::clone(&cx.clock);
    let reading = WORKING.run(move || {
        let end = clock.elapsed() + READING_TIME;
        read_sheet(&bytes, &|| clock.elapsed() > end)
    });
    let ReadSheet { mark, rows, faults } = reading.await??;
    let mark = mark.ok_or_else(|| ActionError::field("file", Fault::SheetUnknown))?;
    if mark.slug != slug.as_str() {
        return Err(ActionError::field("file", Fault::SheetElsewhere));
    }
    if !faults.is_empty() {
        return Err(ActionError::Invalid(faults));
    }
    Ok(Sheet {
        version: mark.version,
        rows,
    })
}

/// What a sheet would make of a draft.
#[derive(Debug, Clone)]
pub struct SheetDifference {
    pub consultation: Consultation,
    /// Of the draft as it is now.
    pub version: i32,
    /// Who can be in it.
    pub people: Vec<StaffMember>,
    pub added: Vec<Slot>,
    /// Those of which the sheet says nothing and that nobody has seen.
    pub removed: Vec<Slot>,
    /// Before and after. Those of which the sheet says nothing and that residents have seen are cancelled.
    pub changed: Vec<(Slot, Slot)>,
}

impl SheetDifference {
    pub fn is_empty(&self) -> bool {
        self.added.is_empty() && self.removed.is_empty() && self.changed.is_empty()
    }
}

/// Compares a sheet with the draft as it is now; changes nothing.
///
/// # Errors
/// [`ActionError::Invalid`] for each name nobody has, or several have; [`ActionError::Denied`]; [`ActionError::NotFound`];
/// database faults.
pub async fn difference(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    rows: Vec<SheetRow>,
) -> Result<SheetDifference, ActionError> {
    let (now, random) = (cx.now(), cx.random);
    cx.read_as(actor, move |db, actor| {
        let consultation = open(db, actor, &slug, Right::EditRoster)?;
        check(&rows)?;
        // Numbers nobody has had yet get an id when the sheet is made.
        let known = extension::list(db)?.into_iter();
        let mut extensions: HashMap<Phone, Extension> = known.map(|known| (known.phone.clone(), known)).collect();
        for printed in rows.iter().flat_map(|row| &row.phones) {
            extensions.entry(printed.phone.clone()).or_insert_with(|| Extension {
                id: random.id(now),
                phone: printed.phone.clone(),
                display: printed.display.clone(),
            });
        }
        let before = roster::draft(db, consultation.id)?;
        let people = staff::of_draft(db, consultation.unit.id, consultation.id)?;
        let drafted = Drafted {
            consultation: &consultation,
            rows: &rows,
            before: &before.slots,
            people: &people,
            extensions: &extensions,
        };
        let (after, _) = drafted.slots(db, now, || random.id(now))?;
        let mut was: HashMap<SlotId, &Slot> = before.slots.iter().map(|slot| (slot.id, slot)).collect();
        let (mut added, mut changed) = (Vec::new(), Vec::new());
        for slot in after {
            match was.remove(&slot.id) {
                None => added.push(slot),
                Some(before) if *before != slot => changed.push((before.clone(), slot)),
                Some(_) => {}
            }
        }
        let removed = before.slots.iter().filter(|slot| was.contains_key(&slot.id));
        let removed = removed.cloned().collect();
        added.sort_by_key(|slot| (slot.date, slot.hours));
        changed.sort_by_key(|(_, slot)| (slot.date, slot.hours));
        Ok(SheetDifference {
            version: before.version,
            consultation,
            people,
            added,
            removed,
            changed,
        })
    })
    .await
}

/// Makes the draft what a sheet says, as one step. Returns the version it has then.
///
/// # Errors
/// [`ActionError::Invalid`] with a fault for each row that cannot be made, `row-12`; [`ActionError::Stale`];
/// [`ActionError::Denied`]; [`ActionError::NotFound`]; database faults.
pub async fn apply(
    cx: &Context,
    actor: &Actor,
    slug: Slug,
    rows: Vec<SheetRow>,
    expected: ExpectedVersion,
) -> Result<i32, ActionError> {
    cx.write_as(actor, move |cx, db, actor| {
        let consultation = open_to_change(db, actor, &slug, Right::EditRoster, expected)?;
        check(&rows)?;
        let phones = rows.iter().flat_map(|row| &row.phones);
        let numbers: Vec<(Phone, String)> = phones
            .map(|printed| (printed.phone.clone(), printed.display.clone()))
            .collect();
        let extensions = extension::ensure_all(db, &numbers, &mut || cx.random.id(cx.now()))?;
        let before = roster::draft(db, consultation.id)?.slots;
        let drafted = Drafted {
            consultation: &consultation,
            rows: &rows,
            before: &before,
            people: &staff::of_draft(db, consultation.unit.id, consultation.id)?,
            extensions: &extensions.into_iter().collect(),
        };
        let (after, row_of) = drafted.slots(db, cx.now(), || cx.random.id(cx.now()))?;
        let changes = between(&before, &after);
        let of: Vec<SlotId> = changes.iter().map(Change::id).collect();
        make(cx, db, actor, &consultation, changes, StepKind::Imported)
            .map_err(|refused| by_row(refused, &of, &row_of))?;
        let detail = json!({ "changes": of.len() });
        AuditLog::of(cx, actor).append(db, AuditAction::SheetImported, Some(consultation.id), &slug, detail)?;
        Ok(roster::version(db, consultation.id)?)
    })
    .await
}

fn check(rows: &[SheetRow]) -> Result<(), ActionError> {
    if rows.len() > MOST_ROWS {
        return Err(ActionError::field("file", Fault::SheetLong));
    }
    Ok(rows.iter().try_for_each(SheetRow::check)?)
}

/// The row of each slot a sheet names.
type RowOf = HashMap<SlotId, u32>;

/// A sheet over a draft.
struct Drafted<'a> {
    consultation: &'a Consultation,
    rows: &'a [SheetRow],
    before: &'a [Slot],
    people: &'a [StaffMember],
    extensions: &'a HashMap<Phone, Extension>,
}

impl Drafted<'_> {
    /// The slots as the sheet has them, and those residents have seen that it does not have, cancelled.
    fn slots(
        &self,
        db: &mut Db,
        now: DateTime<Utc>,
        new_id: impl Fn() -> SlotId,
    ) -> Result<(Vec<Slot>, RowOf), ActionError> {
        let of = self.consultation;
        let planned = plan(self.rows, self.before, self.people, of.unit.id).map_err(ActionError::Invalid)?;
        let slot = |planned: &PlannedRow<'_>| planned.slot(self.extensions, &new_id);
        let mut slots: Vec<Slot> = planned.iter().map(slot).collect();
        let numbers = planned.iter().map(|planned| planned.row.number);
        let row_of = slots.iter().map(|slot| slot.id).zip(numbers).collect();
        if let Some(latest) = revision::latest(db, of.id)? {
            let seen = latest.slots.iter().map(|slot| slot.id).collect();
            let gone = cancelled_by(&slots, self.before.to_vec(), &seen, of.zone, now);
            slots.extend(gone);
        }
        Ok((slots, row_of))
    }
}

/// What is refused, at the rows of the sheet; what the sheet does not have, at the sheet.
fn by_row(refused: Refused, of: &[SlotId], row_of: &RowOf) -> ActionError {
    let all = match refused {
        Refused::Other(error) => return error,
        Refused::Changes(all) => all,
    };
    let fault = |(at, why): (usize, Why)| {
        let row = of.get(at).and_then(|slot| row_of.get(slot));
        match (row, why.fault()) {
            (Some(row), Fault::StaffUnknown) => cell_fault(*row, Column::Staff, Fault::StaffUnknown),
            (Some(row), fault) => FieldError::new(format!("row-{row}"), fault),
            (None, fault) => FieldError::new("file", fault),
        }
    };
    ActionError::Invalid(all.into_iter().map(fault).collect())
}
