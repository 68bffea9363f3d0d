//! The binary as its users run it.

use std::io::{BufRead, BufReader, Read};
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread::JoinHandle;

use rustix::process::{Pid, Signal, kill_process};

/// A `dutyline` that runs until it is dropped or stopped.
pub struct Process {
    child: Child,
    output: BufReader<ChildStdout>,
    lines: Receiver<String>,
    reading: Option<JoinHandle<()>>,
}

impl Process {
    /// Starts it with these arguments, and none of the options in the environment.
    pub fn start(arguments: &[&str]) -> Self {
        let mut command = command(arguments);
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let log = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = channel();
        let reading = std::thread::spawn(move || {
            for line in log.lines() {
                let _ = sender.send(line.unwrap());
            }
        });
        Self {
            output: BufReader::new(child.stdout.take().unwrap()),
            child,
            lines,
            reading: Some(reading),
        }
    }

    /// The rest of the next printed line that begins so.
    pub fn printed(&mut self, begin: &str) -> String {
        let mut line = String::new();
        while self.output.read_line(&mut line).unwrap() > 0 {
            if let Some(rest) = line.strip_prefix(begin) {
                return rest.trim().to_owned();
            }
            line.clear();
        }
        panic!("it printed no line with {begin:?}; {}", self.log());
    }

    /// The next line of the log with this in it.
    pub fn logged(&mut self, part: &str) -> String {
        let found = self.lines.iter().find(|line| line.contains(part));
        found.unwrap_or_else(|| panic!("no {part:?} in the log"))
    }

    /// Tells it to stop, as a service manager does, and waits until it has.
    pub fn stop(&mut self) -> ExitStatus {
        kill_process(Pid::from_child(&self.child), Signal::TERM).unwrap();
        self.child.wait().unwrap()
    }

    /// Ends it; what it logged since it was last asked.
    pub fn log(&mut self) -> String {
        let _ = self.child.kill();
        self.child.wait().unwrap();
        if let Some(reading) = self.reading.take() {
            reading.join().unwrap();
        }
        self.lines.iter().collect::<Vec<_>>().join("\n")
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Runs it to its end; what it printed. It must not fail.
pub fn run(arguments: &[&str]) -> String {
    let mut child = command(arguments).stdout(Stdio::piped()).spawn().unwrap();
    let mut printed = String::new();
    child.stdout.take().unwrap().read_to_string(&mut printed).unwrap();
    let status = child.wait().unwrap();
    assert!(status.success(), "{arguments:?}: {status}");
    printed
}

/// How it ended.
#[derive(Debug)]
pub struct Ended {
    pub code: i32,
    /// What it wrote to standard output, and to standard error.
    pub printed: String,
    pub said: String,
}

/// Runs it to its end, whatever that is.
pub fn ended(arguments: &[&str]) -> Ended {
    let output = command(arguments).stdin(Stdio::null()).output().unwrap();
    Ended {
        code: output.status.code().unwrap(),
        printed: String::from_utf8(output.stdout).unwrap(),
        said: String::from_utf8(output.stderr).unwrap(),
    }
}

fn command(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dutyline"));
    for (name, _) in std::env::vars_os() {
        if name.to_string_lossy().starts_with("DUTYLINE_") {
            command.env_remove(name);
        }
    }
    command.args(arguments);
    command
}
