//! Reading prices: a list of tiers, or a map from term to monthly price (contract 8.12).
use crate::{
    catalog::pricing::{DiscountType, PriceTier, Pricing, PricingTier, TERM_MAX},
    error::{Code, Error, Fault},
    http::json::{Input, Object, Read, TEXT_MAX, Value, read_body},
    kernel::{
        money::{AmountFault, Minor},
        tax::Discount,
    },
};

/// The prices of a variant.
pub(super) fn pricing(input: &Input<'_>) -> Option<Pricing> {
    let tiers = if let Value::Object(fields) = input.value() {
        by_term(input, fields.iter().map(|(term, _)| term.as_str()))
    } else {
        input.list((1, TERM_MAX as usize), tier)
    }?;
    Pricing::new(tiers).map_or_else(|place| repeated(input, place), Some)
}

fn repeated<T>(input: &Input<'_>, place: usize) -> Option<T> {
    let path = if matches!(input.value(), Value::Array(_)) {
        format!("{}[{place}].contractLength", input.path())
    } else {
        input.path().to_owned()
    };
    let message = "This term stands twice; keep one price for it.";
    input.report(Fault::own(path, Code::InvalidPricing, message))
}

/// `{"12": 149.0}`
fn by_term<'a>(
    input: &Input<'_>,
    terms: impl Iterator<Item = &'a str>,
) -> Option<Vec<PricingTier>> {
    let object = input.object()?;
    let tiers: Vec<Option<PricingTier>> = terms
        .map(|term| {
            let price = part::<MonthlyPrice>(&object, term);
            let length = term_of(term).or_else(|| {
                let path = format!("{}.{term}", input.path());
                let message = format!("Must be a term in months from 1 to {TERM_MAX}.");
                input.report(Fault::own(path, Code::InvalidPricing, message))
            });
            Some(bare(length?, price?.0))
        })
        .collect();
    if tiers.is_empty() {
        return input.fault("too_small", "Needs at least 1 term.");
    }
    tiers.into_iter().collect()
}

/// A term as the key of a map: digits alone.
fn term_of(text: &str) -> Option<u32> {
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse()
        .ok()
        .filter(|term| digits && (1..=TERM_MAX).contains(term))
}

fn bare(contract_length: u32, monthly_price: Minor) -> PricingTier {
    PricingTier {
        price: PriceTier {
            contract_length,
            monthly_price,
            setup_fee: None,
            discount: None,
        },
        discount_description: None,
        source: None,
        calculated_at: None,
        preset_used: None,
    }
}

fn tier(input: &Input<'_>) -> Option<PricingTier> {
    let object = input.object()?;
    let contract_length = part::<Term>(&object, "contractLength");
    let monthly_price = part::<MonthlyPrice>(&object, "monthlyPrice");
    let setup_fee = object.maybe(&["setupFee"], Input::amount);
    let discount = object.maybe(&["discount"], discount);
    let source = object.maybe(&["source"], Input::word);
    let calculated_at = object.maybe(&["calculatedAt"], moment);
    let preset_used = object.maybe(&["presetUsed"], Input::short_text);
    let (discount, discount_description) = discount.unzip();
    let monthly_price = monthly_price?.0;
    if let Some(Discount::Fixed(amount)) = discount
        && amount > monthly_price
    {
        let path = format!("{}.discount.value", input.path());
        let message = "Must not be more than the monthly price.";
        return input.report(Fault::own(path, Code::InvalidPricing, message));
    }
    let mut tier = bare(contract_length?.0, monthly_price);
    tier.price.setup_fee = setup_fee;
    tier.price.discount = discount;
    Some(PricingTier {
        discount_description: discount_description.flatten(),
        source,
        calculated_at,
        preset_used,
        ..tier
    })
}

struct Term(u32);

impl Read for Term {
    fn read(input: &Input<'_>) -> Option<Self> {
        let term = input.integer(1..=TERM_MAX.into())?;
        u32::try_from(term).ok().map(Self)
    }
}

struct MonthlyPrice(Minor);

impl Read for MonthlyPrice {
    fn read(input: &Input<'_>) -> Option<Self> {
        input.amount().map(Self)
    }
}

