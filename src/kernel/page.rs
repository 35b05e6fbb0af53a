//! Pages of a list: how many rows, after which one, and in which direction (contract 2.2, 10.7).
use std::{collections::HashMap, hash::Hash};

use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};

use super::word::words;

/// How many rows a page may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limit(u16);

/// The text is not a number of rows that a page may have.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be a whole number from 1 to {max}")]
pub struct LimitFault {
    /// The largest that is allowed.
    pub max: u16,
}

impl Limit {
    /// When the request does not say.
    pub const DEFAULT: Self = Self(50);
    /// Largest page of most lists.
    pub const MAX: u16 = 100;

    /// A limit from 1 to `max`, of which [`Limit::MAX`] is the usual one.
    pub fn parse(text: &str, max: u16) -> Result<Self, LimitFault> {
        let digits = text.bytes().all(|b| b.is_ascii_digit());
        text.parse()
            .ok()
            .filter(|limit| digits && (1..=max).contains(limit))
            .map(Self)
            .ok_or(LimitFault { max })
    }

    /// A fixed page size, such as the default of a list.
    pub const fn of(rows: u16) -> Self {
        Self(rows)
    }

    /// The number of rows of a full page.
    pub const fn get(self) -> u16 {
        self.0
    }

    /// The number of rows to ask the database for: one more, which tells whether there is a next
    /// page.
    pub fn fetch(self) -> i64 {
        i64::from(self.0) + 1
    }
}

words! {
    /// Which way a list runs.
    #[derive(Default)]
    pub enum SortDir {
        /// Smallest first.
        Asc = "asc",
        /// Largest first.
        #[default]
        Desc = "desc",
    }
}

/// After which row a page starts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cursor {
    /// After a place in the order of a list.
    Position {
        /// Name of the key the list is sorted by; another list must refuse it.
        sort: String,
        /// Which way the list runs; the other way must refuse it too.
        dir: SortDir,
        /// The key of the last row seen, as text.
        value: Option<String>,
        /// The id of the last row seen.
        id: String,
    },
    /// After an entity, by its id.
    Entity(String),
}

impl Cursor {
    /// Reads what [`Cursor::encode`] wrote; anything else is the id of an entity, which the list
    /// may or may not have (an asset's is its serial number, so no form of it is known here).
    pub fn parse(text: &str) -> Self {
        Self::position(text).unwrap_or_else(|| Self::Entity(text.to_owned()))
    }

    fn position(text: &str) -> Option<Self> {
        let json = URL_SAFE_NO_PAD.decode(text).ok()?;
        let (sort, dir, value, id): (String, SortDir, Option<String>, String) =
            serde_json::from_slice(&json).ok()?;
        // The database takes no NUL in a text.
        let clean = [Some(&sort), value.as_ref(), Some(&id)]
            .into_iter()
            .flatten()
            .all(|text| !text.contains('\0'));
        clean.then_some(Self::Position {
            sort,
            dir,
            value,
            id,
        })
    }

    /// The opaque text a client gives back for the next page.
    pub fn encode(&self) -> String {
        match self {
            Self::Position {
                sort,
                dir,
                value,
                id,
            } => {
                let json = serde_json::json!([sort, dir, value, id]);
                URL_SAFE_NO_PAD.encode(json.to_string())
            }
            Self::Entity(id) => id.clone(),
        }
    }
}

