//! The catalog: products, their variants, and what a variant costs a month for each term.
mod draft;
mod filter;
mod history;
mod import;
mod list;
mod model;
mod pricing;
mod remove;
mod retire;
pub(crate) mod routes;
mod save;
mod sellable;
pub(crate) mod sheet;
mod store;
mod wire;

pub use self::{
    model::{Product, ProductStatus, Sellable, Variant, VariantStatus},
    pricing::{PriceSource, PriceTier, Pricing, PricingTier},
    sellable::{find_sellable, nearest_sku},
};
