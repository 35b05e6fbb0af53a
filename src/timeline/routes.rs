//! What every timeline's operation has in common: which page is asked for, and that page.
use axum::{extract::FromRequestParts, http::request::Parts};
use sqlx::PgConnection;
use utoipa::IntoParams;

use super::{model::EntityType, store, wire::TimelineListBody};
use crate::{
    error::{Error, Result},
    http::query::Query,
    kernel::{
        id::TenantId,
        page::{Cursor, Limit},
    },
};

/// Which page of a timeline is asked for (contract 2.3).
#[derive(Debug, IntoParams)]
#[into_params(parameter_in = Query, rename_all = "camelCase")]
pub struct Asked {
    /// Most entries on the page; 50 by default.
    #[param(value_type = Option<u16>, required = false, minimum = 1, maximum = 100)]
    limit: Limit,
    /// `nextCursor` of the previous page.
    #[param(value_type = Option<String>, required = false)]
    start_after: Option<Cursor>,
}

impl<S: Send + Sync> FromRequestParts<S> for Asked {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self> {
        let mut query = Query::from_request_parts(parts, state).await?;
        let asked = Self {
            limit: query.limit(Limit::DEFAULT, Limit::MAX),
            start_after: query.start_after(),
        };
        query.finish()?;
        Ok(asked)
    }
}

impl Asked {
    /// That page of the timeline of an entity, newest first. Whether the tenant has the entity is the
    /// caller's to ask first.
    pub async fn page_of(
        &self,
        conn: &mut PgConnection,
        tenant: TenantId,
        (entity_type, id): (EntityType, impl ToString),
    ) -> Result<TimelineListBody> {
        let from = (self.start_after.as_ref(), self.limit);
        let page = store::list(conn, tenant, (entity_type, &id.to_string()), from).await?;
        Ok(TimelineListBody::new(page, self.limit))
    }
}
