use std::net::TcpListener;
use std::sync::Arc;
use std::time::Duration;

use actix_web::web;
use dutyline::commands::serve;
use dutyline::http::server::{Routes, Server, ServerOptions};
use dutyline::http::state::AppState;
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::sync::Notify;
use tokio_util::sync::CancellationToken;

use crate::support::world::World;

/// What comes back until the other side closes, or has sent the end of a head without a body.
async fn answer(stream: &mut TcpStream) -> String {
    let mut bytes = Vec::new();
    while !bytes.ends_with(b"}") && !bytes.ends_with(b"\r\n\r\n") && stream.read_buf(&mut bytes).await.unwrap() > 0 {}
    String::from_utf8(bytes).unwrap()
}

async fn ask(stream: &mut TcpStream, path: &str) -> String {
    let request = format!("GET {path} HTTP/1.1\r\nhost: test\r\naccept: application/json\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    answer(stream).await
}

#[tokio::test]
async fn whoever_asks_while_the_server_stops_is_answered() {
    let world = World::empty().await;
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap();
    let (begun, go_on) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let slow = (Arc::clone(&begun), Arc::clone(&go_on));
    let routes = Routes {
        configure: Arc::new(move |config| {
            let (begun, go_on) = slow.clone();
            let wait = move || {
                let (begun, go_on) = (Arc::clone(&begun), Arc::clone(&go_on));
                async move {
                    begun.notify_one();
                    go_on.notified().await;
                    "{}"
                }
            };
            config.route("/slow", web::get().to(wait));
        }),
        errors: serve::routes().errors,
    };
    let options = ServerOptions {
        threads: Some(1),
        shutdown: Duration::from_secs(60),
        behind_proxy: false,
        connections_each_network: None,
    };
    let state = AppState::new(world.cx.clone()).unwrap();
    let stop = CancellationToken::new();
    let told = stop.clone();
    let serving = std::thread::spawn(move || {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap();
        runtime.block_on(async move {
            let server = Server::bind(listener, None, options, state, routes).unwrap();
            server.run(told).await.unwrap();
        });
    });

    let connect = || async { TcpStream::connect(address).await.unwrap() };
    let (mut kept, mut asked, mut ready) = (connect().await, connect().await, connect().await);
    for stream in [&mut kept, &mut ready] {
        assert!(ask(stream, "/healthz").await.starts_with("HTTP/1.1 200"));
    }
    let slow = "GET /slow HTTP/1.1\r\nhost: test\r\n\r\n";
    asked.write_all(slow.as_bytes()).await.unwrap();
    begun.notified().await;

    stop.cancel();
    // A newcomer is told to come again. When it is, the others are told to go, too.
    let mut said = String::new();
    while !said.starts_with("HTTP/1.1 503") {
        said = ask(&mut connect().await, "/healthz").await;
    }
    assert!(said.contains("retry-after"), "{said}");
    let said = ask(&mut ready, "/readyz").await;
    assert!(
        said.starts_with("HTTP/1.1 503") && said.contains("connection: close"),
        "{said}"
    );
    let said = ask(&mut kept, "/healthz").await;
    assert!(
        said.starts_with("HTTP/1.1 200") && said.contains("connection: close"),
        "{said}"
    );
    assert_eq!(kept.read(&mut [0; 1]).await.unwrap(), 0, "and closed");
    go_on.notify_one();
    assert!(answer(&mut asked).await.starts_with("HTTP/1.1 200"));
    tokio::task::spawn_blocking(move || serving.join().unwrap())
        .await
        .unwrap();
    assert!(TcpStream::connect(address).await.is_err(), "the listener is closed");
}
