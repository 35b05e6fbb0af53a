//! Results: as a table on the screen and as JSON.
use std::{fs, path::Path};

use anyhow::{Context as _, Result};
use serde::Serialize;
use serde_json::{Value, json};

use crate::{ceiling::Reached, drive::Load, statistics::median, trace::Reads};

/// Tells how far we are, to standard error.
pub(crate) fn say(text: &str) {
    eprintln!("bench: {text}");
}

/// Loads or ceilings of all turns, as their medians.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Figure {
    pub(crate) of: String,
    pub(crate) clients: usize,
    pub(crate) per_second: f64,
    pub(crate) p50_ms: Option<f64>,
    pub(crate) p99_ms: Option<f64>,
    pub(crate) server_cpu_ms: Option<f64>,
    pub(crate) postgres_cpu_ms: Option<f64>,
    pub(crate) client_cpu_ms: Option<f64>,
}

impl Figure {
    /// Of the server.
    pub(crate) fn of_loads(of: impl Into<String>, loads: &[Load]) -> Self {
        let all = |f: fn(&Load) -> f64| median(loads.iter().map(f));
        Self {
            of: of.into(),
            clients: loads.first().map_or(0, |load| load.clients),
            per_second: all(|load| load.per_second),
            p50_ms: Some(all(|load| load.p50_ms)),
            p99_ms: Some(all(|load| load.p99_ms)),
            server_cpu_ms: Some(all(|load| load.server_cpu_ms)),
            postgres_cpu_ms: Some(all(|load| load.postgres_cpu_ms)),
            client_cpu_ms: Some(all(|load| load.client_cpu_ms)),
        }
    }

    /// Of a ceiling.
    pub(crate) fn of_ceiling(of: impl Into<String>, turns: &[Reached]) -> Self {
        Self {
            of: of.into(),
            clients: turns.first().map_or(0, |turn| turn.clients),
            per_second: median(turns.iter().map(|turn| turn.per_second)),
            p50_ms: None,
            p99_ms: None,
            server_cpu_ms: None,
            postgres_cpu_ms: Some(median(turns.iter().map(|turn| turn.postgres_cpu_ms))),
            client_cpu_ms: None,
        }
    }

    /// Of latencies alone, in milliseconds.
    pub(crate) fn of_latencies(of: impl Into<String>, latencies: &mut [f64]) -> Self {
        latencies.sort_by(f64::total_cmp);
        let part = |part| crate::statistics::percentile(latencies, part);
        let (p50, p99) = (part(0.5), part(0.99));
        Self {
            of: of.into(),
            clients: 1,
            per_second: 1_000.0 / p50.max(0.001),
            p50_ms: Some(p50),
            p99_ms: Some(p99),
            server_cpu_ms: None,
            postgres_cpu_ms: None,
            client_cpu_ms: None,
        }
    }
}

/// What a row must reach, and where it shall go.
#[derive(Debug, Clone, Copy, Serialize)]
#[serde(rename_all = "camelCase", tag = "is", content = "bounds")]
pub(crate) enum Aim {
    /// At least the floor, better the goal.
    AtLeast(f64, f64),
    /// At most the floor, better the goal.
    AtMost(f64, f64),
    /// Only told.
    Told,
}

/// A line of the table.
#[derive(Debug, Clone, Serialize)]
pub(crate) struct Row {
    pub(crate) name: String,
    pub(crate) unit: &'static str,
    pub(crate) value: Option<f64>,
    pub(crate) aim: Aim,
    /// The values whose median it is.
    pub(crate) turns: Vec<f64>,
    /// Why there is no value.
    pub(crate) failed: Option<String>,
    /// What the value was made of.
    pub(crate) figures: Vec<Figure>,
    /// What requests read, where that was counted.
    pub(crate) reads: Vec<Reads>,
    /// More about it, as JSON.
    pub(crate) details: Value,
}

impl Row {
    /// The median of what the turns gave.
    pub(crate) fn new(name: impl Into<String>, aim: Aim, turns: Vec<f64>) -> Self {
        Self {
            name: name.into(),
            unit: "×",
            value: (!turns.is_empty()).then(|| median(turns.iter().copied())),
            aim,
            turns,
            failed: None,
            figures: Vec::new(),
            reads: Vec::new(),
            details: Value::Null,
        }
    }

