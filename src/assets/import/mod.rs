//! Assets from a CSV file: a row is an asset, recorded by the rules of POST /v1/assets. A row that does
//! not hold is skipped and told by its number; the others are recorded.
mod file;
mod record;
pub(super) mod wire;

use axum::body::Bytes;

use self::{file::File, wire::AssetsImportedBody};
use crate::{
    change::Steps,
    error::{Error, Result},
    http::{answer::Answer, csv::RowError},
};

/// How many rows go into one transaction.
const STEP_ROWS: usize = 250;

/// Takes in a file, some hundred rows a transaction.
pub(super) async fn import(mut steps: Steps, file: Bytes) -> Result<Answer> {
    let locale = steps.tenant().locale();
    // A large file takes longer than other requests should wait.
    let read = tokio::task::spawn_blocking(move || file::read(&file, locale));
    let File {
        rows,
        mut assets,
        mut errors,
    } = read.await.map_err(Error::internal)??;
    let mut created = assets.len();
    while !assets.is_empty() {
        let rest = assets.split_off(assets.len().min(STEP_ROWS));
        let part = std::mem::replace(&mut assets, rest);
        let skipped: Vec<RowError> = steps
            .step(part, |change, part| Box::pin(record::record(change, part)))
            .await?;
        created -= skipped.len();
        errors.extend(skipped);
    }
    errors.sort_by_key(|error| error.row);
    let answer = Answer::created(&AssetsImportedBody::new(rows, created, errors))?;
    steps.conclude(answer).await
}
