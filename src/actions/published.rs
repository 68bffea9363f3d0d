//! Everything that is published, held in memory: what residents read is answered from here, without asking the database.
//!
//! A snapshot never changes; a newer one takes its place. Who changes what residents see grows the version of
//! `store::public_version` in the same transaction, and calls [`Published::renew`] before it answers. Other processes are
//! told, or look ([`Published::watch`]). While the database is away the last snapshot stays, however long that takes: nobody
//! can publish without the database, and what is on a page by the clock is derived from it at every change of state.

use std::collections::BTreeMap;
use std::sync::{Arc, PoisonError, RwLock};
use std::time::Duration;

use chrono::{DateTime, Utc};
use tokio::sync::Mutex;
use tokio_util::sync::CancellationToken;

use crate::domain::access::Scope;
use crate::domain::calendar::{ConsultationDay, Event};
use crate::domain::consultation::Consultation;
use crate::domain::duty::duty_of_call;
use crate::domain::ids::{SlotId, StaffId};
use crate::domain::revision::{PublishedSlot, Revision};
use crate::domain::slug::Slug;
use crate::domain::topic::Topic;
use crate::domain::unit::Unit;
use crate::store::{Db, Store, StoreError, consultation, public_version, revision, topic, unit};

/// How often the version in the database is looked at besides when the database tells of a change.
const LOOK_EVERY: Duration = Duration::from_millis(500);

/// A consultation as published. No type in it can hold a person's name, address or number.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PublicView {
    pub consultation: Consultation,
    pub events: Vec<Event>,
    /// Its days with what they ask for.
    pub days: Vec<ConsultationDay>,
    /// The latest revision's number and the instant it was published.
    pub revision: (i32, DateTime<Utc>),
    /// The slots of the latest revision by start.
    pub slots: Vec<PublishedSlot>,
    /// Slots that differ from the revision before, by their id.
    pub changed: Vec<SlotId>,
}

impl PublicView {
    /// `before` are the slots of the revision before.
    pub(super) fn new(consultation: Consultation, revision: Revision, before: &[PublishedSlot]) -> Self {
        let changed = match revision.number {
            1 => Vec::new(),
            _ => changed_since(before, &revision.slots),
        };
        Self {
            changed,
            consultation: consultation.as_published(&revision.calendar),
            days: revision.calendar.days(),
            events: revision.calendar.events,
            revision: (revision.number, revision.published_at),
            slots: revision.slots,
        }
    }
}

/// Slots of a revision that were otherwise, or not there, in the one before.
fn changed_since(before: &[PublishedSlot], now: &[PublishedSlot]) -> Vec<SlotId> {
    let was: BTreeMap<SlotId, &PublishedSlot> = before.iter().map(|slot| (slot.id, slot)).collect();
    now.iter()
        .filter(|slot| was.get(&slot.id) != Some(slot))
        .map(|slot| slot.id)
        .collect()
}

/// What calls of a consultation are checked by. Not for residents: it knows who is on duty.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Desk {
    /// As it is now, not as published.
    pub(super) consultation: Consultation,
    pub(super) topics: Vec<Topic>,
    /// The published duties, each with who is on it.
    duties: Vec<(PublishedSlot, Option<StaffId>)>,
}

impl Desk {
    /// The duty a call at an instant comes in on.
    pub(super) fn duty_at(&self, staff: Option<StaffId>, at: DateTime<Utc>) -> Option<PublishedSlot> {
        duty_of_call(&self.duties, staff, at).cloned()
    }
}

/// Everything that is published, in one state of the database. A consultation without a revision is not in it.
#[derive(Debug)]
pub struct Snapshot {
    version: i64,
    /// All offices, whether they publish anything or not.
    units: Vec<Unit>,
    /// Newest first.
    pub all: Vec<Arc<PublicView>>,
    by_slug: BTreeMap<Slug, (Arc<PublicView>, Arc<Desk>)>,
}

impl Snapshot {
    pub fn unit(&self, slug: &Slug) -> Option<&Unit> {
        self.units.iter().find(|unit| unit.slug == *slug)
    }

    pub fn of(&self, slug: &Slug) -> Option<&Arc<PublicView>> {
        self.by_slug.get(slug).map(|(view, _)| view)
    }

    /// What its calls are checked by.
    pub(super) fn desk(&self, slug: &Slug) -> Option<&Arc<Desk>> {
        self.by_slug.get(slug).map(|(_, desk)| desk)
    }

