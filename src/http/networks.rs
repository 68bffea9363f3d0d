//! Connections of each network: nobody alone keeps everybody else out.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use crate::http::address::ClientNetwork;

/// The connections that are open now, by the network of whoever opened them. Clones are the same.
#[derive(Clone)]
pub struct Networks {
    open: Arc<Mutex<HashMap<ClientNetwork, usize>>>,
    most: usize,
}

/// A connection, counted for its network while it lives.
pub struct Held {
    networks: Networks,
    network: ClientNetwork,
}

impl Networks {
    /// Each network has so many at most.
    pub fn new(most: usize) -> Self {
        Self {
            open: Arc::default(),
            most,
        }
    }

    /// Counts another connection; `None` when its network has its share already.
    pub fn enter(&self, network: ClientNetwork) -> Option<Held> {
        let mut open = self.open();
        let held = open.entry(network).or_default();
        if *held >= self.most {
            return None;
        }
        *held += 1;
        Some(Held {
            networks: self.clone(),
            network,
        })
    }

    fn open(&self) -> MutexGuard<'_, HashMap<ClientNetwork, usize>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Held {
    fn drop(&mut self) {
        let mut open = self.networks.open();
        if let Some(held) = open.get_mut(&self.network) {
            *held -= 1;
            if *held == 0 {
                open.remove(&self.network);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_has_its_share_and_gets_it_back() {
        let networks = Networks::new(2);
        let of = |address: &str| ClientNetwork::of(Some(address.parse().unwrap()), None, false);
        let (here, there) = (of("192.0.2.1"), of("192.0.2.2"));
        let (first, second) = (networks.enter(here).unwrap(), networks.enter(here).unwrap());
        assert!(networks.enter(here).is_none());
        let other = networks.clone().enter(there).unwrap();
        drop(first);
        let third = networks.enter(here).unwrap();
        assert!(networks.enter(here).is_none());
        drop((second, third, other));
        assert!(networks.open().is_empty(), "who has gone is not remembered");
    }
}
