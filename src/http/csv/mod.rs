//! CSV: what a file says ([`Table`]), what a list looks like as one ([`Sheet`]), and what became of
//! the rows of an import ([`RowError`]).
//!
//! A spreadsheet takes a cell that starts like a formula for one. Such a cell is written with an
//! apostrophe before it, and read without it ([`cell`]).
pub mod cell;
mod report;
mod sheet;
mod table;

pub use self::{
    report::RowError,
    sheet::{Cell, Column, Sheet, cells, header, lines},
    table::{BYTES_MAX, Header, ROWS_MAX, Row, Table, amount, text, too_large},
};
