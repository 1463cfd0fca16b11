//! `sevlint init`: the first files of a repository that has none. It looks at the postmortems that are there, and touches nothing.

use std::sync::Arc;

use jiff::tz::TimeZone;

use crate::authoring::first_table::named;
use crate::authoring::new_postmortem::NewPostmortem;
use crate::authoring::settings::Settings;
use crate::authoring::sketched_level::{Measured, SketchedLevel};
use crate::authoring::table_text::{Taken, fitted, skeleton};
use crate::diagnostic::language::Language;
use crate::insight::observed::{Observed, observed};
use crate::insight::proposal::{Proposal, declared_levels, propose};
use crate::insight::rubric::Rubric;
use crate::insight::rubric_measures::{Measure, head_and_unit};
use crate::lint::config::CONFIG_FILE;
use crate::lint::progress::Task;
use crate::lint::record::Detail;
use crate::lint::spoken::configured_in;
use crate::lint::trouble::of_table;
use crate::model::fold::fold_key;
use crate::model::vocabulary::Vocabulary;
use crate::source::nearest::nearest;
use crate::source::text::Text;
use crate::table::level_rank::is_not_graded;
use crate::table::presets::{PRESETS, Preset, preset};
use crate::table::read::read_table;
use crate::table::spelling::fold;
use crate::table::table::Table;

use super::args::{GivenArguments, InitArguments};
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::habits_here::habits;
use super::init_files::{Place, beside, make, make_table, not_used, to_be_named};
use super::init_look::{EMPTY, Looked, look};
use super::init_rubric_words::carried;
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
    let session = Session::open(&[], &given, Detail::Brief, environment)?;
    let folder = session.root.relative(session.root.start()).unwrap_or_default();
    let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
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
    let table = loaded(&plan.table)?;
    let mut said = seen(&looked, asked.is_some(), &plan.proposal, &plan.facts, language);
    if !said.is_empty() {
        said.push(String::new());
    }
    let here = session.root.join(&folder);
    let (is_new, mut line) = make_table(&here, plan.place, &plan.table, language)?;
    if is_new {
        line += &made_of(&plan.source, language);
    }
    said.push(line);
    if let Place::Beside(plain) = plan.place {
        said.push(beside(plain, language));
    }
    if is_new {
        if let (Source::Rubric(_), Some(rubric)) = (plan.source, &looked.rubric) {
            said.extend(carried(rubric, &table, language));
        }
        said.extend(required(&plan.proposal, language));
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
    table: String,
    place: Place<'p>,
    proposal: Proposal,
    /// What postmortems state that is no fact of the table yet.
    facts: Vec<Observed>,
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
        let plan = |source, (table, facts), proposal| Self {
            place: place(&source),
            source,
            table,
            proposal,
            facts,
            looked,
            language,
        };
        if asked.is_none() {
            if let Some(rubric) = &looked.rubric {
                return Self::sketch(&sketched(rubric), Some(rubric), looked, language)
                    .map(|(table, proposal)| plan(Source::Rubric(&rubric.path), table, proposal));
            }
            let declared = declared_levels(&looked.survey);
            let all: usize = looked.survey.levels.values().map(|tally| tally.files).sum();
            let unmapped: usize = of_preset.unmapped.iter().map(|(_, files)| files).sum();
            let are_many = unmapped * 2 > all && all * 2 > looked.survey.postmortems();
            if are_many && !declared.is_empty() {
                let level = |words: &Vec<String>| SketchedLevel {
                    id: words.first().cloned().unwrap_or_default(),
                    ..SketchedLevel::default()
                };
                let levels: Vec<SketchedLevel> = declared.iter().map(level).collect();
                return Self::sketch(&levels, None, looked, language)
                    .map(|(table, proposal)| plan(Source::Declared, table, proposal));
            }
        }
        let taken = taken(&of_preset, &fitting);
        let table = declaring(looked, &fitting, &taken, |taken| fitted(preset.text, taken, language));
        Ok(plan(Source::Preset(preset.name), table, of_preset))
    }

    /// A skeleton, with what its levels are called elsewhere.
    fn sketch(
        levels: &[SketchedLevel],
        rubric: Option<&Rubric>,
        looked: &Looked,
        language: Language,
    ) -> Result<((String, Vec<Observed>), Proposal), Error> {
        let source = rubric.map(|rubric| &*rubric.path);
        let text = |levels: &[SketchedLevel]| skeleton(levels, source, &Taken::default(), language);
        // What people call a column may be what no fact may be called.
        let plain: Vec<SketchedLevel>;
        let levels = if loaded(&text(levels)).is_ok() {
            levels
        } else {
            plain = levels.iter().map(SketchedLevel::without_measures).collect();
            &plain
        };
        let bare = loaded(&text(levels))?;
        let mut proposal = propose(&looked.survey, &bare, &looked.names);
        // A row of the source that is no severity is one that may be declared.
        let rows = || rubric.iter().flat_map(|rubric| &rubric.left_out);
        let (not_graded, left_out): (Vec<String>, Vec<String>) =
            rows().cloned().partition(|row| is_not_graded(row));
        let is_new = |row: &String| !proposal.not_graded.iter().any(|word| fold(word) == fold(row));
        let not_graded: Vec<String> = not_graded.into_iter().filter(is_new).collect();
        proposal.not_graded.extend(not_graded);
        let rules = rubric.map(|rubric| rubric.rules.clone()).unwrap_or_default();
        let taken = Taken { left_out, rules, ..taken(&proposal, &bare) };
        let table = declaring(looked, &bare, &taken, |taken| skeleton(levels, source, taken, language));
        Ok((table, proposal))
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
            names: self.proposal.names.clone(),
        }
    }
}

