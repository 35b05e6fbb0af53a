//! What `postmaster.pid` says: the interlock by which processes find a PostgreSQL that runs.
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

use anyhow::{Context as _, Result};

use super::folder::PORT;

/// A process id that no system gives out: PostgreSQL finds it dead and goes on to check that no
/// process of the old server is left in its shared memory.
const NOBODYS_PID: u32 = 2_147_483_646;

/// The PostgreSQL of a cluster, as it wrote itself down.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Postmaster {
    /// Its process.
    pub(super) pid: u32,
    /// Port in its socket's name.
    pub(super) port: u16,
    /// Folder of its socket.
    pub(super) socket_dir: PathBuf,
}

impl Postmaster {
    /// The PostgreSQL that runs on this cluster, if one does.
    pub(super) fn running(cluster: &Path) -> Option<Self> {
        let text = fs::read_to_string(cluster.join("postmaster.pid")).ok()?;
        Self::parse(&text).filter(|found| is_postgres(found.pid, cluster))
    }

    /// Lines: pid, data folder, start time, port, socket folder, listen address, shared memory,
    /// status.
    fn parse(text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim);
        let pid = lines.next()?.parse().ok()?;
        let port = lines.nth(2)?.parse().ok()?;
        let socket_dir = PathBuf::from(lines.next().filter(|dir| !dir.is_empty())?);
        Some(Self {
            pid,
            port,
            socket_dir,
        })
    }
}

/// Mends the lock files (of the cluster and of its socket) that a crash left, when their number
/// lives on: as a zombie nobody reaps, or as another process that was given it since.
///
/// The files stay, with a number nobody has: PostgreSQL refuses to start while the number lives,
/// and without the file it would not look for survivors of the old server.
pub(super) fn disown_stale(cluster: &Path, socket_dir: &Path) -> Result<()> {
    let socket_lock = format!(".s.PGSQL.{PORT}.lock");
    disown(&cluster.join("postmaster.pid"), cluster)?;
    disown(&socket_dir.join(socket_lock), cluster)
}

fn disown(file: &Path, cluster: &Path) -> Result<()> {
    let Ok(text) = fs::read_to_string(file) else {
        return Ok(());
    };
    let (first, rest) = text.split_once('\n').unwrap_or((&text, ""));
    let Ok(pid) = first.trim().parse::<u32>() else {
        return Ok(());
    };
    if pid == NOBODYS_PID || is_postgres(pid, cluster) {
        return Ok(());
    }
    tracing::info!(
        stale.pid = pid,
        "PostgreSQL was not stopped cleanly; it will recover"
    );
    fs::write(file, format!("{NOBODYS_PID}\n{rest}"))
        .with_context(|| format!("cannot mend {}", file.display()))
}

/// Whether this process lives and is a PostgreSQL on this cluster.
fn is_postgres(pid: u32, cluster: &Path) -> bool {
    let process = PathBuf::from(format!("/proc/{pid}"));
    if let Ok(stat) = fs::read_to_string(process.join("stat")) {
        // `pid (name) state …`: a zombie is dead, only nobody has asked how it died.
        let zombie = stat
            .rsplit_once(") ")
            .is_some_and(|(_, rest)| rest.starts_with('Z'));
        let named = stat.contains("(postgres)") || stat.contains("(postmaster)");
        // A postmaster works in its data folder; where that cannot be read, the name must do.
        let elsewhere = fs::read_link(process.join("cwd")).is_ok_and(|cwd| cwd != cluster);
        return named && !zombie && !elsewhere;
    }
    if Path::new("/proc/self/stat").exists() {
        return false;
    }
    Command::new("ps")
        .args(["-o", "comm=", "-p", &pid.to_string()])
        .output()
        .is_ok_and(|answer| String::from_utf8_lossy(&answer.stdout).contains("postgres"))
}

#[cfg(test)]
mod tests {
    use super::*;

    const WRITTEN: &str =
        "4711\n/data/postgres\n1700000000\n5432\n/data/run\n\n  123 456\nready   \n";

    #[test]
    fn the_pid_file_tells_process_port_and_socket() {
        let found = Postmaster::parse(WRITTEN);
        let expected = Postmaster {
            pid: 4711,
            port: 5432,
            socket_dir: "/data/run".into(),
        };
        assert_eq!(found, Some(expected));
    }

    #[test]
    fn a_pid_file_cut_short_names_no_server() {
        assert_eq!(Postmaster::parse("4711\n/data/postgres\n"), None);
        assert_eq!(Postmaster::parse(""), None);
    }

    #[test]
    fn a_number_given_to_another_process_is_taken_out_of_the_file() {
        let cluster = tempfile::tempdir().unwrap();
        let file = cluster.path().join("postmaster.pid");
        let rest = WRITTEN.split_once('\n').unwrap().1;
        fs::write(&file, format!("{}\n{rest}", std::process::id())).unwrap();

        disown_stale(cluster.path(), cluster.path()).unwrap();

        let mended = fs::read_to_string(&file).unwrap();
        assert_eq!(mended, format!("{NOBODYS_PID}\n{rest}"));
        assert_eq!(Postmaster::running(cluster.path()), None);
    }
}
