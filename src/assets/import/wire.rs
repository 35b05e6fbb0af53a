//! An import of assets on the wire.
use serde::Serialize;
use utoipa::ToSchema;

use crate::http::csv::RowError;

/// A file in a form.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
#[expect(dead_code, reason = "describes the form that an import is read from")]
pub(in crate::assets) struct AssetsFile {
    /// The CSV file.
    #[schema(value_type = String, format = Binary)]
    csv_file: Vec<u8>,
}

/// What became of a file of assets.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(in crate::assets) struct AssetsImportedBody {
    /// Always true: rows that were skipped are in `errors`.
    success: bool,
    #[schema(example = "Import completed with errors")]
    message: &'static str,
    /// Assets that were recorded.
    created: usize,
    /// Always 0: an asset that is there already is not changed but reported.
    updated: usize,
    /// Rows that were skipped, in their order.
    errors: Vec<RowError>,
    summary: AssetsSummaryBody,
}

/// The same in figures.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct AssetsSummaryBody {
    /// Rows of the file, its header aside.
    #[schema(example = 50)]
    total_rows: usize,
    assets_created: usize,
    /// The same as `errors`.
    errors: Vec<RowError>,
}

impl AssetsImportedBody {
    pub(super) fn new(total_rows: usize, created: usize, errors: Vec<RowError>) -> Self {
        Self {
            success: true,
            message: if errors.is_empty() {
                "Import completed"
            } else {
                "Import completed with errors"
            },
            created,
            updated: 0,
            errors: errors.clone(),
            summary: AssetsSummaryBody {
                total_rows,
                assets_created: created,
                errors,
            },
        }
    }
}
