//! Payments: the schedule a subscription lays, and what becomes of each charge.
mod body;
mod date_schema;
mod model;
pub(crate) mod routes;
mod schedule;
mod settle;
mod state;
mod store;
mod totals;
mod wire;

pub use self::{
    model::{CaptureError, LineItem, Payment, PaymentType, Provider},
    schedule::{Plan, lay},
    state::PaymentStatus,
    totals::{collected, next_due},
};
