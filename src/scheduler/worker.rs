//! The worker of a server: runs again and again until the server stops.
use std::time::Duration;

use tokio::sync::watch;

use super::{report, run_once};
use crate::{app::App, db};

/// Runs at once and then after each pause, until `stop` is true; a run that is under way ends with the
/// piece of work it is at.
pub async fn work(app: App, pause: Duration, stop: watch::Receiver<bool>) {
    report::describe();
    while !app.is_stopping() {
        match run_once(&app).await {
            Ok(report) => {
                report.measure();
                if !report.is_empty() {
                    tracing::info!(?report, "scheduled work is done");
                }
            }
            Err(error) => {
                report::measure_failure();
                tracing::warn!(%error, "the scheduler cannot run; it tries again");
            }
        }
        tokio::select! {
            () = db::told(&stop) => return,
            () = tokio::time::sleep(pause) => {}
        }
    }
}
