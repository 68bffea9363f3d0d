//! `dutyline demo`: a running example with a clock of its own.

use std::io::Write;
use std::net::TcpListener;
use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use tokio_util::sync::CancellationToken;

use crate::actions::{Context, demo};
use crate::clock::ShiftedClock;
use crate::commands::failure::Failure;
use crate::commands::serve;
use crate::commands::shared::open_store;
use crate::config::{BaseUrl, DemoOptions, Secret, SmtpUrl};
use crate::delivery::{self, ChannelOptions};
use crate::domain::language::Locale;
use crate::domain::time::{DEFAULT_ZONE, local};
use crate::http::server::ServerOptions;
use crate::http::state::AppState;
use crate::i18n::dates;

/// Connections that read; the demo has one visitor.
const POOL: u32 = 4;
/// Who the demo's mail comes from when it is really sent.
const SENDER: &str = "dutyline@demo.example";
/// How often the demo stores the time of its clock.
const KEEP_CLOCK_EVERY: Duration = Duration::from_secs(5);

/// Prepares the example's data, prints where to begin, and serves.
///
/// # Errors
/// [`Failure`] when the data cannot be made or the address is taken.
pub async fn run(options: DemoOptions) -> Result<(), Failure> {
    let listener = serve::listen(options.listen, "--listen")?;
    let address = listener.local_addr()?;
    let file = options.data.join("dutyline.db");
    if options.fresh {
        remove_database(&file)?;
    }
    let store = open_store(&Secret::from(format!("sqlite:{}", file.display())), POOL)?;
    let clock = ShiftedClock::starting_at(demo::clock_goes_on_at(&store).await?);
    let cx = Context::load(store, Arc::new(clock), BaseUrl::of(address).0).await?;
    demo::lay_out(&cx).await?;
    demo::keep_clock(&cx).await?;
    introduce(&cx, options.smtp_url.is_some()).await?;
    let keeper = CancellationToken::new();
    let kept = tokio::spawn(keep_clock(cx.clone(), keeper.clone()));
    let served = serve_demo(listener, cx, options.smtp_url).await;
    keeper.cancel();
    kept.await
        .map_err(|error| Failure::failed(format!("The demo's clock could not be kept: {error}.")))?;
    served
}

async fn serve_demo(listener: TcpListener, cx: Context, smtp_url: Option<SmtpUrl>) -> Result<(), Failure> {
    let open_outbox = smtp_url.is_none();
    let channels = match smtp_url {
        Some(server) => {
            let sender = SENDER
                .parse()
                .map_err(|_| Failure::failed("the demo's sender is no address"))?;
            let email = Some((server, sender));
            delivery::channels(ChannelOptions { email }, &cx.base_url)
        }
        None => delivery::demo_channels(&cx),
    };
    let state = AppState {
        open_outbox,
        ..serve::state(cx)?
    };
    let options = ServerOptions {
        threads: None,
        shutdown: Duration::from_secs(5),
        behind_proxy: false,
        connections_each_network: None,
    };
    serve::until_stopped(listener, None, options, state, Some(channels)).await
}

/// The database with its write-ahead log; nothing else in the folder is touched.
fn remove_database(file: &Path) -> Result<(), Failure> {
    for ending in ["", "-wal", "-shm"] {
        let part = format!("{}{ending}", file.display());
        match std::fs::remove_file(&part) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(Failure::failed(format!("{part} cannot be removed: {error}.")));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Keeps the clock's place until told to stop, and once more then, so that the demo carries on where it was left.
async fn keep_clock(cx: Context, stop: CancellationToken) {
    let mut going_on = true;
    while going_on {
        tokio::select! {
            () = stop.cancelled() => going_on = false,
            () = tokio::time::sleep(KEEP_CLOCK_EVERY) => {}
        }
        if let Err(error) = demo::keep_clock(&cx).await {
            tracing::warn!(%error, "the demo's clock could not be kept");
        }
    }
}

/// Says where to begin: one address a line, so that programs can read it too.
async fn introduce(cx: &Context, sends: bool) -> Result<(), Failure> {
    let (coordinator, staff) = demo::links(cx).await?;
    let now = local(cx.now(), DEFAULT_ZONE);
    let mut out = std::io::stdout().lock();
    writeln!(out, "dutyline demo · Otwarty Kraków 2024–2028")?;
    writeln!(out, "clock        {} in Warsaw", dates::moment(now, Locale::En))?;
    writeln!(
        out,
        "residents    {}",
        cx.address(&format!("/pl/consultations/{}", demo::SLUG))
    )?;
    writeln!(out, "coordinator  {coordinator}")?;
    writeln!(out, "on duty      {staff}")?;
    if sends {
        writeln!(out, "mail         is sent to the given server")?;
    } else {
        writeln!(out, "mail         {}", cx.address("/pl/outbox"))?;
    }
    writeln!(
        out,
        "stop with Ctrl-C; started again it carries on; --fresh begins anew"
    )?;
    out.flush()?;
    Ok(())
}
