//! The server: its listeners, the layers every request passes, and an orderly end.

use std::io;
use std::net::{Shutdown, SocketAddr, TcpListener};
use std::num::NonZero;
use std::sync::Arc;
use std::thread::available_parallelism;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::rt::net::TcpStream;
use actix_web::{App, HttpServer, web};
use tokio_util::sync::CancellationToken;

use crate::http::address::{BehindProxy, ClientNetwork};
use crate::http::error_layer::ErrorPages;
use crate::http::errors::HttpError;
use crate::http::known::Known;
use crate::http::limits::Limits;
use crate::http::networks::Networks;
use crate::http::state::AppState;
use crate::http::stopping::{self, Stopping};
use crate::http::{descriptors, health, layers};

/// What the storeys above bring to the server.
#[derive(Clone)]
pub struct Routes {
    /// Pages and API; called once in each thread that answers.
    pub configure: Arc<dyn Fn(&mut web::ServiceConfig) + Send + Sync>,
    pub errors: ErrorPages,
}

/// How the server runs.
#[derive(Debug, Clone, Copy)]
pub struct ServerOptions {
    /// Threads that answer; `None` for one per processor.
    pub threads: Option<usize>,
    /// How long running requests get to finish.
    pub shutdown: Duration,
    pub behind_proxy: bool,
    /// Most connections of one network, unless a proxy opens them all; `None` for a quarter of what there can be.
    pub connections_each_network: Option<usize>,
}

/// The longest that connections kept for another request are waited for when the server is told to stop.
const LET_GO_WITHIN: Duration = Duration::from_secs(5);

/// Most connections one thread holds, if the system allows it.
const MOST_CONNECTIONS: usize = 10_000;

/// A server that listens.
pub struct Server {
    address: SocketAddr,
    /// For those who come when it stops.
    listener: TcpListener,
    stopping: Stopping,
    at_most: Duration,
    handle: ServerHandle,
    running: actix_web::dev::Server,
    /// Where only the counters are.
    metrics: Option<actix_web::dev::Server>,
}

impl Server {
    /// Starts to answer on a listener, and about the counters on another if there is one.
    pub fn bind(
        listener: TcpListener,
        metrics: Option<TcpListener>,
        options: ServerOptions,
        state: AppState,
        routes: Routes,
    ) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let threads = options
            .threads
            .unwrap_or_else(|| available_parallelism().map_or(1, NonZero::get));
        let limits = web::Data::new(Limits::new(&state.cx.clock));
        let state = web::Data::new(state);
        let metrics = metrics
            .map(|listener| serve_metrics(listener, state.clone()))
            .transpose()?;
        let stopping = Stopping::default();
        let counting = stopping.clone();
        let told = web::Data::new(stopping.clone());
        let late = listener.try_clone()?;
        let connections = descriptors::connections_each(threads).min(MOST_CONNECTIONS);
        let share = options.connections_each_network.unwrap_or(connections * threads / 4);
        let networks = Some(Networks::new(share.max(1))).filter(|_| !options.behind_proxy);
        let server = HttpServer::new(move || {
            App::new()
                .app_data(state.clone())
                .app_data(limits.clone())
                .app_data(told.clone())
                .app_data(BehindProxy(options.behind_proxy))
                .app_data(Known::default())
                .app_data(routes.errors)
                .wrap(from_fn(layers::pass))
                .configure(health::configure)
                .configure(|config| (routes.configure)(config))
                .default_service(web::to(nothing_here))
        })
        .on_connect(move |connection, extensions| {
            extensions.insert(counting.connected());
            if let Some(networks) = &networks
                && let Some(stream) = connection.downcast_ref::<TcpStream>()
            {
                let peer = stream.peer_addr().ok().map(|peer| peer.ip());
                match networks.enter(ClientNetwork::of(peer, None, false)) {
                    Some(held) => drop(extensions.insert(held)),
                    // Reading then finds its end, and the connection goes.
                    None => drop(socket2::SockRef::from(stream).shutdown(Shutdown::Both)),
                }
            }
        })
        .disable_signals()
        .client_request_timeout(Duration::from_secs(10))
        .client_disconnect_timeout(Duration::from_secs(2))
        .keep_alive(Duration::from_secs(30))
        .max_connections(connections)
        .workers(threads.max(1))
        .shutdown_timeout(options.shutdown.as_secs());
        let running = server.listen(listener)?.run();
        Ok(Self {
            address,
            listener: late,
            stopping,
            at_most: options.shutdown.min(LET_GO_WITHIN),
            handle: running.handle(),
            running,
            metrics,
        })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` is cancelled, then lets running requests finish.
    pub async fn run(self, stop: CancellationToken) -> io::Result<()> {
        let counting = self.metrics.map(tokio::spawn);
        let mut running = Box::pin(self.running);
        tokio::select! {
            ended = &mut running => return ended,
            () = stop.cancelled() => {}
        }
        let closed = CancellationToken::new();
        // Until the listener is closed people may connect; nobody else would answer them.
        let late = tokio::net::TcpListener::from_std(self.listener)?;
        let late = tokio::spawn(stopping::turn_away(late, closed.clone()));
        let ending = async {
            self.handle.pause().await;
            self.stopping.let_go(self.at_most).await;
            self.handle.stop(true).await;
        };
        let ((), ended) = tokio::join!(ending, running);
        closed.cancel();
        let _ = late.await;
        if let Some(counting) = counting {
            counting.abort();
        }
        ended
    }
}

/// Answers about the counters, and nothing else.
fn serve_metrics(listener: TcpListener, state: web::Data<AppState>) -> io::Result<actix_web::dev::Server> {
    let server = HttpServer::new(move || {
        App::new()
            .app_data(state.clone())
            .wrap(from_fn(layers::pass))
            .configure(health::configure_metrics)
            .default_service(web::to(nothing_here))
    });
    let server = server.disable_signals().workers(1).shutdown_timeout(0);
    Ok(server.listen(listener)?.run())
}

async fn nothing_here() -> Result<actix_web::HttpResponse, HttpError> {
    Err(HttpError::NotFound("page"))
}

/// A token that is cancelled when the process is told to stop, by SIGTERM or Ctrl-C. A second signal ends it at once.
pub fn stop_on_signal() -> io::Result<CancellationToken> {
    use tokio::signal::unix::{SignalKind, signal};
    let stop = CancellationToken::new();
    let (mut terminate, mut interrupt) = (signal(SignalKind::terminate())?, signal(SignalKind::interrupt())?);
    let told = stop.clone();
    tokio::spawn(async move {
        for first in [true, false] {
            tokio::select! { _ = terminate.recv() => {}, _ = interrupt.recv() => {} }
            if first {
                tracing::info!("stopping: running requests may finish");
                told.cancel();
            } else {
                std::process::exit(130);
            }
        }
    });
    Ok(stop)
}
