//! Latencies beside that of the first page of a list, in turns.
use std::{sync::Arc, time::Duration};

use anyhow::Result;

use super::Bench;
use crate::{
    databases::Stage,
    drive::{Load, drive},
    report::{Aim, Figure, Row},
    requests::Requests,
    shape::Random,
};

/// Clients that ask: enough to keep two cores busy, too few to queue.
pub(super) const CLIENTS: usize = 4;

/// A request of the largest tenant and how much longer than the first page it may take.
pub(super) struct Compared {
    pub(super) name: String,
    pub(super) path: String,
    pub(super) aim: Aim,
}

/// The first page of all orders.
pub(super) const FIRST_PAGE: &str = "/v1/orders?limit=50";

async fn load(stage: &Stage<'_>, window: Duration, path: &str) -> Result<Load> {
    let requests = Requests::new(&stage.loaded);
    let request = requests.get(requests.shape.largest(), path);
    let ask = Arc::new(move |_: &mut Random| request.clone());
    drive(stage.server.target, (CLIENTS, window), ask).await
}

/// In each round the first page, then each of the others.
pub(super) async fn beside_first_page(
    bench: &Bench<'_>,
    stage: &Stage<'_>,
    compared: &[Compared],
) -> Result<Vec<Row>> {
    let window = bench.short_window();
    let mut first = Vec::new();
    let mut turns: Vec<Result<Vec<Load>>> = compared.iter().map(|_| Ok(Vec::new())).collect();
    for _ in 0..bench.arguments.rounds {
        first.push(load(stage, window, FIRST_PAGE).await?);
        for (one, turns) in compared.iter().zip(&mut turns) {
            // What failed once is not asked again: it would fail as slowly.
            let Ok(loads) = turns else { continue };
            match load(stage, window, &one.path).await {
                Ok(more) => loads.push(more),
                Err(cause) => *turns = Err(cause),
            }
        }
    }
    let rows = compared.iter().zip(turns).map(|(one, turns)| match turns {
        Ok(loads) => {
            let ratio = |(load, first): (&Load, &Load)| load.p50_ms / first.p50_ms;
            let ratios = loads.iter().zip(&first).map(ratio).collect();
            Row::new(format!("{} ÷ first page, p50", one.name), one.aim, ratios)
                .with(Figure::of_loads(&one.name, &loads))
        }
        Err(cause) => Row::failed(format!("{} ÷ first page, p50", one.name), one.aim, &cause),
    });
    let mut rows: Vec<Row> = rows.collect();
    if let Some(row) = rows.first_mut() {
        row.figures
            .insert(0, Figure::of_loads("first page", &first));
    }
    Ok(rows)
}
