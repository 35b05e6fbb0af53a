//! Starts and ends of ids in their public form, as ranges of what is stored: people paste the one
//! and read out the other.
use std::fmt::Write as _;

use super::id::{BITS_PER_CHAR, BODY_CHARS, DIGITS, Entity, Id, decode};

/// How many bits at an id's end are indexed, last bit first.
const INDEXED_BITS: usize = 40;

/// Whether all ids of a kind start like that: `ord_` or less of it.
pub fn starts_all<E: Entity>(part: &str) -> bool {
    E::PREFIX.starts_with(part) || part.strip_suffix('_') == Some(E::PREFIX)
}

/// The first and the last id that can start like that, with the prefix or without it.
pub fn starting<E: Entity>(part: &str) -> Option<(Id<E>, Id<E>)> {
    let bare = part
        .strip_prefix(E::PREFIX)
        .and_then(|rest| rest.strip_prefix('_'));
    let body = bare.unwrap_or(part);
    let open = (BODY_CHARS as usize).checked_sub(body.len())?;
    let filled = |with: &str| {
        let bits = decode(&format!("{body}{}", with.repeat(open)))?;
        Some(Id::from_uuid(uuid::Uuid::from_u128(bits)))
    };
    Some((filled("0")?, filled("z")?))
}

/// How an id ends.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Ending {
    bits: String,
}

impl Ending {
    /// An end of less than a whole id.
    pub fn parse(part: &str) -> Option<Self> {
        (1..BODY_CHARS as usize)
            .contains(&part.len())
            .then_some(())?;
        let mut bits = String::with_capacity(part.len() * BITS_PER_CHAR as usize);
        for char in part.bytes() {
            let digit = DIGITS.iter().position(|&digit| digit == char)?;
            write!(bits, "{digit:05b}").ok()?;
        }
        Some(Self { bits })
    }

    /// Its bits as text.
    pub fn bits(&self) -> &str {
        &self.bits
    }

    /// Between which numbers `id_from_its_end` lies for an id that ends like that.
    pub fn range(&self) -> (i64, i64) {
        let backwards = self.bits.chars().rev().take(INDEXED_BITS);
        let (mut number, mut open) = (0, INDEXED_BITS);
        for bit in backwards {
            number = number << 1 | i64::from(bit == '1');
            open -= 1;
        }
        (number << open, ((number + 1) << open) - 1)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;
    use uuid::Uuid;

    use super::*;
    use crate::kernel::id::{OrderId, entity::Order};

    #[test]
    fn the_prefix_starts_all() {
        assert!(starts_all::<Order>("ord_") && starts_all::<Order>("ord"));
        assert!(!starts_all::<Order>("ord_0") && !starts_all::<Order>("cust_"));
    }

    #[test]
    fn what_is_no_part_of_an_id_leads_nowhere() {
        for text in [
            "cust_0188",
            "ord_8",
            "smith",
            "ord_01h2xcejqtf2nbrexx3vqjhp411",
            "100%",
        ] {
            assert_eq!(starting::<Order>(text), None, "{text}");
        }
        for text in ["", "smith", "ord_01h2", "01h2xcejqtf2nbrexx3vqjhp41"] {
            assert_eq!(Ending::parse(text), None, "{text}");
        }
    }

    proptest! {
        #[test]
        fn an_id_is_found_by_its_start(bits: u128, length in 1_usize..=30) {
            let id = OrderId::from_uuid(Uuid::from_u128(bits));
            let text = id.to_string();
            let (first, last) = starting::<Order>(&text[..length.max(5)]).unwrap();
            prop_assert!(first <= id && id <= last);
            let (first, last) = starting::<Order>(&text[4..4 + length.min(26)]).unwrap();
            prop_assert!(first <= id && id <= last);
            let short = &text[..length.max(5)];
            prop_assert!(first.to_string().starts_with(&short[..5]) && last >= first);
        }

        #[test]
        fn an_id_is_found_by_its_end(bits: u128, length in 1_usize..=25) {
            let text = OrderId::from_uuid(Uuid::from_u128(bits)).to_string();
            let ending = Ending::parse(&text[30 - length..]).unwrap();
            let written = format!("{bits:0128b}");
            prop_assert!(written.ends_with(ending.bits()));
            let indexed = written.chars().rev().take(40).collect::<String>();
            let indexed = i64::from_str_radix(&indexed, 2).unwrap();
            let (low, high) = ending.range();
            prop_assert!(low <= indexed && indexed <= high);
            prop_assert_eq!(high - low + 1, 1 << (40 - (5 * length).min(40)));
        }
    }
}
