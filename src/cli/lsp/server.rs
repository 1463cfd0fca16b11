//! The server: what a client asks is answered, and what it changes is taken over.

use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use serde::Serialize;
use serde::de::DeserializeOwned;
use serde_json::Value;

use crate::cli::environment::Environment;
use crate::editor::action::{FIX_ALL, actions, fix_all};
use crate::editor::address::{Address, tidy};
use crate::editor::completion::completion;
use crate::editor::definition::definition;
use crate::editor::hover::hover;
use crate::editor::inlay::hints;
use crate::editor::view::View;
use crate::lint::project::Given;

use super::client::Client;
use super::message::{Code, Incoming, answer, tell};
use super::params::{
    CodeActionContext, CodeActionParams, DidChangeTextDocumentParams, DidOpenTextDocumentParams,
    InlayHintParams, OfferedAction, TextDocumentIdentifier, TextDocumentPositionParams,
};
use super::publish::Shelf;
use super::workspace::Workspace;

/// Where in its life a server is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Phase {
    /// Nobody has said who they are.
    Waiting,
    /// It serves.
    Serving,
    /// It was asked to come to an end.
    Ending,
}

/// The server.
#[derive(Debug)]
pub struct Server {
    phase: Phase,
    client: Client,
    workspace: Workspace,
    shelf: Shelf,
    given: Given,
    environment: Environment,
    /// What is to be sent.
    outbox: Vec<Value>,
    asked: usize,
    /// The files that the client watches because a project rests on them.
    watched_besides: BTreeSet<Arc<str>>,
}

type Answer = Result<Value, (Code, String)>;

impl Server {
    /// A server that nobody has spoken to yet.
    #[must_use]
    pub fn new(given: Given, environment: &Environment) -> Self {
        let client = Client::default();
        let workspace = Workspace::new(vec![], client.encoding, given.clone(), environment.today);
        Self {
            phase: Phase::Waiting,
            client,
            workspace,
            shelf: Shelf::default(),
            given,
            environment: environment.clone(),
            outbox: vec![],
            asked: 0,
            watched_besides: BTreeSet::new(),
        }
    }

    /// What is to be sent, which is then sent.
    pub fn take_outbox(&mut self) -> Vec<Value> {
        std::mem::take(&mut self.outbox)
    }

    /// Whether it was asked to come to an end before it was told to.
    #[must_use]
    pub fn was_shut_down(&self) -> bool {
        self.phase == Phase::Ending
    }

    /// Whether the client waits to be told what is found.
    #[must_use]
    pub fn owes_findings(&self) -> bool {
        self.phase == Phase::Serving && self.shelf.is_behind(&self.workspace)
    }

    /// Takes what a client says. A panic is answered, and ends nothing.
    pub fn take(&mut self, said: Incoming) {
        self.workspace.begin_day(self.environment.later().today);
        match said {
            Incoming::Request { id, method, params } => {
                let result = self.guarded(|server| server.request(&method, params));
                let result = result.unwrap_or_else(|| {
                    Err((
                        Code::Internal,
                        format!("sevlint stumbled over {method}; what it said stands in the log"),
                    ))
                });
                self.outbox.push(answer(&id, result));
            }
            Incoming::Notification { method, params } => {
                self.guarded(|server| server.notification(&method, params));
            }
            Incoming::Broken { id, code, message } => self.outbox.push(answer(&id, Err((code, message)))),
            Incoming::Answer => {}
        }
    }

    /// Tells the client what is found in the documents that have changed.
    pub fn tell_findings(&mut self) {
        self.workspace.begin_day(self.environment.later().today);
        self.guarded(|server| {
            let told = server.shelf.tell(&mut server.workspace, &server.client);
            server.outbox.extend(told);
            if std::mem::take(&mut server.workspace.has_new_hints) && server.client.refreshes_hints {
                server.ask("workspace/inlayHint/refresh", Value::Null);
            }
            server.watch_besides();
        });
    }

    /// Asks the client to watch the files that projects rest on, where they are others than it watches.
    fn watch_besides(&mut self) {
        let files = self.workspace.foundations();
        if !self.client.watches || files == self.watched_besides {
            return;
        }
        if !self.watched_besides.is_empty() {
            self.ask("client/unregisterCapability", Client::watching_others());
        }
        if !files.is_empty() {
            self.ask("client/registerCapability", Client::watching_besides(&files));
        }
        self.watched_besides = files;
    }

    /// Does something; none if it panics. What was known of projects may then be half done, and is forgotten.
    fn guarded<T>(&mut self, what: impl FnOnce(&mut Self) -> T) -> Option<T> {
        let done = catch_unwind(AssertUnwindSafe(|| what(self))).ok();
        if done.is_none() {
            self.workspace.forget();
            // A document that cannot be judged is not tried again before it changes.
            for document in self.workspace.documents.values_mut() {
                document.is_due = false;
            }
        }
        done
    }

