//! Assets from a CSV file: a row is an asset, recorded by the rules of POST /v1/assets. A row that does
//! not hold is skipped and told by its number; the others are recorded.
mod file;
mod record;
pub(super) mod wire;

use self::{file::File, wire::AssetsImportedBody};
use crate::{
    change::Steps,
    error::Result,
    http::{answer::Answer, csv::RowError},
};

/// How many rows go into one transaction.
const STEP_ROWS: usize = 250;

/// Takes in a file, some hundred rows a transaction.
pub(super) async fn import(mut steps: Steps, file: &[u8]) -> Result<Answer> {
    let File {
        rows,
        mut assets,
        mut errors,
    } = file::read(file, steps.tenant().locale())?;
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
