//! What a client is told, as the Language Server Protocol 3.17 has it. Only what this program says is here: what the protocol
//! leaves open, and is never said, has no field.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::address::Address;

/// `Position`: a place between two characters.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize, Serialize)]
pub struct Position {
    /// The line, from 0.
    pub line: u32,
    /// What lies before it in its line, as was agreed to count.
    pub character: u32,
}

impl Position {
    /// A place in a line.
    #[must_use]
    pub const fn new(line: u32, character: u32) -> Self {
        Self { line, character }
    }
}

/// `Range`: what stands between two places.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
pub struct Range {
    /// Where it begins.
    pub start: Position,
    /// Where it has ended.
    pub end: Position,
}

impl Range {
    /// What stands between two places.
    #[must_use]
    pub const fn new(start: Position, end: Position) -> Self {
        Self { start, end }
    }
}

/// `Location`: a part of a file.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Location {
    /// The file.
    pub uri: Address,
    /// Its part.
    pub range: Range,
}

/// `TextEdit`: a part of a text, and what is to stand there.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TextEdit {
    /// The part.
    pub range: Range,
    /// What is to stand there.
    pub new_text: String,
}

/// `WorkspaceEdit`: edits of several files.
#[derive(Debug, Serialize)]
pub struct WorkspaceEdit {
    /// The edits of each file.
    pub changes: BTreeMap<Address, Vec<TextEdit>>,
}

/// `MarkupContent`: a text that is shown.
#[derive(Debug, Serialize)]
pub struct MarkupContent {
    /// What it is written in.
    pub kind: MarkupKind,
    /// The text.
    pub value: String,
}

/// `MarkupKind`: what a text is written in.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum MarkupKind {
    /// It is shown as it is.
    PlainText,
    /// In Markdown.
    Markdown,
}

/// `Diagnostic`: a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Diagnostic {
    /// Where it is shown.
    pub range: Range,
    /// How grave it is.
    pub severity: DiagnosticSeverity,
    /// Its rule.
    pub code: &'static str,
    /// The page of its rule.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub code_description: Option<CodeDescription>,
    /// Whose finding it is.
    pub source: &'static str,
    /// What is wrong.
    pub message: String,
    /// Places that belong to it; none for a client that does not show them.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub related_information: Option<Vec<DiagnosticRelatedInformation>>,
    /// What else there is to say of its text, if anything.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tags: Option<Vec<DiagnosticTag>>,
}

/// `DiagnosticSeverity`: how grave a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "u8")]
pub enum DiagnosticSeverity {
    /// An error.
    Error = 1,
    /// A warning.
    Warning = 2,
    /// Something to know.
    Information = 3,
    /// Something that is only hinted at.
    Hint = 4,
}

impl From<DiagnosticSeverity> for u8 {
    fn from(severity: DiagnosticSeverity) -> Self {
        severity as Self
    }
}

/// `DiagnosticTag`: what else there is to say of the text of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(into = "u8")]
pub enum DiagnosticTag {
    /// It could go.
    Unnecessary = 1,
}

impl From<DiagnosticTag> for u8 {
    fn from(tag: DiagnosticTag) -> Self {
        tag as Self
    }
}

/// `CodeDescription`: the page of a rule.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CodeDescription {
    /// Where it is.
    pub href: Address,
}

/// `DiagnosticRelatedInformation`: a place that belongs to a finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DiagnosticRelatedInformation {
    /// The place.
    pub location: Location,
    /// What it has to do with the finding.
    pub message: String,
}

/// `Hover`: what is shown over a part of a text.
#[derive(Debug, Serialize)]
pub struct Hover {
    /// What is shown.
    pub contents: MarkupContent,
    /// The part.
    pub range: Range,
}

/// `InlayHint`: what is shown beside a text as if it stood there.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct InlayHint {
    /// Where it is shown.
    pub position: Position,
    /// What is shown.
    pub label: String,
    /// What is shown over it.
    pub tooltip: String,
    /// Whether there is room before it.
    pub padding_left: bool,
}

