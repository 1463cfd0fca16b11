//! `sevlint lsp`: the language server's loop. It reads on one thread and answers on another; what is found is told once no
//! message waits, so that a thousand changes are judged as one.

mod client;
mod documents;
mod message;
mod params;
mod publish;
mod server;
mod wire;
mod workspace;

use std::collections::VecDeque;
use std::io::{BufReader, Read, Write};
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::thread;
use std::time::{Duration, Instant};

use serde_json::Value;

use crate::lint::record::Detail;
use crate::source::obstacle::Obstacle;

use super::args::LspArguments;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::session::Session;
use super::streams::Streams;

use message::{Code, Incoming, answer};
use server::Server;
use wire::Frame;

/// So many messages wait at most; then it is the client that waits.
const MOST_WAITING: usize = 1024;
/// So long it waits for another message before it tells what is found: keys are hit faster than sentences are read.
const PAUSE: Duration = Duration::from_millis(1);
/// While messages come without a pause, what is found is told at least so often.
const LONGEST_SILENCE: Duration = Duration::from_millis(250);

/// Serves a client until it says `exit`, or says nothing any more.
///
/// # Errors
/// When a file that the command line names is not there, or nothing can be written.
pub fn lsp(
    arguments: &LspArguments,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let given = Session::open(&[], &arguments.given, Detail::Full, environment)?;
    // A day that is named stays what it is.
    let clock = environment.clock.filter(|_| arguments.given.as_of.is_none());
    let environment = Environment { today: given.request.today, clock, ..environment.clone() };
    let server = Server::new(given.request.given, &environment);
    let (sender, messages) = sync_channel(MOST_WAITING);
    let Streams { input, out, .. } = streams;
    let input: &mut (dyn Read + Send) = *input;
    let result = thread::scope(|scope| {
        scope.spawn(move || listen(input, &sender));
        serve(server, &messages, *out)
    });
    match result {
        Ok(true) => Ok(Exit::Clean),
        Ok(false) => Ok(Exit::Findings),
        Err(error) => Err(Error::Output(Obstacle::from(&error))),
    }
}

/// Hands over what comes, until `exit` or the end.
fn listen(input: &mut (dyn Read + Send), messages: &SyncSender<Incoming>) {
    let mut input = BufReader::new(input);
    loop {
        let said = match wire::read(&mut input) {
            Ok(Frame::Message(bytes)) => Incoming::read(&bytes),
            Ok(Frame::Broken(why)) => {
                Incoming::Broken { id: Value::Null, code: Code::Parse, message: why.to_owned() }
            }
            Ok(Frame::End) | Err(_) => return,
        };
        let is_last = matches!(&said, Incoming::Notification { method, .. } if method == "exit");
        if messages.send(said).is_err() || is_last {
            return;
        }
    }
}

/// Answers what comes. Whether it ended as it should: asked to shut down first, and then told to exit.
fn serve(mut server: Server, messages: &Receiver<Incoming>, out: &mut dyn Write) -> std::io::Result<bool> {
    let mut waiting: VecDeque<Incoming> = VecDeque::new();
    let mut silent_since = Instant::now();
    loop {
        if waiting.is_empty() {
            let next = if server.owes_findings() {
                messages.recv_timeout(PAUSE)
            } else {
                silent_since = Instant::now();
                messages.recv().map_err(|_| RecvTimeoutError::Disconnected)
            };
            match next {
                Ok(said) => waiting.push_back(said),
                Err(RecvTimeoutError::Timeout) => {
                    server.tell_findings();
                    send(&mut server, out)?;
                    continue;
                }
                Err(RecvTimeoutError::Disconnected) => {
                    server.tell_findings();
                    send(&mut server, out)?;
                    return Ok(server.was_shut_down());
                }
            }
        }
        while let Ok(said) = messages.try_recv() {
            match cancelled(&said, &mut waiting) {
                Some(id) => {
                    let refusal = (Code::Cancelled, "cancelled".to_owned());
                    wire::write(out, &answer(&id, Err(refusal)))?;
                }
                None => waiting.push_back(said),
            }
        }
        let Some(said) = waiting.pop_front() else { continue };
        if matches!(&said, Incoming::Notification { method, .. } if method == "exit") {
            return Ok(server.was_shut_down());
        }
        server.take(said);
        if server.owes_findings() && silent_since.elapsed() > LONGEST_SILENCE {
            server.tell_findings();
            silent_since = Instant::now();
        }
        send(&mut server, out)?;
    }
}

fn send(server: &mut Server, out: &mut dyn Write) -> std::io::Result<()> {
    server.take_outbox().iter().try_for_each(|message| wire::write(out, message))
}

/// The request that waits and is not wanted any more, if that is what is said. It is taken out of those that wait.
fn cancelled(said: &Incoming, waiting: &mut VecDeque<Incoming>) -> Option<Value> {
    let Incoming::Notification { method, params } = said else { return None };
    let wanted = params.get("id").filter(|_| method == "$/cancelRequest")?;
    let is_it = |said: &Incoming| matches!(said, Incoming::Request { id, .. } if id == wanted);
    let at = waiting.iter().position(is_it)?;
    waiting.remove(at);
    Some(wanted.clone())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn what_waits_and_is_not_wanted_any_more_is_taken_out() {
        let request =
            |id: i32| Incoming::Request { id: json!(id), method: "x".to_owned(), params: Value::Null };
        let cancel = |id: i32| Incoming::Notification {
            method: "$/cancelRequest".to_owned(),
            params: json!({ "id": id }),
        };
        let mut waiting = VecDeque::from([request(1), request(2)]);
        assert_eq!(cancelled(&cancel(2), &mut waiting), Some(json!(2)));
        assert_eq!(cancelled(&cancel(7), &mut waiting), None);
        assert_eq!(cancelled(&request(1), &mut waiting), None);
        assert_eq!(waiting, [request(1)]);
    }
}
