//! The end of a server: whoever asked before they could see it gets an answer.
//!
//! From the moment the server is told to stop, `/readyz` says so, every answer ends its connection, and nobody new is let
//! in: a newcomer is told to come again. A connection that is kept for another request is closed only when it has been quiet
//! for a while, for a request may be on its way.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use actix_web::dev::ResponseHead;
use actix_web::http::ConnectionType;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::{TcpListener, TcpStream};
use tokio::task::JoinSet;
use tokio::time::{sleep, timeout};
use tokio_util::sync::CancellationToken;

/// No connection has had an answer for so long: those that are left are not in use.
const QUIET: Duration = Duration::from_millis(500);
/// A connection is counted that long after it was accepted, at the latest.
const COUNTED_AFTER: Duration = Duration::from_millis(50);
/// How long a newcomer may take to ask, and to read that it should come again.
const TURNED_AWAY_WITHIN: Duration = Duration::from_secs(2);
/// A head of a request is not longer.
const LONGEST_HEAD: usize = 64 * 1024;

const COME_AGAIN: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 10\r\n\
    cache-control: no-store\r\ncontent-length: 0\r\n\r\n";

/// How far a server is with stopping. Clones are the same.
#[derive(Clone, Default)]
pub struct Stopping(Arc<State>);

#[derive(Default)]
struct State {
    begun: AtomicBool,
    open: AtomicUsize,
    answered: AtomicUsize,
}

/// A connection, counted while it lives.
pub struct Open(Arc<State>);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.open.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Stopping {
    pub fn has_begun(&self) -> bool {
        self.0.begun.load(Ordering::Relaxed)
    }

    /// Counts an answer, which ends its connection once the server is told to stop.
    pub fn answered(&self, answer: &mut ResponseHead) {
        self.0.answered.fetch_add(1, Ordering::Relaxed);
        if self.has_begun() {
            answer.set_connection_type(ConnectionType::Close);
        }
    }

    /// Counts a connection.
    pub fn connected(&self) -> Open {
        self.0.open.fetch_add(1, Ordering::Relaxed);
        Open(Arc::clone(&self.0))
    }

    /// Lets every answer end its connection, and waits until none is left or those that are left are not used.
    pub async fn let_go(&self, at_most: Duration) {
        self.0.begun.store(true, Ordering::Relaxed);
        let begun = Instant::now();
        let (mut answered, mut last) = (usize::MAX, begun);
        // Those that were accepted just now are not counted yet.
        let counted = |begun: Instant| begun.elapsed() > COUNTED_AFTER;
        while begun.elapsed() < at_most && (self.0.open.load(Ordering::Relaxed) > 0 || !counted(begun)) {
            let now = self.0.answered.load(Ordering::Relaxed);
            if now != answered {
                (answered, last) = (now, Instant::now());
            } else if last.elapsed() >= QUIET {
                return;
            }
            sleep(Duration::from_millis(10)).await;
        }
    }
}

/// Tells newcomers to come again, until there is none left after `done`.
pub async fn turn_away(listener: TcpListener, done: CancellationToken) {
    let mut newcomers = JoinSet::new();
    loop {
        tokio::select! {
            biased;
            accepted = listener.accept() => match accepted {
                Ok((stream, _)) => {
                    newcomers.spawn(timeout(TURNED_AWAY_WITHIN, tell(stream)));
                }
                Err(_) => sleep(Duration::from_millis(10)).await,
            },
            () = done.cancelled() => break,
        }
    }
    if let Ok(listener) = listener.into_std() {
        close_to_newcomers(&listener);
        // Asked directly: those of this moment the runtime has not heard of yet.
        while let Ok((stream, _)) = listener.accept() {
            if let Ok(stream) = stream.set_nonblocking(true).and_then(|()| TcpStream::from_std(stream)) {
                newcomers.spawn(timeout(TURNED_AWAY_WITHIN, tell(stream)));
            }
        }
    }
    newcomers.join_all().await;
}

/// Lets the system complete no connection any more, for closing a listener breaks off those it has completed and nobody
/// has accepted. Where that cannot be, a newcomer of this instant may see it.
fn close_to_newcomers(listener: &std::net::TcpListener) {
    #[cfg(target_os = "linux")]
    {
        // "Return 0": keep nothing of any packet (the kernel's documentation, networking/filter).
        const NOTHING: u16 = 0x06;
        let dropped = socket2::SockRef::from(listener).attach_filter(&[socket2::SockFilter::new(NOTHING, 0, 0, 0)]);
        if let Err(error) = dropped {
            tracing::debug!(%error, "the listener cannot be closed to newcomers");
        }
    }
    #[cfg(not(target_os = "linux"))]
    let _ = listener;
}

/// Reads the request first, for an answer to what was not asked yet is taken for the answer to something else; and what
/// follows it, for unread bytes would make the system throw our answer away.
async fn tell(mut stream: TcpStream) -> std::io::Result<()> {
    let mut head = Vec::new();
    while !head.windows(4).any(|end| end == b"\r\n\r\n") && head.len() < LONGEST_HEAD {
        if stream.read_buf(&mut head).await? == 0 {
            return Ok(());
        }
    }
    stream.write_all(COME_AGAIN).await?;
    stream.shutdown().await?;
    let mut rest = [0; 4096];
    while stream.read(&mut rest).await? > 0 {}
    Ok(())
}
