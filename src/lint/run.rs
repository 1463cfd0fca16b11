//! The run: from paths to an outcome. Files are judged side by side and put together in the order of their paths.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;
use std::sync::Arc;

use jiff::civil::Date;
use rayon::prelude::*;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::template::TemplateLines;
use crate::source::document::Document;
use crate::source::files::Files;
use crate::source::in_order::InOrder;
use crate::source::listed::Listed;
use crate::source::listing::Listing;
use crate::source::repository::Root;
use crate::source::walk::list;
use crate::space::budget::Exhausted;
use crate::table::table::Table;

use super::across::{self, Marks, Namesakes, Wanted};
use super::brought::{in_examples, in_links};
use super::calendar::Calendar;
use super::candidate::{Candidate, templates, text_of};
use super::candidates::Candidates;
use super::config::Config;
use super::doubles::doubles;
use super::examine::{Examined, examine, untold};
use super::guard::guarded;
use super::ignores::{self, FileIgnores};
use super::judge::{Court, Judged, judge};
use super::naming::{Homes, counted, numbered};
use super::opening::open;
use super::others::{AcrossReader, not_asked_for};
use super::outcome::{MissingFact, Outcome, RunNote};
use super::project::{Piped, Project, Projects};
use super::reach::{asks_for_all_of, covers, folder_of, is_about_tables, is_to_report_on};
use super::record::Detail;
use super::request::Request;
use super::run_notes::{Reasons, agree_on_year, idle_globs, idle_overrides, not_entered, unjudged};
use super::select::{Choice, Decision, is_markdown};
use super::settle::{Scope, settle};
use super::sought::Sought;
use super::thresholds::Thresholds;
use super::trouble::{of_bug, of_walk, too_complex};
use super::unseen::nothing_selected;

/// What became of a candidate.
struct Done {
    choice: Choice,
    judged: Result<Judged, TooMuch>,
    /// Its project.
    project: usize,
    /// Its ignores, if it has some.
    ignores: Option<Box<FileIgnores>>,
}

impl Done {
    /// A file that nothing was read from.
    fn unread(choice: Choice, project: usize, diagnostics: Vec<Diagnostic>) -> Self {
        Self { choice, judged: Ok(Judged { diagnostics, ..Judged::default() }), project, ignores: None }
    }
}

/// How many files are judged side by side before what was made of them is put together: enough for every core, and few
/// enough that it takes little memory however many files there are.
const AT_ONCE: usize = 2048;

/// Makes the run. What keeps it from being made is in the findings of an outcome that was not run.
#[must_use]
pub fn run(root: &Root, request: &Request) -> Outcome {
    run_by(root, request, judge)
}

/// Whether a question about a table was too much, and about which.
type TooMuch = (Arc<Table>, Exhausted);

