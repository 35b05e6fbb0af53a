//! A field of a partial update: left out, set to nothing, or set.

/// What an update says of one field.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Patch<T> {
    /// Not mentioned: the field stays as it is.
    #[default]
    Absent,
    /// An explicit `null`: the field is emptied.
    Null,
    /// A new value.
    Value(T),
}

impl<T> Patch<T> {
    /// Whether the update leaves the field alone.
    pub const fn is_absent(&self) -> bool {
        matches!(self, Self::Absent)
    }

    /// The value, where absence and null mean the same.
    pub fn into_value(self) -> Option<T> {
        match self {
            Self::Absent | Self::Null => None,
            Self::Value(value) => Some(value),
        }
    }

    /// Carries the update out.
    pub fn apply_to(self, field: &mut Option<T>) {
        match self {
            Self::Absent => {}
            Self::Null => *field = None,
            Self::Value(value) => *field = Some(value),
        }
    }

    /// Converts the value, if there is one.
    pub fn map<U>(self, convert: impl FnOnce(T) -> U) -> Patch<U> {
        match self {
            Self::Absent => Patch::Absent,
            Self::Null => Patch::Null,
            Self::Value(value) => Patch::Value(convert(value)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_kind_does_its_own_to_a_field() {
        for (patch, expected) in [
            (Patch::Absent, Some(1)),
            (Patch::Null, None),
            (Patch::Value(2), Some(2)),
        ] {
            let mut field = Some(1);
            patch.apply_to(&mut field);
            assert_eq!(field, expected);
        }
    }

    #[test]
    fn only_a_value_is_mapped() {
        assert_eq!(Patch::Value(2).map(|n| n + 1), Patch::Value(3));
        assert_eq!(Patch::Null.map(|n: i32| n + 1), Patch::Null);
        assert!(Patch::Absent.map(|n: i32| n + 1).is_absent());
        assert!(!Patch::<i32>::Null.is_absent());
    }
}
