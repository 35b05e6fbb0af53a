//! Products and variants as answers show them.
use chrono::{DateTime, Utc};
use serde::Serialize;
use serde_json::value::RawValue;
use utoipa::ToSchema;

use crate::{
    auth::Tenant,
    catalog::{
        model::{Product, ProductStatus, Variant, VariantStatus},
        pricing::{DiscountType, PriceSource, Pricing, PricingTier},
        save::{Operation, Saved, VariantOperation},
    },
    http::page::PageInfo,
    kernel::{
        currency::Currency,
        id::{ProductId, TenantId, VariantId},
        money::Amount,
        page::{Limit, Page},
        tax::Discount,
    },
};

/// A product with its variants.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProductBody {
    product_id: ProductId,
    tenant_id: TenantId,
    #[schema(example = "MACBOOK-PRO-16")]
    product_sku: String,
    #[schema(example = "MacBook Pro 16\"")]
    name: String,
    #[schema(example = "Apple Silicon laptop")]
    specification: String,
    #[schema(example = "Laptops")]
    category: String,
    #[schema(example = "Apple")]
    brand: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    description: Option<String>,
    images: Vec<String>,
    status: ProductStatus,
    #[serde(rename = "_sync")]
    sync: SyncBody,
    variants: Vec<VariantBody>,
    #[schema(example = 1)]
    variant_count: usize,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// Where a product is kept.
#[derive(Debug, Serialize, ToSchema)]
struct SyncBody {
    #[schema(example = "manual")]
    source: &'static str,
}

/// A sellable configuration of a product.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VariantBody {
    variant_id: VariantId,
    tenant_id: TenantId,
    product_id: ProductId,
    #[schema(example = "MACBOOK-PRO-16")]
    product_sku: String,
    #[schema(example = "MACBOOK-PRO-16-M3-BASE")]
    variant_sku: String,
    /// The same as `variantSku`.
    #[schema(example = "MACBOOK-PRO-16-M3-BASE")]
    sku: String,
    #[schema(example = "M3 Pro, 18GB RAM, 512GB SSD")]
    variant_name: String,
    #[schema(example = "A")]
    grade: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    condition: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    color_name: Option<String>,
    images: Vec<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    list_price: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    acquisition_cost: Option<Amount>,
    /// Shortest term first.
    pricing: Vec<PricingTierBody>,
    status: VariantStatus,
    created_at: DateTime<Utc>,
    updated_at: DateTime<Utc>,
}

/// What a variant costs a month when taken for a term.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct PricingTierBody {
    /// Months.
    #[schema(example = 12)]
    contract_length: u32,
    #[schema(value_type = Amount, example = 159.0)]
    monthly_price: Amount,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    setup_fee: Option<Amount>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    discount: Option<PriceDiscountBody>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    source: Option<PriceSource>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    calculated_at: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    preset_used: Option<String>,
}

/// What is taken off the monthly price.
#[derive(Debug, Serialize, ToSchema)]
struct PriceDiscountBody {
    #[serde(rename = "type")]
    kind: DiscountType,
    /// Percent, or an amount.
    #[schema(value_type = f64)]
    value: Box<RawValue>,
    #[serde(skip_serializing_if = "Option::is_none")]
    #[schema(nullable = false)]
    description: Option<String>,
}

/// A page of products.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProductListBody {
    products: Vec<ProductBody>,
    #[serde(flatten)]
    page: PageInfo,
}

/// A page of variants.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VariantListBody {
    variants: Vec<VariantBody>,
    #[serde(flatten)]
    page: PageInfo,
}

/// A product that was made or changed.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(example = json!({
    "success": true,
    "message": "Product created",
    "productId": "prod_01jvcx7r0ee8qt3ks2zbm4n6wd",
    "productSku": "MACBOOK-PRO-16",
    "operation": "created",
    "variantResults": [{"variantSku": "MACBOOK-PRO-16-M3-BASE", "operation": "create"}]
}))]
pub(crate) struct ProductSavedBody {
    success: bool,
    message: &'static str,
    product_id: ProductId,
    product_sku: String,
    operation: Operation,
    /// One for each variant that was sent, in their order.
    variant_results: Vec<VariantResultBody>,
}

/// What became of a variant.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
struct VariantResultBody {
    variant_sku: String,
    operation: VariantOperation,
}

/// A product that was discontinued.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct ProductDeletedBody {
    success: bool,
    message: &'static str,
    product_id: ProductId,
    product_sku: String,
}

/// A variant that was activated or deactivated.
#[derive(Debug, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub(crate) struct VariantChangedBody {
    success: bool,
    message: &'static str,
    variant_id: VariantId,
    variant: VariantBody,
}

