//! The fonts that stand in the program, and how wide their text is.
//!
//! `DejaVu` Sans Condensed (assets/fonts, with its licence): Latin with all its accents, Greek, Cyrillic,
//! and more. A character it has no picture of is drawn as U+FFFD, so that nobody overlooks it; the
//! PDF keeps the character itself for search and copies. Each character stands for itself: there are
//! no ligatures and no joining of Arabic letters.
use anyhow::{Context as _, Result};
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    charmap::Charmap,
    raw::{TableProvider as _, tables::hmtx::Hmtx},
};

const REGULAR: &[u8] = include_bytes!("../../assets/fonts/DejaVuSansCondensed.ttf");
const BOLD: &[u8] = include_bytes!("../../assets/fonts/DejaVuSansCondensed-Bold.ttf");

/// Drawn for what has no picture.
const REPLACEMENT: char = '\u{fffd}';

/// Both weights.
pub(super) struct Fonts {
    pub(super) regular: Face,
    pub(super) bold: Face,
}

/// One weight.
pub(super) struct Face {
    /// The font's file.
    pub(super) data: &'static [u8],
    /// Units of the em square.
    pub(super) units_per_em: u16,
    charmap: Charmap<'static>,
    advances: Hmtx<'static>,
}

/// The picture of a character.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Glyph {
    pub(super) id: u32,
    /// Its width, in the font's units.
    pub(super) advance: u16,
}

impl Fonts {
    pub(super) fn embedded() -> Result<Self> {
        Ok(Self {
            regular: Face::new(REGULAR)?,
            bold: Face::new(BOLD)?,
        })
    }

    pub(super) const fn face(&self, is_bold: bool) -> &Face {
        if is_bold { &self.bold } else { &self.regular }
    }
}

impl Face {
    fn new(data: &'static [u8]) -> Result<Self> {
        let font = FontRef::new(data).context("a font in the program cannot be read")?;
        Ok(Self {
            data,
            units_per_em: font.head()?.units_per_em(),
            charmap: font.charmap(),
            advances: font.hmtx()?,
        })
    }

    /// The picture of a character, or the mark that there is none.
    pub(super) fn glyph(&self, c: char) -> Glyph {
        let c = if c.is_whitespace() { ' ' } else { c };
        let found = self.charmap.map(c).filter(|id| *id != GlyphId::NOTDEF);
        let id = found
            .or_else(|| self.charmap.map(REPLACEMENT))
            .unwrap_or(GlyphId::NOTDEF);
        Glyph {
            id: id.to_u32(),
            advance: self.advances.advance(id).unwrap_or(0),
        }
    }

    /// Width of a text at a size, in the unit of the size.
    pub(super) fn width(&self, text: &str, size: i32) -> i32 {
        let units: i64 = text.chars().map(|c| i64::from(self.glyph(c).advance)).sum();
        let width = units * i64::from(size) / i64::from(self.units_per_em.max(1));
        i32::try_from(width).unwrap_or(i32::MAX)
    }

    /// The text in lines no wider than `width`: broken at blanks, and a word that is too long anywhere.
    pub(super) fn lines(&self, text: &str, size: i32, width: i32) -> Vec<String> {
        let mut lines = Vec::new();
        for paragraph in text.split('\n') {
            let mut line = String::new();
            for word in paragraph.split_whitespace() {
                for piece in self.pieces(word, size, width) {
                    let longer = format!("{line} {piece}");
                    if line.is_empty() {
                        line = piece;
                    } else if self.width(&longer, size) <= width {
                        line = longer;
                    } else {
                        lines.push(std::mem::replace(&mut line, piece));
                    }
                }
            }
            lines.push(line);
        }
        lines
    }

    /// The word, or its pieces that fit.
    fn pieces(&self, word: &str, size: i32, width: i32) -> Vec<String> {
        let mut pieces = Vec::new();
        let mut piece = String::new();
        let mut used = 0_i32;
        for c in word.chars().map(printed) {
            let wide = self.width(c.encode_utf8(&mut [0; 4]), size);
            if !piece.is_empty() && used.saturating_add(wide) > width {
                pieces.push(std::mem::take(&mut piece));
                used = 0;
            }
            piece.push(c);
            used = used.saturating_add(wide);
        }
        pieces.push(piece);
        pieces
    }
}

/// What stands on paper for a character: control characters have no meaning there.
fn printed(c: char) -> char {
    if c.is_control() { REPLACEMENT } else { c }
}
