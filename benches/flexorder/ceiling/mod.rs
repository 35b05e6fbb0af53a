//! Ceilings: the least SQL that does a job without a server, run by pgbench as the server's role.
mod check;

use std::{fs, path::PathBuf, time::Duration};

use anyhow::{Context as _, Result, ensure};
use serde::Serialize;

use crate::{
    cluster::SERVER_ROLE,
    databases::Stage,
    load::address,
    names::{DOMAINS, FIRST, LAST},
    processes,
    shape::{BASE_MS, Kind, SCATTER, SCATTER_SHORT, SIXTY_BITS, person},
};

/// Threads of pgbench.
const THREADS: &str = "2";
/// Processor time is counted without as much at either end, where clients connect and leave.
const WARM_UP: Duration = Duration::from_millis(300);
/// The payload of the event, as the server writes it.
const EVENT: &str = r#"{"type": "order.created", "event": "order.created", "timestamp": "2025-07-01T12.00.00.000Z", "data": {"orderId": "ord_01jvcx7r0ee8qt3ks2zbm4n6wd", "customerId": "cust_01jvcx7r0ee8qt3ks2zbm4n6wd", "externalId": null, "status": "pending", "rentalProgress": {"totalDevices": 3, "rentedDevices": 0}}}"#;

/// A script of pgbench.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Ceiling {
    Get,
    List,
    Create,
    CreateSpread,
}

/// What a ceiling reached.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub(crate) struct Reached {
    pub(crate) clients: usize,
    pub(crate) per_second: f64,
    pub(crate) postgres_cpu_ms: f64,
}

impl Ceiling {
    const fn name(self) -> &'static str {
        match self {
            Self::Get => "get",
            Self::List => "list",
            Self::Create => "create",
            Self::CreateSpread => "create-spread",
        }
    }

    fn script(self) -> String {
        let text = match self {
            Self::Get => include_str!("get.sql").to_owned(),
            Self::List => include_str!("list.sql").to_owned(),
            Self::Create => {
                concat!(include_str!("large.sql"), include_str!("create.sql")).to_owned()
            }
            Self::CreateSpread => {
                concat!(include_str!("spread.sql"), include_str!("create.sql")).to_owned()
            }
        };
        let array = |words: &[&str]| format!("'{{{}}}'::text[]", words.join(","));
        let who = person(7);
        [
            ("{scatter}", SCATTER.to_string()),
            ("{scatter_short}", SCATTER_SHORT.to_string()),
            ("{sixty_bits}", SIXTY_BITS.to_string()),
            ("{order_salt}", Kind::Order.salt().to_string()),
            ("{tenant_salt}", Kind::Tenant.salt().to_string()),
            ("{variant_salt}", Kind::Variant.salt().to_string()),
            ("{base_ms}", BASE_MS.to_string()),
            ("{firsts}", FIRST.len().to_string()),
            ("{lasts}", LAST.len().to_string()),
            ("{domains}", DOMAINS.len().to_string()),
            ("{first_names}", array(&FIRST)),
            ("{last_names}", array(&LAST)),
            ("{domain_names}", array(&DOMAINS)),
            ("{billing_address}", address(&who, 7, 0)),
            ("{shipping_address}", address(&who, 7, 1)),
            ("{event}", EVENT.to_owned()),
        ]
        .into_iter()
        .fold(text, |text, (name, value)| text.replace(name, &value))
    }

    /// What the script asks of the data.
    fn variables(self, stage: &Stage<'_>) -> Vec<(&'static str, String)> {
        let shape = &stage.loaded.shape;
        let largest = shape.largest();
        let few = shape
            .tenants
            .iter()
            .map(|tenant| tenant.variants)
            .min()
            .unwrap_or(1);
        let others = shape.tenants.len() as u64 - 1;
        let roots: f64 = (1..=others).map(|rank| 1.0 / (rank as f64).sqrt()).sum();
        let roots = roots.max(1.0);
        let rest = (shape.orders - largest.orders) as f64 / 5.0 / roots;
        let variants = match self {
            Self::CreateSpread => few,
            Self::Get | Self::List | Self::Create => largest.variants,
        };
        vec![
            ("tenant", largest.id().to_string()),
            ("orders", largest.orders.to_string()),
            ("order_base", largest.base_ms().to_string()),
            ("order_step", largest.order_step_ms().to_string()),
            ("largest_customers", largest.customers.to_string()),
            ("rest_customers", format!("{rest:.1}")),
            ("others", others.to_string()),
            ("variants", variants.to_string()),
        ]
    }

    /// Runs the script for a while on the stage's database.
    pub(crate) async fn run(
        self,
        stage: &Stage<'_>,
        clients: usize,
        window: Duration,
    ) -> Result<Reached> {
        let cluster = stage.cluster;
        let script: PathBuf = stage
            .server_log()
            .with_file_name(format!("{}.sql", self.name()));
        fs::write(&script, self.script())?;
        let mut pgbench = tokio::process::Command::new(cluster.program("pgbench"));
        pgbench.args([
            "-n",
            "-M",
            "prepared",
            "-j",
            THREADS,
            "-U",
            SERVER_ROLE,
            "-p",
            "5432",
            "-h",
        ]);
        pgbench
            .arg(cluster.host())
            .arg("-f")
            .arg(&script)
            .args(["-c", &clients.to_string()]);
        pgbench.args(["-T", &window.as_secs().to_string()]);
        for (name, value) in self.variables(stage) {
            pgbench.arg("-D").arg(format!("{name}={value}"));
        }
        pgbench.arg(&stage.database).kill_on_drop(true);
        let counted = window.saturating_sub(WARM_UP * 2);
        let (output, cpu) = tokio::join!(pgbench.output(), async {
            tokio::time::sleep(WARM_UP).await;
            let before = processes::family_ms(cluster.pid());
            tokio::time::sleep(counted).await;
            processes::family_ms(cluster.pid()) - before
        });
        let output = output.context("cannot run pgbench")?;
        let (out, err) = (
            String::from_utf8_lossy(&output.stdout),
            String::from_utf8_lossy(&output.stderr),
        );
        ensure!(
            output.status.success() && !err.contains("ERROR"),
            "pgbench {} failed: {err}",
            self.name()
        );
        let per_second = out
            .lines()
            .find_map(|line| line.strip_prefix("tps = ")?.split(' ').next()?.parse().ok())
            .with_context(|| format!("pgbench told no rate: {out}"))?;
        Ok(Reached {
            clients,
            per_second,
            postgres_cpu_ms: cpu / (per_second * counted.as_secs_f64()).max(1.0),
        })
    }
}
