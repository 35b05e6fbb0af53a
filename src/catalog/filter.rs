//! What lists of products and variants may be filtered and sorted by.
use super::model::{ProductStatus, VariantStatus};
use crate::{
    db::{SortKey, SortKind},
    kernel::word::words,
};

/// Which products a list shows; all conditions hold together.
#[derive(Debug)]
pub(super) struct ProductFilter {
    /// Part of its name, its SKU or one of its variants, its brand or its category.
    pub(super) search: Option<String>,
    pub(super) status: Option<ProductStatus>,
    pub(super) category: Option<String>,
    pub(super) brand: Option<String>,
}

/// Which variants a list shows; all conditions hold together.
#[derive(Debug)]
pub(super) struct VariantFilter {
    pub(super) status: Option<VariantStatus>,
    pub(super) product_sku: Option<String>,
    pub(super) grade: Option<String>,
    /// Part of the SKU, whatever the case.
    pub(super) sku: Option<String>,
    pub(super) category: Option<String>,
    pub(super) brand: Option<String>,
}

words! {
    /// Orders of the list of products.
    pub(super) enum ProductSort {
        CreatedAt = "createdAt",
        UpdatedAt = "updatedAt",
        Name = "name",
    }
}

impl SortKey for ProductSort {
    fn column(self) -> &'static str {
        match self {
            Self::CreatedAt => "id",
            Self::UpdatedAt => "updated_at",
            Self::Name => "name",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt => SortKind::Id,
            Self::UpdatedAt => SortKind::Instant,
            Self::Name => SortKind::Text,
        }
    }
}

words! {
    /// Orders of the list of variants; `sku` is what the prose calls `variantSku`.
    pub(super) enum VariantSort {
        CreatedAt = "createdAt",
        UpdatedAt = "updatedAt",
        VariantSku = "variantSku",
        Sku = "sku",
        VariantName = "variantName",
        Grade = "grade",
    }
}

impl SortKey for VariantSort {
    fn column(self) -> &'static str {
        match self {
            Self::CreatedAt => "id",
            Self::UpdatedAt => "updated_at",
            Self::VariantSku | Self::Sku => "variant_sku",
            Self::VariantName => "name",
            Self::Grade => "grade",
        }
    }

    fn kind(self) -> SortKind {
        match self {
            Self::CreatedAt => SortKind::Id,
            Self::UpdatedAt => SortKind::Instant,
            Self::VariantSku | Self::Sku | Self::VariantName | Self::Grade => SortKind::Text,
        }
    }
}