    fn request(&mut self, method: &str, params: Value) -> Answer {
        match (self.phase, method) {
            (Phase::Waiting, "initialize") => {
                self.client = Client::read(&params);
                let folders = self.client.folders.clone();
                let (encoding, today) = (self.client.encoding, self.environment.today);
                self.workspace = Workspace::new(folders, encoding, self.given.clone(), today);
                self.phase = Phase::Serving;
                Ok(self.client.welcome())
            }
            (Phase::Waiting, _) => Err((Code::NotInitialized, "initialize comes first".to_owned())),
            (Phase::Serving, "initialize") => Err((Code::Invalid, "it is initialized".to_owned())),
            (Phase::Serving, "shutdown") => {
                self.phase = Phase::Ending;
                Ok(Value::Null)
            }
            (Phase::Serving, _) => self.answer(method, params),
            (Phase::Ending, _) => Err((Code::Invalid, "it is shut down".to_owned())),
        }
    }

    fn answer(&mut self, method: &str, params: Value) -> Answer {
        let in_markdown = self.client.shows_markdown;
        match method {
            "textDocument/hover" => {
                let place = read::<TextDocumentPositionParams>(params)?;
                self.at(&place, |view, offset| hover(view, offset, in_markdown))
            }
            "textDocument/definition" => {
                let place = read::<TextDocumentPositionParams>(params)?;
                self.at(&place, definition)
            }
            "textDocument/completion" => {
                let place = read::<TextDocumentPositionParams>(params)?;
                self.at(&place, |view, offset| Some(completion(view, offset)))
            }
            "textDocument/inlayHint" => {
                let asked = read::<InlayHintParams>(params)?;
                self.of(&asked.text_document, |view| Some(hints(view, asked.range)))
            }
            "textDocument/codeAction" => self.actions(read(params)?),
            "codeAction/resolve" => self.resolve(read(params)?),
            _ => Err((Code::UnknownMethod, format!("{method} is not known"))),
        }
    }

    fn notification(&mut self, method: &str, params: Value) {
        if self.phase != Phase::Serving {
            return;
        }
        match method {
            "initialized" if self.client.watches => self.ask("client/registerCapability", Client::watching()),
            "textDocument/didOpen" => {
                let Ok(opened) = read::<DidOpenTextDocumentParams>(params) else { return };
                let document = opened.text_document;
                self.workspace.open(document.uri.as_str(), Some(document.version), document.text);
            }
            "textDocument/didChange" => {
                let Ok(changed) = read::<DidChangeTextDocumentParams>(params) else { return };
                let address = changed.text_document.uri.as_str();
                let encoding = self.workspace.encoding;
                let Some(document) = self.workspace.documents.get_mut(address) else { return };
                document.change(changed.content_changes, encoding);
                document.version = Some(changed.text_document.version);
                self.workspace.has_changed(address);
            }
            "textDocument/didClose" => {
                let Some(address) = address_in(params.get("textDocument")) else { return };
                self.workspace.close(&address);
                self.shelf.close(&address);
            }
            "textDocument/didSave" => {
                let Some(address) = address_in(params.get("textDocument")) else { return };
                if address.ends_with("/sevlint.toml") {
                    self.workspace.forget();
                }
            }
            "workspace/didChangeWatchedFiles" => {
                let changes = params.get("changes").and_then(Value::as_array).into_iter().flatten();
                let addresses: Vec<String> = changes.filter_map(|change| address_in(Some(change))).collect();
                self.workspace.files_have_changed(&addresses);
            }
            _ => {}
        }
    }

    fn actions(&mut self, asked: CodeActionParams) -> Answer {
        let CodeActionParams { text_document, range, context: CodeActionContext { only } } = asked;
        let (resolves, shows_disabled) = (self.client.resolves_edits, self.client.shows_disabled);
        self.of(&text_document, |view| {
            let mut offered = actions(view, &text_document.uri, range, only.as_deref(), shows_disabled);
            if !resolves {
                // It takes longer than anybody waits for a menu: only for those who ask for nothing else.
                offered.retain(|action| action.kind != FIX_ALL || only.is_some());
                for action in offered.iter_mut().filter(|action| action.kind == FIX_ALL) {
                    action.edit = fix_all(view, &text_document.uri);
                }
            }
            Some(offered)
        })
    }

