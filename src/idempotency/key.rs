//! The key of a request, and what it stands for.
use axum::http::{HeaderMap, Method, Uri};
use sha2::{Digest as _, Sha256};

use crate::error::{Error, Fault, Result};

/// Name of the header.
pub const KEY_HEADER: &str = "idempotency-key";

/// Longest key, in characters.
const KEY_MAX: usize = 255;

/// One arrival of a keyed request.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Attempt {
    scope: [u8; 32],
    request_hash: [u8; 32],
}

impl Attempt {
    /// Reads the header; `None` without one.
    pub fn from_request(
        headers: &HeaderMap,
        method: &Method,
        uri: &Uri,
        body: &[u8],
    ) -> Result<Option<Self>> {
        let Some(value) = headers.get(KEY_HEADER) else {
            return Ok(None);
        };
        let once = headers.get_all(KEY_HEADER).iter().count() == 1;
        let key = value
            .to_str()
            .ok()
            .filter(|_| once)
            .filter(|key| {
                (1..=KEY_MAX).contains(&key.len()) && key.bytes().all(|b| (32..127).contains(&b))
            })
            .ok_or_else(|| {
                Error::fault(Fault::shape(
                    "Idempotency-Key",
                    "invalid_string",
                    format!(
                        "Must be sent once, with 1 to {KEY_MAX} printable ASCII characters such as a \
                         UUID."
                    ),
                ))
            })?;
        let mut scope = Sha256::new();
        // A separator that stands in none of the three keeps their borders apart.
        for part in [method.as_str(), uri.path(), key] {
            scope.update(part.as_bytes());
            scope.update([0]);
        }
        Ok(Some(Self {
            scope: scope.finalize().into(),
            request_hash: hash_of(uri.query(), body),
        }))
    }

    /// The same attempt at one of the parts that its request is done in.
    #[must_use]
    pub fn part(&self, number: u32) -> Self {
        let mut scope = Sha256::new();
        scope.update(self.scope);
        scope.update(number.to_be_bytes());
        Self {
            scope: scope.finalize().into(),
            request_hash: self.request_hash,
        }
    }

    /// Hash of method, path and key; with the tenant it names the first answer.
    pub const fn scope(&self) -> &[u8] {
        &self.scope
    }

    /// Hash of the body: the same key with another body is a mistake of the client.
    pub const fn request_hash(&self) -> &[u8] {
        &self.request_hash
    }

    /// Number of the advisory lock that a running request with this key holds.
    pub(super) fn lock(&self, tenant: uuid::Uuid) -> i64 {
        let mut hash = Sha256::new();
        hash.update(tenant.as_bytes());
        hash.update(self.scope);
        let hash: [u8; 32] = hash.finalize().into();
        let mut lock = [0; 8];
        for (to, from) in lock.iter_mut().zip(hash) {
            *to = from;
        }
        i64::from_be_bytes(lock)
    }
}

/// What tells one request from another under the same key: its body, and its query where it has one.
fn hash_of(query: Option<&str>, body: &[u8]) -> [u8; 32] {
    let mut request = Sha256::new();
    if let Some(query) = query {
        request.update(query.as_bytes());
        request.update([0]);
    }
    request.update(body);
    request.finalize().into()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn attempt(path: &str, key: &'static str, body: &[u8]) -> Option<Attempt> {
        let mut headers = HeaderMap::new();
        headers.insert(KEY_HEADER, key.parse().unwrap());
        let uri = path.parse().unwrap();
        Attempt::from_request(&headers, &Method::POST, &uri, body).unwrap()
    }

    #[test]
    fn borders_between_path_and_key_count() {
        let (a, b) = (attempt("/v1/a", "bc", b""), attempt("/v1/ab", "c", b""));
        assert_ne!(a.unwrap().scope, b.unwrap().scope);
    }

    #[test]
    fn the_query_is_a_part_of_the_request() {
        let (a, b) = (
            attempt("/v1/a", "k", b"").unwrap(),
            attempt("/v1/a?permanent=true", "k", b"").unwrap(),
        );
        assert_eq!(a.scope, b.scope);
        assert_ne!(a.request_hash, b.request_hash);
    }

    #[test]
    fn the_body_does_not_change_the_scope() {
        let (a, b) = (
            attempt("/v1/a", "k", b"1").unwrap(),
            attempt("/v1/a", "k", b"2").unwrap(),
        );
        assert_eq!(a.scope, b.scope);
        assert_ne!(a.request_hash, b.request_hash);
    }

    #[test]
    fn an_unprintable_or_long_key_is_refused() {
        for key in [String::new(), "x".repeat(256), "a\tb".into()] {
            let mut headers = HeaderMap::new();
            headers.insert(KEY_HEADER, key.parse().unwrap());
            assert!(
                Attempt::from_request(&headers, &Method::POST, &Uri::from_static("/"), b"")
                    .is_err(),
                "{key:?}"
            );
        }
    }
}
