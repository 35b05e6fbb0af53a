//! Fulfilling an order of 500 units, one unit after the other.
use anyhow::{Context as _, Result};

use super::Bench;
use crate::{
    databases::{Stage, execute},
    drive::repeat,
    http::Connection,
    report::{Aim, Figure, Row},
    requests::{Requests, single_line_body},
    shape::{Random, Tenant, product_name, sku},
    statistics::median,
};

/// Units of the order.
const UNITS: usize = 500;
/// Units of the order before.
const WARM_UP: usize = 40;
/// So many at either end are compared.
const ENDS: usize = 20;
/// Variant that is ordered.
const VARIANT: u64 = 1;

/// The last units of an order beside its first; an order a round.
pub(super) async fn measure(bench: &Bench<'_>, stage: &Stage<'_>) -> Result<Vec<Row>> {
    let requests = Requests::new(&stage.loaded);
    let tenant = requests.shape.largest();
    let (mut ratios, mut firsts, mut lasts) = (Vec::new(), Vec::new(), Vec::new());
    // One that does not count: the first units must not pay for statements to be prepared.
    for round in 0..=bench.arguments.rounds {
        let units = if round == 0 { WARM_UP } else { UNITS };
        stock(stage, tenant, (round, units)).await?;
        let latencies = fulfil(stage, &requests, (round, units)).await?;
        if round == 0 {
            continue;
        }
        let first = latencies.get(..ENDS).context("too few units")?;
        let last = latencies.get(UNITS - ENDS..).context("too few units")?;
        ratios.push(median(last.iter().copied()) / median(first.iter().copied()));
        firsts.extend_from_slice(first);
        lasts.extend_from_slice(last);
    }
    let name = format!("fulfil the last {ENDS} of {UNITS} units ÷ the first {ENDS}, p50");
    Ok(vec![
        Row::new(name, Aim::AtMost(2.0, 1.2), ratios)
            .with(Figure::of_latencies(
                format!("fulfil, the first {ENDS} units"),
                &mut firsts,
            ))
            .with(Figure::of_latencies(
                format!("fulfil, the last {ENDS} of {UNITS}"),
                &mut lasts,
            )),
    ])
}

fn serial_number(round: u64, unit: usize) -> String {
    format!("BENCH-{round}-{unit:04}")
}

/// Puts the devices on the shelf.
async fn stock(stage: &Stage<'_>, tenant: &Tenant, (round, units): (u64, usize)) -> Result<()> {
    let (variant, product) = (tenant.variant_id(VARIANT), tenant.product_id(VARIANT));
    let (name, sku, id) = (product_name(VARIANT), sku(VARIANT), tenant.id());
    let units: Vec<String> = (0..units).map(|unit| serial_number(round, unit)).collect();
    let insert = format!(
        "insert into assets
            (tenant_id, serial_number, variant_id, product_id, sku, product_name, status,
             acquisition_cost_minor, acquisition_date, version, created_at, updated_at)
        select '{id}', serial_number, '{variant}', '{product}', '{sku}', '{name}', 'available', 48740,
            current_date, 1, now(), now()
        from unnest('{{{}}}'::text[]) as serial_number",
        units.join(",")
    );
    execute(stage.cluster, &stage.database, &[insert]).await
}

/// Orders all units and fulfils them; how long each took.
async fn fulfil(
    stage: &Stage<'_>,
    requests: &Requests,
    (round, units): (u64, usize),
) -> Result<Vec<f64>> {
    let tenant = requests.shape.largest();
    let address = stage.server.target.address;
    let mut random = Random::new(std::time::UNIX_EPOCH.elapsed()?.subsec_nanos().into());
    let body = single_line_body(tenant, VARIANT, units);
    let order = requests.post(tenant, "/v1/orders", &mut random, &body);
    let mut connection = Connection::open(address).await?;
    let made = connection.ask(order.as_bytes()).await?.json()?;
    let order = made
        .get("orderId")
        .and_then(|id| id.as_str())
        .context("a new order has no id")?;
    let longest = std::time::Duration::MAX;
    repeat(address, (units, units), longest, |unit| {
        let serial_number = serial_number(round, unit);
        let body = format!(r#"{{"orderId":"{order}","assetSerialNumber":"{serial_number}"}}"#);
        requests.post(tenant, "/v1/subscriptions", &mut random, &body)
    })
    .await
}
