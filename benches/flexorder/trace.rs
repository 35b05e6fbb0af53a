//! How many rows and pages PostgreSQL reads for a request: its own count, by `auto_explain`.
//!
//! A request's rows are those of every scan of every statement it runs, the key's and the tenant's
//! included: what came out of the scan and what the scan threw away, of an index scan after its
//! index conditions. A bitmap scan counts its heap rows or its index entries, whichever are more.
use std::{fs, io::Read as _, io::Seek as _, path::PathBuf, time::Duration};

use anyhow::{Context as _, Result};
use serde::Serialize;
use serde_json::Value;

use crate::{
    cluster::SERVER_ROLE,
    databases::{Stage, execute},
    http::Connection,
};

/// The log is read when it has not grown for this long.
const SETTLE: Duration = Duration::from_millis(30);
/// Settings of the server's role while it is traced.
const SETTINGS: [&str; 7] = [
    "session_preload_libraries = 'auto_explain'",
    "auto_explain.log_min_duration = 0",
    "auto_explain.log_analyze = on",
    "auto_explain.log_buffers = on",
    "auto_explain.log_timing = off",
    "auto_explain.log_format = json",
    "auto_explain.log_level = log",
];

/// What was read for an answer, and what it gave.
#[derive(Debug, Clone, Default, Serialize)]
pub(crate) struct Reads {
    pub(crate) of: String,
    pub(crate) rows_read: f64,
    /// Orders and their items.
    pub(crate) rows_returned: u64,
    pub(crate) pages: f64,
    pub(crate) statements: usize,
    pub(crate) p50_ms: f64,
}

impl Reads {
    /// Rows read for each that was returned; of an empty answer, rows read.
    pub(crate) fn ratio(&self) -> f64 {
        self.rows_read / self.rows_returned.max(1) as f64
    }
}

/// A server whose statements PostgreSQL explains into its log.
pub(crate) struct Trace<'a> {
    stage: Stage<'a>,
    connection: Connection,
    log: PathBuf,
}

impl<'a> Trace<'a> {
    /// Starts the server anew, traced.
    pub(crate) async fn start(stage: Stage<'a>) -> Result<Self> {
        let set = SETTINGS.map(|setting| {
            format!(
                "alter role {SERVER_ROLE} in database {} set {setting}",
                stage.database
            )
        });
        execute(stage.cluster, &stage.database, &set).await?;
        let stage = stage.restart().await?;
        let connection = Connection::open(stage.server.target.address).await?;
        let log = stage.cluster.log();
        Ok(Self {
            stage,
            connection,
            log,
        })
    }

    /// The stage as it was.
    pub(crate) async fn end(self) -> Result<Stage<'a>> {
        let database = &self.stage.database;
        let reset = format!("alter role {SERVER_ROLE} in database {database} reset all");
        execute(self.stage.cluster, database, &[reset]).await?;
        self.stage.restart().await
    }

    /// What a list reads. Asked twice, for the first may meet a cold connection; the second counts.
    pub(crate) async fn list(&mut self, of: &str, request: &str) -> Result<Reads> {
        self.connection.ask(request.as_bytes()).await?.good()?;
        self.settle().await?;
        let begun = fs::metadata(&self.log)?.len();
        let answer = self.connection.ask(request.as_bytes()).await?.json()?;
        self.settle().await?;
        let mut file = fs::File::open(&self.log)?;
        file.seek(std::io::SeekFrom::Start(begun))?;
        let mut text = String::new();
        file.read_to_string(&mut text)?;
        let mut reads = Reads {
            of: of.to_owned(),
            rows_returned: returned(&answer),
            ..Reads::default()
        };
        for plan in plans(&text) {
            let plan: Value = serde_json::from_str(&plan).context("a plan in PostgreSQL's log")?;
            let root = plan
                .get("Plan")
                .context("a plan in PostgreSQL's log has no root")?;
            reads.statements += 1;
            reads.rows_read += rows(root);
            reads.pages += field(root, "Shared Hit Blocks") + field(root, "Shared Read Blocks");
        }
        Ok(reads)
    }

    async fn settle(&self) -> Result<()> {
        let mut before = 0;
        loop {
            let now = fs::metadata(&self.log)?.len();
            if now == before {
                return Ok(());
            }
            before = now;
            tokio::time::sleep(SETTLE).await;
        }
    }
}

/// Orders and items of a list.
fn returned(answer: &Value) -> u64 {
    let orders = answer.get("orders").and_then(Value::as_array);
    let items = |order: &Value| {
        order
            .get("items")
            .and_then(Value::as_array)
            .map_or(0, Vec::len)
    };
    orders.map_or(0, |orders| {
        orders.iter().map(|order| 1 + items(order) as u64).sum()
    })
}

/// The plans in a piece of log: each stands on lines of its own, set in by a tab.
fn plans(log: &str) -> Vec<String> {
    let mut plans = Vec::new();
    let mut lines = log.lines().peekable();
    while let Some(line) = lines.next() {
        if !line.ends_with("plan:") {
            continue;
        }
        let mut plan = String::new();
        while let Some(more) = lines.next_if(|line| line.starts_with('\t')) {
            plan.push_str(more);
        }
        plans.push(plan);
    }
    plans
}

fn field(node: &Value, name: &str) -> f64 {
    node.get(name).and_then(Value::as_f64).unwrap_or(0.0)
}

fn children(node: &Value) -> &[Value] {
    node.get("Plans")
        .and_then(Value::as_array)
        .map_or(&[], Vec::as_slice)
}

/// Rows that the scans at and below a node read.
fn rows(node: &Value) -> f64 {
    let each = field(node, "Actual Rows")
        + field(node, "Rows Removed by Filter")
        + field(node, "Rows Removed by Index Recheck");
    let own = each * field(node, "Actual Loops");
    match node.get("Node Type").and_then(Value::as_str) {
        Some("Bitmap Heap Scan") => own.max(children(node).iter().map(entries).sum()),
        Some("Seq Scan" | "Index Scan" | "Index Only Scan" | "Tid Scan") => {
            own + children(node).iter().map(rows).sum::<f64>()
        }
        _ => children(node).iter().map(rows).sum(),
    }
}

/// Index entries that a bitmap is made of.
fn entries(node: &Value) -> f64 {
    match node.get("Node Type").and_then(Value::as_str) {
        Some("Bitmap Index Scan") => field(node, "Actual Rows") * field(node, "Actual Loops"),
        _ => children(node).iter().map(entries).sum(),
    }
}
