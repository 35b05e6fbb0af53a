//! A change that nobody asked for: what is due is done by the system.
use std::sync::Arc;

use futures::future::BoxFuture;

use super::{
    runner,
    unit::{Change, Context},
};
use crate::{app::App, auth::Tenant, error::Result, http::precondition::Precondition};

/// Stands where a request has its id.
const REQUEST_ID: &str = "scheduler";

/// Runs work on `subject` in one transaction, at the clock's time; again while only the timing was
/// wrong. The tenant says who acts: the system, or whoever asked for what this belongs to.
pub async fn run_as_system<S, T>(
    app: &App,
    (tenant, subject): (&Tenant, &S),
    effect: impl for<'c> Fn(&'c mut Change, &'c S) -> BoxFuture<'c, Result<T>>,
) -> Result<T> {
    let context = Context {
        tenant: tenant.clone(),
        now: app.clock().now(),
        request_id: Arc::from(REQUEST_ID),
        precondition: Precondition::None,
    };
    runner::run_alone(app, (&context, subject), effect).await
}
