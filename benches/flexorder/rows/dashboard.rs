//! The dashboard's order list in Chromium: how soon it is usable, and that the tenant's size does not
//! matter. Only where it is asked for by name, for it takes Node.js and Chromium.
use anyhow::{Context as _, Result, ensure};
use serde::Deserialize;
use serde_json::json;
use tokio::process::Command;

use super::Bench;
use crate::{
    databases::Stage,
    report::{Aim, Row},
    shape::{Kind, Tenant, public},
    statistics::median,
};

/// Opens the page and tells how long that took.
const SCRIPT: &str = "tests/speed/open.mjs";

/// Times that each tenant's list is opened.
const TIMES: usize = 7;

/// What the script prints.
#[derive(Deserialize)]
struct Opened {
    /// From signing in where nobody was before, in milliseconds.
    entered: Vec<f64>,
    /// With nothing in the browser's cache, in milliseconds.
    first: Vec<f64>,
    /// The third time in the same browser.
    again: Vec<f64>,
    /// What the first time fetched.
    bytes: u64,
}

/// The list of the largest tenant beside that of the smallest, opened for the first time and again.
pub(super) async fn measure(bench: &Bench<'_>, stage: &Stage<'_>) -> Result<Vec<Row>> {
    let shape = bench.arguments.shape();
    let largest = shape.largest();
    let smallest = shape
        .tenants
        .iter()
        .min_by_key(|tenant| tenant.orders)
        .context("a shape has a tenant")?;
    let (small, large) = (
        opened(stage, smallest).await?,
        opened(stage, largest).await?,
    );
    let (p50, base) = (
        median(large.again.iter().copied()),
        median(small.again.iter().copied()),
    );
    let ratios = large.again.iter().map(|millis| millis / base).collect();
    let name = format!(
        "dashboard, list of {} orders beside {}",
        largest.orders, smallest.orders
    );
    Ok(vec![
        Row::new(name, Aim::AtMost(1.5, 1.2), ratios).details(json!({
            "usableMs": p50,
            "usableMsSmallest": base,
            "firstDownloadBytes": large.bytes,
        })),
        Row::new(
            "dashboard, order list usable, after signing in",
            Aim::Told,
            large.entered,
        )
        .unit(" ms"),
        Row::new(
            "dashboard, order list usable, opened first",
            Aim::Told,
            large.first,
        )
        .unit(" ms"),
        Row::new(
            "dashboard, order list usable, opened again",
            Aim::Told,
            large.again,
        )
        .unit(" ms"),
    ])
}

async fn opened(stage: &Stage<'_>, tenant: &Tenant) -> Result<Opened> {
    let output = Command::new("node")
        .current_dir("dashboard")
        .arg(SCRIPT)
        .arg(format!("http://{}", stage.server.target.address))
        .args([
            &public(Kind::Tenant, tenant.id()),
            stage.loaded.caller.key(),
        ])
        .arg(TIMES.to_string())
        .kill_on_drop(true)
        .output()
        .await
        .context("cannot run node: make dashboard finds it")?;
    ensure!(
        output.status.success(),
        "{SCRIPT} failed: {}",
        String::from_utf8_lossy(&output.stderr)
    );
    Ok(serde_json::from_slice(&output.stdout)?)
}
