//! What a client says of documents, as the Language Server Protocol 3.17 has it. Only what this program reads is here; whatever
//! else a client says, as the language of a document, is nothing to it.

use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::editor::address::Address;
use crate::editor::protocol::{Position, Range};

/// `TextDocumentIdentifier`: a document.
#[derive(Debug, Deserialize)]
pub struct TextDocumentIdentifier {
    /// Its address.
    pub uri: Address,
}

/// `TextDocumentPositionParams`: a place of a document, about which a client asks.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct TextDocumentPositionParams {
    /// The document.
    pub text_document: TextDocumentIdentifier,
    /// The place.
    pub position: Position,
}

/// `InlayHintParams`: a part of a document, the hints of which are asked for.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InlayHintParams {
    /// The document.
    pub text_document: TextDocumentIdentifier,
    /// Its part.
    pub range: Range,
}

/// `CodeActionParams`: for what actions are asked.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeActionParams {
    /// The document.
    pub text_document: TextDocumentIdentifier,
    /// Its part.
    pub range: Range,
    /// Which actions.
    #[serde(default)]
    pub context: CodeActionContext,
}

/// `CodeActionContext`: which actions are asked for. The findings that come with it are ours, or nothing to us.
#[derive(Debug, Default, Deserialize)]
pub struct CodeActionContext {
    /// Their kinds, each a `CodeActionKind`; all, if it is not said.
    pub only: Option<Vec<String>>,
}

/// `CodeAction`: an action that a client was offered, as it sends it back with `codeAction/resolve`.
#[derive(Debug, Deserialize, Serialize)]
pub struct OfferedAction {
    /// What is done.
    pub title: String,
    /// All else, whatever it is: the client is to get it back, but for a null.
    #[serde(flatten)]
    pub rest: Map<String, Value>,
}

/// `DidOpenTextDocumentParams`: a document was opened.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DidOpenTextDocumentParams {
    /// The document.
    pub text_document: TextDocumentItem,
}

/// `TextDocumentItem`: a document with its text.
#[derive(Debug, Deserialize)]
pub struct TextDocumentItem {
    /// Its address.
    pub uri: Address,
    /// Its version, as the client counts.
    pub version: i32,
    /// Its text.
    pub text: String,
}

/// `DidChangeTextDocumentParams`: the text of a document was changed.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct DidChangeTextDocumentParams {
    /// The document.
    pub text_document: VersionedTextDocumentIdentifier,
    /// The changes, one after the other.
    pub content_changes: Vec<TextDocumentContentChangeEvent>,
}

/// `VersionedTextDocumentIdentifier`: a version of a document.
#[derive(Debug, Deserialize)]
pub struct VersionedTextDocumentIdentifier {
    /// Its address.
    pub uri: Address,
    /// The version, as the client counts.
    pub version: i32,
}

/// `TextDocumentContentChangeEvent`: a change of a text.
#[derive(Debug, Deserialize)]
pub struct TextDocumentContentChangeEvent {
    /// The part that was changed; none if all of it was.
    pub range: Option<Range>,
    /// What stands there now.
    pub text: String,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::DeserializeOwned;
    use serde_json::json;

    fn read<T: DeserializeOwned>(said: &Value) -> Option<T> {
        serde_json::from_value(said.clone()).ok()
    }

    #[test]
    fn a_place_has_a_document_a_line_and_a_column() {
        let place = |place: Value| json!({ "textDocument": { "uri": "file:///a b.md" }, "position": place });
        let said = place(json!({ "line": 4_294_967_295_u32, "character": 0, "more": 1 }));
        let read_place = read::<TextDocumentPositionParams>(&said).unwrap();
        assert_eq!(read_place.text_document.uri.as_str(), "file:///a%20b.md");
        assert_eq!(read_place.position, Position::new(u32::MAX, 0));
        for wrong in [
            json!(null),
            json!({ "line": 1 }),
            json!({ "line": -1, "character": 0 }),
            json!({ "line": 0, "character": 4_294_967_296_u64 }),
            json!({ "line": 0.5, "character": 0 }),
            json!({ "line": "1", "character": 0 }),
        ] {
            let read = read::<TextDocumentPositionParams>(&place(wrong.clone()));
            assert!(read.is_none(), "{wrong}");
        }
        let nowhere = json!({ "textDocument": {}, "position": { "line": 0, "character": 0 } });
        assert!(read::<TextDocumentPositionParams>(&nowhere).is_none());
    }

    #[test]
    fn a_change_without_a_part_is_of_the_whole_text() {
        let part = json!({ "start": { "line": 1, "character": 2 }, "end": { "line": 1, "character": 3 } });
        let range = Range::new(Position::new(1, 2), Position::new(1, 3));
        for (said, wanted) in [
            (json!({ "range": part, "rangeLength": 1, "text": "x" }), Some(Some(range))),
            (json!({ "range": null, "text": "x" }), Some(None)),
            (json!({ "text": "x" }), Some(None)),
            (json!({ "range": part }), None),
            (json!({ "range": { "start": part["start"] }, "text": "x" }), None),
        ] {
            let change = read::<TextDocumentContentChangeEvent>(&said);
            assert_eq!(change.map(|change| change.range), wanted, "{said}");
        }
    }

    #[test]
    fn an_action_is_sent_back_with_all_that_is_said_of_it() {
        let said = json!({
            "title": "Write `data_loss`",
            "kind": "quickfix",
            "diagnostics": [{ "range": {}, "message": "m", "data": { "of": ["another", 7] } }],
            "command": { "title": "x", "command": "y" },
            "unknown": null,
        });
        assert_eq!(serde_json::to_value(read::<OfferedAction>(&said)).unwrap(), said);
        for wrong in [json!(null), json!([]), json!({ "kind": "quickfix" }), json!({ "title": 7 })] {
            assert!(read::<OfferedAction>(&wrong).is_none(), "{wrong}");
        }
    }

    #[test]
    fn kinds_of_actions_need_not_be_said() {
        let document = json!({ "uri": "file:///a.md" });
        let place = json!({ "line": 0, "character": 0 });
        let mut said = json!({ "textDocument": document, "range": { "start": place, "end": place } });
        let only = |said: &Value| read::<CodeActionParams>(said).map(|params| params.context.only);
        assert_eq!(only(&said), Some(None));
        for (context, wanted) in [
            (json!({ "diagnostics": [7] }), Some(None)),
            (json!({ "only": ["a", "b"] }), Some(Some(vec!["a".to_owned(), "b".to_owned()]))),
            (json!({ "only": "a" }), None),
            (json!(null), None),
        ] {
            said["context"] = context;
            assert_eq!(only(&said), wanted, "{said}");
        }
    }
}
