//! What a client asks a product to become, and the product it then is.
use chrono::{DateTime, Utc};

use super::{
    model::{Product, ProductStatus, Variant, VariantStatus},
    pricing::Pricing,
};
use crate::{
    error::Fault,
    kernel::{
        id::{ProductId, VariantId},
        money::Minor,
        patch::Patch,
    },
};

/// A product in full, by its SKU: it is made, or becomes this.
#[derive(Debug, Clone)]
pub(crate) struct NewProduct {
    pub(super) product_sku: String,
    pub(super) name: String,
    pub(super) specification: String,
    pub(super) category: String,
    pub(super) brand: String,
    pub(super) description: Patch<String>,
    pub(super) images: Option<Vec<String>>,
    pub(super) status: Option<ProductStatus>,
    pub(super) variants: Vec<VariantDraft>,
}

/// What of a product changes.
#[derive(Debug, Clone)]
pub(crate) struct ProductPatch {
    /// Must be the one it has: it names the product.
    pub(super) product_sku: Option<String>,
    pub(super) name: Option<String>,
    pub(super) specification: Option<String>,
    pub(super) category: Option<String>,
    pub(super) brand: Option<String>,
    pub(super) description: Patch<String>,
    pub(super) images: Option<Vec<String>>,
    pub(super) status: Option<ProductStatus>,
    pub(super) variants: Vec<VariantDraft>,
}

/// A variant by its SKU: changed if the product has it, else added.
#[derive(Debug, Clone)]
pub(crate) struct VariantDraft {
    /// Where it stands in the body.
    pub(super) path: String,
    /// Where its SKU stands, under the name the client used.
    pub(super) sku_path: String,
    pub(super) sku: String,
    pub(super) name: Option<String>,
    pub(super) grade: Option<String>,
    pub(super) condition: Patch<String>,
    pub(super) color_name: Patch<String>,
    pub(super) images: Option<Vec<String>>,
    pub(super) list_price: Patch<Minor>,
    pub(super) acquisition_cost: Patch<Minor>,
    /// All prices of the variant: it replaces those it had.
    pub(super) pricing: Option<Pricing>,
}

impl NewProduct {
    /// The product without its variants.
    pub(super) fn product(&self, id: ProductId, now: DateTime<Utc>) -> Product {
        Product {
            id,
            product_sku: self.product_sku.clone(),
            name: self.name.clone(),
            specification: self.specification.clone(),
            category: self.category.clone(),
            brand: self.brand.clone(),
            description: self.description.clone().into_value(),
            images: self.images.clone().unwrap_or_default(),
            status: self.status.unwrap_or(ProductStatus::Active),
            variants: Vec::new(),
            version: 1,
            created_at: now,
            updated_at: now,
        }
    }

    /// The same as a change of a product that is there already.
    pub(super) fn patch(&self) -> ProductPatch {
        ProductPatch {
            product_sku: Some(self.product_sku.clone()),
            name: Some(self.name.clone()),
            specification: Some(self.specification.clone()),
            category: Some(self.category.clone()),
            brand: Some(self.brand.clone()),
            description: self.description.clone(),
            images: self.images.clone(),
            status: self.status,
            variants: self.variants.clone(),
        }
    }
}

impl ProductPatch {
    /// Changes the product's own fields; its variants are another matter.
    pub(super) fn apply_to(&self, product: &mut Product) {
        set(&mut product.name, self.name.as_ref());
        set(&mut product.specification, self.specification.as_ref());
        set(&mut product.category, self.category.as_ref());
        set(&mut product.brand, self.brand.as_ref());
        set(&mut product.images, self.images.as_ref());
        self.description.clone().apply_to(&mut product.description);
        if let Some(status) = self.status {
            product.status = status;
        }
    }
}

impl VariantDraft {
    /// Changes a variant that the product has.
    pub(super) fn apply_to(&self, variant: &mut Variant) {
        set(&mut variant.name, self.name.as_ref());
        set(&mut variant.grade, self.grade.as_ref());
        set(&mut variant.images, self.images.as_ref());
        set(&mut variant.pricing, self.pricing.as_ref());
        self.condition.clone().apply_to(&mut variant.condition);
        self.color_name.clone().apply_to(&mut variant.color_name);
        self.list_price.apply_to(&mut variant.list_price);
        self.acquisition_cost
            .apply_to(&mut variant.acquisition_cost);
    }

