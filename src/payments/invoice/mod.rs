//! Invoices: one a payment, with a number of its own, and always printed from what was true when it
//! was issued.
mod issue;
pub(super) mod model;
mod paper;
pub(super) mod print;
pub(crate) mod routes;
pub(super) mod wire;

pub use self::{
    issue::issue,
    model::{Invoice, InvoiceLine, Snapshot},
};
