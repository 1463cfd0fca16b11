//! `sevlint init`: the first files of a repository that has none. It looks at the postmortems that are there, and touches nothing.

use jiff::tz::TimeZone;

use crate::authoring::new_postmortem::NewPostmortem;
use crate::authoring::settings::Settings;
use crate::authoring::sketched_level::SketchedLevel;
use crate::authoring::table_text::fitted;
use crate::diagnostic::language::Language;
use crate::insight::proposal::{Proposal, declared_levels, propose};
use crate::insight::survey::Survey;
use crate::lint::config::CONFIG_FILE;
use crate::lint::progress::Task;
use crate::lint::spoken::configured_in;
use crate::model::vocabulary::Vocabulary;
use crate::source::nearest::nearest;
use crate::table::presets::{PRESETS, Preset, preset};
use crate::table::table::Table;

use super::args::{GivenArguments, InitArguments};
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::habits_here::habits;
use super::init_files::{Place, beside, make, make_table, not_used, to_be_named};
use super::init_folder::{settled_above, settled_in};
use super::init_look::{EMPTY, Looked, look};
use super::init_rubric_words::{carried, refused};
use super::init_sketch::{Sketch, declaring, loaded, taken};
use super::init_words::{Source, made_of, next, required, seen};
use super::progress::{Waiting, counted};
use super::project_here::{project_in, tables_below};
use super::session::Session;
use super::streams::{Streams, finished};
use super::tables_below::{Asked, TablesBelow};
use super::unread::tell_unread;

/// Looks at what is there, and writes the table, a template of postmortems and a configuration into the current folder, as far
/// as they are not there.
///
/// # Errors
/// When no preset has that name, or a file cannot be written.
pub fn init(
    arguments: &InitArguments,
    environment: &Environment,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let asked = arguments.preset.as_deref().map(preset_named).transpose()?;
    let given = GivenArguments { table: None, config: None, as_of: arguments.as_of.clone() };
    let (session, folder, moved) = settled_in(&given, environment)?;
    let settled = configured_in(&session.root, &folder);
    if asked.is_none() {
        beside_others(&session, &folder, settled.unwrap_or_default())?;
    }
    let first = asked.unwrap_or(default_preset(settled.unwrap_or_default()));
    let waiting = Waiting { task: Task::Reading, given: &session.request.given, environment };
    let mut shown = |table: &Table| {
        waiting.shown(streams.err, |progress| {
            let session =
                Session { root: session.root.clone(), request: counted(&session.request, progress) };
            look(&session, &folder, table)
        })
    };
    let mut looked = shown(&loaded(first.text)?);
    let mut language = settled.unwrap_or(language_of(first));
    if asked.is_none() && settled.is_none() && is_japanese(&looked) {
        language = Language::Japanese;
        looked = shown(&loaded(default_preset(language).text)?);
    }
    // Facts of a preset that is not taken mean nothing here.
    if !matches!(Plan::of(&looked, asked, language)?.source, Source::Preset(_)) {
        looked = shown(&loaded(&format!("---\n{EMPTY}---\n"))?);
    }
    tell_unread(&looked.bugs, settled.unwrap_or_default(), streams.err);
    let plan = Plan::of(&looked, asked, language)?;
    let sketch = &plan.sketch;
    let table = loaded(&sketch.table)?;
    let mut said = vec![];
    said.extend(moved.map(|up| settled_above(&up, language)));
    said.extend(seen(&looked, asked.is_some(), &sketch.proposal, &sketch.facts, language));
    said.extend(plan.refused.as_deref().map(|why| refused(&looked, why, language)));
    if !said.is_empty() {
        said.push(String::new());
    }
    let here = session.root.join(&folder);
    let (is_new, mut line) = make_table(&here, plan.place, &sketch.table, language)?;
    if is_new {
        line += &made_of(&plan.source, language);
    }
    said.push(line);
    if let Place::Beside(plain) = plan.place {
        said.push(beside(plain, language));
    }
    if is_new {
        if let (Source::Rubric(_), Some(rubric)) = (plan.source, &looked.rubric) {
            said.extend(carried(rubric, &sketch.levels, language));
        }
        said.extend(required(&sketch.proposal, language));
    } else if let Some(preset) = asked {
        said.push(not_used(preset.name, &plan.place.path(), language));
    }
    let template_path = plan.template_path(&folder);
    let written = template(&looked, &table, language, &session);
    said.push(make(&here, &template_path, &written, language)?.1);
    let (is_set, line) = make(&here, CONFIG_FILE, &plan.settings(&session).text(), language)?;
    said.push(line);
    // Where a file that is called as a table is stands before it, the table is found by its name only.
    if looked.plain.is_some() && !is_set && !matches!(plan.place, Place::Before(_)) {
        said.extend(to_be_named(&here.join(CONFIG_FILE), &plan.place.path(), language));
    }
    said.push(next(&plan.place.path(), &template_path, language));
    let told = writeln!(streams.out, "{}", said.join("\n")).and_then(|()| streams.out.flush());
    finished(told)
}

