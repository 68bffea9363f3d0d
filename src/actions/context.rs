//! What every action is given: the store, the clock, randomness, addresses and keys.

use std::sync::Arc;
use std::sync::atomic::AtomicU64;

use chrono::{DateTime, Duration, Utc};
use url::Url;

use crate::actions::call_queue::CallQueue;
use crate::actions::error::ActionError;
use crate::actions::published::Published;
use crate::actions::token_queue::TokenQueue;
use crate::actions::wake::Wake;
use crate::clock::Clock;
use crate::digest::hex;
use crate::domain::access::Actor;
use crate::random::Random;
use crate::store::{Db, Store, StoreError, installation};

/// Who asks again within this time gets the same answer: every question writes a row.
const READY_FOR: std::time::Duration = std::time::Duration::from_secs(1);
/// How long the database may take to say that it is there.
const READY_TIME: std::time::Duration = std::time::Duration::from_secs(5);

/// What every action needs: the tables, the clock, randomness, and where this installation is reached.
#[derive(Clone)]
pub struct Context {
    /// The tables.
    pub store: Store,
    /// "Now".
    pub clock: Arc<dyn Clock>,
    /// Identifiers and secrets.
    pub random: Random,
    /// Address under which residents and staff reach this installation.
    pub base_url: Url,
    /// Key of the links that work without signing in.
    pub signing_key: [u8; 32],
    /// What residents see.
    pub published: Published,
    /// Notified when there is a message to send.
    pub wake: Wake,
    /// Calls that wait to be written.
    pub calls: CallQueue,
    /// Tokens of programs that are asked for.
    pub tokens: TokenQueue,
    /// Calls logged by this process.
    pub calls_logged: Arc<AtomicU64>,
    /// How long sessions last.
    pub sessions: SessionRules,
    readiness: Arc<tokio::sync::Mutex<Option<Readiness>>>,
}

/// Whether the tables could be read and written, and when that was found out.
struct Readiness {
    asked: std::time::Duration,
    was_ready: bool,
}

/// How long sessions last.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SessionRules {
    /// At most.
    pub lifetime: Duration,
    /// Unused.
    pub idle: Duration,
}

impl Default for SessionRules {
    /// Twelve hours, four without a request: longer than any duty.
    fn default() -> Self {
        Self {
            lifetime: Duration::hours(12),
            idle: Duration::hours(4),
        }
    }
}

impl Context {
    /// A context whose signing key is the one in the database, made on first use, with everything that is published.
    ///
    /// # Errors
    /// When the database fails.
    pub async fn load(store: Store, clock: Arc<dyn Clock>, base_url: Url) -> Result<Self, ActionError> {
        let random = Random;
        let fresh = hex(&random.key());
        let kept = store
            .write(move |db| installation::get_or_put(db, "signing_key", &fresh).map_err(ActionError::from))
            .await?;
        let signing_key = unhex(&kept).ok_or_else(|| {
            ActionError::Store(StoreError::Corrupt("installation.signing_key is not a key".to_owned()))
        })?;
        Ok(Self {
            published: Published::load(&store).await?,
            calls: CallQueue::new(store.writes_at_once(), Arc::clone(&clock)),
            store,
            clock,
            random,
            base_url,
            signing_key,
            wake: Wake::default(),
            tokens: TokenQueue::new(),
            calls_logged: Arc::default(),
            sessions: SessionRules::default(),
            readiness: Arc::default(),
        })
    }

    /// Reads on behalf of somebody: one state of the tables, and who asks.
    pub(super) async fn read_as<T, F>(&self, actor: &Actor, read: F) -> Result<T, ActionError>
    where
        T: Send + 'static,
        F: FnOnce(&mut Db, &Actor) -> Result<T, ActionError> + Send + 'static,
    {
        let actor = actor.clone();
        self.store.read(move |db| read(db, &actor)).await
    }

    /// Writes on behalf of somebody, in one transaction.
    pub(super) async fn write_as<T, F>(&self, actor: &Actor, write: F) -> Result<T, ActionError>
    where
        T: Send + 'static,
        F: FnOnce(&Self, &mut Db, &Actor) -> Result<T, ActionError> + Send + 'static,
    {
        let (cx, actor) = (self.clone(), actor.clone());
        self.store.write(move |db| write(&cx, db, &actor)).await
    }

    /// "Now".
    pub fn now(&self) -> DateTime<Utc> {
        self.clock.now()
    }

    /// Whether the tables can be read and written, found out in a few seconds by writing a row: a full disk or a file that
    /// was deleted shows only then. It is asked once a second at most, however many want to know.
    ///
    /// # Errors
    /// When they cannot.
    pub async fn ready(&self) -> Result<(), ActionError> {
        let mut known = self.readiness.lock().await;
        match &*known {
            Some(last) if self.clock.elapsed().saturating_sub(last.asked) < READY_FOR => {
                return last
                    .was_ready
                    .then_some(())
                    .ok_or(ActionError::Failed("a moment ago the database was not ready"));
            }
            _ => {}
        }
        let ready = self.ask_database().await;
        *known = Some(Readiness {
            asked: self.clock.elapsed(),
            was_ready: ready.is_ok(),
        });
        ready
    }

    async fn ask_database(&self) -> Result<(), ActionError> {
        let late = || StoreError::Busy("no answer in time".to_owned());
        let asked_at = self.now().to_rfc3339();
        let answer = tokio::time::timeout(READY_TIME, async {
            self.store.ping().await?;
            self.store
                .write(move |db| installation::put(db, "ready_asked_at", &asked_at))
                .await
        });
        Ok(answer.await.map_err(|_| late())??)
    }

    /// An address of this installation; `path` starts with a slash.
    pub fn address(&self, path: &str) -> String {
        format!("{}{path}", self.base_url.as_str().trim_end_matches('/'))
    }
}

fn unhex(text: &str) -> Option<[u8; 32]> {
    let mut key = [0; 32];
    if text.len() != 64 || !text.is_ascii() {
        return None;
    }
    for (index, byte) in key.iter_mut().enumerate() {
        *byte = u8::from_str_radix(text.get(index * 2..index * 2 + 2)?, 16).ok()?;
    }
    Some(key)
}
