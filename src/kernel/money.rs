//! Amounts as integers of a currency's minor unit. Exact: no floats, one rounding function
//! (contract 10.9). Taxes and discounts are in `tax.rs`.
use std::{borrow::Cow, fmt};

use serde::{Serialize, Serializer, ser};
use serde_json::value::RawValue;
use utoipa::{
    PartialSchema, ToSchema,
    openapi::{ObjectBuilder, RefOr, Schema, schema},
};

use super::{currency::Currency, decimal};

pub use super::decimal::AmountFault;

/// An amount in minor units of a currency known from its place, such as cents; at most 2^53 − 1
/// either way.
#[derive(
    Debug,
    Clone,
    Copy,
    PartialEq,
    Eq,
    PartialOrd,
    Ord,
    Hash,
    Default,
    sqlx::Type,
    serde::Serialize,
    serde::Deserialize,
)]
#[serde(transparent)]
#[sqlx(transparent)]
pub struct Minor(i64);

impl Minor {
    /// Nothing.
    pub const ZERO: Self = Self(0);
    /// The largest amount: 2^53 − 1, up to which a double tells all integers apart.
    pub const MAX: Self = Self(decimal::MAX);

    /// An amount of so many minor units; none beyond [`Minor::MAX`] either way.
    pub fn new(units: i64) -> Option<Self> {
        (units.unsigned_abs() <= decimal::MAX.unsigned_abs()).then_some(Self(units))
    }

    /// The amount that the text of a JSON number stands for, in major units of `currency`.
    ///
    /// The sign is kept; whether an amount may be negative is for the caller to say.
    pub fn parse(text: &str, currency: Currency) -> Result<Self, AmountFault> {
        decimal::parse(text, currency.exponent()).map(Self)
    }

    /// The number of minor units.
    pub const fn get(self) -> i64 {
        self.0
    }

    /// Whether the amount is below zero.
    pub const fn is_negative(self) -> bool {
        self.0.is_negative()
    }

    /// The sum.
    pub fn checked_add(self, other: Self) -> Option<Self> {
        self.0.checked_add(other.0).and_then(Self::new)
    }

    /// The difference.
    pub fn checked_sub(self, other: Self) -> Option<Self> {
        self.0.checked_sub(other.0).and_then(Self::new)
    }

    /// So many times the amount.
    pub fn checked_mul(self, times: impl Into<i64>) -> Option<Self> {
        self.0.checked_mul(times.into()).and_then(Self::new)
    }

    /// The sum of all.
    pub fn checked_sum(amounts: impl IntoIterator<Item = Self>) -> Option<Self> {
        amounts.into_iter().try_fold(Self::ZERO, Self::checked_add)
    }

    /// `self` × `num` ÷ `den`, rounded once; none when `den` is zero or the result too large.
    pub fn scaled(self, num: i64, den: i64) -> Option<Self> {
        let product = i128::from(self.0).checked_mul(num.into())?;
        Self::from_wide(div_round(product, den.into())?)
    }

    fn from_wide(units: i128) -> Option<Self> {
        i64::try_from(units).ok().and_then(Self::new)
    }
}

/// An amount with its currency. As JSON an exact number in major units (`129`, `40.5`); printed
/// with all decimals (`129.00`).
///
/// What is written is exact. A reader that keeps numbers as doubles, `serde_json::Value` among them,
/// gives back the same text up to 15 digits; where more may come, keep the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Amount {
    /// How much.
    pub minor: Minor,
    /// Of what.
    pub currency: Currency,
}

impl Amount {
    /// `minor` units of `currency`.
    pub const fn new(minor: Minor, currency: Currency) -> Self {
        Self { minor, currency }
    }
}

impl fmt::Display for Amount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(&decimal::format_fixed(
            self.minor.0,
            self.currency.exponent(),
        ))
    }
}
impl Serialize for Amount {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serialize_number(self.minor.0, self.currency.exponent(), serializer)
    }
}
impl PartialSchema for Amount {
    fn schema() -> RefOr<Schema> {
        ObjectBuilder::new()
            .schema_type(schema::Type::Number)
            .description(Some("Exact amount in major units of the currency"))
            .into()
    }
}
impl ToSchema for Amount {
    fn name() -> Cow<'static, str> {
        Cow::Borrowed("Amount")
    }
}

/// Writes `scaled` ÷ 10^`decimals` as an exact JSON number.
pub(super) fn serialize_number<S: Serializer>(
    scaled: i64,
    decimals: u32,
    serializer: S,
) -> Result<S::Ok, S::Error> {
    RawValue::from_string(decimal::format_short(scaled, decimals))
        .map_err(ser::Error::custom)?
        .serialize(serializer)
}

