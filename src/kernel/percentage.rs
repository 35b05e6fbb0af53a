//! Parts of amounts that a tenant chooses, such as a fee's. Tax is in `tax.rs`.
use super::{decimal::AmountFault, money::Minor, tax::TaxRate};

/// Parts per million in a whole.
const MILLION: i64 = 1_000_000;

/// A part from 0 to 100 %, exact to a ten-thousandth of a percent. As stored, parts per million.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Default,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
pub struct Percentage(i32);

impl Percentage {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// 50 %.
    pub const HALF: Self = Self(500_000);

    /// The part that the text of a JSON number stands for, in percent: `50`, `12.5`.
    /// [`AmountFault::TooLarge`] says that it is not from 0 to 100.
    pub fn parse(percent: &str) -> Result<Self, AmountFault> {
        TaxRate::parse(percent).map(|rate| Self(rate.ppm()))
    }

    /// Parts per million.
    pub const fn ppm(self) -> i32 {
        self.0
    }

    /// What writes itself as the number of percent.
    pub fn percent(self) -> TaxRate {
        TaxRate::from_ppm(self.0).unwrap_or(TaxRate::ZERO)
    }

    /// That part of an amount, rounded once (contract 10.9). None on overflow.
    pub fn of(self, amount: Minor) -> Option<Minor> {
        amount.scaled(self.0.into(), MILLION)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_of_an_amount_is_rounded_once() {
        for (percent, amount, expected) in [
            ("50", 51_600, 25_800),
            ("12.5", 10_001, 1_250),
            ("0", 99, 0),
            ("100", 99, 99),
            ("50", 1, 1),
        ] {
            let part = Percentage::parse(percent).unwrap();
            let amount = Minor::new(amount).unwrap();
            assert_eq!(part.of(amount), Minor::new(expected), "{percent}");
        }
        assert_eq!(Percentage::parse("100.1"), Err(AmountFault::TooLarge));
    }
}
