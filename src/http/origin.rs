//! What this server is called by whoever asks.
use axum::{
    extract::FromRequestParts,
    http::{header, request::Parts, uri::Authority},
};

use crate::{app::App, error::Result};

/// Name of a server that a request without a host means.
const UNNAMED: &str = "localhost";

/// Scheme, host and perhaps port and path that absolute links start with, without a last `/`: the
/// setting `--public-url`, else `http://` and the host that the request names.
///
/// A request may name any host, but it is told a link to it in its own answer alone; headers that
/// proxies add are not believed, for without a proxy anybody may add them.
#[derive(Debug, Clone)]
pub struct Origin(pub String);

impl FromRequestParts<App> for Origin {
    type Rejection = std::convert::Infallible;

    async fn from_request_parts(parts: &mut Parts, app: &App) -> Result<Self, Self::Rejection> {
        if let Some(url) = &app.files().public_url {
            return Ok(Self(url.trim_end_matches('/').to_owned()));
        }
        let named = parts.uri.authority().cloned().or_else(|| {
            let host = parts.headers.get(header::HOST)?.to_str().ok()?;
            host.parse::<Authority>().ok()
        });
        // Without what may stand before an `@`.
        let host = named.map(|named| match named.port_u16() {
            Some(port) => format!("{}:{port}", named.host()),
            None => named.host().to_owned(),
        });
        let host = host.unwrap_or_else(|| UNNAMED.to_owned());
        Ok(Self(format!("http://{host}")))
    }
}
