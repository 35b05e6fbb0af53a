//! Who sits at the other end of a request's connection.
use std::{
    convert::Infallible,
    net::{IpAddr, Ipv6Addr},
};

use axum::{extract::FromRequestParts, http::request::Parts};

/// Bits of an IPv6 address that name a network of one subscriber; the others are theirs to choose.
const SUBSCRIBER_BITS: u32 = 64;

/// The address of the client, or of the proxy in front of it: headers that proxies add are not
/// believed, for without a proxy anybody may add them. Put into each request by `serve`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Peer(pub IpAddr);

impl Peer {
    /// What one subscriber cannot change at will: an IPv4 address, or the first half of an IPv6 one.
    pub fn network(self) -> IpAddr {
        match self.0.to_canonical() {
            IpAddr::V4(address) => address.into(),
            IpAddr::V6(address) => {
                let mask = u128::MAX << SUBSCRIBER_BITS;
                Ipv6Addr::from_bits(address.to_bits() & mask).into()
            }
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Peer {
    type Rejection = Infallible;

    /// A request without a connection comes from this process.
    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self, Infallible> {
        let known = parts.extensions.get::<Self>().copied();
        Ok(known.unwrap_or(Self(IpAddr::V6(Ipv6Addr::LOCALHOST))))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_network_is_an_address_of_version_4_or_64_bits_of_version_6() {
        for (address, network) in [
            ("203.0.113.9", "203.0.113.9"),
            ("::ffff:203.0.113.9", "203.0.113.9"),
            ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
            ("2001:db8:1:2::1", "2001:db8:1:2::"),
        ] {
            let peer = Peer(address.parse().unwrap());
            assert_eq!(peer.network(), network.parse::<IpAddr>().unwrap());
        }
    }
}
