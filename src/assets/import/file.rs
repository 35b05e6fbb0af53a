//! What a file says of assets.
use std::collections::HashMap;

use crate::{
    assets::{create::NewAsset, model::SerialNumber},
    error::{Code, Error, Fault, Result},
    http::{
        csv::{Header, Row, RowError, Table, amount, text},
        json::{Locale, Value, read_body},
    },
};

/// Reads a cell.
type Cell = fn(&str) -> Option<Value>;

/// The columns of the file: the field of POST /v1/assets, its other names, how its cells are read.
const COLUMNS: [(Header, Cell); 9] = [
    (
        column(
            SERIAL_NUMBER,
            &["Serial", "Serial No", "assetSerialNumber"],
            true,
        ),
        text,
    ),
    (column("sku", &["Variant SKU", "Asset SKU"], true), text),
    (column("status", &[], false), text),
    (
        column("acquisitionCost", &["Cost", "Purchase Price"], false),
        amount,
    ),
    (
        column("acquisitionDate", &["Date", "Purchase Date"], false),
        text,
    ),
    (column("currentValue", &["Value"], false), amount),
    (column("location", &[], false), text),
    (column("condition", &[], false), text),
    (column("notes", &["Note"], false), text),
];

/// The column that names an asset.
const SERIAL_NUMBER: &str = "serialNumber";

const fn column(name: &'static str, aliases: &'static [&'static str], is_required: bool) -> Header {
    Header {
        name,
        aliases,
        is_required,
    }
}

/// A file, read.
pub(super) struct File {
    /// How many rows it has.
    pub(super) rows: usize,
    /// What is to be recorded, each with the number of its row.
    pub(super) assets: Vec<(usize, NewAsset)>,
    /// Of rows that say nothing that could be recorded.
    pub(super) errors: Vec<RowError>,
}

/// Reads a file. Of rows with the same serial number the first one that holds counts.
pub(super) fn read(file: &[u8], locale: Locale) -> Result<File> {
    let headers = COLUMNS.map(|(header, _)| header);
    let table = Table::parse(file, &headers)?;
    let mut seen: HashMap<SerialNumber, usize> = HashMap::new();
    let (mut assets, mut errors) = (Vec::new(), Vec::new());
    for row in &table.rows {
        let body = body(&table, row);
        let new = asset(row, &body, locale).and_then(|new| {
            if let Some(first) = seen.get(&new.serial_number) {
                return Err(vec![twice(&new.serial_number, *first)]);
            }
            seen.insert(new.serial_number.clone(), row.number);
            Ok(new)
        });
        match new {
            Ok(new) => assets.push((row.number, new)),
            Err(faults) => {
                let (serial_number, sku) = (said(&body, SERIAL_NUMBER), said(&body, "sku"));
                errors.push(refused(row.number, (serial_number, sku), faults));
            }
        }
    }
    Ok(File {
        rows: table.rows.len(),
        assets,
        errors,
    })
}

/// What is told of a row that was skipped.
pub(super) fn refused(
    row: usize,
    (serial_number, sku): (&str, &str),
    faults: Vec<Fault>,
) -> RowError {
    let column = |path: &str| (!path.is_empty()).then(|| path.to_owned());
    RowError::new(row, faults, column)
        .of_serial_number(serial_number)
        .of_sku(sku)
}

/// A row as the body of POST /v1/assets.
fn body(table: &Table, row: &Row) -> Value {
    let fields = COLUMNS.iter().filter_map(|(header, read)| {
        let value = read(table.cell(row, header))?;
        Some((header.name.to_owned(), value))
    });
    Value::Object(fields.collect())
}

fn asset(row: &Row, body: &Value, locale: Locale) -> Result<NewAsset, Vec<Fault>> {
    if let Some(fault) = &row.fault {
        return Err(vec![fault.clone()]);
    }
    read_body(body, locale).map_err(Error::into_faults)
}

fn said<'b>(body: &'b Value, name: &str) -> &'b str {
    let Value::Object(fields) = body else {
        return "";
    };
    match fields.iter().find(|(key, _)| key == name) {
        Some((_, Value::String(text))) => text,
        _ => "",
    }
}

fn twice(serial_number: &SerialNumber, first: usize) -> Fault {
    let message = format!("`{serial_number}` stands in row {first} already; that one was taken.");
    Fault::own(SERIAL_NUMBER, Code::AssetExists, message)
}
