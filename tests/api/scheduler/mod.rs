//! What is due without anybody asking: done once, whoever does it and whoever dies meanwhile.
mod collecting;
mod contracts;
mod crashes;
mod groups;
mod turns;
