//! What stands in front of every operation.
//!
//! Order of checks (contract 2.5): credentials (401), tenant (403), permission (403); only then does
//! a handler look at preconditions, body and state. Which permission an operation asks for is read
//! from its `OpenAPI` entry, so that the document cannot say one thing and the server do another;
//! an operation that names none is refused to everybody.
use std::{collections::HashMap, sync::Arc};

use axum::{
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{Method, request::Parts},
    middleware::Next,
    response::Response,
};
use tracing::{Span, field};
use utoipa::openapi::{OpenApi, path::Operation};

use super::{
    business_unit::BusinessUnit,
    credential::{Credential, Head},
    keys::{Keys, KnownKey},
    permission::Permission,
    session_token::session_over,
    store,
    tenant::Tenant,
};
use crate::{
    app::App,
    error::{Code, Error, Result},
    kernel::{id::ApiKeyId, text::list_of},
};

/// The guard's state: where keys are looked up, and what each operation asks for.
#[derive(Debug, Clone)]
pub struct Guard {
    app: App,
    keys: Arc<Keys>,
    /// Of each operation the permissions of which one is enough.
    permissions: Arc<HashMap<(Method, String), Vec<Permission>>>,
}

impl Guard {
    /// Reads the permissions of every operation from the document.
    pub fn new(app: App, document: &OpenApi) -> Self {
        let mut permissions = HashMap::new();
        for (path, item) in &document.paths.paths {
            let operations = [
                (Method::GET, &item.get),
                (Method::POST, &item.post),
                (Method::PUT, &item.put),
                (Method::PATCH, &item.patch),
                (Method::DELETE, &item.delete),
            ];
            for (method, operation) in operations {
                if let Some(operation) = operation {
                    permissions.insert((method, path.clone()), permissions_of(operation));
                }
            }
        }
        Self {
            app,
            keys: Arc::new(Keys::new()),
            permissions: Arc::new(permissions),
        }
    }

    fn permissions(&self, method: &Method, path: &MatchedPath) -> &[Permission] {
        let method = if method == Method::HEAD {
            &Method::GET
        } else {
            method
        };
        self.permissions
            .get(&(method.clone(), path.as_str().to_owned()))
            .map_or(&[], Vec::as_slice)
    }
}

/// What the key of a request may do: for operations of which one part asks for more than the rest.
#[derive(Debug, Clone)]
pub struct Rights(Arc<KnownKey>);

impl Rights {
    /// Refuses unless the key has that permission.
    pub fn require(&self, permission: Permission) -> Result<()> {
        if self.0.permissions().allows(permission) {
            Ok(())
        } else {
            Err(lacks(&[permission]))
        }
    }
}

impl<S: Send + Sync> FromRequestParts<S> for Rights {
    type Rejection = Error;

    async fn from_request_parts(parts: &mut Parts, _: &S) -> Result<Self> {
        parts.extensions.get::<Self>().cloned().ok_or_else(|| {
            Error::internal(anyhow::anyhow!("an operation stands outside the guard"))
        })
    }
}

fn lacks(wanted: &[Permission]) -> Error {
    let names: Vec<&str> = wanted.iter().map(|one| one.as_str()).collect();
    Error::refused(
        Code::InsufficientPermissions,
        format!(
            "This API key lacks the permission {}. Use a key that has it, or make one: in the \
             dashboard's settings, with `POST /v1/api-keys` or `flexorder api-key create`.",
            list_of(&names)
        ),
    )
}

/// The scopes of the operation's security requirements, each of which is enough.
fn permissions_of(operation: &Operation) -> Vec<Permission> {
    let security = serde_json::to_value(&operation.security).unwrap_or_default();
    let mut all = Vec::new();
    for requirement in security.as_array().into_iter().flatten() {
        let scope = requirement.as_object().and_then(|one| one.values().next());
        let scope = scope.and_then(|scopes| scopes.get(0)?.as_str());
        if let Some(permission) = scope.and_then(Permission::parse)
            && !all.contains(&permission)
        {
            all.push(permission);
        }
    }
    all
}

/// Lets a request through with its [`Tenant`], or answers 401 or 403.
pub async fn guard(
    State(guard): State<Guard>,
    path: MatchedPath,
    mut request: Request,
    next: Next,
) -> Result<Response> {
    let head = Head {
        method: request.method(),
        uri: request.uri(),
        headers: request.headers(),
    };
    let (tenant, key) = authenticate(&guard, head).await?;
    let wanted = guard.permissions(request.method(), &path);
    if wanted.is_empty() {
        return Err(Error::refused(
            Code::InsufficientPermissions,
            "This operation is open to no key.",
        ));
    }
    let granted = key.permissions();
    if !wanted.iter().any(|&one| granted.allows(one)) {
        return Err(lacks(wanted));
    }
    request.extensions_mut().insert(tenant);
    request.extensions_mut().insert(Rights(key));
    Ok(next.run(request).await)
}

/// Who asks, for which tenant, with which permissions.
async fn authenticate(guard: &Guard, head: Head<'_>) -> Result<(Tenant, Arc<KnownKey>)> {
    let app = &guard.app;
    let credential = Credential::of(app, head)?;
    let wanted = head.wanted()?;
    let now = app.clock().now();
    let found = guard.keys.find(app, &credential, wanted).await?;
    let key = found
        .filter(|key| key.is_alive(app))
        .ok_or_else(|| not_alive(&credential))?;
    if key.is_stale(now) {
        // Outside the request: a last use that is lost is no harm.
        tokio::spawn(store::touch_key(app.pool().clone(), key.id(), now));
    }
    tell(key.id(), key.unit().map(Arc::as_ref));
    let unit = key.unit().ok_or_else(|| no_access(wanted))?;
    let tenant = Tenant::of_request(Arc::clone(unit), Arc::clone(&key.actor));
    Ok((tenant, key))
}

/// Puts into the request's log line who asks.
pub(super) fn tell(key: ApiKeyId, unit: Option<&BusinessUnit>) {
    let span = Span::current();
    span.record("api_key.id", field::display(key));
    if let Some(unit) = unit {
        span.record("tenant.id", field::display(unit.id));
    }
}

pub(super) fn not_alive(credential: &Credential) -> Error {
    match credential {
        Credential::Key(_) => Error::refused(
            Code::InvalidToken,
            "This API key is unknown, expired or revoked. Check for a copying error, or make a \
             new key: in the dashboard's settings, with `POST /v1/api-keys` or `flexorder api-key \
             create`.",
        ),
        Credential::Session(_) => session_over(),
    }
}

pub(super) fn no_access(wanted: Option<&str>) -> Error {
    let message = match wanted {
        None => "Send the header `Tenant-ID` with the id or handle of your business unit.".into(),
        Some(_) => std::borrow::Cow::Borrowed(
            "This API key has no access to the tenant in `Tenant-ID`. Check the id or handle, or \
             ask who made the key for one of that tenant.",
        ),
    };
    Error::refused(Code::NoTenantAccess, message)
}
