//! What a file may be: a fixed list, of which nothing is run by a browser.
//!
//! No HTML, SVG, XML or script. A declared type is believed only if the first bytes agree.
use crate::kernel::text;

/// How many first bytes tell what a file is.
pub const HEAD_BYTES: usize = 512;

/// How a type is told by its first bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// It starts with one of these.
    Starts(&'static [&'static [u8]]),
    /// It is a RIFF container of that form.
    Riff(&'static [u8]),
    /// It is text: no NUL, and no markup or known binary at its start.
    Text,
}

/// A type of file that is taken and given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FileKind {
    /// Its media type, in lower case and without parameters.
    pub content_type: &'static str,
    /// Endings of its names; the first is added to a name that has none of them.
    extensions: &'static [&'static str],
    mark: Mark,
    /// Whether a browser may show it in its own window.
    is_viewable: bool,
}

const ZIP: Mark = Mark::Starts(&[b"PK\x03\x04", b"PK\x05\x06"]);

macro_rules! kind {
    ($content_type:literal, $extensions:expr, $mark:expr, $is_viewable:literal) => {
        FileKind {
            content_type: $content_type,
            extensions: &$extensions,
            mark: $mark,
            is_viewable: $is_viewable,
        }
    };
}

const KINDS: &[FileKind] = &[
    kind!("application/pdf", ["pdf"], Mark::Starts(&[b"%PDF-"]), true),
    kind!(
        "image/png",
        ["png"],
        Mark::Starts(&[b"\x89PNG\r\n\x1a\n"]),
        true
    ),
    kind!(
        "image/jpeg",
        ["jpg", "jpeg"],
        Mark::Starts(&[b"\xff\xd8\xff"]),
        true
    ),
    kind!("image/webp", ["webp"], Mark::Riff(b"WEBP"), true),
    kind!(
        "image/gif",
        ["gif"],
        Mark::Starts(&[b"GIF87a", b"GIF89a"]),
        true
    ),
    kind!("text/plain", ["txt", "log", "md"], Mark::Text, false),
    kind!("text/csv", ["csv"], Mark::Text, false),
    kind!("application/zip", ["zip"], ZIP, false),
    kind!(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        ["docx"],
        ZIP,
        false
    ),
    kind!(
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ["xlsx"],
        ZIP,
        false
    ),
];

impl FileKind {
    /// The PDF documents that are made here.
    pub const PDF: Self = kind!("application/pdf", ["pdf"], Mark::Starts(&[b"%PDF-"]), true);

    /// The kind of a media type, whatever its case and parameters.
    pub fn of(content_type: &str) -> Option<Self> {
        let essence = content_type.split(';').next().unwrap_or_default().trim();
        KINDS
            .iter()
            .copied()
            .find(|kind| kind.content_type.eq_ignore_ascii_case(essence))
    }

    /// What to tell about a media type that is not taken.
    pub fn unknown(content_type: &str) -> String {
        let all: Vec<&str> = KINDS.iter().map(|kind| kind.content_type).collect();
        let near = text::nearest(content_type, all.iter().copied());
        let hint = near.map_or_else(String::new, |near| format!(" Did you mean `{near}`?"));
        format!("Must be {}.{hint}", text::list_of(&all))
    }

    /// Whether a file that starts with `head` can be one; `head` has [`HEAD_BYTES`] bytes, or all.
    pub fn agrees_with(self, head: &[u8]) -> bool {
        match self.mark {
            Mark::Starts(all) => all.iter().any(|start| head.starts_with(start)),
            Mark::Riff(form) => head.starts_with(b"RIFF") && head.get(8..12) == Some(form),
            Mark::Text => is_text(head),
        }
    }

    /// Whether a browser may show it in its own window.
    pub const fn is_viewable(self) -> bool {
        self.is_viewable
    }

