//! SIGTERM and SIGINT: from the first call on they no longer kill, they ask for an orderly end.
use anyhow::Result;
use tokio::{
    signal::unix::{SignalKind, signal},
    sync::watch,
};

/// Becomes true when this process is asked to end.
pub(crate) fn listen() -> Result<watch::Receiver<bool>> {
    let (mut terminate, mut interrupt) = (
        signal(SignalKind::terminate())?,
        signal(SignalKind::interrupt())?,
    );
    let (stop, stopped) = watch::channel(false);
    tokio::spawn(async move {
        let name = tokio::select! {
            _ = terminate.recv() => "SIGTERM",
            _ = interrupt.recv() => "SIGINT",
        };
        tracing::info!(signal = name, "asked to end by a signal");
        stop.send_replace(true);
    });
    Ok(stopped)
}
