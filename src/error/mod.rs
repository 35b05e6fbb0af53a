//! The one error a handler, use case or store may return, and how it looks on the wire.
//!
//! Variants say who must act, not which library failed.
//!
//! `code` has the table, `wire` the envelope.
mod code;
mod wire;

use std::borrow::Cow;

pub use self::code::Code;

/// Result of a handler, use case or store.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Everything a request can fail with.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The caller must change the request, or the state it meets.
    #[error("{message}")]
    Refused {
        /// Stable and machine-readable.
        code: Code,
        /// A sentence for a person that tells the fix.
        message: Cow<'static, str>,
    },
    /// Some fields do not hold; every one of them is listed (contract 10.2).
    #[error("the request is not valid")]
    Invalid(Vec<Fault>),
    /// Overload, shutdown, or a database that is away: the same request may succeed later.
    #[error("{0}")]
    Unavailable(Cow<'static, str>),
    /// Another transaction came in between, or Postgres undid this one for its sake: the change runs
    /// again by itself, and only the last of several runs lets a client see this.
    #[error("contended")]
    Contended(String),
    /// A bug or an outage of ours: logged here, never shown.
    #[error("internal error")]
    Internal(#[source] anyhow::Error),
}

/// One field that does not hold: a row of `details`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Where, as the client wrote it: `items[1].quantity`; empty for the body as a whole.
    pub path: String,
    /// What to change.
    pub message: String,
    /// What kind of fault.
    pub code: FaultCode,
}

/// Kind of a [`Fault`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultCode {
    /// A fault of shape, by its zod issue code such as `invalid_type`.
    Shape(&'static str),
    /// A fault that has a code of its own, such as `VARIANT_NOT_FOUND`.
    Own(Code),
}

impl FaultCode {
    /// As printed in `details[].code`.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Shape(name) => name,
            Self::Own(code) => code.parts().1,
        }
    }
}

impl Fault {
    /// A fault of shape with its zod issue code.
    pub fn shape(path: impl Into<String>, code: &'static str, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
            code: FaultCode::Shape(code),
        }
    }

    /// A fault with a code of its own.
    pub fn own(path: impl Into<String>, code: Code, message: impl Into<String>) -> Self {
        Self {
            path: path.into(),
            message: message.into(),
            code: FaultCode::Own(code),
        }
    }
}

impl Error {
    /// A refusal with its code and a sentence that tells the fix.
    pub fn refused(code: Code, message: impl Into<Cow<'static, str>>) -> Self {
        Self::Refused {
            code,
            message: message.into(),
        }
    }

    /// An id in the path that the tenant does not have; the same for another tenant's.
    pub fn not_found(entity: &str, id: impl std::fmt::Display) -> Self {
        Self::refused(
            Code::NotFound,
            format!("No {entity} `{id}` in this tenant. Check the id and the Tenant-ID header."),
        )
    }

    /// A single fault.
    pub fn fault(fault: Fault) -> Self {
        Self::Invalid(vec![fault])
    }

    /// Its faults; one without a place for an error that is no list of faults.
    pub fn into_faults(self) -> Vec<Fault> {
        let code = self.code();
        if let Self::Invalid(faults) = self {
            return faults;
        }
        vec![Fault::own("", code, self.to_string())]
    }

    /// A broken promise inside: 500, logged.
    pub fn internal(cause: impl Into<anyhow::Error>) -> Self {
        Self::Internal(cause.into())
    }

    /// The code that stands at the top of the answer (contract 10.2).
    pub fn code(&self) -> Code {
        match self {
            Self::Refused { code, .. } => *code,
            Self::Invalid(faults) => common_code(faults),
            Self::Unavailable(_) | Self::Contended(_) => Code::ServiceUnavailable,
            Self::Internal(_) => Code::InternalError,
        }
    }
}

/// The own code that all faults share, else `VALIDATION_ERROR`.
fn common_code(faults: &[Fault]) -> Code {
    let mut codes = faults.iter().map(|fault| fault.code);
    match codes.next() {
        Some(FaultCode::Own(first)) if codes.all(|code| code == FaultCode::Own(first)) => first,
        _ => Code::ValidationError,
    }
}

impl From<sqlx::Error> for Error {
    fn from(cause: sqlx::Error) -> Self {
        if is_contended(&cause) {
            return Self::Contended(cause.to_string());
        }
        let away = matches!(
            cause,
            sqlx::Error::PoolTimedOut | sqlx::Error::PoolClosed | sqlx::Error::Io(_)
        );
        if away || is_passing(&cause) {
            tracing::warn!(error = %cause, "database not available");
            Self::Unavailable("The database is busy or away. Send the same request again.".into())
        } else {
            Self::Internal(cause.into())
        }
    }
}

/// Connection failures, shutdown, too many connections, a statement or lock timeout, or a server that
/// became read-only: Postgres may answer the same request in a moment.
fn is_passing(cause: &sqlx::Error) -> bool {
    const CODES: [&str; 7] = [
        "57P01", "57P02", "57P03", "53300", "57014", "55P03", "25006",
    ];
    cause.as_database_error().is_some_and(|error| {
        let code = error.code().unwrap_or_default();
        code.starts_with("08") || CODES.contains(&code.as_ref())
    })
}

/// Deadlock, serialization failure, or a sharded Postgres that could not commit everywhere.
fn is_contended(cause: &sqlx::Error) -> bool {
    cause.as_database_error().is_some_and(|error| {
        let code = error.code().unwrap_or_default();
        matches!(code.as_ref(), "40001" | "40P01")
            || (code == "XX000" && error.message().starts_with("could not commit transaction"))
    })
}
