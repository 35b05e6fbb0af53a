//! The `customFields` object: its shape, and what an update makes of it.
use serde_json::{Map, Value};

use crate::{
    error::Fault,
    http::json::{self, Input},
    kernel::patch::Patch,
};

/// Values by key. In an update, null deletes its key.
pub type Fields = Map<String, Value>;

/// Most keys of one object.
const KEYS_MAX: usize = 50;
/// Longest text of one object as JSON, in bytes.
const BYTES_MAX: usize = 16 * 1024;

/// Reads a `customFields` object within its bounds.
pub fn read(input: &Input<'_>) -> Option<Fields> {
    let json::Value::Object(_) = input.value() else {
        return input.expected("an object");
    };
    let Value::Object(fields) = input.value().to_serde() else {
        return input.expected("an object");
    };
    match breach(&fields, input.path()) {
        Some(fault) => input.report(fault),
        None => Some(fields),
    }
}

/// What `current` becomes under `patch`: merged key by key, null deletes a key, and a null in place
/// of the object deletes them all. The fault says that it would outgrow its bounds.
pub fn merge(current: Option<&Value>, patch: &Patch<Fields>) -> Result<Option<Value>, Fault> {
    let patch = match patch {
        Patch::Absent => return Ok(current.cloned()),
        Patch::Null => return Ok(None),
        Patch::Value(patch) => patch,
    };
    let mut fields = current
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    for (key, value) in patch {
        if value.is_null() {
            fields.remove(key);
        } else {
            fields.insert(key.clone(), value.clone());
        }
    }
    match breach(&fields, "customFields") {
        Some(fault) => Err(fault),
        None if fields.is_empty() && current.is_none() => Ok(None),
        None => Ok(Some(Value::Object(fields))),
    }
}

fn breach(fields: &Fields, path: &str) -> Option<Fault> {
    let keys = fields.len();
    if keys > KEYS_MAX {
        let message = format!("Takes at most {KEYS_MAX} keys, these are {keys}.");
        return Some(Fault::shape(path, "too_big", message));
    }
    let bytes = serde_json::to_vec(fields).map_or(usize::MAX, |json| json.len());
    (bytes > BYTES_MAX).then(|| {
        let message = format!("Takes at most {BYTES_MAX} bytes as JSON.");
        Fault::shape(path, "too_big", message)
    })
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn fields(value: Value) -> Patch<Fields> {
        let Value::Object(fields) = value else {
            panic!("not an object: {value}");
        };
        Patch::Value(fields)
    }

    #[test]
    fn an_update_merges_key_by_key() {
        let current = json!({"a": 1, "b": {"c": 2}});
        for (patch, expected) in [
            (Patch::Absent, Some(json!({"a": 1, "b": {"c": 2}}))),
            (Patch::Null, None),
            (fields(json!({})), Some(json!({"a": 1, "b": {"c": 2}}))),
            (fields(json!({"a": null})), Some(json!({"b": {"c": 2}}))),
            (
                fields(json!({"b": {"d": null}, "e": []})),
                Some(json!({"a": 1, "b": {"d": null}, "e": []})),
            ),
        ] {
            assert_eq!(merge(Some(&current), &patch), Ok(expected));
        }
        let first = merge(None, &fields(json!({"a": null, "b": 1})));
        assert_eq!(first, Ok(Some(json!({"b": 1}))));
    }

    #[test]
    fn an_object_cannot_outgrow_its_bounds_by_updates() {
        let many = |from: usize, to: usize| {
            let keys: Map<_, _> = (from..to).map(|n| (n.to_string(), json!(n))).collect();
            Value::Object(keys)
        };
        let current = many(0, 50);
        assert!(merge(Some(&current), &fields(many(49, 50))).is_ok());
        assert!(merge(Some(&current), &fields(many(50, 51))).is_err());
        let long = json!({"a": "x".repeat(BYTES_MAX)});
        assert!(merge(None, &fields(long)).is_err());
    }
}
