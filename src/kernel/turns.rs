//! How many may do costly work at once: in all, and of each tenant.
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use super::id::TenantId;

/// Turns to be taken. Clones share them.
#[derive(Clone, Debug)]
pub struct Turns {
    all_max: usize,
    own_max: usize,
    /// Of each tenant that has any.
    taken: Arc<Mutex<HashMap<TenantId, usize>>>,
}

/// Why no turn is free.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Full {
    /// All are taken.
    All,
    /// This tenant has as many as it may.
    Own,
}

/// A turn; given back when it is dropped.
#[derive(Debug)]
pub struct Turn {
    turns: Turns,
    tenant: TenantId,
}

impl Turns {
    /// So many in all, and so many of one tenant.
    pub fn of(all_max: usize, own_max: usize) -> Self {
        Self {
            all_max,
            own_max,
            taken: Arc::default(),
        }
    }

    /// A turn, if one is free; nobody waits.
    pub fn take(&self, tenant: TenantId) -> Result<Turn, Full> {
        let mut taken = self.taken();
        if taken.get(&tenant).is_some_and(|own| *own >= self.own_max) {
            return Err(Full::Own);
        }
        if taken.values().sum::<usize>() >= self.all_max {
            return Err(Full::All);
        }
        *taken.entry(tenant).or_default() += 1;
        drop(taken);
        Ok(Turn {
            turns: self.clone(),
            tenant,
        })
    }

    fn taken(&self) -> MutexGuard<'_, HashMap<TenantId, usize>> {
        self.taken.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Turn {
    fn drop(&mut self) {
        let mut taken = self.turns.taken();
        if let Some(own) = taken.get_mut(&self.tenant) {
            *own = own.saturating_sub(1);
            if *own == 0 {
                taken.remove(&self.tenant);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use uuid::Uuid;

    use super::*;

    #[test]
    fn a_tenant_has_its_share_and_all_have_no_more_than_all() {
        let [one, other] = [1, 2].map(|n| TenantId::from_uuid(Uuid::from_u128(n)));
        let turns = Turns::of(3, 2);
        let (first, second) = (turns.take(one).unwrap(), turns.take(one).unwrap());
        assert_eq!(turns.take(one).unwrap_err(), Full::Own);
        let third = turns.take(other).unwrap();
        assert_eq!(turns.take(other).unwrap_err(), Full::All);
        drop(first);
        let fourth = turns.take(one).unwrap();
        assert_eq!(turns.take(one).unwrap_err(), Full::Own);
        drop((second, third, fourth));
        assert!(turns.taken().is_empty(), "nothing is kept of who left");
    }
}
