//! Sending a workbook as it is packed. Packing blocks, so it has a thread of its own, which waits for
//! whoever reads; what fails breaks the body off.
use std::io::{self, BufWriter, Write};

use axum::body::{Body, Bytes};
use tokio::{runtime::Handle, sync::mpsc, time::Instant};

use super::{
    stream::{AHEAD, Part, TIME_MAX, body},
    workbook::Book,
};
use crate::kernel::turns::Turn;

/// Bytes that are sent at once.
const CHUNK: usize = 64 * 1024;

/// The body that a workbook is sent in. The turn is over when all of it was taken.
pub(super) fn packed(book: Book, turn: Turn) -> Body {
    let (sender, receiver) = mpsc::channel(AHEAD);
    let reader = Reader {
        sender,
        deadline: Instant::now() + TIME_MAX,
        runtime: Handle::current(),
    };
    let span = tracing::Span::current();
    tokio::task::spawn_blocking(move || {
        let _turn = turn;
        let _entered = span.enter();
        match pack(book, &reader) {
            Ok(()) => tracing::info!("workbook sent"),
            Err(error) => tracing::warn!(%error, "workbook broken off"),
        }
    });
    body(receiver)
}

fn pack(book: Book, reader: &Reader) -> io::Result<()> {
    let mut buffered = BufWriter::with_capacity(CHUNK, reader);
    book.save(&mut buffered).map_err(io::Error::other)?;
    buffered.flush()?;
    reader.send(Part::End)
}

/// Who reads the body, as something to write to.
struct Reader {
    sender: mpsc::Sender<Part>,
    deadline: Instant,
    runtime: Handle,
}

impl Reader {
    /// Waits until it is taken.
    fn send(&self, part: Part) -> io::Result<()> {
        let sent = tokio::time::timeout_at(self.deadline, self.sender.send(part));
        match self.runtime.block_on(sent) {
            Ok(Ok(())) => Ok(()),
            Ok(Err(_)) => Err(io::Error::other("nobody reads it")),
            Err(_) => Err(io::Error::other("it took too long")),
        }
    }
}

impl Write for &Reader {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.send(Part::Lines(Bytes::copy_from_slice(bytes)))?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
