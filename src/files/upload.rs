//! Taking a file's bytes: of the type that was announced, not too many, once.
use axum::{body::Body, extract::Request, http::header};
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;

use super::{
    model::{File, FileState},
    store,
    wire::FileUploadedBody,
};
use crate::{
    app::App,
    db,
    error::{Code, Error, Fault, Result},
    http::answer::Answer,
    signed_url::Grant,
    storage::{FileKind, HEAD_BYTES, Stored, Upload, hex},
};

/// Bytes of a request as they come, counted.
struct Incoming {
    body: Body,
    left: usize,
    limit: usize,
}

impl Incoming {
    /// The next bytes; none at the end.
    async fn next(&mut self) -> Result<Option<Bytes>> {
        loop {
            let Some(frame) = self.body.frame().await else {
                return Ok(None);
            };
            let frame = frame.map_err(|_| {
                let message = "The body ended before its announced length. Send it again.";
                Error::fault(Fault::shape("", "invalid_body", message))
            })?;
            // Trailers are no bytes of the file.
            if let Ok(bytes) = frame.into_data() {
                self.left = self.left.checked_sub(bytes.len()).ok_or_else(|| {
                    let message = format!("Files of at most {} bytes are taken.", self.limit);
                    Error::refused(Code::PayloadTooLarge, message)
                })?;
                return Ok(Some(bytes));
            }
        }
    }

    /// The first bytes, enough to tell what they are; fewer only where there are no more.
    async fn head(&mut self) -> Result<Bytes> {
        let mut head = BytesMut::new();
        while head.len() < HEAD_BYTES {
            match self.next().await? {
                Some(bytes) => head.extend_from_slice(&bytes),
                None => break,
            }
        }
        Ok(head.freeze())
    }
}

/// Stores the bytes of an awaited file: first they are safe, then its row says so.
pub(super) async fn receive(app: &App, grant: &Grant, request: Request) -> Result<Answer> {
    let (tenant, id) = (grant.tenant, grant.file);
    let mut tx = db::read(app.pool(), tenant).await?;
    let file = store::by_ids(&mut tx, tenant, &[id]).await?.pop();
    tx.commit().await?;
    let file = file
        .filter(|file| file.state == FileState::Pending)
        .ok_or_else(used)?;
    let kind = announced(&file, &request)?;
    let limit = app.files().upload_bytes;
    let mut incoming = Incoming {
        body: request.into_body(),
        left: limit,
        limit,
    };
    let head = incoming.head().await?;
    if !kind.agrees_with(&head) {
        let message = format!(
            "These bytes are no {}. Send the file that was announced, or announce what it is.",
            kind.content_type
        );
        return Err(Error::refused(Code::UnsupportedMediaType, message));
    }
    let mut upload = app.files().storage.begin(tenant, id);
    if let Err(error) = write(&mut upload, head, &mut incoming, file.size_bytes).await {
        upload.abort().await;
        return Err(error);
    }
    let stored = upload.finish().await.map_err(Error::internal)?;
    keep(app, grant, &stored).await?;
    Answer::ok(&FileUploadedBody {
        success: true,
        message: "File stored",
        file_id: id,
        file_size: stored.size,
        sha256: hex(&stored.sha256),
    })
}

/// The kind the file was announced as, if the request says the same.
fn announced(file: &File, request: &Request) -> Result<FileKind> {
    let said = request.headers().get(header::CONTENT_TYPE);
    let said = said
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    let is_plain = !request.headers().contains_key(header::CONTENT_ENCODING);
    FileKind::of(said)
        .filter(|kind| is_plain && kind.content_type == file.content_type)
        .ok_or_else(|| {
            let message = format!(
                "Send the bytes as they are, with `Content-Type: {}`, as this link was made for.",
                file.content_type
            );
            Error::refused(Code::UnsupportedMediaType, message)
        })
}

/// Writes all bytes, as many as were announced.
async fn write(
    upload: &mut Upload,
    head: Bytes,
    incoming: &mut Incoming,
    announced: Option<i64>,
) -> Result<()> {
    upload.write(head).await.map_err(Error::internal)?;
    while let Some(bytes) = incoming.next().await? {
        upload.write(bytes).await.map_err(Error::internal)?;
    }
    let size = i64::try_from(upload.size()).map_err(Error::internal)?;
    match announced {
        Some(announced) if announced != size => {
            let message = format!("{announced} bytes were announced, {size} came. Send them all.");
            Err(Error::fault(Fault::shape("", "invalid_body", message)))
        }
        _ => Ok(()),
    }
}

/// Makes the bytes the file's, unless another upload was first.
async fn keep(app: &App, grant: &Grant, stored: &Stored) -> Result<()> {
    let (tenant, now) = (grant.tenant, app.clock().now());
    let mut tx = db::begin(app.pool(), tenant).await?;
    let was_first = store::set_stored(&mut tx, tenant, grant.file, stored, now).await?;
    tx.commit().await?;
    if was_first {
        return Ok(());
    }
    let removed = app.files().storage.remove(&stored.key).await;
    if let Err(error) = removed {
        tracing::warn!(%error, "bytes of no file could not be removed");
    }
    Err(used())
}

fn used() -> Error {
    Error::refused(
        Code::UrlNotValid,
        "This link was used: a file is written once. Ask for a new one with POST /v1/files/url.",
    )
}
