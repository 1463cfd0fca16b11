//! `sevlint new`: one more postmortem, with what is known filled in and placeholders for the rest.

use std::path::{Path, PathBuf};

use crate::authoring::naming::{Newcomer, nearest_to, next_id, numbered_path, path_for};
use crate::authoring::new_postmortem::NewPostmortem;
use crate::diagnostic::about::Gravity;
use crate::diagnostic::language::Language;
use crate::insight::classification::Classification;
use crate::lint::reach::project_folder;
use crate::lint::record::Detail;
use crate::lint::select::{is_markdown, is_record};
use crate::model::fact::Fact;
use crate::report::classification_words;
use crate::report::terminal_text::name;
use crate::report::typed_path::typed_path;
use crate::report::words::gravity;
use crate::rules::words::phrase::{and, or};
use crate::rules::words::share_words::ambiguous_shares;
use crate::source::create::{Created, create};
use crate::source::globs::Globs;
use crate::source::obstacle::Obstacle;
use crate::space::budget::Budget;
use crate::table::spelling::Spelled;
use crate::table::table::Table;

use super::args::NewArguments;
use super::classify_fault::ClassifyFault;
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::habits_here::{habits, survey};
use super::new_fault::NewFault;
use super::new_place::{left_out, with_asked_ending};
use super::project_here::TableHere;
use super::session::Session;
use super::streams::{Streams, finished};
use super::typed_facts::{refused as facts_refused, stated};

/// So many files of one name are tried.
const MOST_NUMBERS: usize = 99;

/// Writes a postmortem, and says what it made of the facts.
///
/// # Errors
/// When there is no table, or what was typed cannot be used, or the file cannot be written.
pub fn new(
    arguments: &NewArguments,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let session = Session::open(&[], &arguments.given, Detail::Brief, environment)?;
    let here = TableHere::find(&session)?;
    let wanted = Wanted {
        title: &arguments.title,
        level: arguments.level.as_deref(),
        facts: stated(&arguments.facts, &here)?,
        id: arguments.id.as_deref(),
        path: arguments.path.as_deref().map(|path| environment.folder.join(path)),
    };
    write(&wanted, &session, &here, streams)
}

/// What is to be written.
#[derive(Debug)]
pub struct Wanted<'w> {
    /// What happened, as typed.
    pub title: &'w str,
    /// The level, as typed.
    pub level: Option<&'w str>,
    /// What is known, in the order of the table's facts.
    pub facts: Vec<Fact>,
    /// What the incident is referred to by.
    pub id: Option<&'w str>,
    /// Where it is to stand.
    pub path: Option<PathBuf>,
}

