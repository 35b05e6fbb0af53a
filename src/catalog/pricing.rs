//! What a variant costs a month for each term (contract 3.0, 10.10).
use crate::kernel::{
    money::Minor,
    tax::{Discount, discounted},
    word::words,
};

/// Longest term, in months; a variant has at most one tier for each.
pub(super) const TERM_MAX: u32 = 120;

words! {
    /// Where a price came from.
    pub enum PriceSource {
        /// Calculated from a preset.
        Suggested = "suggested",
        /// Typed in.
        Manual = "manual",
    }
}

words! {
    /// How a discount is given.
    pub(super) enum DiscountType {
        Percentage = "percentage",
        Fixed = "fixed",
    }
}

/// What a variant costs a month when taken for a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceTier {
    /// Term in months.
    pub contract_length: u32,
    /// A month, before discount.
    pub monthly_price: Minor,
    /// Once, with the first payment.
    pub setup_fee: Option<Minor>,
    /// Off the monthly price.
    pub discount: Option<Discount>,
}

impl PriceTier {
    /// What a unit costs a month: the monthly price after its discount (contract 10.10).
    pub fn unit_price(&self) -> Minor {
        self.discount.map_or(self.monthly_price, |discount| {
            discounted(self.monthly_price, discount)
        })
    }
}

/// A price with what people noted about it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PricingTier {
    /// The price.
    pub price: PriceTier,
    /// Why there is a discount.
    pub discount_description: Option<String>,
    /// Where the price came from.
    pub source: Option<PriceSource>,
    /// When it was calculated, as the client wrote it.
    pub calculated_at: Option<String>,
    /// Which preset it was calculated with.
    pub preset_used: Option<String>,
}

/// All prices of a variant: one a term, shortest term first.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pricing(Vec<PricingTier>);

impl Pricing {
    /// Puts tiers in order. `Err` tells which tier, by its place, repeats an earlier one's term.
    pub fn new(mut tiers: Vec<PricingTier>) -> Result<Self, usize> {
        let mut terms = std::collections::HashSet::new();
        let repeated = tiers
            .iter()
            .position(|tier| !terms.insert(tier.price.contract_length));
        if let Some(place) = repeated {
            return Err(place);
        }
        tiers.sort_by_key(|tier| tier.price.contract_length);
        Ok(Self(tiers))
    }

    /// The tiers, shortest term first.
    pub fn tiers(&self) -> &[PricingTier] {
        &self.0
    }

    /// The bare prices, shortest term first.
    pub fn into_prices(self) -> Vec<PriceTier> {
        self.0.into_iter().map(|tier| tier.price).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn tier(contract_length: u32, monthly: i64, discount: Option<Discount>) -> PricingTier {
        PricingTier {
            price: PriceTier {
                contract_length,
                monthly_price: Minor::new(monthly).unwrap(),
                setup_fee: None,
                discount,
            },
            discount_description: None,
            source: None,
            calculated_at: None,
            preset_used: None,
        }
    }

    #[test]
    fn the_unit_price_is_the_monthly_price_after_its_discount() {
        let ten_percent = Discount::Percentage { hundredths: 1_000 };
        let nine_off = Discount::Fixed(Minor::new(900).unwrap());
        let more_than_all = Discount::Fixed(Minor::new(20_000).unwrap());
        for (discount, expected) in [
            (None, 12_900),
            (Some(ten_percent), 11_610),
            (Some(nine_off), 12_000),
            (Some(more_than_all), 0),
        ] {
            let price = tier(12, 12_900, discount).price;
            assert_eq!(price.unit_price().get(), expected);
        }
    }

    #[test]
    fn tiers_stand_by_term_whatever_order_they_came_in() {
        let pricing = Pricing::new(vec![tier(36, 1, None), tier(6, 3, None), tier(12, 2, None)]);
        let terms: Vec<u32> = pricing
            .unwrap()
            .into_prices()
            .iter()
            .map(|price| price.contract_length)
            .collect();
        assert_eq!(terms, [6, 12, 36]);
    }

    #[test]
    fn a_term_has_one_price() {
        let tiers = vec![tier(12, 1, None), tier(24, 1, None), tier(12, 2, None)];
        assert_eq!(Pricing::new(tiers), Err(2));
    }
}
