//! Each filter alone and any two together: how many rows are read for each that is returned.
use std::time::Duration;

use anyhow::Result;
use serde_json::json;

use super::{Bench, latency::FIRST_PAGE, search};
use crate::{
    databases::Stage,
    drive::repeat,
    load::showcase,
    report::{Aim, Row},
    requests::Requests,
    shape::{Kind, Tenant, public},
    statistics::median,
    trace::{Reads, Trace},
};

/// Times each is asked, at least and at most, and for how long.
const ASKED: (usize, usize) = (5, 30);
const LONGEST: Duration = Duration::from_millis(400);

/// Text as it stands in a query string.
pub(super) fn encoded(text: &str) -> String {
    form_urlencoded::byte_serialize(text.as_bytes()).collect()
}

/// Every filter, each with a value that one and the same order has, so that any two find it.
fn filters(tenant: &Tenant) -> Vec<(&'static str, String)> {
    let order = showcase(tenant);
    let customer = public(Kind::Customer, tenant.customer_id(order.customer));
    vec![
        ("status", format!("status={}", order.status)),
        (
            "customerType",
            format!("customerType={}", order.customer_type),
        ),
        ("orderType", format!("orderType={}", order.order_type)),
        ("sku", format!("sku={}", encoded(&order.sku))),
        (
            "serialNumber",
            format!("serialNumber={}", order.serial_number),
        ),
        ("customerId", format!("customerId={customer}")),
        (
            "createdFrom+createdTo",
            format!(
                "createdFrom={}&createdTo={}",
                order.created_from, order.created_to
            ),
        ),
        ("externalId", format!("externalId={}", order.external_id)),
        (
            "customField",
            format!("customField_costCenter={}", order.cost_center),
        ),
    ]
}

/// All singles, then all pairs.
fn combinations(tenant: &Tenant) -> Vec<(String, String)> {
    let all = filters(tenant);
    let singles = all
        .iter()
        .map(|(name, query)| ((*name).to_owned(), query.clone()));
    let pairs = all.iter().enumerate().flat_map(|(place, (first, one))| {
        let later = all.iter().skip(place + 1);
        later.map(move |(second, two)| (format!("{first} & {second}"), format!("{one}&{two}")))
    });
    singles
        .chain(pairs)
        .map(|(name, query)| (name, format!("{FIRST_PAGE}&{query}")))
        .collect()
}

/// Latencies first, for tracing costs time; then what is read, by a server that is traced.
pub(super) async fn measure<'a>(
    bench: &Bench<'_>,
    stage: Stage<'a>,
) -> Result<(Vec<Row>, Stage<'a>)> {
    let requests = Requests::new(&stage.loaded);
    let tenant = requests.shape.largest();
    let mut paths = Vec::new();
    if bench.arguments.wants("filters") {
        paths.extend(combinations(tenant));
    }
    let filters = paths.len();
    if bench.arguments.wants("search") {
        paths.push(("first page".to_owned(), FIRST_PAGE.to_owned()));
        paths.extend(search::paths(tenant));
    }
    let mut timed = Vec::new();
    for (name, path) in paths {
        let request = requests.get(tenant, &path);
        let address = stage.server.target.address;
        let latencies = repeat(address, ASKED, LONGEST, |_| request.clone()).await;
        timed.push((name, request, latencies.map(median)));
    }
    let mut trace = Trace::start(stage).await?;
    let (mut reads, mut failed) = (Vec::new(), Vec::new());
    for (name, request, p50_ms) in timed {
        let traced = match p50_ms {
            Ok(p50_ms) => trace
                .list(&name, &request)
                .await
                .map(|reads| Reads { p50_ms, ..reads }),
            Err(cause) => Err(cause),
        };
        match traced {
            Ok(one) => reads.push(one),
            Err(cause) => failed.push(Row::failed(format!("reads of {name}"), Aim::Told, &cause)),
        }
    }
    let stage = trace.end().await?;
    let mut rows = Vec::new();
    let of_filters = |reads: &Reads| !reads.of.starts_with("search") && reads.of != "first page";
    if filters > 0 {
        let worst = reads
            .iter()
            .filter(|reads| of_filters(reads))
            .map(Reads::ratio);
        let worst = worst.fold(0.0, f64::max);
        let name = "filters, alone and in pairs: rows read ÷ returned, worst";
        rows.push(
            Row::new(name, Aim::AtMost(50.0, 20.0), vec![worst])
                .details(json!({ "asked": filters })),
        );
    } else {
        rows.push(Row::new("rows read by searches", Aim::Told, Vec::new()));
    }
    if let Some(row) = rows.first_mut() {
        row.reads = reads;
    }
    rows.extend(failed);
    Ok((rows, stage))
}
