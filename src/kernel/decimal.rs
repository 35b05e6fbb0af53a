//! Exact decimals as JSON writes numbers: text to a scaled integer and back, never through floats.

/// Largest scaled integer: every JSON reader takes integers up to 2^53 − 1 exactly.
pub(super) const MAX: i64 = (1 << 53) - 1;
/// Decimal digits of [`MAX`].
const MAX_DIGITS: i64 = 16;
/// Stands for every exponent beyond it; far from overflow in any sum here.
const EXPONENT_MAX: i64 = 1 << 60;

/// Why a number cannot be taken exactly.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AmountFault {
    /// The text is not a JSON number.
    #[error("must be a number")]
    NotANumber,
    /// The number has more decimals than can be kept.
    #[error("must have at most {decimals} decimals")]
    TooPrecise {
        /// How many can be kept.
        decimals: u32,
    },
    /// The number is beyond what can be kept.
    #[error("is too large")]
    TooLarge,
}

/// The number that `text`, a JSON number, stands for, times 10^`decimals`.
///
/// The value counts, not its spelling: `1.50`, `15e-1` and `0.15E+1` are one number.
pub(super) fn parse(text: &str, decimals: u32) -> Result<i64, AmountFault> {
    let number = Number::read(text).ok_or(AmountFault::NotANumber)?;
    let digits = format!("{}{}", number.whole, number.fraction);
    let significant = digits.trim_end_matches('0');
    let zeros = length(&digits) - length(significant);
    let significant = significant.trim_start_matches('0');
    if significant.is_empty() {
        return Ok(0);
    }
    // The value is `significant` × 10^shift.
    let shift = zeros + number.exponent - length(number.fraction) + i64::from(decimals);
    if shift < 0 {
        return Err(AmountFault::TooPrecise { decimals });
    }
    if length(significant) + shift > MAX_DIGITS {
        return Err(AmountFault::TooLarge);
    }
    let scaled = u32::try_from(shift)
        .ok()
        .and_then(|shift| significant.parse::<i64>().ok()?.checked_mul(pow10(shift)?))
        .filter(|scaled| *scaled <= MAX)
        .ok_or(AmountFault::TooLarge)?;
    Ok(if number.negative { -scaled } else { scaled })
}

/// `scaled` ÷ 10^`decimals` with all its decimals: `129.00`.
pub(super) fn format_fixed(scaled: i64, decimals: u32) -> String {
    let sign = if scaled < 0 { "-" } else { "" };
    let width = decimals as usize;
    // At least one digit stands before the point.
    let digits = format!("{:0>least$}", scaled.unsigned_abs(), least = width + 1);
    let (whole, fraction) = digits.split_at(digits.len() - width);
    if fraction.is_empty() {
        format!("{sign}{whole}")
    } else {
        format!("{sign}{whole}.{fraction}")
    }
}

/// `scaled` ÷ 10^`decimals` as the shortest JSON number: `129`, `40.5`.
pub(super) fn format_short(scaled: i64, decimals: u32) -> String {
    let fixed = format_fixed(scaled, decimals);
    if fixed.contains('.') {
        fixed.trim_end_matches('0').trim_end_matches('.').to_owned()
    } else {
        fixed
    }
}

/// The parts of a JSON number.
struct Number<'a> {
    negative: bool,
    whole: &'a str,
    fraction: &'a str,
    exponent: i64,
}

impl<'a> Number<'a> {
    /// Reads by the grammar of RFC 8259, section 6.
    fn read(text: &'a str) -> Option<Self> {
        let (negative, unsigned) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (mantissa, exponent) = match unsigned.split_once(['e', 'E']) {
            Some((mantissa, exponent)) => (mantissa, read_exponent(exponent)?),
            None => (unsigned, 0),
        };
        let (whole, fraction) = match mantissa.split_once('.') {
            Some((whole, fraction)) => (whole, are_digits(fraction).then_some(fraction)?),
            None => (mantissa, ""),
        };
        let leading_zero = whole.len() > 1 && whole.starts_with('0');
        (are_digits(whole) && !leading_zero).then_some(Self {
            negative,
            whole,
            fraction,
            exponent,
        })
    }
}

/// An exponent; one too large to count is as good as [`EXPONENT_MAX`].
fn read_exponent(text: &str) -> Option<i64> {
    let (sign, digits) = match text.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, text.strip_prefix('+').unwrap_or(text)),
    };
    are_digits(digits).then(|| sign * digits.parse().unwrap_or(EXPONENT_MAX).min(EXPONENT_MAX))
}

