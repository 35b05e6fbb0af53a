//! Quotients with few decimals, exact: percentages and months to breakeven.
use std::borrow::Cow;

use serde::{Serialize, Serializer, ser::Error as _};
use serde_json::value::RawValue;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema},
};

use super::money::{Minor, div_round};

/// Decimals of a percentage.
const PERCENT_DECIMALS: u32 = 2;
/// Decimals of a percentage in a calculation for a person.
const SHORT_DECIMALS: u32 = 1;
/// Decimals of a number of months.
const MONTHS_DECIMALS: u32 = 1;
/// Base of decimals.
const TEN: u64 = 10;

/// A decimal number, rounded once when it was made; as JSON exact and without trailing zeros.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ratio {
    scaled: i64,
    decimals: u32,
}

impl Ratio {
    /// `part` as a percentage of `whole` with two decimals; none of nothing.
    pub fn percent(part: Minor, whole: Minor) -> Option<Self> {
        Self::quotient(i128::from(part.get()) * 100, whole.get(), PERCENT_DECIMALS)
    }

    /// `part` as a percentage of `whole` with one decimal; none of nothing.
    pub fn short_percent(part: Minor, whole: Minor) -> Option<Self> {
        Self::quotient(i128::from(part.get()) * 100, whole.get(), SHORT_DECIMALS)
    }

    /// How many months of `monthly` make up `amount`, with one decimal; none of a monthly nothing.
    pub fn months(amount: Minor, monthly: Minor) -> Option<Self> {
        Self::quotient(amount.get().into(), monthly.get(), MONTHS_DECIMALS)
    }

    fn quotient(num: i128, den: i64, decimals: u32) -> Option<Self> {
        let num = num.checked_mul(TEN.checked_pow(decimals)?.into())?;
        let scaled = i64::try_from(div_round(num, den.into())?).ok()?;
        Some(Self { scaled, decimals })
    }
}

impl std::fmt::Display for Ratio {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let unit = TEN.pow(self.decimals);
        let (whole, rest) = (
            self.scaled.unsigned_abs() / unit,
            self.scaled.unsigned_abs() % unit,
        );
        let sign = if self.scaled < 0 { "-" } else { "" };
        let width = self.decimals as usize;
        let fraction = format!("{rest:0>width$}");
        match fraction.trim_end_matches('0') {
            "" => write!(f, "{sign}{whole}"),
            fraction => write!(f, "{sign}{whole}.{fraction}"),
        }
    }
}

impl Serialize for Ratio {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        RawValue::from_string(self.to_string())
            .map_err(S::Error::custom)?
            .serialize(serializer)
    }
}

impl PartialSchema for Ratio {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(schema::Type::Number)
            .into()
    }
}
impl ToSchema for Ratio {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Ratio")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn minor(units: i64) -> Minor {
        Minor::new(units).unwrap()
    }

    #[test]
    fn a_percentage_has_two_decimals_at_most() {
        for (part, whole, text) in [
            (154_800, 180_000, Some("86")),
            (129_600, 180_000, Some("72")),
            (180_600, 180_000, Some("100.33")),
            (425_000, 360_000, Some("118.06")),
            (1, 3, Some("33.33")),
            (2, 3, Some("66.67")),
            (-1, 3, Some("-33.33")),
            (-1, 1_000, Some("-0.1")),
            (65_000, 360_000, Some("18.06")),
            (-1, 8, Some("-12.5")),
            (1, 20_000, Some("0.01")),
            (-1, 20_000, Some("-0.01")),
            (1, 20_001, Some("0")),
            (0, 5, Some("0")),
            (5, 0, None),
        ] {
            let percent = Ratio::percent(minor(part), minor(whole));
            assert_eq!(percent.map(|p| p.to_string()).as_deref(), text);
        }
        let percent = Ratio::percent(minor(1), minor(8)).unwrap();
        assert_eq!(serde_json::to_string(&percent).unwrap(), "12.5");
    }

    #[test]
    fn a_short_percentage_has_one_decimal() {
        for (part, whole, text) in [
            (154_800, 180_000, Some("86")),
            (40_600, 180_000, Some("22.6")),
            (180_600, 180_000, Some("100.3")),
            (5, 0, None),
        ] {
            let percent = Ratio::short_percent(minor(part), minor(whole));
            assert_eq!(percent.map(|p| p.to_string()).as_deref(), text);
        }
    }

    #[test]
    fn months_have_one_decimal() {
        for (amount, monthly, text) in [
            (100_000, 8_900, Some("11.2")),
            (180_000, 12_900, Some("14")),
            (0, 12_900, Some("0")),
            (180_000, 0, None),
        ] {
            let months = Ratio::months(minor(amount), minor(monthly));
            assert_eq!(months.map(|m| m.to_string()).as_deref(), text);
        }
    }
}
