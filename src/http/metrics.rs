//! `GET /metrics`: what Prometheus reads.
use std::{
    sync::OnceLock,
    time::{Duration, Instant},
};

use axum::{
    Router,
    extract::State,
    http::{Method, StatusCode, header},
    response::IntoResponse,
    routing::get,
};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};

use crate::{
    app::App,
    db::{self, Backlog, Pool},
};

const REQUESTS: &str = "http_requests_total";
const DURATION: &str = "http_request_duration_seconds";
const IN_FLIGHT: &str = "http_requests_in_flight";
const POOL: &str = "db_pool_connections";
const POOL_MAX: &str = "db_pool_connections_max";
const OUTBOX_PENDING: &str = "outbox_pending_events";
const OUTBOX_LAG: &str = "outbox_lag_seconds";

/// Upper bounds of the latency histogram, in seconds.
const BUCKETS: [f64; 12] = [
    0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 10.0,
];

/// How often samples are moved from their buffers into the histograms.
const UPKEEP: Duration = Duration::from_secs(5);

/// Longest the outbox may take to be counted before a scrape goes without it.
const OUTBOX_TIMEOUT: Duration = Duration::from_secs(1);

/// `GET /metrics`.
pub fn routes() -> Router<App> {
    recorder();
    Router::new().route("/metrics", get(scrape))
}

/// Keeps the histograms small while nobody scrapes; runs as long as the server.
pub(crate) async fn upkeep() {
    loop {
        tokio::time::sleep(UPKEEP).await;
        recorder().run_upkeep();
    }
}

/// The process's recorder; several routers in one process share it.
fn recorder() -> &'static PrometheusHandle {
    static RECORDER: OnceLock<PrometheusHandle> = OnceLock::new();
    RECORDER.get_or_init(|| {
        let recorder = PrometheusBuilder::new()
            .set_buckets_for_metric(Matcher::Full(DURATION.into()), &BUCKETS)
            .unwrap_or_else(|_| PrometheusBuilder::new())
            .build_recorder();
        let handle = recorder.handle();
        // Another recorder was set by whoever embeds us: then that one has the numbers.
        metrics::set_global_recorder(recorder).ok();
        describe();
        handle
    })
}

fn describe() {
    metrics::describe_counter!(REQUESTS, "Requests answered, by method, route and status.");
    metrics::describe_histogram!(DURATION, "Time to answer, in seconds.");
    metrics::describe_gauge!(IN_FLIGHT, "Requests being worked on.");
    metrics::describe_gauge!(POOL, "Database connections, by state.");
    metrics::describe_gauge!(POOL_MAX, "Database connections allowed.");
    metrics::describe_gauge!(OUTBOX_PENDING, "Events that wait to be delivered.");
    metrics::describe_gauge!(
        OUTBOX_LAG,
        "Age of the oldest event that is due, in seconds."
    );
}

/// A request that is being worked on; counts itself out when dropped.
#[derive(Debug)]
pub(super) struct InFlight {
    begun: Instant,
}

impl InFlight {
    pub(super) fn begin() -> Self {
        metrics::gauge!(IN_FLIGHT).increment(1.0);
        Self {
            begun: Instant::now(),
        }
    }

    pub(super) fn elapsed(&self) -> Duration {
        self.begun.elapsed()
    }

    /// Records the answer. `route` is a pattern, never a path: paths would make endless series.
    pub(super) fn answered(&self, method: &Method, route: &str, status: StatusCode) {
        let labels = [
            ("method", known(method).to_owned()),
            ("route", route.to_owned()),
            ("status", status.as_str().to_owned()),
        ];
        metrics::counter!(REQUESTS, &labels).increment(1);
        metrics::histogram!(DURATION, &labels).record(self.elapsed());
    }
}

impl Drop for InFlight {
    fn drop(&mut self) {
        metrics::gauge!(IN_FLIGHT).decrement(1.0);
    }
}

/// A client may invent methods; the metrics do not follow.
fn known(method: &Method) -> &str {
    let common = [
        Method::GET,
        Method::HEAD,
        Method::POST,
        Method::PUT,
        Method::PATCH,
        Method::DELETE,
        Method::OPTIONS,
    ];
    if common.contains(method) {
        method.as_str()
    } else {
        "OTHER"
    }
}

async fn scrape(State(app): State<App>) -> impl IntoResponse {
    let pool = app.pool().status();
    metrics::gauge!(POOL, "state" => "idle").set(gauge(pool.idle));
    metrics::gauge!(POOL, "state" => "in_use").set(gauge(pool.open.saturating_sub(pool.idle)));
    metrics::gauge!(POOL_MAX).set(gauge(pool.max));
    // A database that is away must not hide the other numbers.
    if let Ok(Ok(backlog)) = tokio::time::timeout(OUTBOX_TIMEOUT, backlog(app.pool())).await {
        let waited = backlog.oldest_due.map(|due| app.clock().now() - due);
        let lag = waited.and_then(|waited| waited.to_std().ok());
        metrics::gauge!(OUTBOX_PENDING).set(f64::from(backlog.pending));
        metrics::gauge!(OUTBOX_LAG).set(lag.unwrap_or_default().as_secs_f64());
    }
    let headers = [(header::CONTENT_TYPE, "text/plain; version=0.0.4")];
    (headers, recorder().render())
}

fn gauge(count: usize) -> f64 {
    u32::try_from(count).unwrap_or(u32::MAX).into()
}

async fn backlog(pool: &Pool) -> sqlx::Result<Backlog> {
    let mut conn = pool.acquire().await?;
    let backlog = db::backlog(&mut conn).await?;
    conn.finish();
    Ok(backlog)
}
