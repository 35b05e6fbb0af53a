//! Lives of tenants under a frozen clock: orders, contracts, payments, groups, day after day, each
//! night the scheduler; and after each step everything the API says of them against an independent
//! calculation.
mod acts;
mod amsterdam;
mod calculation;
mod compare;
mod elsewhere;
mod money;
mod tenant;
