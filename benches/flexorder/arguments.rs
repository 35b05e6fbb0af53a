//! What the benchmark is asked for: flags, which `make bench` makes of its variables.
use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::Parser;
use serde::Serialize;

use crate::shape::Shape;

/// Fewer orders hold no showcase, see load/orders.rs.
const ORDERS_MIN: u64 = 2_000;
/// Orders of the small database that creates are compared with.
const SMALL_ORDERS: u64 = 10_000;
/// Orders of the two databases that differ in their tenants.
const SIDE_ORDERS: u64 = 100_000;
/// Tenants of the one, and at most of the other.
const SIDE_TENANTS: (u64, u64) = (10, 5_000);
/// The other has this many orders a tenant, until it has as many tenants as it may have.
const SIDE_ORDERS_PER_TENANT: u64 = 20;

/// Measures the release server beside PostgreSQL.
#[derive(Parser, Debug, Clone, Serialize)]
pub(crate) struct Arguments {
    /// Orders to load.
    #[arg(long, default_value_t = 20_000)]
    pub(crate) orders: u64,
    /// Tenants they belong to; the largest has 30 percent of them.
    #[arg(long, default_value_t = 10)]
    pub(crate) tenants: u64,
    /// Turns of everything that is compared; medians are told.
    #[arg(long, default_value_t = 3)]
    pub(crate) rounds: u64,
    /// Length of a turn.
    #[arg(long, default_value_t = 2)]
    pub(crate) seconds: u64,
    /// Connections that ask at once.
    #[arg(long, default_value_t = 32)]
    pub(crate) clients: usize,
    /// Load anew what is loaded already.
    #[arg(long)]
    pub(crate) fresh: bool,
    /// Measure only these, comma-separated: null, get, list, create, pages, search, filters, size,
    /// tenants, lines, fulfil, memory, start; and, only if named, dashboard.
    #[arg(long, value_delimiter = ',')]
    pub(crate) only: Vec<String>,
    /// Folder of the private PostgreSQL; kept, so that loaded databases serve again [default:
    /// target/bench, or /var/tmp where PostgreSQL's account cannot enter that].
    #[arg(long)]
    pub(crate) dir: Option<PathBuf>,
    /// Folder with initdb, postgres and pgbench.
    #[arg(long, env = "FLEXORDER_PG_BIN_DIR")]
    pub(crate) pg_bin_dir: PathBuf,
    /// The server to measure.
    #[arg(long, default_value = "target/release/flexorder")]
    pub(crate) server: PathBuf,
    /// Where the results go as JSON.
    #[arg(long, default_value = "target/bench/results.json")]
    pub(crate) results: PathBuf,
    /// What `cargo bench` adds.
    #[arg(long, hide = true)]
    #[serde(skip)]
    bench: bool,
}

impl Arguments {
    /// Checks what can be checked without starting.
    pub(crate) fn validate(&self, known: &[&str]) -> Result<()> {
        ensure!(self.tenants > 0, "TENANTS must be at least 1");
        ensure!(
            self.orders >= ORDERS_MIN.max(self.tenants * 10),
            "ORDERS must be at least {ORDERS_MIN} and ten times TENANTS"
        );
        ensure!(
            self.orders <= 4_000_000,
            "ORDERS must be at most 4,000,000: ids are computed in 63 bits"
        );
        ensure!(
            self.rounds > 0 && self.seconds > 0 && self.clients > 0,
            "ROUNDS, SECONDS and CLIENTS must be at least 1"
        );
        for name in &self.only {
            ensure!(
                known.contains(&name.as_str()),
                "ONLY knows {}, not {name}",
                known.join(", ")
            );
        }
        ensure!(
            self.server.is_file(),
            "no server at {}: run make bench, which builds it",
            self.server.display()
        );
        Ok(())
    }

    /// Whether a group of rows is asked for.
    pub(crate) fn wants(&self, name: &str) -> bool {
        self.only.is_empty() || self.only.iter().any(|only| only == name)
    }

    /// What is measured.
    pub(crate) fn shape(&self) -> Shape {
        Shape::new(self.orders, self.tenants)
    }

    /// A small database of the same tenants, to see what size costs.
    pub(crate) fn small(&self) -> Shape {
        let orders = SMALL_ORDERS.min(self.orders / 2);
        Shape::new(orders, self.tenants.min(orders / 10))
    }

    /// Two databases of as many orders, one of few tenants and one of many.
    pub(crate) fn sides(&self) -> (Shape, Shape) {
        let orders = SIDE_ORDERS.min(self.orders);
        let many = (orders / SIDE_ORDERS_PER_TENANT).min(SIDE_TENANTS.1);
        (Shape::new(orders, SIDE_TENANTS.0), Shape::new(orders, many))
    }
}
