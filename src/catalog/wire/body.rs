//! Reading bodies, under every name the contract accepts (contract 8.12).
use std::collections::HashMap;

use super::pricing::pricing;
use crate::{
    catalog::{
        draft::{NewProduct, ProductPatch, VariantDraft},
        model::VariantStatus,
    },
    error::{Code, Fault},
    http::json::{Input, Object, Read, TEXT_MAX, Value},
};

/// Most variants of one request.
pub(in crate::catalog) const VARIANTS_MAX: usize = 200;

/// Most pictures of a product or a variant.
pub(super) const IMAGES_MAX: usize = 20;

impl Read for NewProduct {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let product_sku = object.need(&["productSku"], Input::name);
        let name = object.need(&["name"], Input::name);
        let specification = object.need(&["specification"], specification);
        let category = object.need(&["category"], Input::name);
        let brand = object.need(&["brand"], Input::name);
        let description = object.patch(&["description"], Input::long_text);
        let images = object.given(&["images"], images);
        let status = object.given(&["status"], Input::word);
        let variants = object.need(&["variants"], variants);
        Some(Self {
            product_sku: product_sku?,
            name: name?,
            specification: specification?,
            category: category?,
            brand: brand?,
            description,
            images,
            status,
            variants: variants?,
        })
    }
}

impl Read for ProductPatch {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        Some(Self {
            product_sku: object.given(&["productSku"], Input::name),
            name: object.given(&["name"], Input::name),
            specification: object.given(&["specification"], specification),
            category: object.given(&["category"], Input::name),
            brand: object.given(&["brand"], Input::name),
            description: object.patch(&["description"], Input::long_text),
            images: object.given(&["images"], images),
            status: object.given(&["status"], Input::word),
            variants: object.given(&["variants"], variants).unwrap_or_default(),
        })
    }
}

/// The body of PATCH …/status.
#[derive(Debug)]
pub(crate) struct VariantStatusChange {
    pub(crate) status: VariantStatus,
}

impl Read for VariantStatusChange {
    fn read(input: &Input<'_>) -> Option<Self> {
        let status = input.object()?.need(&["status"], Input::word)?;
        Some(Self { status })
    }
}

/// Text, or an object, which is kept as its JSON text.
fn specification(input: &Input<'_>) -> Option<String> {
    let Value::Object(fields) = input.value() else {
        return input.text((1, TEXT_MAX));
    };
    if fields.is_empty() {
        return input.fault("too_small", "Must not be empty.");
    }
    let text = input.value().to_serde().to_string();
    if text.chars().count() > TEXT_MAX {
        let message = format!("Takes at most {TEXT_MAX} characters as JSON text.");
        return input.fault("too_big", message);
    }
    Some(text)
}

fn images(input: &Input<'_>) -> Option<Vec<String>> {
    input.list((0, IMAGES_MAX), Input::url)
}

/// The variants of a body; a SKU stands once.
fn variants(input: &Input<'_>) -> Option<Vec<VariantDraft>> {
    let drafts = input.list((1, VARIANTS_MAX), variant)?;
    let mut first: HashMap<&str, &str> = HashMap::new();
    let mut twice = false;
    for draft in &drafts {
        if let Some(place) = first.get(draft.sku.as_str()) {
            twice = true;
            let message = format!("`{}` stands at {place} already.", draft.sku);
            input.report::<()>(Fault::own(
                draft.sku_path.clone(),
                Code::DuplicateSku,
                message,
            ));
        } else {
            first.insert(&draft.sku, &draft.path);
        }
    }
    if twice { None } else { Some(drafts) }
}

fn variant(input: &Input<'_>) -> Option<VariantDraft> {
    let object = input.object()?;
    let sku = object.need(&["variantSku", "sku"], sku);
    let draft = |(sku, sku_path): (String, String), object: &Object<'_>| VariantDraft {
        path: input.path().to_owned(),
        sku_path,
        sku,
        name: object.given(&["variantName", "specification"], Input::name),
        grade: object.given(&["grade"], Input::name),
        condition: object.patch(&["condition"], Input::short_text),
        color_name: object.patch(&["colorName", "color"], Input::short_text),
        images: object.given(&["images"], images),
        list_price: object.patch(&["listPrice"], Input::amount),
        acquisition_cost: object.patch(&["acquisitionCost"], Input::amount),
        pricing: object.given(&["pricing"], pricing),
    };
    let found = sku.is_some();
    // Read all fields even without a SKU, so that all faults are told.
    let draft = draft(sku.unwrap_or_default(), &object);
    found.then_some(draft)
}

/// A SKU and where it stands.
fn sku(input: &Input<'_>) -> Option<(String, String)> {
    Some((input.name()?, input.path().to_owned()))
}