/// `CompletionItem`: something that may be written.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CompletionItem {
    /// What it is called.
    pub label: String,
    /// What sort of thing it is.
    pub kind: CompletionItemKind,
    /// What it is, in a few words.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
    /// What it means.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub documentation: Option<MarkupContent>,
    /// Whether it is what most likely is meant.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub preselect: Option<bool>,
    /// By what clients sort.
    pub sort_text: String,
    /// What clients compare with what has been written.
    pub filter_text: String,
    /// What is put into the text.
    pub text_edit: TextEdit,
}

/// `CompletionItemKind`: what sort of thing may be written.
#[derive(Clone, Copy, Debug, Serialize)]
#[serde(into = "u8")]
pub enum CompletionItemKind {
    /// A key.
    Field = 5,
    /// A word.
    Value = 12,
}

impl From<CompletionItemKind> for u8 {
    fn from(kind: CompletionItemKind) -> Self {
        kind as Self
    }
}

/// The `CodeActionKind` of what mends, or leaves alone, one finding.
pub const QUICK_FIX: &str = "quickfix";

/// `CodeAction`: something that can be done. It is only written: a client that asks for its edit is given back what it sends.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeAction {
    /// What is done.
    pub title: String,
    /// Its `CodeActionKind`.
    pub kind: &'static str,
    /// The findings that it is about.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub diagnostics: Option<Vec<Diagnostic>>,
    /// What it changes; none as long as that is not worked out, or if it cannot be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub edit: Option<WorkspaceEdit>,
    /// Whether it is the best that can be done.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub is_preferred: Option<bool>,
    /// Why it cannot be done, if it cannot.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub disabled: Option<CodeActionDisabled>,
    /// What `codeAction/resolve` has to know.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub data: Option<CodeActionData>,
}

impl CodeAction {
    /// What is done, and its kind; nothing else.
    #[must_use]
    pub const fn new(title: String, kind: &'static str) -> Self {
        Self { title, kind, diagnostics: None, edit: None, is_preferred: None, disabled: None, data: None }
    }
}

/// `CodeAction.disabled`: why an action cannot be done.
#[derive(Debug, Serialize)]
pub struct CodeActionDisabled {
    /// Why, in a sentence.
    pub reason: String,
}

/// `CodeAction.data`: what `codeAction/resolve` has to know of an action.
#[derive(Debug, Serialize)]
pub struct CodeActionData {
    /// The document that it changes.
    pub uri: Address,
}

#[cfg(test)]
mod tests {
    use super::*;

    const RANGE: Range = Range::new(Position::new(3, 10), Position::new(3, 15));
    const RANGE_SAID: &str = r#"{"start":{"line":3,"character":10},"end":{"line":3,"character":15}}"#;

    fn address() -> Address {
        Address::read("file:///r/a.md").unwrap()
    }

    /// Holds what a client is told against what the protocol has, in which `RANGE` stands for a range.
    fn assert_said(what: &impl Serialize, wanted: &str) {
        assert_eq!(serde_json::to_string(what).unwrap(), wanted.replace("RANGE", RANGE_SAID));
    }

