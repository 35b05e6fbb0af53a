//! Products from a CSV file (contract 3.3, 8.27).
//!
//! A row is a variant; the rows of one Product SKU are one product. Each product becomes what POST
//! /v1/products would make of it, by the same rules. A row that does not hold is skipped and told by
//! its number; the others are taken in.
mod file;
mod save;

use axum::body::Bytes;
use serde::{Deserialize, Serialize};

use self::file::{File, ProductRows};
use super::wire::ImportedBody;
use crate::{
    change::Steps,
    error::{Error, Result},
    http::{answer::Answer, csv::RowError},
};

/// How many rows go into one transaction; the rows of one product stay together.
const STEP_ROWS: usize = 250;

/// What became of some rows.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(super) struct Outcome {
    pub(super) products_created: usize,
    pub(super) products_updated: usize,
    pub(super) variants_created: usize,
    pub(super) variants_updated: usize,
    pub(super) errors: Vec<RowError>,
}

impl Outcome {
    fn add(&mut self, other: Self) {
        self.products_created += other.products_created;
        self.products_updated += other.products_updated;
        self.variants_created += other.variants_created;
        self.variants_updated += other.variants_updated;
        self.errors.extend(other.errors);
    }
}

/// Takes in a file, some hundred rows a transaction.
pub(super) async fn import(mut steps: Steps, file: Bytes) -> Result<Answer> {
    let locale = steps.tenant().locale();
    // A large file takes longer than other requests should wait.
    let read = tokio::task::spawn_blocking(move || file::read(&file, locale));
    let File {
        rows,
        products,
        errors,
    } = read.await.map_err(Error::internal)??;
    let mut outcome = Outcome {
        errors,
        ..Outcome::default()
    };
    for part in parts(products) {
        let done = steps
            .step(part, |change, part| Box::pin(save::save(change, part)))
            .await?;
        outcome.add(done);
    }
    outcome.errors.sort_by_key(|error| error.row);
    let answer = Answer::created(&ImportedBody::new(rows, outcome))?;
    steps.conclude(answer).await
}

/// The products in parts of about [`STEP_ROWS`] rows.
fn parts(products: Vec<ProductRows>) -> Vec<Vec<ProductRows>> {
    let mut parts: Vec<Vec<ProductRows>> = Vec::new();
    let mut rows = STEP_ROWS;
    for product in products {
        if rows >= STEP_ROWS {
            parts.push(Vec::new());
            rows = 0;
        }
        rows += product.rows.len();
        if let Some(part) = parts.last_mut() {
            part.push(product);
        }
    }
    parts
}
