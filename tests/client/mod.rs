//! A client of the language server that does what it is told to: it opens documents in a copy of a fixture, sends what it is
//! given, and keeps what comes back.

#![allow(dead_code, reason = "each test binary uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test stops where something fails")]
#![allow(clippy::needless_pass_by_value, reason = "messages are written where they are sent")]

use std::collections::VecDeque;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::Duration;

use serde_json::{Value, json};
use tempfile::TempDir;

/// Nothing takes as long as this, not on the slowest machine.
const LONGEST: Duration = Duration::from_mins(1);

/// A copy of a fixture, as a repository in a folder of its own.
pub struct World {
    _home: TempDir,
    pub folder: PathBuf,
}

impl World {
    /// A copy of the repository of a fixture.
    pub fn of(fixture: &str) -> Self {
        let world = Self::empty();
        copy(&Path::new("fixtures").join(fixture).join("repo"), &world.folder);
        world
    }

    /// A repository without files.
    pub fn empty() -> Self {
        let home = tempfile::tempdir().unwrap();
        let folder = fs::canonicalize(home.path()).unwrap().join("the repo");
        fs::create_dir_all(folder.join(".git")).unwrap();
        fs::write(folder.join(".git/HEAD"), "ref: refs/heads/main\n").unwrap();
        Self { _home: home, folder }
    }

    pub fn write(&self, path: &str, text: &str) -> &Self {
        let place = self.folder.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, text).unwrap();
        self
    }

    pub fn read(&self, path: &str) -> String {
        fs::read_to_string(self.folder.join(path)).unwrap()
    }

    /// What clients call a file.
    pub fn address(&self, path: &str) -> String {
        let mut address = "file://".to_owned();
        for byte in self.folder.join(path).to_str().unwrap().bytes() {
            match byte {
                b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'/' | b'-' | b'.' | b'_' => {
                    address.push(byte.into());
                }
                _ => address += &format!("%{byte:02X}"),
            }
        }
        address
    }
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap() {
        let (path, to) = (entry.as_ref().unwrap().path(), to.join(entry.as_ref().unwrap().file_name()));
        if path.is_dir() {
            copy(&path, &to);
        } else {
            fs::copy(path, to).unwrap();
        }
    }
}

/// A client with the server that it started.
pub struct Client<'w> {
    pub world: &'w World,
    server: Child,
    input: Option<ChildStdin>,
    output: Receiver<Value>,
    kept: VecDeque<Value>,
    asked: i64,
}

impl<'w> Client<'w> {
    /// Starts a server, and says nothing to it.
    pub fn silent(world: &'w World) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_sevlint"))
            .args(["lsp", "--as-of", "2026-11-22"])
            .current_dir(&world.folder)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (sender, output) = channel();
        let mut out = BufReader::new(server.stdout.take().unwrap());
        thread::spawn(move || {
            while let Some(message) = next_message(&mut out) {
                if sender.send(message).is_err() {
                    return;
                }
            }
        });
        let input = server.stdin.take();
        Self { world, server, input, output, kept: VecDeque::new(), asked: 0 }
    }

    /// Starts a server, and tells it what the client can.
    pub fn start(world: &'w World, capabilities: Value) -> Self {
        let mut client = Self::silent(world);
        let root = world.address("");
        let params = json!({ "processId": null, "rootUri": root, "capabilities": capabilities });
        client.ask("initialize", params).unwrap();
        client.tell("initialized", json!({}));
        client
    }

    /// A client that can what most can, and counts in UTF-16.
    pub fn usual(world: &'w World) -> Self {
        Self::start(
            world,
            json!({ "textDocument": {
                "publishDiagnostics": { "relatedInformation": true },
                "hover": { "contentFormat": ["markdown"] },
                "codeAction": { "disabledSupport": true, "resolveSupport": { "properties": ["edit"] } },
            } }),
        )
    }

