//! A client that knows what became of each request: answered, never sent, or sent and not answered.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpStream};
use std::time::Duration;

/// Why there was no answer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lost {
    /// Nobody listened; nothing was sent.
    NotConnected,
    /// It was sent.
    Unanswered,
}

pub struct Client {
    address: SocketAddr,
    token: String,
    kept: Option<BufReader<TcpStream>>,
}

impl Client {
    pub fn new(address: SocketAddr, token: &str) -> Self {
        Self {
            address,
            token: token.to_owned(),
            kept: None,
        }
    }

    /// Status and body of the answer. The connection is kept as long as the server keeps it.
    pub fn ask(&mut self, method: &str, path: &str, body: &str) -> Result<(u16, String), Lost> {
        let mut stream = match self.kept.take() {
            Some(stream) => stream,
            None => self.connect().ok_or(Lost::NotConnected)?,
        };
        let request = format!(
            "{method} {path} HTTP/1.1\r\nhost: {}\r\nauthorization: Bearer {}\r\naccept: application/json\r\n\
             content-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
            self.address,
            self.token,
            body.len()
        );
        let (status, body, keep) = exchange(&mut stream, &request).map_err(|_| Lost::Unanswered)?;
        if keep {
            self.kept = Some(stream);
        }
        Ok((status, body))
    }

    /// Logs a call with one contribution under this id.
    pub fn log_call(&mut self, id: &str, text: &str) -> Result<(u16, String), Lost> {
        let body = format!(
            "{{\"id\":\"{id}\",\"consultation\":\"{}\",\"kind\":\"contribution\",\
             \"contributions\":[{{\"text\":\"{text}\"}}]}}",
            dutyline::actions::demo::SLUG
        );
        self.ask("POST", "/api/v1/calls", &body)
    }

    fn connect(&self) -> Option<BufReader<TcpStream>> {
        let stream = TcpStream::connect(self.address).ok()?;
        stream.set_nodelay(true).ok()?;
        stream.set_read_timeout(Some(Duration::from_secs(40))).ok()?;
        Some(BufReader::new(stream))
    }
}

fn exchange(stream: &mut BufReader<TcpStream>, request: &str) -> std::io::Result<(u16, String, bool)> {
    stream.get_mut().write_all(request.as_bytes())?;
    let mut line = String::new();
    stream.read_line(&mut line)?;
    let broken = || std::io::Error::other("no answer");
    let status = line
        .split(' ')
        .nth(1)
        .and_then(|status| status.parse().ok())
        .ok_or_else(broken)?;
    let (mut length, mut keep) = (0, true);
    loop {
        line.clear();
        if stream.read_line(&mut line)? == 0 {
            return Err(broken());
        }
        let header = line.trim().to_ascii_lowercase();
        match header.split_once(':') {
            None => break,
            Some(("content-length", value)) => length = value.trim().parse().map_err(|_| broken())?,
            Some(("connection", value)) => keep = value.trim() != "close",
            Some(_) => {}
        }
    }
    let mut body = vec![0; length];
    stream.read_exact(&mut body)?;
    Ok((status, String::from_utf8_lossy(&body).into_owned(), keep))
}
