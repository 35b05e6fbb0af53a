//! What a run did; also as metrics.
use metrics::{counter, describe_counter};

use crate::payments::Attempted;

const RUNS: &str = "scheduler_runs_total";
const FAILURES: &str = "scheduler_failures_total";
const WORK: &str = "scheduler_work_total";

/// What a run did, over all tenants it looked at.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Report {
    /// Tenants that were looked at.
    pub tenants: u64,
    /// Payments that were collected.
    pub paid: u64,
    /// Payments that could not be collected.
    pub declined: u64,
    /// Payments and refunds whose provider did not answer.
    pub unanswered: u64,
    /// Refunds that were given back.
    pub refunded: u64,
    /// Late fees that were added.
    pub late_fees: u64,
    /// Contracts whose term was over and that went on or ended.
    pub contracts: u64,
    /// Consolidated payments that were built.
    pub consolidated: u64,
    /// Pieces of work, or tenants, that failed and are tried again later.
    pub failures: u64,
}

impl Report {
    /// Both together.
    #[must_use]
    pub const fn and(self, other: Self) -> Self {
        Self {
            tenants: self.tenants + other.tenants,
            paid: self.paid + other.paid,
            declined: self.declined + other.declined,
            unanswered: self.unanswered + other.unanswered,
            refunded: self.refunded + other.refunded,
            late_fees: self.late_fees + other.late_fees,
            contracts: self.contracts + other.contracts,
            consolidated: self.consolidated + other.consolidated,
            failures: self.failures + other.failures,
        }
    }

    /// Whether anything was done, or failed.
    pub fn is_empty(&self) -> bool {
        let looked = Self {
            tenants: self.tenants,
            ..Self::default()
        };
        *self == looked
    }

    /// Counts an attempt to collect.
    pub(super) const fn add_attempt(&mut self, attempted: Attempted) {
        match attempted {
            Attempted::Paid => self.paid += 1,
            Attempted::Failed => self.declined += 1,
            Attempted::Unknown => self.unanswered += 1,
            Attempted::Nothing => {}
        }
    }

    /// Counts a refund that was asked for.
    pub(super) const fn add_refund(&mut self, attempted: Attempted) {
        match attempted {
            Attempted::Paid => self.refunded += 1,
            Attempted::Failed | Attempted::Unknown => self.unanswered += 1,
            Attempted::Nothing => {}
        }
    }

    /// Adds it to the process's metrics.
    pub(super) fn measure(&self) {
        counter!(RUNS).increment(1);
        counter!(FAILURES).increment(self.failures);
        for (kind, done) in [
            ("payment_collected", self.paid),
            ("payment_declined", self.declined),
            ("provider_silent", self.unanswered),
            ("refund", self.refunded),
            ("late_fee", self.late_fees),
            ("contract_end", self.contracts),
            ("consolidated_payment", self.consolidated),
        ] {
            counter!(WORK, "kind" => kind).increment(done);
        }
    }
}

/// Counts a run that could not begin.
pub(super) fn measure_failure() {
    counter!(RUNS).increment(1);
    counter!(FAILURES).increment(1);
}

/// Tells what the metrics are.
pub(super) fn describe() {
    describe_counter!(RUNS, "Times the scheduler looked for work that is due.");
    describe_counter!(
        FAILURES,
        "Pieces of scheduled work that failed and are tried again later."
    );
    describe_counter!(WORK, "Pieces of scheduled work that were done, by kind.");
}
