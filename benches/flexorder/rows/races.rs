//! Requests a second beside their ceiling, in turns.
use std::sync::Arc;

use anyhow::Result;

use super::Bench;
use crate::{
    ceiling::Ceiling,
    databases::Stage,
    drive::{Ask, drive},
    http::bare,
    report::{Aim, Figure, Row, say},
    requests::Requests,
    shape::Random,
};

/// An operation and its ceiling.
pub(super) struct Race {
    pub(super) group: &'static str,
    pub(super) name: &'static str,
    aim: Aim,
    ceiling: Option<Ceiling>,
    /// Clients of the server for each client of the ceiling.
    clients_times: usize,
    ask: fn(Requests) -> Arc<dyn Ask>,
}

/// What only reads.
pub(super) const READS: [Race; 3] = [
    Race {
        group: "null",
        name: "null route (no database)",
        aim: Aim::Told,
        ceiling: None,
        clients_times: 1,
        ask: |_| Arc::new(|_: &mut Random| bare("/healthz")),
    },
    Race {
        group: "get",
        name: "get order ÷ ceiling",
        aim: Aim::AtLeast(0.45, 0.6),
        ceiling: Some(Ceiling::Get),
        clients_times: 1,
        ask: |requests| {
            Arc::new(move |random: &mut Random| {
                requests.get_order(requests.shape.largest(), random)
            })
        },
    },
    Race {
        group: "list",
        name: "list of 50 ÷ ceiling",
        aim: Aim::AtLeast(0.45, 0.65),
        ceiling: Some(Ceiling::List),
        clients_times: 1,
        ask: |requests| {
            Arc::new(move |_: &mut Random| {
                requests.get(requests.shape.largest(), "/v1/orders?limit=50")
            })
        },
    },
];

/// What writes.
pub(super) const WRITES: [Race; 3] = [
    Race {
        group: "create",
        name: "create order ÷ ceiling",
        aim: Aim::AtLeast(0.45, 0.8),
        ceiling: Some(Ceiling::Create),
        clients_times: 1,
        ask: create_for_largest,
    },
    Race {
        group: "create",
        name: "create order, 4 times the clients ÷ the same ceiling",
        aim: Aim::AtLeast(0.6, 1.0),
        ceiling: Some(Ceiling::Create),
        clients_times: 4,
        ask: create_for_largest,
    },
    Race {
        group: "create",
        name: "create order, over all tenants ÷ ceiling",
        aim: Aim::AtLeast(0.45, 0.8),
        ceiling: Some(Ceiling::CreateSpread),
        clients_times: 1,
        ask: |requests| {
            Arc::new(move |random: &mut Random| {
                let tenant = requests.by_weight(random);
                requests.create_order(tenant, random, 2)
            })
        },
    },
];

fn create_for_largest(requests: Requests) -> Arc<dyn Ask> {
    Arc::new(move |random: &mut Random| requests.create_order(requests.shape.largest(), random, 2))
}

impl Race {
    /// Ceiling, ours, ceiling, ours …; nothing if the group is not asked for.
    pub(super) async fn run(&self, bench: &Bench<'_>, stage: &Stage<'_>) -> Option<Row> {
        if !bench.arguments.wants(self.group) {
            return None;
        }
        say(self.name);
        let turns = self.turns(bench, stage).await;
        Some(turns.unwrap_or_else(|cause| Row::failed(self.name, self.aim, &cause)))
    }

    async fn turns(&self, bench: &Bench<'_>, stage: &Stage<'_>) -> Result<Row> {
        let clients = bench.arguments.clients;
        let ask = (self.ask)(Requests::new(&stage.loaded));
        let (mut loads, mut ceilings, mut ratios) = (Vec::new(), Vec::new(), Vec::new());
        if let Some(ceiling) = self.ceiling {
            ceiling.check(stage).await?;
        }
        for _ in 0..bench.arguments.rounds {
            if let Some(ceiling) = self.ceiling {
                ceilings.push(ceiling.run(stage, clients, bench.window()).await?);
            }
            let size = (clients * self.clients_times, bench.window());
            let load = drive(stage.server.target, size, Arc::clone(&ask)).await?;
            if let Some(ceiling) = ceilings.last() {
                ratios.push(load.per_second / ceiling.per_second);
            }
            loads.push(load);
        }
        let ours = Figure::of_loads(
            self.name
                .replace(" ÷ ceiling", "")
                .replace(" ÷ the same ceiling", ""),
            &loads,
        );
        let Some(_) = self.ceiling else {
            let rates = loads.iter().map(|load| load.per_second).collect();
            return Ok(Row::new(self.name, self.aim, rates).unit("/s").with(ours));
        };
        Ok(Row::new(self.name, self.aim, ratios)
            .with(Figure::of_ceiling("  ceiling", &ceilings))
            .with(ours))
    }
}
