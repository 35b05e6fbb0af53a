//! Operations on products and variants.
use axum::extract::State;

use super::{
    draft::{NewProduct, ProductPatch},
    filter::{ProductFilter, ProductSort, VariantFilter, VariantSort},
    import, list, remove, retire, save, store,
    wire::{
        ImportedBody, ProductBody, ProductDeletedBody, ProductListBody, ProductSavedBody,
        VariantChangedBody, VariantListBody, VariantStatusChange, schema,
    },
};
use crate::{
    app::App,
    auth::Tenant,
    change::{Upload, Write},
    db,
    error::{Error, Result},
    http::{answer::Answer, json::NoBody, path::Path, query::Query},
    kernel::id::{ProductId, VariantId},
    openapi::ErrorBody,
    timeline::{self, EntityType, TimelineListBody},
};

/// Products, newest first, with their variants.
#[utoipa::path(
    get,
    path = "/v1/products",
    operation_id = "listProducts",
    tag = "Products",
    security(("apiKey" = ["catalog:read"])),
    params(
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 100, description = "Most products on a page; 50 unless told."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or the id of a product."),
        ("search" = Option<String>, Query, description = "Part of the name, the SKU (of the product or of a variant), the brand or the category, whatever the case."),
        ("status" = Option<super::model::ProductStatus>, Query, description = "Only products in this status."),
        ("category" = Option<String>, Query, description = "Only this category, to the letter."),
        ("brand" = Option<String>, Query, description = "Only this brand, to the letter."),
        ("sortBy" = inline(Option<ProductSort>), Query, description = "`createdAt` unless told."),
        ("sortDir" = inline(Option<crate::kernel::page::SortDir>), Query, description = "`desc` unless told."),
    ),
    responses((status = 200, description = "A page of products.", body = ProductListBody)),
)]
pub(crate) async fn list(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let listing = query.listing(ProductSort::CreatedAt);
    let filter = ProductFilter {
        search: query.search("search"),
        status: query.word("status"),
        category: query.text("category"),
        brand: query.text("brand"),
    };
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let page = list::products(&mut tx, tenant.id, &filter, &listing).await?;
    tx.commit().await?;
    Answer::ok(&ProductListBody::new(page, listing.limit, &tenant))
}

/// Makes a product, or changes the one with that SKU. Prices of a variant that are sent replace all
/// it had; a change of prices affects new orders only. Answers 201 either way.
#[utoipa::path(
    post,
    path = "/v1/products",
    operation_id = "upsertProduct",
    tag = "Products",
    security(("apiKey" = ["catalog:write"])),
    request_body = schema::ProductUpsert,
    responses(
        (status = 201, description = "Made or changed; `operation` tells which.", body = ProductSavedBody),
        (status = 400, description = "VALIDATION_ERROR, INVALID_PRICING, DUPLICATE_SKU", body = ErrorBody),
        (status = 409, description = "PRODUCT_HAS_ACTIVE_ORDERS: it cannot be discontinued yet.", body = ErrorBody),
    ),
)]
pub(crate) async fn upsert(write: Write<NewProduct>) -> Result<Answer> {
    let effect = write.run(move |change, new| {
        Box::pin(async move {
            let saved = save::upsert(change, new).await?;
            let version = saved.product.version;
            Ok(Answer::created(&ProductSavedBody::new(saved))?.of_version(version))
        })
    });
    effect.await
}

/// Takes in products from a CSV file: `text/csv`, or the part `csvFile` of `multipart/form-data`; at
/// most 10 MB and 10,000 rows. UTF-8, separated by comma, semicolon or tab.
///
/// Columns, by name in any order: Product Name, Product SKU, Category, Brand, Specification, Grade (A
/// unless told), Color, Variant SKU, List Price, Acquisition Cost, and prices such as `6mo_Price` or
/// `12mo_Price`. All but Grade, Color and prices are required; others are ignored. Each row is a variant,
/// whose name is its Specification; the rows of one Product SKU are one product, and the first of them
/// says what the product is. Each becomes what POST /v1/products makes of it; an empty cell leaves
/// alone what a variant has.
///
/// A row that does not hold is skipped and reported with its number, the header being row 1; the
/// others are taken in, some hundred a transaction. With an `Idempotency-Key` a repeat goes on where
/// the first request broke off and gets the same answer.
#[utoipa::path(
    post,
    path = "/v1/products/csv",
    operation_id = "importProducts",
    tag = "Products",
    security(("apiKey" = ["catalog:write"])),
    request_body(content(
        (schema::ProductsFile = "multipart/form-data"),
        (String = "text/csv"),
    )),
    responses(
        (status = 201, description = "Taken in; `errors` has the rows that were skipped.", body = ImportedBody),
        (status = 400, description = "VALIDATION_ERROR: the file cannot be read or lacks a column; nothing was taken in.", body = ErrorBody),
    ),
)]
pub(crate) async fn import(upload: Upload) -> Result<Answer> {
    upload.run(import::import).await
}

