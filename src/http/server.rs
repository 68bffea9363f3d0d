//! The server: one listener, the layers every request passes, and an orderly end.

use std::io;
use std::net::{SocketAddr, TcpListener};
use std::sync::Arc;
use std::time::Duration;

use actix_web::dev::ServerHandle;
use actix_web::middleware::from_fn;
use actix_web::{App, HttpServer, web};
use tokio_util::sync::CancellationToken;

use crate::http::address::BehindProxy;
use crate::http::error_layer::ErrorPages;
use crate::http::errors::HttpError;
use crate::http::limits::Limits;
use crate::http::state::AppState;
use crate::http::{health, layers};

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
}

/// A server that listens.
pub struct Server {
    address: SocketAddr,
    handle: ServerHandle,
    running: actix_web::dev::Server,
}

impl Server {
    /// Starts to answer on a listener.
    pub fn bind(listener: TcpListener, options: ServerOptions, state: AppState, routes: Routes) -> io::Result<Self> {
        let address = listener.local_addr()?;
        let limits = web::Data::new(Limits::new(&state.cx.clock));
        let state = web::Data::new(state);
        let mut server = HttpServer::new(move || {
            App::new()
                .app_data(state.clone())
                .app_data(limits.clone())
                .app_data(BehindProxy(options.behind_proxy))
                .app_data(routes.errors)
                .wrap(from_fn(layers::pass))
                .configure(health::configure)
                .configure(|config| (routes.configure)(config))
                .default_service(web::to(nothing_here))
        })
        .disable_signals()
        .client_request_timeout(Duration::from_secs(10))
        .client_disconnect_timeout(Duration::from_secs(2))
        .keep_alive(Duration::from_secs(30))
        .max_connections(10_000)
        .shutdown_timeout(options.shutdown.as_secs());
        if let Some(threads) = options.threads {
            server = server.workers(threads.max(1));
        }
        let running = server.listen(listener)?.run();
        Ok(Self {
            address,
            handle: running.handle(),
            running,
        })
    }

    pub fn address(&self) -> SocketAddr {
        self.address
    }

    /// Answers until `stop` is cancelled, then lets running requests finish.
    pub async fn run(self, stop: CancellationToken) -> io::Result<()> {
        let handle = self.handle;
        let mut running = Box::pin(self.running);
        tokio::select! {
            ended = &mut running => return ended,
            () = stop.cancelled() => {}
        }
        tokio::join!(handle.stop(true), running).1
    }
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
