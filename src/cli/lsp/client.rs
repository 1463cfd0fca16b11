//! What a client can do, as it says at the beginning.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use serde_json::{Value, json};

use crate::editor::action::FIX_ALL;
use crate::editor::address::path_of;
use crate::editor::encoding::Encoding;
use crate::editor::protocol::QUICK_FIX;

/// The method by which a client tells that files have changed.
const WATCHED: &str = "workspace/didChangeWatchedFiles";

/// The registration of the files besides those that are called as always.
const BESIDES: &str = "files-besides";

/// What a client can do.
#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is something that a client can or cannot")]
pub struct Client {
    /// How it counts.
    pub encoding: Encoding,
    /// Whether it shows places that belong to a finding.
    pub shows_related: bool,
    /// Whether it shows Markdown over a place.
    pub shows_markdown: bool,
    /// Whether it asks for the edit of an action once somebody wants it.
    pub resolves_edits: bool,
    /// Whether it shows actions that cannot be made, with the reason.
    pub shows_disabled: bool,
    /// Whether it can be asked to watch files.
    pub watches: bool,
    /// Whether it can be told that hints have changed.
    pub refreshes_hints: bool,
    /// The folders it has open.
    pub folders: Vec<PathBuf>,
}

impl Client {
    /// What the parameters of `initialize` say. What is not said, or not as the protocol has it, it cannot.
    #[must_use]
    pub fn read(params: &Value) -> Self {
        let can = |path: &str| params.get("capabilities").and_then(|can| can.pointer(path));
        let is = |path: &str| can(path) == Some(&Value::Bool(true));
        let names = |path: &str| -> Vec<&str> {
            can(path).and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str).collect()
        };
        Self {
            encoding: Encoding::agreed(&names("/general/positionEncodings")),
            shows_related: is("/textDocument/publishDiagnostics/relatedInformation"),
            shows_markdown: names("/textDocument/hover/contentFormat").contains(&"markdown"),
            resolves_edits: names("/textDocument/codeAction/resolveSupport/properties").contains(&"edit"),
            shows_disabled: is("/textDocument/codeAction/disabledSupport"),
            watches: is("/workspace/didChangeWatchedFiles/dynamicRegistration"),
            refreshes_hints: is("/workspace/inlayHint/refreshSupport"),
            folders: folders(params),
        }
    }

    /// What is answered to `initialize`.
    #[must_use]
    pub fn welcome(&self) -> Value {
        json!({
            "serverInfo": { "name": "sevlint", "version": env!("CARGO_PKG_VERSION") },
            "capabilities": {
                "positionEncoding": self.encoding.kind(),
                "textDocumentSync": { "openClose": true, "change": 2, "save": { "includeText": false } },
                "hoverProvider": true,
                "definitionProvider": true,
                "inlayHintProvider": true,
                "completionProvider": { "triggerCharacters": [":", " ", "{", "[", ",", "\"", "#"] },
                "codeActionProvider": {
                    "codeActionKinds": [QUICK_FIX, FIX_ALL],
                    "resolveProvider": true,
                },
            },
        })
    }

    /// What is to be watched: what a project is made from, and its postmortems.
    #[must_use]
    pub fn watching() -> Value {
        let globs =
            ["**/*.{md,markdown,mdx,qmd}", "**/sevlint.toml", "**/.gitignore", "**/sev.{yaml,yml,toml,json}"];
        registration("files", globs.into_iter().map(str::to_owned))
    }

    /// What is to be watched besides: files (relative to a repository, with `/`) that projects call their tables, or the file of
    /// their known findings.
    #[must_use]
    pub fn watching_besides(files: &BTreeSet<Arc<str>>) -> Value {
        registration(BESIDES, files.iter().map(|file| format!("**/{}", as_glob(file))))
    }

    /// That the files besides are others now.
    #[must_use]
    pub fn watching_others() -> Value {
        json!({ "unregisterations": [{ "id": BESIDES, "method": WATCHED }] })
    }
}

fn registration(id: &str, globs: impl Iterator<Item = String>) -> Value {
    let watchers: Vec<Value> = globs.map(|glob| json!({ "globPattern": glob })).collect();
    json!({ "registrations": [{ "id": id, "method": WATCHED, "registerOptions": { "watchers": watchers } }] })
}

/// A glob that matches a path. What has a meaning in globs may be any character there, for not every client knows escapes.
fn as_glob(path: &str) -> String {
    path.replace(['*', '?', '[', ']', '{', '}', '!', ',', '\\'], "?")
}

fn folders(params: &Value) -> Vec<PathBuf> {
    let several = params.get("workspaceFolders").and_then(Value::as_array).into_iter().flatten();
    let named = several.filter_map(|folder| folder.get("uri")).chain(params.get("rootUri"));
    let named: Vec<PathBuf> = named.filter_map(Value::as_str).filter_map(path_of).collect();
    if !named.is_empty() {
        return named;
    }
    params.get("rootPath").and_then(Value::as_str).map(PathBuf::from).into_iter().collect()
}
