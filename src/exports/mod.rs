//! Getting data out: lists as CSV and NDJSON, streamed; the export of subscriptions (contract 3.9).
mod lists;
mod pages;
mod rentals;
pub(crate) mod routes;
mod stream;
mod wire;

pub use self::{
    lists::{LISTS, describe},
    stream::{Streams, stream},
};