fn are_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit())
}

/// Length of ASCII text; no text that fits into memory is longer than 2^60.
fn length(text: &str) -> i64 {
    i64::try_from(text.len()).unwrap_or(EXPONENT_MAX)
}

fn pow10(exponent: u32) -> Option<i64> {
    10_i64.checked_pow(exponent)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn every_spelling_of_a_number_is_taken_exactly() {
        for (text, scaled) in [
            ("40", 4_000),
            ("40.5", 4_050),
            ("40.50", 4_050),
            ("40.500000000000000000000000000000", 4_050),
            ("129.99", 12_999),
            ("1e2", 10_000),
            ("1E+2", 10_000),
            ("1.50E1", 1_500),
            ("1500e-1", 15_000),
            ("100000000000000000000e-18", 10_000),
            ("0.000000000000000000001e21", 100),
            ("0", 0),
            ("-0", 0),
            ("0.000", 0),
            ("0e999999999999999999999999", 0),
            ("-12.3", -1_230),
            ("0.01", 1),
            ("1e000000000000000000000000001", 1_000),
            ("90071992547409.91", MAX),
            ("-90071992547409.91", -MAX),
        ] {
            assert_eq!(parse(text, 2), Ok(scaled), "{text}");
        }
    }

    #[test]
    fn what_would_be_lost_is_refused() {
        let precise = AmountFault::TooPrecise { decimals: 2 };
        for (text, fault) in [
            ("40.005", precise),
            ("1e-3", precise),
            ("1e-99999999999999999999999999", precise),
            ("90071992547409.92", AmountFault::TooLarge),
            ("99999999999999.99", AmountFault::TooLarge),
            ("1e14", AmountFault::TooLarge),
            ("1e999999999", AmountFault::TooLarge),
            ("-1e99999999999999999999999999", AmountFault::TooLarge),
            ("123456789012345678901234567890", AmountFault::TooLarge),
        ] {
            assert_eq!(parse(text, 2), Err(fault), "{text}");
        }
    }

    #[test]
    fn what_json_does_not_call_a_number_is_refused() {
        for text in [
            "", "-", "+1", ".5", "5.", "01", "00", "-01", "1e", "1e+", "e5", "1.e5", "1,5", " 1",
            "1 ", "0x10", "NaN", "Infinity", "1e5.5", "1e5e5", "--1", "1_000", "١", "\"1\"",
        ] {
            assert_eq!(parse(text, 2), Err(AmountFault::NotANumber), "{text:?}");
        }
    }

    #[test]
    fn numbers_are_written_with_their_point() {
        for (scaled, decimals, fixed, short) in [
            (12_900, 2, "129.00", "129"),
            (4_050, 2, "40.50", "40.5"),
            (12_999, 2, "129.99", "129.99"),
            (5, 2, "0.05", "0.05"),
            (-5, 2, "-0.05", "-0.05"),
            (-150, 2, "-1.50", "-1.5"),
            (0, 2, "0.00", "0"),
            (100, 0, "100", "100"),
            (0, 0, "0", "0"),
            (1_500, 3, "1.500", "1.5"),
            (MAX, 2, "90071992547409.91", "90071992547409.91"),
        ] {
            assert_eq!(format_fixed(scaled, decimals), fixed);
            assert_eq!(format_short(scaled, decimals), short);
        }
    }

    proptest! {
        #[test]
        fn parse_undoes_print(scaled in -MAX..=MAX, decimals in 0_u32..=6) {
            prop_assert_eq!(parse(&format_fixed(scaled, decimals), decimals), Ok(scaled));
            prop_assert_eq!(parse(&format_short(scaled, decimals), decimals), Ok(scaled));
        }

        #[test]
        fn exactly_the_numbers_of_json_are_numbers(text in "-?[0-9]{0,3}(\\.[0-9]{0,3})?([eE][+-]?[0-9]{0,2})?") {
            let json = serde_json::from_str::<serde_json::Number>(&text).is_ok();
            prop_assert_eq!(parse(&text, 2) != Err(AmountFault::NotANumber), json);
        }

        #[test]
        fn no_text_panics(text in "[-+0-9eE.]{0,40}", decimals in 0_u32..=6) {
            let _ = parse(&text, decimals);
        }
    }
}
