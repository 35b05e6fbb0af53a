//! What is measured: a file a group of rows.
mod races;

use std::time::Duration;

use anyhow::Result;

use crate::{
    arguments::Arguments,
    cluster::Cluster,
    databases::{Loaded, Stage, loaded},
    report::{Row, say},
    server::Program,
    shape::Shape,
};

/// Names of the groups, as ONLY takes them.
pub(crate) const GROUPS: [&str; 4] = ["null", "get", "list", "create"];

/// What every group needs.
pub(crate) struct Bench<'a> {
    pub(crate) arguments: &'a Arguments,
    pub(crate) cluster: &'a Cluster,
    pub(crate) program: &'a Program,
}

impl Bench<'_> {
    fn window(&self) -> Duration {
        Duration::from_secs(self.arguments.seconds)
    }

    async fn loaded(&self, shape: &Shape) -> Result<Loaded> {
        loaded(self.cluster, self.program, shape, self.arguments.fresh).await
    }

    async fn stage(&self, loaded: &Loaded) -> Result<Stage<'_>> {
        Stage::open(self.cluster, self.program, loaded).await
    }
}

/// Measures all groups that are asked for; what reads first, for writes move the data.
pub(crate) async fn measure(bench: &Bench<'_>) -> Result<Vec<Row>> {
    let mut rows = Vec::new();
    let loaded = bench.loaded(&bench.arguments.shape()).await?;
    let stage = bench.stage(&loaded).await?;
    for race in races::RACES {
        if bench.arguments.wants(race.group) {
            say(race.name);
            rows.push(race.run(bench, &stage).await);
        }
    }
    stage.close().await?;
    Ok(rows)
}
