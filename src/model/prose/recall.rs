//! What passages were found to claim, for whoever reads a text again and again while it is written: most of it stays as it
//! was.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::claim::Claim;

/// So many passages are kept; then it begins anew.
const MOST: usize = 4096;
/// A longer passage, in bytes, is not kept.
const LONGEST: usize = 8192;

/// What passages claim, by their text. Places are counted from where a passage begins.
#[derive(Debug, Default)]
pub struct Recall(Mutex<HashMap<Box<str>, Arc<[Claim]>>>);

impl Recall {
    /// What a passage claims, which is found out if it is not known.
    pub(super) fn of(&self, passage: &str, find_out: impl FnOnce() -> Vec<Claim>) -> Arc<[Claim]> {
        if passage.len() > LONGEST {
            return find_out().into();
        }
        // What a panic left behind is whole: it is only ever added to.
        let known = || self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(claims) = known().get(passage) {
            return claims.clone();
        }
        let claims: Arc<[Claim]> = find_out().into();
        let mut known = known();
        if known.len() >= MOST {
            known.clear();
        }
        known.insert(passage.into(), claims.clone());
        claims
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_known_is_not_found_out_again() {
        let recall = Recall::default();
        let mut times = 0;
        for passage in ["a", "b", "a", "a"] {
            recall.of(passage, || {
                times += 1;
                vec![]
            });
        }
        assert_eq!(times, 2);
        for index in 0..2 * MOST {
            recall.of(&index.to_string(), Vec::new);
        }
        assert!(recall.0.lock().unwrap().len() <= MOST);
    }
}
