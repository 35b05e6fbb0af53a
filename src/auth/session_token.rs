//! The token of a session, and the cookie it travels in.
//!
//! Which sessions are valid, the database knows; they are opened and ended by `sessions`.
use std::fmt;

use axum::http::{HeaderMap, header};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::secret_hash::SecretHash;
use crate::error::{Code, Error, Result};

/// Random bytes of a token.
const BYTES: usize = 32;

/// Characters of a token: the bytes in base 64, without padding.
const CHARS: usize = 43;

/// 256 random bits, as text. Does not print; [`SessionToken::reveal`] is for the cookie alone.
#[derive(Clone)]
pub struct SessionToken(String);

/// The name of the cookie, which decides what a browser makes sure of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CookieName {
    /// Over TLS: no other host and no page without TLS can have set it.
    Host,
    /// On the server's own machine, where there is no TLS.
    Loopback,
}

impl SessionToken {
    /// A fresh one.
    pub fn generate() -> Self {
        Self(URL_SAFE_NO_PAD.encode(rand::random::<[u8; BYTES]>()))
    }

    fn parse(text: &str) -> Option<Self> {
        let formed = text.len() == CHARS
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
        formed.then(|| Self(text.to_owned()))
    }

    /// The token in the cookie of that name; none without such a cookie. One that is no token, or
    /// that is there twice, is refused.
    pub fn in_cookie(headers: &HeaderMap, name: CookieName) -> Result<Option<Self>> {
        let mut values = headers
            .get_all(header::COOKIE)
            .iter()
            .filter_map(|value| value.to_str().ok())
            .flat_map(|value| value.split(';'))
            .filter_map(|pair| pair.trim().split_once('='))
            .filter(|(own, _)| *own == name.as_str())
            .map(|(_, value)| value);
        match (values.next(), values.next()) {
            (None, _) => Ok(None),
            (Some(value), None) => Self::parse(value).map(Some).ok_or_else(session_over),
            (Some(_), Some(_)) => Err(session_over()),
        }
    }

    /// SHA-256 of the token.
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }

    /// The token itself, for the cookie.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(***)")
    }
}

impl CookieName {
    /// As browsers send it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Host => "__Host-flexorder",
            Self::Loopback => "flexorder",
        }
    }
}

/// The refusal of a cookie that opens nothing.
pub(super) fn session_over() -> Error {
    Error::refused(
        Code::InvalidToken,
        "This session is over. Sign in again: POST /v1/session.",
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(cookies: &[&str], name: CookieName) -> Result<Option<String>, ()> {
        let mut headers = HeaderMap::new();
        for value in cookies {
            headers.append(header::COOKIE, value.parse().unwrap());
        }
        let found = SessionToken::in_cookie(&headers, name).map_err(|_| ())?;
        Ok(found.map(|token| token.reveal().to_owned()))
    }

    #[test]
    fn a_fresh_token_is_read_back_from_its_cookie_and_is_like_no_other() {
        let (token, other) = (SessionToken::generate(), SessionToken::generate());
        assert_ne!(token.reveal(), other.reveal());
        let text = token.reveal();
        let cookie = format!("theme=dark; flexorder={text}; x=y");
        let found = Ok(Some(text.to_owned()));
        assert_eq!(read(&[&cookie], CookieName::Loopback), found);
        assert_eq!(read(&["a=b", &cookie], CookieName::Loopback), found);
        assert_eq!(read(&[&cookie], CookieName::Host), Ok(None));
    }

    #[test]
    fn what_is_no_token_or_there_twice_is_refused() {
        let token = SessionToken::generate();
        let text = token.reveal();
        let cut = text.get(1..).unwrap();
        for cookies in [
            format!("flexorder={cut}"),
            format!("flexorder={cut}%"),
            "flexorder=".to_owned(),
            format!("flexorder={text}; flexorder={text}"),
        ] {
            assert_eq!(
                read(&[&cookies], CookieName::Loopback),
                Err(()),
                "{cookies}"
            );
        }
    }

    #[test]
    fn a_token_does_not_print() {
        let token = SessionToken::generate();
        assert!(!format!("{token:?} {:?}", token.hash()).contains(token.reveal()));
    }
}
