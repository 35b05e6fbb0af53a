//! What is measured: a file a group of rows.
mod dashboard;
mod filters;
mod fulfil;
mod growth;
mod latency;
mod lines;
mod pages;
mod process;
mod races;
mod search;

use std::time::Duration;

use anyhow::Result;

use crate::{
    arguments::Arguments,
    cluster::Cluster,
    databases::{Loaded, Stage, loaded},
    report::{Aim, Row, say},
    server::Program,
    shape::Shape,
};

/// Names of the groups, as ONLY takes them.
pub(crate) const GROUPS: [&str; 14] = [
    "null",
    "get",
    "list",
    "create",
    "pages",
    "search",
    "filters",
    "size",
    "tenants",
    "lines",
    "fulfil",
    "memory",
    "start",
    "dashboard",
];

/// Shortest turn.
const SHORTEST: Duration = Duration::from_secs(1);

/// What every group needs.
pub(crate) struct Bench<'a> {
    pub(crate) arguments: &'a Arguments,
    pub(crate) cluster: &'a Cluster,
    pub(crate) program: &'a Program,
}

impl Bench<'_> {
    /// Length of a turn.
    fn window(&self) -> Duration {
        Duration::from_secs(self.arguments.seconds)
    }

    /// Length of a turn where there are many.
    fn short_window(&self) -> Duration {
        (self.window() / 2).max(SHORTEST)
    }

    async fn loaded(&self, shape: &Shape) -> Result<Loaded> {
        loaded(self.cluster, self.program, shape, self.arguments.fresh).await
    }

    async fn stage(&self, loaded: &Loaded) -> Result<Stage<'_>> {
        Stage::open(self.cluster, self.program, loaded).await
    }

    /// Whether a group is asked for; says so.
    fn begins(&self, group: &str) -> bool {
        let wanted = self.arguments.wants(group);
        if wanted {
            say(group);
        }
        wanted
    }
}

/// Measures all groups that are asked for; what reads first, for writes move the data.
pub(crate) async fn measure(bench: &Bench<'_>) -> Result<Vec<Row>> {
    let loaded = bench.loaded(&bench.arguments.shape()).await?;
    let mut stage = bench.stage(&loaded).await?;
    let mut rows = Vec::new();
    for race in races::READS {
        rows.extend(race.run(bench, &stage).await);
    }
    if bench.begins("pages") {
        rows.extend(kept("pages", pages::measure(bench, &stage).await));
    }
    if bench.begins("search") {
        rows.extend(kept("search", search::measure(bench, &stage).await));
    }
    if bench.begins("filters") || bench.arguments.wants("search") {
        let more;
        (more, stage) = filters::measure(bench, stage).await?;
        rows.extend(more);
    }
    if bench.begins("start") {
        let row;
        (row, stage) = process::start(stage).await?;
        rows.push(row);
    }
    // Only by name: it takes Node.js and Chromium.
    if bench.arguments.only.iter().any(|only| only == "dashboard") {
        say("dashboard");
        rows.extend(kept("dashboard", dashboard::measure(bench, &stage).await));
    }
    let stage = writes(bench, stage, &mut rows).await?;
    stage.close().await?;
    if bench.begins("tenants") {
        rows.extend(kept("tenants", growth::tenants(bench).await));
    }
    Ok(rows)
}

async fn writes<'a>(
    bench: &Bench<'_>,
    mut stage: Stage<'a>,
    rows: &mut Vec<Row>,
) -> Result<Stage<'a>> {
    for race in races::WRITES {
        rows.extend(race.run(bench, &stage).await);
    }
    if bench.begins("size") {
        rows.extend(kept("size", growth::size(bench, &stage).await));
    }
    if bench.begins("lines") {
        rows.extend(kept("lines", lines::measure(bench, &stage).await));
    }
    if bench.begins("fulfil") {
        rows.extend(kept("fulfil", fulfil::measure(bench, &stage).await));
    }
    if bench.begins("memory") {
        let row;
        (row, stage) = process::memory(bench, stage).await?;
        rows.push(row);
    }
    Ok(stage)
}

/// A group that failed as a whole is a row that failed: the others are measured all the same.
fn kept(group: &str, measured: Result<Vec<Row>>) -> Vec<Row> {
    measured.unwrap_or_else(|cause| vec![Row::failed(group, Aim::Told, &cause)])
}
