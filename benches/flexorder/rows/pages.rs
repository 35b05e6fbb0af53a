//! A page far down beside the first.
use anyhow::Result;

use super::{
    Bench,
    latency::{Compared, FIRST_PAGE, beside_first_page},
};
use crate::{
    databases::Stage,
    report::{Aim, Row},
    shape::{Kind, public},
};

/// Orders before page 10,000.
const DEPTH: u64 = 500_000;

/// The page behind 500,000 orders, or behind nine tenths of what the largest tenant has.
pub(super) async fn measure(bench: &Bench<'_>, stage: &Stage<'_>) -> Result<Vec<Row>> {
    let tenant = stage.loaded.shape.largest();
    let depth = DEPTH.min(tenant.orders * 9 / 10);
    // Newest first: the last order before that page.
    let before = public(Kind::Order, tenant.order_id(tenant.orders + 1 - depth));
    let deep = Compared {
        name: format!("cursor page {} (of 50)", depth / 50 + 1),
        path: format!("{FIRST_PAGE}&startAfter={before}"),
        aim: Aim::AtMost(4.0, 1.5),
    };
    beside_first_page(bench, stage, &[deep]).await
}
