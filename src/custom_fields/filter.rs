//! Filters by custom field: `customField_<id>=value` (contract 2.3, 10.7, 10.14).
use serde_json::Value;

use super::model::{Definition, FieldType};
use crate::{http::query::Query, kernel::text};

/// Start of the names of such parameters.
const PREFIX: &str = "customField_";

/// A defined field and the value it must have.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Filter {
    /// Key in the stored object.
    pub id: String,
    /// As the field's type stores it: compared as `jsonb`, so 5 equals 5.0.
    pub value: Value,
}

impl Filter {
    /// Whether a query filters by custom fields at all, and so needs their definitions.
    pub fn wanted(query: &Query) -> bool {
        !query.prefixed(PREFIX).is_empty()
    }

    /// All of a query. A field that is not defined, or a value that its type cannot have, is a
    /// fault of the query.
    pub fn read(query: &mut Query, definitions: &[Definition]) -> Vec<Self> {
        query
            .prefixed(PREFIX)
            .into_iter()
            .filter_map(|(id, value)| {
                let Some(definition) = definitions.iter().find(|field| field.id == id) else {
                    let message = undefined(&id, definitions);
                    query.fault(&format!("{PREFIX}{id}"), "unrecognized_keys", message);
                    return None;
                };
                let value = typed(definition.field_type, &value);
                if value.is_none() {
                    let name = format!("{PREFIX}{id}");
                    query.fault(&name, "invalid_type", "Must be a number.");
                }
                value.map(|value| Self { id, value })
            })
            .collect()
    }
}

fn typed(field_type: FieldType, value: &str) -> Option<Value> {
    match field_type {
        FieldType::Number => serde_json::from_str(value).ok().filter(Value::is_number),
        FieldType::Text
        | FieldType::Email
        | FieldType::Phone
        | FieldType::TextArea
        | FieldType::Select => Some(Value::from(value)),
    }
}

fn undefined(id: &str, definitions: &[Definition]) -> String {
    let ids: Vec<&str> = definitions.iter().map(|field| field.id.as_str()).collect();
    let hint = text::nearest(id, ids.iter().copied())
        .map(|near| format!(" Did you mean `{PREFIX}{near}`?"))
        .unwrap_or_default();
    format!("No custom field `{id}` is defined, and only defined ones filter.{hint}")
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{super::model::Format, *};

    fn defined(id: &str, field_type: FieldType) -> Definition {
        Definition {
            id: id.into(),
            label: id.into(),
            field_type,
            required: false,
            format: Format::default(),
        }
    }

    #[test]
    fn only_defined_fields_filter_and_by_their_type() {
        let fields = [
            defined("siebelId", FieldType::Text),
            defined("seats", FieldType::Number),
        ];
        let mut query = Query::parse("customField_siebelId=12345&customField_seats=5.0&limit=1");
        let filters = Filter::read(&mut query, &fields);
        let values: Vec<Value> = filters.into_iter().map(|filter| filter.value).collect();
        assert_eq!(values, [json!("12345"), json!(5.0)]);
        assert!(query.finish().is_ok());

        for text in [
            "customField_seats=many",
            "customField_siebelID=1",
            "customField_=1",
        ] {
            let mut query = Query::parse(text);
            assert!(Filter::read(&mut query, &fields).is_empty());
            assert!(query.finish().is_err(), "{text}");
        }
    }
}
