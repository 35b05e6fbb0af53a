//! Which form of a file a client takes, by its header `Accept-Encoding` (RFC 9110, 12.5.3).
use axum::http::{HeaderMap, header};

/// A form of a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Encoding {
    /// Brotli: the smallest.
    Brotli,
    /// Gzip.
    Gzip,
    /// As it is.
    Identity,
}

impl Encoding {
    /// All forms, the one to take among equals first.
    pub(super) const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Identity];

    /// Its name in headers.
    pub(super) const fn as_str(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Identity => "identity",
        }
    }

    /// Ending of a file in this form, beside the file as it is.
    pub(super) const fn suffix(self) -> &'static str {
        match self {
            Self::Brotli => ".br",
            Self::Gzip => ".gz",
            Self::Identity => "",
        }
    }

    /// What the client likes best of the forms that are there; as it is where it likes none.
    pub(super) fn choose(headers: &HeaderMap, there: impl Fn(Self) -> bool) -> Self {
        let values = headers.get_all(header::ACCEPT_ENCODING).iter();
        let texts: Vec<&str> = values.filter_map(|value| value.to_str().ok()).collect();
        let mut best = (Self::Identity, 0);
        for form in Self::ALL.into_iter().filter(|form| there(*form)) {
            let quality = form.quality(&texts);
            if quality > best.1 {
                best = (form, quality);
            }
        }
        best.0
    }

    /// How much the client likes it, in thousandths. What is not named counts as the wildcard does;
    /// the file as it is may always be sent, after whatever is named.
    fn quality(self, texts: &[&str]) -> u16 {
        let named = |name: &str| {
            let mut parts = texts.iter().flat_map(|text| text.split(','));
            parts.find_map(|part| {
                let (coding, weight) = part.split_once(';').unwrap_or((part, ""));
                coding
                    .trim()
                    .eq_ignore_ascii_case(name)
                    .then(|| thousandths(weight))
            })
        };
        let unnamed = u16::from(self == Self::Identity);
        named(self.as_str())
            .or_else(|| named("*"))
            .unwrap_or(unnamed)
    }
}

/// `q=0.5`, in thousandths: one without a weight, or with one that cannot be read, is liked wholly.
fn thousandths(weight: &str) -> u16 {
    let value = weight.trim().strip_prefix(['q', 'Q']);
    let value = value.and_then(|rest| rest.trim_start().strip_prefix('='));
    let Some((whole, decimals)) =
        value.map(|value| value.trim().split_once('.').unwrap_or((value.trim(), "")))
    else {
        return 1_000;
    };
    let decimals: String = decimals.chars().chain("000".chars()).take(3).collect();
    match (whole, decimals.parse::<u16>()) {
        ("0", Ok(decimals)) => decimals,
        _ => 1_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choose(accept: &[&str], there: &[Encoding]) -> Encoding {
        let mut headers = HeaderMap::new();
        for value in accept {
            headers.append(header::ACCEPT_ENCODING, value.parse().unwrap());
        }
        Encoding::choose(&headers, |form| there.contains(&form))
    }

    #[test]
    fn the_client_chooses_by_its_weights_and_we_among_equals() {
        use Encoding::{Brotli, Gzip, Identity};
        for (accept, expected) in [
            (&[][..], Identity),
            (&[""], Identity),
            (&["gzip, deflate, br, zstd"], Brotli),
            (&["gzip"], Gzip),
            (&["GZIP;q=0.5"], Gzip),
            (&["br;q=0.5, gzip;q=0.8"], Gzip),
            (&["br;q=0.5, gzip; Q = 0.501"], Gzip),
            (&["br;q=0, gzip"], Gzip),
            (&["br;q=0.000, gzip;q=0"], Identity),
            (&["*"], Brotli),
            (&["*;q=0.5, br;q=0.1"], Gzip),
            (&["identity;q=0.5, gzip;q=0.1"], Identity),
            (&["identity, gzip;q=0.5"], Identity),
            (&["gzip", "br"], Brotli),
            (&["deflate"], Identity),
            (&["*;q=0"], Identity),
            (&["br;q=1.0, gzip;q=x"], Brotli),
        ] {
            assert_eq!(choose(accept, &Encoding::ALL), expected, "{accept:?}");
        }
        assert_eq!(choose(&["br, gzip"], &[Gzip, Identity]), Gzip);
        assert_eq!(choose(&["br, gzip"], &[Identity]), Identity);
    }
}
