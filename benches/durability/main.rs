//! What was acknowledged is there, whatever happens: `tests/durability [TRIAL…]`.
//!
//! | trial | what is done | what must hold |
//! |---|---|---|
//! | D1 | killed under load, again and again; clients send again what was not answered | nothing lost, nothing twice, no gap; it answers again within 250 ms |
//! | D2 | calls one after the other, syncs counted (SQLite) | no fewer syncs than answers |
//! | D3 | syncs fail for a while (SQLite) | what was acknowledged is there; it recovers by itself |
//! | D4 | the disk is full for a while (SQLite) | the same; refused with 503 or 507 |
//! | D5 | every sync takes 20 ms, 64 clients (SQLite) | half of 64 calls a sync at least, p99 below 200 ms |
//! | D7 | one id 64 times at once, other words, and after a restart | one row; 409 for other words |
//! | D8 | copied under load (SQLite) | whole, with all that was acknowledged before |
//! | D9 | told to stop under load, again and again | nothing that was sent goes unanswered |
//!
//! D6, a power cut, needs a file system that forgets what was not synced, and so a kernel module or a driver in user space:
//! it is not here. D2 is what it would rest on.

mod client;
mod server;
mod trials;

use std::io::{self, Write};

use server::Database;
use trials::{On, TRIALS, Verdict};

pub type Failure = Box<dyn std::error::Error + Send + Sync>;

fn say(line: &str) {
    // Nobody reads it: then it need not be said.
    let _ = writeln!(io::stdout().lock(), "{line}");
}

fn main() -> Result<(), Failure> {
    let asked: Vec<String> = std::env::args().skip(1).filter(|word| !word.starts_with('-')).collect();
    let server = std::env::var("TEST_POSTGRES_URL").ok();
    if server.is_none() {
        say("PostgreSQL is not tried: TEST_POSTGRES_URL is not set");
    }
    let mut broken = 0;
    for (name, on, trial) in TRIALS {
        if !asked.is_empty() && !asked.iter().any(|asked| asked == name) {
            continue;
        }
        let mut databases = vec![("SQLite", Database::sqlite()?)];
        if let (On::Both, Some(server)) = (on, &server) {
            databases.push(("PostgreSQL", Database::postgres(server)?));
        }
        for (kind, database) in databases {
            let Verdict { holds, told } = trial(&database)?;
            broken += usize::from(!holds);
            say(&format!(
                "{name} {kind:<10} {}  {told}",
                if holds { "holds " } else { "BROKEN" }
            ));
        }
    }
    if broken > 0 {
        return Err(format!("{broken} broken").into());
    }
    Ok(())
}
