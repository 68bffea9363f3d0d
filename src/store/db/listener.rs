//! What PostgreSQL tells by itself: that something residents can see was changed, by whichever process.

use std::time::Duration;

use diesel::connection::SimpleConnection;
use tokio::sync::watch;

use crate::store::db::connection::{Db, Purpose, connect};
use crate::store::db::error::StoreError;
use crate::store::db::url::DatabaseUrl;

/// Where it is told.
pub(crate) const CHANNEL: &str = "dutyline_public";

/// How often what has arrived is looked at. libpq does that without asking the server.
const LOOK_EVERY: Duration = Duration::from_millis(50);

/// After how long a lost connection is made again.
const TRY_AGAIN_AFTER: Duration = Duration::from_secs(2);

/// Hears what the database tells. A thread with a connection of its own listens until this is dropped. What is told while
/// that connection is lost is never heard; who must know has to look for itself now and then.
pub struct Listener {
    /// `None` on SQLite, which tells nothing.
    told: Option<watch::Receiver<()>>,
}

impl Listener {
    pub(crate) fn start(url: &DatabaseUrl) -> Self {
        let DatabaseUrl::Postgres(_) = url else {
            return Self { told: None };
        };
        let (tell, told) = watch::channel(());
        let url = url.clone();
        let thread = std::thread::Builder::new().name("dutyline-listener".to_owned());
        if let Err(error) = thread.spawn(move || listen(&url, &tell)) {
            tracing::warn!(%error, "there is no thread that listens; changes by other processes are looked for instead");
        }
        Self { told: Some(told) }
    }

    /// Returns when something was told since the last time.
    pub async fn told(&mut self) {
        let heard = match &mut self.told {
            Some(told) => told.changed().await.is_ok(),
            None => false,
        };
        if !heard {
            std::future::pending::<()>().await;
        }
    }
}

fn listen(url: &DatabaseUrl, tell: &watch::Sender<()>) {
    let mut is_lost = false;
    while !tell.is_closed() {
        let Err(error) = hear(url, tell) else { return };
        if !is_lost {
            tracing::warn!(%error, "the connection that listens was lost; changes by other processes are looked for instead");
        }
        is_lost = true;
        std::thread::sleep(TRY_AGAIN_AFTER);
    }
}

/// Passes on what arrives until nobody wants to hear it.
fn hear(url: &DatabaseUrl, tell: &watch::Sender<()>) -> Result<(), StoreError> {
    let Db::Postgres(mut connection) = connect(url, Purpose::Read)? else {
        return Ok(());
    };
    connection.batch_execute(&format!("LISTEN {CHANNEL}"))?;
    // Something may have been told before.
    tell.send_replace(());
    while !tell.is_closed() {
        let mut heard = false;
        for notification in connection.notifications_iter() {
            notification?;
            heard = true;
        }
        if heard {
            tell.send_replace(());
        }
        std::thread::sleep(LOOK_EVERY);
    }
    Ok(())
}
