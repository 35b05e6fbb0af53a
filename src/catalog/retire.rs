//! Taking a product or a variant off the market, and putting a variant back.
use super::{
    history,
    model::{Product, ProductStatus, Variant, VariantStatus},
    store,
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::id::{ProductId, VariantId},
    timeline,
};

/// Discontinues a product and deactivates all its variants. Running contracts go on; one that is
/// discontinued already stays as it is.
pub(super) async fn discontinue(change: &mut Change, id: ProductId) -> Result<Product> {
    let (tenant, now) = (change.tenant().id, change.now());
    let before = store::product::lock(change.conn(), tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("product", id))?;
    change.expect_version(before.version)?;
    let mut product = before.clone();
    product.status = ProductStatus::Discontinued;
    for variant in &mut product.variants {
        variant.status = VariantStatus::Inactive;
    }
    if product == before {
        return Ok(product);
    }
    refuse_open_orders(change, &before).await?;
    product.version += 1;
    product.updated_at = now;
    store::product::update(change.conn(), tenant, &product).await?;
    let variants: Vec<&Variant> = product.variants.iter().collect();
    store::variant::save(change.conn(), tenant, &variants, now).await?;
    timeline::record(change, history::discontinued(&before, &product));
    Ok(product)
}

/// Refuses while an open order has an item of the product: `PRODUCT_HAS_ACTIVE_ORDERS`.
pub(super) async fn refuse_open_orders(change: &mut Change, product: &Product) -> Result<()> {
    let variants: Vec<VariantId> = product.variants.iter().map(|variant| variant.id).collect();
    if is_ordered(change, &variants).await? {
        return Err(Error::refused(
            Code::ProductHasActiveOrders,
            format!(
                "Product `{}` is in open orders. Fulfil or cancel them first; the orders' \
                 filter `sku` finds them by the SKU of a variant.",
                product.product_sku
            ),
        ));
    }
    Ok(())
}

/// Makes a variant orderable, or not; one of a discontinued product stays inactive. Gives the variant and its product's version.
pub(super) async fn set_variant_status(
    change: &mut Change,
    id: VariantId,
    status: VariantStatus,
) -> Result<(Variant, i64)> {
    let (tenant, now) = (change.tenant().id, change.now());
    let unknown = || Error::not_found("variant", id);
    let product_id = store::variant::product_of(change.conn(), tenant, id)
        .await?
        .ok_or_else(unknown)?;
    // Variants change under the lock of their product.
    let mut product = store::product::lock(change.conn(), tenant, product_id)
        .await?
        .ok_or_else(unknown)?;
    change.expect_version(product.version)?;
    if status == VariantStatus::Active {
        refuse_discontinued(&product)?;
    }
    let mut variant = product
        .variants
        .iter()
        .find(|variant| variant.id == id)
        .cloned()
        .ok_or_else(unknown)?;
    if variant.status == status {
        return Ok((variant, product.version));
    }
    if status == VariantStatus::Inactive && is_ordered(change, &[id]).await? {
        return Err(Error::refused(
            Code::VariantInUse,
            format!(
                "Variant `{0}` is in open orders. Fulfil or cancel them first; the orders' \
                 filter `sku` finds them.",
                variant.sku
            ),
        ));
    }
    let before = variant.status;
    variant.status = status;
    variant.updated_at = now;
    product.version += 1;
    product.updated_at = now;
    store::product::update(change.conn(), tenant, &product).await?;
    store::variant::save(change.conn(), tenant, &[&variant], now).await?;
    timeline::record(change, history::variant_status(&variant, before));
    Ok((variant, product.version))
}

/// A variant of a discontinued product cannot be ordered, so it cannot be activated either.
fn refuse_discontinued(product: &Product) -> Result<()> {
    match product.status {
        ProductStatus::Active => Ok(()),
        ProductStatus::Discontinued => {
            let message = format!(
                "Product `{}` is discontinued. Set it active first: PUT /v1/products/{} with \
                 {{\"status\":\"active\"}}.",
                product.product_sku, product.id
            );
            Err(Error::fault(Fault::shape("status", "custom", message)))
        }
    }
}

/// Whether an open order has an item of one of the variants. Locks them first, so that an order
/// that is being placed is either seen here or sees the variant inactive.
async fn is_ordered(change: &mut Change, variants: &[VariantId]) -> Result<bool> {
    let tenant = change.tenant().id;
    store::variant::lock(change.conn(), tenant, variants).await?;
    store::variant::in_open_orders(change.conn(), tenant, variants).await
}
