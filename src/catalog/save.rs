//! Making a product and changing one; what POST and PUT share.
use std::collections::HashSet;

use chrono::{DateTime, Utc};

use super::{
    draft::{NewProduct, ProductPatch, VariantDraft},
    history,
    model::{Product, ProductStatus, Variant, VariantStatus},
    retire, store,
};
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::{
        id::{ProductId, VariantId},
        word::words,
    },
    timeline,
};

words! {
    /// What became of a product.
    pub(crate) enum Operation {
        Created = "created",
        Updated = "updated",
    }
}

words! {
    /// What became of a variant.
    pub(crate) enum VariantOperation {
        Create = "create",
        Update = "update",
    }
}

/// A product after it was saved.
#[derive(Debug)]
pub(super) struct Saved {
    pub(super) product: Product,
    pub(super) operation: Operation,
    /// What became of each variant that was sent, by SKU, in their order.
    pub(super) variants: Vec<(String, VariantOperation)>,
}

/// Makes the product with that SKU, or changes it. Variants that are not mentioned stay as they are.
pub(super) async fn upsert(change: &mut Change, new: &NewProduct) -> Result<Saved> {
    let (tenant, now) = (change.tenant().id, change.now());
    let before = new.product(ProductId::generate(now), now);
    loop {
        let found = store::product::lock_by_sku(change.conn(), tenant, &new.product_sku).await?;
        if let Some(id) = found {
            return update(change, id, &new.patch()).await;
        }
        if store::product::insert(change.conn(), tenant, &before).await? {
            break;
        }
        // Somebody else made it meanwhile, the insert waited for their commit; or removed it since.
    }
    let mut product = before.clone();
    let variants = merge(change, &mut product, &new.variants).await?;
    write_variants(change, &before, &product, &new.variants).await?;
    timeline::record(change, history::created(&product));
    Ok(Saved {
        product,
        operation: Operation::Created,
        variants,
    })
}

/// Changes a product. What does not change anything is accepted and leaves no trace.
pub(super) async fn update(
    change: &mut Change,
    id: ProductId,
    patch: &ProductPatch,
) -> Result<Saved> {
    let (tenant, now) = (change.tenant().id, change.now());
    let before = store::product::lock(change.conn(), tenant, id)
        .await?
        .ok_or_else(|| Error::not_found("product", id))?;
    change.expect_version(before.version)?;
    same_sku(&before, patch)?;
    let mut product = before.clone();
    patch.apply_to(&mut product);
    let variants = merge(change, &mut product, &patch.variants).await?;
    if product.status == ProductStatus::Discontinued && before.status == ProductStatus::Active {
        retire::refuse_open_orders(change, &before).await?;
        for variant in &mut product.variants {
            variant.status = VariantStatus::Inactive;
        }
    }
    if product != before {
        product.version += 1;
        product.updated_at = now;
        store::product::update(change.conn(), tenant, &product).await?;
        write_variants(change, &before, &product, &patch.variants).await?;
        let currency = change.tenant().currency;
        timeline::record(change, history::updated(&before, &product, currency));
    }
    Ok(Saved {
        product,
        operation: Operation::Updated,
        variants,
    })
}

fn same_sku(product: &Product, patch: &ProductPatch) -> Result<()> {
    match &patch.product_sku {
        Some(sku) if *sku != product.product_sku => Err(Error::fault(Fault::shape(
            "productSku",
            "custom",
            format!(
                "Names the product and cannot change: send `{}` or leave it out.",
                product.product_sku
            ),
        ))),
        Some(_) | None => Ok(()),
    }
}

/// Puts the drafts into the product: all faults at once.
async fn merge(
    change: &mut Change,
    product: &mut Product,
    drafts: &[VariantDraft],
) -> Result<Vec<(String, VariantOperation)>> {
    let (tenant, now) = (change.tenant().id, change.now());
    let skus: Vec<String> = drafts.iter().map(|draft| draft.sku.clone()).collect();
    let taken = store::variant::taken_elsewhere(change.conn(), tenant, product.id, &skus).await?;
    let (mut results, mut faults) = (Vec::new(), Vec::new());
    for draft in drafts {
        match put(product, draft, taken.contains(&draft.sku), now) {
            Ok(operation) => results.push((draft.sku.clone(), operation)),
            Err(wrong) => faults.extend(wrong),
        }
    }
    if faults.is_empty() {
        Ok(results)
    } else {
        Err(Error::Invalid(faults))
    }
}

/// Puts a draft into the product, whose SKU may be another product's.
pub(super) fn put(
    product: &mut Product,
    draft: &VariantDraft,
    is_taken: bool,
    now: DateTime<Utc>,
) -> Result<VariantOperation, Vec<Fault>> {
    if is_taken {
        return Err(vec![duplicate(draft)]);
    }
    let mut known = product.variants.iter_mut();
    if let Some(variant) = known.find(|variant| variant.sku == draft.sku) {
        draft.apply_to(variant);
        return Ok(VariantOperation::Update);
    }
    let variant = draft.variant_of(product, now)?;
    product.variants.push(variant);
    Ok(VariantOperation::Create)
}

/// The variants in which `after` differs from `before`, and those of them with other prices.
pub(super) fn differences<'p>(
    before: &Product,
    after: &'p Product,
) -> (Vec<&'p Variant>, Vec<&'p Variant>) {
    let changed: Vec<&Variant> = after
        .variants
        .iter()
        .filter(|variant| !before.variants.contains(variant))
        .collect();
    let repriced = changed
        .iter()
        .copied()
        .filter(|variant| {
            let old = before.variants.iter().find(|old| old.id == variant.id);
            old.is_none_or(|old| old.pricing != variant.pricing)
        })
        .collect();
    (changed, repriced)
}

/// The variants of `after` that cost something else than in `before`; new ones have no assets yet.
pub(super) fn recosted(before: &Product, after: &Product) -> Vec<VariantId> {
    let variants = after.variants.iter().filter(|variant| {
        let old = before.variants.iter().find(|old| old.id == variant.id);
        old.is_some_and(|old| old.acquisition_cost != variant.acquisition_cost)
    });
    variants.map(|variant| variant.id).collect()
}

/// Writes the variants in which `after` differs from `before`.
async fn write_variants(
    change: &mut Change,
    before: &Product,
    after: &Product,
    drafts: &[VariantDraft],
) -> Result<()> {
    let (tenant, now) = (change.tenant().id, change.now());
    let (changed, repriced) = differences(before, after);
    if changed.is_empty() {
        return Ok(());
    }
    let written = store::variant::save(change.conn(), tenant, &changed, now).await?;
    // A SKU that another product took since it was looked up.
    let written: HashSet<&str> = written.iter().map(String::as_str).collect();
    let lost: Vec<Fault> = drafts
        .iter()
        .filter(|draft| changed.iter().any(|variant| variant.sku == draft.sku))
        .filter(|draft| !written.contains(draft.sku.as_str()))
        .map(duplicate)
        .collect();
    if !lost.is_empty() {
        return Err(Error::Invalid(lost));
    }
    let recosted = recosted(before, after);
    if !recosted.is_empty() {
        store::variant::copy_costs(change.conn(), tenant, &recosted, now).await?;
    }
    store::tier::replace(change.conn(), tenant, &repriced).await
}

fn duplicate(draft: &VariantDraft) -> Fault {
    Fault::own(
        draft.sku_path.clone(),
        Code::DuplicateSku,
        format!(
            "`{}` is a variant of another product. Choose another SKU, or change it there.",
            draft.sku
        ),
    )
}
