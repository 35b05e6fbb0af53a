//! Reading a body field by field, collecting every fault on the way (contract 10.2).
//!
//! serde's derive stops at the first fault and takes arrays for structs; a body here implements
//! [`Read`] by asking for its fields one by one, under every name the contract accepts.
use std::cell::RefCell;

use super::value::{Value, member};
use crate::{
    error::{Error, Fault, Result},
    kernel::{calendar::TimeZone, currency::Currency, patch::Patch},
};

/// What of the tenant the meaning of a body depends on.
#[derive(Debug, Clone, Copy)]
pub struct Locale {
    /// How many decimals an amount may have.
    pub currency: Currency,
    /// Which date an instant falls on.
    pub time_zone: TimeZone,
}

/// A body, or a part of one, that can be read from JSON.
pub trait Read: Sized {
    /// Reads it. `None` once a fault has been recorded; all fields are read before that.
    fn read(input: &Input<'_>) -> Option<Self>;
}

/// One value of the body with its place.
#[derive(Debug, Clone)]
pub struct Input<'a> {
    value: &'a Value,
    path: String,
    reading: &'a Reading,
}

/// One reading of one body: its locale and the faults so far.
#[derive(Debug)]
struct Reading {
    locale: Locale,
    faults: RefCell<Vec<Fault>>,
}

/// Reads a whole body; all its faults at once if it does not hold.
pub fn read_body<B: Read>(value: &Value, locale: Locale) -> Result<B> {
    let reading = Reading {
        locale,
        faults: RefCell::default(),
    };
    let body = B::read(&Input {
        value,
        path: String::new(),
        reading: &reading,
    });
    match (body, reading.faults.into_inner()) {
        (Some(body), faults) if faults.is_empty() => Ok(body),
        (None, faults) if faults.is_empty() => Err(Error::internal(anyhow::anyhow!(
            "a body was refused without a fault"
        ))),
        (_, faults) => Err(Error::Invalid(faults)),
    }
}

impl<'a> Input<'a> {
    /// The value as it stands.
    pub const fn value(&self) -> &'a Value {
        self.value
    }

    /// Where it stands, such as `items[1].quantity`.
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What of the tenant matters here.
    pub const fn locale(&self) -> Locale {
        self.reading.locale
    }

    /// Records a fault of shape at this place; always `None`, to end a reader with it.
    pub fn fault<T>(&self, code: &'static str, message: impl Into<String>) -> Option<T> {
        self.report(Fault::shape(self.path.clone(), code, message))
    }

    /// Records any fault; always `None`.
    pub fn report<T>(&self, fault: Fault) -> Option<T> {
        self.reading.faults.borrow_mut().push(fault);
        None
    }

    /// Records that another kind of value is due here; always `None`.
    pub fn expected<T>(&self, what: &str) -> Option<T> {
        self.fault(
            "invalid_type",
            format!("Expected {what}, received {}.", self.value.kind()),
        )
    }

    /// As an object.
    pub fn object(&self) -> Option<Object<'a>> {
        let Value::Object(fields) = self.value else {
            return self.expected("an object");
        };
        Some(Object {
            fields,
            input: self.clone(),
        })
    }

    /// As an array of `min` to `max` elements, each read by `f`. All elements are read even when
    /// some have faults.
    pub fn list<T>(
        &self,
        (min, max): (usize, usize),
        f: impl Fn(&Input<'a>) -> Option<T>,
    ) -> Option<Vec<T>> {
        let Value::Array(values) = self.value else {
            return self.expected("an array");
        };
        if values.len() < min {
            return self.fault("too_small", format!("Needs at least {min} element(s)."));
        }
        if values.len() > max {
            let message = format!("Takes at most {max} elements, received {}.", values.len());
            return self.fault("too_big", message);
        }
        let read: Vec<Option<T>> = values
            .iter()
            .enumerate()
            .map(|(index, value)| {
                f(&Input {
                    value,
                    path: format!("{}[{index}]", self.path),
                    reading: self.reading,
                })
            })
            .collect();
        read.into_iter().collect()
    }
}

/// An object being read.
#[derive(Debug, Clone)]
pub struct Object<'a> {
    fields: &'a [(String, Value)],
    input: Input<'a>,
}

impl<'a> Object<'a> {
    /// The object as a value with its place.
    pub const fn input(&self) -> &Input<'a> {
        &self.input
    }

    /// The field under the first of `names` that is there; null only where no name says more. A
    /// fault is recorded at each further name that says something else.
    pub fn field(&self, names: &[&str]) -> Option<Input<'a>> {
        let (said, empty): (Vec<_>, Vec<_>) = names
            .iter()
            .filter_map(|name| self.named(name))
            .partition(|input| *input.value != Value::Null);
        let mut said = said.into_iter();
        let Some(first) = said.next() else {
            return empty.into_iter().next();
        };
        for other in said.filter(|other| other.value != first.value) {
            let message = format!(
                "Says something else than `{}`; send one of the two.",
                first.path
            );
            other.fault::<()>("custom", message);
        }
        Some(first)
    }

    fn named(&self, name: &str) -> Option<Input<'a>> {
        let (key, value) = self.fields.iter().find(|(key, _)| key == name)?;
        Some(Input {
            value,
            path: member(&self.input.path, key),
            reading: self.input.reading,
        })
    }

    /// A field that must be there and not null.
    pub fn need<T>(&self, names: &[&str], f: impl FnOnce(&Input<'a>) -> Option<T>) -> Option<T> {
        match self.field(names) {
            Some(input) if *input.value != Value::Null => f(&input),
            Some(_) | None => {
                let name = names.first().copied().unwrap_or_default();
                let message = match names {
                    [_, alias, ..] => format!("Required (also accepted as `{alias}`)."),
                    _ => "Required.".to_owned(),
                };
                let path = member(&self.input.path, name);
                self.input
                    .report(Fault::shape(path, "invalid_type", message))
            }
        }
    }

    /// A field that may be absent or null.
    pub fn maybe<T>(&self, names: &[&str], f: impl FnOnce(&Input<'a>) -> Option<T>) -> Option<T> {
        self.patch(names, f).into_value()
    }

    /// A field that may be absent but not null: it cannot be cleared.
    pub fn given<T>(&self, names: &[&str], f: impl FnOnce(&Input<'a>) -> Option<T>) -> Option<T> {
        self.field(names).and_then(|input| f(&input))
    }

    /// A field whose absence and null differ: absent leaves as is, null clears.
    pub fn patch<T>(&self, names: &[&str], f: impl FnOnce(&Input<'a>) -> Option<T>) -> Patch<T> {
        match self.field(names) {
            None => Patch::Absent,
            Some(input) if *input.value == Value::Null => Patch::Null,
            Some(input) => f(&input).map_or(Patch::Absent, Patch::Value),
        }
    }
}

/// A body without fields: absent, empty or an object whose keys do not matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NoBody;

impl Read for NoBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        input.object().map(|_| Self)
    }
}
