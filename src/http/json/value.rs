//! JSON as a tree, read strictly: what `serde_json::Value` lets pass silently is refused here.
//!
//! Refused: duplicate keys, NUL in strings (Postgres cannot store it), nesting past
//! [`DEPTH_MAX`]. Numbers keep their text, so that amounts stay exact.
use std::{fmt, str};

use serde::{
    Deserializer as _,
    de::{MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// Deepest nesting of arrays and objects.
pub(super) const DEPTH_MAX: usize = 32;

/// A JSON value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Value {
    /// `null`
    Null,
    /// `true` or `false`
    Bool(bool),
    /// A number as written.
    Number(String),
    /// A string, unescaped.
    String(String),
    /// An array.
    Array(Vec<Self>),
    /// An object in the order written; keys are unique.
    Object(Vec<(String, Self)>),
}

/// Why a text is not acceptable JSON.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
pub enum Malformed {
    /// Not JSON at all.
    #[error("The body is not valid JSON: {0}.")]
    Syntax(String),
    /// A key stands twice in one object.
    #[error("The key `{key}` stands twice; keep one of the two.")]
    DuplicateKey {
        /// Path of the object.
        path: String,
        /// The key.
        key: String,
    },
    /// U+0000 in a string or key.
    #[error("Text must not contain the NUL character (\\u0000).")]
    Nul {
        /// Path of the string.
        path: String,
    },
    /// More than [`DEPTH_MAX`] levels.
    #[error("The body is nested deeper than {DEPTH_MAX} levels.")]
    TooDeep,
}

impl Malformed {
    /// Where in the body; empty for the body as a whole.
    pub fn path(&self) -> &str {
        match self {
            Self::Syntax(_) | Self::TooDeep => "",
            Self::DuplicateKey { path, .. } | Self::Nul { path } => path,
        }
    }
}

impl Value {
    /// Reads a whole body.
    pub fn parse(bytes: &[u8]) -> Result<Self, Malformed> {
        let text = str::from_utf8(bytes)
            .map_err(|error| Malformed::Syntax(format!("it is not UTF-8 ({error})")))?;
        let raw: &RawValue = serde_json::from_str(text).map_err(|error| syntax(&error))?;
        build(raw, "", 0)
    }

    /// Kind of this value, for messages.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Null => "null",
            Self::Bool(_) => "a boolean",
            Self::Number(_) => "a number",
            Self::String(_) => "a string",
            Self::Array(_) => "an array",
            Self::Object(_) => "an object",
        }
    }

    /// The same value for storage as `jsonb`. A number that `f64` cannot hold becomes its text.
    pub fn to_serde(&self) -> serde_json::Value {
        match self {
            Self::Null => serde_json::Value::Null,
            Self::Bool(value) => (*value).into(),
            Self::Number(text) => {
                serde_json::from_str(text).unwrap_or_else(|_| text.clone().into())
            }
            Self::String(text) => text.clone().into(),
            Self::Array(items) => items.iter().map(Self::to_serde).collect(),
            Self::Object(fields) => fields
                .iter()
                .map(|(key, value)| (key.clone(), value.to_serde()))
                .collect::<serde_json::Map<_, _>>()
                .into(),
        }
    }
}

fn syntax(error: &serde_json::Error) -> Malformed {
    Malformed::Syntax(error.to_string())
}

/// Path of a member of `parent`.
pub(super) fn member(parent: &str, key: &str) -> String {
    if parent.is_empty() {
        key.to_owned()
    } else {
        format!("{parent}.{key}")
    }
}

fn build(raw: &RawValue, path: &str, depth: usize) -> Result<Value, Malformed> {
    if depth > DEPTH_MAX {
        return Err(Malformed::TooDeep);
    }
    let text = raw.get();
    match text.as_bytes().first() {
        Some(b'{') => object(text, path, depth),
        Some(b'[') => serde_json::from_str::<Vec<&RawValue>>(text)
            .map_err(|error| syntax(&error))?
            .into_iter()
            .enumerate()
            .map(|(index, item)| build(item, &format!("{path}[{index}]"), depth + 1))
            .collect::<Result<_, _>>()
            .map(Value::Array),
        Some(b'"') => {
            let string: String = serde_json::from_str(text).map_err(|error| syntax(&error))?;
            if string.contains('\0') {
                return Err(Malformed::Nul { path: path.into() });
            }
            Ok(Value::String(string))
        }
        Some(b'n') => Ok(Value::Null),
        Some(b't') => Ok(Value::Bool(true)),
        Some(b'f') => Ok(Value::Bool(false)),
        _ => Ok(Value::Number(text.to_owned())),
    }
}

fn object(text: &str, path: &str, depth: usize) -> Result<Value, Malformed> {
    let raw = serde_json::Deserializer::from_str(text)
        .deserialize_map(Fields)
        .map_err(|error| syntax(&error))?;
    let mut fields: Vec<(String, Value)> = Vec::with_capacity(raw.len());
    let mut seen = std::collections::HashSet::with_capacity(raw.len());
    for (key, value) in raw {
        let at = member(path, &key);
        if key.contains('\0') {
            return Err(Malformed::Nul { path: path.into() });
        }
        if !seen.insert(key.clone()) {
            return Err(Malformed::DuplicateKey { path: at, key });
        }
        fields.push((key, build(value, &at, depth + 1)?));
    }
    Ok(Value::Object(fields))
}

/// Collects an object's members without looking into them, duplicates included.
struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Vec<(String, &'de RawValue)>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut fields = Vec::new();
        while let Some(entry) = map.next_entry()? {
            fields.push(entry);
        }
        Ok(fields)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_text() {
        let parsed = Value::parse(br#"{"a":[129.990,1e2]}"#).unwrap();
        let numbers = ["129.990", "1e2"].map(|text| Value::Number(text.into()));
        let wanted = Value::Object(vec![("a".into(), Value::Array(numbers.into()))]);
        assert_eq!(parsed, wanted);
    }

    #[test]
    fn a_key_that_stands_twice_is_refused_with_its_place() {
        let error = Value::parse(br#"{"items":[{"sku":"A","sku":"B"}]}"#).unwrap_err();
        assert_eq!(error.path(), "items[0].sku");
        assert!(matches!(error, Malformed::DuplicateKey { .. }));
    }

    #[test]
    fn keys_equal_after_unescaping_are_the_same_key() {
        let error = Value::parse(br#"{"a":1,"\u0061":2}"#).unwrap_err();
        assert!(matches!(error, Malformed::DuplicateKey { .. }));
    }

    #[test]
    fn nul_lone_surrogates_and_broken_text_are_refused() {
        for body in [
            &br#"{"a":"\u0000"}"#[..],
            br#"{"\u0000":1}"#,
            br#"{"a":"\ud800"}"#,
            b"{\"a\":\"\xff\"}",
            b"",
            b"{",
            b"{} {}",
            b"{'a':1}",
            b"[1,]",
            b"01",
            b"NaN",
        ] {
            assert!(Value::parse(body).is_err(), "{body:?}");
        }
    }

    #[test]
    fn nesting_is_bounded() {
        let nested = |depth: usize| format!("{}{}", "[".repeat(depth), "]".repeat(depth));
        assert!(Value::parse(nested(DEPTH_MAX).as_bytes()).is_ok());
        assert_eq!(
            Value::parse(nested(DEPTH_MAX + 2).as_bytes()),
            Err(Malformed::TooDeep)
        );
        assert!(Value::parse(nested(100_000).as_bytes()).is_err());
    }
}