/// The run, with what judges each postmortem.
fn run_by(
    root: &Root,
    request: &Request,
    judge: impl Fn(&Document, Court<'_>) -> Result<Judged, TooMuch> + Sync,
) -> Outcome {
    let listing = match &request.given.piped {
        Some(piped) => listing_of(root, piped),
        None => list(root, &request.paths, None, is_markdown),
    };
    let mut outcome = Outcome::default();
    let mut projects = Projects::new(root, request.given.clone());
    // A broken configuration or table is found even where there is nothing to judge yet.
    let asked: Vec<Option<usize>> =
        request.paths.iter().map(|path| projects.of_folder(&folder_of(root, path))).collect();
    let candidates = Candidates::of(listing.files, |file| {
        let project = projects.of_file(file.path())?;
        is_to_report_on(&request.given, &projects, file, project).then_some(project)
    });
    let first = asked.iter().flatten().find_map(|project| projects.get(*project));
    outcome.calendar = first.map(|project| Calendar::of(&project.config)).unwrap_or_default();
    outcome.language = projects.language();
    // A retrospective makes no findings, so it needs nothing of other files.
    let is_account = request.detail == Detail::Account;
    let others =
        if is_account { Candidates::default() } else { not_asked_for(root, request, &projects, &candidates) };
    let (projects, trouble) = projects.finish();
    outcome.thresholds =
        Thresholds::of(projects.iter().map(|project| (&project.config, project.table_paths.as_slice())));
    outcome.files = candidates.len();
    if !trouble.is_empty() {
        outcome.findings = numbered(counted(trouble));
        return outcome;
    }
    let mut diagnostics: Vec<Diagnostic> =
        listing.faults.iter().flat_map(|fault| of_walk(fault, language_at(&projects, &fault.path))).collect();
    let is_about_its_tables =
        |project: &&Project| !is_account && is_about_tables(root, &request.paths, &request.given, project);
    let whole = examine(root, projects.iter().filter(is_about_its_tables), request.today);
    let part = || if is_account { Ok(Examined::default()) } else { in_examples(root, request, &projects) };
    let examined = match whole.and_then(|whole| Ok(whole.and(part()?))) {
        Ok(examined) => examined,
        Err((table, Exhausted)) => {
            outcome.findings = numbered(counted(too_complex(&table, outcome.language)));
            return outcome;
        }
    };
    // Whoever hands over the text of a table asks about that one.
    let is_asked = |found: &Diagnostic| match &request.given.piped {
        Some(piped) => root.relative(&piped.path).is_ok_and(|path| path == found.place.path),
        None => true,
    };
    diagnostics.extend(examined.found.into_iter().filter(is_asked));
    let all = candidates.iter().chain(others.iter());
    let templates = templates(root, request.given.piped.as_ref(), &projects, all);
    let doubles = doubles(root, &projects, &candidates, &others);
    let all = candidates.len() + others.len();
    request.given.progress.iter().for_each(|progress| progress.begin(all));
    let decided = |index: usize| {
        let candidate = candidates.get(index)?;
        let (project, template) = (projects.get(candidate.project)?, templates.get(candidate.project)?);
        if let Some(same) = doubles.get(&index) {
            request.given.progress.iter().for_each(|progress| progress.count());
            let choice =
                Choice { path: candidate.file.path().clone(), decision: Decision::Double(same.clone()) };
            return Some(Done::unread(choice, candidate.project, vec![]));
        }
        let done = guarded(|| decide(root, request, project, template, &candidate, &judge));
        Some(done.unwrap_or_else(|bug| {
            let decision = candidate.decision(project, root).unwrap_or(Decision::Elsewhere);
            let (choice, index) =
                (Choice { path: candidate.file.path().clone(), decision }, candidate.project);
            let diagnostics = of_bug(&choice.path, &bug, project.config.language);
            Done::unread(choice, index, diagnostics)
        }))
    };
    let done = parts(0..candidates.len(), AT_ONCE)
        .map(|some| some.into_par_iter().map(|index| (index, decided(index))).collect::<Vec<_>>());
    let (mut marks, mut sought) = (Marks::default(), Sought::new());
    let mut gaps: BTreeMap<Arc<str>, MissingFact> = BTreeMap::new();
    let mut assumed = 0;
    let mut spared: BTreeMap<Date, usize> = BTreeMap::new();
    let mut postmortems = vec![0; projects.len()];
    let mut ignores = vec![];
    let mut reasons = Reasons::default();
    let mut files: HashMap<Arc<str>, usize> = HashMap::new();
    let has_baseline = projects.iter().any(|project| project.baseline.is_some());
    if has_baseline {
        let tables = |(index, project): (usize, &Project)| {
            let tables = project.tables.current_and_later(request.today);
            tables.map(|(table, _)| (table.text.path().clone(), index)).collect::<Vec<_>>()
        };
        let asked = projects.iter().enumerate().filter(|(_, project)| is_about_its_tables(project));
        files.extend(asked.flat_map(tables));
    }
    for (index, done) in done.flatten() {
        let Some(Done { choice, project, judged, ignores: of_file }) = done else { continue };
        if choice.decision.is_taken() {
            outcome.postmortems += 1;
            if let Some(count) = postmortems.get_mut(project) {
                *count += 1;
            }
        }
        if has_baseline {
            files.insert(choice.path.clone(), project);
        }
        if outcome.postmortems == 0 {
            reasons.add(&choice.decision);
        }
        if request.detail.keeps_choices() {
            outcome.choices.push(choice);
        }
        ignores.extend(of_file.map(|ignores| *ignores));
        let judged = match judged {
            Ok(judged) => judged,
            Err((table, Exhausted)) => {
                outcome.findings = numbered(counted(too_complex(&table, outcome.language)));
                outcome.incidents.clear();
                outcome.standings.clear();
                return outcome;
            }
        };
        if let Some(standing) = judged.standing {
            *outcome.standings.entry(standing).or_default() += 1;
        }
        let zone_is_set = projects.get(project).is_some_and(|project| project.config.timezone.is_some());
        assumed += usize::from(judged.zone_assumed && !zone_is_set);
        if let Some(from) = judged.spared {
            *spared.entry(from).or_default() += 1;
        }
        outcome.incidents.extend(judged.incident);
        outcome.overridden.extend(judged.overridden);
        outcome.accounts.extend(judged.account.map(|account| *account));
        diagnostics.extend(judged.diagnostics);
        marks.add(project, index, &judged.kept);
        judged.kept.iter().for_each(|kept| sought.add(kept.id()));
        for (rank, (name, left)) in judged.gaps.into_iter().enumerate() {
            let fact = gaps.entry(name.clone()).or_insert_with(|| MissingFact {
                name: name.to_string(),
                helps: 0,
                leads: 0,
                settles: 0,
            });
            fact.helps += 1;
            fact.leads += usize::from(rank == 0);
            fact.settles += usize::from(left == 1);
        }
    }
    let across_reader = AcrossReader {
        root,
        request,
        projects: &projects,
        asked: &candidates,
        others: &others,
        sought: &sought,
    };
    let wanted = if others.len() == 0 { Wanted::default() } else { marks.wanted() };
    let remembered = |index: usize| {
        request.given.progress.iter().for_each(|progress| progress.count());
        let (project, mut kept) =
            across_reader.entries_of(index).filter(|_| !doubles.contains_key(&index))?;
        wanted.retain(project, &mut kept);
        (!kept.is_empty()).then_some((project, index, kept))
    };
    let read = if wanted.is_empty() { candidates.len() } else { all };
    request.given.progress.iter().for_each(|progress| progress.skip(all - read));
    for some in parts(candidates.len()..read, AT_ONCE) {
        let kept: Vec<_> = some.into_par_iter().filter_map(remembered).collect();
        for (project, index, kept) in &kept {
            marks.add(*project, *index, kept);
        }
    }
    outcome.missing = gaps.into_values().collect();
    outcome
        .missing
        .order_by_key(|fact| (std::cmp::Reverse((fact.settles, fact.leads, fact.helps)), fact.name.clone()));
    outcome.notes = listing.faults.iter().filter_map(not_entered).collect();
    outcome.notes.extend(projects.iter().flat_map(|project| project.notes.clone()));
    outcome.notes.extend(unjudged(root, &request.given, &projects, &postmortems));
    let whole = |project: &Project| asks_for_all_of(root, &request.paths, &request.given, project);
    outcome.notes.extend(idle_globs(&projects, &postmortems, whole));
    outcome.notes.extend(idle_overrides(&projects, &candidates, whole));
    if outcome.postmortems == 0
        && let Some(changed) = &request.given.changed
    {
        outcome.notes.push(RunNote::NothingChanged { since: changed.since.clone() });
    } else if outcome.postmortems == 0 {
        let reason = reasons.commonest();
        let notes = nothing_selected(root, &projects, &outcome.notes, outcome.files, reason);
        outcome.notes.extend(notes);
    }
    let of_spared = spared.into_iter().map(|(from, files)| {
        let is_to_come = from > request.today;
        RunNote::Spared { from, files, is_to_come }
    });
    outcome.notes.extend(of_spared);
    let fiscal_years = agree_on_year(&mut outcome.calendar, &projects, &postmortems);
    outcome.notes.extend(fiscal_years.filter(|_| is_account));
    if assumed > 0 {
        outcome.notes.push(RunNote::ZoneAssumed { files: assumed });
    }
    let again = |path: &Arc<str>, config: &Config| {
        text_of(root, request.given.piped.as_ref(), &Listed::named(path.clone()), config.max_file_size).ok()
    };
    let met: Vec<_> =
        marks.may_meet().into_par_iter().filter_map(|index| across_reader.entries_of(index)).collect();
    let namesakes = Namesakes::among(met.iter().map(|(project, kept)| (*project, kept.as_slice())));
    let met = met.into_iter().flat_map(|(project, kept)| kept.into_iter().map(move |kept| (project, kept)));
    diagnostics.extend(across::check(met, &projects, again));
    let bugs = untold(examined.bugs, &diagnostics);
    diagnostics.extend(bugs);
    let mut findings = ignores::apply(diagnostics, &ignores, request.today);
    let is_double = |index: usize| doubles.contains_key(&(candidates.len() + index));
    findings.extend(in_links(root, request, &projects, &others, is_double));
    findings.order_by(|(a, _), (b, _)| (&a.place.path, a.place.start).cmp(&(&b.place.path, b.place.start)));
    let homes = Homes::new(&projects, request.given.config.is_some());
    outcome.findings = homes.name(findings, &mut outcome.overridden);
    // What a link leads to is looked at under its own name.
    let is_of_incident = |path: &str, id: &str| {
        across_reader
            .find(path)
            .is_some_and(|index| !doubles.contains_key(&index) && across_reader.is_of_incident(index, id))
    };
    let is_whole = |folder: &str| match projects.iter().find(|project| project.config.folder == folder) {
        Some(project) => whole(project),
        // No file is left in it.
        None => request.given.changed.is_none() && covers(root, &request.paths, folder),
    };
    let scope = Scope {
        root,
        projects: &projects,
        homes: &homes,
        files: &files,
        is_whole: &is_whole,
        is_of_incident: &is_of_incident,
        namesakes: &|path, id| homes.of(path).map(|project| namesakes.of_id(project, id)).unwrap_or_default(),
        upkeep: request.given.upkeep,
    };
    outcome.baselines = settle(&mut outcome.findings, scope);
    outcome.was_run = true;
    outcome
}

/// What numbers there are in `all`, in their order and so many at once.
fn parts(all: Range<usize>, at_once: usize) -> impl Iterator<Item = Range<usize>> {
    let end = all.end;
    all.step_by(at_once).map(move |start| start..end.min(start + at_once))
}

fn decide(
    root: &Root,
    request: &Request,
    project: &Project,
    template: &TemplateLines,
    candidate: &Candidate,
    judge: &impl Fn(&Document, Court<'_>) -> Result<Judged, TooMuch>,
) -> Done {
    request.given.progress.iter().for_each(|progress| progress.count());
    let index = candidate.project;
    let (choice, document) = match open(root, request, project, candidate) {
        Ok(taken) => taken,
        Err(unread) => return Done::unread(unread.choice, index, unread.diagnostics),
    };
    let (today, detail) = (request.today, request.detail);
    let past = request.given.history.of_severity.as_deref();
    let court = Court { root, project, template, today, detail, past, recall: None };
    let mut judged = judge(&document, court);
    let told = judged.as_mut().ok().and_then(|judged| judged.told.take());
    let ignores = told.map(|told| Box::new(FileIgnores::of(document.text, *told, &project.config)));
    Done { choice, judged, project: index, ignores }
}

/// The one file that a piped text is taken for.
fn listing_of(root: &Root, piped: &Piped) -> Listing {
    match root.relative(&piped.path) {
        Ok(path) => Listing { files: Files::from_iter([Listed::named(path)]), faults: vec![] },
        Err(_) => Listing::default(),
    }
}

/// The language of the project that a path lies in.
fn language_at(projects: &[Project], path: &str) -> Language {
    let around = projects.iter().filter(|project| path.starts_with(&project.config.folder));
    let nearest = around.max_by_key(|project| project.config.folder.len());
    nearest.map_or(Language::default(), |project| project.config.language)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use jiff::civil::date;

    use super::*;
    use crate::lint::outcome::Status;
    use crate::lint::project::Given;

    /// A bug in one file is a finding on that file, and the others are judged as they would be without it.
    #[test]
    fn a_bug_is_a_finding_on_the_file_it_was_met_on() {
        let home = tempfile::tempdir().unwrap();
        fs::create_dir(home.path().join("incidents")).unwrap();
        let table = "sev_table: 1\nfacts: { a: { kind: count } }\nlevels: [{ id: SEV-1, criteria: [{ when: { a: over 1 } }] }, { id: SEV-2, otherwise: true }]\n";
        fs::write(home.path().join("sev.yaml"), table).unwrap();
        for name in ["a", "b", "c"] {
            // Nothing a file says makes a bug silent.
            let text = "---\nseverity: SEV-2\na: 2\n---\n<!-- sevlint: ignore-file file-judging-failed because no -->\n";
            fs::write(home.path().join(format!("incidents/{name}.md")), text).unwrap();
        }
        let root = Root::find(home.path()).unwrap();
        let request = Request {
            paths: vec![home.path().to_path_buf()],
            given: Given::default(),
            today: date(2026, 11, 22),
            detail: Detail::Full,
        };
        let of = |outcome: &Outcome, name: &str| {
            let findings =
                outcome.findings.iter().filter(|finding| finding.diagnostic.place.path.ends_with(name));
            findings.map(|finding| (finding.diagnostic.about.id, finding.status.clone())).collect::<Vec<_>>()
        };
        let sound = run(&root, &request);
        let broken = run_by(&root, &request, |document, court| {
            let path = document.text.path();
            assert!(!path.ends_with("b.md"), "the bug of {path}");
            judge(document, court)
        });
        assert!(broken.was_run);
        assert_eq!((broken.files, broken.postmortems), (3, 3));
        assert_eq!(of(&broken, "b.md"), [("file-judging-failed", Status::New)]);
        for name in ["a.md", "c.md"] {
            assert_eq!(of(&broken, name), of(&sound, name));
            assert!(of(&broken, name).contains(&("severity-understated", Status::New)));
        }
        let found =
            broken.findings.iter().find(|found| found.diagnostic.about.id == "file-judging-failed").unwrap();
        let help = found.diagnostic.help.as_deref().unwrap();
        assert!(help.contains("report it") && help.contains("src/lint/run.rs:"), "{help}");
        assert!(help.contains("the bug of incidents/b.md"), "{help}");
    }
}
