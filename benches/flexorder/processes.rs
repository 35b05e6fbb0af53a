//! Processor time and memory of processes, from /proc.
use std::{collections::HashMap, fs};

use anyhow::{Context as _, Result};
use tokio::process::Command;

/// Ticks of /proc a second; the same on every Linux.
const TICKS_PER_SECOND: f64 = 100.0;

/// Memory of this machine.
pub(crate) fn memory_kib() -> Result<u64> {
    kib("/proc/meminfo", "MemTotal:")
}

/// Memory of a process that is resident now.
pub(crate) fn resident_kib(pid: u32) -> Result<u64> {
    kib(&format!("/proc/{pid}/status"), "VmRSS:")
}

/// The most of it that ever was.
pub(crate) fn peak_kib(pid: u32) -> Result<u64> {
    kib(&format!("/proc/{pid}/status"), "VmHWM:")
}

fn kib(file: &str, name: &str) -> Result<u64> {
    let text = fs::read_to_string(file).with_context(|| format!("cannot read {file}"))?;
    let line = text.lines().find_map(|line| line.strip_prefix(name));
    let number = line.and_then(|rest| rest.split_whitespace().next());
    number
        .and_then(|number| number.parse().ok())
        .with_context(|| format!("no {name} in {file}"))
}

/// What /proc says of one process.
struct Stat {
    parent: u32,
    own: u64,
    /// Of children that ended and were waited for.
    ended: u64,
}

fn stat(pid: u32) -> Option<Stat> {
    let text = fs::read_to_string(format!("/proc/{pid}/stat")).ok()?;
    // The name in parentheses may hold anything.
    let (_, rest) = text.rsplit_once(')')?;
    let fields: Vec<&str> = rest.split_whitespace().collect();
    let number = |place: usize| {
        fields
            .get(place)
            .and_then(|field| field.parse::<u64>().ok())
    };
    Some(Stat {
        parent: u32::try_from(number(1)?).ok()?,
        own: number(11)? + number(12)?,
        ended: number(13)? + number(14)?,
    })
}

/// Processor time of a process alone, in milliseconds.
pub(crate) fn own_ms(pid: u32) -> f64 {
    milliseconds(stat(pid).map_or(0, |stat| stat.own))
}

/// Processor time of a process with its children, those that ended too, in milliseconds.
pub(crate) fn family_ms(pid: u32) -> f64 {
    let mut ticks = stat(pid).map_or(0, |stat| stat.own + stat.ended);
    for (_, stat) in all().into_iter().filter(|(_, stat)| stat.parent == pid) {
        ticks += stat.own + stat.ended;
    }
    milliseconds(ticks)
}

fn all() -> HashMap<u32, Stat> {
    let Ok(entries) = fs::read_dir("/proc") else {
        return HashMap::new();
    };
    entries
        .flatten()
        .filter_map(|entry| entry.file_name().to_str()?.parse().ok())
        .filter_map(|pid| Some((pid, stat(pid)?)))
        .collect()
}

fn milliseconds(ticks: u64) -> f64 {
    ticks as f64 * 1_000.0 / TICKS_PER_SECOND
}

/// Sends a signal to a process of ours.
pub(crate) async fn signal(pid: u32, name: &str) {
    let sent = Command::new("kill")
        .arg(format!("-{name}"))
        .arg(pid.to_string())
        .output();
    // It may have ended already.
    sent.await.ok();
}