/// Writes a postmortem.
///
/// # Errors
/// As [`new`].
pub fn write(
    wanted: &Wanted<'_>,
    session: &Session,
    here: &TableHere,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let refused = |fault| Error::New(fault, here.language);
    let title = one_line(wanted.title);
    if title.is_empty() {
        return Err(refused(NewFault::NoTitle));
    }
    let (level, ground) = level(wanted, here)?;
    let survey = survey(session, &here.folder)?;
    let mut habits = habits(&survey);
    let today = session.request.today;
    let id = wanted.id.map(one_line).filter(|id| !id.is_empty()).or_else(|| next_id(&habits.ids, today));
    let folder = here.usual_folder();
    let start = session.root.relative(session.root.start()).unwrap_or_default();
    let paths = std::mem::take(&mut habits.paths);
    let paths = nearest_to(&start, &paths);
    let at = |id: &str| path_for(&paths, &folder, Newcomer { title: &title, id, today });
    let path = match &wanted.path {
        Some(place) => given_path(place, session, here)?,
        None => {
            let usual = at(id.as_deref().unwrap_or_default());
            free_path(&usual, here.postmortems.as_ref(), session)
        }
    };
    if std::fs::symlink_metadata(session.root.join(&path)).is_ok() {
        return Err(refused(NewFault::Exists(path)));
    }
    // As `incident-duplicated` compares them: within a project.
    let owner = project_folder(&session.root, &path);
    let of_owner = if owner == here.folder { None } else { Some(self::survey(session, &owner)?) };
    let others = of_owner.as_ref().unwrap_or(&survey);
    let taken = |id: &str| {
        let mut known = others.ids.iter().zip(&others.ids_in);
        known.find(|(known, _)| known.trim().to_lowercase() == id.to_lowercase())
    };
    let id = match id {
        Some(id) => id,
        None => free_id(id_of(&path), &|id| taken(id).is_none()),
    };
    if let Some((id, path)) = taken(&id) {
        return Err(refused(NewFault::IdTaken { id: id.clone(), path: path.to_string() }));
    }
    let postmortem = NewPostmortem {
        table: &here.table,
        words: &here.words,
        habits: &habits,
        title: &title,
        id: Some(&id),
        level,
        facts: &wanted.facts,
        zone: &here.zone,
        today,
        language: here.language,
    };
    let text = postmortem.text();
    let made = create(&session.root.join(&path), &text);
    match made {
        Err(error) => return Err(Error::Write { path, reason: Obstacle::from(&error) }),
        Ok(Created::Before) => return Err(refused(NewFault::Exists(path))),
        Ok(Created::Now) => {}
    }
    if let Ground::Against(possible) = &ground {
        let note = gravity(Gravity::Warning, here.language);
        let _ = writeln!(
            streams.err,
            "{note}: {}",
            against(level_id(&here.table, level), possible, here.language)
        );
    }
    for (declaration, _, share) in ambiguous_shares(&here.table.facts, &wanted.facts) {
        let note = gravity(Gravity::Note, here.language);
        let _ = writeln!(streams.err, "{note}: {}", name(&share.line(&declaration.name, here.language)));
    }
    if let Some(left_out) = left_out(&path, &text, session) {
        let word = gravity(Gravity::Warning, here.language);
        let _ = writeln!(streams.err, "{word}: {}", left_out.words(&path, here.language));
    }
    let typed = typed_path(&path, &start);
    let said = said(&path, &typed, level_id(&here.table, level), &ground, here.language);
    let told = writeln!(streams.out, "{said}").and_then(|()| streams.out.flush());
    finished(told)
}

/// What a level rests on.
#[derive(Debug)]
enum Ground {
    /// Nothing: no level is declared.
    Nothing,
    /// It was asked for, and nothing speaks against it.
    Asked,
    /// The facts leave no other.
    Facts,
    /// The facts leave no other, once these are what the table assumes.
    Assumed(String),
    /// The facts leave these; it is the most severe of them.
    Worst(Vec<String>),
    /// It was asked for, and the facts allow only these.
    Against(Vec<String>),
}

fn level(wanted: &Wanted<'_>, here: &TableHere) -> Result<(Option<usize>, Ground), Error> {
    let table = &here.table;
    let found = Classification::of(table, wanted.facts.clone(), &mut Budget::default());
    let found = found.map_err(|_| facts_refused(ClassifyFault::TooComplex, here))?;
    let possible = &found.possible;
    let ids = || possible.levels.iter().map(|level| level_id(table, Some(*level)).to_owned()).collect();
    if let Some(typed) = wanted.level {
        let Spelled::Level { level, .. } = table.spelled(typed) else {
            let levels = table.levels.iter().map(|level| level.id.text.clone()).collect();
            return Err(Error::New(NewFault::Level { typed: typed.to_owned(), levels }, here.language));
        };
        let is_possible = possible.levels.contains(&level) || possible.levels.is_empty();
        return Ok((Some(level), if is_possible { Ground::Asked } else { Ground::Against(ids()) }));
    }
    if wanted.facts.iter().all(|fact| fact.value.is_none()) {
        return Ok((None, Ground::Nothing));
    }
    let assumed = found.assuming.as_ref().and_then(|assuming| Some((assuming, assuming.possible.only()?)));
    if let (None, Some((assuming, level))) = (possible.only(), assumed) {
        let facts = classification_words::assumed(table, assuming, here.language);
        return Ok((Some(level), Ground::Assumed(facts)));
    }
    Ok(match (possible.only(), possible.levels.first()) {
        (Some(level), _) => (Some(level), Ground::Facts),
        (None, Some(worst)) => (Some(*worst), Ground::Worst(ids())),
        (None, None) => (None, Ground::Nothing),
    })
}

