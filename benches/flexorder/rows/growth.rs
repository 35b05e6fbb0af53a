//! What more orders cost, and what more tenants cost: two databases in turns.
use std::sync::Arc;

use anyhow::Result;

use super::Bench;
use crate::{
    databases::Stage,
    drive::{Ask, Load, drive},
    report::{Aim, Figure, Row},
    requests::Requests,
    rows::filters::encoded,
    shape::{Random, person},
};

/// Orders on a page, so that a tenant of few orders fills it too.
const PAGE: u64 = 5;

/// An operation on a database.
type MakeAsk = fn(Requests) -> Arc<dyn Ask>;

/// The same operation on two databases in turns, theirs and ours of each round.
async fn turns(
    bench: &Bench<'_>,
    (base, grown): (&Stage<'_>, &Stage<'_>),
    make: MakeAsk,
) -> Result<(Vec<Load>, Vec<Load>)> {
    let (mut before, mut after) = (Vec::new(), Vec::new());
    let size = (bench.arguments.clients, bench.window());
    for _ in 0..bench.arguments.rounds {
        for (stage, loads) in [(base, &mut before), (grown, &mut after)] {
            let ask = make(Requests::new(&stage.loaded));
            loads.push(drive(stage.server.target, size, ask).await?);
        }
    }
    Ok((before, after))
}

async fn compare(
    bench: &Bench<'_>,
    stages: (&Stage<'_>, &Stage<'_>),
    (name, aim, labels): (&str, Aim, [String; 2]),
    make: MakeAsk,
) -> Row {
    let (before, after) = match turns(bench, stages, make).await {
        Ok(both) => both,
        Err(cause) => return Row::failed(name, aim, &cause),
    };
    let ratio = |(after, before): (&Load, &Load)| after.per_second / before.per_second;
    let ratios = after.iter().zip(&before).map(ratio).collect();
    let [base, grown] = labels;
    Row::new(name, aim, ratios)
        .with(Figure::of_loads(base, &before))
        .with(Figure::of_loads(grown, &after))
}

/// Creates for the largest tenant of the full database beside those of a small one.
pub(super) async fn size(bench: &Bench<'_>, stage: &Stage<'_>) -> Result<Vec<Row>> {
    let small = bench.loaded(&bench.arguments.small()).await?;
    let base = bench.stage(&small).await?;
    let of = |stage: &Stage<'_>| stage.loaded.shape.orders;
    let labels = [&base, stage].map(|stage| format!("create at {} orders", of(stage)));
    let name = format!("create at {} orders ÷ at {}", of(stage), of(&base));
    let what = (name.as_str(), Aim::AtLeast(0.7, 0.9), labels);
    let row = compare(bench, (&base, stage), what, |requests| {
        Arc::new(move |random: &mut Random| {
            requests.create_order(requests.shape.largest(), random, 2)
        })
    });
    let row = row.await;
    base.close().await?;
    Ok(vec![row])
}

/// Every operation over many tenants beside the same over few; each request draws its tenant from
/// all, large or small.
pub(super) async fn tenants(bench: &Bench<'_>) -> Result<Vec<Row>> {
    let (few, many) = bench.arguments.sides();
    let (few, many) = (bench.loaded(&few).await?, bench.loaded(&many).await?);
    let (few, many) = (bench.stage(&few).await?, bench.stage(&many).await?);
    let operations: [(&str, MakeAsk); 4] = [
        ("get", |requests| {
            Arc::new(move |random: &mut Random| requests.get_order(requests.any(random), random))
        }),
        ("list of 5", |requests| {
            Arc::new(move |random: &mut Random| {
                requests.get(requests.any(random), &format!("/v1/orders?limit={PAGE}"))
            })
        }),
        ("search by name", |requests| {
            Arc::new(move |random: &mut Random| {
                let tenant = requests.any(random);
                let who = person(random.number(tenant.customers));
                let name = encoded(&format!("{} {}", who.first, who.last));
                requests.get(tenant, &format!("/v1/orders?limit={PAGE}&search={name}"))
            })
        }),
        ("create", |requests| {
            Arc::new(move |random: &mut Random| {
                requests.create_order(requests.any(random), random, 2)
            })
        }),
    ];
    let of = |stage: &Stage<'_>| stage.loaded.shape.tenants.len();
    let mut rows = Vec::new();
    for (operation, make) in operations {
        let labels = [&few, &many].map(|stage| format!("{operation}, {} tenants", of(stage)));
        let name = format!("{operation}: {} tenants ÷ {}", of(&many), of(&few));
        let what = (name.as_str(), Aim::AtLeast(0.8, 0.95), labels);
        rows.push(compare(bench, (&few, &many), what, make).await);
    }
    few.close().await?;
    many.close().await?;
    Ok(rows)
}