/// Whether most postmortems declare levels that a preset does not know.
fn are_others(survey: &Survey, of_preset: &Proposal) -> bool {
    let all: usize = survey.levels.values().map(|tally| tally.files).sum();
    let unmapped: usize = of_preset.unmapped.iter().map(|(_, files)| files).sum();
    unmapped * 2 > all && all * 2 > survey.postmortems()
}

/// Refuses to write a table unasked at the root of projects that have their own, where there is nothing of sevlint yet.
fn beside_others(session: &Session, folder: &str, language: Language) -> Result<(), Error> {
    let is_settled = session.root.is_file(&format!("{folder}{CONFIG_FILE}"))
        || !project_in(session, folder)
            .is_ok_and(|project| project.tables.is_empty() && project.rivals.is_empty());
    match tables_below(session) {
        projects if !is_settled && !projects.is_empty() => {
            Err(Error::Below(TablesBelow { projects, asked: Asked::Init }, language))
        }
        _ => Ok(()),
    }
}

/// Whether people here write Japanese: in their postmortems, else in their severity table, else in most of what they
/// write, or in the name of the folder of postmortems.
fn is_japanese(looked: &Looked) -> bool {
    if looked.survey.postmortems() > 0 {
        return looked.survey.is_japanese();
    }
    match &looked.rubric {
        Some(rubric) => rubric.is_japanese(),
        None => looked.is_japanese || looked.empty_folder.as_ref().is_some_and(|name| !name.is_ascii()),
    }
}

/// What is to be written.
struct Plan<'p> {
    source: Source<'p>,
    sketch: Sketch,
    place: Place<'p>,
    /// Why the levels that are there were not taken, where they make no table.
    refused: Option<String>,
    looked: &'p Looked,
    language: Language,
}

