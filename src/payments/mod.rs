//! Payments: the schedule a subscription lays, and what becomes of each charge.
mod attempt;
mod body;
mod collect;
mod consolidate;
mod consolidation;
mod date_schema;
mod due;
pub(crate) mod group_invoice;
pub mod invoice;
mod late_fee;
pub mod letterhead;
mod merged;
mod model;
mod months;
mod open;
mod provider;
mod refund;
mod renamed;
mod retry;
pub(crate) mod routes;
mod sandbox;
mod save;
mod schedule;
mod settle;
pub(crate) mod sheet;
mod state;
mod store;
mod totals;
mod wire;

pub(crate) use self::renamed::RENAMING;
pub use self::{
    collect::Attempted,
    consolidate::Billed,
    due::{
        apply_late_fee, attempt_due, bill_group, due_groups, due_late, due_payments, due_refunds,
        is_collecting, next_event, refund_due,
    },
    model::{
        CaptureError, LineItem, MeansOfPayment, Payment, PaymentType, Provider, Purpose, Refund,
        RefundStatus,
    },
    months::{Month, months},
    open::{Cancelled, cancel_open, lock_open},
    schedule::{OneOff, Payer, Plan, charge_once, lay},
    state::PaymentStatus,
    totals::{collected, next_due},
};
