//! Whether settings hold together. Each single value was read within its own bounds.
use crate::{
    auth::{
        BusinessUnit,
        settings::{BuyoutMethod, EarlyReturnMethod, LateFee},
    },
    error::Fault,
    kernel::{money::Minor, percentage::Percentage},
};

/// All that is missing for what was chosen, at its place in the body.
pub(super) fn check(unit: &BusinessUnit) -> Vec<Fault> {
    let settings = &unit.settings;
    let mut faults = Vec::new();
    let mut need = |holds: bool, path: &str, message: &str| {
        if !holds {
            faults.push(Fault::shape(path, "custom", message));
        }
    };
    need(
        settings
            .default_term
            .is_none_or(|term| settings.terms.is_empty() || settings.terms.contains(&term)),
        "contracts.defaultTerm",
        "Must be one of contracts.terms. Add it there, or choose one of them.",
    );
    let buyout = &settings.buyout;
    let (flat, part) = match buyout.method {
        BuyoutMethod::FlatFee => (true, false),
        BuyoutMethod::RemainingMonths => (false, false),
        BuyoutMethod::ListPricePercentage | BuyoutMethod::RemainingMonthsAndListPrice => {
            (false, true)
        }
    };
    need(
        !flat || buyout.flat_fee_minor > Minor::ZERO,
        "buyout.flatFee",
        "Must be more than 0 where buyout.method is `flat_fee`.",
    );
    need(
        !part || buyout.list_price_percentage_ppm > Percentage::ZERO,
        "buyout.listPricePercentage",
        "Must be more than 0 where buyout.method counts the list price.",
    );
    let early = &settings.early_return;
    need(
        early.method != EarlyReturnMethod::FlatFee || early.flat_fee_minor > Minor::ZERO,
        "earlyReturn.flatFee",
        "Must be more than 0 where earlyReturn.method is `flat_fee`; `no_fee` asks for none.",
    );
    let late = &settings.late_fees;
    need(
        late.fee != LateFee::Flat || late.flat_minor > Minor::ZERO,
        "lateFees.flatFee",
        "Must be more than 0 where lateFees.fee is `flat`.",
    );
    need(
        late.fee != LateFee::Percentage || late.percentage_ppm > Percentage::ZERO,
        "lateFees.percentage",
        "Must be more than 0 where lateFees.fee is `percentage`.",
    );
    faults
}
