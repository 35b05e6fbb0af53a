//! Comparing text as people do, and naming choices in messages.

/// Longest text for which a near match is looked for, in characters: the work grows with the
/// product of both lengths.
const NEAREST_MAX: usize = 64;
/// One edit is forgiven for each so many characters.
const CHARS_PER_EDIT: usize = 3;

/// The form under which two texts that differ only in case are equal: Unicode lower case.
///
/// Character by character, so that the fold of a substring is a substring of the fold.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).collect()
}

/// The candidate that `needle` was probably meant to be, if one is similar enough: at most one
/// edit for each three characters, whatever the case. The first of equally near ones.
pub fn nearest<'a>(needle: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let needle = fold(needle);
    let length = needle.chars().count();
    if length > NEAREST_MAX {
        return None;
    }
    candidates
        .into_iter()
        .filter_map(|candidate| {
            let folded = fold(candidate);
            let other = folded.chars().count();
            let allowed = length.max(other) / CHARS_PER_EDIT;
            if length.abs_diff(other) > allowed {
                return None;
            }
            let edits = strsim::osa_distance(&needle, &folded);
            (edits <= allowed).then_some((edits, candidate))
        })
        .min_by_key(|(edits, _)| *edits)
        .map(|(_, candidate)| candidate)
}

/// The choices as a message lists them: `` `a`, `b` or `c` ``.
pub fn list_of(choices: &[&str]) -> String {
    let quoted: Vec<_> = choices.iter().map(|choice| format!("`{choice}`")).collect();
    match quoted.split_last() {
        None => String::new(),
        Some((last, [])) => last.clone(),
        Some((last, rest)) => format!("{} or {last}", rest.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn folding_ignores_case_beyond_ascii() {
        for (text, folded) in [
            ("Ada@Example.COM", "ada@example.com"),
            ("ÉMILE", "émile"),
            ("ΟΔΟΣ", "οδοσ"),
            ("Straße", "straße"),
            ("", ""),
        ] {
            assert_eq!(fold(text), folded);
        }
    }

    #[test]
    fn the_nearest_is_found_only_when_similar() {
        let statuses = ["pending", "confirmed", "partial", "fulfilled", "cancelled"];
        for (needle, expected) in [
            ("canceled", Some("cancelled")),
            ("Cancelled", Some("cancelled")),
            ("FULFILED", Some("fulfilled")),
            ("confrimed", Some("confirmed")),
            ("partail", Some("partial")),
            ("shipped", None),
            ("", None),
            ("x", None),
        ] {
            assert_eq!(nearest(needle, statuses), expected, "{needle}");
        }
        assert_eq!(nearest("sku-1", ["SKU-2", "SKU-1"]), Some("SKU-1"));
        assert_eq!(nearest(&"a".repeat(10_000), statuses), None);
        assert_eq!(nearest("pending", []), None);
    }

    #[test]
    fn choices_read_as_a_sentence() {
        for (choices, text) in [
            (&[][..], ""),
            (&["a"], "`a`"),
            (&["a", "b"], "`a` or `b`"),
            (&["a", "b", "c"], "`a`, `b` or `c`"),
        ] {
            assert_eq!(list_of(choices), text);
        }
    }

    proptest! {
        #[test]
        fn folding_keeps_substrings(a: String, b: String) {
            prop_assert_eq!(fold(&format!("{a}{b}")), fold(&a) + &fold(&b));
        }
    }
}