    /// An action is answered as it came; one that says whose safe fixes it makes, with its edit.
    fn resolve(&mut self, mut action: OfferedAction) -> Answer {
        // Some clients write null for what is not there, which the protocol does not know.
        action.rest.retain(|_, value| !value.is_null());
        let address = action.rest.get("data").and_then(|data| data.get("uri")).and_then(Value::as_str);
        if let Some(uri) = address.and_then(Address::read) {
            action.rest.remove("edit");
            let view = self.workspace.view(uri.as_str());
            if let Some(edit) = view.and_then(|view| fix_all(&view, &uri)) {
                action.rest.insert("edit".to_owned(), shown(Some(edit))?);
            }
        }
        shown(Some(action))
    }

    /// Answers about a place of a document; with nothing, if it is not open or no file.
    fn at<T: Serialize>(
        &mut self,
        place: &TextDocumentPositionParams,
        ask: impl FnOnce(&View<'_>, usize) -> Option<T>,
    ) -> Answer {
        self.of(&place.text_document, |view| ask(view, view.ruler.offset(place.position)))
    }

    fn of<T: Serialize>(
        &mut self,
        document: &TextDocumentIdentifier,
        ask: impl FnOnce(&View<'_>) -> Option<T>,
    ) -> Answer {
        let view = self.workspace.view(document.uri.as_str());
        shown(view.and_then(|view| ask(&view)))
    }

    fn ask(&mut self, method: &str, params: Value) {
        self.asked += 1;
        self.outbox.push(tell(Some(&format!("sevlint-{}", self.asked)), method, params));
    }
}

/// The parameters of a method.
fn read<T: DeserializeOwned>(params: Value) -> Result<T, (Code, String)> {
    serde_json::from_value(params).map_err(|error| (Code::Parameters, error.to_string()))
}

fn address_in(document: Option<&Value>) -> Option<String> {
    document?.get("uri")?.as_str().map(tidy)
}

fn shown<T: Serialize>(result: Option<T>) -> Answer {
    serde_json::to_value(result).map_err(|error| (Code::Internal, error.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::ToSpan;
    use jiff::civil::date;
    use serde_json::json;
    use std::sync::atomic::{AtomicI64, Ordering};

    #[test]
    fn the_day_is_that_of_each_judging() {
        static HOURS: AtomicI64 = AtomicI64::new(0);
        let home = tempfile::tempdir().unwrap();
        std::fs::create_dir_all(home.path().join("postmortems")).unwrap();
        std::fs::create_dir_all(home.path().join(".git")).unwrap();
        std::fs::write(home.path().join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
        let environment = Environment {
            folder: home.path().to_path_buf(),
            today: date(2026, 11, 22),
            clock: Some(|| date(2026, 11, 22).at(20, 0, 0, 0) + HOURS.load(Ordering::SeqCst).hours()),
            ..Environment::default()
        };
        let mut server = Server::new(Given::default(), &environment);
        server.take(Incoming::Request {
            id: json!(1),
            method: "initialize".to_owned(),
            params: json!({ "capabilities": {} }),
        });
        let uri = format!("file://{}/postmortems/a.md", home.path().canonicalize().unwrap().display());
        let text = "---\nid: 1\nstarted_at: 2026-12-01T10:00Z\n---\n";
        let document = json!({ "uri": uri, "languageId": "markdown", "version": 1, "text": text });
        server.take(Incoming::Notification {
            method: "textDocument/didOpen".to_owned(),
            params: json!({ "textDocument": document }),
        });
        let mut told = || {
            server.tell_findings();
            server.take_outbox().pop().map(|told| told.to_string())
        };
        assert!(told().is_some_and(|told| told.contains("time-in-future")));
        assert_eq!(told(), None);
        HOURS.store(24 * 20, Ordering::SeqCst);
        assert!(told().is_some_and(|told| !told.contains("time-in-future")));
    }

    #[test]
    fn a_panic_ends_nothing() {
        let environment = Environment {
            folder: std::env::temp_dir(),
            today: date(2026, 11, 22),
            colour: false,
            columns: None,
            asks: false,
            ..Environment::default()
        };
        let mut server = Server::new(Given::default(), &environment);
        let ask = |server: &mut Server, method: &str, params: Value| {
            server.take(Incoming::Request { id: json!(1), method: method.to_owned(), params });
            server.take_outbox().pop().unwrap()
        };
        ask(&mut server, "initialize", json!({ "capabilities": {} }));
        assert_eq!(server.guarded(|_| -> u8 { panic!("this panic belongs to a test") }), None);
        let place =
            json!({ "textDocument": { "uri": "untitled:1" }, "position": { "line": 0, "character": 0 } });
        assert_eq!(ask(&mut server, "textDocument/hover", place)["result"], Value::Null);
        assert_eq!(ask(&mut server, "textDocument/hover", json!({}))["error"]["code"], -32602);
        assert_eq!(ask(&mut server, "no/such", json!({}))["error"]["code"], -32601);
    }
}
