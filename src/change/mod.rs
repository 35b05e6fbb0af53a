//! A write: one transaction with its effect, timeline, events and recorded answer.
//!
//! [`Write`] is the extractor of every POST, PUT, PATCH and DELETE. It reads the body and hands a
//! use case an open [`Change`]; what the use case answers is recorded and committed with it, in a
//! task that a client's disconnect cannot cut.
mod batch;
mod journal;
mod runner;
mod store;
mod unit;
mod write;

pub use self::{
    batch::Batches,
    journal::{EntryRow, EventRow, Journal},
    runner::Job,
    unit::Change,
    write::Write,
};
