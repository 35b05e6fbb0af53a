//! Whether values are what their definitions ask for (contract 10.14).
use std::sync::LazyLock;

use quick_cache::sync::Cache;
use regex::{Regex, RegexBuilder};
use serde_json::Value;
use validator::ValidateEmail as _;

use super::{
    fields::Fields,
    model::{Definition, FieldType},
};
use crate::{error::Fault, kernel::text};

/// Fewest and most digits of a phone number.
const PHONE_DIGITS: std::ops::RangeInclusive<usize> = 5..=15;
/// What a phone number may have beside digits.
const PHONE_MARKS: &str = "+-()./ ";

/// Most memory that a compiled pattern takes, in bytes.
const PATTERN_SIZE: usize = 256 * 1024;
/// Compiled patterns that are kept.
const COMPILED_MAX: usize = 1_000;
/// Patterns compiled before, of all tenants.
static COMPILED: LazyLock<Cache<String, Regex>> = LazyLock::new(|| Cache::new(COMPILED_MAX));

/// Which keys a check looks at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Check {
    /// The fields of something new: required ones must be there.
    Whole,
    /// An update: only the keys it names; a null would delete.
    Update,
}

/// All that is wrong with `fields`, at `customFields.<key>`. Keys without a definition are free.
pub fn check(definitions: &[Definition], fields: &Fields, kind: Check) -> Vec<Fault> {
    definitions
        .iter()
        .filter_map(|definition| {
            let (code, message) = match (fields.get(&definition.id), kind) {
                (None, Check::Update) => return None,
                (None, Check::Whole) | (Some(Value::Null), Check::Whole | Check::Update) => {
                    if !definition.required {
                        return None;
                    }
                    ("invalid_type", "Required.".to_owned())
                }
                (Some(value), Check::Whole | Check::Update) => breach(definition, value)?,
            };
            let message = format!("{}: {message}", definition.label);
            let path = format!("customFields.{}", definition.id);
            Some(Fault::shape(path, code, message))
        })
        .collect()
}

/// What is wrong with a value that is there.
fn breach(definition: &Definition, value: &Value) -> Option<(&'static str, String)> {
    if definition.field_type == FieldType::Number {
        let fits = value.is_number();
        return (!fits).then(|| ("invalid_type", "Expected a number.".to_owned()));
    }
    let Some(text) = value.as_str() else {
        return Some(("invalid_type", "Expected a string.".to_owned()));
    };
    if definition.required && text.trim().is_empty() {
        return Some(("too_small", "Must not be empty.".to_owned()));
    }
    kind_breach(definition, text).or_else(|| format_breach(definition, text))
}

fn kind_breach(definition: &Definition, text: &str) -> Option<(&'static str, String)> {
    match definition.field_type {
        FieldType::Text | FieldType::TextArea | FieldType::Number => None,
        FieldType::Email => (!text.validate_email()).then(|| {
            let message = "Must be an e-mail address such as name@example.com.";
            ("invalid_string", message.to_owned())
        }),
        FieldType::Phone => (!is_phone(text)).then(|| {
            let message = "Must be a phone number such as +31612345678.";
            ("invalid_string", message.to_owned())
        }),
        FieldType::Select => {
            let options: Vec<&str> = definition
                .format
                .options
                .iter()
                .map(String::as_str)
                .collect();
            (!options.contains(&text)).then(|| {
                let message = format!("Must be {}.", text::list_of(&options));
                ("invalid_enum_value", message)
            })
        }
    }
}

fn format_breach(definition: &Definition, text: &str) -> Option<(&'static str, String)> {
    let format = &definition.format;
    let length = text.chars().count();
    if let Some(exact) = format.exact_length.filter(|&exact| length != exact) {
        let code = if length < exact {
            "too_small"
        } else {
            "too_big"
        };
        return Some((code, format!("Must have exactly {exact} characters.")));
    }
    if let Some(min) = format.min_length.filter(|&min| length < min) {
        return Some(("too_small", format!("Must have at least {min} characters.")));
    }
    if let Some(max) = format.max_length.filter(|&max| length > max) {
        return Some(("too_big", format!("Must have at most {max} characters.")));
    }
    // A definition's pattern is compiled before it is stored; one that no longer compiles binds
    // nobody.
    let pattern = format.pattern.as_ref()?;
    let regex = COMPILED
        .get_or_insert_with(pattern, || compile(pattern))
        .ok()?;
    (!regex.is_match(text)).then(|| ("invalid_string", format!("Must match `{pattern}`.")))
}

