//! Giving a file's bytes, so that no browser runs them; not too many at once, and not for ever.
use std::{io, sync::Arc, time::Duration};

use axum::{
    body::Body,
    http::{HeaderName, HeaderValue, header},
    response::Response,
};
use bytes::Bytes;
use futures::{StreamExt as _, stream, stream::BoxStream};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore, mpsc},
    time,
};

use super::{model::File, store};
use crate::{
    app::App,
    db,
    error::{Error, Result},
    signed_url::Grant,
    storage::FileKind,
};

/// For everything but a PDF that is shown: no script, no subresource, an origin of its own.
const SANDBOX: &str = "default-src 'none'; sandbox";

/// For a PDF that is shown: browsers refuse to show one in a sandbox, and their viewers run nothing of
/// this page's anyway.
const NO_SANDBOX: &str = "default-src 'none'; style-src 'unsafe-inline'; object-src 'self'";

/// Files that are sent at once; one more is answered 503 at once.
const DOWNLOADS_MAX: usize = 64;

/// Longest that sending one may take.
pub(super) const DOWNLOAD_TIMEOUT: Duration = Duration::from_mins(10);

/// Pieces that wait for a slow reader.
const AHEAD: usize = 1;

/// The files of one server that are being sent; cheap to clone.
#[derive(Clone, Debug)]
pub(super) struct Downloads {
    free: Arc<Semaphore>,
}

impl Downloads {
    pub(super) fn new() -> Self {
        Self::of(DOWNLOADS_MAX)
    }

    /// So many at once at most.
    pub(super) fn of(max: usize) -> Self {
        Self {
            free: Arc::new(Semaphore::new(max)),
        }
    }

    /// Room to send one; a refusal where there is none.
    pub(super) fn begin(&self) -> Result<OwnedSemaphorePermit> {
        Arc::clone(&self.free).try_acquire_owned().map_err(|_| {
            let full = "The server sends as many files as it may. Send the same request again.";
            Error::Unavailable(full.into())
        })
    }
}

/// The bytes of a stored file; for the browser to save, or to show where it can.
pub(super) async fn serve(
    app: &App,
    downloads: &Downloads,
    grant: &Grant,
    saved: bool,
) -> Result<Response> {
    let permit = downloads.begin()?;
    let mut tx = db::read(app.pool(), grant.tenant).await?;
    let file = store::stored(&mut tx, grant.tenant, grant.file).await?;
    tx.commit().await?;
    let file = file.ok_or_else(|| Error::not_found("file", grant.file))?;
    let key = file.storage_path.as_deref().unwrap_or_default();
    let bytes = app
        .files()
        .storage
        .read(key)
        .await
        .map_err(Error::internal)?;
    let mut response = Response::new(body(bytes, permit, DOWNLOAD_TIMEOUT));
    for (name, value) in headers(&file, saved) {
        let value = HeaderValue::try_from(value).map_err(Error::internal)?;
        response.headers_mut().insert(name, value);
    }
    Ok(response)
}

/// A stored file's bytes as they come.
pub(super) type Pieces = BoxStream<'static, object_store::Result<Bytes>>;

/// What goes to the body.
enum Part {
    Piece(Bytes),
    /// Everything was sent.
    End,
}

/// The body of a file. A task sends it, for a body whose reader stands still is asked for nothing and
/// could not tell the time. It breaks off with an error, not with an end.
pub(super) fn body(pieces: Pieces, permit: OwnedSemaphorePermit, limit: Duration) -> Body {
    let (sender, receiver) = mpsc::channel(AHEAD);
    tokio::spawn(async move {
        let _permit = permit;
        let gone = sender.clone();
        tokio::select! {
            sent = time::timeout(limit, send(pieces, sender)) => match sent {
                Ok(Ok(())) => {}
                Ok(Err(error)) => tracing::error!(%error, "a file could not be read to its end"),
                Err(_) => tracing::warn!("a file was broken off: it took too long"),
            },
            () = gone.closed() => {}
        }
    });
    let parts = stream::unfold(Some(receiver), |receiver| async move {
        let mut receiver = receiver?;
        match receiver.recv().await {
            Some(Part::Piece(bytes)) => Some((Ok(bytes), Some(receiver))),
            Some(Part::End) => None,
            None => Some((Err(io::Error::other("the file broke off")), None)),
        }
    });
    // A body may be asked again after its end.
    Body::from_stream(parts.fuse())
}

