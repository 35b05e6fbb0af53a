//! What the list of assets may be filtered and sorted by.
use super::model::{AssetStatus, CostRecovery};
use crate::{
    db::{SortKey, SortKind},
    kernel::{
        id::{CustomerId, ProductId, SubscriptionId},
        word::words,
    },
};

/// Which assets a list shows; all conditions hold together.
#[derive(Debug)]
pub(super) struct AssetFilter {
    /// One of these; any where it is empty.
    pub(super) statuses: Vec<AssetStatus>,
    pub(super) sku: Option<String>,
    pub(super) customer_id: Option<CustomerId>,
    pub(super) subscription_id: Option<SubscriptionId>,
    pub(super) product_id: Option<ProductId>,
    /// In these words, whatever the case.
    pub(super) condition: Option<String>,
    /// One of these; any where it is empty.
    pub(super) recoveries: Vec<CostRecovery>,
    /// Start or end of the serial number; part of the product's name or of the name, company or e-mail
    /// of whoever has it.
    pub(super) search: Option<String>,
}

words! {
    /// Percent of its cost that an asset may be asked to have brought, or not to.
    pub(super) enum RecoveryBound {
        Whole = "100",
    }
}

words! {
    /// Orders of the list of assets.
    pub(super) enum AssetSort {
        CreatedAt = "createdAt",
        UpdatedAt = "updatedAt",
        SerialNumber = "serialNumber",
        Status = "status",
        Sku = "sku",
    }
}

impl SortKey for AssetSort {
    fn column(self) -> &'static str {
        match self {
            Self::CreatedAt => "created_at",
            Self::UpdatedAt => "updated_at",
            Self::SerialNumber => "serial_number",
            Self::Status => "status",
            Self::Sku => "sku",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt | Self::UpdatedAt => SortKind::Instant,
            Self::SerialNumber => SortKind::Id,
            Self::Status | Self::Sku => SortKind::Text,
        }
    }
}
