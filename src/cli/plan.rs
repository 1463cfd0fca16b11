//! `sevlint plan`: what a proposed change of the SEV table would do, before it is merged.

use std::collections::BTreeSet;
use std::io::{self, Write};
use std::sync::Arc;

use crate::diagnostic::language::Language;
use crate::insight::plan::{Beside, Plan, TooHard};
use crate::lint::progress::Task;
use crate::lint::project::Project;
use crate::lint::reach::folder_of;
use crate::lint::record::Detail;
use crate::lint::visit::{Visit, visit};
use crate::report::look::Look;
use crate::report::plan_page::PlanPage;
use crate::report::typed_path::typed_path;
use crate::report::{plan_json, plan_markdown, plan_text};
use crate::source::git::{Commit, Git};
use crate::source::git_fault::GitFault;
use crate::source::nearest::nearest;
use crate::source::obstacle::Obstacle;
use crate::source::snapshot::Snapshot;

use super::args::{PlanArguments, PlanFormat};
use super::environment::Environment;
use super::error::Error;
use super::exit::Exit;
use super::git_here::{git, refused};
use super::language_here::language_by;
use super::plan_fault::PlanFault;
use super::plan_former::Former;
use super::plan_judges::{Judges, On};
use super::plan_projects::{Chosen, choose};
use super::plan_tables::{After, Compared, Missing, Tries, compared, named};
use super::progress::{Waiting, counted};
use super::project_here::{TableHere, broken, no_table, project_in};
use super::session::Session;
use super::streams::Streams;
use super::told_notes::tell_notes;

/// Compares the two tables, and tries both on past incidents.
///
/// # Errors
/// When one of the tables cannot be found or does not load, or they are too complex; JSON says so, too.
pub fn plan(
    arguments: &PlanArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let done = planned(arguments, environment, look, streams);
    if let (Err(error), PlanFormat::Json) = (&done, arguments.format) {
        // What keeps the run from being made is said on standard error, too.
        let here = language_by(arguments.given.config.as_deref(), environment);
        let _ = plan_json::render_failure(&error.message(here), streams.out);
    }
    done
}

