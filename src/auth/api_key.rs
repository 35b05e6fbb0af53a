//! The form of an API key: `fo_live_`, 27 random characters, 6 of checksum.
//!
//! The prefix lets scanners find a leaked key; the checksum lets us turn typing errors and made-up
//! keys away without asking the database. Which keys are valid, the database knows.
use std::fmt;

use rand::distr::{Alphanumeric, SampleString as _};
use subtle::ConstantTimeEq as _;

use super::secret_hash::SecretHash;

/// How every key begins.
const PREFIX: &str = "fo_live_";

/// The one key without a checksum: of the demo tenant, known to everyone.
pub const DEMO_KEY: &str = "fo_test_demo";

/// Random characters of a key: 62^27 > 2^160.
const RANDOM_CHARS: usize = 27;

/// Characters of the checksum: 62^6 > 2^32.
const CHECKSUM_CHARS: usize = 6;

/// Characters of a key that are shown to tell keys apart.
const HINT_CHARS: usize = 12;

/// Digits of the checksum.
const BASE62: &[u8; 62] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

/// An API key. Does not print; [`ApiKey::reveal`] is for the one time it is shown.
#[derive(Clone)]
pub struct ApiKey(String);

/// The text is no API key: mistyped, cut short or made up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not an API key: it begins with `{PREFIX}` and ends with a checksum that holds")]
pub struct InvalidApiKey;

impl ApiKey {
    /// A fresh key.
    pub fn generate() -> Self {
        let random = Alphanumeric.sample_string(&mut rand::rng(), RANDOM_CHARS);
        let body = format!("{PREFIX}{random}");
        let checksum = checksum(&body);
        Self(body + &checksum)
    }

    /// Reads a key as a client sent it. That it parses does not make it valid.
    pub fn parse(text: &str) -> Result<Self, InvalidApiKey> {
        if text == DEMO_KEY {
            return Ok(Self(text.to_owned()));
        }
        let split = text
            .len()
            .checked_sub(CHECKSUM_CHARS)
            .ok_or(InvalidApiKey)?;
        let (body, sum) = text.split_at_checked(split).ok_or(InvalidApiKey)?;
        let random = body.strip_prefix(PREFIX).ok_or(InvalidApiKey)?;
        let formed =
            random.len() == RANDOM_CHARS && random.bytes().all(|byte| byte.is_ascii_alphanumeric());
        let holds = checksum(body).as_bytes().ct_eq(sum.as_bytes());
        if formed && bool::from(holds) {
            Ok(Self(text.to_owned()))
        } else {
            Err(InvalidApiKey)
        }
    }

    /// SHA-256 of the whole key.
    pub fn hash(&self) -> SecretHash {
        SecretHash::of(&self.0)
    }

    /// Its first characters, for people to tell keys apart.
    pub fn hint(&self) -> &str {
        self.0.get(..HINT_CHARS).unwrap_or(&self.0)
    }

    /// The key itself, to be shown once to whoever made it.
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for ApiKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ApiKey(***)")
    }
}

/// Hash of the key that everyone knows.
pub(super) fn demo_hash() -> SecretHash {
    SecretHash::of(DEMO_KEY)
}

/// CRC-32 in base 62, with leading zeros.
fn checksum(body: &str) -> String {
    let mut rest = crc32fast::hash(body.as_bytes()) as usize;
    let mut digits = [b'0'; CHECKSUM_CHARS];
    for digit in digits.iter_mut().rev() {
        if let Some(&char) = BASE62.get(rest % BASE62.len()) {
            *digit = char;
        }
        rest /= BASE62.len();
    }
    digits.map(char::from).iter().collect()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_fresh_key_parses_and_hashes_to_the_same() {
        let key = ApiKey::generate();
        let again = ApiKey::parse(key.reveal()).unwrap();
        assert!(key.hash().matches(again.hash().as_bytes()));
        assert_eq!(key.reveal().len(), 41);
        assert!(key.reveal().starts_with(key.hint()));
    }

    #[test]
    fn no_two_keys_are_equal() {
        assert_ne!(ApiKey::generate().reveal(), ApiKey::generate().reveal());
    }

    #[test]
    fn the_form_of_a_key_stays() {
        // Keys are out in the world: this one must parse for ever.
        let body = "fo_live_000000000000000000000000000";
        assert_eq!(checksum(body), CHECKSUM_OF_ZEROS);
        assert!(ApiKey::parse(&format!("{body}{CHECKSUM_OF_ZEROS}")).is_ok());
    }

    const CHECKSUM_OF_ZEROS: &str = "1fZJuA";

    #[test]
    fn the_demo_key_needs_no_checksum() {
        assert!(ApiKey::parse(DEMO_KEY).is_ok());
        assert!(ApiKey::parse("fo_test_other").is_err());
    }

    #[test]
    fn a_key_does_not_print() {
        let key = ApiKey::generate();
        assert!(!format!("{key:?} {:?}", key.hash()).contains(key.reveal()));
    }

    proptest! {
        #[test]
        fn a_mistyped_character_is_noticed(at in 0_usize..41, with in "[0-9A-Za-z]") {
            let key = ApiKey::generate();
            let mut typed = key.reveal().to_owned();
            typed.replace_range(at..=at, &with);
            prop_assert_eq!(ApiKey::parse(&typed).is_ok(), typed == key.reveal());
        }

        #[test]
        fn any_text_is_read_without_a_panic(text in ".{0,60}") {
            prop_assert!(ApiKey::parse(&text).is_err());
        }
    }
}