    /// Sends some bytes as they are.
    pub fn send_bytes(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    /// Sends a message.
    pub fn send(&mut self, message: &Value) {
        let text = message.to_string();
        self.send_bytes(format!("Content-Length: {}\r\n\r\n{text}", text.len()).as_bytes());
    }

    /// Tells something that is not answered.
    pub fn tell(&mut self, method: &str, params: Value) {
        self.send(&json!({ "jsonrpc": "2.0", "method": method, "params": params }));
    }

    /// Asks something, and waits for the answer: the result, or the code of the error.
    pub fn ask(&mut self, method: &str, params: Value) -> Result<Value, i64> {
        let id = self.ask_only(method, params);
        self.answer(&json!(id))
    }

    /// Asks something, and does not wait.
    pub fn ask_only(&mut self, method: &str, params: Value) -> i64 {
        self.asked += 1;
        let id = self.asked;
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        id
    }

    /// Waits for an answer.
    pub fn answer(&mut self, id: &Value) -> Result<Value, i64> {
        let answer = self.wait(|message| message.get("id") == Some(id) && message.get("method").is_none());
        match answer.get("error") {
            Some(error) => Err(error["code"].as_i64().unwrap()),
            None => Ok(answer["result"].clone()),
        }
    }

    /// Waits for the first message of a kind; the others are kept.
    pub fn wait(&mut self, is_meant: impl Fn(&Value) -> bool) -> Value {
        if let Some(at) = self.kept.iter().position(&is_meant) {
            return self.kept.remove(at).unwrap();
        }
        loop {
            let message = self.output.recv_timeout(LONGEST).unwrap();
            if is_meant(&message) {
                return message;
            }
            self.kept.push_back(message);
        }
    }

    /// Opens a file with the text that it has on the disk.
    pub fn open(&mut self, path: &str) -> String {
        let text = self.world.read(path);
        self.open_as(path, &text);
        text
    }

    /// Opens a file with a text.
    pub fn open_as(&mut self, path: &str, text: &str) {
        let document =
            json!({ "uri": self.world.address(path), "languageId": "markdown", "version": 1, "text": text });
        self.tell("textDocument/didOpen", json!({ "textDocument": document }));
    }

    /// Gives a document another text.
    pub fn change(&mut self, path: &str, version: i64, text: &str) {
        self.change_by(path, version, &json!([{ "text": text }]));
    }

    pub fn change_by(&mut self, path: &str, version: i64, changes: &Value) {
        let document = json!({ "uri": self.world.address(path), "version": version });
        self.tell("textDocument/didChange", json!({ "textDocument": document, "contentChanges": changes }));
    }

    /// Waits until it is told what is found in a version of a document (`-1`: of a file that is not open).
    pub fn findings(&mut self, path: &str, version: i64) -> Vec<Value> {
        let address = self.world.address(path);
        let message = self.wait(|message| {
            message["method"] == "textDocument/publishDiagnostics"
                && message["params"]["uri"] == address.as_str()
                && message["params"]["version"].as_i64().unwrap_or(-1) == version
        });
        message["params"]["diagnostics"].as_array().unwrap().clone()
    }

    /// Asks about a place: a line and a column from 0, as the client counts.
    pub fn at(&mut self, method: &str, path: &str, (line, character): (usize, usize)) -> Value {
        let params = json!({
            "textDocument": { "uri": self.world.address(path) },
            "position": { "line": line, "character": character },
        });
        self.ask(method, params).unwrap()
    }

    /// The actions that are offered for all of a document.
    pub fn actions(&mut self, path: &str, only: &Value) -> Vec<Value> {
        let mut context = json!({ "diagnostics": [] });
        if !only.is_null() {
            context["only"] = only.clone();
        }
        let params = json!({
            "textDocument": { "uri": self.world.address(path) },
            "range": range(0, 0, 99_999, 0),
            "context": context,
        });
        self.ask("textDocument/codeAction", params).unwrap().as_array().unwrap().clone()
    }

    /// The labels of what may be written at a place, each with what is put there.
    pub fn offers(&mut self, path: &str, place: (usize, usize)) -> Vec<(String, String)> {
        let items = self.at("textDocument/completion", path, place);
        let text = |value: &Value| value.as_str().unwrap().to_owned();
        let offer = |item: &Value| (text(&item["label"]), text(&item["textEdit"]["newText"]));
        let mut items: Vec<&Value> = items.as_array().into_iter().flatten().collect();
        items.sort_by_key(|item| text(&item["sortText"]));
        items.into_iter().map(offer).collect()
    }

    /// Ends the server as clients do. Its exit code.
    pub fn end(mut self) -> i32 {
        self.ask("shutdown", Value::Null).unwrap();
        self.tell("exit", Value::Null);
        self.server.wait().unwrap().code().unwrap()
    }

    /// Closes the input, and waits for the end. The exit code.
    pub fn hang_up(mut self) -> i32 {
        self.input = None;
        self.server.wait().unwrap().code().unwrap()
    }

    /// What was sent and nobody waited for.
    pub fn rest(&mut self) -> Vec<Value> {
        self.kept.extend(self.output.try_iter());
        self.kept.drain(..).collect()
    }

    /// Whether the server has ended by itself; its exit code.
    pub fn exit(&mut self) -> i32 {
        self.server.wait().unwrap().code().unwrap()
    }
}

impl Drop for Client<'_> {
    fn drop(&mut self) {
        self.input = None;
        let _ = self.server.kill();
        let _ = self.server.wait();
    }
}

