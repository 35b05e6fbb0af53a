//! SQL for the catalog.
pub(super) mod product;
pub(super) mod products;
mod search;
pub(super) mod sellable;
pub(super) mod tier;
pub(super) mod variant;
