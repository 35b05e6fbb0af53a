//! The server as a process: its memory under load, and how soon it is ready.
use std::{sync::Arc, time::Duration};

use anyhow::Result;

use super::{Bench, latency::FIRST_PAGE};
use crate::{
    databases::Stage,
    drive::drive,
    processes,
    report::{Aim, Figure, Row},
    requests::Requests,
    shape::Random,
};

/// Connections under which memory is measured.
const CONNECTIONS: usize = 256;
/// Shortest load: memory has settled by then.
const LOAD_MIN: Duration = Duration::from_secs(5);
/// How often memory is looked at.
const LOOK: Duration = Duration::from_millis(50);
/// Starts of which the median is told.
const STARTS: usize = 7;
/// KiB of a MiB.
const KIB: f64 = 1_024.0;

/// The most resident memory of a fresh server under a mixed load.
pub(super) async fn memory<'a>(bench: &Bench<'_>, stage: Stage<'a>) -> Result<(Row, Stage<'a>)> {
    let stage = stage.restart().await?;
    let aim = Aim::AtMost(96.0, 48.0);
    let name = format!("resident memory under load, {CONNECTIONS} connections");
    let requests = Requests::new(&stage.loaded);
    let ask = Arc::new(move |random: &mut Random| {
        let tenant = requests.by_weight(random);
        match random.below(10) {
            0..6 => requests.get_order(tenant, random),
            6..8 => requests.get(tenant, FIRST_PAGE),
            _ => requests.create_order(tenant, random, 2),
        }
    });
    let target = stage.server.target;
    let load = drive(target, (CONNECTIONS, bench.window().max(LOAD_MIN)), ask);
    let row = match watched(target.server, load).await {
        Ok((load, most)) => {
            let peak = processes::peak_kib(target.server)? as f64 / KIB;
            Row::new(name, aim, vec![most as f64 / KIB])
                .unit(" MiB")
                .with(Figure::of_loads(
                    "get, list and create (6 : 2 : 2)",
                    &[load],
                ))
                .details(serde_json::json!({ "peakMib": peak }))
        }
        Err(cause) => Row::failed(name, aim, &cause),
    };
    Ok((row, stage))
}

/// Does some work and looks how much memory a process takes meanwhile.
async fn watched<T>(pid: u32, work: impl Future<Output = Result<T>>) -> Result<(T, u64)> {
    let (mut most, mut look) = (0, tokio::time::interval(LOOK));
    tokio::pin!(work);
    loop {
        tokio::select! {
            done = &mut work => return Ok((done?, most)),
            _ = look.tick() => most = most.max(processes::resident_kib(pid)?),
        }
    }
}

/// From the start of the process to its first good answer at /readyz.
pub(super) async fn start(stage: Stage<'_>) -> Result<(Row, Stage<'_>)> {
    let (mut stage, mut starts) = (stage, Vec::new());
    for _ in 0..STARTS {
        stage = stage.restart().await?;
        starts.push(stage.server.started_in.as_secs_f64());
    }
    let name = "start to ready, PostgreSQL up, database there";
    Ok((
        Row::new(name, Aim::AtMost(0.5, 0.2), starts).unit(" s"),
        stage,
    ))
}