/// A range of the protocol.
pub fn range(line: usize, character: usize, end_line: usize, end_character: usize) -> Value {
    json!({
        "start": { "line": line, "character": character },
        "end": { "line": end_line, "character": end_character },
    })
}

/// The rules of findings, in order.
pub fn rules(findings: &[Value]) -> Vec<&str> {
    findings.iter().map(|finding| finding["code"].as_str().unwrap()).collect()
}

/// The place of a word in a text, from 0, counted in UTF-16; `into` characters further on.
pub fn place(text: &str, word: &str, into: usize) -> (usize, usize) {
    let at = text.find(word).unwrap_or_else(|| panic!("no {word}"));
    let before = &text[..at];
    let line = before.matches('\n').count();
    let column = before.rsplit('\n').next().unwrap().encode_utf16().count();
    (line, column + into)
}

/// A text with edits of the protocol made, which count in UTF-16.
pub fn edited(text: &str, edits: &[Value]) -> String {
    let offset = |position: &Value| {
        let number = |key: &str| usize::try_from(position[key].as_u64().unwrap()).unwrap();
        let (line, character) = (number("line"), number("character"));
        let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
        let mut units = 0;
        let within = text[start..].char_indices().find(|(_, c)| {
            let is_there = units >= character;
            units += c.len_utf16();
            is_there
        });
        within.map_or(text.len(), |(at, _)| start + at)
    };
    let mut edits: Vec<(usize, usize, &str)> = edits
        .iter()
        .map(|edit| {
            let range = &edit["range"];
            (offset(&range["start"]), offset(&range["end"]), edit["newText"].as_str().unwrap())
        })
        .collect();
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.0));
    let mut text = text.to_owned();
    for (start, end, new) in edits {
        text.replace_range(start..end, new);
    }
    text
}

/// The edits of an action in a document.
pub fn edits(action: &Value, address: &str) -> Vec<Value> {
    action["edit"]["changes"][address].as_array().unwrap().clone()
}

fn next_message(out: &mut impl BufRead) -> Option<Value> {
    let mut length = None;
    loop {
        let mut line = String::new();
        if out.read_line(&mut line).ok()? == 0 {
            return None;
        }
        match line.trim_end() {
            "" => break,
            header => length = header.strip_prefix("Content-Length: ").map(|length| length.parse().unwrap()),
        }
    }
    let mut bytes = vec![0; length.unwrap()];
    out.read_exact(&mut bytes).ok()?;
    Some(serde_json::from_slice(&bytes).unwrap())
}
