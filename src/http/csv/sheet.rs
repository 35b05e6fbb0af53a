//! A list as CSV: one fixed row of columns, each a place in the JSON of an item.
use csv::{Terminator, Writer, WriterBuilder};
use serde_json::value::RawValue;

use super::cell;
use crate::{
    error::{Error, Result},
    http::json::Value,
};

/// The columns of a list.
#[derive(Debug, Clone, Copy)]
pub struct Sheet {
    /// Name of the list in its JSON answer, such as `orders`.
    pub items: &'static str,
    /// Name of what it lists, in names of files.
    pub name: &'static str,
    /// From left to right. Further ones are only ever added on the right.
    pub columns: &'static [Column],
}

/// A column.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    /// What stands in the header.
    pub name: &'static str,
    source: Source,
}

/// What a cell shows of an item.
#[derive(Debug, Clone, Copy)]
enum Source {
    /// The value at a path such as `customer.email`.
    At(&'static str),
    /// Several values with a space between them.
    Joined(&'static [&'static str]),
    /// How many elements the list at a path has.
    Count(&'static str),
    /// Of the element of a list whose field has a value: another field.
    Of(&'static str, (&'static str, &'static str), &'static str),
}

impl Column {
    /// The field of that name.
    pub const fn field(name: &'static str) -> Self {
        Self::at(name, name)
    }

    /// The value at a path.
    pub const fn at(name: &'static str, path: &'static str) -> Self {
        let source = Source::At(path);
        Self { name, source }
    }

    /// Several values with a space between them.
    pub const fn joined(name: &'static str, paths: &'static [&'static str]) -> Self {
        let source = Source::Joined(paths);
        Self { name, source }
    }

    /// How many elements a list has.
    pub const fn count(name: &'static str, path: &'static str) -> Self {
        let source = Source::Count(path);
        Self { name, source }
    }

    /// Of the element of a list whose field `of.0` is `of.1`: its field `value`.
    pub const fn tier(
        name: &'static str,
        path: &'static str,
        of: (&'static str, &'static str),
        value: &'static str,
    ) -> Self {
        let source = Source::Of(path, of, value);
        Self { name, source }
    }

    /// The places in an item that it shows.
    pub fn paths(&self) -> Vec<&'static str> {
        match self.source {
            Source::At(path) | Source::Count(path) | Source::Of(path, ..) => vec![path],
            Source::Joined(paths) => paths.to_vec(),
        }
    }

    fn cell(&self, item: &Value) -> Cell {
        match self.source {
            Source::At(path) => Cell::of(at(item, path)),
            Source::Joined(paths) => {
                let texts = paths.iter().filter_map(|path| at(item, path)).map(shown);
                let texts: Vec<String> = texts.filter(|text| !text.is_empty()).collect();
                Cell::Text(texts.join(" "))
            }
            Source::Count(path) => Cell::Number(match at(item, path) {
                Some(Value::Array(elements)) => elements.len().to_string(),
                _ => "0".to_owned(),
            }),
            Source::Of(path, (name, wanted), value) => {
                let Some(Value::Array(elements)) = at(item, path) else {
                    return Cell::of(None);
                };
                let is_wanted =
                    |element: &&Value| at(element, name).map(shown).as_deref() == Some(wanted);
                let found = elements.iter().find(is_wanted);
                Cell::of(found.and_then(|found| at(found, value)))
            }
        }
    }
}

/// What stands in a cell, as it is written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cell {
    /// A number, as the JSON has it.
    Number(String),
    /// Anything else; empty where there is nothing.
    Text(String),
}

impl Cell {
    fn of(value: Option<&Value>) -> Self {
        match value {
            Some(Value::Number(text)) => Self::Number(text.clone()),
            Some(value) => Self::Text(shown(value)),
            None => Self::Text(String::new()),
        }
    }

    fn into_text(self) -> String {
        match self {
            Self::Number(text) | Self::Text(text) => text,
        }
    }
}

