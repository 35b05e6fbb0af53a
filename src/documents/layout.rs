//! Where each line of a paper stands. All lengths are in thousandths of a point, from the top left.
use super::{
    font::Fonts,
    model::{Align, Block, Paper, Table, Total},
};

/// Width of A4.
pub(super) const PAGE_WIDTH: i32 = 595_276;
/// Height of A4.
pub(super) const PAGE_HEIGHT: i32 = 841_890;
/// Left and right of what is printed: 20 mm.
const MARGIN: i32 = 56_693;
const WIDTH: i32 = PAGE_WIDTH - 2 * MARGIN;
/// First and last line of a page's blocks.
const TOP: i32 = 62_000;
const BOTTOM: i32 = PAGE_HEIGHT - 72_000;
/// Where the foot of a page stands.
const FOOT: i32 = PAGE_HEIGHT - 48_000;

const SIZE: i32 = 9_500;
const SMALL: i32 = 7_500;
const HEADING: i32 = 11_500;
const TITLE: i32 = 19_000;

/// Between two blocks.
const GAP: i32 = 12_000;
/// Between two columns.
const GUTTER: i32 = 8_000;
/// Between a cell's text and the line below it.
const PADDING: i32 = 4_000;
/// Above a line to sign on.
const SIGNATURE_SPACE: i32 = 48_000;
/// Part of the width that the names of facts take, and where sums start; in thousandths.
const FACT_SHARE: i32 = 280;
const TOTAL_SHARE: i32 = 450;

/// What is drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Mark {
    /// Text whose base line starts there.
    Text {
        x: i32,
        y: i32,
        size: i32,
        is_bold: bool,
        text: String,
    },
    /// A thin line to the right.
    Rule { x: i32, y: i32, width: i32 },
}

/// How text is set.
#[derive(Debug, Clone, Copy)]
struct Style {
    size: i32,
    is_bold: bool,
}

const PLAIN: Style = Style {
    size: SIZE,
    is_bold: false,
};
const STRONG: Style = Style {
    size: SIZE,
    is_bold: true,
};

impl Style {
    /// From one base line to the next.
    const fn leading(self) -> i32 {
        self.size * 14 / 10
    }
}

/// A place for text: from `x`, that wide.
#[derive(Debug, Clone, Copy)]
struct Slot {
    x: i32,
    width: i32,
    align: Align,
}

const WHOLE: Slot = Slot {
    x: MARGIN,
    width: WIDTH,
    align: Align::Left,
};

/// The marks of each page.
pub(super) fn pages(paper: &Paper, fonts: &Fonts) -> Vec<Vec<Mark>> {
    let mut layout = Layout {
        fonts,
        pages: vec![Vec::new()],
        y: TOP,
    };
    for block in &paper.blocks {
        layout.block(block);
        layout.y += GAP;
    }
    layout.foot(&paper.footer);
    layout.pages
}

struct Layout<'a> {
    fonts: &'a Fonts,
    pages: Vec<Vec<Mark>>,
    /// Where the next line's top is.
    y: i32,
}

