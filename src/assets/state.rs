//! Which moves of an asset are allowed (contract section 4).
use super::{
    model::AssetStatus::{self, Available, RentedOut, Returned, Sold, Unavailable},
    release::Release,
};

/// Why a move is not allowed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// The asset is in a running contract, which alone moves it.
    InUse,
    /// Only a contract leads to that status.
    ContractOnly,
    /// The asset is not free to be given away.
    NotAvailable,
    /// The asset is in no contract.
    NotRented,
}

/// Where an asset goes when a contract takes it.
pub(super) const fn assigned(from: AssetStatus) -> Result<AssetStatus, Refused> {
    match from {
        Available => Ok(RentedOut),
        RentedOut | Returned | Sold | Unavailable => Err(Refused::NotAvailable),
    }
}

/// Where an asset goes when its contract lets go of it.
pub(super) const fn released(from: AssetStatus, to: Release) -> Result<AssetStatus, Refused> {
    match from {
        RentedOut => Ok(to.status()),
        Available | Returned | Sold | Unavailable => Err(Refused::NotRented),
    }
}

/// Whether a person may record a new asset with that status.
pub(super) const fn entered(status: AssetStatus) -> Result<AssetStatus, Refused> {
    match status {
        Available | Returned | Unavailable => Ok(status),
        RentedOut | Sold => Err(Refused::ContractOnly),
    }
}

/// Where an asset goes when a person sets its status. Setting the status it has changes nothing and
/// is always allowed, so that a document may be sent back whole.
pub(super) const fn set_by_hand(
    from: AssetStatus,
    to: AssetStatus,
) -> Result<AssetStatus, Refused> {
    match (from, to) {
        (RentedOut, RentedOut) => Ok(to),
        (Available | Returned | Sold | Unavailable, RentedOut) => Err(Refused::ContractOnly),
        (RentedOut, Available | Returned | Sold | Unavailable) => Err(Refused::InUse),
        (Available | Returned | Sold | Unavailable, Available | Returned | Sold | Unavailable) => {
            Ok(to)
        }
    }
}

/// Where an asset goes when it is deleted.
pub(super) const fn deleted(from: AssetStatus) -> Result<AssetStatus, Refused> {
    set_by_hand(from, Unavailable)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::kernel::word::Word as _;

    #[test]
    fn only_an_available_asset_can_be_assigned() {
        for from in AssetStatus::ALL.iter().copied() {
            let expected = if from == Available {
                Ok(RentedOut)
            } else {
                Err(Refused::NotAvailable)
            };
            assert_eq!(assigned(from), expected, "{from:?}");
        }
    }

    #[test]
    fn only_an_asset_in_a_contract_is_released() {
        for from in AssetStatus::ALL.iter().copied() {
            for (to, status) in [
                (Release::Returned, Returned),
                (Release::Sold, Sold),
                (Release::Unavailable, Unavailable),
            ] {
                let expected = if from == RentedOut {
                    Ok(status)
                } else {
                    Err(Refused::NotRented)
                };
                assert_eq!(released(from, to), expected, "{from:?}");
            }
        }
    }

    #[test]
    fn a_new_asset_is_not_in_a_contract() {
        for (status, expected) in [
            (Available, Ok(Available)),
            (Returned, Ok(Returned)),
            (Unavailable, Ok(Unavailable)),
            (RentedOut, Err(Refused::ContractOnly)),
            (Sold, Err(Refused::ContractOnly)),
        ] {
            assert_eq!(entered(status), expected, "{status:?}");
        }
    }

    #[test]
    fn by_hand_an_asset_moves_only_outside_contracts() {
        for from in AssetStatus::ALL.iter().copied() {
            for to in AssetStatus::ALL.iter().copied() {
                let expected = if from == to {
                    Ok(to)
                } else if from == RentedOut {
                    Err(Refused::InUse)
                } else if to == RentedOut {
                    Err(Refused::ContractOnly)
                } else {
                    Ok(to)
                };
                assert_eq!(set_by_hand(from, to), expected, "{from:?} to {to:?}");
            }
        }
    }

    #[test]
    fn only_an_asset_in_a_contract_cannot_be_deleted() {
        for from in AssetStatus::ALL.iter().copied() {
            let expected = if from == RentedOut {
                Err(Refused::InUse)
            } else {
                Ok(Unavailable)
            };
            assert_eq!(deleted(from), expected, "{from:?}");
        }
    }
}