    /// Something that could not be measured.
    pub(crate) fn failed(name: impl Into<String>, aim: Aim, cause: &anyhow::Error) -> Self {
        let mut cause = format!("{cause:#}");
        cause.truncate(cause.floor_char_boundary(600));
        Self {
            failed: Some(cause),
            ..Self::new(name, aim, Vec::new())
        }
    }

    pub(crate) fn unit(self, unit: &'static str) -> Self {
        Self { unit, ..self }
    }

    pub(crate) fn with(mut self, figure: Figure) -> Self {
        self.figures.push(figure);
        self
    }

    pub(crate) fn details(self, details: Value) -> Self {
        Self { details, ..self }
    }

    fn verdict(&self) -> &'static str {
        if self.failed.is_some() {
            return "FAILED";
        }
        let Some(value) = self.value else { return "" };
        match self.aim {
            Aim::AtLeast(_, goal) if value >= goal => "goal",
            Aim::AtLeast(floor, _) if value >= floor => "floor",
            Aim::AtMost(_, goal) if value <= goal => "goal",
            Aim::AtMost(floor, _) if value <= floor => "floor",
            Aim::AtLeast(..) | Aim::AtMost(..) => "below",
            Aim::Told => "",
        }
    }
}

fn number(value: f64) -> String {
    match value {
        _ if value >= 1_000.0 => format!("{value:.0}"),
        _ if value >= 100.0 => format!("{value:.1}"),
        _ if value >= 1.0 => format!("{value:.2}"),
        _ => format!("{value:.3}"),
    }
}

fn cell(value: Option<f64>) -> String {
    value.map_or_else(|| "-".into(), number)
}

/// Prints what was compared, then the rows with what they must reach.
pub(crate) fn print(rows: &[Row]) {
    println!();
    println!(
        "{:<44} {:>7} {:>9} {:>9} {:>9} {:>8} {:>8} {:>8}",
        "", "clients", "per s", "p50 ms", "p99 ms", "server", "postgres", "load"
    );
    println!("{:<44} {:>47} CPU ms an operation", "", "");
    for figure in rows.iter().flat_map(|row| &row.figures) {
        println!(
            "{:<44} {:>7} {:>9} {:>9} {:>9} {:>8} {:>8} {:>8}",
            figure.of,
            figure.clients,
            number(figure.per_second),
            cell(figure.p50_ms),
            cell(figure.p99_ms),
            cell(figure.server_cpu_ms),
            cell(figure.postgres_cpu_ms),
            cell(figure.client_cpu_ms)
        );
    }
    println!();
    println!(
        "{:<56} {:>10} {:>8} {:>8}  reaches",
        "", "measured", "floor", "goal"
    );
    for row in rows {
        let (floor, goal) = match row.aim {
            Aim::AtLeast(floor, goal) | Aim::AtMost(floor, goal) => (Some(floor), Some(goal)),
            Aim::Told => (None, None),
        };
        let value = row
            .value
            .map_or_else(|| "-".into(), |value| number(value) + row.unit);
        let line = format!(
            "{:<56} {value:>10} {:>8} {:>8}  {}",
            row.name,
            cell(floor),
            cell(goal),
            row.verdict()
        );
        println!("{}", line.trim_end());
    }
    print_reads(rows);
    for row in rows {
        if let Some(cause) = &row.failed {
            println!("\n{} FAILED: {cause}", row.name);
        }
    }
}

/// Prints what requests read.
fn print_reads(rows: &[Row]) {
    let mut all = rows.iter().flat_map(|row| &row.reads).peekable();
    if all.peek().is_none() {
        return;
    }
    println!(
        "\n{:<44} {:>9} {:>9} {:>9} {:>9} {:>10} {:>9}",
        "one client", "returned", "read", "read ÷", "pages", "statements", "p50 ms"
    );
    for reads in all {
        println!(
            "{:<44} {:>9} {:>9.0} {:>9} {:>9.0} {:>10} {:>9}",
            reads.of,
            reads.rows_returned,
            reads.rows_read,
            number(reads.ratio()),
            reads.pages,
            reads.statements,
            number(reads.p50_ms)
        );
    }
}

/// Writes everything as JSON.
pub(crate) fn write(path: &Path, about: &Value, rows: &[Row]) -> Result<()> {
    let text = serde_json::to_string_pretty(&json!({ "about": about, "rows": rows }))?;
    if let Some(dir) = path.parent() {
        fs::create_dir_all(dir)?;
    }
    fs::write(path, text + "\n").with_context(|| format!("cannot write {}", path.display()))
}
