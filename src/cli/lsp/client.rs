//! What a client can do, as it says at the beginning.

use std::path::PathBuf;

use lsp_types::{ClientCapabilities, CodeActionKind, MarkupKind};
use serde_json::{Value, json};

use crate::editor::action::FIX_ALL;
use crate::editor::address::path_of;
use crate::editor::encoding::Encoding;

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
        let said = params.get("capabilities").cloned().unwrap_or_default();
        let can: ClientCapabilities = serde_json::from_value(said).unwrap_or_default();
        let document = can.text_document.unwrap_or_default();
        let workspace = can.workspace.unwrap_or_default();
        let offered = can.general.and_then(|general| general.position_encodings);
        let resolved = document.code_action.and_then(|actions| actions.resolve_support);
        let formats = document.hover.and_then(|hover| hover.content_format).unwrap_or_default();
        Self {
            encoding: Encoding::agreed(offered.as_deref()),
            shows_related: document
                .publish_diagnostics
                .is_some_and(|shown| shown.related_information == Some(true)),
            shows_markdown: formats.contains(&MarkupKind::Markdown),
            resolves_edits: resolved
                .is_some_and(|resolved| resolved.properties.iter().any(|name| name == "edit")),
            watches: workspace
                .did_change_watched_files
                .is_some_and(|files| files.dynamic_registration == Some(true)),
            refreshes_hints: workspace.inlay_hint.is_some_and(|hints| hints.refresh_support == Some(true)),
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
                "completionProvider": { "triggerCharacters": [":", " ", "{", "[", ","] },
                "codeActionProvider": {
                    "codeActionKinds": [CodeActionKind::QUICKFIX, FIX_ALL],
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
        let watchers: Vec<Value> = globs.iter().map(|glob| json!({ "globPattern": glob })).collect();
        json!({ "registrations": [{
            "id": "files",
            "method": "workspace/didChangeWatchedFiles",
            "registerOptions": { "watchers": watchers },
        }] })
    }
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
