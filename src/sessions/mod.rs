//! Sessions of browsers: an API key is exchanged for a cookie, so that no key lies in a browser.
//!
//! What a session opens is judged in `auth`, like a key; this is how one begins, shows itself and ends
//! (docs/decisions/0021-sessions.md).
mod attempts;
mod cookie;
mod end;
mod open;
pub(crate) mod routes;
mod store;
mod wire;

pub use self::attempts::Attempts;
