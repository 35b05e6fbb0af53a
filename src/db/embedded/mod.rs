//! A PostgreSQL of our own in the data folder, for those who give no database URL.
//!
//! One process owns a folder: `serve` for as long as it runs, a command for as long as it takes.
//! After a kill -9 of the owner PostgreSQL lives on, and the next owner takes it over; after a
//! crash of PostgreSQL the owner starts it again, and it recovers from its log.
mod account;
mod binaries;
mod cluster;
mod folder;
mod postmaster;

use std::{
    path::Path,
    time::{Duration, Instant},
};

use anyhow::{Result, bail};
use sqlx::postgres::{PgConnectOptions, PgSslMode};
use tokio::{
    sync::{oneshot, watch},
    task::JoinHandle,
};

pub use self::folder::Purpose;
use self::{
    cluster::{Cluster, Running},
    folder::{Folder, Ownership},
    postmaster::Postmaster,
};
use super::told;
use crate::config::DatabaseSettings;

/// Name of the database in the cluster.
pub(super) const DATABASE: &str = "flexorder";

/// Longest that another command on the folder is waited for.
const CLAIM_DEADLINE: Duration = Duration::from_mins(1);

/// How often a folder that is taken, and a server that runs, are looked at.
const POLL: Duration = Duration::from_millis(200);

/// Pause after a start that failed, before the next try.
const RESTART_PAUSE: Duration = Duration::from_secs(1);

/// A running PostgreSQL in a data folder.
#[derive(Debug)]
pub(super) struct Embedded {
    postmaster: Postmaster,
    /// Present in the process that owns the folder.
    owner: Option<Owner>,
}

#[derive(Debug)]
struct Owner {
    cluster: Cluster,
    /// Whether to stop the server at the end: not if a command found it running.
    stops: bool,
    end: oneshot::Sender<()>,
    supervisor: JoinHandle<()>,
    /// Held until the server is stopped.
    _ownership: Ownership,
}

impl Embedded {
    /// Starts the folder's PostgreSQL, or joins the one that a server on the folder runs; `None`
    /// once `stop` is true.
    pub(super) async fn open(
        settings: &DatabaseSettings,
        purpose: Purpose,
        stop: &watch::Receiver<bool>,
    ) -> Result<Option<Self>> {
        let folder = Folder::open(&settings.data_dir)?;
        let begun = Instant::now();
        loop {
            match folder.claim(purpose)? {
                ours @ Ownership::Ours(_) => {
                    let bin = settings.pg_bin_dir.as_deref();
                    let cluster = tokio::select! {
                        () = told(stop) => return Ok(None),
                        opened = Cluster::open(folder, bin) => opened?,
                    };
                    return Self::own(cluster, ours, purpose, stop).await;
                }
                Ownership::Theirs {
                    purpose: Some(Purpose::Serve),
                    pid,
                } => {
                    if purpose == Purpose::Serve {
                        bail!(taken(folder.root(), &pid));
                    }
                    if let Some(postmaster) = Postmaster::running(&folder.cluster()) {
                        return Ok(Some(Self {
                            postmaster,
                            owner: None,
                        }));
                    }
                }
                Ownership::Theirs { .. } => {}
            }
            if begun.elapsed() > CLAIM_DEADLINE {
                bail!(
                    "another flexorder command has been working on {} for {} s. Wait for it to \
                     end, or end it.",
                    folder.root().display(),
                    CLAIM_DEADLINE.as_secs()
                );
            }
            tokio::select! {
                () = told(stop) => return Ok(None),
                () = tokio::time::sleep(POLL) => {}
            }
        }
    }

    async fn own(
        cluster: Cluster,
        ownership: Ownership,
        purpose: Purpose,
        stop: &watch::Receiver<bool>,
    ) -> Result<Option<Self>> {
        let leave = purpose == Purpose::Command && cluster.running().is_some();
        let started = tokio::select! {
            // Asked first, so that there is a process to stop whenever the other one wins.
            biased;
            started = cluster.start() => Some(started?),
            () = told(stop) => None,
        };
        let Some(running) = started else {
            if !leave {
                cluster.abandon().await?;
            }
            return Ok(None);
        };
        let postmaster = running.postmaster.clone();
        let stops = purpose == Purpose::Serve || running.child.is_some();
        let (end, ended) = oneshot::channel();
        let supervisor = tokio::spawn(supervise(cluster.clone(), running, ended));
        let owner = Owner {
            cluster,
            stops,
            end,
            supervisor,
            _ownership: ownership,
        };
        Ok(Some(Self {
            postmaster,
            owner: Some(owner),
        }))
    }

    /// How the administrator connects, to a database of this name.
    pub(super) fn admin(&self, database: &str) -> PgConnectOptions {
        let Postmaster {
            socket_dir, port, ..
        } = &self.postmaster;
        socket_options(socket_dir, *port, "postgres", database)
    }

    /// How the server connects: as a role that owns nothing.
    pub(super) fn server(&self) -> PgConnectOptions {
        let Postmaster {
            socket_dir, port, ..
        } = &self.postmaster;
        socket_options(socket_dir, *port, super::SERVER_ROLE, DATABASE)
    }

    /// Ends the work on the folder: its owner stops PostgreSQL.
    pub(super) async fn close(self) -> Result<()> {
        let Some(owner) = self.owner else {
            return Ok(());
        };
        owner.end.send(()).ok();
        owner.supervisor.await?;
        if owner.stops && owner.cluster.running().is_some() {
            owner.cluster.stop().await?;
        }
        Ok(())
    }
}

/// Connects by socket; sets everything that the driver would else take from the environment.
fn socket_options(socket: &Path, port: u16, user: &str, database: &str) -> PgConnectOptions {
    PgConnectOptions::new_without_pgpass()
        .host("localhost")
        .socket(socket)
        .port(port)
        .username(user)
        .password("")
        .database(database)
        .ssl_mode(PgSslMode::Disable)
}

/// Starts the server again whenever it is gone, until told to end.
async fn supervise(cluster: Cluster, mut running: Running, mut end: oneshot::Receiver<()>) {
    loop {
        tokio::select! {
            _ = &mut end => return,
            () = tokio::time::sleep(POLL) => {}
        }
        if is_alive(&cluster, &mut running) {
            continue;
        }
        tracing::warn!("PostgreSQL is gone; starting it again");
        let started = tokio::select! {
            _ = &mut end => return,
            started = cluster.start() => started,
        };
        match started {
            Ok(again) => running = again,
            Err(cause) => {
                tracing::error!(error = format!("{cause:#}"), "PostgreSQL does not start");
                tokio::time::sleep(RESTART_PAUSE).await;
            }
        }
    }
}

/// Whether the server runs; asks our own child so that it does not stay a zombie.
fn is_alive(cluster: &Cluster, running: &mut Running) -> bool {
    running.child.as_mut().map_or_else(
        || cluster.running().is_some(),
        |child| matches!(child.try_wait(), Ok(None)),
    )
}

fn taken(folder: &Path, pid: &str) -> String {
    format!(
        "another flexorder server (process {pid}) runs on {}. Stop it, give this one another \
         --data-dir, or let both share one PostgreSQL by --database-url.",
        folder.display()
    )
}
