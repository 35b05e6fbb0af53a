//! The pages of a list, one after the other, from the list's own handler.
use std::collections::HashMap;

use axum::{
    body::{Body, Bytes, to_bytes},
    extract::Request,
    http::{Method, StatusCode, Uri, request::Parts, uri::PathAndQuery},
    middleware::Next,
    response::Response,
};
use serde_json::value::RawValue;

use super::workbook::Book;
use crate::{
    error::{Error, Result},
    http::csv::{self, Sheet},
};

/// Items on a page: the most that every list takes.
const PAGE: u64 = 100;

/// What becomes of the items.
pub(super) enum Output {
    /// Lines of CSV.
    Csv,
    /// A line of JSON each.
    Ndjson,
    /// Rows of a workbook, which is sent when all of them are there.
    Workbook(Box<Book>),
}

/// A list being read to its end.
pub(super) struct Pages {
    sheet: Sheet,
    output: Output,
    parts: Parts,
    next: Next,
    place: Place,
}

/// Where the reading stands.
enum Place {
    /// Nothing was read; most items wanted, if the request says so.
    Start { limit: Option<u64> },
    /// After a cursor; most items still wanted.
    After { cursor: String, left: Option<u64> },
    /// All that was wanted was read.
    End,
}

/// A page as it is sent.
pub(super) struct Page {
    pub(super) lines: Bytes,
    pub(super) items: u64,
}

impl Pages {
    /// Of a request for the whole list. Its `limit` is the number of items in all.
    pub(super) fn new(sheet: Sheet, output: Output, request: Request, next: Next) -> Self {
        let (mut parts, _) = request.into_parts();
        parts.method = Method::GET;
        let limit = limit_of(&parts.uri);
        Self {
            sheet,
            output,
            parts,
            next,
            place: Place::Start { limit },
        }
    }

    /// The workbook that was filled, if one was asked for.
    pub(super) fn into_book(self) -> Option<Book> {
        match self.output {
            Output::Workbook(book) => Some(*book),
            Output::Csv | Output::Ndjson => None,
        }
    }

    /// Whether there may be more.
    pub(super) const fn is_open(&self) -> bool {
        !matches!(self.place, Place::End)
    }

    /// The next page, or what the list answers instead of one.
    pub(super) async fn next(&mut self) -> Result<Result<Page, Response>> {
        let (left, is_first) = match &self.place {
            Place::Start { limit } => (*limit, true),
            Place::After { left, .. } => (*left, false),
            Place::End => (Some(0), false),
        };
        let uri = self.uri(left)?;
        let mut parts = self.parts.clone();
        parts.uri = uri;
        let request = Request::from_parts(parts, Body::empty());
        let response = self.next.clone().run(request).await;
        if response.status() != StatusCode::OK {
            return Ok(Err(response));
        }
        let json = to_bytes(response.into_body(), usize::MAX).await;
        let json = json.map_err(Error::internal)?;
        let (items, cursor) = read(&json, self.sheet.items)?;
        let count = u64::try_from(items.len()).map_err(Error::internal)?;
        let left = left.map(|left| left.saturating_sub(count));
        self.place = match cursor {
            Some(cursor) if left != Some(0) => Place::After { cursor, left },
            Some(_) | None => Place::End,
        };
        Ok(Ok(Page {
            lines: self.lines(&items, is_first)?,
            items: count,
        }))
    }

    /// The request's query with the limit and the cursor of the page.
    fn uri(&self, left: Option<u64>) -> Result<Uri> {
        let uri = &self.parts.uri;
        let asked = uri.query().unwrap_or_default();
        // What is no number of items the list refuses itself, with its other faults.
        let own_limit = left.is_some() || !names(asked, "limit");
        let follows = matches!(self.place, Place::After { .. });
        let mut query = form_urlencoded::Serializer::new(String::new());
        for (name, value) in form_urlencoded::parse(asked.as_bytes()) {
            // Where the reading began, the first page alone is told.
            let is_ours = (name == "limit" && own_limit)
                || (follows && matches!(&*name, "startAfter" | "offset"));
            if !is_ours {
                query.append_pair(&name, &value);
            }
        }
        if own_limit {
            let limit = left.map_or(PAGE, |left| left.min(PAGE));
            query.append_pair("limit", &limit.to_string());
        }
        if let Place::After { cursor, .. } = &self.place {
            query.append_pair("startAfter", cursor);
        }
        let path = format!("{}?{}", uri.path(), query.finish());
        let mut parts = uri.clone().into_parts();
        parts.path_and_query = Some(PathAndQuery::try_from(path).map_err(Error::internal)?);
        Uri::from_parts(parts).map_err(Error::internal)
    }

    fn lines(&mut self, items: &[&RawValue], is_first: bool) -> Result<Bytes> {
        let mut lines = Vec::new();
        match &mut self.output {
            Output::Csv => {
                if is_first {
                    lines.extend(csv::header(self.sheet.columns)?);
                }
                let items = items.iter().copied();
                lines.extend(csv::lines(self.sheet.columns, items)?);
            }
            Output::Ndjson => {
                for item in items {
                    lines.extend_from_slice(item.get().as_bytes());
                    lines.push(b'\n');
                }
            }
            Output::Workbook(book) => book.add(items)?,
        }
        Ok(lines.into())
    }
}

/// The items of a page and the cursor of the next one.
fn read<'j>(json: &'j [u8], name: &str) -> Result<(Vec<&'j RawValue>, Option<String>)> {
    let mut page: HashMap<String, &RawValue> =
        serde_json::from_slice(json).map_err(Error::internal)?;
    let mut field = |name: &str| {
        let value = page.remove(name);
        value.ok_or_else(|| Error::internal(anyhow::anyhow!("a list without `{name}`")))
    };
    let items = serde_json::from_str(field(name)?.get()).map_err(Error::internal)?;
    let cursor = serde_json::from_str(field("nextCursor")?.get()).map_err(Error::internal)?;
    Ok((items, cursor))
}

/// How many items are wanted: a `limit` from 1 that is given once.
fn limit_of(uri: &Uri) -> Option<u64> {
    let query = uri.query().unwrap_or_default();
    let mut limits = form_urlencoded::parse(query.as_bytes()).filter(|(name, _)| name == "limit");
    let (first, second) = (limits.next(), limits.next());
    let (_, text) = first.filter(|_| second.is_none())?;
    let digits = text.bytes().all(|byte| byte.is_ascii_digit());
    text.parse().ok().filter(|limit| digits && *limit > 0)
}

fn names(query: &str, wanted: &str) -> bool {
    form_urlencoded::parse(query.as_bytes()).any(|(name, _)| name == wanted)
}
