//! What a paper consists of.
use chrono::{DateTime, Utc};

/// A paper, from top to bottom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Paper {
    /// What it is called, in the window of whoever reads it.
    pub title: String,
    /// Who issues it.
    pub author: String,
    /// When it was made.
    pub created: DateTime<Utc>,
    /// What stands at the foot of every page.
    pub footer: String,
    /// What stands on it.
    pub blocks: Vec<Block>,
}

/// A part of a paper.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Block {
    /// The largest line.
    Title(String),
    /// A line above what follows.
    Heading(String),
    /// Text, broken to lines; a line break starts a new one.
    Paragraph(String),
    /// Lines beside each other, the first of each column strong.
    Columns(Vec<Vec<String>>),
    /// Names and values, a line each.
    Facts(Vec<(String, String)>),
    /// Rows under titles, which stand again on each page.
    Table(Table),
    /// Sums at the right.
    Totals(Vec<Total>),
    /// Lines to sign on, with what stands below each.
    Signatures(Vec<String>),
}

/// Rows under titles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Table {
    /// Titles and widths.
    pub columns: Vec<Column>,
    /// A cell a column.
    pub rows: Vec<Vec<String>>,
}

/// A column of a table.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// What stands above it.
    pub title: String,
    /// Its part of the width, in thousandths.
    pub share: i32,
    /// Where its cells stand.
    pub align: Align,
}

impl Column {
    /// A column with so many thousandths of the width.
    pub fn new(title: &str, share: i32, align: Align) -> Self {
        Self {
            title: title.to_owned(),
            share,
            align,
        }
    }
}

/// At which side text stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Align {
    /// As text does.
    Left,
    /// As numbers do.
    Right,
}

/// One sum.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Total {
    /// Of what.
    pub label: String,
    /// How much.
    pub value: String,
    /// Whether it is the one that counts.
    pub is_strong: bool,
}

impl Total {
    /// A sum among others.
    pub fn new(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            label: label.into(),
            value: value.into(),
            is_strong: false,
        }
    }

    /// The sum that counts.
    pub fn strong(label: impl Into<String>, value: impl Into<String>) -> Self {
        Self {
            is_strong: true,
            ..Self::new(label, value)
        }
    }
}
