//! Publishes what was planned for a moment, when it comes.

use std::time::Duration;

use tokio::time::sleep;
use tokio_util::sync::CancellationToken;

use crate::actions::Context;
use crate::actions::revision::planned;

/// The longest it waits after a failure, and the shortest between two looks.
const AGAIN: Duration = Duration::from_secs(1);

pub(super) struct Publisher {
    pub(super) cx: Context,
    /// The longest between two looks: it finds what another process planned, and clocks that jumped.
    pub(super) poll: Duration,
}

impl Publisher {
    /// Publishes what is due whenever something is, until told to stop.
    pub(super) async fn work(&self, stop: &CancellationToken) {
        let mut woken = self.cx.wake.listen();
        while !stop.is_cancelled() {
            self.publish_due().await;
            let wait = self.until_something_is_due().await;
            tokio::select! {
                () = stop.cancelled() => {}
                Ok(()) = woken.changed() => {}
                () = sleep(wait) => {}
            }
        }
    }

    pub(super) async fn publish_due(&self) {
        match planned::publish_due(&self.cx).await {
            Ok(0) => {}
            Ok(published) => tracing::info!(published, "planned publications took place"),
            Err(error) => tracing::warn!(%error, "a planned publication could not be carried out yet"),
        }
    }

    async fn until_something_is_due(&self) -> Duration {
        let next = planned::next_due(&self.cx).await.unwrap_or_else(|error| {
            tracing::warn!(%error, "the planned publications could not be read");
            None
        });
        let ahead = next.map(|next| (next - self.cx.now()).to_std().unwrap_or_default());
        ahead.map_or(self.poll, |ahead| ahead.clamp(AGAIN.min(self.poll), self.poll))
    }
}