    /// A name that is safe to offer, to print and to save under: without folders, control and
    /// direction characters, not hidden, and with an ending of this kind.
    pub fn safe_name(self, name: &str) -> String {
        let last = name.rsplit(['/', '\\']).next().unwrap_or_default();
        let clean: String = last
            .chars()
            .map(|c| if is_unsafe(c) { '_' } else { c })
            .take(NAME_MAX)
            .collect();
        let clean = clean.trim_matches(|c: char| c == '.' || c.is_whitespace());
        let stem = if clean.is_empty() { "file" } else { clean };
        let ending = stem.rsplit_once('.').map(|(_, ending)| ending);
        let fits = ending.is_some_and(|ending| {
            let mut known = self.extensions.iter();
            known.any(|known| known.eq_ignore_ascii_case(ending))
        });
        match self.extensions.first() {
            Some(ending) if !fits => format!("{stem}.{ending}"),
            _ => stem.to_owned(),
        }
    }
}

/// Longest name that is offered, in characters; leaves room for an ending in 255 bytes of ASCII.
const NAME_MAX: usize = 200;

/// Control characters, those that turn the reading direction, and what file systems and headers
/// take for something else.
fn is_unsafe(c: char) -> bool {
    c.is_control()
        || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}')
        || matches!(c, '"' | '<' | '>' | '|' | ':' | '*' | '?' | '%')
}

/// Whether it reads as text, and not as markup that a browser might run or a binary of another kind.
fn is_text(head: &[u8]) -> bool {
    let body = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head);
    let start = body.trim_ascii_start();
    let binary = KINDS
        .iter()
        .any(|kind| kind.mark != Mark::Text && kind.agrees_with(head));
    !body.contains(&0) && !start.starts_with(b"<") && !start.starts_with(b"#!") && !binary
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_type_is_believed_only_if_the_first_bytes_agree() {
        let html: &[u8] = b"<!doctype html><script>alert(1)</script>";
        for (content_type, head, agrees) in [
            ("application/pdf", &b"%PDF-1.7\n"[..], true),
            ("application/pdf", html, false),
            ("application/pdf", b"", false),
            ("image/png", b"\x89PNG\r\n\x1a\n....", true),
            ("image/png", b"\xff\xd8\xff\xe0", false),
            ("IMAGE/JPEG; q=1", b"\xff\xd8\xff\xe0", true),
            ("image/webp", b"RIFF\x01\x02\x03\x04WEBPVP8 ", true),
            ("image/webp", b"RIFF\x01\x02\x03\x04WAVEfmt ", false),
            ("image/gif", b"GIF89a", true),
            ("text/csv", b"sku,price\nA,1\n", true),
            ("text/csv", b"", true),
            ("text/plain", "\u{feff} <html>".as_bytes(), false),
            ("text/plain", html, false),
            ("text/plain", b"#!/bin/sh", false),
            ("text/plain", b"a\0b", false),
            ("text/plain", b"%PDF-1.7", false),
            ("application/zip", b"PK\x03\x04", true),
        ] {
            let kind = FileKind::of(content_type).unwrap();
            assert_eq!(kind.agrees_with(head), agrees, "{content_type} {head:?}");
        }
    }

    #[test]
    fn nothing_that_a_browser_runs_is_a_kind() {
        for content_type in [
            "text/html",
            "image/svg+xml",
            "application/xml",
            "text/javascript",
            "application/xhtml+xml",
            "application/octet-stream",
            "",
        ] {
            assert_eq!(FileKind::of(content_type), None, "{content_type}");
        }
    }

    #[test]
    fn a_name_is_safe_to_offer() {
        for (name, safe) in [
            ("contract.pdf", "contract.pdf"),
            ("Vertrag Müller.PDF", "Vertrag Müller.PDF"),
            ("../../etc/passwd", "passwd.pdf"),
            ("..\\..\\boot.ini", "boot.ini.pdf"),
            ("page.html", "page.html.pdf"),
            ("a\r\nSet-Cookie: b", "a__Set-Cookie_ b.pdf"),
            ("fdp.\u{202e}exe", "fdp._exe.pdf"),
            (".hidden", "hidden.pdf"),
            ("..", "file.pdf"),
            ("", "file.pdf"),
        ] {
            assert_eq!(FileKind::PDF.safe_name(name), safe, "{name:?}");
        }
    }
}
