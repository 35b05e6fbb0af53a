//! Rows by a part of an id: whole, by its start, or by its end (docs/decisions/0013-search-by-dimension.md).
use sqlx::{Postgres, QueryBuilder};

use crate::kernel::{
    id::{Entity, Id},
    id_part::{self, Ending},
    text,
};

/// Shortest text that is taken for a part of an id; any shorter one is part of far too many.
const SHORTEST: usize = 4;

/// What a text can be of an id; nothing, perhaps.
#[derive(Debug, Clone)]
pub struct IdPart<E: Entity> {
    starts: Option<(Id<E>, Id<E>)>,
    ends: Option<Ending>,
}

impl<E: Entity> IdPart<E> {
    /// Of a text, whatever the case; `None` where all ids start like that.
    pub fn parse(part: &str) -> Option<Self> {
        let part = text::fold(part);
        if part.chars().count() < SHORTEST {
            return Some(Self {
                starts: None,
                ends: None,
            });
        }
        (!id_part::starts_all::<E>(&part)).then(|| Self {
            starts: id_part::starting(&part),
            ends: Ending::parse(&part),
        })
    }

    /// The first and the last id that start like that.
    pub const fn starts(&self) -> Option<(Id<E>, Id<E>)> {
        self.starts
    }

    /// Between which numbers of `id_from_its_end` ids lie that end like that.
    pub fn ends(&self) -> Option<(i64, i64)> {
        self.ends.as_ref().map(Ending::range)
    }

    /// Pushes what holds for a column of ids, each condition opened by ` or `.
    pub fn push_or(&self, query: &mut QueryBuilder<Postgres>, column: &str) {
        if let Some((first, last)) = self.starts {
            query.push(format_args!(" or {column} between "));
            query.push_bind(first.as_uuid());
            query.push(" and ").push_bind(last.as_uuid());
        }
        if let Some(end) = &self.ends {
            let size = end.bits().len();
            query.push(format_args!(
                " or right(('x' || replace({column}::text, '-', ''))::bit(128)::text, {size}) = "
            ));
            query.push_bind(end.bits().to_owned());
        }
    }
}
