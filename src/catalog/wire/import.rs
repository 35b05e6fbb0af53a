//! The answer to an import of products: the flat form of the schema and the `summary` of the prose
//! (contract 8.27).
use serde::Serialize;
use utoipa::ToSchema;

use crate::{catalog::import::Outcome, http::csv::RowError};

/// What became of a file of products.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ImportedBody {
    /// Always true: rows that were skipped are in `errors`.
    success: bool,
    #[schema(example = "Import completed with errors")]
    message: &'static str,
    /// Products that were made.
    created: usize,
    /// Products that were there: changed, or already as the file says.
    updated: usize,
    /// Rows that were skipped, in their order.
    errors: Vec<RowError>,
    summary: ImportSummaryBody,
}

/// The same in figures.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct ImportSummaryBody {
    /// Rows of the file, its header aside.
    #[schema(example = 50)]
    total_rows: usize,
    products_created: usize,
    products_updated: usize,
    variants_created: usize,
    variants_updated: usize,
    /// The same as `errors`.
    errors: Vec<RowError>,
}

impl ImportedBody {
    pub(crate) fn new(total_rows: usize, outcome: Outcome) -> Self {
        Self {
            success: true,
            message: if outcome.errors.is_empty() {
                "Import completed"
            } else {
                "Import completed with errors"
            },
            created: outcome.products_created,
            updated: outcome.products_updated,
            errors: outcome.errors.clone(),
            summary: ImportSummaryBody {
                total_rows,
                products_created: outcome.products_created,
                products_updated: outcome.products_updated,
                variants_created: outcome.variants_created,
                variants_updated: outcome.variants_updated,
                errors: outcome.errors,
            },
        }
    }
}
