//! The only place that writes to standard output and standard error directly.
use std::io::Write as _;

use anyhow::{Context as _, Result};
use serde::Serialize;

/// Writes one line of a result.
pub(super) fn line(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")
        .and_then(|()| out.flush())
        .context("cannot write to standard output")
}

/// Writes a result that ends its last line itself.
pub(super) fn text(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    write!(out, "{text}")
        .and_then(|()| out.flush())
        .context("cannot write to standard output")
}

/// Writes a result as one line of JSON.
pub(super) fn json(result: &impl Serialize) -> Result<()> {
    line(&serde_json::to_string(result)?)
}

/// Writes an error with its causes.
pub(super) fn error(cause: &anyhow::Error) {
    // Nobody is left to tell if this fails.
    writeln!(std::io::stderr().lock(), "error: {}", sentence(cause)).ok();
}

/// An error and its causes, without those that the one before has said already.
fn sentence(error: &anyhow::Error) -> String {
    let mut told = Vec::<String>::new();
    for cause in error.chain().map(ToString::to_string) {
        if !told.last().is_some_and(|before| before.contains(&cause)) {
            told.push(cause);
        }
    }
    told.join(": ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cause_that_its_error_repeats_is_told_once() {
        let cause = anyhow::anyhow!("no such table")
            .context("while executing 3: no such table")
            .context("migration failed");
        assert_eq!(
            sentence(&cause),
            "migration failed: while executing 3: no such table"
        );
    }
}
