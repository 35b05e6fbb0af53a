//! Getting data out: lists as CSV and NDJSON, streamed, and as workbooks; the export of subscriptions
//! (contract 3.9).
mod lists;
mod packing;
mod pages;
mod rentals;
pub(crate) mod routes;
mod stream;
mod wire;
mod workbook;

pub use self::{
    lists::{LISTS, describe},
    stream::{Streams, stream},
};