impl<'p> Plan<'p> {
    /// A table for people comes first, unless a preset was asked for; then the levels that are declared, where the preset does
    /// not know them.
    fn of(looked: &'p Looked, asked: Option<&'static Preset>, language: Language) -> Result<Self, Error> {
        let preset = asked.unwrap_or(default_preset(language));
        let place = |source: &Source<'_>| match (&looked.table, &looked.plain) {
            (Some(table), _) => Place::File(table),
            (None, None) => Place::File("SEV.md"),
            (None, Some(plain)) => {
                let is_own = matches!(source, Source::Rubric(path) if *path == plain.full_path);
                let is_free = plain.is_bare && (is_own || plain.text.trim().is_empty());
                if is_free { Place::Before(plain) } else { Place::Beside(plain) }
            }
        };
        let fitting = loaded(preset.text)?;
        let of_preset = propose(&looked.survey, &fitting, &looked.names);
        let plan = |source, sketch: Sketch| Self {
            place: place(&source),
            source,
            sketch,
            refused: None,
            looked,
            language,
        };
        let mut refused = None;
        if asked.is_none() {
            let first_words = |words: &Vec<String>| SketchedLevel {
                id: words.first().cloned().unwrap_or_default(),
                ..SketchedLevel::default()
            };
            let sketched = if let Some(rubric) = &looked.rubric {
                Some((Source::Rubric(&rubric.path), Sketch::of_rubric(rubric, looked, language)))
            } else if are_others(&looked.survey, &of_preset) {
                let levels: Vec<SketchedLevel> =
                    declared_levels(&looked.survey).iter().map(first_words).collect();
                (!levels.is_empty()).then(|| (Source::Declared, Sketch::of(&levels, None, looked, language)))
            } else {
                None
            };
            match sketched {
                Some((source, Ok(sketch))) => return Ok(plan(source, sketch)),
                // What people call things may be what nothing may be called here.
                Some((_, Err(why))) => refused = Some(why),
                None => {}
            }
        }
        let taken = taken(&of_preset, &fitting);
        let (table, facts) =
            declaring(looked, &fitting, &taken, |taken| fitted(preset.text, taken, language));
        let sketch = Sketch { table, facts, proposal: of_preset, levels: vec![] };
        Ok(Self { refused, ..plan(Source::Preset(preset.name), sketch) })
    }

    /// Beside the other postmortems; the template that is there, if there is one.
    fn template_path(&self, folder: &str) -> String {
        let inner = |path: &str| path.strip_prefix(folder).unwrap_or(path).to_owned();
        if let Some(template) = &self.looked.template {
            return inner(template);
        }
        let folders = self.looked.survey.folders();
        match folders.first() {
            Some((usual, _)) if usual.is_empty() => "TEMPLATE.md".to_owned(),
            Some((usual, _)) => inner(&format!("{usual}/TEMPLATE.md")),
            None => format!("{}/TEMPLATE.md", self.empty_folder()),
        }
    }

    /// Where postmortems are to stand, where there are none.
    fn empty_folder(&self) -> &str {
        self.looked.empty_folder.as_deref().unwrap_or("postmortems")
    }

    fn settings(&self, session: &Session) -> Settings {
        let is_new = self.looked.survey.postmortems() == 0;
        Settings {
            table: self.place.path(),
            postmortems: if is_new {
                vec![format!("{}/**/*.md", self.empty_folder())]
            } else {
                self.looked.globs.clone()
            },
            language: self.language,
            enforce_from: (!is_new).then_some(session.request.today),
            names: self.sketch.proposal.names.clone(),
        }
    }
}

/// A postmortem to fill in.
fn template(looked: &Looked, table: &Table, language: Language, session: &Session) -> String {
    let words = Vocabulary::new(&table.facts, &vec![]);
    let title = match language {
        Language::English => "[What happened, in a line]",
        Language::Japanese => "【何が起きたかを 1 行で】",
    };
    NewPostmortem {
        table,
        words: &words,
        habits: &habits(&looked.survey),
        title,
        id: Some("<id>"),
        level: None,
        facts: &[],
        zone: &TimeZone::UTC,
        today: session.request.today,
        language,
    }
    .text()
}

fn preset_named(name: &str) -> Result<&'static Preset, Error> {
    preset(name).ok_or_else(|| {
        let known: Vec<&'static str> = PRESETS.iter().map(|preset| preset.name).collect();
        Error::Preset { name: name.to_owned(), nearest: nearest(name, known.iter().copied()), known }
    })
}

#[expect(clippy::indexing_slicing, reason = "there are presets: an array of constants")]
fn default_preset(language: Language) -> &'static Preset {
    let name = match language {
        Language::English => "trocco",
        Language::Japanese => "trocco-ja",
    };
    preset(name).unwrap_or(&PRESETS[0])
}

fn language_of(preset: &Preset) -> Language {
    if preset.name.ends_with("-ja") { Language::Japanese } else { Language::English }
}
