//! Which form of a list a client wants, by its header `Accept` (RFC 9110, 12.5.1).
use axum::http::{HeaderMap, header};

/// A form of a list.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Format {
    /// A page as JSON.
    Json,
    /// All rows as CSV.
    Csv,
    /// All items as JSON, one a line.
    Ndjson,
    /// All rows as a workbook for spreadsheets.
    Xlsx,
}

/// The forms, the one that stands where nothing is preferred first.
const FORMATS: [Format; 4] = [Format::Json, Format::Csv, Format::Ndjson, Format::Xlsx];

impl Format {
    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        match self {
            Self::Json => "application/json",
            Self::Csv => "text/csv",
            Self::Ndjson => "application/x-ndjson",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        }
    }

    /// Ending of the name of its file.
    pub const fn extension(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Csv => "csv",
            Self::Ndjson => "ndjson",
            Self::Xlsx => "xlsx",
        }
    }

    /// What the headers prefer. Among equals one that is named goes before one that a wildcard
    /// covers, and JSON before the others. JSON too where none is acceptable.
    pub fn of(headers: &HeaderMap) -> Self {
        let values = headers.get_all(header::ACCEPT).iter();
        let texts: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
        let ranges: Vec<Range<'_>> = texts
            .iter()
            .flat_map(|text| text.split(','))
            .filter_map(Range::parse)
            .collect();
        let mut best = (Self::Json, (0, 0));
        for format in FORMATS {
            // Of the ranges that cover a type the most specific one counts.
            let rank = ranges
                .iter()
                .filter_map(|range| Some((range.specificity(format)?, range.quality)))
                .max_by_key(|(specificity, _)| *specificity)
                .map_or((0, 0), |(specificity, quality)| (quality, specificity));
            if rank.0 > 0 && rank > best.1 {
                best = (format, rank);
            }
        }
        best.0
    }
}

/// An element of the header, such as `text/*;q=0.5`.
struct Range<'a> {
    media: &'a str,
    /// Thousandths.
    quality: u16,
}

impl<'a> Range<'a> {
    fn parse(text: &'a str) -> Option<Self> {
        let mut parts = text.split(';').map(str::trim);
        let media = parts.next().filter(|media| media.contains('/'))?;
        let quality = parts
            .filter_map(|part| part.split_once('='))
            .find(|(name, _)| name.trim().eq_ignore_ascii_case("q"))
            .map_or(Some(1_000), |(_, value)| thousandths(value.trim()))?;
        Some(Self { media, quality })
    }

    /// How closely it names a format; none if it does not cover it.
    fn specificity(&self, format: Format) -> Option<u8> {
        let media = format.media_type();
        let (kind, _) = media.split_once('/')?;
        let (own, rest) = self.media.split_once('/')?;
        if self.media.eq_ignore_ascii_case(media) {
            Some(3)
        } else if rest == "*" && own.eq_ignore_ascii_case(kind) {
            Some(2)
        } else if self.media == "*/*" {
            Some(1)
        } else {
            None
        }
    }
}

/// `1`, `0.5`, `0.125`: at most three decimals.
fn thousandths(text: &str) -> Option<u16> {
    let (whole, decimals) = text.split_once('.').unwrap_or((text, ""));
    let is_digits = decimals.bytes().all(|byte| byte.is_ascii_digit());
    if decimals.len() > 3 || !is_digits || !matches!(whole, "0" | "1") {
        return None;
    }
    let decimals: u16 = format!("{decimals:0<3}").parse().ok()?;
    Some(if whole == "1" { 1_000 } else { decimals })
}

#[cfg(test)]
mod tests {
    use super::*;

    const SPREADSHEET: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    fn of(accept: &[&str]) -> Format {
        let mut headers = HeaderMap::new();
        for value in accept {
            headers.append(header::ACCEPT, value.parse().unwrap());
        }
        Format::of(&headers)
    }

    #[test]
    fn the_highest_quality_wins_then_the_closest_name_then_json() {
        use Format::{Csv, Json, Ndjson, Xlsx};
        for (accept, expected) in [
            (&[][..], Json),
            (&["*/*"], Json),
            (&["application/json"], Json),
            (&["text/csv"], Csv),
            (&["TEXT/CSV; charset=utf-8"], Csv),
            (&["application/x-ndjson"], Ndjson),
            (&["application/json, text/csv"], Json),
            (&["application/json;q=0.5, text/csv"], Csv),
            (&["application/json;q=0.5, text/csv;q=0.25"], Json),
            (&["text/csv;q=0.5, application/x-ndjson;q=0.501"], Ndjson),
            (&["text/csv, */*"], Csv),
            (&["text/csv, */*;q=0.1"], Csv),
            (&["text/csv;q=0.1, */*"], Json),
            (&["text/*"], Csv),
            (&["application/*"], Json),
            (&["application/json;q=0, application/*"], Ndjson),
            (&["text/csv;q=0"], Json),
            (&["text/csv;q=0, application/x-ndjson;q=0.001"], Ndjson),
            (&["application/xml"], Json),
            (&["text/csv;q=2", "text/csv;q=x", "csv", ";", ""], Json),
            (&["application/xml", "text/csv"], Csv),
            (&["text/csv;q=0.1234"], Json),
            (&[SPREADSHEET], Xlsx),
            (&[SPREADSHEET, "*/*"], Xlsx),
            (&["text/csv", SPREADSHEET], Csv),
        ] {
            assert_eq!(of(accept), expected, "{accept:?}");
        }
    }
}