/// `num` ÷ `den`, rounded half away from zero: the only rounding of the service. None when `den`
/// is zero or the quotient does not fit.
pub fn div_round(num: i128, den: i128) -> Option<i128> {
    let quotient = num.checked_div(den)?;
    let rest = num.checked_rem(den)?.unsigned_abs();
    // rest ≥ den − rest says 2 × rest ≥ den without the risk of an overflow.
    if rest >= den.unsigned_abs() - rest {
        quotient.checked_add(num.signum() * den.signum())
    } else {
        Some(quotient)
    }
}

/// Divides `total` in the proportion of `weights`, to parts that sum to `total` exactly. Units
/// left over by rounding down go to the parts that lost most, the first of equals first. None when
/// all weights are zero.
pub fn allocate(total: Minor, weights: &[u64]) -> Option<Vec<Minor>> {
    let whole: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
    if whole == 0 {
        return None;
    }
    let units = u128::from(total.0.unsigned_abs());
    let mut parts = Vec::with_capacity(weights.len());
    let mut left = units;
    for (place, &weight) in weights.iter().enumerate() {
        let share = units.checked_mul(weight.into())?;
        let part = share.checked_div(whole)?;
        left = left.checked_sub(part)?;
        parts.push((place, part, share.checked_rem(whole)?));
    }
    parts.sort_by_key(|&(place, _, lost)| (std::cmp::Reverse(lost), place));
    for (_, part, _) in parts.iter_mut().take(usize::try_from(left).ok()?) {
        *part += 1;
    }
    parts.sort_by_key(|&(place, ..)| place);
    parts
        .into_iter()
        .map(|(_, part, _)| {
            let part = i64::try_from(part).ok()?;
            Minor::new(if total.is_negative() { -part } else { part })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn currency(code: &str) -> Currency {
        Currency::parse(code).unwrap()
    }

    fn minor(units: i64) -> Minor {
        Minor::new(units).unwrap()
    }

    #[test]
    fn decimals_are_those_of_the_currency() {
        let precise = |decimals| Err(AmountFault::TooPrecise { decimals });
        for (code, text, expected) in [
            ("EUR", "129.99", Ok(minor(12_999))),
            ("EUR", "0.001", precise(2)),
            ("JPY", "500", Ok(minor(500))),
            ("JPY", "500.00", Ok(minor(500))),
            ("JPY", "500.5", precise(0)),
            ("JPY", "9007199254740991", Ok(Minor::MAX)),
            ("JPY", "9007199254740992", Err(AmountFault::TooLarge)),
            ("KWD", "1.234", Ok(minor(1_234))),
            ("BHD", "1.2345", precise(3)),
            ("EUR", "-1", Ok(minor(-100))),
            ("EUR", "free", Err(AmountFault::NotANumber)),
        ] {
            assert_eq!(
                Minor::parse(text, currency(code)),
                expected,
                "{text} {code}"
            );
        }
    }

    #[test]
    fn amounts_are_exact_in_json_and_full_in_print() {
        for (code, units, json, print) in [
            ("EUR", 12_900, "129", "129.00"),
            ("EUR", 4_050, "40.5", "40.50"),
            ("EUR", 12_999, "129.99", "129.99"),
            ("EUR", 0, "0", "0.00"),
            ("EUR", -1, "-0.01", "-0.01"),
            ("JPY", 500, "500", "500"),
            ("BHD", 1_500, "1.5", "1.500"),
            (
                "EUR",
                9_007_199_254_740_991,
                "90071992547409.91",
                "90071992547409.91",
            ),
        ] {
            let amount = Amount::new(minor(units), currency(code));
            assert_eq!(serde_json::to_string(&amount).unwrap(), json);
            assert_eq!(amount.to_string(), print);
        }
    }

    #[test]
    fn doubles_keep_amounts_of_fifteen_digits() {
        for units in [999_999_999_999_999, 123_456_789_012_345, 12_999, -1] {
            let amount = Amount::new(minor(units), currency("EUR"));
            let value = serde_json::to_value(amount).unwrap();
            assert_eq!(value.to_string(), serde_json::to_string(&amount).unwrap());
        }
    }

    #[test]
    fn an_overflow_is_none() {
        let one = minor(1);
        assert_eq!(Minor::MAX.checked_add(one), None);
        assert_eq!(minor(-Minor::MAX.get()).checked_sub(one), None);
        assert_eq!(Minor::MAX.checked_mul(2_u32), None);
        assert_eq!(Minor::MAX.checked_mul(i64::MAX), None);
        assert_eq!(
            Minor::MAX.checked_mul(-1_i64),
            Minor::new(-Minor::MAX.get())
        );
        assert_eq!(Minor::new(Minor::MAX.get() + 1), None);
        assert_eq!(Minor::new(i64::MIN), None);
        assert_eq!(Minor::checked_sum([Minor::MAX, one]), None);
        assert_eq!(Minor::MAX.scaled(i64::MAX, 1), None);
        assert_eq!(one.scaled(1, 0), None);
    }

    #[test]
    fn halves_are_rounded_away_from_zero() {
        for (num, den, rounded) in [
            (5, 2, Some(3)),
            (-5, 2, Some(-3)),
            (5, -2, Some(-3)),
            (-5, -2, Some(3)),
            (1, 3, Some(0)),
            (2, 3, Some(1)),
            (-1, 3, Some(0)),
            (4, 2, Some(2)),
            (0, 7, Some(0)),
            (1, 0, None),
            (i128::MAX, 1, Some(i128::MAX)),
            (i128::MIN, -1, None),
            (i128::MIN, i128::MIN, Some(1)),
            (i128::MAX, i128::MIN, Some(-1)),
        ] {
            assert_eq!(div_round(num, den), rounded, "{num} / {den}");
        }
    }

    #[test]
    fn left_over_units_go_where_most_was_lost() {
        for (total, weights, parts) in [
            (100, &[1, 1, 1][..], &[34, 33, 33][..]),
            (-100, &[1, 1, 1], &[-34, -33, -33]),
            (1, &[1, 1], &[1, 0]),
            (5, &[3, 7], &[2, 3]),
            (100, &[0, 1, 2], &[0, 33, 67]),
            (0, &[1, 2], &[0, 0]),
            (7, &[u64::MAX, u64::MAX], &[4, 3]),
        ] {
            let expected: Vec<_> = parts.iter().map(|&units| minor(units)).collect();
            assert_eq!(allocate(minor(total), weights), Some(expected));
        }
        assert_eq!(allocate(minor(5), &[0, 0]), None);
        assert_eq!(allocate(minor(5), &[]), None);
    }

    proptest! {
        #[test]
        fn parts_sum_to_the_whole(
            total in -Minor::MAX.get()..=Minor::MAX.get(),
            weights in proptest::collection::vec(0_u64.., 1..20),
        ) {
            prop_assume!(weights.iter().any(|&weight| weight > 0));
            let whole: u128 = weights.iter().map(|&weight| u128::from(weight)).sum();
            let parts = allocate(minor(total), &weights).unwrap();
            prop_assert_eq!(parts.len(), weights.len());
            prop_assert_eq!(parts.iter().map(|part| part.get()).sum::<i64>(), total);
            for (part, &weight) in parts.iter().zip(&weights) {
                let exact = u128::from(total.unsigned_abs()) * u128::from(weight) / whole;
                let off = u128::from(part.get().unsigned_abs()) - exact;
                prop_assert!(off <= u128::from(weight > 0), "no part is more than a unit off");
            }
        }

        #[test]
        fn parse_undoes_print(
            units in -Minor::MAX.get()..=Minor::MAX.get(),
            code in proptest::sample::select(vec!["EUR", "JPY", "KWD", "CLF"]),
        ) {
            let amount = Amount::new(minor(units), currency(code));
            let json = serde_json::to_string(&amount).unwrap();
            prop_assert_eq!(Minor::parse(&json, amount.currency), Ok(amount.minor));
            prop_assert_eq!(Minor::parse(&amount.to_string(), amount.currency), Ok(amount.minor));
        }

        #[test]
        fn rounding_is_within_half_and_odd(num in -1_i128 << 100..1_i128 << 100, den in 1_i128..1 << 20) {
            let rounded = div_round(num, den).unwrap();
            prop_assert!((2 * (rounded * den - num)).abs() <= den);
            prop_assert_eq!(div_round(-num, den), Some(-rounded));
        }

        #[test]
        fn subtraction_undoes_addition(a in -(1_i64 << 52)..1 << 52, b in -(1_i64 << 51)..1 << 51) {
            let sum = minor(a).checked_add(minor(b)).unwrap();
            prop_assert_eq!(sum.checked_sub(minor(b)), Some(minor(a)));
        }
    }
}
