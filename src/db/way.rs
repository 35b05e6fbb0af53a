//! What leads to the rows that pass a filter: an index, or ids that are known (docs/decisions/0012-lists-in-id-order.md).
use sqlx::{Postgres, QueryBuilder};
use uuid::Uuid;

use super::Source;
use crate::kernel::{id::TenantId, page::SortDir, word::Word};

type Push = Box<dyn Fn(&mut QueryBuilder<Postgres>, &Span) + Send + Sync>;

/// An index's way to the rows that pass a filter.
pub struct Way {
    /// Pushes a `select` of one column `id`, each id once in each of its parts, which ends with
    /// what [`Span::push`] adds.
    push: Push,
    /// Whether the index has the rows in the order of ids.
    pub(super) in_order: bool,
    /// No ids before the first of these, none from the second on.
    pub(super) within: (Option<Uuid>, Option<Uuid>),
}

impl Way {
    /// A way in the order of ids.
    pub fn in_order(
        push: impl Fn(&mut QueryBuilder<Postgres>, &Span) + Send + Sync + 'static,
    ) -> Self {
        Self {
            push: Box::new(push),
            in_order: true,
            within: (None, None),
        }
    }

    /// A way in another order, such as that of a date.
    pub fn scattered(
        push: impl Fn(&mut QueryBuilder<Postgres>, &Span) + Send + Sync + 'static,
    ) -> Self {
        Self {
            push: Box::new(push),
            in_order: false,
            within: (None, None),
        }
    }

    /// The rows of a table by a condition on its own columns (of `o`, opened by ` and `), for which
    /// there is an index `(tenant_id, …, id)`.
    pub fn along(
        source: Source,
        tenant: TenantId,
        condition: impl Fn(&mut QueryBuilder<Postgres>) + Send + Sync + 'static,
    ) -> Self {
        Self::in_order(move |query, span| {
            push_rows(query, source, tenant);
            condition(query);
            span.push(query, "o.id");
        })
    }

    /// The same by an index in another order: that of `column`.
    pub fn across(
        source: Source,
        tenant: TenantId,
        column: &'static str,
        condition: impl Fn(&mut QueryBuilder<Postgres>) + Send + Sync + 'static,
    ) -> Self {
        Self::scattered(move |query, span| {
            push_rows(query, source, tenant);
            condition(query);
            query.push(" order by o.").push(column);
            span.push_limit(query);
        })
    }

    /// The rows of a table in any of several states: each state's own, laid together.
    pub fn any_of<W: Word>(
        source: Source,
        tenant: TenantId,
        column: &'static str,
        words: &[W],
    ) -> Self {
        let words: Vec<&str> = words.iter().map(|word| word.word()).collect();
        Self::in_order(move |query, span| {
            query
                .push("select o.id from unnest(")
                .push_bind(words.clone());
            query.push(") as any_of (word) cross join lateral (");
            push_rows(query, source, tenant);
            query.push(" and o.").push(column).push(" = any_of.word");
            span.push(query, "o.id");
            query.push(") o");
        })
    }

    /// Rows whose ids are known.
    pub fn of_ids(ids: Vec<Uuid>) -> Self {
        Self::in_order(move |query, span| {
            query
                .push("select known.id from unnest(")
                .push_bind(ids.clone());
            query.push(") as known (id) where true");
            span.push(query, "known.id");
        })
    }

    /// The same, with ids from the first of these on and before the second alone; a way in another
    /// order has the others too.
    #[must_use]
    pub fn within(mut self, from: Option<Uuid>, before: Option<Uuid>) -> Self {
        self.within = (from, before);
        self
    }

    /// Pushes the first ids of the way.
    pub(super) fn push_first(&self, query: &mut QueryBuilder<Postgres>, span: &Span) {
        query.push("select w.id from (");
        (self.push)(query, span);
        query.push(") w group by w.id");
        if self.in_order {
            query.push(" order by w.id").push(span.direction());
        }
        query.push(" limit ").push(span.most.to_string());
    }
}

fn push_rows(query: &mut QueryBuilder<Postgres>, source: Source, tenant: TenantId) {
    query
        .push("select o.")
        .push(source.id)
        .push(" as id from ")
        .push(source.table);
    query.push(" o where o.tenant_id = ").push_bind(tenant);
}

/// Pushes that a column has one of some words of a closed list; nothing where there are none. They
/// stand in the text, so that a plan made once for all values knows how frequent they are.
pub fn push_one_of<W: Word>(query: &mut QueryBuilder<Postgres>, column: &str, words: &[W]) {
    if words.is_empty() {
        return;
    }
    query.push(" and ").push(column).push(" in (");
    let mut list = query.separated(", ");
    for word in words {
        list.push(format_args!("'{}'", word.word()));
    }
    query.push(")");
}

/// How much of a way is wanted.
#[derive(Debug, Clone, Copy)]
pub struct Span {
    pub(super) within: (Option<Uuid>, Option<Uuid>),
    pub(super) after: Option<Uuid>,
    pub(super) dir: SortDir,
    pub(super) most: usize,
}

impl Span {
    /// Pushes the bounds on `id`, a column of ids, and its order; a condition must stand before.
    pub fn push(&self, query: &mut QueryBuilder<Postgres>, id: &str) {
        for (bound, of_id) in [(self.within.0, " >= "), (self.within.1, " < ")] {
            if let Some(bound) = bound {
                query.push(" and ").push(id).push(of_id).push_bind(bound);
            }
        }
        if let Some(after) = self.after {
            let after_id = match self.dir {
                SortDir::Asc => " > ",
                SortDir::Desc => " < ",
            };
            query.push(" and ").push(id).push(after_id).push_bind(after);
        }
        query.push(" order by ").push(id).push(self.direction());
        self.push_limit(query);
    }

    /// Pushes how many are wanted; for ways in another order.
    pub fn push_limit(&self, query: &mut QueryBuilder<Postgres>) {
        query.push(" limit ").push(self.most.to_string());
    }

    pub(super) const fn direction(self) -> &'static str {
        match self.dir {
            SortDir::Asc => " asc",
            SortDir::Desc => " desc",
        }
    }
}
