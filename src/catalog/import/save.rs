//! Making and changing many products in one transaction.
use std::collections::HashMap;

use super::{
    Outcome,
    file::{ProductRows, refused},
};
use crate::{
    catalog::{
        history,
        model::{Product, Variant},
        save::{VariantOperation, differences, put, recosted},
        store,
    },
    change::Change,
    error::{Error, Result},
    kernel::id::ProductId,
    timeline,
};

/// A product as it is stored, or empty where it is new, and as it shall be.
struct Saving {
    before: Product,
    after: Product,
    is_new: bool,
}

/// Makes or changes products, each by its SKU. Statements are as many for all of them as for one.
///
/// Who else makes one of them meanwhile makes all of it run again.
pub(super) async fn save(change: &mut Change, products: &[ProductRows]) -> Result<Outcome> {
    let (tenant, now) = (change.tenant().id, change.now());
    let skus = products.iter().map(|rows| rows.new.product_sku.clone());
    let skus: Vec<String> = skus.collect();
    let ids = store::products::lock_by_skus(change.conn(), tenant, &skus).await?;
    let found = store::product::read(change.conn(), tenant, &ids).await?;
    let mut found: HashMap<String, Product> = found
        .into_iter()
        .map(|product| (product.product_sku.clone(), product))
        .collect();
    let drafts = products.iter().flat_map(|rows| &rows.new.variants);
    let skus: Vec<String> = drafts.map(|draft| draft.sku.clone()).collect();
    let owners = store::variant::owners(change.conn(), tenant, &skus).await?;

    let (mut outcome, mut saving) = (Outcome::default(), Vec::new());
    for rows in products {
        let stored = found.remove(&rows.new.product_sku);
        let is_new = stored.is_none();
        let before = stored.unwrap_or_else(|| rows.new.product(ProductId::generate(now), now));
        let after = before.clone();
        let mut one = Saving {
            before,
            after,
            is_new,
        };
        if fill(change, &mut one, rows, &owners, &mut outcome) {
            saving.push(one);
        }
    }
    write(change, &saving).await?;
    Ok(outcome)
}

/// Puts what the rows say into a product; whether any of them held.
fn fill(
    change: &Change,
    saving: &mut Saving,
    rows: &ProductRows,
    owners: &HashMap<String, ProductId>,
    outcome: &mut Outcome,
) -> bool {
    let now = change.now();
    let mut operations = Vec::new();
    for (draft, row) in rows.new.variants.iter().zip(&rows.rows) {
        let owner = owners.get(&draft.sku);
        let is_taken = owner.is_some_and(|owner| *owner != saving.before.id);
        match put(&mut saving.after, draft, is_taken, now) {
            Ok(operation) => operations.push(operation),
            Err(faults) => outcome.errors.push(refused(*row, &draft.sku, faults)),
        }
    }
    if operations.is_empty() {
        return false;
    }
    for operation in operations {
        match operation {
            VariantOperation::Create => outcome.variants_created += 1,
            VariantOperation::Update => outcome.variants_updated += 1,
        }
    }
    if saving.is_new {
        outcome.products_created += 1;
        return true;
    }
    outcome.products_updated += 1;
    rows.new.patch().apply_to(&mut saving.after);
    if saving.after != saving.before {
        saving.after.version += 1;
        saving.after.updated_at = now;
    }
    true
}

/// Writes what is new and what changed, with its timeline.
async fn write(change: &mut Change, saving: &[Saving]) -> Result<()> {
    let (tenant, now, currency) = (change.tenant().id, change.now(), change.tenant().currency);
    let (new, known): (Vec<&Saving>, Vec<&Saving>) = saving.iter().partition(|one| one.is_new);
    let known: Vec<&Saving> = known
        .into_iter()
        .filter(|one| one.after != one.before)
        .collect();
    let created: Vec<&Product> = new.iter().map(|one| &one.after).collect();
    let updated: Vec<&Product> = known.iter().map(|one| &one.after).collect();
    if store::products::insert(change.conn(), tenant, &created).await? < created.len() {
        return Err(meanwhile("a product"));
    }
    store::products::update(change.conn(), tenant, &updated).await?;
    let (mut changed, mut repriced): (Vec<&Variant>, Vec<&Variant>) = (Vec::new(), Vec::new());
    let mut costs = Vec::new();
    for one in new.iter().chain(&known) {
        costs.extend(recosted(&one.before, &one.after));
        let (of_changed, of_repriced) = differences(&one.before, &one.after);
        changed.extend(of_changed);
        repriced.extend(of_repriced);
    }
    if !changed.is_empty() {
        let written = store::variant::save(change.conn(), tenant, &changed, now).await?;
        if written.len() < changed.len() {
            return Err(meanwhile("a variant"));
        }
        if !costs.is_empty() {
            store::variant::copy_costs(change.conn(), tenant, &costs, now).await?;
        }
        store::tier::replace(change.conn(), tenant, &repriced).await?;
    }
    for product in created {
        timeline::record(change, history::created(product));
    }
    for one in known {
        let entry = history::updated(&one.before, &one.after, currency);
        timeline::record(change, entry);
    }
    Ok(())
}

fn meanwhile(what: &str) -> Error {
    Error::Contended(format!("{what} was made meanwhile"))
}
