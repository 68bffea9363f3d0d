//! The servers that are compared, each a process of this run on a port of its own.

use std::fs;
use std::net::TcpListener;
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, kill_process};

use crate::{Failure, wait};

/// Fails with the names of the Debian packages of what is missing.
pub fn need(programs: &[&str]) -> Result<(), Failure> {
    let is_there = |program: &&&str| {
        let path = std::env::var_os("PATH").unwrap_or_default();
        std::env::split_paths(&path)
            .chain(["/usr/sbin".into()])
            .any(|folder| folder.join(program).is_file())
    };
    let missing: Vec<&str> = programs.iter().filter(|program| !is_there(program)).copied().collect();
    if missing.is_empty() {
        return Ok(());
    }
    Err(format!(
        "missing: {}; apt-get install --no-install-recommends {}",
        missing.join(", "),
        missing.join(" ")
    )
    .into())
}

/// A process that ends with this value.
pub struct Server {
    process: Child,
    /// `http://127.0.0.1:PORT`.
    pub base: String,
}

impl Drop for Server {
    fn drop(&mut self) {
        // Not killed: nginx would leave its workers behind.
        if let Some(process) = i32::try_from(self.process.id()).ok().and_then(Pid::from_raw) {
            let _ = kill_process(process, Signal::TERM);
        }
        drop(self.process.wait());
    }
}

fn free_port() -> Result<u16, Failure> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

impl Server {
    fn start(command: &mut Command, port: u16, first: &str) -> Result<(Self, Duration), Failure> {
        let begun = Instant::now();
        let process = command.stdin(Stdio::null()).stdout(Stdio::null()).spawn()?;
        let mut server = Self {
            process,
            base: format!("http://127.0.0.1:{port}"),
        };
        let url = format!("{}{first}", server.base);
        wait(async {
            let client = reqwest::Client::new();
            while begun.elapsed() < Duration::from_secs(20) {
                if let Some(status) = server.process.try_wait()? {
                    return Err(format!("a server ended at once: {status}").into());
                }
                if client.get(&url).send().await.is_ok_and(|answer| answer.status() == 200) {
                    return Ok(());
                }
                tokio::time::sleep(Duration::from_millis(1)).await;
            }
            Err(format!("no answer from {url}").into())
        })?;
        Ok((server, begun.elapsed()))
    }

    /// The release binary on a database. Also tells how long it took from its start to the first answer to `first`.
    pub fn dutyline(database: &str, first: &str) -> Result<(Self, Duration), Failure> {
        let port = free_port()?;
        let mut command = Command::new(env!("CARGO_BIN_EXE_dutyline"));
        command.args(["--log", "error", "serve", "--listen", &format!("127.0.0.1:{port}")]);
        command.env("DUTYLINE_DATABASE_URL", database);
        Self::start(&mut command, port, first)
    }

    /// nginx with two workers, serving the files of a folder.
    pub fn nginx(folder: &Path, first: &str) -> Result<Self, Failure> {
        let port = free_port()?;
        let at = folder.display();
        let temporary = ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"]
            .map(|name| format!("{name}_temp_path {at}/temp;"))
            .join(" ");
        let configuration = format!(
            "worker_processes 2; daemon off; pid {at}/pid; error_log {at}/log;\n\
             events {{ worker_connections 1024; }}\n\
             http {{\n\
             access_log off; sendfile on; tcp_nopush on; gzip_static on; keepalive_requests 1000000000;\n\
             {temporary}\n\
             types {{ text/html html; text/calendar ics; application/json json; }}\n\
             server {{ listen 127.0.0.1:{port}; root {at}/files; }}\n\
             }}\n"
        );
        let file = folder.join("nginx.conf");
        fs::write(&file, configuration)?;
        let mut command = Command::new(if Path::new("/usr/sbin/nginx").exists() {
            "/usr/sbin/nginx"
        } else {
            "nginx"
        });
        command.arg("-c").arg(&file).arg("-e").arg(folder.join("log"));
        Ok(Self::start(&mut command, port, first)?.0)
    }

    pub fn url(&self, path: &str) -> String {
        format!("{}{path}", self.base)
    }

    /// The most memory it ever had, in MiB.
    pub fn most_memory(&self) -> Result<f64, Failure> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.process.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
        let kib: f64 = line
            .and_then(|line| line.trim().strip_suffix(" kB"))
            .ok_or("no VmHWM")?
            .trim()
            .parse()?;
        Ok(kib / 1024.0)
    }
}
