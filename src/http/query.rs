//! Query strings: typed, every fault at once, unknown parameters ignored (contract 10.7).
use std::str::FromStr;

use axum::{extract::FromRequestParts, http::request::Parts};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};

use super::json::Locale;
use crate::{
    db::{Listing, SortKey},
    error::{Error, Fault, Result},
    kernel::{
        calendar::{self, When},
        currency::Currency,
        money::{AmountFault, Minor},
        page::{Cursor, Limit, LimitFault, SortDir},
        word::Word,
    },
};

/// A filter by an id. An id that does not parse is an unknown id, so nothing matches it
/// (contract 10.8).
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum IdFilter<I> {
    /// Not asked for.
    Any,
    /// Just this one.
    Is(I),
    /// An id that cannot exist.
    Nothing,
}

/// The parameters of a query string and the faults found in them so far.
#[derive(Debug)]
pub struct Query {
    pairs: Vec<(String, String)>,
    faults: Vec<Fault>,
}

impl<S: Send + Sync> FromRequestParts<S> for Query {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        Ok(Self::parse(parts.uri.query().unwrap_or_default()))
    }
}

impl Query {
    /// Takes a query string apart.
    pub fn parse(text: &str) -> Self {
        let pairs: Vec<(String, String)> = form_urlencoded::parse(text.as_bytes())
            .into_owned()
            .collect();
        // What was no UTF-8 was replaced while it was decoded.
        let broken = ['\0', char::REPLACEMENT_CHARACTER];
        let faults = pairs
            .iter()
            .filter(|(name, value)| name.contains(broken) || value.contains(broken))
            .map(|(name, _)| {
                let message = "Must be UTF-8 text without the NUL character.";
                Fault::shape(name.replace(broken, ""), "invalid_string", message)
            })
            .collect();
        Self { pairs, faults }
    }

    /// Ends the reading: all faults, if there were any.
    pub fn finish(self) -> Result<()> {
        if self.faults.is_empty() {
            Ok(())
        } else {
            Err(Error::Invalid(self.faults))
        }
    }

    /// Records a fault of a parameter.
    pub fn fault(&mut self, name: &str, code: &'static str, message: impl Into<String>) {
        self.faults.push(Fault::shape(name, code, message));
    }

    /// A parameter as it stands. Given twice, it is a fault.
    fn one(&mut self, name: &str) -> Option<String> {
        let mut values = self.pairs.iter().filter(|(key, _)| key == name);
        let value = values.next().map(|(_, value)| value.clone());
        if values.next().is_some() {
            self.fault(name, "invalid_type", "Send this parameter once.");
        }
        value
    }

    /// Free text; empty counts as absent.
    pub fn text(&mut self, name: &str) -> Option<String> {
        self.one(name).filter(|text| !text.is_empty())
    }

    /// Words to search for; blanks around them do not count.
    pub fn search(&mut self, name: &str) -> Option<String> {
        let text = self.text(name)?;
        Some(text.trim().to_owned()).filter(|text| !text.is_empty())
    }

