//! Which network a request comes from, for the limits.

use std::future::{Ready, ready};
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use actix_web::dev::Payload;
use actix_web::{FromRequest, HttpRequest};

/// Whether a proxy of ours appends the client's address to `X-Forwarded-For`. The server puts it into the app data.
#[derive(Debug, Clone, Copy)]
pub struct BehindProxy(pub bool);

/// An IPv4 address, or the /64 an IPv6 client can choose its address from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ClientNetwork(pub IpAddr);

impl ClientNetwork {
    /// Behind a proxy it is the address the proxy appended to `X-Forwarded-For`; anything before it was written by the
    /// client and proves nothing.
    pub fn of(peer: Option<IpAddr>, forwarded_for: Option<&str>, behind_proxy: bool) -> Self {
        let forwarded = forwarded_for
            .filter(|_| behind_proxy)
            .and_then(|list| list.rsplit(',').next())
            .and_then(|last| last.trim().parse().ok());
        let address = forwarded.or(peer).unwrap_or(IpAddr::V4(Ipv4Addr::UNSPECIFIED));
        Self(match address.to_canonical() {
            IpAddr::V6(v6) => {
                let [a, b, c, d, ..] = v6.segments();
                IpAddr::V6(Ipv6Addr::new(a, b, c, d, 0, 0, 0, 0))
            }
            v4 => v4,
        })
    }

    pub fn of_request(request: &HttpRequest) -> Self {
        let behind_proxy = request.app_data::<BehindProxy>().is_some_and(|behind| behind.0);
        let forwarded = request
            .headers()
            .get_all("x-forwarded-for")
            .last()
            .and_then(|value| value.to_str().ok());
        Self::of(request.peer_addr().map(|address| address.ip()), forwarded, behind_proxy)
    }
}

impl FromRequest for ClientNetwork {
    type Error = std::convert::Infallible;
    type Future = Ready<Result<Self, Self::Error>>;

    fn from_request(request: &HttpRequest, _: &mut Payload) -> Self::Future {
        ready(Ok(Self::of_request(request)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_trusted_proxy_is_believed() {
        let peer = Some("10.0.0.1".parse().unwrap());
        let list = Some("1.2.3.4, 198.51.100.7");
        assert_eq!(ClientNetwork::of(peer, list, false).0.to_string(), "10.0.0.1");
        assert_eq!(ClientNetwork::of(peer, list, true).0.to_string(), "198.51.100.7");
        assert_eq!(
            ClientNetwork::of(peer, Some("nonsense"), true).0.to_string(),
            "10.0.0.1"
        );
    }

    #[test]
    fn an_ipv6_client_is_its_network() {
        let of = |text: &str| ClientNetwork::of(Some(text.parse().unwrap()), None, false);
        assert_eq!(of("2001:db8:1:2:3:4:5:6"), of("2001:db8:1:2:ffff::1"));
        assert_ne!(of("2001:db8:1:2::1"), of("2001:db8:1:3::1"));
        assert_eq!(of("::ffff:192.0.2.1").0.to_string(), "192.0.2.1");
    }
}