/// A pattern that the whole text must match. It stands alone, so that no `)` in it escapes.
pub(super) fn compile(pattern: &str) -> Result<Regex, regex::Error> {
    let built = |pattern: &str| RegexBuilder::new(pattern).size_limit(PATTERN_SIZE).build();
    built(pattern)?;
    built(&format!("^(?:{pattern})$"))
}

fn is_phone(text: &str) -> bool {
    let digits = text.chars().filter(char::is_ascii_digit).count();
    PHONE_DIGITS.contains(&digits)
        && text
            .chars()
            .all(|char| char.is_ascii_digit() || PHONE_MARKS.contains(char))
        && text.rfind('+').is_none_or(|at| at == 0)
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::model::Format, *};

    fn definition(field_type: FieldType, format: Format) -> Definition {
        Definition {
            id: "f".into(),
            label: "Field".into(),
            field_type,
            required: false,
            format,
        }
    }

    fn code(definition: &Definition, value: Value) -> Option<&'static str> {
        let fields = Fields::from_iter([("f".to_owned(), value)]);
        check(std::slice::from_ref(definition), &fields, Check::Whole)
            .first()
            .map(|fault| fault.code.as_str())
    }

    #[test]
    fn each_type_takes_its_own_values() {
        let options = Format {
            options: vec!["red".into(), "blue".into()],
            ..Format::default()
        };
        for (field_type, good, bad) in [
            (FieldType::Text, json!(""), json!(1)),
            (FieldType::TextArea, json!("a\nb"), json!([])),
            (FieldType::Number, json!(1.5), json!("1.5")),
            (FieldType::Email, json!("a@b.com"), json!("a@")),
            (
                FieldType::Phone,
                json!("+31 (0)6-12345678"),
                json!("0612+345678"),
            ),
            (FieldType::Phone, json!("+31612345678"), json!("call me")),
            (FieldType::Select, json!("red"), json!("Red")),
        ] {
            let definition = definition(field_type, options.clone());
            assert_eq!(code(&definition, good), None, "{field_type:?}");
            assert!(code(&definition, bad).is_some(), "{field_type:?}");
        }
    }

    #[test]
    fn formats_bind_the_whole_text_in_characters() {
        let format = |json: Value| serde_json::from_value::<Format>(json).unwrap();
        for (rules, value, expected) in [
            (json!({"minLength": 2}), "é", Some("too_small")),
            (json!({"minLength": 2}), "éé", None),
            (json!({"maxLength": 2}), "éé", None),
            (json!({"maxLength": 2}), "abc", Some("too_big")),
            (json!({"exactLength": 2}), "a", Some("too_small")),
            (json!({"exactLength": 2}), "ab", None),
            (json!({"pattern": "[0-9]+|x"}), "12", None),
            (
                json!({"pattern": "[0-9]+|x"}),
                "12a",
                Some("invalid_string"),
            ),
            (json!({"pattern": "("}), "anything", None),
        ] {
            let definition = definition(FieldType::Text, format(rules.clone()));
            assert_eq!(code(&definition, json!(value)), expected, "{rules} {value}");
        }
    }

    #[test]
    fn required_means_there_and_not_blank_but_an_update_may_leave_it_out() {
        let required = Definition {
            required: true,
            ..definition(FieldType::Text, Format::default())
        };
        let required = std::slice::from_ref(&required);
        let of = |value: Value| Fields::from_iter([("f".to_owned(), value)]);
        for (fields, whole, update) in [
            (Fields::new(), 1, 0),
            (of(Value::Null), 1, 1),
            (of(json!(" ")), 1, 1),
            (of(json!("a")), 0, 0),
        ] {
            assert_eq!(check(required, &fields, Check::Whole).len(), whole);
            assert_eq!(check(required, &fields, Check::Update).len(), update);
        }
        let fault = check(required, &Fields::new(), Check::Whole).pop().unwrap();
        assert_eq!(fault.path, "customFields.f");
    }
}
