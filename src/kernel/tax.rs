//! Taxes and discounts on amounts; each is rounded once (contract 10.9 and 10.10).
use serde::{Serialize, Serializer};

use super::{
    decimal::{self, AmountFault},
    money::{Minor, serialize_number},
};

/// Parts per million in a whole.
const MILLION: i32 = 1_000_000;
/// Decimals of a percentage that parts per million can keep.
const PERCENT_DECIMALS: u32 = 4;
/// Hundredths of a percent in a whole.
const WHOLE_IN_HUNDREDTHS: i64 = 10_000;
/// Decimals of a percentage in hundredths.
const HUNDREDTHS_DECIMALS: u32 = 2;

/// A tax rate from 0 to 100 %, exact to a ten-thousandth of a percent. As JSON the percentage.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, sqlx::Type)]
#[sqlx(transparent)]
pub struct TaxRate(i32);

impl TaxRate {
    /// No tax.
    pub const ZERO: Self = Self(0);

    /// A rate in parts per million; none below 0 or above 1,000,000.
    pub fn from_ppm(ppm: i32) -> Option<Self> {
        (0..=MILLION).contains(&ppm).then_some(Self(ppm))
    }

    /// The rate that the text of a JSON number stands for, in percent: `21`, `5.5`.
    /// [`AmountFault::TooLarge`] says that it is not from 0 to 100.
    pub fn parse(percent: &str) -> Result<Self, AmountFault> {
        i32::try_from(decimal::parse(percent, PERCENT_DECIMALS)?)
            .ok()
            .and_then(Self::from_ppm)
            .ok_or(AmountFault::TooLarge)
    }

    /// Parts per million.
    pub const fn ppm(self) -> i32 {
        self.0
    }
}

impl Serialize for TaxRate {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_number(self.0.into(), PERCENT_DECIMALS, serializer)
    }
}

/// An amount seen without, of and with its tax: `net` + `tax` = `gross`, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tax {
    /// Without tax.
    pub net: Minor,
    /// The tax alone.
    pub tax: Minor,
    /// With tax: what is paid.
    pub gross: Minor,
}

/// The tax on `amount`. Exclusive: `amount` is the net, and the tax comes on top. Inclusive:
/// `amount` is the gross and contains the tax. None on overflow.
pub fn tax_of(amount: Minor, rate: TaxRate, inclusive: bool) -> Option<Tax> {
    let ppm = i64::from(rate.ppm());
    let whole = i64::from(MILLION);
    if inclusive {
        let tax = amount.scaled(ppm, whole + ppm)?;
        let net = amount.checked_sub(tax)?;
        Some(Tax {
            net,
            tax,
            gross: amount,
        })
    } else {
        let tax = amount.scaled(ppm, whole)?;
        let gross = amount.checked_add(tax)?;
        Some(Tax {
            net: amount,
            tax,
            gross,
        })
    }
}

/// What is taken off a price.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Discount {
    /// A part of the price.
    Percentage {
        /// Hundredths of a percent: 1250 takes 12.5 % off.
        hundredths: u32,
    },
    /// The same amount off any price.
    Fixed(Minor),
}

impl Discount {
    /// A percentage from the text of a JSON number: `12.5`. [`AmountFault::TooLarge`] says that it
    /// is not from 0 to 100.
    pub fn parse_percentage(percent: &str) -> Result<Self, AmountFault> {
        u32::try_from(decimal::parse(percent, HUNDREDTHS_DECIMALS)?)
            .ok()
            .filter(|&hundredths| i64::from(hundredths) <= WHOLE_IN_HUNDREDTHS)
            .map(|hundredths| Self::Percentage { hundredths })
            .ok_or(AmountFault::TooLarge)
    }
}

