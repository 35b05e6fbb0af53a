//! Each kind of search beside the first page, and what it reads.
use anyhow::Result;

use super::{
    Bench,
    filters::encoded,
    latency::{Compared, FIRST_PAGE, beside_first_page},
};
use crate::{
    databases::Stage,
    report::{Aim, Row},
    shape::{Kind, Tenant, person, product_name, public},
};

/// A word that stands nowhere.
const NOWHERE: &str = "zzqxjvw";

/// What is searched for, of each kind; `part` are characters of a text.
fn terms(tenant: &Tenant) -> Vec<(&'static str, String)> {
    let c = tenant.customers / 2 + 1;
    let who = person(c);
    let order = public(Kind::Order, tenant.order_id(tenant.orders / 2 + 1));
    let part = |text: &str, from: usize, to: usize| text.get(from..to).unwrap_or(text).to_owned();
    let local = who.email.split('@').next().unwrap_or_default();
    vec![
        ("name", format!("{} {}", who.first, who.last)),
        ("e-mail", who.email.clone()),
        ("fragment of a name", part(&who.last.to_lowercase(), 1, 5)),
        (
            "fragment of an e-mail",
            part(local, local.len().saturating_sub(6), local.len()),
        ),
        ("order id", order.clone()),
        ("fragment of an order id", part(&order, 20, 28)),
        ("product name", product_name(1).to_owned()),
        (
            "rarest product name",
            product_name(tenant.variants).to_owned(),
        ),
        ("no match", NOWHERE.to_owned()),
    ]
}

fn path(term: &str) -> String {
    format!("{FIRST_PAGE}&search={}", encoded(term))
}

/// Latency of each kind.
pub(super) async fn measure(bench: &Bench<'_>, stage: &Stage<'_>) -> Result<Vec<Row>> {
    let all: Vec<Compared> = terms(stage.loaded.shape.largest())
        .into_iter()
        .map(|(kind, term)| Compared {
            name: format!("search: {kind}"),
            path: path(&term),
            aim: Aim::AtMost(8.0, 3.0),
        })
        .collect();
    beside_first_page(bench, stage, &all).await
}

/// The same requests by name, to see what they read.
pub(super) fn paths(tenant: &Tenant) -> Vec<(String, String)> {
    let all = terms(tenant).into_iter();
    all.map(|(kind, term)| (format!("search: {kind}"), path(&term)))
        .collect()
}
