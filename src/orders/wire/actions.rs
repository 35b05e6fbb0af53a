//! Bodies of the actions on an order: cancelling it and replacing its notes.
use utoipa::ToSchema;

use crate::http::json::{Input, Read};

/// Longest reason of a cancellation, in characters (contract 3.1).
const REASON_MAX: usize = 1_000;

/// Why an order is cancelled; the body may be left out.
#[derive(Debug, ToSchema)]
#[schema(example = json!({"reason": "Customer requested cancellation - changed delivery address"}))]
pub(crate) struct CancelBody {
    #[schema(max_length = 1000)]
    pub(in crate::orders) reason: Option<String>,
}

/// The notes of an order, in place of those it has.
#[derive(Debug, ToSchema)]
#[schema(example = json!({
    "notes": "Customer requested delivery after 2pm. Contact before arrival."
}))]
pub(crate) struct NotesBody {
    #[schema(max_length = 5000)]
    pub(in crate::orders) notes: String,
}

impl Read for CancelBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let object = input.object()?;
        let reason = object.maybe(&["reason"], |input| input.text((0, REASON_MAX)));
        Some(Self { reason })
    }
}

impl Read for NotesBody {
    fn read(input: &Input<'_>) -> Option<Self> {
        let notes = input.object()?.need(&["notes"], Input::long_text);
        Some(Self { notes: notes? })
    }
}
