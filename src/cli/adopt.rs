//! `sevlint adopt`: what a body states under labels, written as front matter that says the same.

use std::io;
use std::sync::Arc;

use crate::authoring::adopt::{Adoption, Obstacle, adopt as adoption_of};
use crate::authoring::incident::Incident;
use crate::diagnostic::about::Gravity;
use crate::diagnostic::language::Language;
use crate::lint::progress::Task;
use crate::lint::record::Detail;
use crate::lint::visit::{Visit, visit};
use crate::report::FORMATS;
use crate::report::look::Look;
use crate::report::terminal_text::name;
use crate::report::unified::{Change, Reader, render};
use crate::report::words::gravity;
use crate::rules::words::phrase::{and, counted};
use crate::source::replace::replace;

use super::args::AdoptArguments;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::progress::{Waiting, counted as counted_by};
use super::session::Session;
use super::streams::Streams;
use super::told_notes::tell_notes;
use super::unread::tell_unread;

/// One postmortem, and what is to be done with it.
struct File {
    path: Arc<str>,
    /// Its text as it is, if that is to be changed.
    before: String,
    adoption: Adoption,
    has_table: bool,
}

/// Shows what would change, or changes it.
///
/// # Errors
/// When the run cannot be made, or what it says cannot be written.
pub fn adopt(
    arguments: &AdoptArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let session = Session::open(&arguments.paths, &arguments.given, Detail::Brief, environment)?;
    let look = &look.linking(session.root.path(), environment.links.as_deref());
    let today = session.request.today;
    let waiting = Waiting { task: Task::Reading, given: &session.request.given, environment };
    let visited = waiting.shown(streams.err, |progress| {
        visit(&session.root, &counted_by(&session.request, progress), |visit| file(visit, today))
    });
    let visited = match visited {
        Ok(visited) => visited,
        Err(outcome) => {
            let text = FORMATS.iter().find(|format| format.name == "text");
            told(text.map_or(Ok(()), |format| (format.render)(&outcome, look, streams.out)))?;
            return Ok(Exit::Broken);
        }
    };
    let mut exit = Exit::Clean;
    let language = visited.language;
    let (note_word, error_word) = (gravity(Gravity::Note, language), gravity(Gravity::Error, language));
    tell_notes(&visited.notes, language, streams.err);
    tell_unread(&visited.unread, language, streams.err);
    if !visited.unread.is_empty() {
        exit = Exit::Broken;
    }
    let without_table = visited.answers.iter().filter(|file| !file.has_table).count();
    if without_table > 0 {
        let _ = writeln!(streams.err, "{note_word}: {}", no_table_words(without_table, language));
    }
    let mut count = Count::default();
    for file in &visited.answers {
        for note in notes(file, language) {
            let _ = writeln!(streams.err, "{note_word}: {note}");
        }
        match &file.adoption {
            Adoption::Needless => count.needless += 1,
            Adoption::LeftAlone(_) => count.left_alone += 1,
            Adoption::Adopted(adopted) if arguments.write => {
                if let Err(error) = replace(&session.root.join(&file.path), &adopted.text) {
                    let path = name(&file.path);
                    let _ = match language {
                        Language::English => {
                            writeln!(streams.err, "{error_word}: cannot write `{path}`: {error}")
                        }
                        Language::Japanese => {
                            writeln!(streams.err, "{error_word}: `{path}` に書き込めない: {error}")
                        }
                    };
                    exit = Exit::Broken;
                    continue;
                }
                let keys: Vec<_> = adopted.keys.iter().map(|key| name(key)).collect();
                told(writeln!(streams.out, "{}: {}", name(&file.path), keys.join(", ")))?;
                count.changed += 1;
            }
            Adoption::Adopted(adopted) => {
                // A diff for programs is exact; at a terminal nothing of a file may be obeyed.
                let reader = if environment.columns.is_some() { Reader::Terminal } else { Reader::Program };
                let change = Change { path: &file.path, before: &file.before, after: &adopted.text };
                told(render(change, reader, look, streams.out))?;
                count.changed += 1;
            }
        }
    }
    told(streams.out.flush())?;
    if !visited.answers.is_empty() {
        let done = if arguments.write { Done::Written } else { Done::Shown };
        let _ = writeln!(streams.err, "{}", count.words(done, language));
    }
    Ok(exit)
}

