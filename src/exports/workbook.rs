//! A list as a workbook for spreadsheets (Office Open XML): one sheet, whose header row stands bold and
//! stays in view. Numbers are numbers and texts are texts, so nothing is taken for a formula.
//!
//! Rows go to a temporary file as they come, so memory stays flat; the workbook itself can be written
//! only when all of them are there.
use std::io;

use rust_xlsxwriter::{Format, Workbook, Worksheet, XlsxError};
use serde_json::value::RawValue;

use crate::{
    error::{Error, Fault, Result},
    http::csv::{Cell, Column, Sheet, cells},
};

/// Most rows of a sheet, its header aside: what is read in the time that a request has. Excel's own limit is
/// 1,048,576.
const ROWS_MAX: u32 = 50_000;

/// Most of a text in a cell, as UTF-16 counts.
const TEXT_MAX: usize = 32_767;

/// Width of a column, in characters.
const WIDTH: u32 = 18;

/// A workbook that is being filled.
pub(super) struct Book {
    workbook: Workbook,
    columns: &'static [Column],
    /// Rows so far, without the header.
    rows: u32,
    most: u32,
}

impl Book {
    /// With a header and no rows.
    pub(super) fn new(sheet: Sheet) -> Result<Self> {
        Self::of(sheet, ROWS_MAX)
    }

    fn of(sheet: Sheet, most: u32) -> Result<Self> {
        let mut workbook = Workbook::new();
        let page = workbook.add_worksheet_with_constant_memory();
        let page = page.map_err(Error::internal)?;
        head(page, sheet).map_err(Error::internal)?;
        Ok(Self {
            workbook,
            columns: sheet.columns,
            rows: 0,
            most,
        })
    }

    /// Adds a row for each item, given as JSON. Refuses more than a sheet has rows.
    pub(super) fn add(&mut self, items: &[&RawValue]) -> Result<()> {
        let page = self.workbook.worksheet_from_index(0);
        let page = page.map_err(Error::internal)?;
        for item in items {
            if self.rows == self.most {
                return Err(too_many(self.most));
            }
            self.rows += 1;
            let cells = cells(self.columns, item)?;
            write(page, self.rows, cells).map_err(Error::internal)?;
        }
        Ok(())
    }

    /// Writes the workbook. Takes as long as its packing does.
    pub(super) fn save(mut self, to: impl io::Write + Send) -> Result<(), XlsxError> {
        self.workbook.save_to_writer(to)
    }
}

fn head(page: &mut Worksheet, sheet: Sheet) -> Result<(), XlsxError> {
    page.set_name(sheet.name)?;
    page.set_freeze_panes(1, 0)?;
    let bold = Format::new().set_bold();
    for (at, column) in (0..).zip(sheet.columns) {
        page.set_column_width(at, WIDTH)?;
        page.write_string_with_format(0, at, column.name, &bold)?;
    }
    Ok(())
}

fn write(page: &mut Worksheet, row: u32, cells: Vec<Cell>) -> Result<(), XlsxError> {
    for (at, cell) in (0..).zip(cells) {
        match cell {
            Cell::Text(text) if text.is_empty() => {}
            Cell::Text(text) => {
                page.write_string(row, at, cut(text))?;
            }
            Cell::Number(text) => match text.parse::<f64>() {
                Ok(number) if number.is_finite() => {
                    page.write_number(row, at, number)?;
                }
                Ok(_) | Err(_) => {
                    page.write_string(row, at, text)?;
                }
            },
        }
    }
    Ok(())
}

/// As much of a text as a cell holds.
fn cut(text: String) -> String {
    // A character is one or two units of UTF-16, and never more of those than bytes.
    if text.len() <= TEXT_MAX {
        return text;
    }
    let mut units = 0;
    text.chars()
        .take_while(|character| {
            units += character.len_utf16();
            units <= TEXT_MAX
        })
        .collect()
}

fn too_many(most: u32) -> Error {
    let message = format!(
        "More than {most} rows, the most that a workbook here has. Narrow the filters, or ask for \
         `text/csv`, which has any number."
    );
    Error::fault(Fault::shape("Accept", "too_big", message))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SHEET: Sheet = Sheet {
        items: "things",
        name: "things",
        columns: &[Column::field("id")],
    };

    #[test]
    fn a_sheet_is_bounded_and_says_what_to_do_instead() {
        let mut book = Book::of(SHEET, 2).unwrap();
        let item = RawValue::from_string(r#"{"id": "a"}"#.to_owned()).unwrap();
        book.add(&[&item, &item]).unwrap();
        let faults = book.add(&[&item]).unwrap_err().into_faults();
        let message = &faults[0].message;
        assert!(message.starts_with("More than 2 rows"), "{message}");
        assert!(message.contains("text/csv"), "{message}");
    }

    #[test]
    fn a_text_is_cut_where_a_cell_ends() {
        for (text, kept) in [
            ("x".repeat(TEXT_MAX), TEXT_MAX),
            ("x".repeat(TEXT_MAX + 1), TEXT_MAX),
            ("\u{1F600}".repeat(TEXT_MAX), TEXT_MAX - 1),
        ] {
            assert_eq!(cut(text).encode_utf16().count(), kept);
        }
    }
}
