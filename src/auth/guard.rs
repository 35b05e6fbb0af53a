//! What stands in front of every operation.
//!
//! Order of checks (contract 2.5): credentials (401), tenant (403), permission (403); only then does
//! a handler look at preconditions, body and state. Which permission an operation asks for is read
//! from its `OpenAPI` entry, so that the document cannot say one thing and the server do another;
//! an operation that names none is refused to everybody.
use std::{collections::HashMap, sync::Arc};

use axum::{
    extract::{FromRequestParts, MatchedPath, Request, State},
    http::{HeaderMap, Method, header, request::Parts},
    middleware::Next,
    response::Response,
};
use tracing::{Span, field};
use utoipa::openapi::{OpenApi, path::Operation};

use super::{
    api_key::ApiKey,
    keys::{Keys, KnownKey},
    permission::Permission,
    store,
    tenant::Tenant,
};
use crate::{
    app::App,
    error::{Code, Error, Result},
};

/// Header that names the tenant.
const TENANT_ID: &str = "tenant-id";

/// The guard's state: where keys are looked up, and what each operation asks for.
#[derive(Debug, Clone)]
pub struct Guard {
    app: App,
    keys: Arc<Keys>,
    permissions: Arc<HashMap<(Method, String), Permission>>,
}

impl Guard {
    /// Reads the permission of every operation from the document.
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
                if let Some(permission) = operation.as_ref().and_then(permission_of) {
                    permissions.insert((method, path.clone()), permission);
                }
            }
        }
        Self {
            app,
            keys: Arc::new(Keys::new()),
            permissions: Arc::new(permissions),
        }
    }

    fn permission(&self, method: &Method, path: &MatchedPath) -> Option<Permission> {
        let method = if method == Method::HEAD {
            &Method::GET
        } else {
            method
        };
        self.permissions
            .get(&(method.clone(), path.as_str().to_owned()))
            .copied()
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
            Err(lacks(permission))
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

fn lacks(permission: Permission) -> Error {
    Error::refused(
        Code::InsufficientPermissions,
        format!(
            "This API key lacks the permission `{}`. Use a key that has it, or create one with \
             `flexorder api-key create --permissions`.",
            permission.as_str()
        ),
    )
}

/// The one scope of the operation's security requirement.
fn permission_of(operation: &Operation) -> Option<Permission> {
    let security = serde_json::to_value(operation.security.as_ref()?).ok()?;
    let scope = security.get(0)?.as_object()?.values().next()?.get(0)?;
    Permission::parse(scope.as_str()?)
}

/// Lets a request through with its [`Tenant`], or answers 401 or 403.
pub async fn guard(
    State(guard): State<Guard>,
    path: MatchedPath,
    mut request: Request,
    next: Next,
) -> Result<Response> {
    let (tenant, key) = authenticate(&guard, request.headers()).await?;
    let wanted = guard.permission(request.method(), &path);
    match wanted {
        Some(permission) if key.permissions().allows(permission) => {}
        Some(permission) => {
            return Err(lacks(permission));
        }
        None => {
            return Err(Error::refused(
                Code::InsufficientPermissions,
                "This operation is open to no key.",
            ));
        }
    }
    request.extensions_mut().insert(tenant);
    request.extensions_mut().insert(Rights(key));
    Ok(next.run(request).await)
}

/// Who asks, for which tenant, with which permissions.
async fn authenticate(guard: &Guard, headers: &HeaderMap) -> Result<(Tenant, Arc<KnownKey>)> {
    let app = &guard.app;
    let key = bearer(headers)?;
    if key.is_demo() && !app.is_demo() {
        return Err(not_alive());
    }
    if headers.get_all(TENANT_ID).iter().count() > 1 {
        return Err(Error::refused(
            Code::NoTenantAccess,
            "Send the header `Tenant-ID` once.",
        ));
    }
    let wanted = headers
        .get(TENANT_ID)
        .and_then(|value| value.to_str().ok())
        .map(str::trim)
        .filter(|tenant| !tenant.is_empty());
    let now = app.clock().now();
    let found = guard.keys.find(app, &key, wanted).await?;
    let key = found
        .filter(|key| key.is_alive(now))
        .ok_or_else(not_alive)?;
    if key.is_stale(now) {
        // Outside the request: a last use that is lost is no harm.
        tokio::spawn(store::touch_key(app.pool().clone(), key.id(), now));
    }
    let span = Span::current();
    span.record("api_key.id", field::display(key.id()));
    let unit = key.unit().ok_or_else(|| no_access(wanted))?;
    span.record("tenant.id", field::display(unit.id));
    let tenant = Tenant::of_request(Arc::clone(unit), Arc::clone(&key.actor));
    Ok((tenant, key))
}

fn not_alive() -> Error {
    Error::refused(
        Code::InvalidToken,
        "This API key is unknown, expired or revoked. Check for a copying error, or create a new \
         key with `flexorder api-key create`.",
    )
}

fn bearer(headers: &HeaderMap) -> Result<ApiKey> {
    if headers.get_all(header::AUTHORIZATION).iter().count() > 1 {
        return Err(Error::refused(
            Code::InvalidToken,
            "Send the header `Authorization` once.",
        ));
    }
    let header = headers.get(header::AUTHORIZATION).ok_or_else(|| {
        Error::refused(
            Code::AuthRequired,
            "Send your API key in the header `Authorization: Bearer <API key>`.",
        )
    })?;
    header
        .to_str()
        .ok()
        .and_then(|value| {
            let (scheme, key) = value.trim().split_once(' ')?;
            scheme.eq_ignore_ascii_case("bearer").then_some(key.trim())
        })
        .and_then(|key| ApiKey::parse(key).ok())
        .ok_or_else(|| {
            Error::refused(
                Code::InvalidToken,
                "This is not an API key of this server: it must read `Bearer fo_live_…`, whole \
                 and without changes.",
            )
        })
}

fn no_access(wanted: Option<&str>) -> Error {
    let message = match wanted {
        None => "Send the header `Tenant-ID` with the id or handle of your business unit.".into(),
        Some(_) => std::borrow::Cow::Borrowed(
            "This API key has no access to the tenant in `Tenant-ID`. Check the id or handle, or \
             ask who made the key for one of that tenant.",
        ),
    };
    Error::refused(Code::NoTenantAccess, message)
}
