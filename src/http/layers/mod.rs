//! What happens to every request before and after its handler.
//!
//! `router.rs` puts them on in the order of [`around_all`] and [`around_api`].
mod unread;

use std::{any::Any, sync::Arc, time::Duration};

use axum::{
    Router,
    extract::{DefaultBodyLimit, MatchedPath, Request, State},
    http::{Extensions, HeaderMap, HeaderName, HeaderValue, Method, StatusCode, Version, header},
    middleware::{Next, from_fn, from_fn_with_state},
    response::{IntoResponse as _, Response},
};
use tokio::sync::Semaphore;
use tower_http::{
    catch_panic::CatchPanicLayer,
    compression::{
        CompressionLayer,
        predicate::{DefaultPredicate, Predicate as _},
    },
    sensitive_headers::SetSensitiveRequestHeadersLayer,
    timeout::RequestBodyTimeoutLayer,
};
use tracing::{Instrument as _, field};

use super::metrics::InFlight;
use crate::{
    app::Limits,
    error::{Code, Error},
};

/// Header under which a request's id is answered, and taken from a client that brings one.
const REQUEST_ID: HeaderName = HeaderName::from_static("request-id");

/// The same under the name that most proxies use.
const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Longest request id that is taken from a client, in bytes.
const REQUEST_ID_MAX: usize = 128;

/// Longest pause a client may make while it sends a body.
const BODY_PAUSE_MAX: Duration = Duration::from_secs(10);

/// Route in log and metrics of a request that matches none.
const UNMATCHED: &str = "unmatched";

/// Put into a response that is compressed already, or is to stay as it is.
#[derive(Clone, Copy, Debug)]
pub struct AsIs;

/// Id of the request: in its answer, its log line and the timeline entries it writes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestId(Arc<str>);

impl RequestId {
    /// The id as text: 1 to 128 visible ASCII characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The one the client brought if it is sane, else a fresh one.
    fn of(request: &Request) -> Self {
        [&REQUEST_ID, &X_REQUEST_ID]
            .into_iter()
            .filter_map(|name| request.headers().get(name))
            .filter_map(|value| value.to_str().ok())
            .find(|text| is_sane(text))
            .map_or_else(Self::fresh, |text| Self(text.into()))
    }

    fn fresh() -> Self {
        Self(format!("req_{:032x}", rand::random::<u128>()).into())
    }
}

fn is_sane(id: &str) -> bool {
    (1..=REQUEST_ID_MAX).contains(&id.len()) && id.bytes().all(|byte| byte.is_ascii_graphic())
}

/// Around everything, health and fallback included. Outermost first: id, span, log line and
/// metrics; what is left of an unread body; compression; secrets marked; a panic becomes a 500.
pub fn around_all<S: Clone + Send + Sync + 'static>(router: Router<S>) -> Router<S> {
    router
        .layer(CatchPanicLayer::custom(answer_to_panic))
        .layer(SetSensitiveRequestHeadersLayer::new([
            header::AUTHORIZATION,
            header::COOKIE,
        ]))
        .layer(CompressionLayer::new().compress_when(DefaultPredicate::new().and(is_open)))
        .layer(from_fn(unread::drain))
        .layer(from_fn(observe))
}

/// Whether a response may be compressed on its way.
fn is_open(_: StatusCode, _: Version, _: &HeaderMap, extensions: &Extensions) -> bool {
    extensions.get::<AsIs>().is_none()
}

/// Around the API, not around health and metrics: those answer under overload too. Outermost
/// first: cap of requests in flight, of which `free` counts those that may still come; deadline, size
/// and pace of the body.
pub fn around_api<S: Clone + Send + Sync + 'static>(
    router: Router<S>,
    limits: &Limits,
    free: Arc<Semaphore>,
) -> Router<S> {
    router
        .layer(DefaultBodyLimit::max(limits.body_bytes))
        .layer(RequestBodyTimeoutLayer::new(BODY_PAUSE_MAX))
        .layer(from_fn_with_state(limits.body_bytes, refuse_large))
        .layer(from_fn_with_state(limits.handler_timeout, deadline))
        .layer(from_fn_with_state(free, cap))
}