/// The cells of an item, given as JSON.
pub fn cells(columns: &[Column], item: &RawValue) -> Result<Vec<Cell>> {
    let item = Value::parse(item.get().as_bytes()).map_err(Error::internal)?;
    Ok(columns.iter().map(|column| column.cell(&item)).collect())
}

/// The header line.
pub fn header(columns: &[Column]) -> Result<Vec<u8>> {
    let mut writer = writer();
    let names = columns.iter().map(|column| column.name);
    writer.write_record(names).map_err(Error::internal)?;
    written(writer)
}

/// A line for each item, given as JSON.
pub fn lines<'i>(
    columns: &[Column],
    items: impl IntoIterator<Item = &'i RawValue>,
) -> Result<Vec<u8>> {
    let mut writer = writer();
    for item in items {
        let cells = cells(columns, item)?.into_iter().map(Cell::into_text);
        let cells: Vec<String> = cells
            .map(|text| cell::guarded(&text).into_owned())
            .collect();
        writer.write_record(&cells).map_err(Error::internal)?;
    }
    written(writer)
}

fn writer() -> Writer<Vec<u8>> {
    // RFC 4180.
    let mut builder = WriterBuilder::new();
    builder.terminator(Terminator::CRLF).from_writer(Vec::new())
}

fn written(writer: Writer<Vec<u8>>) -> Result<Vec<u8>> {
    writer
        .into_inner()
        .map_err(|error| Error::internal(error.into_error()))
}

fn at<'v>(item: &'v Value, path: &str) -> Option<&'v Value> {
    path.split('.').try_fold(item, |value, name| match value {
        Value::Object(fields) => {
            let field = fields.iter().find(|(key, _)| key == name)?;
            Some(&field.1)
        }
        Value::Null | Value::Bool(_) | Value::Number(_) | Value::String(_) | Value::Array(_) => {
            None
        }
    })
}

/// Numbers as the JSON has them, so that amounts stay exact; what is nested as JSON.
fn shown(value: &Value) -> String {
    match value {
        Value::Null => String::new(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) | Value::String(text) => text.clone(),
        Value::Array(_) | Value::Object(_) => value.to_serde().to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const COLUMNS: &[Column] = &[
        Column::field("id"),
        Column::at("email", "customer.email"),
        Column::joined("name", &["customer.first", "customer.last"]),
        Column::count("lines", "items"),
        Column::field("total"),
        Column::field("extra"),
        Column::tier("12", "prices", ("term", "12"), "price"),
    ];

    fn rows(items: &[&str]) -> String {
        let items: Vec<Box<RawValue>> = items
            .iter()
            .map(|item| RawValue::from_string((*item).to_owned()).unwrap())
            .collect();
        let items = items.iter().map(AsRef::as_ref);
        String::from_utf8(lines(COLUMNS, items).unwrap()).unwrap()
    }

    #[test]
    fn lines_end_and_cells_are_quoted_as_rfc_4180_says() {
        let header = String::from_utf8(header(COLUMNS).unwrap()).unwrap();
        assert_eq!(header, "id,email,name,lines,total,extra,12\r\n");
        let item = r#"{"id": "a", "customer": {"email": "x,y", "first": "A \"B\"", "last": "C\nD"},
            "items": [1, 2], "total": -12.50, "extra": {"a": [1]},
            "prices": [{"term": 6, "price": 9}, {"term": 12, "price": 8.50}]}"#;
        let expected = "a,\"x,y\",\"A \"\"B\"\" C\nD\",2,-12.50,\"{\"\"a\"\":[1]}\",8.50\r\n";
        assert_eq!(rows(&[item]), expected);
    }

    #[test]
    fn what_is_absent_is_empty_and_formulas_are_guarded() {
        let item = r#"{"id": "=1+1", "customer": {"first": "-x"}, "total": null}"#;
        assert_eq!(rows(&[item]), "'=1+1,,'-x,0,,,\r\n");
    }

    #[test]
    fn no_items_are_no_lines() {
        assert_eq!(rows(&[]), "");
    }
}