async fn send(mut pieces: Pieces, sender: mpsc::Sender<Part>) -> object_store::Result<()> {
    while let Some(piece) = pieces.next().await {
        if sender.send(Part::Piece(piece?)).await.is_err() {
            return Ok(());
        }
    }
    sender.send(Part::End).await.ok();
    Ok(())
}

fn headers(file: &File, saved: bool) -> Vec<(HeaderName, String)> {
    let kind = FileKind::of(&file.content_type);
    let is_shown = !saved && kind.is_some_and(FileKind::is_viewable);
    let way = if is_shown { "inline" } else { "attachment" };
    let policy = if is_shown && kind == Some(FileKind::PDF) {
        NO_SANDBOX
    } else {
        SANDBOX
    };
    // A type that is no longer taken is bytes to save, and nothing else.
    let content_type = match kind {
        None => "application/octet-stream".to_owned(),
        Some(kind) if kind.content_type.starts_with("text/") => {
            format!("{}; charset=utf-8", kind.content_type)
        }
        Some(kind) => kind.content_type.to_owned(),
    };
    let size = file.size_bytes.unwrap_or(0);
    vec![
        (header::CONTENT_TYPE, content_type),
        (header::CONTENT_LENGTH, size.to_string()),
        (
            header::CONTENT_DISPOSITION,
            disposition(way, &file.filename),
        ),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff".to_owned()),
        (header::CONTENT_SECURITY_POLICY, policy.to_owned()),
        (header::CACHE_CONTROL, "private, no-store".to_owned()),
        (header::REFERRER_POLICY, "no-referrer".to_owned()),
    ]
}

/// `Content-Disposition` with a name for old clients and the whole name for all others (RFC 6266, and
/// RFC 8187 that replaced 5987).
fn disposition(way: &str, name: &str) -> String {
    let ascii: String = name
        .chars()
        .map(|c| match c {
            '"' | '\\' | '%' => '_',
            ' '..='~' => c,
            _ => '_',
        })
        .collect();
    let encoded: String = name.bytes().map(percent_encoded).collect();
    format!("{way}; filename=\"{ascii}\"; filename*=UTF-8''{encoded}")
}

fn percent_encoded(byte: u8) -> String {
    if byte.is_ascii_alphanumeric() || b"!#$&+-.^_`|~".contains(&byte) {
        char::from(byte).to_string()
    } else {
        format!("%{byte:02X}")
    }
}

#[cfg(test)]
mod tests {
    use http_body_util::BodyExt as _;

    use super::*;

    /// The body of three pieces that may take so long, and the free places with it.
    fn three_pieces(limit: Duration) -> (Body, Arc<Semaphore>) {
        let free = Arc::new(Semaphore::new(1));
        let permit = Arc::clone(&free).try_acquire_owned().unwrap();
        let pieces = stream::iter((0..3).map(|_| Ok(Bytes::from_static(b"abc")))).boxed();
        (body(pieces, permit, limit), free)
    }

    #[tokio::test]
    async fn a_file_that_is_read_comes_whole_and_gives_its_place_back() {
        let (body, free) = three_pieces(DOWNLOAD_TIMEOUT);
        assert_eq!(free.available_permits(), 0);
        let bytes = body.collect().await.unwrap().to_bytes();
        assert_eq!(bytes.as_ref(), b"abcabcabc");
        drop(free.acquire().await.unwrap());
    }

    #[tokio::test]
    async fn a_reader_that_stands_still_loses_its_place_and_gets_no_end() {
        let (body, free) = three_pieces(Duration::from_millis(20));
        drop(free.acquire().await.unwrap());
        assert!(body.collect().await.is_err());
    }

    #[tokio::test]
    async fn a_reader_that_leaves_gives_its_place_back() {
        let (body, free) = three_pieces(DOWNLOAD_TIMEOUT);
        drop(body);
        drop(free.acquire().await.unwrap());
    }

    #[test]
    fn a_name_cannot_leave_its_header() {
        for (name, header) in [
            (
                "contract.pdf",
                "inline; filename=\"contract.pdf\"; filename*=UTF-8''contract.pdf",
            ),
            (
                "Vertrag Müller (1).pdf",
                "inline; filename=\"Vertrag M_ller (1).pdf\"; \
                 filename*=UTF-8''Vertrag%20M%C3%BCller%20%281%29.pdf",
            ),
            (
                "a\"; b=\r\n\\.pdf",
                "inline; filename=\"a_; b=___.pdf\"; filename*=UTF-8''a%22%3B%20b%3D%0D%0A%5C.pdf",
            ),
        ] {
            assert_eq!(disposition("inline", name), header);
        }
    }
}