fn level_id(table: &Table, level: Option<usize>) -> &str {
    level.and_then(|level| table.levels.get(level)).map_or("", |level| level.id.text.as_str())
}

fn given_path(place: &Path, session: &Session, here: &TableHere) -> Result<String, Error> {
    let outside = |_| Error::Outside {
        path: place.display().to_string(),
        root: session.root.path().display().to_string(),
    };
    let path = session.root.relative(place).map_err(outside)?.to_string();
    if !is_markdown(&path) {
        return Err(Error::New(NewFault::NotMarkdown(path), here.language));
    }
    Ok(path)
}

/// The first path of that name at which nothing is, with the ending that the patterns ask for.
fn free_path(path: &str, asked: Option<&Globs>, session: &Session) -> String {
    let is_free = |path: &String| std::fs::symlink_metadata(session.root.join(path)).is_err();
    let numbered = (2..=MOST_NUMBERS).map(|number| numbered_path(path, number));
    let mut paths =
        std::iter::once(path.to_owned()).chain(numbered).map(|path| with_asked_ending(path, asked));
    paths.find(is_free).unwrap_or_else(|| with_asked_ending(path.to_owned(), asked))
}

/// The first id of that name that is free.
fn free_id(id: String, is_free: &dyn Fn(&str) -> bool) -> String {
    let mut numbered = (2..=MOST_NUMBERS).map(|number| format!("{id}-{number}"));
    if is_free(&id) { id } else { numbered.find(|id| is_free(id)).unwrap_or(id) }
}

/// The name of a file, or of the folder it has for itself, as an id.
fn id_of(path: &str) -> String {
    let mut parts = path.rsplit('/');
    let name = parts.next().unwrap_or_default();
    let stem = name.split('.').next().unwrap_or(name);
    let own = if is_record(name) { parts.next().unwrap_or(stem) } else { stem };
    own.to_owned()
}

fn one_line(text: &str) -> String {
    crate::authoring::key_line::one_line(text)
}

fn against(level: &str, possible: &[String], language: Language) -> String {
    match language {
        Language::English => format!("{level} is declared, and the facts make it {}", or(possible)),
        Language::Japanese => format!("宣言は {level} だが、事実が許すのは {}", possible.join("、")),
    }
}

fn said(path: &str, typed: &str, level: &str, ground: &Ground, language: Language) -> String {
    let (path, typed) = (name(path), name(typed));
    let english = language == Language::English;
    let mut lines =
        vec![if english { format!("wrote {path}") } else { format!("{path} を書き込んだ") }];
    lines.extend(match (ground, language) {
        (Ground::Nothing, Language::English) => {
            Some("no level yet: declare one when you know more, or ask `sevlint classify`".to_owned())
        }
        (Ground::Nothing, Language::Japanese) => {
            Some("レベルはまだない。分かり次第宣言するか、`sevlint classify` で調べる".to_owned())
        }
        (Ground::Asked | Ground::Against(_), _) => None,
        (Ground::Facts, Language::English) => Some(format!("{level}, by the facts")),
        (Ground::Facts, Language::Japanese) => Some(format!("{level} (事実による)")),
        (Ground::Assumed(facts), Language::English) => {
            Some(format!("{level}, if {facts}, as the table assumes"))
        }
        (Ground::Assumed(facts), Language::Japanese) => {
            Some(format!("{level} (SEV 表の仮定どおり {facts} であれば)"))
        }
        (Ground::Worst(possible), Language::English) => {
            Some(format!("{level}, the most severe of what the facts allow: {}", and(possible)))
        }
        (Ground::Worst(possible), Language::Japanese) => {
            Some(format!("{level} (事実が許す {} のうち最も重い)", possible.join("、")))
        }
    });
    lines.push(match language {
        Language::English => format!(
            "\nnext: fill in what is left (`sevlint check {typed}` lists it), and take out `status: draft` when it is finished"
        ),
        Language::Japanese => format!(
            "\n次の手順: 残りを埋める (`sevlint check {typed}` で一覧できる)。書き終えたら `status: draft` を消す"
        ),
    });
    lines.join("\n")
}
