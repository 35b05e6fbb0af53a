//! Races with real concurrency: many tasks on several threads, one database.
mod batches;
mod catalog;
mod contracts;
mod customers;
mod orders;
mod payments;

use crate::support::client::Answer;

/// Statuses of some answers, sorted.
fn statuses(answers: &[Answer]) -> Vec<u16> {
    let mut found: Vec<u16> = answers.iter().map(|answer| answer.status).collect();
    found.sort_unstable();
    found
}
