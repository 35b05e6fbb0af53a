//! What bodies look like, for the document. They are read in `body.rs` and `pricing.rs`, which take
//! every spelling of the contract; the document shows the official one and names the others.
#![expect(dead_code, reason = "fields describe bodies, nothing reads them")]
use utoipa::{
    ToSchema,
    openapi::schema::{self as document, Schema, Type},
};

use crate::{
    catalog::{
        model::{ProductStatus, VariantStatus},
        pricing::{DiscountType, PriceSource, TERM_MAX},
    },
    http::json::TEXT_MAX,
};

/// A product in full. It is made, or, where the SKU is there already, becomes this; variants are
/// matched by SKU, and those that are not mentioned stay as they are.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "productSku": "MACBOOK-PRO-16",
    "name": "MacBook Pro 16\"",
    "specification": "Apple Silicon laptop",
    "category": "Laptops",
    "brand": "Apple",
    "variants": [{
        "variantSku": "MACBOOK-PRO-16-M3-BASE",
        "variantName": "M3 Pro, 18GB RAM, 512GB SSD",
        "grade": "A",
        "listPrice": 2499.0,
        "acquisitionCost": 1800.0,
        "pricing": [
            {"contractLength": 12, "monthlyPrice": 159.0},
            {"contractLength": 24, "monthlyPrice": 129.0}
        ]
    }]
}))]
pub(crate) struct ProductUpsert {
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    product_sku: String,
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    name: String,
    #[schema(schema_with = specification)]
    specification: String,
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    category: String,
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    brand: String,
    #[schema(max_length = 5000)]
    description: Option<String>,
    #[schema(schema_with = images)]
    images: Option<Vec<String>>,
    /// `active` for a new product.
    #[schema(nullable = false)]
    status: Option<ProductStatus>,
    #[schema(min_items = 1, max_items = 200)]
    variants: Vec<VariantUpsert>,
}

/// A variant in full. One that the product has already may leave out all but its SKU.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
struct VariantUpsert {
    /// Also accepted as `sku`.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    variant_sku: String,
    /// Also accepted as `specification`.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    variant_name: String,
    /// A like new, B light wear, C visible wear, D significant wear, E refurbished.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S")]
    grade: String,
    #[schema(schema_with = pricing)]
    pricing: Vec<PricingTierUpsert>,
    #[schema(max_length = 255)]
    condition: Option<String>,
    /// Also accepted as `color`.
    #[schema(max_length = 255)]
    color_name: Option<String>,
    #[schema(schema_with = images)]
    images: Option<Vec<String>>,
    #[schema(schema_with = amount)]
    list_price: Option<f64>,
    #[schema(schema_with = amount)]
    acquisition_cost: Option<f64>,
}

/// What of a product changes; what is left out stays as it is.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase", example = json!({
    "variants": [{
        "sku": "MACBOOK-PRO-16-M3-BASE",
        "pricing": {"12": 149.0, "24": 119.0, "36": 99.0}
    }]
}))]
pub(crate) struct ProductChange {
    /// The one it has: it names the product and cannot change.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    product_sku: Option<String>,
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    name: Option<String>,
    #[schema(schema_with = specification)]
    specification: Option<String>,
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    category: Option<String>,
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    brand: Option<String>,
    #[schema(max_length = 5000)]
    description: Option<String>,
    #[schema(schema_with = images)]
    images: Option<Vec<String>>,
    /// `discontinued` deactivates all variants; `active` activates none.
    #[schema(nullable = false)]
    status: Option<ProductStatus>,
    #[schema(min_items = 1, max_items = 200, nullable = false)]
    variants: Option<Vec<VariantChange>>,
}