    /// The variant as a new one of `product`. `Err` lists what a new one lacks.
    pub(super) fn variant_of(
        &self,
        product: &Product,
        now: DateTime<Utc>,
    ) -> Result<Variant, Vec<Fault>> {
        let (Some(name), Some(grade), Some(pricing)) = (&self.name, &self.grade, &self.pricing)
        else {
            return Err(self.missing(product));
        };
        Ok(Variant {
            id: VariantId::generate(now),
            product_id: product.id,
            product_sku: product.product_sku.clone(),
            sku: self.sku.clone(),
            name: name.clone(),
            grade: grade.clone(),
            condition: self.condition.clone().into_value(),
            color_name: self.color_name.clone().into_value(),
            images: self.images.clone().unwrap_or_default(),
            list_price: self.list_price.into_value(),
            acquisition_cost: self.acquisition_cost.into_value(),
            pricing: pricing.clone(),
            status: match product.status {
                ProductStatus::Active => VariantStatus::Active,
                ProductStatus::Discontinued => VariantStatus::Inactive,
            },
            created_at: now,
            updated_at: now,
        })
    }

    fn missing(&self, product: &Product) -> Vec<Fault> {
        [
            ("variantName", self.name.is_none()),
            ("grade", self.grade.is_none()),
            ("pricing", self.pricing.is_none()),
        ]
        .into_iter()
        .filter(|(_, missing)| *missing)
        .map(|(field, _)| {
            let message = format!(
                "Required: product `{}` has no variant `{}` yet, so this adds one.",
                product.product_sku, self.sku
            );
            Fault::shape(format!("{}.{field}", self.path), "invalid_type", message)
        })
        .collect()
    }
}

fn set<T: Clone>(field: &mut T, value: Option<&T>) {
    if let Some(value) = value {
        field.clone_from(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft() -> VariantDraft {
        VariantDraft {
            path: "variants[0]".to_owned(),
            sku_path: "variants[0].sku".to_owned(),
            sku: "IPHONE-A".to_owned(),
            name: None,
            grade: None,
            condition: Patch::Absent,
            color_name: Patch::Null,
            images: None,
            list_price: Patch::Absent,
            acquisition_cost: Patch::Value(Minor::new(1_650).unwrap()),
            pricing: None,
        }
    }

    fn product(status: ProductStatus) -> Product {
        let new = NewProduct {
            product_sku: "IPHONE".to_owned(),
            name: "iPhone".to_owned(),
            specification: "A phone".to_owned(),
            category: "Phones".to_owned(),
            brand: "Apple".to_owned(),
            description: Patch::Absent,
            images: None,
            status: Some(status),
            variants: Vec::new(),
        };
        let now = DateTime::UNIX_EPOCH;
        new.product(ProductId::generate(now), now)
    }

    fn complete() -> VariantDraft {
        VariantDraft {
            name: Some("128 GB".to_owned()),
            grade: Some("A".to_owned()),
            pricing: Some(Pricing::default()),
            ..draft()
        }
    }

    #[test]
    fn a_new_variant_needs_name_grade_and_pricing() {
        let active = product(ProductStatus::Active);
        let faults = draft()
            .variant_of(&active, DateTime::UNIX_EPOCH)
            .unwrap_err();
        let paths: Vec<&str> = faults.iter().map(|fault| fault.path.as_str()).collect();
        assert_eq!(
            paths,
            [
                "variants[0].variantName",
                "variants[0].grade",
                "variants[0].pricing"
            ]
        );
    }

    #[test]
    fn a_new_variant_can_be_ordered_unless_its_product_is_discontinued() {
        for (status, expected) in [
            (ProductStatus::Active, VariantStatus::Active),
            (ProductStatus::Discontinued, VariantStatus::Inactive),
        ] {
            let variant = complete().variant_of(&product(status), DateTime::UNIX_EPOCH);
            assert_eq!(variant.unwrap().status, expected);
        }
    }

    #[test]
    fn a_change_leaves_alone_what_it_does_not_mention() {
        let active = product(ProductStatus::Active);
        let full = VariantDraft {
            color_name: Patch::Value("Black".to_owned()),
            list_price: Patch::Value(Minor::new(99_900).unwrap()),
            ..complete()
        };
        let before = full.variant_of(&active, DateTime::UNIX_EPOCH).unwrap();
        let mut after = before.clone();
        draft().apply_to(&mut after);
        let expected = Variant {
            color_name: None,
            acquisition_cost: Minor::new(1_650),
            ..before
        };
        assert_eq!(after, expected);
    }
}
