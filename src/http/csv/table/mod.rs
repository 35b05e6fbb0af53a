//! Reading a CSV file: header by name, rows by number.
use std::collections::HashMap;

use csv::{ByteRecord, ReaderBuilder};

use super::cell;
use crate::{
    error::{Code, Error, Fault, Result},
    http::json::Value,
};

/// Largest file, in bytes (contract 3.3).
pub const BYTES_MAX: usize = 10 * 1024 * 1024;

/// Most rows of a file, its header aside (contract 3.3, 8.27).
pub const ROWS_MAX: usize = 10_000;

/// Most columns of a file.
const COLUMNS_MAX: usize = 200;

/// Most faults that are told of a header.
const FAULTS_MAX: usize = 20;

/// Most characters of a name that are told.
const NAME_MAX: usize = 60;

/// Stands in a row of its own behind the file. A quote that is never closed swallows it.
const END: &[u8] = b"\x01";

/// A column that an import knows.
#[derive(Debug, Clone, Copy)]
pub struct Header {
    /// Its name in templates and messages.
    pub name: &'static str,
    /// What else it may be called.
    pub aliases: &'static [&'static str],
    /// Whether a file needs it.
    pub is_required: bool,
}

/// A file, read.
#[derive(Debug)]
pub struct Table {
    /// Place of each column, by the letters and digits of its name.
    columns: HashMap<String, usize>,
    /// All rows below the header.
    pub rows: Vec<Row>,
}

/// A row of a file.
#[derive(Debug, Clone)]
pub struct Row {
    /// As a spreadsheet shows it: the header is row 1.
    pub number: usize,
    cells: Vec<String>,
    /// Why the row cannot be read.
    pub fault: Option<Fault>,
}

impl Table {
    /// Takes a file apart: UTF-8 with or without byte order mark; separated by comma, semicolon or
    /// tab, whichever the header has most of. Refuses a file without the columns it needs; a row that
    /// cannot be read only has a fault.
    pub fn parse(file: &[u8], headers: &[Header]) -> Result<Self> {
        let file = file.strip_prefix(b"\xef\xbb\xbf").unwrap_or(file);
        let (delimiter, separators) = delimiter(file);
        if separators >= COLUMNS_MAX {
            return Err(too_wide());
        }
        let whole = [file, b"\r\n", END].concat();
        let mut reader = ReaderBuilder::new()
            .delimiter(delimiter)
            .flexible(true)
            .from_reader(whole.as_slice());
        let header = reader
            .byte_headers()
            .map_err(|error| unreadable(&error))?
            .clone();
        let columns = columns(&header, headers)?;
        let mut rows = Vec::new();
        let (mut lines, mut closed) = (Lines::of(&whole), false);
        let mut record = ByteRecord::new();
        while reader
            .read_byte_record(&mut record)
            .map_err(|error| unreadable(&error))?
        {
            // Not one of the file's own rows, which may look the same.
            let is_last = reader.position().byte() == whole.len() as u64;
            if is_last && record.iter().eq([END]) {
                closed = true;
                break;
            }
            if rows.len() == ROWS_MAX {
                return Err(too_many());
            }
            rows.push(Row::new(lines.row_of(&record), &record, header.len()));
        }
        if !closed && let Some(last) = rows.last_mut() {
            let message = "A quotation mark that opens in this row is never closed; nothing behind \
                           it was read.";
            last.fault = Some(Fault::shape("", "invalid_string", message));
        }
        Ok(Self { columns, rows })
    }

    /// What stands in a column of a row; empty where the file has no such column.
    pub fn cell<'r>(&self, row: &'r Row, header: &Header) -> &'r str {
        let mut names = std::iter::once(&header.name).chain(header.aliases);
        let place = names.find_map(|name| self.columns.get(&plain(name)));
        let cell = place.and_then(|place| row.cells.get(*place));
        cell.map_or("", String::as_str)
    }

    /// The columns whose names `term` makes something of, with their places.
    pub fn matching<T>(&self, term: impl Fn(&str) -> Option<T>) -> Vec<(T, usize)> {
        let mut found: Vec<(T, usize)> = self
            .columns
            .iter()
            .filter_map(|(name, place)| Some((term(name)?, *place)))
            .collect();
        found.sort_by_key(|(_, place)| *place);
        found
    }
}

impl Row {
    fn new(number: usize, record: &ByteRecord, width: usize) -> Self {
        let mut fault = None;
        // What stands beside the header's columns is not kept, however much it is.
        let cells = record.iter().take(width).map(|bytes| {
            let text = std::str::from_utf8(bytes).ok();
            let text = text.filter(|text| !text.contains('\0'));
            if text.is_none() {
                let message = "Must be UTF-8 text without the NUL character. Save the file as CSV \
                               UTF-8.";
                fault = Some(Fault::shape("", "invalid_string", message));
            }
            cell::unguarded(text.unwrap_or_default().trim()).to_owned()
        });
        let cells: Vec<String> = cells.collect();
        let mut beside = record.iter().skip(width);
        if beside.any(|bytes| !bytes.trim_ascii().is_empty()) {
            let message = format!(
                "Has {} cells where the header has {width}. Put quotation marks around cells that \
                 contain the separator.",
                record.len()
            );
            fault.get_or_insert(Fault::shape("", "invalid_type", message));
        }
        Self {
            number,
            cells,
            fault,
        }
    }

    /// What stands at a place.
    pub fn at(&self, place: usize) -> &str {
        self.cells.get(place).map_or("", String::as_str)
    }
}

/// A cell as text; an empty one is absent.
pub fn text(cell: &str) -> Option<Value> {
    (!cell.is_empty()).then(|| Value::String(cell.to_owned()))
}

