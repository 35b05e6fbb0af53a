//! Taking an image in.
use axum::{
    body::{Body, Bytes},
    extract::{FromRequest, Request},
    http::{HeaderMap, header},
};
use http_body_util::{BodyExt as _, LengthLimitError, Limited};
use tokio::sync::{Semaphore, SemaphorePermit};

use super::image::{BYTES_MAX, Image};
use crate::{
    app::App,
    auth::Tenant,
    change::Write,
    error::{Code, Error, Fault, Result},
};

/// Images that are taken in at once; each is held whole.
const UPLOADS_MAX: usize = 16;

/// Room for them, of this process.
static FREE: Semaphore = Semaphore::const_new(UPLOADS_MAX);

/// An image to be stored: authenticated, received, and what it says it is.
pub(crate) struct ImageUpload {
    pub(super) write: Write<Image>,
    _room: SemaphorePermit<'static>,
}

impl FromRequest<App> for ImageUpload {
    type Rejection = Error;

    async fn from_request(request: Request, app: &App) -> Result<Self> {
        let (parts, body) = request.into_parts();
        let content_type = content_type(&parts.headers)?;
        let room = FREE.try_acquire().map_err(|_| {
            let full = "The server takes in as many images as it may. Send the same request again.";
            Error::Unavailable(full.into())
        })?;
        let bytes = whole(body).await?;
        let read = |tenant: &Tenant| {
            Image::of(tenant.id, content_type, bytes.clone()).ok_or_else(not_taken)
        };
        Ok(Self {
            write: Write::reading(&parts, app, &bytes, read)?,
            _room: room,
        })
    }
}

/// What the body is announced as.
fn content_type(headers: &HeaderMap) -> Result<&str> {
    headers
        .get(header::CONTENT_TYPE)
        .filter(|_| !headers.contains_key(header::CONTENT_ENCODING))
        .and_then(|value| value.to_str().ok())
        .ok_or_else(not_taken)
}

async fn whole(body: Body) -> Result<Bytes> {
    match Limited::new(body, BYTES_MAX).collect().await {
        Ok(collected) => Ok(collected.to_bytes()),
        Err(error) if error.is::<LengthLimitError>() => Err(Error::refused(
            Code::PayloadTooLarge,
            format!("Images of at most {BYTES_MAX} bytes are taken. Send a smaller one."),
        )),
        Err(_) => Err(Error::fault(Fault::shape(
            "",
            "invalid_body",
            "The body ended before its announced length. Send it again.",
        ))),
    }
}

fn not_taken() -> Error {
    Error::refused(
        Code::UnsupportedMediaType,
        "Send the bytes of one image as they are, with `Content-Type: image/png`, `image/jpeg`, \
         `image/webp` or `image/gif`, whichever it is.",
    )
}
