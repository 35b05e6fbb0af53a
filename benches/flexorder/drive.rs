//! The load generator: a closed loop, each of N connections asks again as soon as it is answered.
//!
//! Two threads with a scheduler each, as pgbench has two, so that both loads cost about the same.
use std::{
    net::SocketAddr,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result};
use serde::Serialize;
use tokio::task::{JoinSet, spawn_blocking};

use crate::{http::Connection, processes, shape::Random, statistics::percentile};

/// Threads that the connections are spread over.
const THREADS: usize = 2;
/// Asked before the clock runs: connections are open then, and caches as warm as the load is.
const WARM_UP: Duration = Duration::from_millis(300);

/// Makes the next request of a connection.
pub(crate) trait Ask: Fn(&mut Random) -> String + Send + Sync + 'static {}
impl<F: Fn(&mut Random) -> String + Send + Sync + 'static> Ask for F {}

/// Whom a load is put on, and whose processor time it costs.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Target {
    pub(crate) address: SocketAddr,
    pub(crate) server: u32,
    pub(crate) postgres: u32,
}

/// What came of a load.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Load {
    pub(crate) clients: usize,
    pub(crate) per_second: f64,
    pub(crate) p50_ms: f64,
    pub(crate) p99_ms: f64,
    /// Processor time an operation, in milliseconds.
    pub(crate) server_cpu_ms: f64,
    pub(crate) postgres_cpu_ms: f64,
    pub(crate) client_cpu_ms: f64,
}

/// Processor time used until now, in milliseconds: server, PostgreSQL, ourselves.
fn used(target: Target) -> [f64; 3] {
    let own = processes::own_ms(std::process::id());
    [
        processes::own_ms(target.server),
        processes::family_ms(target.postgres),
        own,
    ]
}

/// Asks over `clients` connections for a while. Fails at the first answer that is none of the
/// 200s.
pub(crate) async fn drive(
    target: Target,
    (clients, window): (usize, Duration),
    ask: Arc<dyn Ask>,
) -> Result<Load> {
    let begin = Instant::now() + WARM_UP;
    let end = begin + window;
    let failed = Arc::new(AtomicBool::new(false));
    let threads: Vec<_> = (0..THREADS.min(clients))
        .map(|thread| {
            let (ask, failed) = (Arc::clone(&ask), Arc::clone(&failed));
            let mine: Vec<u64> = (0..clients as u64).skip(thread).step_by(THREADS).collect();
            let turn = Turn {
                address: target.address,
                begin,
                end,
                failed,
                ask,
            };
            spawn_blocking(move || turn.run(&mine))
        })
        .collect();
    tokio::time::sleep_until(begin.into()).await;
    let before = used(target);
    let counting = Instant::now();
    tokio::time::sleep_until(end.into()).await;
    let (after, seconds) = (used(target), counting.elapsed().as_secs_f64());
    let (mut counted, mut latencies) = (0_u64, Vec::new());
    for thread in threads {
        let (count, more) = thread.await??;
        counted += count;
        latencies.extend(more);
    }
    latencies.sort_by(f64::total_cmp);
    let each = |place: usize| {
        let spent = after
            .get(place)
            .zip(before.get(place))
            .map_or(0.0, |(a, b)| a - b);
        spent / (counted.max(1) as f64)
    };
    Ok(Load {
        clients,
        per_second: counted as f64 / seconds,
        p50_ms: percentile(&latencies, 0.5),
        p99_ms: percentile(&latencies, 0.99),
        server_cpu_ms: each(0),
        postgres_cpu_ms: each(1),
        client_cpu_ms: each(2),
    })
}

/// What a thread has to do.
struct Turn {
    address: SocketAddr,
    begin: Instant,
    end: Instant,
    failed: Arc<AtomicBool>,
    ask: Arc<dyn Ask>,
}

/// Answers within the window, and the latencies in milliseconds of what was asked in it.
type Counted = (u64, Vec<f64>);

impl Turn {
    fn run(self, connections: &[u64]) -> Result<Counted> {
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()?;
        let turn = Arc::new(self);
        runtime.block_on(async {
            let mut open = JoinSet::new();
            for &connection in connections {
                let turn = Arc::clone(&turn);
                open.spawn(async move {
                    let done = turn.ask_again(connection).await;
                    if done.is_err() {
                        turn.failed.store(true, Ordering::Relaxed);
                    }
                    done
                });
            }
            let (mut counted, mut latencies) = (0, Vec::new());
            while let Some(done) = open.join_next().await {
                let (count, more) = done??;
                counted += count;
                latencies.extend(more);
            }
            Ok((counted, latencies))
        })
    }

    async fn ask_again(&self, connection: u64) -> Result<Counted> {
        let mut open = Connection::open(self.address).await?;
        let seed = std::time::UNIX_EPOCH.elapsed()?.subsec_nanos();
        let mut random = Random::new(connection << 32 | u64::from(seed));
        let (mut counted, mut latencies) = (0, Vec::new());
        loop {
            let asked = Instant::now();
            if asked >= self.end || self.failed.load(Ordering::Relaxed) {
                return Ok((counted, latencies));
            }
            let request = (self.ask)(&mut random);
            let answer = open.ask(request.as_bytes()).await;
            let answer = answer.with_context(|| asked_for(&request))?;
            answer.good().with_context(|| asked_for(&request))?;
            let answered = Instant::now();
            if (self.begin..self.end).contains(&answered) {
                counted += 1;
            }
            if asked >= self.begin {
                latencies.push((answered - asked).as_secs_f64() * 1_000.0);
            }
        }
    }
}

/// The first line of a request.
fn asked_for(request: &str) -> String {
    request
        .lines()
        .next()
        .unwrap_or_default()
        .trim_end_matches(" HTTP/1.1")
        .to_owned()
}

/// Asks one request again and again over one connection; latencies in milliseconds.
pub(crate) async fn repeat(
    address: SocketAddr,
    (least, most): (usize, usize),
    longest: Duration,
    mut ask: impl FnMut(usize) -> String,
) -> Result<Vec<f64>> {
    let mut open = Connection::open(address).await?;
    let begun = Instant::now();
    let mut latencies = Vec::new();
    while latencies.len() < least || (latencies.len() < most && begun.elapsed() < longest) {
        let request = ask(latencies.len());
        let asked = Instant::now();
        let answer = open.ask(request.as_bytes()).await;
        let answer = answer.with_context(|| asked_for(&request))?;
        answer.good().with_context(|| asked_for(&request))?;
        latencies.push(asked.elapsed().as_secs_f64() * 1_000.0);
    }
    Ok(latencies)
}
