//! Phone numbers as people write them: compared by their digits alone.

/// What stands between the digits of a number.
const BETWEEN: &[char] = &[' ', '+', '-', '(', ')', '.', '/'];

/// The digits of a number, under which it is found.
pub fn digits(phone: &str) -> String {
    phone.chars().filter(char::is_ascii_digit).collect()
}

/// The digits to look for, where a text can be a part of a phone number: without the zeros in front,
/// which stand for a country or are left out behind its code.
pub fn dialled(part: &str) -> Option<String> {
    let is_number = part
        .chars()
        .all(|char| char.is_ascii_digit() || BETWEEN.contains(&char));
    let digits = is_number.then(|| digits(part))?;
    let bare = digits.trim_start_matches('0');
    let wanted = if bare.is_empty() { &digits } else { bare };
    (!wanted.is_empty()).then(|| wanted.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_dialled_by_its_digits() {
        for (part, wanted) in [
            ("0612345678", Some("612345678")),
            ("06 12-34", Some("61234")),
            ("+31 (0)6", Some("3106")),
            ("0031612", Some("31612")),
            ("56", Some("56")),
            ("00", Some("00")),
            ("+", None),
            ("", None),
            ("6a", None),
            ("smith", None),
        ] {
            assert_eq!(dialled(part).as_deref(), wanted, "{part}");
        }
    }

    #[test]
    fn whoever_dials_from_home_or_abroad_finds_it() {
        for stored in ["+31 6 1234 5678", "06-12345678", "0031 612345678"] {
            let wanted = dialled("06 1234").unwrap();
            assert!(digits(stored).contains(&wanted), "{stored}");
        }
    }
}
