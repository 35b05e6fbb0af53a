//! Giving images, outside of the API and its guard: their address is the right to see them.
use axum::{
    Extension,
    extract::State,
    http::{HeaderValue, header},
    response::Response,
};

use super::image::ImageName;
use crate::{
    app::App,
    error::{Code, Error, Result},
    files::download::{DOWNLOAD_TIMEOUT, Downloads, body},
    http::path::Path,
};

/// Images that are sent at once; a page may show a hundred.
const DOWNLOADS_MAX: usize = 512;

/// No script, no subresource, an origin of its own: whatever the bytes are taken for.
const SANDBOX: &str = "sandbox; default-src 'none'";

/// What an address shows never changes.
const FOR_EVER: &str = "public, max-age=31536000, immutable";

/// Room for those that are being sent.
pub(in crate::files) fn downloads() -> Extension<ImageDownloads> {
    Extension(ImageDownloads(Downloads::of(DOWNLOADS_MAX)))
}

/// The images of one server that are being sent.
#[derive(Clone, Debug)]
pub(in crate::files) struct ImageDownloads(Downloads);

/// `GET` and `HEAD /images/{tenant}/{file}`.
pub(in crate::files) async fn read(
    State(app): State<App>,
    Extension(ImageDownloads(downloads)): Extension<ImageDownloads>,
    Path(name): Path<ImageName>,
) -> Result<Response> {
    let permit = downloads.begin()?;
    let storage = &app.files().storage;
    let found = storage.read_image(name.tenant, &name.file()).await;
    let (size, bytes) = found
        .map_err(Error::internal)?
        .ok_or_else(|| Error::refused(Code::NotFound, "There is no image here."))?;
    let mut response = Response::new(body(bytes, permit, DOWNLOAD_TIMEOUT));
    let headers = response.headers_mut();
    let fixed = [
        (header::CONTENT_TYPE, name.content_type),
        (header::CONTENT_DISPOSITION, "inline"),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::CONTENT_SECURITY_POLICY, SANDBOX),
        (header::CACHE_CONTROL, FOR_EVER),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    headers.insert(header::CONTENT_LENGTH, HeaderValue::from(size));
    Ok(response)
}