/// A product with its variants.
#[utoipa::path(
    get,
    path = "/v1/products/{productId}",
    operation_id = "getProduct",
    tag = "Products",
    security(("apiKey" = ["catalog:read"])),
    params(("productId" = String, Path, description = "Id of the product.")),
    responses(
        (status = 200, description = "The product.", body = ProductBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
    ),
)]
pub(crate) async fn get(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<ProductId>,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let product = list::product(&mut tx, tenant.id, id)
        .await?
        .ok_or_else(|| Error::not_found("product", id))?;
    let version = product.version;
    tx.commit().await?;
    Ok(Answer::ok(&ProductBody::new(product, &tenant))?.of_version(version))
}

/// Changes what is sent of a product and its variants. `pricing` of a variant is the whole list: it
/// replaces all prices the variant had, for new orders only. `discontinued` deactivates all variants;
/// `active` activates none of them.
#[utoipa::path(
    put,
    path = "/v1/products/{productId}",
    operation_id = "updateProduct",
    tag = "Products",
    security(("apiKey" = ["catalog:write"])),
    params(("productId" = String, Path, description = "Id of the product.")),
    request_body = Option<schema::ProductChange>,
    responses(
        (status = 200, description = "The product is as asked.", body = ProductSavedBody),
        (status = 400, description = "VALIDATION_ERROR, INVALID_PRICING, DUPLICATE_SKU", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 409, description = "PRODUCT_HAS_ACTIVE_ORDERS: it cannot be discontinued yet.", body = ErrorBody),
    ),
)]
pub(crate) async fn update(
    Path(id): Path<ProductId>,
    write: Write<ProductPatch>,
) -> Result<Answer> {
    let effect = write.run(move |change, patch| {
        Box::pin(async move {
            let saved = save::update(change, id, patch).await?;
            let version = saved.product.version;
            Ok(Answer::ok(&ProductSavedBody::new(saved))?.of_version(version))
        })
    });
    effect.await
}

/// Takes a product off the market: it becomes `discontinued` and all its variants inactive. Running
/// subscriptions go on. Reactivate it with PUT, then its variants one by one.
///
/// With `permanent=true` it is removed for good, with its variants and prices, and its SKUs are free
/// again. Only a product that no order, asset or subscription was ever made of can be removed.
#[utoipa::path(
    delete,
    path = "/v1/products/{productId}",
    operation_id = "deleteProduct",
    tag = "Products",
    security(("apiKey" = ["catalog:write"])),
    params(
        ("productId" = String, Path, description = "Id of the product."),
        ("permanent" = Option<bool>, Query, description = "`true`: removed for good; `false` by default."),
    ),
    responses(
        (status = 200, description = "Discontinued, or deleted where `permanent`.", body = ProductDeletedBody),
        (status = 400, description = "VALIDATION_ERROR", body = ErrorBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 409, description = "PRODUCT_HAS_ACTIVE_ORDERS; PRODUCT_IN_USE where `permanent`.", body = ErrorBody),
    ),
)]
pub(crate) async fn delete(
    Path(id): Path<ProductId>,
    mut query: Query,
    write: Write<NoBody>,
) -> Result<Answer> {
    let is_permanent = query.boolean("permanent").unwrap_or(false);
    query.finish()?;
    let effect = write.run(move |change, _| {
        Box::pin(async move {
            if is_permanent {
                let product = remove::remove(change, id).await?;
                return Answer::ok(&ProductDeletedBody::removed(product));
            }
            let product = retire::discontinue(change, id).await?;
            let version = product.version;
            Ok(Answer::ok(&ProductDeletedBody::new(product))?.of_version(version))
        })
    });
    effect.await
}

