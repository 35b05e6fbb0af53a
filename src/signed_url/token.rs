//! A right as text: fixed-length fields and their HMAC-SHA256, in URL-safe base64. Fixed lengths leave
//! one reading of any token; the signature is compared in constant time.
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit as _, Mac as _};
use sha2::Sha256;
use uuid::Uuid;

use crate::{
    error::{Error, Result},
    kernel::id::{FileId, TenantId},
};

/// Length of a secret.
pub(super) const SECRET_BYTES: usize = 32;
/// Form of the token; another form has another number.
const VERSION: u8 = 1;
/// version, secret's id, right, tenant, file, expiry in milliseconds.
const CLAIM_BYTES: usize = 1 + 4 + 1 + 16 + 16 + 8;
const MAC_BYTES: usize = 32;

/// What a link lets its holder do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Right {
    /// Read the file, shown by the browser where it can be.
    View,
    /// Read the file, saved by the browser.
    Download,
    /// Write the file's bytes, once.
    Upload,
}

impl Right {
    const fn byte(self) -> u8 {
        match self {
            Self::View => 1,
            Self::Download => 2,
            Self::Upload => 3,
        }
    }

    const fn of_byte(byte: u8) -> Option<Self> {
        match byte {
            1 => Some(Self::View),
            2 => Some(Self::Download),
            3 => Some(Self::Upload),
            _ => None,
        }
    }
}

/// One right to one file of one tenant, until some instant.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Grant {
    /// To do what.
    pub right: Right,
    /// Whose file.
    pub tenant: TenantId,
    /// Which.
    pub file: FileId,
    /// First instant at which it no longer holds; kept in whole milliseconds.
    pub expires_at: DateTime<Utc>,
}

/// What tokens are signed with.
#[derive(Clone, Copy)]
pub(super) struct Secret {
    pub(super) id: i32,
    pub(super) key: [u8; SECRET_BYTES],
}

/// A token that has the right form; what it claims is not known to be true.
pub(super) struct Unproved {
    claim: [u8; CLAIM_BYTES],
    mac: [u8; MAC_BYTES],
    grant: Grant,
    secret_id: i32,
}

/// The token of a right.
pub(super) fn sign(grant: &Grant, secret: &Secret) -> Result<String> {
    let mut token = Vec::with_capacity(CLAIM_BYTES + MAC_BYTES);
    token.push(VERSION);
    token.extend_from_slice(&secret.id.to_be_bytes());
    token.push(grant.right.byte());
    token.extend_from_slice(grant.tenant.as_uuid().as_bytes());
    token.extend_from_slice(grant.file.as_uuid().as_bytes());
    token.extend_from_slice(&grant.expires_at.timestamp_millis().to_be_bytes());
    let mac = mac_of(secret, &token)
        .ok_or_else(|| Error::internal(anyhow::anyhow!("the secret has no length of a key")))?;
    token.extend_from_slice(&mac.finalize().into_bytes());
    Ok(URL_SAFE_NO_PAD.encode(token))
}

fn mac_of(secret: &Secret, claim: &[u8]) -> Option<Hmac<Sha256>> {
    let mut mac = Hmac::<Sha256>::new_from_slice(&secret.key).ok()?;
    mac.update(claim);
    Some(mac)
}

impl Unproved {
    /// Takes a token apart; none where it is not of our form.
    pub(super) fn parse(token: &str) -> Option<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(token).ok()?;
        let (claim, mac) = bytes.split_first_chunk::<CLAIM_BYTES>()?;
        let (version, rest) = claim.split_first()?;
        let (secret_id, rest) = rest.split_first_chunk::<4>()?;
        let (right, rest) = rest.split_first()?;
        let (tenant, rest) = rest.split_first_chunk::<16>()?;
        let (file, expiry) = rest.split_first_chunk::<16>()?;
        let millis = i64::from_be_bytes(expiry.try_into().ok()?);
        let grant = Grant {
            right: Right::of_byte(*right)?,
            tenant: TenantId::from_uuid(Uuid::from_bytes(*tenant)),
            file: FileId::from_uuid(Uuid::from_bytes(*file)),
            expires_at: DateTime::from_timestamp_millis(millis)?,
        };
        (*version == VERSION).then_some(())?;
        Some(Self {
            claim: *claim,
            mac: mac.try_into().ok()?,
            grant,
            secret_id: i32::from_be_bytes(*secret_id),
        })
    }

    /// Which secret it claims to be signed with.
    pub(super) const fn secret_id(&self) -> i32 {
        self.secret_id
    }

    /// Whether it is over by its own word.
    pub(super) fn is_expired(&self, now: DateTime<Utc>) -> bool {
        self.grant.expires_at <= now
    }

    /// What it grants, if it was signed with that secret.
    pub(super) fn prove(&self, secret: &Secret) -> Option<Grant> {
        let mac = mac_of(secret, &self.claim)?;
        mac.verify_slice(&self.mac).ok().map(|()| self.grant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn grant() -> Grant {
        Grant {
            right: Right::View,
            tenant: TenantId::from_uuid(Uuid::from_u128(7)),
            file: FileId::from_uuid(Uuid::from_u128(8)),
            expires_at: DateTime::from_timestamp_millis(1_768_478_400_000).unwrap(),
        }
    }

    const SECRET: Secret = Secret {
        id: 3,
        key: [9; SECRET_BYTES],
    };

    #[test]
    fn a_token_gives_back_what_was_signed() {
        let token = sign(&grant(), &SECRET).unwrap();
        let unproved = Unproved::parse(&token).unwrap();
        assert_eq!(unproved.secret_id(), SECRET.id);
        assert_eq!(unproved.prove(&SECRET), Some(grant()));
        assert!(unproved.is_expired(grant().expires_at));
    }

    #[test]
    fn no_bit_of_a_token_can_be_changed() {
        let token = URL_SAFE_NO_PAD.decode(sign(&grant(), &SECRET).unwrap());
        let token = token.unwrap();
        for bit in 0..token.len() * 8 {
            let mut altered = token.clone();
            altered[bit / 8] ^= 1 << (bit % 8);
            let altered = URL_SAFE_NO_PAD.encode(altered);
            let proved = Unproved::parse(&altered).and_then(|token| token.prove(&SECRET));
            assert_eq!(proved, None, "bit {bit}");
        }
    }

    #[test]
    fn another_secret_and_another_length_prove_nothing() {
        let token = sign(&grant(), &SECRET).unwrap();
        let other = Secret {
            id: 3,
            key: [8; SECRET_BYTES],
        };
        assert_eq!(Unproved::parse(&token).unwrap().prove(&other), None);
        for wrong in ["", "A", &token[..token.len() - 4], &format!("{token}AAAA")] {
            let proved = Unproved::parse(wrong).and_then(|token| token.prove(&SECRET));
            assert_eq!(proved, None, "{wrong}");
        }
    }
}
