//! Cells that a spreadsheet would run.
//!
//! A cell that starts with `=`, `+`, `-`, `@`, a tab or a carriage return is written behind an
//! apostrophe, unless it is a plain number: negative amounts stay numbers. So that reading undoes it
//! exactly, a cell that already has apostrophes before such a character gets one more.
use std::borrow::Cow;

/// What opens a formula.
const OPENERS: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// What keeps a cell from being one.
const GUARD: char = '\'';

/// The cell as it is written.
pub fn guarded(text: &str) -> Cow<'_, str> {
    if opens_formula(text) && !is_number(text) {
        Cow::Owned(format!("{GUARD}{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that a written cell stands for.
pub fn unguarded(cell: &str) -> &str {
    match cell.strip_prefix(GUARD) {
        Some(text) if opens_formula(text) => text,
        Some(_) | None => cell,
    }
}

/// Whether it is a formula behind its apostrophes, if it has any.
fn opens_formula(text: &str) -> bool {
    text.trim_start_matches(GUARD).starts_with(OPENERS)
}

/// Digits, perhaps a minus before them and decimals behind.
fn is_number(text: &str) -> bool {
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    let text = text.strip_prefix('-').unwrap_or(text);
    match text.split_once('.') {
        Some((whole, decimals)) => digits(whole) && digits(decimals),
        None => digits(text),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn what_starts_like_a_formula_is_guarded_and_numbers_are_not() {
        for (text, written) in [
            ("=1+1", "'=1+1"),
            ("+31612345678", "'+31612345678"),
            ("-cmd", "'-cmd"),
            ("@SUM(A1)", "'@SUM(A1)"),
            ("\tx", "'\tx"),
            ("\rx", "'\rx"),
            ("-", "'-"),
            ("-1-2", "'-1-2"),
            ("'=1", "''=1"),
            ("-12.50", "-12.50"),
            ("-3", "-3"),
            ("12.5", "12.5"),
            ("plain", "plain"),
            ("'quoted'", "'quoted'"),
            ("", ""),
            ("a=1", "a=1"),
        ] {
            assert_eq!(guarded(text), written);
            assert_eq!(unguarded(written), text);
        }
    }

    proptest! {
        #[test]
        fn reading_undoes_writing(text in "['=+@\t\r 0-9.a-]{0,8}") {
            let written = guarded(&text);
            prop_assert_eq!(unguarded(&written), text.as_str());
            let safe = is_number(&written) || !written.starts_with(OPENERS);
            prop_assert!(safe, "{}", written);
        }
    }
}