    #[test]
    fn findings_are_said_as_the_protocol_has_them() {
        let bare = Diagnostic {
            range: RANGE,
            severity: DiagnosticSeverity::Error,
            code: "severity-understated",
            code_description: None,
            source: "sevlint",
            message: "a \"b\"\nc".to_owned(),
            related_information: None,
            tags: None,
        };
        assert_said(
            &bare,
            r#"{"range":RANGE,"severity":1,"code":"severity-understated","source":"sevlint","message":"a \"b\"\nc"}"#,
        );
        let location = Location { uri: address(), range: RANGE };
        let full = Diagnostic {
            severity: DiagnosticSeverity::Hint,
            code_description: Some(CodeDescription { href: address() }),
            message: String::new(),
            related_information: Some(vec![DiagnosticRelatedInformation {
                location,
                message: "m".to_owned(),
            }]),
            tags: Some(vec![DiagnosticTag::Unnecessary]),
            ..bare
        };
        assert_said(
            &full,
            concat!(
                r#"{"range":RANGE,"severity":4,"code":"severity-understated","#,
                r#""codeDescription":{"href":"file:///r/a.md"},"source":"sevlint","message":"","#,
                r#""relatedInformation":[{"location":{"uri":"file:///r/a.md","range":RANGE},"message":"m"}],"tags":[1]}"#,
            ),
        );
        assert_said(&[DiagnosticSeverity::Warning, DiagnosticSeverity::Information], "[2,3]");
    }

    #[test]
    fn answers_about_a_place_are_said_as_the_protocol_has_them() {
        let markup = |kind| MarkupContent { kind, value: "v".to_owned() };
        assert_said(
            &Hover { contents: markup(MarkupKind::Markdown), range: RANGE },
            r#"{"contents":{"kind":"markdown","value":"v"},"range":RANGE}"#,
        );
        let hint = InlayHint {
            position: Position::new(0, 7),
            label: "table: SEV-2".to_owned(),
            tooltip: "understated".to_owned(),
            padding_left: true,
        };
        assert_said(
            &hint,
            concat!(
                r#"{"position":{"line":0,"character":7},"label":"table: SEV-2","#,
                r#""tooltip":"understated","paddingLeft":true}"#,
            ),
        );
        let bare = CompletionItem {
            label: "id".to_owned(),
            kind: CompletionItemKind::Field,
            detail: None,
            documentation: None,
            preselect: None,
            sort_text: "0001".to_owned(),
            filter_text: "\"id".to_owned(),
            text_edit: TextEdit { range: RANGE, new_text: "id: ".to_owned() },
        };
        assert_said(
            &bare,
            concat!(
                r#"{"label":"id","kind":5,"sortText":"0001","filterText":"\"id","#,
                r#""textEdit":{"range":RANGE,"newText":"id: "}}"#,
            ),
        );
        let full = CompletionItem {
            kind: CompletionItemKind::Value,
            detail: Some("d".to_owned()),
            documentation: Some(markup(MarkupKind::PlainText)),
            preselect: Some(true),
            ..bare
        };
        assert_said(
            &full,
            concat!(
                r#"{"label":"id","kind":12,"detail":"d","documentation":{"kind":"plaintext","value":"v"},"#,
                r#""preselect":true,"sortText":"0001","filterText":"\"id","#,
                r#""textEdit":{"range":RANGE,"newText":"id: "}}"#,
            ),
        );
    }

    #[test]
    fn actions_are_said_as_the_protocol_has_them() {
        let edits = vec![TextEdit { range: RANGE, new_text: String::new() }];
        let fix = CodeAction {
            diagnostics: Some(vec![]),
            edit: Some(WorkspaceEdit { changes: BTreeMap::from([(address(), edits)]) }),
            is_preferred: Some(false),
            ..CodeAction::new("t".to_owned(), QUICK_FIX)
        };
        assert_said(
            &fix,
            concat!(
                r#"{"title":"t","kind":"quickfix","diagnostics":[],"#,
                r#""edit":{"changes":{"file:///r/a.md":[{"range":RANGE,"newText":""}]}},"isPreferred":false}"#,
            ),
        );
        let other = CodeAction {
            disabled: Some(CodeActionDisabled { reason: "r".to_owned() }),
            data: Some(CodeActionData { uri: address() }),
            ..CodeAction::new("t".to_owned(), QUICK_FIX)
        };
        assert_said(
            &other,
            r#"{"title":"t","kind":"quickfix","disabled":{"reason":"r"},"data":{"uri":"file:///r/a.md"}}"#,
        );
    }
}
