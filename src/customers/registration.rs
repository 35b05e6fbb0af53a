//! Numbers that a business is known under: with its register, and for value added tax.
use crate::http::json::Input;

/// Longest number of either kind, in characters: the longest in use have about half as many.
const NUMBER_MAX: usize = 64;

/// A registration or VAT number as written, without blanks around it (contract section 7, Orders).
/// What countries write is too different to be tested further. A blank one is empty.
pub fn read_number(input: &Input<'_>) -> Option<String> {
    let number = input.text((0, NUMBER_MAX))?;
    Some(number.trim().to_owned())
}
