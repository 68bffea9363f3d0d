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

const WAITS: Waits = Waits {
    quiet: Duration::from_millis(500),
    counted_after: Duration::from_millis(50),
};
/// How long a newcomer may take to ask, and to read that it should come again.
const TURNED_AWAY_WITHIN: Duration = Duration::from_secs(2);
/// A head of a request is not longer.
const LONGEST_HEAD: usize = 64 * 1024;

const COME_AGAIN: &[u8] = b"HTTP/1.1 503 Service Unavailable\r\nconnection: close\r\nretry-after: 10\r\n\
    cache-control: no-store\r\ncontent-length: 0\r\n\r\n";

/// What is waited for.
#[derive(Clone, Copy)]
struct Waits {
    /// No connection has had an answer for so long: those that are left are not in use.
    quiet: Duration,
    /// A connection is counted that long after it was accepted, at the latest.
    counted_after: Duration,
}

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
        self.let_go_after(WAITS, at_most).await;
    }

    async fn let_go_after(&self, waits: Waits, at_most: Duration) {
        self.0.begun.store(true, Ordering::Relaxed);
        let begun = Instant::now();
        let (mut answered, mut last) = (usize::MAX, begun);
        // Those that were accepted just now are not counted yet.
        let counted = |begun: Instant| begun.elapsed() > waits.counted_after;
        while begun.elapsed() < at_most && (self.0.open.load(Ordering::Relaxed) > 0 || !counted(begun)) {
            let now = self.0.answered.load(Ordering::Relaxed);
            if now != answered {
                (answered, last) = (now, Instant::now());
            } else if last.elapsed() >= waits.quiet {
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

#[cfg(test)]
mod tests {
    use actix_web::http::StatusCode;

    use super::*;

    const SOON: Duration = Duration::from_millis(30);
    /// Longer than any test waits.
    const NEVER: Duration = Duration::from_secs(3600);

    /// A client and what is told to it.
    async fn newcomer() -> (TcpStream, tokio::task::JoinHandle<std::io::Result<()>>) {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (stream, _) = listener.accept().await.unwrap();
        (client, tokio::spawn(tell(stream)))
    }

    #[tokio::test]
    async fn a_newcomer_is_told_once_all_of_its_head_is_there_and_its_body_is_read() {
        let (mut client, told) = newcomer().await;
        client.write_all(b"POST / HTTP/1.1\r\nhost: x\r\n").await.unwrap();
        let mut answer = Vec::new();
        assert!(timeout(SOON, client.read_buf(&mut answer)).await.is_err(), "{answer:?}");
        client.write_all(b"\r\n").await.unwrap();
        // More than one read of it takes.
        client.write_all(&[b'x'; 64 * 1024]).await.unwrap();
        client.read_to_end(&mut answer).await.unwrap();
        assert_eq!(answer, COME_AGAIN);
        client.write_all(&[b'x'; 64 * 1024]).await.unwrap();
        assert!(!told.is_finished(), "what comes later is read too");
        client.shutdown().await.unwrap();
        timeout(Duration::from_secs(60), told).await.unwrap().unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_newcomer_that_asks_nothing_is_told_nothing() {
        let (mut client, told) = newcomer().await;
        client.shutdown().await.unwrap();
        let mut answer = Vec::new();
        client.read_to_end(&mut answer).await.unwrap();
        assert!(answer.is_empty());
        told.await.unwrap().unwrap();
    }

    #[tokio::test]
    async fn a_head_without_end_is_not_read_for_ever() {
        let (mut client, _told) = newcomer().await;
        client.write_all(&vec![b'x'; LONGEST_HEAD]).await.unwrap();
        let mut answer = vec![0; COME_AGAIN.len()];
        client.read_exact(&mut answer).await.unwrap();
        assert_eq!(answer, COME_AGAIN);
    }

    #[cfg(target_os = "linux")]
    #[test]
    fn nobody_reaches_a_listener_that_is_closed_to_newcomers() {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        std::net::TcpStream::connect_timeout(&address, Duration::from_secs(60)).unwrap();
        close_to_newcomers(&listener);
        assert!(std::net::TcpStream::connect_timeout(&address, SOON * 10).is_err());
    }

    /// How long it takes until the connections are let go; it fails when that is much too long.
    async fn takes(stopping: &Stopping, waits: Waits, at_most: Duration) -> Duration {
        let begun = Instant::now();
        let letting_go = stopping.let_go_after(waits, at_most);
        timeout(Duration::from_secs(60), letting_go).await.unwrap();
        begun.elapsed()
    }

    #[tokio::test]
    async fn without_a_connection_only_those_not_counted_yet_are_waited_for() {
        let waits = Waits {
            quiet: NEVER,
            counted_after: SOON,
        };
        let stopping = Stopping::default();
        assert!(takes(&stopping, waits, NEVER).await > SOON);
        assert!(stopping.has_begun());
        drop(stopping.connected());
        takes(&stopping, waits, NEVER).await;
    }

    #[tokio::test]
    async fn a_connection_that_is_used_is_waited_for_and_a_quiet_one_is_not() {
        let waits = Waits {
            quiet: SOON * 10,
            counted_after: Duration::ZERO,
        };
        let stopping = Stopping::default();
        let open = stopping.connected();
        assert!(takes(&stopping, waits, NEVER).await >= waits.quiet);
        let asking = stopping.clone();
        let asker = tokio::spawn(async move {
            for _ in 0..5 {
                sleep(SOON).await;
                asking.answered(&mut ResponseHead::new(StatusCode::OK));
            }
        });
        let took = takes(&stopping, waits, NEVER).await;
        asker.await.unwrap();
        assert!(took >= SOON * 5 + waits.quiet, "{took:?}");
        let unending = Waits { quiet: NEVER, ..waits };
        assert!(takes(&stopping, unending, SOON).await >= SOON, "no longer than it may");
        drop(open);
    }
}
