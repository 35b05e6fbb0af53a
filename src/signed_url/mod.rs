//! Links that carry their own right: whoever has one may do the one thing it says, with one file of
//! one tenant, until its time is over.
//!
//! `token` has the form and the signature, `store` the secrets that all servers share, `keyring` those
//! that one server has read.
mod keyring;
mod store;
mod token;

pub use self::{
    keyring::Keyring,
    token::{Grant, Right},
};
use crate::{
    app::App,
    error::{Code, Error, Result},
};

/// The right as the last part of a path, signed with the newest secret.
pub async fn sign(app: &App, grant: &Grant) -> Result<String> {
    let mut conn = app.pool().acquire().await?;
    let secret = match store::newest(&mut conn).await? {
        Some(secret) => secret,
        None => store::make_first(&mut conn, app.clock().now()).await?,
    };
    conn.finish();
    token::sign(grant, &secret)
}

/// The one answer to a link that was altered, is of another server or past its time.
pub fn not_valid() -> Error {
    Error::refused(
        Code::UrlNotValid,
        "This link is not valid, or no longer. Ask for a new one with POST /v1/files/url.",
    )
}
