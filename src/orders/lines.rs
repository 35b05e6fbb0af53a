//! Lines of an order from the catalog: what was asked for by SKU, priced now.
use std::collections::HashMap;

use super::{
    item::{AcquisitionCostSource, ListPriceSource, OrderItem},
    pricing,
};
use crate::{
    catalog::{self, PriceTier, Sellable},
    change::Change,
    error::{Code, Error, Fault, Result},
    kernel::{id::OrderItemId, money::Minor},
};

/// How many unknown SKUs of one order are compared with the catalog: each costs a search.
const HINTS_MAX: usize = 10;

/// A line as it is asked for.
#[derive(Debug, Clone)]
pub(super) struct Wanted<'a> {
    /// Where it stands in the body: `items[2]`.
    pub(super) path: String,
    /// Of which variant.
    pub(super) sku: &'a str,
    /// Units.
    pub(super) quantity: u32,
    /// Months, as sent.
    pub(super) contract_length: Option<i64>,
    /// Another price than the catalog's.
    pub(super) unit_price: Option<Minor>,
}

/// What the catalog sells, by SKU.
pub(super) type Sellables = HashMap<String, Sellable>;

/// What the catalog says of these SKUs.
pub(super) async fn look_up(
    change: &mut Change,
    skus: impl Iterator<Item = &str> + Send,
) -> Result<Sellables> {
    let mut skus: Vec<String> = skus.map(ToOwned::to_owned).collect();
    skus.sort_unstable();
    skus.dedup();
    let tenant = change.tenant().id;
    catalog::find_sellable(change.conn(), tenant, &skus).await
}

/// The lines, priced. Every line that cannot be is a fault: an unknown SKU, an inactive variant or
/// a term without a price.
pub(super) async fn price(
    change: &mut Change,
    sellable: &Sellables,
    wanted: &[Wanted<'_>],
) -> Result<Vec<OrderItem>> {
    let settings = change.tenant().settings.clone();
    let rules = Terms {
        offered: &settings.terms,
        default: settings.default_term,
    };
    let (mut items, mut faults) = (Vec::with_capacity(wanted.len()), Vec::new());
    for line in wanted {
        let id = OrderItemId::generate(change.now());
        let item = match sellable.get(line.sku) {
            Some(variant) => item_of(id, line, variant, rules),
            None => Err(unknown(change, line, faults.len() < HINTS_MAX).await?),
        };
        match item {
            Ok(item) => items.push(item),
            Err(fault) => faults.push(fault),
        }
    }
    if faults.is_empty() {
        Ok(items)
    } else {
        Err(Error::Invalid(faults))
    }
}

async fn unknown(change: &mut Change, line: &Wanted<'_>, hint: bool) -> Result<Fault> {
    let tenant = change.tenant().id;
    let near = if hint {
        catalog::nearest_sku(change.conn(), tenant, line.sku).await?
    } else {
        None
    };
    let hint = near
        .map(|sku| format!(" Did you mean `{sku}`?"))
        .unwrap_or_default();
    let message = format!("No variant has the SKU `{}`.{hint}", line.sku);
    let path = format!("{}.sku", line.path);
    Ok(Fault::own(path, Code::VariantNotFound, message))
}

/// Which contract lengths a tenant offers.
#[derive(Debug, Clone, Copy, Default)]
struct Terms<'a> {
    /// These alone; all that have a price where there are none.
    offered: &'a [u32],
    /// This one where the line names none.
    default: Option<u32>,
}

/// The line of a variant that is known, with a copy of what the catalog says of it.
fn item_of(
    id: OrderItemId,
    line: &Wanted<'_>,
    variant: &Sellable,
    terms: Terms<'_>,
) -> Result<OrderItem, Fault> {
    if let Some(message) = variant.unavailable() {
        let path = format!("{}.sku", line.path);
        return Err(Fault::own(path, Code::VariantInactive, message));
    }
    let offered = |tier: &&PriceTier| {
        terms.offered.is_empty() || terms.offered.contains(&tier.contract_length)
    };
    let tiers: Vec<PriceTier> = variant.tiers.iter().filter(offered).cloned().collect();
    let tier = pricing::choose_tier(&tiers, line.contract_length, terms.default)
        .ok_or_else(|| no_price(line, &tiers))?;
    let list_price_source = match variant.list_price {
        Some(_) => ListPriceSource::Variant,
        None => ListPriceSource::Unknown,
    };
    let (acquisition_cost, acquisition_cost_source) =
        match (variant.acquisition_cost, variant.list_price) {
            (Some(cost), _) => (Some(cost), AcquisitionCostSource::Variant),
            (None, Some(price)) => (Some(price), AcquisitionCostSource::ListPrice),
            (None, None) => (None, AcquisitionCostSource::Unknown),
        };
    Ok(OrderItem {
        id,
        product_id: variant.product_id,
        variant_id: variant.variant_id,
        sku: variant.sku.clone(),
        product_name: variant.product_name.clone(),
        product_image_url: variant.product_image_url.clone(),
        quantity: line.quantity,
        rented_quantity: 0,
        unit_price: line.unit_price.unwrap_or_else(|| tier.unit_price()),
        setup_fee: tier.setup_fee.unwrap_or(Minor::ZERO),
        contract_length: tier.contract_length,
        list_price: variant.list_price,
        list_price_source,
        acquisition_cost,
        acquisition_cost_source,
        subscription_ids: Vec::new(),
    })
}

