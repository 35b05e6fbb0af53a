//! Headers and answers that all operations share (contract 2.1, 2.5, 10.1 to 10.4).
use utoipa::openapi::{
    self, ObjectBuilder, Ref, RefOr, Required,
    header::HeaderBuilder,
    path::{Operation, ParameterBuilder, ParameterIn},
    response::ResponseBuilder,
    schema::Type,
};

/// What an operation does, as far as headers and answers depend on it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// GET
    Read,
    /// POST, PUT, PATCH: with a body and an `Idempotency-Key`.
    Write,
    /// DELETE
    Delete,
}

/// An answer any operation may give: status, when, for which kinds.
const ANSWERS: &[(&str, &str, &[Kind])] = &[
    (
        "400",
        "VALIDATION_ERROR: body, query or header do not hold; `details` lists every fault.",
        &[Kind::Read, Kind::Write, Kind::Delete],
    ),
    (
        "401",
        "AUTH_REQUIRED or INVALID_TOKEN: no API key, or none that lives.",
        &[Kind::Read, Kind::Write, Kind::Delete],
    ),
    (
        "403",
        "NO_TENANT_ACCESS or INSUFFICIENT_PERMISSIONS: the key may not work there, or not do this.",
        &[Kind::Read, Kind::Write, Kind::Delete],
    ),
    (
        "409",
        "IDEMPOTENCY_KEY_IN_USE: the first request with this key is still running.",
        &[Kind::Write],
    ),
    (
        "412",
        "PRECONDITION_FAILED: the entity is no longer the one that `If-Match` names.",
        &[Kind::Write, Kind::Delete],
    ),
    (
        "413",
        "PAYLOAD_TOO_LARGE: send less at once.",
        &[Kind::Write, Kind::Delete],
    ),
    (
        "415",
        "UNSUPPORTED_MEDIA_TYPE: send JSON.",
        &[Kind::Write, Kind::Delete],
    ),
    (
        "422",
        "IDEMPOTENCY_KEY_REUSED: the key was used for another body.",
        &[Kind::Write],
    ),
    (
        "500",
        "INTERNAL_ERROR: a fault of ours; report the Request-Id.",
        &[Kind::Read, Kind::Write, Kind::Delete],
    ),
    (
        "503",
        "SERVICE_UNAVAILABLE: overload, shutdown or a database that is away; try again after `Retry-After` seconds.",
        &[Kind::Read, Kind::Write, Kind::Delete],
    ),
];

/// Those that an operation outside of the guard may give too.
const UNGUARDED: &[&str] = &["500", "503"];

/// The same, of one that takes a body.
const UNGUARDED_WITH_BODY: &[&str] = &["400", "413", "415"];

/// Adds what `operation` shares with all others.
pub(super) fn complete(operation: &mut Operation, kind: Kind) {
    let parameters = operation.parameters.get_or_insert_default();
    parameters.push(header(
        "Tenant-ID",
        "Id or handle of the business unit the request works in.",
        Required::True,
        "demo",
        (1, 255),
    ));
    if kind == Kind::Write {
        parameters.push(header(
            "Idempotency-Key",
            "Makes the request safe to repeat: the same key and body give the first answer again, \
             with `Idempotent-Replayed: true`. Kept for 48 hours.",
            Required::False,
            "6f1c8a52-1f7e-4c39-9c67-0f0f6c1d2b7a",
            (1, 255),
        ));
    }
    if kind != Kind::Read {
        parameters.push(header(
            "If-Match",
            "`ETag` of the entity as last seen; the change goes through only if it is still that.",
            Required::False,
            "\"3\"",
            (1, 255),
        ));
    }
    for (status, description, kinds) in ANSWERS {
        if kinds.contains(&kind) {
            add(operation, status, description);
        }
    }
    describe_headers(operation);
}

/// Adds what an operation outside of the guard shares with the others.
pub(super) fn complete_unguarded(operation: &mut Operation, kind: Kind) {
    for (status, description, kinds) in ANSWERS {
        let body = kind == Kind::Write && UNGUARDED_WITH_BODY.contains(status);
        if kinds.contains(&kind) && (body || UNGUARDED.contains(status)) {
            add(operation, status, description);
        }
    }
    describe_headers(operation);
}

fn describe_headers(operation: &mut Operation) {
    for (status, response) in &mut operation.responses.responses {
        if let RefOr::T(response) = response {
            let request_id = HeaderBuilder::new()
                .schema(Some(ObjectBuilder::new().schema_type(Type::String)))
                .description(Some(
                    "Id of this request, also in the log and in timelines.",
                ))
                .build();
            response
                .headers
                .insert("Request-Id".to_owned(), request_id.into());
            if status == "503" {
                let retry_after = HeaderBuilder::new()
                    .schema(Some(ObjectBuilder::new().schema_type(Type::Integer)))
                    .description(Some("Seconds to wait."))
                    .build();
                response
                    .headers
                    .insert("Retry-After".to_owned(), retry_after.into());
            }
        }
    }
}

/// Adds an answer, or its reasons to one that the operation has already.
fn add(operation: &mut Operation, status: &str, description: &str) {
    match operation.responses.responses.get_mut(status) {
        Some(RefOr::T(own)) => {
            own.description = format!("{} Also {description}", own.description);
        }
        Some(RefOr::Ref(_)) => {}
        None => {
            let content = openapi::ContentBuilder::new()
                .schema(Some(Ref::from_schema_name("ErrorBody")))
                .build();
            let response = ResponseBuilder::new()
                .description(description)
                .content("application/json", content)
                .build();
            operation
                .responses
                .responses
                .insert(status.to_owned(), response.into());
        }
    }
}

fn header(
    name: &str,
    description: &str,
    required: Required,
    example: &str,
    (min, max): (usize, usize),
) -> RefOr<openapi::path::Parameter> {
    let schema = ObjectBuilder::new()
        .schema_type(Type::String)
        .min_length(Some(min))
        .max_length(Some(max))
        .build();
    ParameterBuilder::new()
        .name(name)
        .parameter_in(ParameterIn::Header)
        .required(required)
        .description(Some(description))
        .schema(Some(schema))
        .example(Some(example.into()))
        .build()
        .into()
}
