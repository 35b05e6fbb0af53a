//! What an order costs (contract 5, 10.9 to 10.11): the term of an item, and the totals.
use super::{item::OrderItem, model::Totals};
use crate::{
    catalog::PriceTier,
    kernel::{
        money::Minor,
        tax::{TaxRate, tax_of},
    },
};

/// The price for the term asked for. Without one: for the tenant's default term if the variant has
/// it, else for its shortest, which may be its only one.
pub(super) fn choose_tier(
    tiers: &[PriceTier],
    asked: Option<i64>,
    default: Option<u32>,
) -> Option<&PriceTier> {
    let of = |term: i64| {
        tiers
            .iter()
            .find(|tier| i64::from(tier.contract_length) == term)
    };
    match asked {
        Some(term) => of(term),
        None => default
            .and_then(|term| of(term.into()))
            .or_else(|| tiers.iter().min_by_key(|tier| tier.contract_length)),
    }
}

/// Monthly totals of some lines, taxed and rounded once a line. None when a sum is larger than any
/// amount may be.
pub(super) fn totals(items: &[OrderItem], rate: TaxRate, inclusive: bool) -> Option<Totals> {
    let zero = Totals {
        subtotal: Minor::ZERO,
        tax_amount: Minor::ZERO,
        total: Minor::ZERO,
        total_contract_value: Minor::ZERO,
        total_devices: 0,
    };
    items.iter().try_fold(zero, |sum, item| {
        let monthly = item.unit_price.checked_mul(item.quantity)?;
        let tax = tax_of(monthly, rate, inclusive)?;
        let contract = monthly.checked_mul(item.contract_length)?;
        Some(Totals {
            subtotal: sum.subtotal.checked_add(monthly)?,
            tax_amount: sum.tax_amount.checked_add(tax.tax)?,
            total: sum.total.checked_add(tax.gross)?,
            total_contract_value: sum.total_contract_value.checked_add(contract)?,
            total_devices: sum.total_devices.checked_add(item.quantity)?,
        })
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::orders::item::tests::item;

    fn tier(contract_length: u32) -> PriceTier {
        PriceTier {
            contract_length,
            monthly_price: Minor::new(1_000).unwrap(),
            setup_fee: None,
            discount: None,
        }
    }

    #[test]
    fn a_term_left_out_is_the_default_else_the_shortest() {
        let tiers = [tier(24), tier(6), tier(12)];
        for (asked, default, expected) in [
            (Some(12), Some(24), Some(12)),
            (Some(18), Some(24), None),
            (Some(0), None, None),
            (Some(i64::MIN), None, None),
            (Some(i64::MAX), None, None),
            (None, Some(24), Some(24)),
            (None, Some(36), Some(6)),
            (None, None, Some(6)),
        ] {
            let chosen = choose_tier(&tiers, asked, default).map(|tier| tier.contract_length);
            assert_eq!(chosen, expected, "{asked:?} {default:?}");
        }
        assert_eq!(choose_tier(&[], None, Some(12)), None);
    }

    #[test]
    fn totals_are_monthly_and_taxed_a_line() {
        let lines = [item("A", 3, 1_005, 12), item("B", 1, 999, 24)];
        for (percent, inclusive, subtotal, tax, total) in [
            ("21", false, 4_014, 843, 4_857),
            ("21", true, 4_014, 696, 4_014),
            ("0", false, 4_014, 0, 4_014),
        ] {
            let totals = totals(&lines, TaxRate::parse(percent).unwrap(), inclusive).unwrap();
            let got = (totals.subtotal, totals.tax_amount, totals.total);
            assert_eq!(
                (got.0.get(), got.1.get(), got.2.get()),
                (subtotal, tax, total),
                "{percent} {inclusive}"
            );
            assert_eq!(totals.total_contract_value.get(), 3_015 * 12 + 999 * 24);
            assert_eq!(totals.total_devices, 4);
        }
    }

    #[test]
    fn a_sum_beyond_any_amount_is_none() {
        let dear = item("A", 10_000, Minor::MAX.get() / 10_000, 1);
        assert!(totals(std::slice::from_ref(&dear), TaxRate::ZERO, false).is_some());
        assert_eq!(
            totals(&[dear.clone(), dear.clone()], TaxRate::ZERO, false),
            None
        );
        let long = OrderItem {
            contract_length: 2,
            ..dear.clone()
        };
        assert_eq!(totals(&[long], TaxRate::ZERO, false), None);
        let rate = TaxRate::parse("21").unwrap();
        assert_eq!(totals(std::slice::from_ref(&dear), rate, false), None);
        assert!(totals(&[dear], rate, true).is_some());
    }

    fn lines() -> impl Strategy<Value = Vec<OrderItem>> {
        let line = (1..=10_000_u32, 0..1_i64 << 30, 1..=120_u32);
        prop::collection::vec(line, 1..20).prop_map(|lines| {
            let item = |(quantity, price, term)| item("A", quantity, price, term);
            lines.into_iter().map(item).collect()
        })
    }

    /// Sum of unit price × quantity × contract length, whatever its size.
    fn contract_value(items: &[OrderItem]) -> i128 {
        let value = |item: &OrderItem| {
            i128::from(item.unit_price.get())
                * i128::from(item.quantity)
                * i128::from(item.contract_length)
        };
        items.iter().map(value).sum()
    }

    proptest! {
        #[test]
        fn totals_of_two_parts_sum_to_the_whole(
            (a, b) in (lines(), lines()), ppm in 0..=1_000_000_i32, inclusive: bool
        ) {
            let rate = TaxRate::from_ppm(ppm).unwrap();
            let of = |items: &[OrderItem]| totals(items, rate, inclusive);
            let Some(whole) = of(&[a.clone(), b.clone()].concat()) else {
                // Refused only where the contract value or what is paid is past any amount.
                let value = contract_value(&a) + contract_value(&b);
                prop_assert!(value * 2 > i128::from(Minor::MAX.get()), "{}", value);
                return Ok(());
            };
            let (left, right) = (of(&a).unwrap(), of(&b).unwrap());
            prop_assert_eq!(left.total.checked_add(right.total), Some(whole.total));
            prop_assert_eq!(left.tax_amount.checked_add(right.tax_amount), Some(whole.tax_amount));
            prop_assert_eq!(left.total_devices + right.total_devices, whole.total_devices);
        }

        #[test]
        fn tax_is_contained_or_on_top(lines in lines(), ppm in 0..=1_000_000_i32) {
            let rate = TaxRate::from_ppm(ppm).unwrap();
            let both = totals(&lines, rate, false).zip(totals(&lines, rate, true));
            let Some((on_top, contained)) = both else {
                let value = contract_value(&lines);
                prop_assert!(value * 2 > i128::from(Minor::MAX.get()), "{}", value);
                return Ok(());
            };
            prop_assert_eq!(on_top.subtotal.checked_add(on_top.tax_amount), Some(on_top.total));
            prop_assert_eq!(contained.subtotal, contained.total);
            prop_assert!(contained.tax_amount <= contained.total);
        }
    }
}
