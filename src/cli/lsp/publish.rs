//! What a client is told of findings: for each document that is open, and for what keeps a project from being loaded.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use crate::editor::address::address_of;
use crate::editor::encoding::Ruler;
use crate::editor::finding::{not_judged, paths, plain, shown};
use crate::editor::protocol::Diagnostic as Shown;
use crate::lint::desk::Desk;
use crate::source::listed::Listed;
use crate::source::load::load;
use crate::source::text::Text;

use super::client::Client;
use super::message::tell;
use super::workspace::Workspace;

/// What a client has been told.
#[derive(Debug, Default)]
pub struct Shelf {
    /// Files that are not open, with what is found in them.
    elsewhere: BTreeMap<String, Vec<Shown>>,
    /// Documents that were closed since.
    closed: Vec<String>,
}

impl Shelf {
    /// A document was closed: nothing is found in it any more.
    pub fn close(&mut self, address: &str) {
        self.closed.push(address.to_owned());
    }

    /// Whether there is something to tell.
    #[must_use]
    pub fn is_behind(&self, workspace: &Workspace) -> bool {
        !self.closed.is_empty() || workspace.documents.values().any(|document| document.is_due)
    }

    /// What there is to tell.
    pub fn tell(&mut self, workspace: &mut Workspace, client: &Client) -> Vec<Value> {
        let mut told: Vec<Value> = vec![];
        for address in std::mem::take(&mut self.closed) {
            if !workspace.documents.contains_key(&address) {
                told.push(message(&address, None, &[]));
            }
        }
        // To judge one may outdate others, at most once: what they keep for each other is known then.
        for _ in 0..2 {
            for address in workspace.due() {
                let mut found = vec![];
                if let Some(view) = workspace.view(&address) {
                    found = shown(&view, client.shows_related);
                    found.extend(not_judged(&view));
                }
                let Some(document) = workspace.documents.get_mut(&address) else { continue };
                document.is_due = false;
                told.push(message(&address, document.version, &found));
            }
        }
        let mut now: BTreeMap<String, Vec<Shown>> = BTreeMap::new();
        for desk in workspace.desks() {
            for path in paths(desk.trouble()) {
                if workspace.address_of(desk.root(), &path).is_none() {
                    now.insert(address_of(&desk.root().join(&path)), trouble(desk, &path, workspace));
                }
            }
        }
        let solved = self.elsewhere.keys().filter(|address| !now.contains_key(*address));
        let solved = solved.filter(|address| !workspace.documents.contains_key(*address));
        told.extend(solved.map(|address| message(address, None, &[])));
        let new = now.iter().filter(|(address, found)| self.elsewhere.get(*address) != Some(*found));
        told.extend(new.map(|(address, found)| message(address, None, found)));
        self.elsewhere = now;
        told
    }
}

/// What is wrong with a file that keeps a project from being loaded.
fn trouble(desk: &Desk, path: &str, workspace: &Workspace) -> Vec<Shown> {
    let text = load(desk.root(), &Listed::named(path), u64::MAX);
    let text = text.as_ref().map(Text::as_str).unwrap_or_default();
    let ruler = Ruler::new(text, workspace.encoding);
    let here = desk.trouble().iter().filter(|finding| &*finding.diagnostic.place.path == path);
    here.map(|finding| plain(finding, &ruler, desk.language())).collect()
}

#[expect(clippy::indexing_slicing, reason = "a key that an object does not have is added to it")]
fn message(address: &str, version: Option<i32>, found: &[Shown]) -> Value {
    let mut params = json!({ "uri": address, "diagnostics": found });
    if let Some(version) = version {
        params["version"] = json!(version);
    }
    tell(None, "textDocument/publishDiagnostics", params)
}
