//! Lists as CSV and as NDJSON, streamed, and as workbooks.
//!
//! A layer around the routes of lists, inside of the guard. Where a client asks for `text/csv`,
//! `application/x-ndjson` or a spreadsheet, the list's own handler is called again and again, a page at a
//! time, each by
//! the cursor of the one before; so filters, order and items are those of the JSON list by
//! construction. Each page is a short statement on a connection that goes back to the pool before the
//! page is sent.
//!
//! Memory is flat: a page is read when the one before it was taken, and [`AHEAD`] wait at most. The
//! status is 200 once the first page is there; what fails afterwards breaks the body off, so that a
//! part cannot be taken for the whole. A workbook is packed when all its rows are there: its status is
//! said then, and it is sent as it is packed.
use std::{collections::HashMap, io, sync::Arc, time::Duration};

use axum::{
    body::{Body, Bytes},
    extract::{MatchedPath, Request, State},
    http::{HeaderValue, Method, StatusCode, Version, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use futures::{StreamExt as _, stream};
use tokio::{sync::mpsc, time::Instant};
use tracing::Instrument as _;

use super::{
    packing::packed,
    pages::{Output, Page, Pages},
    workbook::Book,
};
use crate::{
    app::App,
    auth::Tenant,
    error::{Error, Fault, Result},
    http::{accept::Format, csv::Sheet},
    kernel::turns::{Full, Turn, Turns},
};

/// Pages that wait for a slow reader.
pub(super) const AHEAD: usize = 1;

/// Streams at once; one more is answered 503 at once.
const STREAMS_MAX: usize = 32;

/// Streams of one tenant at once, so that it cannot keep the others from theirs.
const OF_TENANT_MAX: usize = 4;

/// Longest a stream may take. `startAfter` with the id in its last line goes on from there.
pub(super) const TIME_MAX: Duration = Duration::from_mins(2);

/// The layer's state.
#[derive(Clone, Debug)]
pub struct Streams {
    app: App,
    sheets: Arc<HashMap<&'static str, Sheet>>,
    turns: Turns,
}

impl Streams {
    /// Of the lists at these routes.
    pub fn new(app: App, lists: &[(&'static str, Sheet)]) -> Self {
        Self {
            app,
            sheets: Arc::new(lists.iter().copied().collect()),
            turns: Turns::of(STREAMS_MAX, OF_TENANT_MAX),
        }
    }
}

/// What goes to the body.
pub(super) enum Part {
    Lines(Bytes),
    /// Everything was sent.
    End,
}

/// Answers a list in the form its client asks for.
pub async fn stream(
    State(streams): State<Streams>,
    path: MatchedPath,
    request: Request,
    next: Next,
) -> Result<Response> {
    let sheet = streams.sheets.get(path.as_str()).copied();
    let is_read = [Method::GET, Method::HEAD].contains(request.method());
    let Some(sheet) = sheet.filter(|_| is_read) else {
        return Ok(next.run(request).await);
    };
    let format = Format::of(request.headers());
    let mut response = match format {
        Format::Json => next.run(request).await,
        Format::Csv => {
            streams
                .lines(sheet, (format, Output::Csv), request, next)
                .await?
        }
        Format::Ndjson => {
            streams
                .lines(sheet, (format, Output::Ndjson), request, next)
                .await?
        }
        Format::Xlsx => streams.workbook(sheet, request, next).await?,
    };
    let vary = HeaderValue::from_static("accept");
    response.headers_mut().append(header::VARY, vary);
    Ok(response)
}

impl Streams {
    /// Whose list a request asks for, and their turn.
    fn turn(&self, request: &Request) -> Result<(Tenant, Turn)> {
        let tenant = request.extensions().get::<Tenant>().cloned();
        let tenant = tenant
            .ok_or_else(|| Error::internal(anyhow::anyhow!("a list stands outside the guard")))?;
        let turn = self.turns.take(tenant.id).map_err(busy)?;
        Ok((tenant, turn))
    }

    async fn lines(
        &self,
        sheet: Sheet,
        (format, output): (Format, Output),
        request: Request,
        next: Next,
    ) -> Result<Response> {
        if request.version() < Version::HTTP_11 {
            return Err(too_old(format));
        }
        let (tenant, turn) = self.turn(&request)?;
        let mut pages = Pages::new(sheet, output, request, next);
        let first = match pages.next().await? {
            Ok(first) => first,
            // The list does not hold as asked for; it says so itself.
            Err(refusal) => return Ok(refusal),
        };
        let (sender, receiver) = mpsc::channel(AHEAD);
        let sending = async move {
            let _turn = turn;
            send(pages, first, sender).await;
        };
        tokio::spawn(sending.in_current_span());
        let filename = self.filename(&tenant, sheet, format);
        Ok(response(format, &filename, body(receiver)))
    }

    /// All pages first, within the time that any request has: then it is known whether they fit.
    async fn workbook(&self, sheet: Sheet, request: Request, next: Next) -> Result<Response> {
        let (tenant, turn) = self.turn(&request)?;
        let is_head = request.method() == Method::HEAD;
        let output = Output::Workbook(Box::new(Book::new(sheet)?));
        let mut pages = Pages::new(sheet, output, request, next);
        loop {
            if let Err(refusal) = pages.next().await? {
                return Ok(refusal);
            }
            if is_head || !pages.is_open() {
                break;
            }
        }
        let body = match pages.into_book() {
            Some(book) if !is_head => packed(book, turn),
            Some(_) | None => Body::empty(),
        };
        let filename = self.filename(&tenant, sheet, Format::Xlsx);
        Ok(response(Format::Xlsx, &filename, body))
    }

    fn filename(&self, tenant: &Tenant, sheet: Sheet, format: Format) -> String {
        let today = tenant.time_zone.today(self.app.clock().now());
        format!("{}-{today}.{}", sheet.name, format.extension())
    }
}

/// HTTP/1.0 has no chunks: a body that breaks off would end like one that is whole.
fn too_old(format: Format) -> Error {
    let message = format!(
        "`{}` is streamed, which takes HTTP/1.1 or later: over HTTP/1.0 a list that breaks off looks \
         whole. Behind nginx set `proxy_http_version 1.1`, or ask for `application/json`.",
        format.media_type()
    );
    Error::fault(Fault::shape("Accept", "custom", message))
}

fn busy(full: Full) -> Error {
    let message = match full {
        Full::All => "The server sends as many streams as it may. Send the same request again.",
        Full::Own => {
            "This tenant has as many streams open as it may (4). Send the same request again when \
             one of them has ended."
        }
    };
    Error::Unavailable(message.into())
}

fn response(format: Format, filename: &str, body: Body) -> Response {
    let content_type = match format {
        Format::Csv => "text/csv; charset=utf-8; header=present",
        Format::Json | Format::Ndjson | Format::Xlsx => format.media_type(),
    };
    let mut response = (StatusCode::OK, body).into_response();
    let headers = response.headers_mut();
    let content_type = HeaderValue::from_static(content_type);
    headers.insert(header::CONTENT_TYPE, content_type);
    let disposition = format!("attachment; filename=\"{filename}\"");
    if let Ok(disposition) = HeaderValue::try_from(disposition) {
        headers.insert(header::CONTENT_DISPOSITION, disposition);
    }
    response
}

/// The body: an error in it, and not its end, where the sender stops without a word.
pub(super) fn body(receiver: mpsc::Receiver<Part>) -> Body {
    let parts = stream::unfold(Some(receiver), |receiver| async move {
        let mut receiver = receiver?;
        match receiver.recv().await {
            Some(Part::Lines(lines)) => Some((Ok(lines), Some(receiver))),
            Some(Part::End) => None,
            None => Some((Err(io::Error::other("the list broke off")), None)),
        }
    });
    // A body may be asked again after its end.
    Body::from_stream(parts.fuse())
}

/// Sends all pages, as fast as they are taken, until the reader is gone or the time is over.
async fn send(pages: Pages, first: Page, sender: mpsc::Sender<Part>) {
    let deadline = Instant::now() + TIME_MAX;
    let gone = sender.clone();
    let sent = tokio::select! {
        sent = tokio::time::timeout_at(deadline, send_all(pages, first, &sender)) => sent,
        () = gone.closed() => {
            tracing::info!("client left a list before its end");
            return;
        }
    };
    match sent {
        Ok(Ok(items)) => tracing::info!(items, "list sent"),
        Ok(Err(reason)) => tracing::warn!(reason, "list broken off"),
        Err(_) => tracing::warn!("list broken off: it took too long"),
    }
}

/// How many items were sent, or why not all of them could be.
async fn send_all(
    mut pages: Pages,
    first: Page,
    sender: &mpsc::Sender<Part>,
) -> Result<u64, String> {
    let mut page = first;
    let mut items = 0;
    loop {
        items += page.items;
        if !page.lines.is_empty() {
            let lines = Part::Lines(page.lines);
            sender.send(lines).await.map_err(|_| "nobody reads it")?;
        }
        if !pages.is_open() {
            break;
        }
        page = match pages.next().await.map_err(|error| format!("{error:#}"))? {
            Ok(page) => page,
            Err(refusal) => return Err(format!("a page was answered {}", refusal.status())),
        };
    }
    let ended = sender.send(Part::End).await;
    ended.map_err(|_| "nobody reads it")?;
    Ok(items)
}
