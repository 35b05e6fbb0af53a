//! Taking a file's bytes: of the type that was announced, not too many, once.
use std::time::Duration;

use axum::{body::Body, extract::Request, http::header};
use bytes::{Bytes, BytesMut};
use http_body_util::BodyExt as _;
use tokio::time::{self, Instant};

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
    storage::{FileKind, HEAD_BYTES, Storage, Stored, Upload, hex},
};

/// Longest that bytes may take to come and to be safe: some seconds less than the whole request may,
/// so that who was answered 503 has stored nothing afterwards.
const UPLOAD_TIMEOUT: Duration = Duration::from_secs(105);

/// Longest that the storage may take to throw away what was begun.
const ABORT_TIMEOUT: Duration = Duration::from_secs(5);

/// Bytes of a request as they come, counted.
struct Incoming {
    body: Body,
    left: usize,
    limit: usize,
    /// When it must be over.
    deadline: Instant,
    /// How many bytes were announced with the link, and by this request.
    lengths: [Option<u64>; 2],
}

impl Incoming {
    /// The next bytes; none at the end.
    async fn next(&mut self) -> Result<Option<Bytes>> {
        loop {
            let frame = time::timeout_at(self.deadline, self.body.frame()).await;
            let Some(frame) = frame.map_err(|_| too_slow())? else {
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

    /// Refuses any other number of bytes than was announced.
    fn expect(&self, size: u64) -> Result<()> {
        let wrong = self
            .lengths
            .iter()
            .flatten()
            .find(|length| **length != size);
        wrong.map_or(Ok(()), |announced| {
            let message = format!("{announced} bytes were announced, {size} came. Send them all.");
            Err(Error::fault(Fault::shape("", "invalid_body", message)))
        })
    }
}

/// Stores the bytes of an awaited file: first they are safe, then its row says so.
pub(super) async fn receive(app: &App, grant: &Grant, request: Request) -> Result<Answer> {
    let deadline = Instant::now() + UPLOAD_TIMEOUT;
    let (tenant, id) = (grant.tenant, grant.file);
    let mut tx = db::read(app.pool(), tenant).await?;
    let file = store::by_ids(&mut tx, tenant, &[id]).await?.pop();
    tx.commit().await?;
    let file = file
        .filter(|file| file.state == FileState::Pending)
        .ok_or_else(used)?;
    let kind = announced(&file, &request)?;
    let limit = app.files().upload_bytes;
    let announced_size = file.size_bytes.map(u64::try_from).transpose();
    let lengths = [
        announced_size.map_err(Error::internal)?,
        content_length(&request),
    ];
    let mut incoming = Incoming {
        body: request.into_body(),
        left: limit,
        limit,
        deadline,
        lengths,
    };
    let head = incoming.head().await?;
    if !kind.agrees_with(&head) {
        let message = format!(
            "These bytes are no {}. Send the file that was announced, or announce what it is.",
            kind.content_type
        );
        return Err(Error::refused(Code::UnsupportedMediaType, message));
    }
    let storage = &app.files().storage;
    let stored = save(storage, storage.begin(tenant, id), head, incoming).await?;
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

fn content_length(request: &Request) -> Option<u64> {
    let length = request.headers().get(header::CONTENT_LENGTH)?;
    length.to_str().ok()?.parse().ok()
}

/// Writes all bytes, as many as were announced and in time; else none of them.
async fn save(
    storage: &Storage,
    mut upload: Upload,
    head: Bytes,
    mut incoming: Incoming,
) -> Result<Stored> {
    let deadline = incoming.deadline;
    let written = time::timeout_at(deadline, write(&mut upload, head, &mut incoming)).await;
    if let Err(error) = written.unwrap_or_else(|_| Err(too_slow())) {
        if time::timeout(ABORT_TIMEOUT, upload.abort()).await.is_err() {
            tracing::warn!("an upload that was given up could not be removed in time");
        }
        return Err(error);
    }
    let key = upload.key().to_owned();
    let error = match time::timeout_at(deadline, upload.finish()).await {
        Ok(Ok(stored)) => return Ok(stored),
        Ok(Err(cause)) => Error::internal(cause),
        Err(_) => too_slow(),
    };
    // It may be whole by now, or not at all.
    match time::timeout(ABORT_TIMEOUT, storage.remove(&key)).await {
        Ok(Ok(())) => {}
        Ok(Err(error)) => tracing::warn!(%error, "bytes of no file could not be removed"),
        Err(_) => tracing::warn!("bytes of no file could not be removed in time"),
    }
    Err(error)
}

async fn write(upload: &mut Upload, head: Bytes, incoming: &mut Incoming) -> Result<()> {
    upload.write(head).await.map_err(Error::internal)?;
    while let Some(bytes) = incoming.next().await? {
        upload.write(bytes).await.map_err(Error::internal)?;
    }
    incoming.expect(upload.size())
}

fn too_slow() -> Error {
    let seconds = UPLOAD_TIMEOUT.as_secs();
    let message = format!("The file was not stored within {seconds} seconds. Send it again.");
    Error::Unavailable(message.into())
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

#[cfg(test)]
mod tests {
    use chrono::DateTime;
    use futures::{StreamExt as _, stream};

    use super::*;
    use crate::kernel::id::{FileId, TenantId};

    #[tokio::test]
    async fn an_upload_that_is_too_slow_is_thrown_away() {
        let folder = tempfile::tempdir().unwrap();
        let storage = Storage::in_folder(folder.path()).unwrap();
        let upload = storage.begin(
            TenantId::generate(DateTime::UNIX_EPOCH),
            FileId::next(DateTime::UNIX_EPOCH),
        );
        // More than one part, so that the storage has begun; then nothing more comes.
        let part = Ok::<_, std::io::Error>(Bytes::from(vec![b'a'; 6 * 1024 * 1024]));
        let body = stream::iter([part]).chain(stream::pending());
        let limit = 16 * 1024 * 1024;
        let incoming = Incoming {
            body: Body::from_stream(body),
            left: limit,
            limit,
            deadline: Instant::now() + Duration::from_millis(300),
            lengths: [None, None],
        };
        let saved = save(&storage, upload, Bytes::new(), incoming).await;
        assert!(matches!(saved, Err(Error::Unavailable(_))), "{saved:?}");
        let mut left = Vec::new();
        for tenant in std::fs::read_dir(folder.path()).unwrap() {
            for file in std::fs::read_dir(tenant.unwrap().path()).unwrap() {
                left.extend(std::fs::read_dir(file.unwrap().path()).unwrap());
            }
        }
        assert!(left.is_empty(), "{left:?}");
    }
}
