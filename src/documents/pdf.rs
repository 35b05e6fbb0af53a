//! Marks on pages as a PDF.
#![expect(
    clippy::float_arithmetic,
    clippy::cast_precision_loss,
    reason = "the library takes floats; all that is decided was decided in integers before"
)]
use anyhow::{Context as _, Result, anyhow};
use chrono::{DateTime, Datelike as _, Timelike as _, Utc};
use krilla::{
    Document,
    geom::{PathBuilder, Point, Rect},
    metadata::{self, Metadata},
    page::PageSettings,
    surface::Surface,
    text::{Font, GlyphId, KrillaGlyph},
};

use super::{
    font::{Face, Fonts},
    layout::{Mark, PAGE_HEIGHT, PAGE_WIDTH},
    model::Paper,
};

/// Height of a thin line, in thousandths of a point.
const RULE: i32 = 500;

/// Writes pages down.
pub(super) fn write(paper: &Paper, pages: &[Vec<Mark>], fonts: &Fonts) -> Result<Vec<u8>> {
    let load = |face: &Face| Font::new(face.data.into(), 0).context("a font cannot be embedded");
    let (regular, bold) = (load(&fonts.regular)?, load(&fonts.bold)?);
    let mut document = Document::new();
    document.set_metadata(metadata(paper));
    for marks in pages {
        let size = PageSettings::from_wh(points(PAGE_WIDTH), points(PAGE_HEIGHT));
        let mut page = document.start_page_with(size.context("a page without a size")?);
        let mut surface = page.surface();
        for mark in marks {
            match mark {
                Mark::Rule { x, y, width } => rule(&mut surface, *x, *y, *width),
                Mark::Text {
                    x,
                    y,
                    size,
                    is_bold,
                    text,
                } => {
                    let font = if *is_bold { &bold } else { &regular };
                    surface.draw_glyphs(
                        Point::from_xy(points(*x), points(*y)),
                        &glyphs(fonts.face(*is_bold), text),
                        font.clone(),
                        text,
                        points(*size),
                        false,
                    );
                }
            }
        }
        surface.finish();
        page.finish();
    }
    document
        .finish()
        .map_err(|cause| anyhow!("the PDF cannot be written: {cause:?}"))
}

fn rule(surface: &mut Surface<'_>, x: i32, y: i32, width: i32) {
    let mut path = PathBuilder::new();
    let rect = Rect::from_xywh(points(x), points(y), points(width), points(RULE));
    if let Some(rect) = rect {
        path.push_rect(rect);
    }
    if let Some(path) = path.finish() {
        surface.draw_path(&path);
    }
}

/// A picture for each character, at the bytes it stands for.
fn glyphs(face: &Face, text: &str) -> Vec<KrillaGlyph> {
    let em = f32::from(face.units_per_em.max(1));
    text.char_indices()
        .map(|(at, c)| {
            let glyph = face.glyph(c);
            let advance = f32::from(glyph.advance) / em;
            let bytes = at..at + c.len_utf8();
            KrillaGlyph::new(GlyphId::new(glyph.id), advance, 0.0, 0.0, 0.0, bytes, None)
        })
        .collect()
}

fn metadata(paper: &Paper) -> Metadata {
    Metadata::new()
        .title(paper.title.clone())
        .authors(vec![paper.author.clone()])
        .creator("flexorder".to_owned())
        .language("en".to_owned())
        .creation_date(date(paper.created))
}

fn date(at: DateTime<Utc>) -> metadata::DateTime {
    let byte = |number: u32| u8::try_from(number).unwrap_or(0);
    metadata::DateTime::new(u16::try_from(at.year()).unwrap_or(0))
        .month(byte(at.month()))
        .day(byte(at.day()))
        .hour(byte(at.hour()))
        .minute(byte(at.minute()))
        .second(byte(at.second()))
        .utc_offset_hour(0)
}

/// Thousandths of a point as points.
fn points(length: i32) -> f32 {
    length as f32 / 1_000.0
}
