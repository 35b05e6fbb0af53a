//! `make bench`: the release server beside PostgreSQL itself, on a private, durable PostgreSQL with
//! as many orders as are asked for. docs/performance.md says what is measured and how to read it.
#![expect(
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "printing is its purpose"
)]
#![expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "rates, percentiles and shares: no money, and far below 2^52"
)]
mod account;
mod arguments;
mod ceiling;
mod cluster;
mod databases;
mod drive;
mod http;
mod load;
mod names;
mod processes;
mod report;
mod requests;
mod rows;
mod server;
mod shape;
mod statistics;
mod trace;

use std::{process::ExitCode, time::Instant};

use anyhow::{Context as _, Result};
use clap::Parser as _;
use serde_json::{Value, json};
use tokio::signal::unix::{SignalKind, signal};

use crate::{
    arguments::Arguments,
    cluster::Cluster,
    report::{Row, say},
    rows::Bench,
    server::Program,
};

fn main() -> ExitCode {
    let done = tokio::runtime::Runtime::new()
        .context("cannot start")
        .and_then(|runtime| runtime.block_on(run()));
    match done {
        Ok(code) => code,
        Err(cause) => {
            say(&format!("error: {cause:#}"));
            ExitCode::FAILURE
        }
    }
}

async fn run() -> Result<ExitCode> {
    let arguments = Arguments::parse();
    arguments.validate(&rows::GROUPS)?;
    let begun = Instant::now();
    std::fs::create_dir_all("target/bench")?;
    let program = Program {
        path: std::path::absolute(&arguments.server)?,
        log: std::path::absolute("target/bench/server.log")?,
    };
    let mut cluster = Cluster::start(&arguments).await?;
    say(&format!(
        "PostgreSQL {} in {}",
        cluster.version,
        cluster.host().display()
    ));
    let bench = Bench {
        arguments: &arguments,
        cluster: &cluster,
        program: &program,
    };
    // Dropping what was being measured ends the server; PostgreSQL is stopped in any case.
    let measured = tokio::select! {
        measured = measure(&bench) => measured,
        () = interrupted() => Err(anyhow::anyhow!("interrupted")),
    };
    let about = about(&arguments, &cluster);
    let stopped = cluster.stop().await;
    let rows = measured?;
    report::write(&arguments.results, &about, &rows)?;
    report::print(&rows);
    println!("\n{}", machine(&about));
    say(&format!(
        "took {:.0} s; everything in {}",
        begun.elapsed().as_secs_f64(),
        arguments.results.display()
    ));
    stopped?;
    let failed = rows.iter().any(|row| row.failed.is_some());
    Ok(if failed {
        ExitCode::FAILURE
    } else {
        ExitCode::SUCCESS
    })
}

async fn measure(bench: &Bench<'_>) -> Result<Vec<Row>> {
    databases::tidy(bench.cluster).await?;
    rows::measure(bench).await
}

/// Returns at Ctrl+C or SIGTERM.
async fn interrupted() {
    let signals = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
    );
    if let (Ok(mut interrupt), Ok(mut terminate)) = signals {
        tokio::select! {
            _ = interrupt.recv() => {}
            _ = terminate.recv() => {}
        }
    } else {
        std::future::pending::<()>().await;
    }
}

/// The same in a line.
fn machine(about: &Value) -> String {
    let text = |path: &str| {
        about
            .pointer(path)
            .map(|value| value.to_string().replace('"', ""))
    };
    let parts = [
        ("", text("/machine/cpu")),
        ("cores: ", text("/machine/cores")),
        ("memory, KiB: ", text("/machine/memoryKib")),
        ("kernel ", text("/machine/kernel")),
        ("PostgreSQL ", text("/postgres/version")),
    ];
    let known = parts
        .into_iter()
        .filter_map(|(name, value)| Some(format!("{name}{}", value?)));
    known.collect::<Vec<_>>().join(" · ")
}

/// What was measured on what.
fn about(arguments: &Arguments, cluster: &Cluster) -> Value {
    let cpus = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = cpus
        .lines()
        .find_map(|line| line.strip_prefix("model name")?.split_once(": "));
    let settings: Vec<(String, String)> = std::env::vars()
        .filter(|(name, _)| name.starts_with("FLEXORDER_") && name != "FLEXORDER_PG_BIN_DIR")
        .collect();
    json!({
        "arguments": arguments,
        "postgres": { "version": cluster.version, "settings": cluster.settings },
        "server": { "settings": settings },
        "machine": {
            "cpu": model.map(|(_, model)| model),
            "cores": std::thread::available_parallelism().map(usize::from).unwrap_or_default(),
            "memoryKib": processes::memory_kib().unwrap_or_default(),
            "kernel": std::fs::read_to_string("/proc/sys/kernel/osrelease").unwrap_or_default().trim(),
        },
        "at": std::time::UNIX_EPOCH.elapsed().unwrap_or_default().as_secs(),
    })
}
