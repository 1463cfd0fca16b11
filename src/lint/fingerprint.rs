//! Names of findings that stay the same when lines move, messages change or the policy does.

use std::collections::HashMap;
use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher13};

use crate::diagnostic::diagnostic::Diagnostic;

/// Gives each finding its name: made of its rule, the incident's id (else its path), its subject, and its place among
/// those that are alike.
#[derive(Debug, Default)]
pub struct Fingerprints {
    alike: HashMap<String, usize>,
}

impl Fingerprints {
    /// The name of the next finding.
    pub fn next(&mut self, diagnostic: &Diagnostic) -> String {
        let about = diagnostic.incident.as_deref().unwrap_or(&diagnostic.place.path);
        let key = format!("{}\u{1f}{about}\u{1f}{}", diagnostic.about.id, diagnostic.subject);
        let ordinal = self.alike.entry(key.clone()).or_default();
        let name = hash(&format!("{key}\u{1f}{ordinal}"));
        *ordinal += 1;
        name
    }
}

fn hash(text: &str) -> String {
    let mut hasher = SipHasher13::new();
    hasher.write(text.as_bytes());
    format!("{:032x}", hasher.finish128().as_u128())
}
