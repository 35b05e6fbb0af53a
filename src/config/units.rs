//! Times and sizes as people write them.
use std::time::Duration;

/// `10s`, `500ms`, `2m`, `1h`, `30d`; a bare number is seconds.
pub fn parse_duration(text: &str) -> Result<Duration, String> {
    let wrong =
        || format!("`{text}` is not a time; write 10s, 500ms, 2m, 1h, 30d or plain seconds");
    let (number, unit) = split(text).ok_or_else(wrong)?;
    let millis_per_unit = match unit {
        "ms" => 1,
        "" | "s" => 1_000,
        "m" => 60_000,
        "h" => 3_600_000,
        "d" => 86_400_000,
        _ => return Err(wrong()),
    };
    number
        .checked_mul(millis_per_unit)
        .map(Duration::from_millis)
        .ok_or_else(wrong)
}

/// `1MiB`, `512KiB`; a bare number is bytes.
pub fn parse_size(text: &str) -> Result<usize, String> {
    let wrong = || format!("`{text}` is not a size; write 1MiB, 512KiB or plain bytes");
    let (number, unit) = split(text).ok_or_else(wrong)?;
    let bytes_per_unit = match unit {
        "" | "B" => 1,
        "KiB" => 1024,
        "MiB" => 1024 * 1024,
        _ => return Err(wrong()),
    };
    number
        .checked_mul(bytes_per_unit)
        .and_then(|bytes| usize::try_from(bytes).ok())
        .ok_or_else(wrong)
}

/// Leading digits as a number, and what follows them.
fn split(text: &str) -> Option<(u64, &str)> {
    let end = text
        .find(|c: char| !c.is_ascii_digit())
        .unwrap_or(text.len());
    let (digits, unit) = text.split_at_checked(end)?;
    Some((digits.parse().ok()?, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_a_number_with_or_without_a_unit() {
        assert_eq!(parse_duration("10"), Ok(Duration::from_secs(10)));
        assert_eq!(parse_duration("250ms"), Ok(Duration::from_millis(250)));
        assert_eq!(parse_duration("30d"), Ok(Duration::from_hours(720)));
        for wrong in ["", "s", "-1s", "1.5s", "10 s", "1y", "99999999999999999999"] {
            assert!(parse_duration(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn a_size_is_a_number_with_or_without_a_unit() {
        assert_eq!(parse_size("1MiB"), Ok(1_048_576));
        assert_eq!(parse_size("17"), Ok(17));
        assert!(parse_size("1MB").is_err());
        assert!(parse_size("18446744073709551615MiB").is_err());
    }
}
