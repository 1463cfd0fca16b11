//! How a repository writes its postmortems, so that a new one looks like the others.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::model::topic::Topic;
use crate::source::syntax::Syntax;

/// How a repository writes its postmortems.
#[derive(Clone, Debug)]
pub struct Habits {
    /// The paths of its postmortems, relative to the repository, in their order.
    pub paths: Vec<Arc<str>>,
    /// What its incidents are referred to by.
    pub ids: Vec<String>,
    /// The format of front matter.
    pub syntax: Syntax,
    /// Canonical names with the keys they are stated under.
    pub keys: BTreeMap<String, String>,
    /// Topics with their headings.
    pub headings: Vec<(Topic, String)>,
    /// The topics that most postmortems have a section about.
    pub usual: Vec<Topic>,
    /// Whether the title stands as a heading over the text.
    pub is_titled: bool,
}

impl Default for Habits {
    fn default() -> Self {
        Self {
            paths: vec![],
            ids: vec![],
            syntax: Syntax::Yaml,
            keys: BTreeMap::new(),
            headings: vec![],
            usual: vec![],
            is_titled: true,
        }
    }
}
