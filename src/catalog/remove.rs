//! Removing a product for good, which nothing was ever made of.
use super::{
    history,
    model::Product,
    store::{self, product::Use},
};
use crate::{
    change::Change,
    error::{Code, Error, Result},
    kernel::id::{ProductId, VariantId},
    timeline,
};

/// Removes a product with its variants, their prices and what it was searched by; its timeline stays.
/// Refused as `PRODUCT_IN_USE` where an order, an asset or a subscription names it: they would lose
/// what they are of.
///
/// Its variants are locked, as a discontinued product's are: who is about to order or to stock one of
/// them waits, and finds no variant of that SKU; who was first is seen here.
pub(super) async fn remove(change: &mut Change, id: ProductId) -> Result<Product> {
    let tenant = change.tenant().id;
    let product = store::product::lock(change.conn(), tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("product", id))?;
    change.expect_version(product.version)?;
    let variants: Vec<VariantId> = product.variants.iter().map(|variant| variant.id).collect();
    store::variant::lock(change.conn(), tenant, &variants).await?;
    let found = store::product::uses(change.conn(), tenant, &variants).await?;
    if !found.is_empty() {
        return Err(in_use(&product, &found));
    }
    store::product::remove(change.conn(), tenant, (id, &variants)).await?;
    timeline::record(change, history::deleted(&product));
    Ok(product)
}

fn in_use(product: &Product, found: &[Use]) -> Error {
    let names: Vec<&str> = found.iter().map(|found| found.words()).collect();
    let message = format!(
        "Product `{}` is named by {}, so it cannot be deleted for good. Discontinue it instead: it \
         cannot be ordered any more, and what it was rented as stays.",
        product.product_sku,
        names.join(" and ")
    );
    Error::refused(Code::ProductInUse, message)
}
