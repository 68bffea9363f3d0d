//! One network has a share of the connections.

use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

use crate::support::app::App;

/// Whether a connection is answered, once it is open.
async fn is_answered(connection: &mut TcpStream) -> bool {
    let mut answer = Vec::new();
    let asked = async {
        let request = b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n";
        connection.write_all(request).await?;
        while !answer.ends_with(b"}") && connection.read_buf(&mut answer).await? > 0 {}
        Ok::<_, std::io::Error>(())
    };
    let asked = tokio::time::timeout(Duration::from_secs(60), asked).await.unwrap();
    asked.is_ok() && answer.starts_with(b"HTTP/1.1 200")
}

async fn connect(app: &App) -> TcpStream {
    let address = app.url("");
    TcpStream::connect(address.trim_start_matches("http://")).await.unwrap()
}

#[tokio::test]
async fn who_has_a_share_of_the_connections_gets_no_more_until_one_goes() {
    let app = App::crowded(2, false).await;
    let (mut first, mut second) = (connect(&app).await, connect(&app).await);
    assert!(is_answered(&mut first).await && is_answered(&mut second).await);
    assert!(!is_answered(&mut connect(&app).await).await);
    assert!(is_answered(&mut first).await, "who is in stays in");
    drop(first);
    let mut again = false;
    for _ in 0..600 {
        again = is_answered(&mut connect(&app).await).await;
        if again {
            break;
        }
        tokio::time::sleep(Duration::from_millis(100)).await;
    }
    assert!(again);
}

#[tokio::test]
async fn a_proxy_has_all_connections() {
    let app = App::crowded(1, true).await;
    let (mut first, mut second) = (connect(&app).await, connect(&app).await);
    assert!(is_answered(&mut first).await && is_answered(&mut second).await);
}
