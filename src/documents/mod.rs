//! Papers as PDF: what stands on them goes in as data, bytes come out. Pure: no clock, no files, the
//! same bytes for the same paper.
//!
//! `model` says what a paper consists of, `layout` where each line stands (in whole thousandths of a
//! point, so that no machine rounds otherwise), `font` how wide text is, `pdf` writes it down.
mod font;
mod layout;
mod model;
mod pdf;

pub use self::model::{Align, Block, Column, Paper, Table, Total};

/// The paper as a PDF.
pub fn render(paper: &Paper) -> anyhow::Result<Vec<u8>> {
    let fonts = font::Fonts::embedded()?;
    pdf::write(paper, &layout::pages(paper, &fonts), &fonts)
}

#[cfg(test)]
mod tests {
    use chrono::{TimeZone as _, Utc};

    use super::*;

    fn paper(rows: usize) -> Paper {
        Paper {
            title: "Contract".to_owned(),
            author: "Acme".to_owned(),
            created: Utc.with_ymd_and_hms(2026, 1, 15, 12, 0, 0).unwrap(),
            footer: "Acme, Amsterdam".to_owned(),
            blocks: vec![
                Block::Title("Contract".to_owned()),
                Block::Paragraph("Łódź, Ελλάδα, Київ, 東京 and a\u{0007}bell.".to_owned()),
                Block::Table(Table {
                    columns: vec![
                        Column::new("Item", 700, Align::Left),
                        Column::new("Price", 300, Align::Right),
                    ],
                    rows: (0..rows)
                        .map(|row| vec![format!("Device number {row}"), "129.00".to_owned()])
                        .collect(),
                }),
                Block::Signatures(vec!["Landlord".to_owned(), "Tenant".to_owned()]),
            ],
        }
    }

    fn text_of(pdf: &[u8]) -> (usize, String) {
        let pdf = lopdf::Document::load_mem(pdf).unwrap();
        let pages: Vec<u32> = pdf.get_pages().keys().copied().collect();
        (pages.len(), pdf.extract_text(&pages).unwrap())
    }

    #[test]
    fn the_same_paper_gives_the_same_bytes() {
        assert_eq!(render(&paper(3)).unwrap(), render(&paper(3)).unwrap());
    }

    #[test]
    fn long_tables_go_on_on_the_next_page_under_their_titles() {
        let (pages, text) = text_of(&render(&paper(500)).unwrap());
        assert!(pages > 8, "{pages} pages");
        for row in 0..500 {
            assert!(text.contains(&format!("Device number {row}")), "no {row}");
        }
        assert_eq!(text.matches("Price").count(), pages, "a title a page");
        assert!(text.contains(&format!("Page {pages} of {pages}")));
    }

    #[test]
    fn what_the_font_cannot_draw_is_marked_and_not_left_out() {
        let fonts = font::Fonts::embedded().unwrap();
        let known = fonts.regular.glyph('a');
        let (unknown, other) = (fonts.regular.glyph('東'), fonts.regular.glyph('京'));
        assert_ne!(known, unknown);
        assert_eq!(unknown, other, "one mark for all");
        assert!(unknown.advance > 0 && unknown.id > 0);
        let (_, text) = text_of(&render(&paper(1)).unwrap());
        for word in ["Łódź", "Ελλάδα", "Київ", "Landlord"] {
            assert!(text.contains(word), "no {word} in {text}");
        }
    }
}