/// Some rows of a list, and where the next ones start.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Page<T> {
    /// The rows.
    pub items: Vec<T>,
    /// The cursor of the next page, if there is one.
    pub next_cursor: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page of up to [`Limit::fetch`] rows: the row too many is dropped, and `cursor` of
    /// the last one kept leads on.
    pub fn cut(mut rows: Vec<T>, limit: Limit, cursor: impl FnOnce(&T) -> Cursor) -> Self {
        let size = usize::from(limit.0);
        let more = rows.len() > size;
        rows.truncate(size);
        let next_cursor = rows
            .last()
            .filter(|_| more)
            .map(|last| cursor(last).encode());
        Self {
            items: rows,
            next_cursor,
        }
    }

    /// A page of nothing.
    pub const fn empty() -> Self {
        Self {
            items: Vec::new(),
            next_cursor: None,
        }
    }

    /// Puts what was found in the place of each id; an id without a find is left out.
    pub fn filled<U>(&self, found: Vec<U>, id: impl Fn(&U) -> T) -> Page<U>
    where
        T: Eq + Hash,
    {
        let mut by_id: HashMap<T, U> = found.into_iter().map(|item| (id(&item), item)).collect();
        Page {
            items: self
                .items
                .iter()
                .filter_map(|id| by_id.remove(id))
                .collect(),
            next_cursor: self.next_cursor.clone(),
        }
    }

    /// Converts the rows.
    pub fn map<U>(self, convert: impl FnMut(T) -> U) -> Page<U> {
        Page {
            items: self.items.into_iter().map(convert).collect(),
            next_cursor: self.next_cursor,
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_limit_is_a_whole_number_in_range() {
        for (text, expected) in [("1", 1), ("50", 50), ("100", 100), ("007", 7)] {
            assert_eq!(Limit::parse(text, Limit::MAX).map(Limit::get), Ok(expected));
        }
        for text in [
            "",
            "0",
            "101",
            "-1",
            "+5",
            "1.0",
            "1e1",
            " 5",
            "ten",
            "99999999999",
        ] {
            let fault = LimitFault { max: 100 };
            assert_eq!(Limit::parse(text, Limit::MAX), Err(fault), "{text:?}");
        }
        assert_eq!(Limit::parse("5000", 5_000).map(Limit::fetch), Ok(5_001));
        assert_eq!(
            LimitFault { max: 100 }.to_string(),
            "must be a whole number from 1 to 100"
        );
    }

    #[test]
    fn a_plain_id_is_a_cursor() {
        let text = "ord_01h2xcejqtf2nbrexx3vqjhp41";
        let cursor = Cursor::parse(text);
        assert_eq!(cursor, Cursor::Entity(text.to_owned()));
        assert_eq!(cursor.encode(), text);
    }

    #[test]
    fn what_is_no_position_can_only_be_an_id() {
        let json = |text: &str| URL_SAFE_NO_PAD.encode(text);
        for text in [
            String::new(),
            "abc".to_owned(),
            "ord_abc123xyz".to_owned(),
            "!!!".to_owned(),
            json("{}"),
            json("[]"),
            json(r#"["createdAt","x"]"#),
            json(r#"["createdAt","x","id","more"]"#),
            json(r#"["createdAt",1,"id"]"#),
            json(r#"[null,"x","id"]"#),
            json(r#"["createdAt","\u0000","id"]"#),
            json(r#"["createdAt",null,"id"] x"#),
            json(r#"["createdAt",null,"id"]"#) + "=",
        ] {
            assert_eq!(Cursor::parse(&text), Cursor::Entity(text.clone()), "{text}");
        }
    }

    #[test]
    fn a_page_leads_on_only_when_there_is_more() {
        let limit = Limit::parse("2", Limit::MAX).unwrap();
        let cursor = |row: &i32| Cursor::Entity(row.to_string());
        for (rows, items, next) in [
            (vec![], vec![], None),
            (vec![1], vec![1], None),
            (vec![1, 2], vec![1, 2], None),
            (vec![1, 2, 3], vec![1, 2], Some("2")),
        ] {
            let page = Page::cut(rows, limit, cursor);
            assert_eq!(page.items, items);
            assert_eq!(page.next_cursor.as_deref(), next);
            assert_eq!(page.map(i64::from).next_cursor.as_deref(), next);
        }
    }

    proptest! {
        #[test]
        fn parse_undoes_encode(sort in "[^\0]*", value in proptest::option::of("[^\0]*"), id in "[^\0]*") {
            let cursor = Cursor::Position { sort, dir: SortDir::Asc, value, id };
            prop_assert_eq!(Cursor::parse(&cursor.encode()), cursor);
        }

        #[test]
        fn no_text_panics(text: String) {
            let _ = Cursor::parse(&text);
            let _ = Limit::parse(&text, Limit::MAX);
        }
    }
}
