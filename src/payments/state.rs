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
    /// Those that somebody still has to pay.
    pub(super) const OPEN: [Self; 3] = [Self::Pending, Self::Processing, Self::Failed];

    /// Whether somebody still has to pay it.
    pub const fn is_open(self) -> bool {
        match self {
            Self::Pending | Self::Processing | Self::Failed => true,
            Self::Paid | Self::Cancelled => false,
        }
    }

    /// After somebody was asked for the money because it is due, or due again.
    pub(super) const fn collect(self) -> Option<Self> {
        match self {
            Self::Pending | Self::Failed => Some(Self::Processing),
            Self::Processing | Self::Paid | Self::Cancelled => None,
        }
    }

    /// After a person asked for another attempt.
    pub(super) fn retry(self) -> Result<Self> {
        match self {
            Self::Failed => Ok(Self::Processing),
            Self::Pending => Err(Error::refused(
                Code::PaymentNotRetryable,
                "This payment has not failed: it is collected when it is due.",
            )),
            Self::Processing => Err(Error::refused(
                Code::PaymentProcessing,
                "This payment is being collected. Wait until it has succeeded or failed.",
            )),
            Self::Paid => Err(Error::refused(
                Code::AlreadyPaid,
                "This payment is paid already; there is nothing to try again.",
            )),
            Self::Cancelled => Err(Error::refused(
                Code::PaymentCancelled,
                "This payment was cancelled and is not collected.",
            )),
        }
    }

    /// Whether money can be given back.
    pub(super) fn check_refund(self) -> Result<()> {
        match self {
            Self::Paid => Ok(()),
            Self::Pending | Self::Processing | Self::Failed | Self::Cancelled => {
                Err(Error::refused(
                    Code::PaymentNotRefundable,
                    "Only what was paid can be given back. Cancel a payment that is still open.",
                ))
            }
        }
    }

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

    #[test]
    fn only_what_failed_is_tried_again_and_only_what_was_paid_is_given_back() {
        use PaymentStatus::{Cancelled, Failed, Paid, Pending, Processing};
        for (from, collected, retried, refunded) in [
            (Pending, true, Err(Code::PaymentNotRetryable), false),
            (Processing, false, Err(Code::PaymentProcessing), false),
            (Failed, true, Ok(Processing), false),
            (Paid, false, Err(Code::AlreadyPaid), true),
            (Cancelled, false, Err(Code::PaymentCancelled), false),
        ] {
            assert_eq!(from.collect(), collected.then_some(Processing), "{from:?}");
            let retry = from.retry().map_err(|error| error.code());
            assert_eq!(retry, retried, "{from:?}");
            let refund = from.check_refund().map_err(|error| error.code());
            let expected = refunded.then_some(()).ok_or(Code::PaymentNotRefundable);
            assert_eq!(refund, expected, "{from:?}");
            assert_eq!(from.is_open(), PaymentStatus::OPEN.contains(&from));
        }
    }

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
