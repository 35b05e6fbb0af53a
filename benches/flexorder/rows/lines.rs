//! Orders of 500 lines beside orders of two.
use std::sync::Arc;

use anyhow::{Context as _, Result};

use super::{Bench, latency::CLIENTS};
use crate::{
    databases::Stage,
    drive::{Ask, Load, drive},
    http::Connection,
    report::{Aim, Figure, Row},
    requests::Requests,
    shape::Random,
};

/// Lines of a large order, the most there may be.
const MANY: u64 = 500;
/// Lines of a usual one.
const FEW: u64 = 2;
/// Orders of each kind that are read.
const ORDERS: usize = 8;

/// Creates, then reads what was created.
pub(super) async fn measure(bench: &Bench<'_>, stage: &Stage<'_>) -> Result<Vec<Row>> {
    let requests = Requests::new(&stage.loaded);
    let create = |lines: u64| -> Arc<dyn Ask> {
        let requests = requests.clone();
        Arc::new(move |random: &mut Random| {
            requests.create_order(requests.shape.largest(), random, lines)
        })
    };
    let creates = [create(FEW), create(MANY)];
    let gets = [
        get(stage, &requests, FEW).await?,
        get(stage, &requests, MANY).await?,
    ];
    Ok(vec![
        compare(bench, stage, ("create", Aim::AtMost(40.0, 20.0)), &creates).await,
        compare(bench, stage, ("get", Aim::AtMost(30.0, 15.0)), &gets).await,
    ])
}

/// Makes a few orders of so many lines, and asks for any of them.
async fn get(stage: &Stage<'_>, requests: &Requests, lines: u64) -> Result<Arc<dyn Ask>> {
    let tenant = requests.shape.largest();
    let mut connection = Connection::open(stage.server.target.address).await?;
    let mut random = Random::new(std::time::UNIX_EPOCH.elapsed()?.subsec_nanos().into());
    let mut made = Vec::new();
    for _ in 0..ORDERS {
        let request = requests.create_order(tenant, &mut random, lines);
        let answer = connection.ask(request.as_bytes()).await?.json()?;
        let id = answer
            .get("orderId")
            .and_then(|id| id.as_str())
            .context("a new order has no id")?;
        made.push(requests.get(tenant, &format!("/v1/orders/{id}")));
    }
    Ok(Arc::new(move |random: &mut Random| {
        crate::shape::pick(&made, random)
    }))
}

async fn compare(
    bench: &Bench<'_>,
    stage: &Stage<'_>,
    (operation, aim): (&str, Aim),
    asks: &[Arc<dyn Ask>; 2],
) -> Row {
    let name = format!("{operation}: {MANY} lines ÷ {FEW}, p50");
    let (few, many) = match turns(bench, stage, asks).await {
        Ok(both) => both,
        Err(cause) => return Row::failed(name, aim, &cause),
    };
    let ratios = many
        .iter()
        .zip(&few)
        .map(|(many, few)| many.p50_ms / few.p50_ms)
        .collect();
    Row::new(name, aim, ratios)
        .with(Figure::of_loads(format!("{operation}, {FEW} lines"), &few))
        .with(Figure::of_loads(
            format!("{operation}, {MANY} lines"),
            &many,
        ))
}

async fn turns(
    bench: &Bench<'_>,
    stage: &Stage<'_>,
    [few, many]: &[Arc<dyn Ask>; 2],
) -> Result<(Vec<Load>, Vec<Load>)> {
    let size = (CLIENTS, bench.short_window());
    let (mut loads_few, mut loads_many) = (Vec::new(), Vec::new());
    for _ in 0..bench.arguments.rounds {
        loads_few.push(drive(stage.server.target, size, Arc::clone(few)).await?);
        loads_many.push(drive(stage.server.target, size, Arc::clone(many)).await?);
    }
    Ok((loads_few, loads_many))
}
