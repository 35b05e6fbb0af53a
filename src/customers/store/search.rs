//! The search of `GET /v1/customers`: by every spelling, then tested on what the customer is called now
//! (docs/decisions/0013-search-by-dimension.md).
use sqlx::{PgConnection, Postgres, QueryBuilder};

use crate::{
    db::Way,
    error::Result,
    kernel::id::TenantId,
    search::{self, Ask, Found, Kind},
};

/// With more texts of a kind than these that contain what is looked for, customers are tested one by
/// one: so many of them pass that a page is soon full.
const MOST: usize = 2_000;

/// A text, and the customers it may name.
#[derive(Debug)]
pub(super) struct Search {
    text: String,
    /// Of what may be a part of a phone number.
    digits: Option<String>,
    found: Found,
}

impl Search {
    /// What a text leads to.
    pub(super) async fn of(conn: &mut PgConnection, tenant: TenantId, text: &str) -> Result<Self> {
        let digits = search::dialled(text);
        let ask = |kind, part| Ask {
            kind,
            part,
            most: MOST,
        };
        let names = [ask(Kind::Customer, text), ask(Kind::Company, text)];
        let [customers, companies] = search::find(conn, tenant, names).await?;
        let mut found = customers.or(companies);
        if let Some(digits) = &digits {
            let [phones] = search::find(conn, tenant, [ask(Kind::Phone, digits)]).await?;
            found = found.or(phones);
        }
        Ok(Self {
            text: text.to_owned(),
            digits,
            found,
        })
    }

    /// The customers by their ids; none where they are so many that the list's own index is read.
    pub(super) fn way(&self) -> Option<Way> {
        match &self.found {
            Found::Few(ids) => Some(Way::of_ids(ids.clone())),
            Found::Many => None,
        }
    }

    /// The condition on a customer: name, e-mail, company or phone number contains the text, whatever
    /// the case; `%` and `_` are plain characters.
    pub(super) fn push_condition(&self, query: &mut QueryBuilder<Postgres>) {
        query.push(" and (false");
        for column in ["t.first_name || ' ' || t.last_name", "t.email", "t.company"] {
            query.push(" or strpos(lower(").push(column);
            query.push("), lower(").push_bind(self.text.clone());
            query.push(")) > 0");
        }
        if let Some(digits) = &self.digits {
            query.push(" or strpos(regexp_replace(t.phone, '[^0-9]', '', 'g'), ");
            query.push_bind(digits.clone()).push(") > 0");
        }
        query.push(")");
    }
}
