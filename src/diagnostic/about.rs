//! What there is to say about a rule, without the rule.

use serde::Serialize;

use super::language::Language;

/// How grave a finding is. Never called severity: that is an incident's.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Gravity {
    /// Worth knowing.
    Note,
    /// Worth an author's time.
    Warning,
    /// Wrong.
    Error,
}

impl Gravity {
    /// The word for it.
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// What can be mended about a finding without a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mending {
    /// Some findings come with a fix that never changes what the postmortem says.
    Safe,
    /// Some findings come with a fix that changes what the postmortem says, and that a person should look at.
    Unsafe,
    /// Nothing can be mended, for this reason.
    None(&'static str),
}

/// A rule's name and what people are told about it.
#[derive(Debug)]
pub struct About {
    /// Kebab-case, subject first: `severity-understated`.
    pub id: &'static str,
    /// What is wrong, in a line.
    pub summary: fn(Language) -> &'static str,
    /// The rule's page, Markdown.
    pub docs: &'static str,
    /// Unless the policy says otherwise.
    pub gravity: Gravity,
    /// What can be mended.
    pub mending: Mending,
}

impl About {
    /// The family: `severity` of `severity-understated`.
    #[must_use]
    pub fn family(&self) -> &'static str {
        ["front-matter"]
            .into_iter()
            .find(|family| self.id.starts_with(family))
            .unwrap_or_else(|| self.id.split('-').next().unwrap_or(self.id))
    }
}