fn file(visit: Visit<'_>, today: jiff::civil::Date) -> File {
    let Visit { document, postmortem, words, table, zone, language, .. } = visit;
    let table_of = table.map(Arc::as_ref);
    let incident = Incident { document, postmortem, words, table: table_of, zone, today, language };
    let adoption = adoption_of(&incident);
    let is_changed = matches!(adoption, Adoption::Adopted(_));
    File {
        path: document.text.path().clone(),
        before: if is_changed { document.text.as_str().to_owned() } else { String::new() },
        adoption,
        has_table: table.is_some(),
    }
}

/// Whether the changes are made.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Done {
    Written,
    Shown,
}

/// What became of the postmortems.
#[derive(Default)]
struct Count {
    changed: usize,
    needless: usize,
    left_alone: usize,
}

impl Count {
    fn words(&self, done: Done, language: Language) -> String {
        match language {
            Language::English => self.english(done),
            Language::Japanese => self.japanese(done),
        }
    }

    fn japanese(&self, done: Done) -> String {
        let Self { changed, needless, left_alone } = *self;
        let mut parts = vec![];
        match done {
            _ if changed == 0 => {}
            Done::Written => parts.push(format!("{changed} ファイルを変更した")),
            Done::Shown => parts.push(format!("{changed} ファイルが変わる (`sevlint adopt --write` で変更)")),
        }
        if needless > 0 {
            parts.push(format!("{needless} ファイルは変更不要"));
        }
        if left_alone > 0 {
            parts.push(format!("{left_alone} ファイルはそのまま"));
        }
        parts.join("、")
    }

    fn english(&self, done: Done) -> String {
        let Self { changed, needless, left_alone } = *self;
        let mut others = vec![];
        if needless > 0 {
            let need = if needless == 1 { "needs" } else { "need" };
            others.push(format!("{} {need} nothing", counted(needless, "file")));
        }
        if left_alone > 0 {
            let are = if left_alone == 1 { "is" } else { "are" };
            others.push(format!("{} {are} left alone", counted(left_alone, "file")));
        }
        if changed == 0 {
            return and(&others);
        }
        let files = counted(changed, "file");
        let others = if others.is_empty() { String::new() } else { format!(" ({})", and(&others)) };
        match done {
            Done::Written => format!("{files} changed{others}"),
            Done::Shown => format!("{files} would change; `sevlint adopt --write` does it{others}"),
        }
    }
}

fn no_table_words(files: usize, language: Language) -> String {
    match language {
        Language::English => {
            let whose = counted(files, "postmortem");
            format!(
                "there is no SEV table for {whose}, so facts are not known; only fields that need no table are written"
            )
        }
        Language::Japanese => format!(
            "ポストモーテム {files} 件には SEV 表がないため、事実が分からない。SEV 表の要らないフィールドだけを書き出す"
        ),
    }
}

/// What is to be said of a file beside its change.
fn notes(file: &File, language: Language) -> Vec<String> {
    let path = name(&file.path);
    match &file.adoption {
        Adoption::Needless => vec![],
        Adoption::LeftAlone(obstacle) => {
            let (english, japanese) = match obstacle {
                Obstacle::Unclosed => ("its front matter is not closed", "フロントマターが閉じられていない"),
                Obstacle::Unopened => ("its front matter is not opened", "フロントマターの始まりがない"),
                Obstacle::Invalid => ("its front matter cannot be read", "フロントマターを読み取れない"),
                Obstacle::Differs => {
                    ("with front matter it would say something else", "フロントマターにすると意味が変わる")
                }
            };
            vec![match language {
                Language::English => format!("{path}: left alone, because {english}"),
                Language::Japanese => format!("{path}: {japanese}ため、変更しない"),
            }]
        }
        Adoption::Adopted(adopted) if adopted.left_out.is_empty() => vec![],
        Adoption::Adopted(adopted) => {
            let keys: Vec<_> = adopted.left_out.iter().map(|key| format!("`{}`", name(key))).collect();
            vec![match language {
                Language::English => format!("{path}: {} left to be written by hand", and(&keys)),
                Language::Japanese => format!("{path}: {} は手で書く必要がある", keys.join("、")),
            }]
        }
    }
}

/// Whoever reads may stop reading: `sevlint adopt | head`.
fn told(result: io::Result<()>) -> Result<(), Error> {
    match result {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => {
            Err(Error::Output(crate::source::obstacle::Obstacle::from(&error)))
        }
        _ => Ok(()),
    }
}