    /// Reads it. What is as in the one before stays the same in memory, so that what was made of it stays true.
    fn read(db: &mut Db, version: i64, before: Option<&Self>) -> Result<Self, StoreError> {
        let latest = revision::latest_of_all(db)?.into_iter();
        let mut latest: BTreeMap<_, _> = latest
            .map(|(latest, staff)| (latest.consultation, (latest, staff)))
            .collect();
        let (earlier, mut topics) = (revision::before_latest(db)?, topic::of_all(db)?);
        let (mut all, mut by_slug) = (Vec::new(), BTreeMap::new());
        for consultation in consultation::list(db, &Scope::All)? {
            let Some((revision, staff)) = latest.remove(&consultation.id) else {
                continue;
            };
            let (slug, id) = (consultation.slug.clone(), consultation.id);
            let duties = revision
                .slots
                .iter()
                .map(|slot| (slot.clone(), staff.get(&slot.id).copied()));
            let desk = Desk {
                duties: duties.collect(),
                topics: topics.remove(&id).unwrap_or_default(),
                consultation: consultation.clone(),
            };
            let earlier = earlier.get(&id).map_or(&[][..], Vec::as_slice);
            let view = PublicView::new(consultation, revision, earlier);
            let known = before
                .and_then(|before| before.of(&slug))
                .filter(|known| ***known == view);
            let view = known.cloned().unwrap_or_else(|| Arc::new(view));
            all.push(Arc::clone(&view));
            by_slug.insert(slug, (view, Arc::new(desk)));
        }
        Ok(Self {
            version,
            units: unit::list(db)?,
            all,
            by_slug,
        })
    }
}

/// The snapshot of this process; clones are the same.
#[derive(Debug, Clone)]
pub struct Published {
    snapshot: Arc<RwLock<Arc<Snapshot>>>,
    /// Whoever renews it takes turns: an older state never replaces a newer one.
    turn: Arc<Mutex<()>>,
}

impl Published {
    /// Reads what is published now.
    ///
    /// # Errors
    /// Database faults.
    pub(super) async fn load(store: &Store) -> Result<Self, StoreError> {
        let snapshot = store.read(|db| {
            let version = public_version::read(db)?;
            Snapshot::read(db, version, None)
        });
        Ok(Self {
            snapshot: Arc::new(RwLock::new(Arc::new(snapshot.await?))),
            turn: Arc::default(),
        })
    }

    /// What is published, as far as this process knows. Asks nobody.
    pub fn now(&self) -> Arc<Snapshot> {
        Arc::clone(&self.snapshot.read().unwrap_or_else(PoisonError::into_inner))
    }

    /// Reads the snapshot anew if the database has another version. After it returned, everything that was committed before
    /// it was called is in the snapshot.
    ///
    /// # Errors
    /// Database faults; the last snapshot stays then.
    pub async fn renew(&self, store: &Store) -> Result<(), StoreError> {
        let _turn = self.turn.lock().await;
        let last = self.now();
        let newer = store.read(move |db| {
            let version = public_version::read(db)?;
            let differs = version != last.version;
            differs.then(|| Snapshot::read(db, version, Some(&last))).transpose()
        });
        if let Some(newer) = newer.await? {
            *self.snapshot.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(newer);
        }
        Ok(())
    }

    /// The same after a change that is stored: when it fails, that is logged, and [`Self::watch`] tries again.
    pub(super) async fn show(&self, store: &Store) {
        if let Err(error) = self.renew(store).await {
            tracing::warn!(%error, "what was changed could not be read again yet");
        }
    }

    /// Renews the snapshot until told to stop: when the database tells of a change, and regularly besides. No failure ends
    /// it.
    pub async fn watch(&self, store: &Store, stop: &CancellationToken) {
        let mut listener = store.listen();
        let mut outage = Outage::default();
        loop {
            tokio::select! {
                () = stop.cancelled() => return,
                () = listener.told() => {}
                () = tokio::time::sleep(LOOK_EVERY) => {}
            }
            let outcome = self.renew(store).await;
            match (outage.after(outcome.is_err()), outcome) {
                (Some(Turn::Begins), Err(error)) => {
                    tracing::warn!(%error, "what is published cannot be read; residents see the last that is known");
                }
                (Some(Turn::Ends), _) => tracing::info!("what is published is read again"),
                _ => {}
            }
        }
    }
}

/// Whether looking fails; the log is told when that begins and when it ends.
#[derive(Default)]
struct Outage {
    fails: bool,
}

#[derive(Debug, PartialEq, Eq)]
enum Turn {
    Begins,
    Ends,
}

impl Outage {
    /// What changes with one more look.
    fn after(&mut self, fails: bool) -> Option<Turn> {
        match (std::mem::replace(&mut self.fails, fails), fails) {
            (false, true) => Some(Turn::Begins),
            (true, false) => Some(Turn::Ends),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_outage_is_told_once_at_each_end() {
        let mut outage = Outage::default();
        let told = [false, true, true, true, false, false, true].map(|fails| outage.after(fails));
        let begins_and_ends = [
            None,
            Some(Turn::Begins),
            None,
            None,
            Some(Turn::Ends),
            None,
            Some(Turn::Begins),
        ];
        assert_eq!(told, begins_and_ends);
    }
}