/// Gives the request its id, a span and a log line, and counts it.
async fn observe(mut request: Request, next: Next) -> Response {
    let id = RequestId::of(&request);
    request.extensions_mut().insert(id.clone());
    let method = request.method().clone();
    let route: Arc<str> = request
        .extensions()
        .get::<MatchedPath>()
        .map_or(UNMATCHED, MatchedPath::as_str)
        .into();
    // The guard fills in who asks.
    let span = tracing::info_span!(
        "request",
        request.id = id.as_str(),
        method = %method,
        route = &*route,
        tenant.id = field::Empty,
        api_key.id = field::Empty,
    );
    let mut told = Told {
        work: InFlight::begin(),
        method,
        route,
        answered: false,
        span: span.clone(),
    };
    let mut response = next.run(request).instrument(span).await;
    told.answer(response.status());
    if let Ok(value) = HeaderValue::from_str(id.as_str()) {
        response.headers_mut().insert(REQUEST_ID, value.clone());
        response.headers_mut().insert(X_REQUEST_ID, value);
    }
    response
}

/// Writes the one log line of a request, also if its client hangs up before the answer.
struct Told {
    work: InFlight,
    method: Method,
    route: Arc<str>,
    answered: bool,
    span: tracing::Span,
}

impl Told {
    fn answer(&mut self, status: StatusCode) {
        self.answered = true;
        self.work.answered(&self.method, &self.route, status);
        let _in = self.span.enter();
        tracing::info!(
            status = status.as_u16(),
            duration_ms = self.millis(),
            "request answered"
        );
    }

    fn millis(&self) -> u64 {
        u64::try_from(self.work.elapsed().as_millis()).unwrap_or(u64::MAX)
    }
}

impl Drop for Told {
    fn drop(&mut self) {
        if !self.answered {
            let _in = self.span.enter();
            tracing::info!(duration_ms = self.millis(), "client left before the answer");
        }
    }
}

async fn cap(State(free): State<Arc<Semaphore>>, request: Request, next: Next) -> Response {
    let Ok(_permit) = free.try_acquire() else {
        let full = "The server works on as many requests as it may. Send the same request again.";
        return Error::Unavailable(full.into()).into_response();
    };
    next.run(request).await
}

async fn deadline(State(limit): State<Duration>, request: Request, next: Next) -> Response {
    tokio::time::timeout(limit, next.run(request)).await.unwrap_or_else(|_| {
        let late = "The request took too long. Send it again, with the same Idempotency-Key if it \
                    had one.";
        Error::Unavailable(late.into()).into_response()
    })
}

/// Refuses a body by its announced length, before it is sent; the extractors count the others.
async fn refuse_large(State(limit): State<usize>, request: Request, next: Next) -> Response {
    let announced = request
        .headers()
        .get(header::CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok())
        .and_then(|text| text.parse::<usize>().ok());
    if announced.is_some_and(|bytes| bytes > limit) {
        let message = format!("The body has more than {limit} bytes. Send less at once.");
        return Error::refused(Code::PayloadTooLarge, message).into_response();
    }
    next.run(request).await
}

/// The client learns nothing of a panic; the log has its message.
#[expect(clippy::needless_pass_by_value, reason = "the layer's signature")]
fn answer_to_panic(panic: Box<dyn Any + Send + 'static>) -> Response {
    let message = panic
        .downcast_ref::<String>()
        .map(String::as_str)
        .or_else(|| panic.downcast_ref::<&str>().copied())
        .unwrap_or("no message");
    Error::internal(anyhow::anyhow!("panic: {message}")).into_response()
}

#[cfg(test)]
mod tests;