    /// `true` or `false`.
    pub fn boolean(&mut self, name: &str) -> Option<bool> {
        match self.one(name)?.as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => {
                self.fault(name, "invalid_type", "Must be `true` or `false`.");
                None
            }
        }
    }

    /// An amount in major units of `currency`, such as `1250.50`; may be below zero.
    pub fn amount(&mut self, name: &str, currency: Currency) -> Option<Minor> {
        let text = self.text(name)?;
        let fault = match Minor::parse(&text, currency) {
            Ok(amount) => return Some(amount),
            Err(fault) => fault,
        };
        let (code, message) = match fault {
            AmountFault::NotANumber => (
                "invalid_number",
                "Must be a number such as 1250.50.".to_owned(),
            ),
            AmountFault::TooPrecise { decimals } => (
                "invalid_number",
                format!("{} has {decimals} decimals, and no more.", currency.code()),
            ),
            AmountFault::TooLarge => ("too_big", "The amount is too large.".to_owned()),
        };
        self.fault(name, code, message);
        None
    }

    /// One of a closed list of words.
    pub fn word<W: Word>(&mut self, name: &str) -> Option<W> {
        let value = self.one(name)?;
        self.parse_word(name, &value)
    }

    /// Several of a closed list of words, comma-separated or given again and again.
    pub fn words<W: Word>(&mut self, name: &str) -> Vec<W> {
        let values: Vec<String> = self.values(name).map(str::to_owned).collect();
        let words: Vec<W> = values
            .iter()
            .filter_map(|value| W::from_word(value))
            .collect();
        if words.len() < values.len() {
            // One fault a parameter: an answer shall not grow with what was sent.
            let wrong = values.iter().find(|value| W::from_word(value).is_none());
            let message = W::unknown(wrong.map_or("", String::as_str));
            self.fault(name, "invalid_enum_value", message);
        }
        words
    }

    /// Several ids, comma-separated or given again and again; ids that cannot exist are left out.
    /// None where the parameter is absent or empty; more than `most` is a fault.
    pub fn ids<I: FromStr>(&mut self, name: &str, most: usize) -> Option<Vec<I>> {
        let texts: Vec<String> = self
            .values(name)
            .filter(|text| !text.is_empty())
            .map(str::to_owned)
            .collect();
        if texts.len() > most {
            self.fault(name, "too_big", format!("Send at most {most} ids."));
            return None;
        }
        let ids = texts.iter().filter_map(|text| text.parse().ok()).collect();
        (!texts.is_empty()).then_some(ids)
    }

    /// What stands between the commas of a parameter, each time that it is given.
    fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.pairs
            .iter()
            .filter(move |(key, _)| key == name)
            .flat_map(|(_, value)| value.split(',').map(str::trim))
    }

    fn parse_word<W: Word>(&mut self, name: &str, value: &str) -> Option<W> {
        let word = W::from_word(value);
        if word.is_none() {
            self.fault(name, "invalid_enum_value", W::unknown(value));
        }
        word
    }

    /// A filter by id.
    pub fn id<I: FromStr>(&mut self, name: &str) -> IdFilter<I> {
        match self.text(name) {
            None => IdFilter::Any,
            Some(text) => text.parse().map_or(IdFilter::Nothing, IdFilter::Is),
        }
    }

    /// A plain date, or the tenant's date of an instant.
    pub fn date(&mut self, name: &str, locale: Locale) -> Option<NaiveDate> {
        match self.when(name)? {
            When::Date(date) => Some(date),
            When::Instant(at) => Some(locale.time_zone.date_of(at)),
        }
    }

    /// First instant that passes a `…From` filter.
    pub fn from(&mut self, name: &str, locale: Locale) -> Option<DateTime<Utc>> {
        match self.when(name)? {
            When::Date(date) => Some(locale.time_zone.day_start(date)),
            When::Instant(at) => Some(at),
        }
    }

    /// First instant that no longer passes a `…To` filter: a plain date means the tenant's whole
    /// day, an instant is included itself (contract 10.12).
    pub fn before(&mut self, name: &str, locale: Locale) -> Option<DateTime<Utc>> {
        match self.when(name)? {
            When::Date(date) => Some(locale.time_zone.day_end(date)),
            When::Instant(at) => at.checked_add_signed(TimeDelta::microseconds(1)),
        }
    }

    fn when(&mut self, name: &str) -> Option<When> {
        let text = self.one(name)?;
        let when = calendar::parse_when(&text);
        if when.is_none() {
            self.fault(
                name,
                "invalid_date",
                "Must be a date such as 2025-02-01 or an instant such as 2025-02-01T10:30:00Z.",
            );
        }
        when
    }

    /// `limit`, `startAfter`, `sortBy` and `sortDir` (contract 2.2, 2.3). The cursor must be of the
    /// same order; a plain entity id fits every order.
    pub fn listing<S: SortKey>(&mut self, default: S) -> Listing<S> {
        self.listing_within(default, Limit::DEFAULT, Limit::MAX)
    }

    /// The same for a list with page sizes of its own.
    pub fn listing_within<S: SortKey>(&mut self, default: S, limit: Limit, max: u16) -> Listing<S> {
        let sort = self.word("sortBy").unwrap_or(default);
        let dir = self.word("sortDir").unwrap_or_default();
        Listing {
            limit: self.limit(limit, max),
            start_after: self.cursor(sort, dir),
            sort,
            dir,
        }
    }

    /// `limit`, with a default and a bound of its own.
    pub fn limit(&mut self, default: Limit, max: u16) -> Limit {
        let Some(text) = self.one("limit") else {
            return default;
        };
        Limit::parse(&text, max).unwrap_or_else(|LimitFault { max }| {
            self.fault(
                "limit",
                "invalid_number",
                format!("Must be from 1 to {max}."),
            );
            default
        })
    }

    /// `startAfter` alone, for lists that have one order only.
    pub fn start_after(&mut self) -> Option<Cursor> {
        self.one("startAfter").map(|text| Cursor::parse(&text))
    }

    fn cursor<S: SortKey>(&mut self, sort: S, dir: SortDir) -> Option<Cursor> {
        let cursor = self.start_after()?;
        match &cursor {
            Cursor::Position {
                sort: of, dir: way, ..
            } if of != sort.word() || *way != dir => {
                let message = format!(
                    "This cursor is of a list sorted by `{of}`, `{}`; keep sortBy and sortDir.",
                    way.word()
                );
                self.fault("startAfter", "invalid_string", message);
                None
            }
            Cursor::Position { .. } | Cursor::Entity(_) => Some(cursor),
        }
    }

    /// The parameters whose names start with `prefix`, without it, as `(rest, value)`.
    pub fn prefixed(&self, prefix: &str) -> Vec<(String, String)> {
        self.pairs
            .iter()
            .filter_map(|(name, value)| {
                Some((name.strip_prefix(prefix)?.to_owned(), value.clone()))
            })
            .collect()
    }
}
