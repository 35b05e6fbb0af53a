//! Bodies that nobody read.
//!
//! An answer that comes before its request's body was read (no key, unknown route, too large) would
//! make hyper close the connection without a word, and the client's next request on it would meet a
//! closed socket. So what is left of a body is read and thrown away, up to a bound; past it the
//! answer says `Connection: close`.
use std::{
    pin::Pin,
    sync::{Arc, Mutex, PoisonError},
    task::{Context, Poll},
    time::Duration,
};

use axum::{
    body::{Body, Bytes, HttpBody},
    extract::Request,
    http::{HeaderValue, header},
    middleware::Next,
    response::Response,
};
use http_body_util::BodyExt as _;
use hyper::body::{Frame, SizeHint};

/// Most bytes of an unread body that are read for the connection's sake.
const DRAIN_MAX: usize = 256 * 1024;

/// Longest they may take.
const DRAIN_TIME: Duration = Duration::from_secs(1);

/// Reads what the handler left of the body.
pub(super) async fn drain(request: Request, next: Next) -> Response {
    if request.body().is_end_stream() {
        return next.run(request).await;
    }
    // Who asks before sending, or announces too much, is told to keep the body.
    let unwanted = request.headers().contains_key(header::EXPECT)
        || request.body().size_hint().lower() > DRAIN_MAX as u64;
    let (parts, body) = request.into_parts();
    let shared = Shared(Arc::new(Mutex::new(body)));
    let request = Request::from_parts(parts, Body::new(shared.clone()));
    let mut response = next.run(request).await;
    let open = shared.is_end_stream()
        || (!unwanted && tokio::time::timeout(DRAIN_TIME, shared.read_on()).await == Ok(true));
    if !open {
        response
            .headers_mut()
            .insert(header::CONNECTION, HeaderValue::from_static("close"));
    }
    response
}

/// A body that the handler reads, and that can be read on when the handler is done with it.
#[derive(Clone)]
struct Shared(Arc<Mutex<Body>>);

impl Shared {
    /// Reads on; whether the end came within the bound.
    async fn read_on(mut self) -> bool {
        let mut left = DRAIN_MAX;
        while let Some(frame) = self.frame().await {
            let Ok(frame) = frame else { return false };
            let size = frame.data_ref().map_or(0, Bytes::len);
            let Some(rest) = left.checked_sub(size) else {
                return false;
            };
            left = rest;
        }
        true
    }
}

impl HttpBody for Shared {
    type Data = Bytes;
    type Error = axum::Error;

    fn poll_frame(
        self: Pin<&mut Self>,
        context: &mut Context<'_>,
    ) -> Poll<Option<Result<Frame<Bytes>, axum::Error>>> {
        let mut body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        Pin::new(&mut *body).poll_frame(context)
    }

    fn is_end_stream(&self) -> bool {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.is_end_stream()
    }

    fn size_hint(&self) -> SizeHint {
        let body = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        body.size_hint()
    }
}
