//! How many connections the system lets a process have.

use rustix::process::{Resource, Rlimit, getrlimit, setrlimit};

/// More than this many descriptors are not asked for.
const WANTED: u64 = 65_536;
/// The database, logs, mail and the program itself.
const RESERVED: u64 = 256;

/// The most connections a thread may hold, of so many. The soft limit of descriptors is raised as far as the hard one
/// allows: many systems give a process 1,024, which a few hundred slow clients use up.
pub fn connections_each(threads: usize) -> usize {
    let limit = getrlimit(Resource::Nofile);
    let reachable = limit.maximum.unwrap_or(WANTED).min(WANTED);
    let mut available = limit.current.unwrap_or(WANTED).min(WANTED);
    if available < reachable {
        let raised = Rlimit {
            current: Some(reachable),
            maximum: limit.maximum,
        };
        match setrlimit(Resource::Nofile, raised) {
            Ok(()) => available = reachable,
            Err(error) => tracing::warn!(%error, available, "the limit of open files cannot be raised"),
        }
    }
    let connections = available.saturating_sub(RESERVED).max(RESERVED);
    (usize::try_from(connections).unwrap_or(usize::MAX) / threads.max(1)).max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_limit_is_raised_and_shared_by_the_threads() {
        let limit = getrlimit(Resource::Nofile);
        let low = Rlimit {
            current: Some(600),
            maximum: limit.maximum,
        };
        setrlimit(Resource::Nofile, low).unwrap();
        let alone = connections_each(1);
        let raised = getrlimit(Resource::Nofile).current.unwrap_or(WANTED);
        assert_eq!(raised, limit.maximum.unwrap_or(WANTED).min(WANTED));
        assert_eq!(alone as u64, raised.min(WANTED) - RESERVED);
        assert_eq!(connections_each(4), alone / 4);
    }
}
