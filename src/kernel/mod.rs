//! Vocabulary every feature shares. Pure: no axum, no queries, no `async`.
pub mod calendar;
pub mod clock;
pub mod currency;
mod decimal;
pub mod id;
pub mod id_part;
mod mint;
pub mod money;
pub mod page;
pub mod patch;
pub mod percentage;
pub mod ratio;
pub mod schedule;
pub mod tax;
pub mod text;
pub mod turns;
pub mod word;
