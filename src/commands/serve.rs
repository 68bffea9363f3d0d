//! `dutyline serve`: the server, and beside it the worker that sends what is due.

use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use chrono::TimeDelta;
use tokio_util::sync::CancellationToken;
use uuid::Uuid;

use crate::actions::message::Channels;
use crate::actions::{Context, SessionRules};
use crate::clock::SystemClock;
use crate::commands::failure::Failure;
use crate::commands::shared::open_store;
use crate::config::{Secret, ServeOptions};
use crate::delivery::{self, ChannelOptions};
use crate::http::error_layer::ErrorPages;
use crate::http::server::{Routes, Server, ServerOptions, stop_on_signal};
use crate::http::state::AppState;
use crate::worker::Worker;
use crate::worker::config::WorkerConfig;
use crate::{api, web};

/// Serves until told to stop.
///
/// # Errors
/// [`Failure`] when the database cannot be opened or the address is taken.
pub async fn run(database: &Secret, options: ServeOptions) -> Result<(), Failure> {
    let store = open_store(database, options.pool_size)?;
    let listener = listen(options.listen, "--listen")?;
    let metrics = options
        .metrics_listen
        .map(|at| listen(at, "--metrics-listen"))
        .transpose()?;
    let base_url = options.base_url(listener.local_addr()?);
    let sessions = SessionRules {
        lifetime: TimeDelta::hours(options.session_hours.into()),
        idle: TimeDelta::minutes(options.session_idle_minutes.into()),
    };
    let mut cx = Context::load(store, Arc::new(SystemClock), base_url.clone()).await?;
    cx.sessions = sessions;
    let email = options
        .smtp_url
        .clone()
        .map(|server| (server, options.mail_from.clone()));
    if email.is_none() {
        tracing::warn!("no mail server is set (--smtp-url): messages wait in the outbox");
    }
    let channels = options
        .worker
        .then(|| delivery::channels(ChannelOptions { email }, &base_url));
    let state = state(cx)?;
    let server = ServerOptions {
        threads: options.http_threads,
        shutdown: Duration::from_secs(options.shutdown_seconds),
        behind_proxy: options.behind_proxy,
        connections_each_network: None,
    };
    until_stopped(listener, metrics, server, state, channels).await
}

/// Takes an address to listen on, which `option` names.
///
/// # Errors
/// [`Failure`] when it is taken or not allowed.
pub fn listen(address: std::net::SocketAddr, option: &str) -> Result<TcpListener, Failure> {
    TcpListener::bind(address).map_err(|error| {
        Failure::failed(format!(
            "cannot listen on {address}: {error}; choose another with {option}"
        ))
    })
}

/// The state of a server.
///
/// # Errors
/// [`Failure`] when the counters cannot be made.
pub fn state(cx: Context) -> Result<AppState, Failure> {
    AppState::new(cx).map_err(|error| Failure::failed(format!("the counters cannot be made: {error}")))
}

/// Pages, API, and the page of an error.
pub fn routes() -> Routes {
    Routes {
        configure: Arc::new(|config| {
            api::configure(config);
            web::configure(config);
        }),
        errors: ErrorPages {
            draw: web::page::error::draw,
            sign_in: web::session::next::sign_in_address,
        },
    }
}

/// Runs server and worker until SIGTERM or Ctrl-C; what is on its way then may finish. Without channels the worker only
/// publishes what was planned; with `None` there is none.
///
/// # Errors
/// [`Failure`] when the server cannot start or breaks.
pub async fn until_stopped(
    listener: TcpListener,
    metrics: Option<TcpListener>,
    options: ServerOptions,
    state: AppState,
    channels: Option<Channels>,
) -> Result<(), Failure> {
    let cx = state.cx.clone();
    if let Some(metrics) = &metrics {
        tracing::info!(address = %metrics.local_addr()?, "counters at /metrics");
    }
    let server = Server::bind(listener, metrics, options, state, routes())?;
    tracing::info!(address = %server.address(), base_url = %cx.base_url, "listening");
    let stop = stop_on_signal()?;
    let told = stop.clone();
    let working =
        tokio::spawn(async move { tokio::join!(cx.published.watch(&cx.store, &told), work(&cx, channels, &told)) });
    let served = server.run(stop.clone()).await;
    // A server that breaks takes the worker with it.
    stop.cancel();
    if tokio::time::timeout(options.shutdown, working).await.is_err() {
        tracing::warn!("messages on their way did not finish in time; their leases run out and they are sent again");
    }
    Ok(served?)
}

async fn work(cx: &Context, channels: Option<Channels>, stop: &CancellationToken) {
    let Some(channels) = channels else {
        return;
    };
    let name = cx.random.id::<Uuid>(cx.now()).simple().to_string();
    Worker::new(cx, channels, &name, WorkerConfig::default())
        .run(stop.clone())
        .await;
}
