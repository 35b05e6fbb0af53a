//! What a product's timeline tells.
use super::{
    model::{Product, Variant, VariantStatus},
    wire::PricingTierBody,
};
use crate::{
    kernel::{
        currency::Currency,
        money::{Amount, Minor},
    },
    timeline::{Changes, EntityType, Entry},
};

pub(super) fn created(product: &Product) -> Entry {
    let summary = format!("Product created with {} variant(s)", product.variants.len());
    entry(product, "product.created", summary, Changes::none())
}

pub(super) fn updated(before: &Product, after: &Product, currency: Currency) -> Entry {
    let mut changes = own_changes(before, after);
    for variant in &after.variants {
        let old = before.variants.iter().find(|old| old.id == variant.id);
        changes = match old {
            Some(old) => variant_changes(changes, old, variant, currency),
            None => changes.with(&field(variant, "status"), &None, &Some(variant.status)),
        };
    }
    entry(
        after,
        "product.updated",
        "Product updated".to_owned(),
        changes,
    )
}

pub(super) fn discontinued(before: &Product, after: &Product) -> Entry {
    let mut changes = Changes::none().with("status", &before.status, &after.status);
    for (old, new) in before.variants.iter().zip(&after.variants) {
        changes = changes.with(&field(new, "status"), &old.status, &new.status);
    }
    let summary = "Product discontinued, all its variants deactivated".to_owned();
    entry(after, "product.discontinued", summary, changes)
}

pub(super) fn deleted(product: &Product) -> Entry {
    let skus: Vec<&str> = product.variants.iter().map(|it| &*it.sku).collect();
    let changes = Changes::none()
        .with("productSku", &Some(&*product.product_sku), &None)
        .with("name", &Some(&*product.name), &None)
        .with("variantSkus", &skus, &Vec::new());
    let summary = "Product deleted for good, with its variants and prices".to_owned();
    entry(product, "product.deleted", summary, changes)
}

pub(super) fn variant_status(variant: &Variant, before: VariantStatus) -> Entry {
    let (action, verb) = match variant.status {
        VariantStatus::Active => ("product.variant_activated", "activated"),
        VariantStatus::Inactive => ("product.variant_deactivated", "deactivated"),
    };
    Entry {
        entity_type: EntityType::Product,
        entity_id: variant.product_id.to_string(),
        action,
        summary: format!("Variant {} {verb}", variant.sku),
        changes: Changes::none().with(&field(variant, "status"), &before, &variant.status),
    }
}

fn entry(product: &Product, action: &'static str, summary: String, changes: Changes) -> Entry {
    Entry {
        entity_type: EntityType::Product,
        entity_id: product.id.to_string(),
        action,
        summary,
        changes,
    }
}

fn own_changes(before: &Product, after: &Product) -> Changes {
    Changes::none()
        .with("name", &before.name, &after.name)
        .with("specification", &before.specification, &after.specification)
        .with("category", &before.category, &after.category)
        .with("brand", &before.brand, &after.brand)
        .with("description", &before.description, &after.description)
        .with("images", &before.images, &after.images)
        .with("status", &before.status, &after.status)
}

fn variant_changes(changes: Changes, old: &Variant, new: &Variant, currency: Currency) -> Changes {
    let amount = |minor: Option<Minor>| minor.map(|minor| Amount::new(minor, currency));
    let pricing = |variant: &Variant| PricingTierBody::all(&variant.pricing, currency);
    let at = |name| field(new, name);
    let (old_price, new_price) = (amount(old.list_price), amount(new.list_price));
    let (old_cost, new_cost) = (amount(old.acquisition_cost), amount(new.acquisition_cost));
    changes
        .with(&at("variantName"), &old.name, &new.name)
        .with(&at("grade"), &old.grade, &new.grade)
        .with(&at("condition"), &old.condition, &new.condition)
        .with(&at("colorName"), &old.color_name, &new.color_name)
        .with(&at("images"), &old.images, &new.images)
        .with(&at("listPrice"), &old_price, &new_price)
        .with(&at("acquisitionCost"), &old_cost, &new_cost)
        .with(&at("pricing"), &pricing(old), &pricing(new))
        .with(&at("status"), &old.status, &new.status)
}

/// Name of a variant's field within its product.
fn field(variant: &Variant, name: &str) -> String {
    format!("variants.{}.{name}", variant.sku)
}