/// The price after its discount, rounded once; never below zero, and never above the price.
pub fn discounted(price: Minor, discount: Discount) -> Minor {
    let reduced = match discount {
        Discount::Percentage { hundredths } => {
            let kept = WHOLE_IN_HUNDREDTHS.saturating_sub(hundredths.into()).max(0);
            price.scaled(kept, WHOLE_IN_HUNDREDTHS)
        }
        Discount::Fixed(off) => price.checked_sub(off.max(Minor::ZERO)),
    };
    // The only thing that can fail is a difference far below zero.
    reduced.unwrap_or(Minor::ZERO).max(Minor::ZERO)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn minor(units: i64) -> Minor {
        Minor::new(units).unwrap()
    }

    #[test]
    fn tax_is_added_or_contained() {
        for (amount, percent, inclusive, expected) in [
            (10_000, "21", false, (10_000, 2_100, 12_100)),
            (12_100, "21", true, (10_000, 2_100, 12_100)),
            (12_900, "21", false, (12_900, 2_709, 15_609)),
            (12_900, "21", true, (10_661, 2_239, 12_900)),
            (10, "5", false, (10, 1, 11)),
            (9, "5", false, (9, 0, 9)),
            (500, "0", false, (500, 0, 500)),
            (500, "0", true, (500, 0, 500)),
            (500, "100", true, (250, 250, 500)),
            (0, "21", true, (0, 0, 0)),
            (-10, "5", false, (-10, -1, -11)),
        ] {
            let tax = tax_of(minor(amount), TaxRate::parse(percent).unwrap(), inclusive).unwrap();
            let got = (tax.net.get(), tax.tax.get(), tax.gross.get());
            assert_eq!(got, expected, "{amount} at {percent} %");
        }
        assert_eq!(tax_of(Minor::MAX, TaxRate(1_000), false), None);
    }

    #[test]
    fn a_rate_is_a_percentage_up_to_a_hundred() {
        for (text, ppm, json) in [
            ("21", 210_000, "21"),
            ("5.5", 55_000, "5.5"),
            ("8.8750", 88_750, "8.875"),
            ("1e2", 1_000_000, "100"),
            ("0", 0, "0"),
        ] {
            let rate = TaxRate::parse(text).unwrap();
            assert_eq!(rate.ppm(), ppm);
            assert_eq!(serde_json::to_string(&rate).unwrap(), json);
        }
        for (text, fault) in [
            ("100.0001", AmountFault::TooLarge),
            ("-1", AmountFault::TooLarge),
            ("5.55555", AmountFault::TooPrecise { decimals: 4 }),
            ("x", AmountFault::NotANumber),
        ] {
            assert_eq!(TaxRate::parse(text), Err(fault));
        }
        assert_eq!(TaxRate::from_ppm(-1), None);
    }

    #[test]
    fn a_discount_is_rounded_once_and_stops_at_zero() {
        let percent = |text| Discount::parse_percentage(text).unwrap();
        for (price, discount, expected) in [
            (12_900, percent("10"), 11_610),
            (999, percent("12.5"), 874),
            (1, percent("50"), 1),
            (12_900, percent("0"), 12_900),
            (12_900, percent("100"), 0),
            (12_900, Discount::Percentage { hundredths: 20_000 }, 0),
            (12_900, Discount::Fixed(minor(900)), 12_000),
            (900, Discount::Fixed(minor(901)), 0),
            (900, Discount::Fixed(minor(-1)), 900),
            (0, Discount::Fixed(Minor::MAX), 0),
        ] {
            assert_eq!(discounted(minor(price), discount).get(), expected);
        }
        for (text, fault) in [
            ("100.01", AmountFault::TooLarge),
            ("-5", AmountFault::TooLarge),
            ("0.001", AmountFault::TooPrecise { decimals: 2 }),
        ] {
            assert_eq!(Discount::parse_percentage(text), Err(fault));
        }
    }

    proptest! {
        #[test]
        fn net_and_tax_make_gross(units in 0..1_i64 << 50, ppm in 0..=MILLION, inclusive: bool) {
            let Tax { net, tax, gross } = tax_of(minor(units), TaxRate(ppm), inclusive).unwrap();
            prop_assert_eq!(net.checked_add(tax), Some(gross));
            prop_assert_eq!(if inclusive { gross } else { net }, minor(units));
            prop_assert!(tax <= net && !tax.is_negative());
        }

        #[test]
        fn taking_tax_out_undoes_putting_it_on(units in 0..1_i64 << 50, ppm in 0..=MILLION) {
            let rate = TaxRate(ppm);
            let on = tax_of(minor(units), rate, false).unwrap();
            prop_assert_eq!(tax_of(on.gross, rate, true), Some(on));
        }

        #[test]
        fn a_discount_never_raises_a_price(units in 0..=Minor::MAX.get(), hundredths: u32, off: i32) {
            let price = minor(units);
            for discount in [Discount::Percentage { hundredths }, Discount::Fixed(minor(off.into()))] {
                let reduced = discounted(price, discount);
                prop_assert!(Minor::ZERO <= reduced && reduced <= price);
            }
        }
    }
}
