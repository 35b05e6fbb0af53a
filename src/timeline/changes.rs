//! Which fields a change moved, from what to what.
use serde::Serialize;

/// Fields in the order noted; a field that did not move is not listed.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize)]
#[serde(transparent)]
pub struct Changes(Vec<FieldChange>);

/// One field.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
struct FieldChange {
    field: String,
    from: serde_json::Value,
    to: serde_json::Value,
}

impl Changes {
    /// Nothing moved, or nothing worth telling.
    pub const fn none() -> Self {
        Self(Vec::new())
    }

    /// Notes a field if `from` and `to` differ. `field` is its name on the wire.
    #[must_use]
    pub fn with<T: Serialize + ?Sized>(mut self, field: &str, from: &T, to: &T) -> Self {
        let value = |value: &T| serde_json::to_value(value).unwrap_or_default();
        let (from, to) = (value(from), value(to));
        if from != to {
            self.0.push(FieldChange {
                field: field.to_owned(),
                from,
                to,
            });
        }
        self
    }

    /// These fields, and those after them.
    #[must_use]
    pub fn and(mut self, more: Self) -> Self {
        self.0.extend(more.0);
        self
    }

    /// Whether nothing moved.
    pub const fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Names of the fields that moved.
    pub fn fields(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(|change| change.field.as_str())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_that_did_not_move_is_not_listed() {
        let changes = Changes::none()
            .with("notes", &None, &Some("a"))
            .with("quantity", &2, &2);
        assert_eq!(changes.fields().collect::<Vec<_>>(), ["notes"]);
        assert!(!changes.is_empty());
    }
}
