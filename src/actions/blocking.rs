//! Work that keeps a processor busy.

use std::num::NonZero;
use std::sync::{Arc, LazyLock};
use std::thread::available_parallelism;

use tokio::sync::Semaphore;

use crate::actions::error::ActionError;

/// One kind of such work: done beside the threads that answer requests, as many pieces at once as there are processors.
/// The others wait.
pub(super) struct BlockingPool(LazyLock<Arc<Semaphore>>);

impl BlockingPool {
    /// A kind of work.
    pub(super) const fn new() -> Self {
        Self(LazyLock::new(|| {
            let processors = available_parallelism().map_or(1, NonZero::get);
            Arc::new(Semaphore::new(processors))
        }))
    }

    /// Does one piece of it.
    ///
    /// # Errors
    /// When the work panics.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Result<T, ActionError> {
        let broken = || ActionError::Failed("the work was broken off");
        let place = Arc::clone(&self.0).acquire_owned().await.map_err(|_| broken())?;
        let done = tokio::task::spawn_blocking(move || {
            // The place is taken until the work ends, also when nobody waits for it any more.
            let _place = place;
            work()
        });
        done.await.map_err(|_| broken())
    }
}
