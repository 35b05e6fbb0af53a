//! The server under measure: the release binary, on a loopback port of its own.
use std::{
    fs::{File, OpenOptions},
    net::SocketAddr,
    path::PathBuf,
    process::Stdio,
    time::{Duration, Instant},
};

use anyhow::{Context as _, Result, bail, ensure};
use tokio::{
    io::{AsyncBufReadExt as _, BufReader},
    process::{Child, Command},
};

use crate::{
    cluster::{Cluster, SERVER_ROLE},
    drive::Target,
    http::{Connection, bare},
    processes,
};

/// Longest start, and longest stop.
const PATIENCE: Duration = Duration::from_secs(20);
/// What the server prints before its address.
const LISTENING: &str = "listening on http://";

/// The program, and where its log goes.
#[derive(Debug, Clone)]
pub(crate) struct Program {
    pub(crate) path: PathBuf,
    pub(crate) log: PathBuf,
}

impl Program {
    /// A command of it on a database, as the server's role or as the one that migrates.
    pub(crate) fn command(&self, url: &str) -> Result<Command> {
        let mut command = Command::new(&self.path);
        command
            .env("DATABASE_URL", url)
            .env_remove("FLEXORDER_MIGRATION_DATABASE_URL");
        command
            .env_remove("FLEXORDER_DEMO")
            .env_remove("FLEXORDER_LISTEN")
            .kill_on_drop(true);
        let log = OpenOptions::new()
            .create(true)
            .append(true)
            .open(&self.log)?;
        command.stdin(Stdio::null()).stderr(log);
        Ok(command)
    }

    /// Runs a command to its end; what it printed.
    pub(crate) async fn run(&self, url: &str, arguments: &[&str]) -> Result<String> {
        let output = self
            .command(url)?
            .args(arguments)
            .stderr(Stdio::piped())
            .output()
            .await?;
        ensure!(
            output.status.success(),
            "flexorder {} failed: {}",
            arguments.join(" "),
            String::from_utf8_lossy(&output.stderr)
        );
        Ok(String::from_utf8(output.stdout)?)
    }
}

/// A server that takes requests.
pub(crate) struct Server {
    process: Child,
    pub(crate) target: Target,
    /// From its spawn to its first good answer at /readyz.
    pub(crate) started_in: Duration,
}

impl Server {
    /// Starts it on a database, and waits until it is ready.
    pub(crate) async fn start(
        program: &Program,
        cluster: &Cluster,
        database: &str,
    ) -> Result<Self> {
        File::create(&program.log)?;
        let url = cluster.url(Some(SERVER_ROLE), database);
        let mut command = program.command(&url)?;
        command
            .args(["serve", "--listen", "127.0.0.1:0"])
            // Requests are measured, not what falls due among the loaded contracts.
            .args(["--scheduler-interval", "0s"])
            .stdout(Stdio::piped())
            .process_group(0);
        let begun = Instant::now();
        let mut process = command.spawn().context("cannot run the server")?;
        let pid = process.id().context("the server has ended")?;
        let out = process
            .stdout
            .take()
            .context("the server has no standard output")?;
        let mut lines = BufReader::new(out).lines();
        let line = tokio::time::timeout(PATIENCE, lines.next_line()).await.ok();
        let line = line.transpose()?.flatten();
        let Some(address) = line
            .as_deref()
            .and_then(|line| line.strip_prefix(LISTENING))
        else {
            let log = std::fs::read_to_string(&program.log).unwrap_or_default();
            bail!("the server does not start; its log:\n{log}");
        };
        let address: SocketAddr = address.trim().parse()?;
        let mut connection = Connection::open(address).await?;
        while connection
            .ask(bare("/readyz").as_bytes())
            .await?
            .good()
            .is_err()
        {
            ensure!(
                begun.elapsed() < PATIENCE,
                "the server does not become ready"
            );
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let target = Target {
            address,
            server: pid,
            postgres: cluster.pid(),
        };
        Ok(Self {
            process,
            target,
            started_in: begun.elapsed(),
        })
    }

    /// Stops it in order.
    pub(crate) async fn stop(mut self) -> Result<()> {
        processes::signal(self.target.server, "TERM").await;
        let ended = tokio::time::timeout(PATIENCE, self.process.wait()).await;
        ended.context("the server does not stop")??;
        Ok(())
    }
}
