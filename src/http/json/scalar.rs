//! Readers of single values: text, numbers, amounts, dates, choices.
use std::{ops::RangeInclusive, str::FromStr};

use chrono::{DateTime, NaiveDate, Utc};
use validator::{ValidateEmail as _, ValidateUrl as _};

use super::{read::Input, value::Value};
use crate::{
    error::{Code, Fault},
    kernel::{
        calendar::{self, When},
        money::{AmountFault, Minor},
        percentage::Percentage,
        word::Word,
    },
};

/// Longest free text, in characters (contract 2.5: notes).
pub const TEXT_MAX: usize = 5_000;

/// Longest name, SKU, phone number and the like, in characters.
pub const NAME_MAX: usize = 255;

/// Longest URL, in characters.
const URL_MAX: usize = 2_048;

impl Input<'_> {
    /// A string of `min` to `max` characters; where `min` is not 0, blanks alone do not count.
    pub fn text(&self, (min, max): (usize, usize)) -> Option<String> {
        let Value::String(text) = self.value() else {
            return self.expected("a string");
        };
        let length = text.chars().count();
        if length > max {
            let message = format!("Takes at most {max} characters, received {length}.");
            return self.fault("too_big", message);
        }
        if length < min || (min > 0 && text.trim().is_empty()) {
            return self.fault("too_small", "Must not be empty.");
        }
        Some(text.clone())
    }

    /// A name of 1 to [`NAME_MAX`] characters.
    pub fn name(&self) -> Option<String> {
        self.text((1, NAME_MAX))
    }

    /// An optional short text such as a company or a phone number.
    pub fn short_text(&self) -> Option<String> {
        self.text((0, NAME_MAX))
    }

    /// Free text of at most [`TEXT_MAX`] characters.
    pub fn long_text(&self) -> Option<String> {
        self.text((0, TEXT_MAX))
    }

    /// An e-mail address.
    pub fn email(&self) -> Option<String> {
        let email = self.text((1, NAME_MAX))?;
        if email.validate_email() {
            Some(email)
        } else {
            self.fault(
                "invalid_string",
                "Must be an e-mail address such as name@example.com.",
            )
        }
    }

    /// An absolute http or https URL.
    pub fn url(&self) -> Option<String> {
        let url = self.text((1, URL_MAX))?;
        let web = url.starts_with("https://") || url.starts_with("http://");
        if web && url.validate_url() {
            Some(url)
        } else {
            self.fault(
                "invalid_string",
                "Must be a URL such as https://example.com/a.jpg.",
            )
        }
    }

    /// `true` or `false`.
    pub fn boolean(&self) -> Option<bool> {
        let Value::Bool(value) = self.value() else {
            return self.expected("a boolean");
        };
        Some(*value)
    }

    /// An integral number within `range`; `2.0` and `2e0` are 2.
    pub fn integer(&self, range: RangeInclusive<i64>) -> Option<i64> {
        let Value::Number(text) = self.value() else {
            return self.expected("an integer");
        };
        let digits = text.strip_prefix('-').unwrap_or(text);
        let huge = digits.bytes().all(|byte| byte.is_ascii_digit());
        let number = match integral(text) {
            Some(number) if range.contains(&number) => return Some(number),
            Some(number) => number,
            // A whole number past what 64 bits hold.
            None if huge && text.starts_with('-') => i64::MIN,
            None if huge => i64::MAX,
            None => return self.fault("invalid_type", "Expected an integer without decimals."),
        };
        let code = if number < *range.start() {
            "too_small"
        } else {
            "too_big"
        };
        let message = format!("Must be from {} to {}.", range.start(), range.end());
        self.fault(code, message)
    }

    /// An amount of at least 0 in the tenant's currency.
    pub fn amount(&self) -> Option<Minor> {
        let Value::Number(text) = self.value() else {
            return self.expected("a number");
        };
        let currency = self.locale().currency;
        match Minor::parse(text, currency) {
            Ok(amount) if amount < Minor::ZERO => self.fault("too_small", "Must be 0 or more."),
            Ok(amount) => Some(amount),
            Err(AmountFault::TooPrecise { decimals }) => self.fault(
                "invalid_number",
                format!("{} has {decimals} decimals, and no more.", currency.code()),
            ),
            Err(AmountFault::TooLarge) => self.fault("too_big", "The amount is too large."),
            Err(AmountFault::NotANumber) => self.expected("a number"),
        }
    }

    /// A part from 0 to 100 %, as the number of percent.
    pub fn percentage(&self) -> Option<Percentage> {
        let Value::Number(text) = self.value() else {
            return self.expected("a number");
        };
        match Percentage::parse(text) {
            Ok(part) => Some(part),
            Err(AmountFault::TooPrecise { decimals }) => {
                let message = format!("Takes at most {decimals} decimals.");
                self.fault("invalid_number", message)
            }
            Err(AmountFault::TooLarge | AmountFault::NotANumber) => {
                self.fault("too_big", "Must be a percentage from 0 to 100.")
            }
        }
    }

    /// A date, or an instant turned into the tenant's date (contract 10.12).
    pub fn date(&self) -> Option<NaiveDate> {
        match self.when()? {
            When::Date(date) => Some(date),
            When::Instant(at) => Some(self.locale().time_zone.date_of(at)),
        }
    }

    /// An instant; a plain date is the start of the tenant's day.
    pub fn instant(&self) -> Option<DateTime<Utc>> {
        match self.when()? {
            When::Date(date) => Some(self.locale().time_zone.day_start(date)),
            When::Instant(at) => Some(at),
        }
    }

    fn when(&self) -> Option<When> {
        let Value::String(text) = self.value() else {
            return self.expected("a date as a string");
        };
        match calendar::parse_when(text) {
            Some(when) => Some(when),
            None => self.fault(
                "invalid_date",
                "Must be a date such as 2025-02-01 or an instant such as 2025-02-01T10:30:00Z.",
            ),
        }
    }

    /// One of a closed list of words.
    pub fn word<W: Word>(&self) -> Option<W> {
        self.word_or(|path, message| Fault::shape(path, "invalid_enum_value", message))
    }

    /// One of a closed list of words whose breach has a code of its own.
    pub fn word_else<W: Word>(&self, code: Code) -> Option<W> {
        self.word_or(|path, message| Fault::own(path, code, message))
    }

    fn word_or<W: Word>(&self, fault: impl FnOnce(String, String) -> Fault) -> Option<W> {
        let Value::String(name) = self.value() else {
            return self.expected("a string");
        };
        W::from_word(name).or_else(|| self.report(fault(self.path().to_owned(), W::unknown(name))))
    }

    /// An id. One that does not parse is an unknown id (contract 10.8): `code` with `message`.
    pub fn id<I: FromStr>(&self, code: Code, message: &str) -> Option<I> {
        let Value::String(text) = self.value() else {
            return self.expected("a string");
        };
        text.parse()
            .ok()
            .or_else(|| self.report(Fault::own(self.path().to_owned(), code, message)))
    }
}