/// A part that every tier needs. Where it is missing or cannot be a term or a price, the code is
/// `INVALID_PRICING`; an amount with more decimals than the currency has is a `VALIDATION_ERROR` here
/// as everywhere.
fn part<T: Read>(tier: &Object<'_>, name: &str) -> Option<T> {
    let Some(input) = tier.field(&[name]) else {
        let path = format!("{}.{name}", tier.input().path());
        let fault = Fault::own(path, Code::InvalidPricing, "Required in every tier.");
        return tier.input().report(fault);
    };
    let read = read_body(input.value(), input.locale());
    if let Err(Error::Invalid(faults)) = &read {
        for fault in faults {
            let path = input.path().to_owned();
            input.report::<()>(match fault.code.as_str() {
                code @ "invalid_number" => Fault::shape(path, code, fault.message.clone()),
                _ => Fault::own(path, Code::InvalidPricing, fault.message.clone()),
            });
        }
    }
    read.ok()
}

fn discount(input: &Input<'_>) -> Option<(Discount, Option<String>)> {
    let object = input.object()?;
    let kind = object.need(&["type"], Input::word);
    let value = object.need(&["value"], |value| match kind? {
        DiscountType::Percentage => percentage(value),
        DiscountType::Fixed => value.amount().map(Discount::Fixed),
    });
    let description = object.maybe(&["description"], Input::long_text);
    Some((value?, description))
}

fn percentage(input: &Input<'_>) -> Option<Discount> {
    let Value::Number(text) = input.value() else {
        return input.expected("a number");
    };
    match Discount::parse_percentage(text) {
        Ok(discount) => Some(discount),
        Err(AmountFault::TooPrecise { decimals }) => input.fault(
            "invalid_number",
            format!("A percentage has at most {decimals} decimals."),
        ),
        Err(AmountFault::TooLarge) => input.fault("too_big", "Must be from 0 to 100 percent."),
        Err(AmountFault::NotANumber) => input.expected("a number"),
    }
}