/// A cell as a number, if it is one; an empty one is absent.
pub fn amount(cell: &str) -> Option<Value> {
    if serde_json::from_str::<serde_json::Number>(cell).is_ok() {
        return Some(Value::Number(cell.to_owned()));
    }
    text(cell)
}

/// The letters and digits of a name: `Product SKU`, `productSku` and `product_sku` are one column.
fn plain(name: &str) -> String {
    let letters = name.chars().filter(|c| c.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

/// Which separator the first line has most of, outside of quotation marks, and how many.
fn delimiter(file: &[u8]) -> (u8, usize) {
    let (mut counts, mut quoted) = ([(b',', 0_usize), (b';', 0), (b'\t', 0)], false);
    for byte in file {
        match byte {
            b'"' => quoted = !quoted,
            b'\n' | b'\r' if !quoted => break,
            _ if quoted => {}
            byte => {
                let count = counts.iter_mut().find(|(separator, _)| separator == byte);
                if let Some((_, count)) = count {
                    *count += 1;
                }
            }
        }
    }
    let most = counts.iter().rev().max_by_key(|(_, count)| *count);
    most.copied().unwrap_or((b',', 0))
}

/// Counts the rows of a sheet: lines of the file less those inside of cells.
struct Lines<'f> {
    file: &'f [u8],
    counted: usize,
    passed: usize,
    inside: usize,
}

impl<'f> Lines<'f> {
    const fn of(file: &'f [u8]) -> Self {
        Self {
            file,
            counted: 0,
            passed: 0,
            inside: 0,
        }
    }

    /// The number of a record that comes after the last one asked for.
    fn row_of(&mut self, record: &ByteRecord) -> usize {
        let offset = record.position().map_or(0, csv::Position::byte);
        let offset = usize::try_from(offset).unwrap_or(usize::MAX);
        // The reader takes the rest of a line end, and empty lines, for the start of a record.
        let rest = self.file.get(offset..).unwrap_or_default().iter();
        let start = offset + rest.take_while(|byte| b"\r\n".contains(byte)).count();
        let next = self.file.get(self.counted..start).unwrap_or_default();
        self.passed += line_ends(next);
        self.counted = start;
        let row = self.passed.saturating_sub(self.inside) + 1;
        self.inside += line_ends(record.as_slice());
        row
    }
}

/// Line feeds, and carriage returns without one.
fn line_ends(bytes: &[u8]) -> usize {
    let next = bytes.iter().skip(1).map(Some).chain([None]);
    let pairs = bytes.iter().zip(next);
    pairs
        .filter(|(byte, next)| **byte == b'\n' || (**byte == b'\r' && *next != Some(&b'\n')))
        .count()
}

/// Where each column stands; a fault for each that is missing or stands twice.
fn columns(record: &ByteRecord, headers: &[Header]) -> Result<HashMap<String, usize>> {
    if record.len() > COLUMNS_MAX {
        return Err(too_wide());
    }
    let names = record.iter().map(std::str::from_utf8);
    let names: Vec<&str> = names.collect::<Result<_, _>>().map_err(|_| not_utf8())?;
    if names.iter().any(|name| name.contains('\0')) || names.iter().all(|name| *name == "\x01") {
        return Err(not_utf8());
    }
    let (mut columns, mut faults) = (HashMap::new(), Vec::new());
    for (place, name) in names.iter().enumerate() {
        let key = plain(name);
        if !key.is_empty() && columns.insert(key, place).is_some() {
            let message = "This column stands twice; keep one of the two.";
            faults.push(Fault::shape(short(name.trim()), "custom", message));
        }
    }
    for header in headers.iter().filter(|header| header.is_required) {
        let mut known = std::iter::once(&header.name).chain(header.aliases);
        if !known.any(|name| columns.contains_key(&plain(name))) {
            let message = format!(
                "The file has no such column; its first row must name the columns. It has: {}.",
                list(&names)
            );
            faults.push(Fault::shape(header.name, "invalid_type", message));
        }
    }
    faults.truncate(FAULTS_MAX);
    if faults.is_empty() {
        Ok(columns)
    } else {
        Err(Error::Invalid(faults))
    }
}

/// The first names of a header.
fn list(names: &[&str]) -> String {
    let told = names.iter().take(FAULTS_MAX).map(|name| short(name));
    let rest = (names.len() > FAULTS_MAX).then(|| "…".to_owned());
    told.chain(rest).collect::<Vec<_>>().join(", ")
}

/// A name as far as it is told.
fn short(name: &str) -> String {
    match name.char_indices().nth(NAME_MAX) {
        Some((end, _)) => format!("{}…", name.get(..end).unwrap_or_default()),
        None => name.to_owned(),
    }
}

fn too_wide() -> Error {
    let message = format!("The file has more than {COLUMNS_MAX} columns. Leave out the others.");
    Error::fault(Fault::shape("csvFile", "too_big", message))
}

fn not_utf8() -> Error {
    let message = "The file must be CSV in UTF-8 with the names of its columns in the first row.";
    Error::fault(Fault::shape("csvFile", "invalid_string", message))
}

fn unreadable(error: &csv::Error) -> Error {
    let message = format!("The file cannot be read as CSV: {error}.");
    Error::fault(Fault::shape("csvFile", "invalid_string", message))
}

fn too_many() -> Error {
    let message = format!(
        "The file has more than {ROWS_MAX} rows. Split it; each part needs the header row."
    );
    Error::fault(Fault::shape("csvFile", "too_big", message))
}

/// Refuses a file larger than [`BYTES_MAX`].
pub fn too_large() -> Error {
    let message = format!(
        "The file has more than {} MB. Split it; each part needs the header row.",
        BYTES_MAX / 1024 / 1024
    );
    Error::refused(Code::PayloadTooLarge, message)
}

#[cfg(test)]
mod tests;
