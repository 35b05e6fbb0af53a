//! `If-Match`: a change goes through only if the entity is the one its caller saw (contract 10.4).
use axum::http::{HeaderMap, header};

use crate::error::{Code, Error, Fault, Result};

/// What `If-Match` asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub enum Precondition {
    /// No header, or `*`.
    #[default]
    None,
    /// One of these versions. A tag that is none of ours stands as no version at all, so a header
    /// of such tags alone matches nothing.
    Versions(Vec<i64>),
}

impl Precondition {
    /// Reads the header. Weak tags count as their strong ones: proxies that compress weaken tags,
    /// and ours name a version, not bytes.
    pub fn from_headers(headers: &HeaderMap) -> Result<Self> {
        let mut versions = Vec::new();
        let mut present = false;
        for value in headers.get_all(header::IF_MATCH) {
            present = true;
            for tag in value.to_str().unwrap_or_default().split(',') {
                let tag = tag.trim();
                if tag == "*" {
                    return Ok(Self::None);
                }
                let opaque = tag
                    .strip_prefix("W/")
                    .unwrap_or(tag)
                    .strip_prefix('"')
                    .and_then(|tag| tag.strip_suffix('"'))
                    .ok_or_else(malformed)?;
                versions.extend(opaque.parse::<i64>());
            }
        }
        Ok(if present {
            Self::Versions(versions)
        } else {
            Self::None
        })
    }

    /// Refuses unless an entity at `version` is what the caller saw.
    pub fn check(&self, version: i64) -> Result<()> {
        match self {
            Self::None => Ok(()),
            Self::Versions(versions) if versions.contains(&version) => Ok(()),
            Self::Versions(_) => Err(Error::refused(
                Code::PreconditionFailed,
                format!(
                    "It has changed since you read it (its ETag is now \"{version}\"). Read it \
                     again and repeat the change with the new ETag in If-Match."
                ),
            )),
        }
    }
}

fn malformed() -> Error {
    Error::fault(Fault::shape(
        "If-Match",
        "invalid_string",
        "Must be the ETag of an earlier answer with its quotes, such as \"3\".",
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(value: &'static str) -> Result<Precondition> {
        let mut headers = HeaderMap::new();
        headers.insert(header::IF_MATCH, value.parse().unwrap());
        Precondition::from_headers(&headers)
    }

    #[test]
    fn tags_name_versions() {
        assert_eq!(read("\"3\"").unwrap(), Precondition::Versions(vec![3]));
        let several = read("\"3\", W/\"4\",\"theirs\"").unwrap();
        assert_eq!(several, Precondition::Versions(vec![3, 4]));
        assert_eq!(read("*").unwrap(), Precondition::None);
        assert!(read("3").is_err());
        assert!(read("").is_err());
    }

    #[test]
    fn only_the_version_seen_passes() {
        assert!(read("\"3\"").unwrap().check(3).is_ok());
        assert!(read("\"3\"").unwrap().check(4).is_err());
        assert!(read("\"theirs\"").unwrap().check(4).is_err());
        assert!(Precondition::None.check(4).is_ok());
    }
}