/// Variants of all products, newest first.
#[utoipa::path(
    get,
    path = "/v1/products/variants",
    operation_id = "listVariants",
    tag = "Products",
    security(("apiKey" = ["catalog:read"])),
    params(
        ("limit" = Option<u16>, Query, minimum = 1, maximum = 5000, description = "Most variants on a page; 5000 unless told."),
        ("startAfter" = Option<String>, Query, description = "`nextCursor` of the previous page, or the id of a variant."),
        ("status" = Option<super::model::VariantStatus>, Query, description = "Only variants in this status."),
        ("productSku" = Option<String>, Query, description = "Only variants of this product."),
        ("grade" = Option<String>, Query, description = "Only this grade."),
        ("sku" = Option<String>, Query, description = "Part of the SKU, whatever the case."),
        ("category" = Option<String>, Query, description = "Only variants of products of this category."),
        ("brand" = Option<String>, Query, description = "Only variants of products of this brand."),
        ("sortBy" = inline(Option<VariantSort>), Query, description = "`createdAt` unless told; `sku` is `variantSku`."),
        ("sortDir" = inline(Option<crate::kernel::page::SortDir>), Query, description = "`desc` unless told."),
    ),
    responses((status = 200, description = "A page of variants.", body = VariantListBody)),
)]
pub(crate) async fn list_variants(
    State(app): State<App>,
    tenant: Tenant,
    mut query: Query,
) -> Result<Answer> {
    let listing = list::variant_listing(&mut query);
    let filter = VariantFilter {
        status: query.word("status"),
        product_sku: query.text("productSku"),
        grade: query.text("grade"),
        sku: query.text("sku"),
        category: query.text("category"),
        brand: query.text("brand"),
    };
    query.finish()?;
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let page = list::variants(&mut tx, tenant.id, &filter, &listing).await?;
    tx.commit().await?;
    Answer::ok(&VariantListBody::new(page, listing.limit, &tenant))
}

/// Makes a variant orderable, or not; one of a discontinued product stays inactive. The `ETag` is that
/// of its product.
#[utoipa::path(
    patch,
    path = "/v1/products/variants/{variantId}/status",
    operation_id = "setVariantStatus",
    tag = "Products",
    security(("apiKey" = ["catalog:write"])),
    params(("variantId" = String, Path, description = "Id of the variant.")),
    request_body = schema::VariantStatusUpdate,
    responses(
        (status = 200, description = "The variant has that status.", body = VariantChangedBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody),
        (status = 409, description = "VARIANT_IN_USE", body = ErrorBody),
    ),
)]
pub(crate) async fn set_variant_status(
    Path(id): Path<VariantId>,
    write: Write<VariantStatusChange>,
) -> Result<Answer> {
    let effect = write.run(move |change, body| {
        Box::pin(async move {
            let (variant, version) = retire::set_variant_status(change, id, body.status).await?;
            let body = VariantChangedBody::new(variant, change.tenant());
            Ok(Answer::ok(&body)?.of_version(version))
        })
    });
    effect.await
}

/// What happened to a product, newest first.
#[utoipa::path(
    get,
    path = "/v1/products/{productId}/timeline",
    operation_id = "listProductTimeline",
    tag = "Products",
    security(("apiKey" = ["catalog:read"])),
    params(
        ("productId" = String, Path, description = "Id of the product."),
        timeline::Asked
    ),
    responses(
        (status = 200, description = "A page of the timeline.", body = TimelineListBody),
        (status = 404, description = "NOT_FOUND", body = ErrorBody)
    )
)]
pub(crate) async fn list_timeline(
    State(app): State<App>,
    tenant: Tenant,
    Path(id): Path<ProductId>,
    asked: timeline::Asked,
) -> Result<Answer> {
    let mut tx = db::read(app.pool(), tenant.id).await?;
    let found = store::product::read(&mut tx, tenant.id, &[id]).await?;
    if found.is_empty() {
        return Err(Error::not_found("product", id));
    }
    let page = asked.page_of(&mut tx, tenant.id, (EntityType::Product, id));
    let page = page.await?;
    tx.commit().await?;
    Answer::ok(&page)
}
