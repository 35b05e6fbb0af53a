//! What is due without anybody asking: done once, whoever does it and whoever dies meanwhile.
pub mod collecting;
mod contracts;
mod crashes;
pub mod groups;
mod turns;
