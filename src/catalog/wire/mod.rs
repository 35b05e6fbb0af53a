//! The catalog on the wire.
mod answer;
mod body;
mod import;
mod pricing;
pub(super) mod schema;

pub(super) use self::{
    answer::{
        PricingTierBody, ProductBody, ProductDeletedBody, ProductListBody, ProductSavedBody,
        VariantChangedBody, VariantListBody,
    },
    body::{VARIANTS_MAX, VariantStatusChange},
    import::ImportedBody,
};