fn planned(
    arguments: &PlanArguments,
    environment: &Environment,
    look: &Look,
    streams: &mut Streams<'_>,
) -> Result<Exit, Error> {
    let mut session = Session::open(&arguments.paths, &arguments.given, Detail::Brief, environment)?;
    let paths = session.request.paths.iter();
    let folders: Vec<String> = paths.map(|path| folder_of(&session.root, path)).collect();
    let here = folders.first().cloned().unwrap_or_default();
    let (project, after) = proposed(arguments, environment, &mut session, &here)?;
    let language = project.config.language;
    let (earlier_session, from) = before(arguments, environment, &session, &project)?;
    let earlier = project_in(&earlier_session, &here).map_err(|error| match &from {
        Some(from) => Error::Plan(PlanFault::BrokenThen(from.clone(), error.message(language)), language),
        None => error,
    })?;
    // What two files are, is no more than that; a commit has tables, and a configuration, that were in force.
    let on = match (&from, after) {
        (None, _) | (_, After::InForce) => On::Whatever,
        (Some(_), After::Changed) => On::Judged,
        (Some(_), After::Named(_)) => On::JudgedByThese,
    };
    let chosen = match after {
        After::InForce => Chosen::only(project, earlier),
        After::Changed | After::Named(_) if from.is_none() => Chosen::only(project, earlier),
        After::Changed => choose(&session, &earlier_session, (project, earlier), false)?,
        After::Named(_) => choose(&session, &earlier_session, (project, earlier), true)?,
    };
    let gone = chosen.gone(&session);
    let Chosen { new: project, old: earlier, elsewhere, configurations, may_lose, mut neighbours } = chosen;
    let former = neighbours.as_ref().map(|_| Former::of(&session, &earlier_session)).unwrap_or_default();
    if let Some(neighbours) = &mut neighbours {
        neighbours.learn(&earlier_session, former.paths(), &earlier);
    }
    let Compared { old, new, until, beside, tries } =
        compared(&earlier, &project, after, on == On::Whatever, &session).map_err(|missing| {
            match (missing, &from) {
                (_, Some(from)) if !gone.is_empty() => {
                    Error::Plan(PlanFault::Gone(gone, from.clone()), language)
                }
                (Missing::Before, Some(from)) => Error::Plan(PlanFault::NoTableThen(from.clone()), language),
                (Missing::Before | Missing::After, _) => no_table(&session, &project),
            }
        })?;
    let old_name = match &from {
        Some(from) => format!("{} at {from}", old.table.text.path()),
        None => arguments.from.clone().unwrap_or_default(),
    };
    let old_path = old.table.text.path().to_string();
    let new_name = match &arguments.to {
        Some(to) => to.display().to_string(),
        None => new.table.text.path().to_string(),
    };
    let hard = |TooHard| Error::Plan(PlanFault::TooComplex, new.language);
    let mut plan = Plan::of(&old.table, &new.table, old_name, new_name).map_err(hard)?;
    plan.then = from.clone().map(|from| (old_path, from));
    plan.until = until;
    // Of two projects, some tables of each are no matter of the other.
    let is_so = |beside: &Beside| match beside {
        Beside::New(path) => !earlier_session.root.is_file(path),
        Beside::Gone(path) => !session.root.is_file(path),
        Beside::Changed(_) | Beside::Elsewhere(..) => true,
    };
    plan.beside = beside.into_iter().filter(is_so).collect();
    plan.beside.extend(elsewhere);
    let tries = match tries {
        Tries::Added if judges_some(&session, &new) => Tries::Never,
        tries => tries,
    };
    plan.tries = !matches!(tries, Tries::Never | Tries::Files(false));
    let is_oldest = |project: &Project, here: &TableHere| {
        project.tables.iter().next().is_some_and(|table| Arc::ptr_eq(table, &here.table))
    };
    (plan.was_oldest, plan.is_oldest) = (is_oldest(&earlier, &old), is_oldest(&project, &new));
    if on != On::Whatever {
        plan.configurations = configurations;
    }
    let reads_alike = plan.configurations.is_empty();
    let today = session.request.today;
    let judges = Judges {
        earlier: &earlier,
        project: &project,
        neighbours: neighbours.as_ref(),
        former: &former,
        was: &earlier_session.root,
        old: &old,
        new: &new,
        on,
        tries,
        reads_alike,
        today,
    };
    let mut failed = None;
    let mut taken: BTreeSet<Arc<str>> = BTreeSet::new();
    // Postmortems are chosen and read as `check` does, by the project after, whatever tables are compared.
    let waiting = Waiting { task: Task::Reading, given: &session.request.given, environment };
    let look_at = |visit: Visit<'_>| {
        if visit.table.is_some() {
            taken.insert(visit.document.text.path().clone());
        }
        if failed.is_none() {
            failed = judges.look_at(&mut plan, visit).err();
        }
    };
    let visited = waiting
        .shown(streams.err, |progress| visit(&session.root, &counted(&session.request, progress), look_at));
    let visited = visited.map_err(|outcome| broken(*outcome))?;
    if let Some(failed) = failed {
        return Err(hard(failed));
    }
    if on == On::Judged && (may_lose || !reads_alike) {
        plan.no_more = judged_no_more(&session, &earlier_session, &taken);
    }
    plan.unread = visited.unread.len();
    write(&plan, arguments.format, new.language, look, streams.out)?;
    tell_notes(&visited.notes, new.language, streams.err);
    let changes = arguments.fail_on_change && plan.changes_something();
    Ok(if changes { Exit::Findings } else { Exit::Clean })
}

/// Whether a table judges an incident already. Where that cannot be seen, the run fails later.
fn judges_some(session: &Session, new: &TableHere) -> bool {
    let judged = visit(&session.root, &session.request, |visit: Visit<'_>| {
        // The walk has loaded the project once more: a table is known by its path.
        let by = visit.table.map(|table| table.text.path());
        visit.folder == new.folder && by == Some(new.table.text.path())
    });
    judged.is_ok_and(|visited| visited.answers.contains(&true))
}

/// The postmortems that are there, were judged by what there was before, and are not among those that are judged now. Where
/// that did not load, none was.
fn judged_no_more(session: &Session, earlier: &Session, judged: &BTreeSet<Arc<str>>) -> Vec<Arc<str>> {
    let then = visit(&earlier.root, &earlier.request, |visit: Visit<'_>| {
        visit.table.is_some().then(|| visit.document.text.path().clone())
    });
    let then: BTreeSet<Arc<str>> =
        then.map(|visited| visited.answers.into_iter().flatten().collect()).unwrap_or_default();
    then.into_iter().filter(|path| !judged.contains(path) && session.root.is_file(path)).collect()
}