impl Layout<'_> {
    fn block(&mut self, block: &Block) {
        match block {
            Block::Title(text) => self.text(text, style(TITLE)),
            Block::Heading(text) => {
                // Never alone at the end of a page.
                self.room(style(HEADING).leading() + 3 * PLAIN.leading());
                self.text(text, style(HEADING));
                self.y -= GAP / 2;
            }
            Block::Paragraph(text) => self.text(text, PLAIN),
            Block::Columns(columns) => self.columns(columns),
            Block::Facts(facts) => self.facts(facts),
            Block::Table(table) => self.table(table),
            Block::Totals(totals) => self.totals(totals),
            Block::Signatures(names) => self.signatures(names),
        }
    }

    /// Starts a page unless so much is left of this one.
    fn room(&mut self, height: i32) {
        if self.y + height > BOTTOM && self.y > TOP {
            self.pages.push(Vec::new());
            self.y = TOP;
        }
    }

    fn mark(&mut self, mark: Mark) {
        if let Some(page) = self.pages.last_mut() {
            page.push(mark);
        }
    }

    fn broken(&self, text: &str, slot: Slot, style: Style) -> Vec<String> {
        let face = self.fonts.face(style.is_bold);
        face.lines(text, style.size, slot.width)
    }

    /// One line that fits its slot, at a height; nothing moves.
    fn line(&mut self, text: &str, slot: Slot, style: Style, top: i32) {
        if text.is_empty() {
            return;
        }
        let x = match slot.align {
            Align::Left => slot.x,
            Align::Right => {
                let face = self.fonts.face(style.is_bold);
                slot.x + slot.width - face.width(text, style.size)
            }
        };
        self.mark(Mark::Text {
            x,
            y: top + style.size,
            size: style.size,
            is_bold: style.is_bold,
            text: text.to_owned(),
        });
    }

    fn rule(&mut self, slot: Slot) {
        self.mark(Mark::Rule {
            x: slot.x,
            y: self.y,
            width: slot.width,
        });
    }

    fn text(&mut self, text: &str, style: Style) {
        for line in self.broken(text, WHOLE, style) {
            self.room(style.leading());
            self.line(&line, WHOLE, style, self.y);
            self.y += style.leading();
        }
    }

    fn columns(&mut self, columns: &[Vec<String>]) {
        let slots = shares(&vec![1; columns.len()]);
        let set: Vec<Vec<(String, Style)>> = columns
            .iter()
            .zip(&slots)
            .map(|(lines, slot)| {
                let styled = lines
                    .iter()
                    .zip(std::iter::once(STRONG).chain(std::iter::repeat(PLAIN)));
                styled
                    .flat_map(|(text, style)| {
                        let lines = self.broken(text, *slot, style);
                        lines.into_iter().map(move |line| (line, style))
                    })
                    .collect()
            })
            .collect();
        let height = set.iter().map(Vec::len).max().unwrap_or(0);
        for row in 0..height {
            self.room(PLAIN.leading());
            for (lines, slot) in set.iter().zip(&slots) {
                if let Some((line, style)) = lines.get(row) {
                    self.line(line, *slot, *style, self.y);
                }
            }
            self.y += PLAIN.leading();
        }
    }

    fn facts(&mut self, facts: &[(String, String)]) {
        let slots = shares(&[FACT_SHARE, 1_000 - FACT_SHARE]);
        for (name, value) in facts {
            self.row(&[name.as_str(), value.as_str()], &slots, PLAIN);
        }
    }

    fn table(&mut self, table: &Table) {
        let mut slots = shares(&table.columns.iter().map(|c| c.share).collect::<Vec<_>>());
        for (slot, column) in slots.iter_mut().zip(&table.columns) {
            slot.align = column.align;
        }
        let titles: Vec<&str> = table.columns.iter().map(|c| c.title.as_str()).collect();
        self.room(6 * PLAIN.leading());
        self.titles(&titles, &slots);
        for row in &table.rows {
            let cells: Vec<&str> = row.iter().map(String::as_str).collect();
            let pages = self.pages.len();
            let height = self.height(&cells, &slots, PLAIN);
            self.room(height + PADDING);
            if self.pages.len() > pages {
                self.titles(&titles, &slots);
            }
            self.row(&cells, &slots, PLAIN);
            self.y += PADDING / 2;
        }
        self.rule(WHOLE);
    }

    fn titles(&mut self, titles: &[&str], slots: &[Slot]) {
        self.row(titles, slots, STRONG);
        self.y += PADDING / 2;
        self.rule(WHOLE);
        self.y += PADDING;
    }

    fn height(&self, cells: &[&str], slots: &[Slot], style: Style) -> i32 {
        let lines = cells
            .iter()
            .zip(slots)
            .map(|(cell, slot)| self.broken(cell, *slot, style).len())
            .max();
        i32::try_from(lines.unwrap_or(0)).unwrap_or(0) * style.leading()
    }

    /// Cells beside each other, as high as the highest; one that is higher than a page goes on.
    fn row(&mut self, cells: &[&str], slots: &[Slot], style: Style) {
        let broken: Vec<Vec<String>> = cells
            .iter()
            .zip(slots)
            .map(|(cell, slot)| self.broken(cell, *slot, style))
            .collect();
        let height = broken.iter().map(Vec::len).max().unwrap_or(0);
        for line in 0..height {
            self.room(style.leading());
            for (cell, slot) in broken.iter().zip(slots) {
                if let Some(text) = cell.get(line) {
                    self.line(text, *slot, style, self.y);
                }
            }
            self.y += style.leading();
        }
    }

    fn totals(&mut self, totals: &[Total]) {
        let rows = i32::try_from(totals.len()).unwrap_or(0);
        self.room(rows * (PLAIN.leading() + PADDING));
        let all = shares(&[TOTAL_SHARE, 350, 200]);
        let [_, label, value] = all.as_slice() else {
            return;
        };
        let slots = [
            *label,
            Slot {
                align: Align::Right,
                ..*value
            },
        ];
        for total in totals {
            let style = if total.is_strong { STRONG } else { PLAIN };
            self.row(&[&total.label, &total.value], &slots, style);
        }
    }

    fn signatures(&mut self, names: &[String]) {
        self.room(SIGNATURE_SPACE + 3 * PLAIN.leading());
        self.y += SIGNATURE_SPACE;
        let slots = shares(&vec![1; names.len()]);
        for slot in &slots {
            self.rule(*slot);
        }
        self.y += PADDING;
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        self.row(&names, &slots, PLAIN);
    }

    /// The foot of each page, with its number.
    fn foot(&mut self, footer: &str) {
        let small = style_plain(SMALL);
        let slots = shares(&[800, 200]);
        let [left, right] = slots.as_slice() else {
            return;
        };
        let footer = self.broken(&footer.replace('\n', " · "), *left, small);
        let count = self.pages.len();
        let pages = std::mem::take(&mut self.pages);
        for (number, page) in (1..).zip(pages) {
            self.pages.push(page);
            self.y = FOOT - PADDING;
            self.rule(WHOLE);
            for (top, line) in (0..2).map(|n| FOOT + n * small.leading()).zip(&footer) {
                self.line(line, *left, small, top);
            }
            let right = Slot {
                align: Align::Right,
                ..*right
            };
            self.line(&format!("Page {number} of {count}"), right, small, FOOT);
        }
    }
}

const fn style(size: i32) -> Style {
    Style {
        size,
        is_bold: true,
    }
}

const fn style_plain(size: i32) -> Style {
    Style {
        size,
        is_bold: false,
    }
}

/// Slots beside each other, as wide as their weights say, with a gutter between.
fn shares(weights: &[i32]) -> Vec<Slot> {
    let whole = weights.iter().sum::<i32>().max(1);
    let gutters = GUTTER * i32::try_from(weights.len().saturating_sub(1)).unwrap_or(0);
    let mut x = MARGIN;
    weights
        .iter()
        .map(|weight| {
            let width = i64::from(WIDTH - gutters) * i64::from(*weight) / i64::from(whole);
            let width = i32::try_from(width).unwrap_or(0);
            let slot = Slot {
                x,
                width,
                align: Align::Left,
            };
            x += width + GUTTER;
            slot
        })
        .collect()
}
