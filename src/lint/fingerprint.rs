//! Names of findings that stay the same when lines move, messages change or the policy does, and whatever else is looked at.

use std::collections::HashMap;
use std::hash::Hasher;

use siphasher::sip128::{Hasher128, SipHasher13};

use crate::diagnostic::diagnostic::Diagnostic;

/// Numbers findings that are alike: those of one file with one rule and one subject.
#[derive(Debug, Default)]
pub struct Ordinals {
    alike: HashMap<String, usize>,
}

impl Ordinals {
    /// The number of the next finding.
    pub fn next(&mut self, diagnostic: &Diagnostic) -> usize {
        let (rule, file, subject) = (diagnostic.about.id, diagnostic.file(), &diagnostic.subject);
        let ordinal = self.alike.entry(format!("{rule}\u{1f}{file}\u{1f}{subject}")).or_default();
        *ordinal += 1;
        *ordinal - 1
    }
}

/// The name of a finding: made of its rule, the incident's id and the folder of its project (else its path), its subject and
/// what it says of that, and its place among those that are alike.
#[must_use]
pub fn fingerprint(diagnostic: &Diagnostic, ordinal: usize, folder: &str) -> String {
    fingerprint_at(diagnostic, ordinal, folder, diagnostic.file())
}

/// What its name would be if it were of another file.
#[must_use]
pub fn fingerprint_at(diagnostic: &Diagnostic, ordinal: usize, folder: &str, path: &str) -> String {
    let (rule, subject) = (diagnostic.about.id, &diagnostic.subject);
    let about = diagnostic.incident.as_deref().unwrap_or(path);
    let mut key = format!("{rule}\u{1f}{about}\u{1f}{subject}\u{1f}{ordinal}");
    if !diagnostic.saying.is_empty() {
        key += &format!("\u{1f}says {}", diagnostic.saying);
    }
    // Projects number their incidents each for itself.
    if diagnostic.incident.is_some() && !folder.is_empty() {
        key += &format!("\u{1f}in {folder}");
    }
    let mut hasher = SipHasher13::new();
    hasher.write(key.as_bytes());
    format!("{:032x}", hasher.finish128().as_u128())
}
