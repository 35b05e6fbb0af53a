//! The items of an order being edited: the new list, and what of the old one it may not touch.
use super::matching::matches;
use crate::{
    change::Change,
    error::{Code, Error, Fault, Result},
    orders::{
        Order, OrderItem, OrderType, conditions,
        lines::{self, Wanted},
        wire::ItemPatch,
    },
};

/// The items that a list makes of those there are: a known one keeps its price, a new one is priced
/// by the catalog.
pub(super) async fn of(
    change: &mut Change,
    items: &[OrderItem],
    sent: &[ItemPatch],
) -> Result<Vec<OrderItem>> {
    let matches = matches(items, sent).map_err(Error::Invalid)?;
    let wanted: Vec<Wanted<'_>> = sent
        .iter()
        .zip(&matches)
        .enumerate()
        .filter(|(_, (_, matched))| matched.is_none())
        .filter_map(|(index, (line, _))| {
            Some(Wanted {
                path: format!("items[{index}]"),
                // Only an item with an id goes without, and that one is matched.
                sku: line.sku.as_deref()?,
                quantity: line.quantity,
                contract_length: line.contract_length,
                unit_price: None,
            })
        })
        .collect();
    let mut fresh = if wanted.is_empty() {
        Vec::new()
    } else {
        let sellable = lines::look_up(change, wanted.iter().map(|line| line.sku)).await?;
        lines::price(change, &sellable, &wanted).await?
    }
    .into_iter();
    let list = sent.iter().zip(matches).filter_map(|(line, matched)| {
        let Some(index) = matched else {
            return fresh.next();
        };
        items.get(index).map(|item| OrderItem {
            quantity: line.quantity,
            ..item.clone()
        })
    });
    Ok(list.collect())
}

/// What the list would change of an open order's items although it may not: items that have a
/// subscription, and terms. An upgrade order keeps its single unit.
pub(super) fn locked(order: &Order, sent: &[ItemPatch]) -> Vec<Fault> {
    let Ok(matches) = matches(&order.items, sent) else {
        return Vec::new();
    };
    let mut faults: Vec<Fault> = sent
        .iter()
        .zip(&matches)
        .enumerate()
        .filter_map(|(index, (line, matched))| {
            let item = order.items.get((*matched)?)?;
            breach(item, line, index)
        })
        .collect();
    for (index, item) in order.items.iter().enumerate() {
        if item.rented_quantity > 0 && !matches.contains(&Some(index)) {
            let message = format!(
                "The item `{}` of SKU `{}` has subscriptions and must stay in the list.",
                item.id, item.sku
            );
            faults.push(Fault::own("items", Code::ItemLocked, message));
        }
    }
    if order.order_type == OrderType::Upgrade {
        let quantities = sent.iter().map(|line| line.quantity);
        faults.extend(conditions::single_unit(quantities));
    }
    faults
}

fn breach(item: &OrderItem, line: &ItemPatch, index: usize) -> Option<Fault> {
    let term_moved = line
        .contract_length
        .is_some_and(|term| term != i64::from(item.contract_length));
    let sku_moved = line.sku.as_ref().is_some_and(|sku| *sku != item.sku);
    let moved = [
        ("sku", sku_moved),
        ("contractLength", term_moved),
        ("quantity", item.quantity != line.quantity),
    ];
    let (field, _) = moved.into_iter().find(|(_, moved)| *moved)?;
    let path = format!("items[{index}].{field}");
    if item.rented_quantity > 0 {
        let message = "This item has subscriptions and cannot change. Edit those instead.";
        return Some(Fault::own(path, Code::ItemLocked, message));
    }
    match field {
        "contractLength" => Some(Fault::own(
            path,
            Code::ContractLengthLocked,
            "The term of an item is fixed. Send the list without the item, then add another one.",
        )),
        "sku" => Some(Fault::shape(
            path,
            "custom",
            "An item keeps its SKU. Leave itemId out to put another one in its place.",
        )),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::orders::item::tests::item;

    #[test]
    fn an_item_with_subscriptions_stays_as_it_is() {
        let open = item("A", 3, 100, 12);
        let rented = OrderItem {
            rented_quantity: 1,
            ..open.clone()
        };
        let line = |sku: &str, quantity, contract_length| ItemPatch {
            item_id: None,
            sku: Some(sku.into()),
            quantity,
            contract_length,
        };
        for (line, of_open, of_rented) in [
            (line("A", 3, Some(12)), None, None),
            (line("A", 3, None), None, None),
            (line("A", 2, None), None, Some("ITEM_LOCKED")),
            (
                line("A", 3, Some(24)),
                Some("CONTRACT_LENGTH_LOCKED"),
                Some("ITEM_LOCKED"),
            ),
            (
                line("A", 2, Some(24)),
                Some("CONTRACT_LENGTH_LOCKED"),
                Some("ITEM_LOCKED"),
            ),
            (line("B", 3, Some(12)), Some("custom"), Some("ITEM_LOCKED")),
        ] {
            let code = |item| breach(item, &line, 0).map(|fault| fault.code.as_str());
            assert_eq!(
                (code(&open), code(&rented)),
                (of_open, of_rented),
                "{line:?}"
            );
        }
    }
}