/// The project after the change, and which of its tables is meant. A file that is none of them takes their place.
fn proposed<'a>(
    arguments: &'a PlanArguments,
    environment: &Environment,
    session: &mut Session,
    folder: &str,
) -> Result<(Project, After<'a>), Error> {
    let Some(to) = &arguments.to else {
        let from_file = arguments.from.as_ref().is_some_and(|from| environment.folder.join(from).is_file());
        let after = if from_file { After::InForce } else { After::Changed };
        return Ok((project_in(session, folder)?, after));
    };
    let place = environment.folder.join(to);
    let reason =
        |error: io::Error| Error::Path { path: to.display().to_string(), reason: Obstacle::from(&error) };
    if std::fs::metadata(&place).map_err(reason)?.is_dir() {
        return Err(Error::Path { path: to.display().to_string(), reason: Obstacle::Folder });
    }
    if let Ok(project) = project_in(session, folder)
        && named(to, &project, session).is_some()
    {
        return Ok((project, After::Named(to)));
    }
    session.request.given.table = Some(place);
    Ok((project_in(session, folder)?, After::InForce))
}

/// The repository before the change, and the commit it is of; none where only the table of a file is.
fn before(
    arguments: &PlanArguments,
    environment: &Environment,
    session: &Session,
    project: &Project,
) -> Result<(Session, Option<String>), Error> {
    let language = project.config.language;
    if let Some(from) = &arguments.from {
        let place = environment.folder.join(from);
        if place.is_file() {
            let mut earlier = Session { root: session.root.clone(), request: session.request.clone() };
            earlier.request.given.table = Some(place);
            return Ok((earlier, None));
        }
    }
    if !session.root.is_repository() {
        return Err(Error::Plan(PlanFault::NoRepository, language));
    }
    let git = git(session)?;
    let fail = |fault: GitFault| unplanned(session, fault, language);
    let (commit, name) = match &arguments.from {
        Some(from) => (git.commit(from).map_err(|fault| no_such(fault, session, project))?, from.clone()),
        None => usual(&git, session, language)?,
    };
    let snapshot = Snapshot::of_commit(&git, &commit).map_err(fail)?;
    let mut earlier = Session {
        root: session.root.clone().with_snapshot(Arc::new(snapshot)),
        request: session.request.clone(),
    };
    if arguments.to.is_some() {
        earlier.request.given.table = None;
    }
    let name = if commit.name().starts_with(&name) {
        commit.short().to_owned()
    } else {
        format!("{name} ({})", commit.short())
    };
    Ok((earlier, Some(name)))
}

/// That neither a commit nor a file is called as was typed, unless the commit may be one that was not fetched.
fn no_such(fault: GitFault, session: &Session, project: &Project) -> Error {
    let language = project.config.language;
    let GitFault::UnknownCommit { name, shallow: false } = fault else {
        return unplanned(session, fault, language);
    };
    let here = session.root.relative(session.root.start()).unwrap_or_default();
    let tables: Vec<String> = project.table_paths.iter().map(|path| typed_path(path, &here)).collect();
    let meant = nearest(&name, tables.iter().map(String::as_str)).map(str::to_owned);
    Error::Plan(PlanFault::NoneOfThat(name, meant), language)
}

/// What git refused, with what helps where a plan is asked for.
fn unplanned(session: &Session, fault: GitFault, language: Language) -> Error {
    match fault {
        GitFault::NoCommitYet => Error::Plan(PlanFault::NoCommitYet, language),
        fault => refused(session, fault),
    }
}

/// Where this line of work left the default branch; without one, the commit that is checked out.
fn usual(git: &Git, session: &Session, language: Language) -> Result<(Commit, String), Error> {
    let fail = |fault: GitFault| unplanned(session, fault, language);
    let head = git.commit("HEAD").map_err(fail)?;
    let Some(branch) = git.default_branch().map_err(fail)? else {
        // What is checked out of a shallow clone may be the change itself, and its base was not fetched.
        let is_shallow = git.is_shallow().map_err(fail)?;
        return if is_shallow { Err(fail(GitFault::Shallow)) } else { Ok((head, "HEAD".to_owned())) };
    };
    let tip = git.commit(&branch).map_err(fail)?;
    if tip == head {
        return Ok((head, "HEAD".to_owned()));
    }
    let base = git.merge_base(&head, &tip).map_err(fail)?;
    let name = if base == tip { branch } else { base.short().to_owned() };
    Ok((base, name))
}

fn write(
    plan: &Plan<'_>,
    format: PlanFormat,
    language: Language,
    look: &Look,
    out: &mut dyn Write,
) -> Result<(), Error> {
    let written = match format {
        PlanFormat::Text => plan_text::render(&PlanPage::of(plan, language), look, out),
        PlanFormat::Markdown => plan_markdown::render(&PlanPage::of(plan, language), out),
        PlanFormat::Json => plan_json::render(plan, out),
    };
    match written.and_then(|()| out.flush()) {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => Err(Error::Output(Obstacle::from(&error))),
        _ => Ok(()),
    }
}