/// A table that declares what postmortems state beyond what `known` has, and what that is; nothing, where there is a table
/// already.
fn declaring(
    looked: &Looked,
    known: &Table,
    taken: &Taken,
    written: impl Fn(&Taken) -> String,
) -> (String, Vec<Observed>) {
    let names: Vec<&str> = known.facts.iter().map(|fact| fact.name.as_str()).collect();
    let mut seen = if looked.table.is_some() { vec![] } else { observed(&looked.survey) };
    // What a column of the source asks, too, is one fact.
    let is_known = |key: &str| {
        let spelt = known.facts.iter().flat_map(|fact| std::iter::once(&fact.name).chain(&fact.from));
        spelt.into_iter().any(|other| fold_key(other) == fold_key(key))
    };
    seen.retain(|one| !is_known(&one.key));
    let facts = named(seen.iter().map(|one| (one.key.clone(), one.kind.clone())), &names);
    let with_facts = Taken { facts, ..taken.clone() };
    let text = written(&with_facts);
    // What people call things may be what no fact may be called.
    if loaded(&text).is_ok() { (text, seen) } else { (written(taken), vec![]) }
}

fn taken(proposal: &Proposal, table: &Table) -> Taken {
    let id = |level: usize| table.levels.get(level).map(|level| level.id.text.clone()).unwrap_or_default();
    let aliases = proposal.aliases.iter().map(|(level, words)| (id(*level), words.clone()));
    Taken {
        fields: proposal.fields.clone(),
        sections: proposal.sections.clone(),
        aliases: aliases.collect(),
        not_graded: proposal.not_graded.clone(),
        facts: vec![],
        left_out: vec![],
        rules: vec![],
    }
}

fn measured(measure: &Measure) -> Measured {
    Measured {
        head: measure.head.clone(),
        key: head_and_unit(&measure.head).0.to_owned(),
        kind: measure.kind.clone(),
        says: measure.cell.clone(),
        test: measure.test.clone(),
    }
}

fn sketched(rubric: &Rubric) -> Vec<SketchedLevel> {
    let level = |level: &crate::insight::rubric::RubricLevel| SketchedLevel {
        id: level.id.clone(),
        aliases: level.aliases.clone(),
        name: level.name.clone(),
        says: level.says.clone(),
        examples: level.examples.clone(),
        response: level.response.clone(),
        notify: level.notify.clone(),
        deadlines: level.deadlines.clone(),
        measures: level.measures.iter().map(measured).collect(),
        asides: level.asides.clone(),
    };
    rubric.levels.iter().map(level).collect()
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

/// What is about to be written is read first: nothing is written that does not load.
fn loaded(text: &str) -> Result<Table, Error> {
    let text = Arc::new(Text::new("SEV.md", text));
    read_table(&text).map_err(|faults| {
        let language = Language::English;
        Error::TableBroken(of_table(&text, &faults, language), language)
    })
}
