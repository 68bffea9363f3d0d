//! Load by wrk.

use std::path::Path;
use std::process::Command;

use crate::Failure;

/// As many connections as the goals are set for.
pub const CONNECTIONS: u32 = 64;

pub struct Load<'a> {
    pub url: &'a str,
    /// Name and value, as `Accept-Encoding: gzip`.
    pub headers: &'a [String],
    /// Lua that makes the requests.
    pub script: Option<&'a Path>,
    pub connections: u32,
    pub seconds: u32,
}

impl<'a> Load<'a> {
    /// GET from all connections.
    pub fn get(url: &'a str, headers: &'a [String], seconds: u32) -> Self {
        Self {
            url,
            headers,
            script: None,
            connections: CONNECTIONS,
            seconds,
        }
    }
}

#[derive(Debug, Clone, Copy, Default)]
pub struct Measured {
    /// Answers a second.
    pub rate: f64,
    /// Answers with another status than 2xx or 3xx, and requests without one.
    pub wrong: u64,
}

pub fn run(load: &Load<'_>) -> Result<Measured, Failure> {
    let mut command = Command::new("wrk");
    command.args(["--threads", "2", "--timeout", "10"]);
    command.args(["--connections", &load.connections.to_string()]);
    command.args(["--duration", &format!("{}s", load.seconds)]);
    for header in load.headers {
        command.args(["--header", header]);
    }
    if let Some(script) = load.script {
        command.arg("--script").arg(script);
    }
    let output = command.arg(load.url).output()?;
    let said = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        return Err(format!("wrk failed: {said}{}", String::from_utf8_lossy(&output.stderr)).into());
    }
    read(&said).ok_or_else(|| format!("wrk said: {said}").into())
}

fn read(said: &str) -> Option<Measured> {
    let after = |word: &str| said.lines().find_map(|line| line.trim().strip_prefix(word));
    let wrong = after("Non-2xx or 3xx responses:").map_or(Some(0), |count| count.trim().parse().ok())?;
    let errors = after("Socket errors:").unwrap_or_default();
    let lost: u64 = errors
        .split([' ', ','])
        .filter_map(|word| word.parse::<u64>().ok())
        .sum();
    Some(Measured {
        rate: after("Requests/sec:")?.trim().parse().ok()?,
        wrong: wrong + lost,
    })
}