/// The integer that a JSON number's text stands for, if it is one.
fn integral(text: &str) -> Option<i64> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    let (mantissa, exponent) = match text.split_once(['e', 'E']) {
        Some((mantissa, exponent)) => (mantissa, exponent.parse::<i32>().ok()?),
        None => (text, 0),
    };
    let (sign, digits) = match mantissa.strip_prefix('-') {
        Some(digits) => (-1, digits),
        None => (1, mantissa),
    };
    let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
    let fraction = fraction.trim_end_matches('0');
    let digits = format!("{whole}{fraction}");
    let significant = digits.trim_start_matches('0');
    if significant.is_empty() {
        return Some(0);
    }
    let shift = exponent.checked_sub(i32::try_from(fraction.len()).ok()?)?;
    let unsigned: i64 = significant.parse().ok()?;
    let power = 10_i64.checked_pow(shift.unsigned_abs())?;
    let value = if shift >= 0 {
        unsigned.checked_mul(power)?
    } else if unsigned % power == 0 {
        unsigned / power
    } else {
        return None;
    };
    Some(sign * value)
}

#[cfg(test)]
mod tests {
    use super::integral;

    #[test]
    fn an_integral_number_is_an_integer_however_it_is_written() {
        let table = [
            ("2", Some(2)),
            ("2.0", Some(2)),
            ("2e0", Some(2)),
            ("20e-1", Some(2)),
            ("0.2e1", Some(2)),
            ("-0", Some(0)),
            ("-3.00", Some(-3)),
            ("0.0e99", Some(0)),
            ("2.5", None),
            ("1e-1", None),
            ("1e400", None),
            ("1e99999999999", None),
            ("9223372036854775807", Some(i64::MAX)),
            ("9223372036854775808", None),
        ];
        for (text, wanted) in table {
            assert_eq!(integral(text), wanted, "{text}");
        }
    }
}