/// An instant that is kept as written: text as it is, anything else as JSON.
fn moment(input: &Input<'_>) -> Option<String> {
    let text = if let Value::String(text) = input.value() {
        text.clone()
    } else {
        input.value().to_serde().to_string()
    };
    if text.chars().count() > TEXT_MAX {
        return input.fault("too_big", format!("Takes at most {TEXT_MAX} characters."));
    }
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        http::json::Locale,
        kernel::{calendar::TimeZone, currency::Currency},
    };

    struct Whole(Pricing);

    impl Read for Whole {
        fn read(input: &Input<'_>) -> Option<Self> {
            pricing(&input.object()?.field(&["pricing"])?).map(Self)
        }
    }

    /// Terms with prices, or paths with codes.
    type Outcome = Result<Vec<(u32, i64)>, Vec<(String, &'static str)>>;

    fn read(json: &str) -> Outcome {
        let body = Value::parse(format!(r#"{{"pricing": {json}}}"#).as_bytes()).unwrap();
        let locale = Locale {
            currency: Currency::parse("EUR").unwrap(),
            time_zone: TimeZone::parse("UTC").unwrap(),
        };
        match read_body::<Whole>(&body, locale) {
            Ok(whole) => Ok(whole
                .0
                .into_prices()
                .iter()
                .map(|price| (price.contract_length, price.unit_price().get()))
                .collect()),
            Err(Error::Invalid(faults)) => Err(faults
                .into_iter()
                .map(|fault| (fault.path, fault.code.as_str()))
                .collect()),
            Err(other) => panic!("{other}"),
        }
    }

    #[test]
    fn a_list_and_a_map_say_the_same() {
        let expected = Ok(vec![(12, 14_900), (24, 11_950)]);
        let list = r#"[{"contractLength": 24.0, "monthlyPrice": 119.5},
            {"contractLength": 12, "monthlyPrice": 149.0}]"#;
        assert_eq!(read(list), expected);
        assert_eq!(read(r#"{"24": 119.5, "12": 149.00}"#), expected);
    }

    #[test]
    fn a_discount_is_a_percentage_or_an_amount() {
        for (discount, expected) in [
            (r#"{"type": "percentage", "value": 12.5}"#, 8_750),
            (
                r#"{"type": "fixed", "value": 12.5, "description": "x"}"#,
                8_750,
            ),
            (r#"{"type": "fixed", "value": 100}"#, 0),
            ("null", 10_000),
        ] {
            let tier = format!(
                r#"[{{"contractLength": 6, "monthlyPrice": 100, "discount": {discount}}}]"#
            );
            assert_eq!(read(&tier), Ok(vec![(6, expected)]), "{discount}");
        }
        for (discount, path, code) in [
            (
                r#"{"type": "percentage", "value": 101}"#,
                "value",
                "too_big",
            ),
            (
                r#"{"type": "percentage", "value": "5"}"#,
                "value",
                "invalid_type",
            ),
            (
                r#"{"type": "percentage", "value": 0.001}"#,
                "value",
                "invalid_number",
            ),
            (r#"{"type": "fixed", "value": -1}"#, "value", "too_small"),
            (
                r#"{"type": "none", "value": 1}"#,
                "type",
                "invalid_enum_value",
            ),
            (r#"{"type": "fixed"}"#, "value", "invalid_type"),
            (
                r#"{"type": "fixed", "value": 100.01}"#,
                "value",
                "INVALID_PRICING",
            ),
        ] {
            let tier = format!(
                r#"[{{"contractLength": 6, "monthlyPrice": 100, "discount": {discount}}}]"#
            );
            let path = format!("pricing[0].discount.{path}");
            assert_eq!(read(&tier), Err(vec![(path, code)]), "{discount}");
        }
    }

    #[test]
    fn what_is_no_term_or_no_price_is_invalid_pricing_at_its_place() {
        let invalid = |path: &str| (format!("pricing{path}"), "INVALID_PRICING");
        for (json, faults) in [
            (
                "[{}]",
                vec![invalid("[0].contractLength"), invalid("[0].monthlyPrice")],
            ),
            (
                r#"[{"contractLength": "12", "monthlyPrice": null}]"#,
                vec![invalid("[0].contractLength"), invalid("[0].monthlyPrice")],
            ),
            (
                r#"[{"contractLength": 0, "monthlyPrice": 1}]"#,
                vec![invalid("[0].contractLength")],
            ),
            (
                r#"[{"contractLength": 121, "monthlyPrice": 1}]"#,
                vec![invalid("[0].contractLength")],
            ),
            (
                r#"[{"contractLength": 1.5, "monthlyPrice": 1}]"#,
                vec![invalid("[0].contractLength")],
            ),
            (
                r#"[{"contractLength": 1, "monthlyPrice": -1}]"#,
                vec![invalid("[0].monthlyPrice")],
            ),
            (
                r#"[{"contractLength": 1, "monthlyPrice": 1}, {"contractLength": 1, "monthlyPrice": 2}]"#,
                vec![invalid("[1].contractLength")],
            ),
            (r#"{"12": "free"}"#, vec![invalid(".12")]),
            (r#"{"0": 1}"#, vec![invalid(".0")]),
            (r#"{"+6": 1, "x": 2}"#, vec![invalid(".+6"), invalid(".x")]),
            (r#"{"12": 1, "012": 2}"#, vec![invalid("")]),
        ] {
            assert_eq!(read(json), Err(faults), "{json}");
        }
    }

    #[test]
    fn other_faults_of_shape_keep_their_codes() {
        for (json, path, code) in [
            ("[]", "", "too_small"),
            ("{}", "", "too_small"),
            ("12", "", "invalid_type"),
            ("[12]", "[0]", "invalid_type"),
            (r#"{"12": 0.001}"#, ".12", "invalid_number"),
            (
                r#"[{"contractLength": 1, "monthlyPrice": 1, "setupFee": -1}]"#,
                "[0].setupFee",
                "too_small",
            ),
        ] {
            assert_eq!(
                read(json),
                Err(vec![(format!("pricing{path}"), code)]),
                "{json}"
            );
        }
    }
}
