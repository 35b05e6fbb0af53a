//! What a subscription's status allows (contract section 4). Pure.
use super::model::SubscriptionStatus::{
    self, Active, Cancelled, EndedBuyout, EndedCompleted, EndedEarlyReturn, EndedUpgrade,
};
use crate::{
    error::{Code, Error},
    kernel::{id::SubscriptionId, word::Word as _},
};

/// How a contract ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Ending {
    /// The tenant called it off.
    Cancelled,
    /// Its term is over.
    Completed,
    /// The customer bought the asset.
    Buyout,
    /// Another contract takes its place.
    Upgrade,
    /// The asset came back before its time.
    EarlyReturn,
}

/// Why a status does not allow something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// `SUBSCRIPTION_NOT_ACTIVE`
    NotActive(SubscriptionStatus),
    /// `ALREADY_CANCELLED`
    AlreadyCancelled,
    /// `ALREADY_ENDED`
    AlreadyEnded(SubscriptionStatus),
}

impl SubscriptionStatus {
    /// Only an active contract goes on: longer, or with another asset.
    pub(super) const fn goes_on(self) -> Result<(), Refused> {
        match self {
            Active => Ok(()),
            Cancelled | EndedCompleted | EndedBuyout | EndedUpgrade | EndedEarlyReturn => {
                Err(Refused::NotActive(self))
            }
        }
    }

    /// After it ended like that; every end is final.
    pub(super) const fn end(self, ending: Ending) -> Result<Self, Refused> {
        match (self, ending) {
            (Active, Ending::Cancelled) => Ok(Cancelled),
            (Active, Ending::Completed) => Ok(EndedCompleted),
            (Active, Ending::Buyout) => Ok(EndedBuyout),
            (Active, Ending::Upgrade) => Ok(EndedUpgrade),
            (Active, Ending::EarlyReturn) => Ok(EndedEarlyReturn),
            (Cancelled, Ending::Cancelled) => Err(Refused::AlreadyCancelled),
            (EndedCompleted | EndedBuyout | EndedUpgrade | EndedEarlyReturn, Ending::Cancelled) => {
                Err(Refused::AlreadyEnded(self))
            }
            (
                Cancelled | EndedCompleted | EndedBuyout | EndedUpgrade | EndedEarlyReturn,
                Ending::Completed | Ending::Buyout | Ending::Upgrade | Ending::EarlyReturn,
            ) => Err(Refused::NotActive(self)),
        }
    }
}

impl Refused {
    /// In words that tell the fix.
    pub(super) fn of(self, id: SubscriptionId) -> Error {
        match self {
            Self::NotActive(status) => Error::refused(
                Code::SubscriptionNotActive,
                format!(
                    "Subscription `{id}` is `{}`, which is final; only an active one takes this. \
                     Choose an active one with GET /v1/subscriptions?status=active.",
                    status.word()
                ),
            ),
            Self::AlreadyCancelled => Error::refused(
                Code::AlreadyCancelled,
                format!("Subscription `{id}` is cancelled already; there is nothing to cancel."),
            ),
            Self::AlreadyEnded(status) => Error::refused(
                Code::AlreadyEnded,
                format!(
                    "Subscription `{id}` is `{}`, which is final; it cannot be cancelled.",
                    status.word()
                ),
            ),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENDINGS: [(Ending, SubscriptionStatus); 5] = [
        (Ending::Cancelled, Cancelled),
        (Ending::Completed, EndedCompleted),
        (Ending::Buyout, EndedBuyout),
        (Ending::Upgrade, EndedUpgrade),
        (Ending::EarlyReturn, EndedEarlyReturn),
    ];

    #[test]
    fn only_an_active_subscription_goes_on() {
        for status in SubscriptionStatus::ALL.iter().copied() {
            let expected = if status == Active {
                Ok(())
            } else {
                Err(Refused::NotActive(status))
            };
            assert_eq!(status.goes_on(), expected);
        }
    }

    #[test]
    fn every_end_is_final() {
        for from in SubscriptionStatus::ALL.iter().copied() {
            for (ending, to) in ENDINGS {
                let expected = match (from, ending) {
                    (Active, _) => Ok(to),
                    (Cancelled, Ending::Cancelled) => Err(Refused::AlreadyCancelled),
                    (_, Ending::Cancelled) => Err(Refused::AlreadyEnded(from)),
                    _ => Err(Refused::NotActive(from)),
                };
                assert_eq!(from.end(ending), expected, "{from:?} {ending:?}");
            }
        }
    }

    #[test]
    fn refusals_have_the_codes_of_the_contract() {
        let id = SubscriptionId::from_uuid(uuid::Uuid::nil());
        for (refused, code) in [
            (Refused::NotActive(EndedBuyout), Code::SubscriptionNotActive),
            (Refused::AlreadyCancelled, Code::AlreadyCancelled),
            (Refused::AlreadyEnded(EndedUpgrade), Code::AlreadyEnded),
        ] {
            assert_eq!(refused.of(id).code(), code);
        }
    }
}