/// What of a variant changes. A SKU that the product does not have adds a variant, which needs
/// `variantName`, `grade` and `pricing`.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
struct VariantChange {
    /// Or `sku`: one of the two is needed.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    variant_sku: Option<String>,
    /// The same as `variantSku`.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    sku: Option<String>,
    /// Also accepted as `specification`.
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    variant_name: Option<String>,
    #[schema(min_length = 1, max_length = 255, pattern = r"\S", nullable = false)]
    grade: Option<String>,
    /// All prices of the variant: they replace those it had.
    #[schema(schema_with = pricing)]
    pricing: Option<Vec<PricingTierUpsert>>,
    #[schema(max_length = 255)]
    condition: Option<String>,
    /// Also accepted as `color`.
    #[schema(max_length = 255)]
    color_name: Option<String>,
    #[schema(schema_with = images)]
    images: Option<Vec<String>>,
    #[schema(schema_with = amount)]
    list_price: Option<f64>,
    #[schema(schema_with = amount)]
    acquisition_cost: Option<f64>,
}

/// The price of a term.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(crate) struct PricingTierUpsert {
    /// Months.
    #[schema(minimum = 1, maximum = 120)]
    contract_length: u32,
    /// Before discount; no more decimals than the currency has.
    #[schema(minimum = 0)]
    monthly_price: f64,
    /// Once, with the first payment.
    #[schema(schema_with = amount)]
    setup_fee: Option<f64>,
    #[schema(inline)]
    discount: Option<PriceDiscountUpsert>,
    source: Option<PriceSource>,
    /// Kept as sent.
    calculated_at: Option<serde_json::Value>,
    #[schema(max_length = 255)]
    preset_used: Option<String>,
}

/// What is taken off the monthly price.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
struct PriceDiscountUpsert {
    #[schema(rename = "type")]
    kind: DiscountType,
    /// Percent up to 100, or an amount.
    #[schema(minimum = 0)]
    value: f64,
    #[schema(max_length = 5000)]
    description: Option<String>,
}

/// Whether a variant can be ordered.
#[derive(ToSchema)]
#[schema(example = json!({"status": "inactive"}))]
pub(crate) struct VariantStatusUpdate {
    status: VariantStatus,
}

fn specification() -> Schema {
    let text = document::ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(1))
        .max_length(Some(TEXT_MAX))
        .pattern(Some(r"\S"));
    let object = document::ObjectBuilder::new()
        .schema_type(Type::Object)
        .min_properties(Some(1));
    document::OneOfBuilder::new()
        .description(Some("Text, or an object, which is kept as its JSON text."))
        .item(text)
        .item(object)
        .into()
}

fn pricing() -> Schema {
    let tiers = document::ArrayBuilder::new()
        .items(<PricingTierUpsert as utoipa::PartialSchema>::schema())
        .min_items(Some(1))
        .max_items(Some(TERM_MAX as usize));
    let term = document::ObjectBuilder::new()
        .schema_type(Type::String)
        .pattern(Some(r"^([1-9]|[1-9]\d|1[01]\d|120)$"));
    let price = document::ObjectBuilder::new()
        .schema_type(Type::Number)
        .minimum(Some(0));
    let map = document::ObjectBuilder::new()
        .schema_type(Type::Object)
        .property_names(Some(term))
        .additional_properties(Some(Schema::from(price)))
        .min_properties(Some(1));
    document::OneOfBuilder::new()
        .description(Some(
            "One price for each term: a list of tiers, or a map from term to monthly price such as \
             `{\"12\": 149.0}`.",
        ))
        .item(tiers)
        .item(map)
        .into()
}

fn null() -> Schema {
    document::ObjectBuilder::new()
        .schema_type(Type::Null)
        .into()
}

/// An optional amount in the tenant's currency.
fn amount() -> Schema {
    document::OneOfBuilder::new()
        .description(Some("No more decimals than the currency has."))
        .item(
            document::ObjectBuilder::new()
                .schema_type(Type::Number)
                .minimum(Some(0)),
        )
        .item(null())
        .into()
}

/// URLs of pictures.
fn images() -> Schema {
    let url = document::ObjectBuilder::new()
        .schema_type(Type::String)
        .max_length(Some(2_048))
        .pattern(Some("^https?://"));
    document::ArrayBuilder::new()
        .description(Some("URLs of pictures, http or https."))
        .items(url)
        .max_items(Some(20))
        .into()
}

/// A file in a form.
#[derive(ToSchema)]
#[schema(rename_all = "camelCase")]
pub(in crate::catalog) struct ProductsFile {
    /// The CSV file.
    #[schema(value_type = String, format = Binary)]
    csv_file: Vec<u8>,
}