impl ProductBody {
    pub(crate) fn new(product: Product, tenant: &Tenant) -> Self {
        Self {
            product_id: product.id,
            tenant_id: tenant.id,
            product_sku: product.product_sku,
            name: product.name,
            specification: product.specification,
            category: product.category,
            brand: product.brand,
            description: product.description,
            images: product.images,
            status: product.status,
            sync: SyncBody { source: "manual" },
            variant_count: product.variants.len(),
            variants: product
                .variants
                .into_iter()
                .map(|variant| VariantBody::new(variant, tenant))
                .collect(),
            created_at: product.created_at,
            updated_at: product.updated_at,
        }
    }
}

impl VariantBody {
    fn new(variant: Variant, tenant: &Tenant) -> Self {
        let amount = |minor| Amount::new(minor, tenant.currency);
        Self {
            variant_id: variant.id,
            tenant_id: tenant.id,
            product_id: variant.product_id,
            product_sku: variant.product_sku,
            sku: variant.sku.clone(),
            variant_sku: variant.sku,
            variant_name: variant.name,
            grade: variant.grade,
            condition: variant.condition,
            color_name: variant.color_name,
            images: variant.images,
            list_price: variant.list_price.map(amount),
            acquisition_cost: variant.acquisition_cost.map(amount),
            pricing: PricingTierBody::all(&variant.pricing, tenant.currency),
            status: variant.status,
            created_at: variant.created_at,
            updated_at: variant.updated_at,
        }
    }
}

impl PricingTierBody {
    /// All prices of a variant.
    pub(crate) fn all(pricing: &Pricing, currency: Currency) -> Vec<Self> {
        let tiers = pricing.tiers().iter();
        tiers.map(|tier| Self::new(tier, currency)).collect()
    }

    fn new(tier: &PricingTier, currency: Currency) -> Self {
        let description = tier.discount_description.clone();
        Self {
            contract_length: tier.price.contract_length,
            monthly_price: Amount::new(tier.price.monthly_price, currency),
            setup_fee: tier
                .price
                .setup_fee
                .map(|minor| Amount::new(minor, currency)),
            discount: tier
                .price
                .discount
                .and_then(|discount| PriceDiscountBody::new(discount, description, currency)),
            source: tier.source,
            calculated_at: tier.calculated_at.clone(),
            preset_used: tier.preset_used.clone(),
        }
    }
}

impl PriceDiscountBody {
    fn new(discount: Discount, description: Option<String>, currency: Currency) -> Option<Self> {
        let (kind, number) = match discount {
            Discount::Percentage { hundredths } => {
                let percent = format!("{}.{:02}", hundredths / 100, hundredths % 100);
                (DiscountType::Percentage, percent)
            }
            Discount::Fixed(off) => (DiscountType::Fixed, Amount::new(off, currency).to_string()),
        };
        // `12.50` and `5.00` read `12.5` and `5`.
        let number = if number.contains('.') {
            number.trim_end_matches('0').trim_end_matches('.')
        } else {
            &number
        };
        Some(Self {
            kind,
            value: RawValue::from_string(number.to_owned()).ok()?,
            description,
        })
    }
}

impl ProductListBody {
    pub(crate) fn new(page: Page<Product>, limit: Limit, tenant: &Tenant) -> Self {
        let info = PageInfo::of(&page, limit);
        let products = page.items.into_iter();
        Self {
            products: products
                .map(|product| ProductBody::new(product, tenant))
                .collect(),
            page: info,
        }
    }
}

impl VariantListBody {
    pub(crate) fn new(page: Page<Variant>, limit: Limit, tenant: &Tenant) -> Self {
        let info = PageInfo::of(&page, limit);
        let variants = page.items.into_iter();
        Self {
            variants: variants
                .map(|variant| VariantBody::new(variant, tenant))
                .collect(),
            page: info,
        }
    }
}

impl ProductSavedBody {
    pub(crate) fn new(saved: Saved) -> Self {
        Self {
            success: true,
            message: match saved.operation {
                Operation::Created => "Product created",
                Operation::Updated => "Product updated",
            },
            product_id: saved.product.id,
            product_sku: saved.product.product_sku,
            operation: saved.operation,
            variant_results: saved
                .variants
                .into_iter()
                .map(|(variant_sku, operation)| VariantResultBody {
                    variant_sku,
                    operation,
                })
                .collect(),
        }
    }
}

impl ProductDeletedBody {
    pub(crate) fn new(product: Product) -> Self {
        Self {
            success: true,
            message: "Product discontinued",
            product_id: product.id,
            product_sku: product.product_sku,
        }
    }

    pub(crate) fn removed(product: Product) -> Self {
        Self {
            message: "Product deleted",
            ..Self::new(product)
        }
    }
}

impl VariantChangedBody {
    pub(crate) fn new(variant: Variant, tenant: &Tenant) -> Self {
        Self {
            success: true,
            message: match variant.status {
                VariantStatus::Active => "Variant activated",
                VariantStatus::Inactive => "Variant deactivated",
            },
            variant_id: variant.id,
            variant: VariantBody::new(variant, tenant),
        }
    }
}