fn no_price(line: &Wanted<'_>, tiers: &[PriceTier]) -> Fault {
    let terms: Vec<String> = tiers
        .iter()
        .map(|tier| tier.contract_length.to_string())
        .collect();
    let offered = if terms.is_empty() {
        "it has no price for any term".to_owned()
    } else {
        format!("it is offered for {} months", terms.join(", "))
    };
    let message = match line.contract_length {
        Some(term) => format!("`{}` has no price for {term} months; {offered}.", line.sku),
        None => format!("`{}` cannot be ordered; {offered}.", line.sku),
    };
    let path = format!("{}.contractLength", line.path);
    Fault::own(path, Code::InvalidContractLength, message)
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;
    use crate::{
        catalog::{ProductStatus, VariantStatus},
        error::FaultCode,
        kernel::{
            id::{ProductId, VariantId},
            tax::Discount,
        },
    };

    fn minor(units: i64) -> Minor {
        Minor::new(units).unwrap()
    }

    fn variant(list_price: Option<i64>, acquisition_cost: Option<i64>) -> Sellable {
        Sellable {
            product_id: ProductId::from_uuid(Uuid::nil()),
            variant_id: VariantId::from_uuid(Uuid::nil()),
            sku: "A".into(),
            product_name: "Thing".into(),
            product_image_url: None,
            status: VariantStatus::Active,
            product_status: ProductStatus::Active,
            list_price: list_price.map(minor),
            acquisition_cost: acquisition_cost.map(minor),
            tiers: vec![PriceTier {
                contract_length: 12,
                monthly_price: minor(1_000),
                setup_fee: Some(minor(50)),
                discount: Some(Discount::Fixed(minor(100))),
            }],
        }
    }

    fn line(contract_length: Option<i64>) -> Wanted<'static> {
        Wanted {
            path: "items[1]".into(),
            sku: "A",
            quantity: 2,
            contract_length,
            unit_price: None,
        }
    }

    fn of(variant: &Sellable, contract_length: Option<i64>) -> Result<OrderItem, Fault> {
        let id = OrderItemId::from_uuid(Uuid::nil());
        item_of(id, &line(contract_length), variant, Terms::default())
    }

    #[test]
    fn the_price_is_the_tiers_after_its_discount() {
        let item = of(&variant(None, None), None).unwrap();
        assert_eq!((item.unit_price, item.setup_fee), (minor(900), minor(50)));
        assert_eq!((item.contract_length, item.quantity), (12, 2));
    }

    #[test]
    fn only_offered_terms_are_ordered() {
        let mut variant = variant(None, None);
        variant.tiers.push(PriceTier {
            contract_length: 6,
            ..variant.tiers[0].clone()
        });
        for (offered, default, asked, expected) in [
            (&[][..], None, Some(6), Ok(6)),
            (&[12, 24], None, Some(12), Ok(12)),
            (&[12, 24], Some(6), None, Ok(12)),
            (&[12, 24], None, Some(6), Err("offered for 12 months")),
            (&[24], None, None, Err("no price for any term")),
        ] {
            let id = OrderItemId::from_uuid(Uuid::nil());
            let item = item_of(id, &line(asked), &variant, Terms { offered, default });
            match (item, expected) {
                (Ok(item), Ok(months)) => assert_eq!(item.contract_length, months),
                (Err(fault), Err(text)) => {
                    assert_eq!(fault.code, FaultCode::Own(Code::InvalidContractLength));
                    assert!(fault.message.contains(text), "{}", fault.message);
                }
                (found, _) => panic!("{found:?} of {offered:?}"),
            }
        }
    }

    #[test]
    fn costs_say_where_they_come_from() {
        use AcquisitionCostSource as Cost;
        use ListPriceSource as List;
        for (list, cost, list_source, (expected, cost_source)) in [
            (Some(9), Some(7), List::Variant, (Some(7), Cost::Variant)),
            (Some(9), None, List::Variant, (Some(9), Cost::ListPrice)),
            (None, Some(7), List::Unknown, (Some(7), Cost::Variant)),
            (None, None, List::Unknown, (None, Cost::Unknown)),
        ] {
            let item = of(&variant(list, cost), Some(12)).unwrap();
            assert_eq!(item.list_price, list.map(minor));
            assert_eq!(item.list_price_source, list_source);
            assert_eq!(item.acquisition_cost, expected.map(minor));
            assert_eq!(item.acquisition_cost_source, cost_source);
        }
    }

    #[test]
    fn what_cannot_be_ordered_is_a_fault_with_its_place() {
        let inactive = Sellable {
            status: VariantStatus::Inactive,
            ..variant(None, None)
        };
        let discontinued = Sellable {
            product_status: ProductStatus::Discontinued,
            ..variant(None, None)
        };
        let unpriced = Sellable {
            tiers: Vec::new(),
            ..variant(None, None)
        };
        for (variant, term, path, code) in [
            (&inactive, Some(12), "items[1].sku", Code::VariantInactive),
            (
                &discontinued,
                Some(12),
                "items[1].sku",
                Code::VariantInactive,
            ),
            (
                &variant(None, None),
                Some(13),
                "items[1].contractLength",
                Code::InvalidContractLength,
            ),
            (
                &unpriced,
                None,
                "items[1].contractLength",
                Code::InvalidContractLength,
            ),
        ] {
            let fault = of(variant, term).unwrap_err();
            assert_eq!(
                (fault.path.as_str(), fault.code),
                (path, FaultCode::Own(code))
            );
        }
        let fault = of(&variant(None, None), Some(13)).unwrap_err();
        assert!(fault.message.contains("offered for 12 months"));
    }
}
