//! Where an order stands (contract section 4).
use crate::{
    error::{Code, Error},
    kernel::word::{Word as _, words},
};

words! {
    /// Where an order stands.
    pub enum OrderStatus {
        /// Taken, not yet reviewed.
        Pending = "pending",
        /// Reviewed, ready to be fulfilled.
        Confirmed = "confirmed",
        /// Some units have a subscription.
        Partial = "partial",
        /// All units have one.
        Fulfilled = "fulfilled",
        /// Called off before anything was fulfilled; final.
        Cancelled = "cancelled",
    }
}

/// Why an order does not go from one status to another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Refused {
    /// Units are fulfilled, or it is cancelled.
    NotConfirmable(OrderStatus),
    /// Units are fulfilled.
    NotCancellable(OrderStatus),
    /// It is cancelled already.
    AlreadyCancelled,
    /// It takes no more subscriptions.
    Closed(OrderStatus),
}

impl OrderStatus {
    /// Reviewed; a confirmed order stays what it is.
    pub const fn confirm(self) -> Result<Self, Refused> {
        match self {
            Self::Pending | Self::Confirmed => Ok(Self::Confirmed),
            Self::Partial | Self::Fulfilled | Self::Cancelled => Err(Refused::NotConfirmable(self)),
        }
    }

    /// Called off.
    pub const fn cancel(self) -> Result<Self, Refused> {
        match self {
            Self::Pending | Self::Confirmed => Ok(Self::Cancelled),
            Self::Partial | Self::Fulfilled => Err(Refused::NotCancellable(self)),
            Self::Cancelled => Err(Refused::AlreadyCancelled),
        }
    }

    /// One more unit fulfilled: now `rented` of `total`.
    pub const fn fulfil(self, rented: u32, total: u32) -> Result<Self, Refused> {
        match self {
            Self::Pending | Self::Confirmed | Self::Partial => Ok(self.at(rented, total)),
            Self::Fulfilled | Self::Cancelled => Err(Refused::Closed(self)),
        }
    }

    /// The status of an open order of which `rented` of `total` units are fulfilled, such as after
    /// its items were edited; a closed one stays closed.
    #[must_use]
    pub const fn at(self, rented: u32, total: u32) -> Self {
        match self {
            Self::Pending | Self::Confirmed | Self::Partial => {
                if rented == 0 {
                    self
                } else if rented < total {
                    Self::Partial
                } else {
                    Self::Fulfilled
                }
            }
            Self::Fulfilled | Self::Cancelled => self,
        }
    }

    /// Whether everything about it may be edited, or only what the contract lists for closed ones
    /// (10.6).
    pub const fn is_open(self) -> bool {
        match self {
            Self::Pending | Self::Confirmed | Self::Partial => true,
            Self::Fulfilled | Self::Cancelled => false,
        }
    }
}

impl From<Refused> for Error {
    fn from(refused: Refused) -> Self {
        match refused {
            Refused::NotConfirmable(status) => Self::refused(
                Code::OrderNotConfirmable,
                format!(
                    "The order is {}; only a pending order can be confirmed.",
                    status.word()
                ),
            ),
            Refused::NotCancellable(status) => Self::refused(
                Code::OrderNotCancellable,
                format!(
                    "The order is {}: it has subscriptions. Cancel those instead.",
                    status.word()
                ),
            ),
            Refused::AlreadyCancelled => Self::refused(
                Code::AlreadyCancelled,
                "The order is cancelled already. Create a new order to go on.",
            ),
            Refused::Closed(status) => Self::refused(
                Code::OrderNotConfirmed,
                format!("The order is {} and takes no subscriptions.", status.word()),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{OrderStatus::*, *};

    #[test]
    fn only_an_order_without_subscriptions_is_confirmed_or_cancelled() {
        for (from, confirmed, cancelled) in [
            (Pending, Ok(Confirmed), Ok(Cancelled)),
            (Confirmed, Ok(Confirmed), Ok(Cancelled)),
            (
                Partial,
                Err(Refused::NotConfirmable(Partial)),
                Err(Refused::NotCancellable(Partial)),
            ),
            (
                Fulfilled,
                Err(Refused::NotConfirmable(Fulfilled)),
                Err(Refused::NotCancellable(Fulfilled)),
            ),
            (
                Cancelled,
                Err(Refused::NotConfirmable(Cancelled)),
                Err(Refused::AlreadyCancelled),
            ),
        ] {
            assert_eq!(from.confirm(), confirmed, "{from:?}");
            assert_eq!(from.cancel(), cancelled, "{from:?}");
        }
    }

    #[test]
    fn units_move_an_open_order_to_partial_and_fulfilled() {
        for from in [Pending, Confirmed, Partial] {
            assert_eq!(from.fulfil(1, 3), Ok(Partial));
            assert_eq!(from.fulfil(2, 3), Ok(Partial));
            assert_eq!(from.fulfil(3, 3), Ok(Fulfilled));
            assert_eq!(from.at(0, 3), from);
            assert!(from.is_open());
        }
        for from in [Fulfilled, Cancelled] {
            assert_eq!(from.fulfil(1, 3), Err(Refused::Closed(from)));
            assert_eq!(from.at(1, 3), from);
            assert!(!from.is_open());
        }
    }

    #[test]
    fn a_refusal_has_the_code_of_the_contract() {
        for (refused, code) in [
            (Refused::NotConfirmable(Partial), Code::OrderNotConfirmable),
            (Refused::NotCancellable(Partial), Code::OrderNotCancellable),
            (Refused::AlreadyCancelled, Code::AlreadyCancelled),
            (Refused::Closed(Cancelled), Code::OrderNotConfirmed),
        ] {
            assert_eq!(Error::from(refused).code(), code);
        }
    }
}
