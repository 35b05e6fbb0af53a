//! Where a payment stands, and what may become of it (contract section 4).
use crate::{
    error::{Code, Error, Result},
    kernel::word::words,
};

words! {
    /// Where a payment stands.
    pub enum PaymentStatus {
        /// Laid, not yet collected.
        Pending = "pending",
        /// Being collected.
        Processing = "processing",
        /// Collected; final.
        Paid = "paid",
        /// Collecting it failed; may be tried again.
        Failed = "failed",
        /// Called off; final.
        Cancelled = "cancelled",
    }
}

impl PaymentStatus {
    /// After a person said that the money came: open payments jump to paid.
    pub(super) fn mark_paid(self) -> Result<Self> {
        match self {
            Self::Pending | Self::Processing | Self::Failed => Ok(Self::Paid),
            Self::Paid => Err(Error::refused(
                Code::AlreadyPaid,
                "This payment is paid already; there is nothing to mark.",
            )),
            Self::Cancelled => Err(Error::refused(
                Code::PaymentCancelled,
                "This payment was cancelled and cannot be paid.",
            )),
        }
    }

    /// After it was called off.
    pub(super) fn cancel(self) -> Result<Self> {
        match self {
            Self::Pending | Self::Failed => Ok(Self::Cancelled),
            Self::Processing => Err(Error::refused(
                Code::PaymentProcessing,
                "This payment is being collected. Wait until it has succeeded or failed.",
            )),
            Self::Paid => Err(Error::refused(
                Code::AlreadyPaid,
                "This payment is paid and cannot be cancelled.",
            )),
            Self::Cancelled => Err(Error::refused(
                Code::AlreadyCancelled,
                "This payment is cancelled already.",
            )),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    type Transition = fn(PaymentStatus) -> Result<PaymentStatus>;

    #[test]
    fn each_state_allows_what_the_contract_says() {
        use PaymentStatus::{Cancelled, Failed, Paid, Pending, Processing};
        let paid: Transition = PaymentStatus::mark_paid;
        let cancel: Transition = PaymentStatus::cancel;
        for (from, transition, expected) in [
            (Pending, paid, Ok(Paid)),
            (Processing, paid, Ok(Paid)),
            (Failed, paid, Ok(Paid)),
            (Paid, paid, Err(Code::AlreadyPaid)),
            (Cancelled, paid, Err(Code::PaymentCancelled)),
            (Pending, cancel, Ok(Cancelled)),
            (Processing, cancel, Err(Code::PaymentProcessing)),
            (Failed, cancel, Ok(Cancelled)),
            (Paid, cancel, Err(Code::AlreadyPaid)),
            (Cancelled, cancel, Err(Code::AlreadyCancelled)),
        ] {
            let met = transition(from).map_err(|error| error.code());
            assert_eq!(met, expected, "from {from:?}");
        }
    }
}
