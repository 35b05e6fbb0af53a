//! Products, variants and prices, as rules see them.
use chrono::{DateTime, Utc};

use super::pricing::{PriceTier, Pricing};
use crate::kernel::{
    id::{ProductId, VariantId},
    money::Minor,
    word::words,
};

words! {
    /// Whether a product is sold.
    pub enum ProductStatus {
        /// It is.
        Active = "active",
        /// It no longer is; running contracts go on.
        Discontinued = "discontinued",
    }
}

words! {
    /// Whether a variant can be ordered.
    pub enum VariantStatus {
        /// It can.
        Active = "active",
        /// It cannot; running contracts go on.
        Inactive = "inactive",
    }
}

/// A model of the catalog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Product {
    /// Identity.
    pub id: ProductId,
    /// What names it within its tenant.
    pub product_sku: String,
    /// Name for people.
    pub name: String,
    /// What it is made of, in words.
    pub specification: String,
    /// Kind of product, such as `Laptops`.
    pub category: String,
    /// Who makes it.
    pub brand: String,
    /// Longer text.
    pub description: Option<String>,
    /// URLs of pictures.
    pub images: Vec<String>,
    /// Whether it is sold.
    pub status: ProductStatus,
    /// What of it can be ordered, by SKU.
    pub variants: Vec<Variant>,
    /// Counts changes of the product and its variants; the `ETag`.
    pub version: i64,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// When anything of it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A sellable configuration of a product.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Variant {
    /// Identity.
    pub id: VariantId,
    /// Its product.
    pub product_id: ProductId,
    /// The `productSku` of its product.
    pub product_sku: String,
    /// What names it within its tenant: the `sku` of orders and assets.
    pub sku: String,
    /// Name for people.
    pub name: String,
    /// How used it is: A (like new) to E (refurbished).
    pub grade: String,
    /// How it looks, in words.
    pub condition: Option<String>,
    /// Its colour.
    pub color_name: Option<String>,
    /// URLs of pictures.
    pub images: Vec<String>,
    /// New price of the device.
    pub list_price: Option<Minor>,
    /// What the tenant paid for it.
    pub acquisition_cost: Option<Minor>,
    /// What it costs a month, by term.
    pub pricing: Pricing,
    /// Whether it can be ordered.
    pub status: VariantStatus,
    /// When it was recorded.
    pub created_at: DateTime<Utc>,
    /// When anything of it last changed.
    pub updated_at: DateTime<Utc>,
}

/// A variant as an order sees it.
#[derive(Debug, Clone)]
pub struct Sellable {
    /// Its product.
    pub product_id: ProductId,
    /// Itself.
    pub variant_id: VariantId,
    /// Its `variantSku`.
    pub sku: String,
    /// Name of the product.
    pub product_name: String,
    /// First image of the variant, else of the product.
    pub product_image_url: Option<String>,
    /// Whether it is active itself.
    pub status: VariantStatus,
    /// Whether its product is; what belongs to a discontinued one cannot be ordered.
    pub product_status: ProductStatus,
    /// New price of the device.
    pub list_price: Option<Minor>,
    /// What the tenant paid for it.
    pub acquisition_cost: Option<Minor>,
    /// Prices by term, shortest first.
    pub tiers: Vec<PriceTier>,
}

impl Sellable {
    /// Why it cannot be ordered and what to do about it; none if it can be.
    pub fn unavailable(&self) -> Option<String> {
        let (sku, id) = (&self.sku, self.variant_id);
        match (self.product_status, self.status) {
            (ProductStatus::Active, VariantStatus::Active) => None,
            (ProductStatus::Active, VariantStatus::Inactive) => Some(format!(
                "The variant `{sku}` is inactive. Make it active first (PATCH \
                 /v1/products/variants/{id}/status), or choose another one."
            )),
            (ProductStatus::Discontinued, _) => Some(format!(
                "The variant `{sku}` is not sold: its product is discontinued. Make the product \
                 active first (PUT /v1/products/{}), then the variant (PATCH \
                 /v1/products/variants/{id}/status); or choose another one.",
                self.product_id
            )),
        }
    }
}
