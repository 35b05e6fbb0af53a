//! Money as whole units of the smallest coin, and the one rounding (contract 10.9, 10.10). Shares no
//! rule with the server.
use serde_json::Value;

/// An amount in the smallest coin.
pub type Coins = i64;

/// A millionth, as which rates are counted.
const MILLION: i128 = 1_000_000;

/// `numerator / denominator` to the nearest whole, halves away from zero.
pub fn nearest(numerator: i128, denominator: i128) -> i64 {
    let sign = if (numerator < 0) == (denominator < 0) {
        1
    } else {
        -1
    };
    let (top, bottom) = (numerator.abs(), denominator.abs());
    i64::try_from(sign * ((2 * top + bottom) / (2 * bottom))).unwrap()
}

/// So many millionths of an amount.
pub fn part(of: Coins, millionths: i64) -> Coins {
    nearest(i128::from(of) * i128::from(millionths), MILLION)
}

/// How a tenant taxes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tax {
    /// In millionths.
    pub rate: i64,
    pub inclusive: bool,
}

/// An amount with its tax.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taxed {
    pub subtotal: Coins,
    pub tax: Coins,
    pub total: Coins,
}

impl Tax {
    /// What a price comes to: exclusive tax is added, inclusive tax is what it contains.
    pub fn on(self, price: Coins) -> Taxed {
        let rate = i128::from(self.rate);
        let tax = if self.inclusive {
            nearest(i128::from(price) * rate, MILLION + rate)
        } else {
            part(price, self.rate)
        };
        Taxed {
            subtotal: price,
            tax,
            total: if self.inclusive { price } else { price + tax },
        }
    }

    /// The tax in a part of a total, in the proportion of the whole.
    pub fn within(part: Coins, whole: Taxed) -> Coins {
        nearest(
            i128::from(part) * i128::from(whole.tax),
            i128::from(whole.total),
        )
    }
}

/// A currency: its code and how many decimals it has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Currency {
    pub code: &'static str,
    pub decimals: usize,
}

pub const EUR: Currency = Currency {
    code: "EUR",
    decimals: 2,
};

pub const USD: Currency = Currency {
    code: "USD",
    decimals: 2,
};

pub const JPY: Currency = Currency {
    code: "JPY",
    decimals: 0,
};

impl Currency {
    fn scale(self) -> i64 {
        (0..self.decimals).fold(1, |scale, _| scale * 10)
    }

    /// As people write it: `-12.50`.
    pub fn text(self, amount: Coins) -> String {
        let sign = if amount < 0 { "-" } else { "" };
        let (whole, rest) = (amount.abs() / self.scale(), amount.abs() % self.scale());
        if self.decimals == 0 {
            return format!("{sign}{whole}");
        }
        format!("{sign}{whole}.{rest:0width$}", width = self.decimals)
    }

    /// As a request says it.
    pub fn json(self, amount: Coins) -> Value {
        serde_json::from_str(&self.text(amount)).unwrap()
    }

    /// From an answer's number, whose text is as exact as the server wrote it.
    pub fn read(self, value: &Value) -> Option<Coins> {
        let text = value.as_number()?.to_string();
        let (whole, rest) = text.split_once('.').unwrap_or((&text, ""));
        let rest = match (self.decimals, rest) {
            (_, "0") => "",
            (decimals, rest) if rest.len() <= decimals => rest,
            _ => return None,
        };
        let digits = format!("{whole}{rest:0<width$}", width = self.decimals);
        digits.parse().ok()
    }
}

/// A ratio in percent or months, to hundredths, as answers show it.
pub fn hundredths(numerator: Coins, denominator: Coins) -> String {
    let value = nearest(i128::from(numerator) * 100, i128::from(denominator));
    EUR.text(value)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn halves_go_away_from_zero() {
        for (numerator, denominator, expected) in [
            (5, 2, 3),
            (-5, 2, -3),
            (4, 2, 2),
            (7, 5, 1),
            (8, 5, 2),
            (0, 7, 0),
            (5, -2, -3),
        ] {
            assert_eq!(nearest(numerator, denominator), expected);
        }
    }

    #[test]
    fn tax_is_added_or_contained() {
        let tax = |rate, inclusive| Tax { rate, inclusive };
        for (rate, inclusive, price, expected) in [
            (210_000, false, 15_900, (3_339, 19_239)),
            (210_000, true, 15_900, (2_760, 15_900)),
            (210_000, true, 4_000, (694, 4_000)),
            (210_000, true, 2_500, (434, 2_500)),
            (210_000, false, 2_500, (525, 3_025)),
            (88_750, false, 2_999, (266, 3_265)),
            (100_000, true, 1_234, (112, 1_234)),
            (100_000, false, 1_235, (124, 1_359)),
            (0, false, 999, (0, 999)),
        ] {
            let found = tax(rate, inclusive).on(price);
            assert_eq!((found.tax, found.total), expected, "{price} at {rate}");
        }
    }

    #[test]
    fn amounts_are_read_and_written_exactly() {
        assert_eq!(EUR.text(-1_205), "-12.05");
        assert_eq!(JPY.text(1_205), "1205");
        for (value, coins) in [
            (json!(192.39), Some(19_239)),
            (json!(40), Some(4_000)),
            (json!(40.5), Some(4_050)),
            (json!(-0.05), Some(-5)),
            (json!(0.001), None),
            (json!("4"), None),
        ] {
            assert_eq!(EUR.read(&value), coins, "{value}");
        }
        assert_eq!(JPY.read(&json!(1200)), Some(1_200));
        assert_eq!(JPY.read(&json!(1200.5)), None);
    }
}
