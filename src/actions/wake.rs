//! The worker's alarm clock.

use tokio::sync::watch;

/// Wakes everybody who listens; clones are the same. One who is busy finds out afterwards.
#[derive(Debug, Clone, Default)]
pub struct Wake(watch::Sender<()>);

impl Wake {
    /// There is something to do.
    pub fn notify(&self) {
        self.0.send_replace(());
    }

    pub fn listen(&self) -> watch::Receiver<()> {
        self.0.subscribe()
    }
}
