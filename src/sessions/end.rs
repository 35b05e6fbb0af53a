//! Sign-out.
use super::store;
use crate::{app::App, auth::session_token::SessionToken, error::Result};

/// Ends a session, on every server of the database. One that is over or never was stays so.
pub(super) async fn end(app: &App, token: &SessionToken) -> Result<()> {
    let ended = store::end(app.pool(), &token.hash(), app.clock().now()).await?;
    if ended {
        // The notice reaches all servers a moment later; this one knows at once.
        app.forget_keys();
    }
    Ok(())
}
