//! One postmortem from its text to its findings and its record.

use std::collections::BTreeMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::diagnostic::Diagnostic;
use crate::model::directive::Directives;
use crate::model::moment::Zone;
use crate::model::postmortem::Postmortem;
use crate::model::prose::recall::Recall;
use crate::model::template::TemplateLines;
use crate::model::vocabulary::Vocabulary;
use crate::rules::RULES;
use crate::rules::rule::{Case, Check, Files, Verdict};
use crate::source::document::Document;
use crate::source::in_order::InOrder;
use crate::source::past::Past;
use crate::source::repository::Root;
use crate::space::budget::{Budget, Exhausted};
use crate::table::table::Table;
use crate::verdict::duties::Duties;
use crate::verdict::judgement::Judgement;
use crate::verdict::standing::Standing;

use super::account::{Account, account};
use super::across::{self, Kept};
use super::config::{Config, Setting};
use super::course::Reader;
use super::outcome::{Incident, Overridden};
use super::project::Project;
use super::record::{Detail, decision, record};
use super::said::said;
use super::shared_values;

/// The rules that find what an override explains.
const MISMATCHES: [&str; 3] = ["severity-understated", "severity-overstated", "severity-contradicted"];

/// What was made of one postmortem.
#[derive(Debug, Default)]
pub struct Judged {
    /// How it stands; none without a table.
    pub standing: Option<Standing>,
    /// Its findings, after the policy.
    pub diagnostics: Vec<Diagnostic>,
    /// The mismatch that its override explains, if there is one.
    pub overridden: Option<Overridden>,
    /// Its record, if that was asked for.
    pub incident: Option<Incident>,
    /// Its account, if that was asked for.
    pub account: Option<Box<Account>>,
    /// The facts that keep its level open, with how many outcomes each would leave, if it is undetermined.
    pub gaps: Vec<(Arc<str>, usize)>,
    /// Whether a time without an offset was taken in a zone.
    pub zone_assumed: bool,
    /// The day from which on rules are enforced, if the incident is older and makes no findings for that.
    pub spared: Option<Date>,
    /// What rules over several files keep of it.
    pub kept: Vec<Kept>,
    /// What its comments tell this program, if they tell it something.
    pub told: Option<Box<Told>>,
}

/// What the comments of a postmortem tell this program.
#[derive(Debug)]
pub struct Told {
    /// What they say.
    pub directives: Directives,
    /// The id of the incident, if it has one.
    pub incident: Option<Arc<str>>,
    /// Whether every rule could look at all of the postmortem.
    pub was_checked: bool,
}

/// What the judging of a postmortem needs beside it.
#[derive(Clone, Copy, Debug)]
pub struct Court<'a> {
    /// Its repository.
    pub root: &'a Root,
    /// Its project.
    pub project: &'a Project,
    /// What stands in the templates of the project.
    pub template: &'a TemplateLines,
    /// The day of the run.
    pub today: Date,
    /// How much is recorded.
    pub detail: Detail,
    /// From which the course of the declared severity is taken, if that is asked for.
    pub past: Option<&'a Past>,
    /// What prose was found to claim before, where it is read again and again.
    pub recall: Option<&'a Recall>,
}

/// What a postmortem says, and how it stands.
#[derive(Debug)]
pub struct Hearing {
    /// What it says.
    pub postmortem: Postmortem,
    /// The table in force on its day.
    pub table: Option<Arc<Table>>,
    /// How it stands to that.
    pub judgement: Option<Judgement>,
}

/// Judges one postmortem.
///
/// # Errors
/// When a question about the table costs more than the budget; with the table.
pub fn judge(document: &Document, court: Court<'_>) -> Result<Judged, (Arc<Table>, Exhausted)> {
    hear(document, court).map(|(judged, _)| judged)
}

/// Judges one postmortem, and keeps what it says.
///
/// # Errors
/// As [`judge`].
pub fn hear(document: &Document, court: Court<'_>) -> Result<(Judged, Hearing), (Arc<Table>, Exhausted)> {
    let config = &court.project.config;
    let zone = config.zone();
    let (mut postmortem, words, table) = read(document, court.project, &zone, court.today);
    if let Some(past) = court.past {
        let reader = Reader { past, words, zone: &zone, limit: config.max_file_size };
        postmortem.course = reader.course(document, &postmortem);
    }
    let judgement = match table {
        Some(table) => {
            let judgement = Judgement::of(table, &postmortem, court.today, &mut Budget::default());
            Some(judgement.map_err(|exhausted| (table.clone(), exhausted))?)
        }
        None => None,
    };
    let judged = judged(document, (&postmortem, words), table.zip(judgement.as_ref()), court);
    Ok((judged, Hearing { postmortem, table: table.cloned(), judgement }))
}

fn judged(
    document: &Document,
    (postmortem, words): (&Postmortem, &Vocabulary),
    judgement: Option<(&Arc<Table>, &Judgement)>,
    court: Court<'_>,
) -> Judged {
    let config = &court.project.config;
    let table = judgement.map(|(table, _)| table);
    let judgement = judgement.map(|(_, judgement)| judgement);
    let duties = table.zip(judgement).map(|(table, judgement)| Duties::of(table, postmortem, judgement));
    let verdict = table.zip(judgement).zip(duties.as_ref());
    let verdict = verdict.map(|((table, judgement), duties)| Verdict { table, judgement, duties });
    let has = |path: &str| court.root.has(path);
    let case = case(document, postmortem, words, verdict, &has, court);
    let assumes_zone = || {
        let mut times = postmortem.times.values().flatten().filter_map(|time| time.moment());
        times.any(|moment| moment.zone == Zone::Assumed && !moment.date_only)
    };
    if court.detail == Detail::Account {
        return Judged {
            standing: judgement.map(|judgement| judgement.standing),
            account: Some(Box::new(account(&case, table, &court.project.tables))),
            zone_assumed: assumes_zone(),
            ..Judged::default()
        };
    }
    Judged {
        standing: judgement.map(|judgement| judgement.standing),
        diagnostics: findings(&case, court.project),
        overridden: overridden(&case, court.project),
        incident: court.detail.keeps_records().then(|| record(&case, court.detail)),
        account: None,
        gaps: gaps(verdict),
        spared: config.enforce_from.filter(|_| is_spared(postmortem, config)),
        kept: across::take(&case, config, !is_spared(postmortem, config)),
        told: told(&case, config),
        zone_assumed: assumes_zone(),
    }
}

/// What a postmortem that was heard says, to compare it with another text of it.
pub(super) fn said_in(document: &Document, hearing: &Hearing, court: Court<'_>) -> BTreeMap<String, String> {
    let nothing = Vocabulary::default();
    let verdict = hearing.table.as_deref().zip(hearing.judgement.as_ref());
    let duties = verdict.map(|(table, judgement)| Duties::of(table, &hearing.postmortem, judgement));
    let verdict = verdict.zip(duties.as_ref());
    let verdict = verdict.map(|((table, judgement), duties)| Verdict { table, judgement, duties });
    let has = |path: &str| court.root.has(path);
    said(&case(document, &hearing.postmortem, &nothing, verdict, &has, court))
}

/// What rules over several files keep of a postmortem. Where it was asked for, findings may be placed in it.
#[must_use]
pub fn remember(document: &Document, court: Court<'_>, is_asked: bool) -> Vec<Kept> {
    let config = &court.project.config;
    let (postmortem, words, _) = read(document, court.project, &config.zone(), court.today);
    taken(document, (&postmortem, words), court, is_asked && !is_spared(&postmortem, config))
}

/// What rules over several files keep of a postmortem that was not asked for, as far as its front matter states it; its body may be
/// unread. None where one table of several might take a name for a fact that another takes for a field.
#[must_use]
pub fn remember_front(document: &Document, court: Court<'_>) -> Option<Vec<Kept>> {
    let words = court.project.tables.only_words()?;
    let postmortem = Postmortem::read_fields(document, words, &court.project.config.zone());
    Some(taken(document, (&postmortem, words), court, false))
}

fn taken(
    document: &Document,
    (postmortem, words): (&Postmortem, &Vocabulary),
    court: Court<'_>,
    is_chosen: bool,
) -> Vec<Kept> {
    let has = |path: &str| court.root.has(path);
    across::take(&case(document, postmortem, words, None, &has, court), &court.project.config, is_chosen)
}

fn case<'a>(
    document: &'a Document,
    postmortem: &'a Postmortem,
    words: &'a Vocabulary,
    verdict: Option<Verdict<'a>>,
    has: &'a dyn Fn(&str) -> bool,
    court: Court<'a>,
) -> Case<'a> {
    let config = &court.project.config;
    Case {
        document,
        postmortem,
        words,
        verdict,
        timezone: config.timezone.as_ref(),
        files: Files::new(has),
        template: court.template,
        today: court.today,
        workdays: &config.workdays,
        language: config.language,
        recall: court.recall,
    }
}

/// Reads a postmortem by the words of the table in force on its day; where it says none, on the day of the run.
#[must_use]
pub fn read<'p>(
    document: &Document,
    project: &'p Project,
    zone: &jiff::tz::TimeZone,
    today: Date,
) -> (Postmortem, &'p Vocabulary, Option<&'p Arc<Table>>) {
    let (words, current) = project.tables.words(today);
    let postmortem = Postmortem::read(document, words, zone);
    // The day is a matter of fields, which are the same by every table.
    let (words, table) = project.tables.words(postmortem.day.unwrap_or(today));
    let is_current = table.zip(current).is_none_or(|(table, current)| Arc::ptr_eq(table, current));
    let postmortem = if is_current { postmortem } else { Postmortem::read(document, words, zone) };
    (postmortem, words, table)
}

fn told(case: &Case<'_>, config: &Config) -> Option<Box<Told>> {
    let directives = Directives::read(case.document);
    if directives == Directives::default() {
        return None;
    }
    let was_checked =
        case.verdict.is_some() && case.front_matter_is_readable() && !is_spared(case.postmortem, config);
    let incident = case.postmortem.id().map(Into::into);
    Some(Box::new(Told { directives, incident, was_checked }))
}

/// Whether the incident is older than what rules are enforced for.
fn is_spared(postmortem: &Postmortem, config: &Config) -> bool {
    config.enforce_from.is_some_and(|from| postmortem.day.is_some_and(|day| day < from))
}

fn findings(case: &Case<'_>, project: &Project) -> Vec<Diagnostic> {
    let config = &project.config;
    let path = case.document.text.path();
    if is_spared(case.postmortem, config) {
        return vec![];
    }
    let incident: Option<Arc<str>> = case.postmortem.id().map(Into::into);
    let mut findings = vec![];
    for rule in RULES {
        let Check::Case(check) = rule.check else { continue };
        let setting = config.setting(rule.about.id, path);
        if setting == Some(Setting::Off) {
            continue;
        }
        for mut diagnostic in check(case) {
            if let Some(Setting::Gravity(gravity)) = setting {
                diagnostic.gravity = gravity;
            }
            diagnostic.incident.clone_from(&incident);
            shared_values::leave(&mut diagnostic, case.document, case.language);
            findings.push(diagnostic);
        }
    }
    findings.order_by_key(|diagnostic| diagnostic.place.start);
    findings
}

/// What would be found, were it not for the override.
fn overridden(case: &Case<'_>, project: &Project) -> Option<Overridden> {
    let verdict = case.verdict.filter(|verdict| verdict.judgement.standing == Standing::Overridden)?;
    let standing = Standing::of(verdict.judgement.level()?, &verdict.judgement.possible);
    let judgement = Judgement { standing, override_state: None, ..verdict.judgement.clone() };
    let duties = Duties::of(verdict.table, case.postmortem, &judgement);
    let bare = Case { verdict: Some(Verdict { judgement: &judgement, duties: &duties, ..verdict }), ..*case };
    let is_mismatch = |found: &Diagnostic| MISMATCHES.contains(&found.about.id);
    let diagnostic = findings(&bare, project).into_iter().find(is_mismatch)?;
    let decision = decision(case, verdict.judgement)?;
    // Names are given once all findings are known.
    Some(Overridden { diagnostic, decision, fingerprint: String::new() })
}

fn gaps(verdict: Option<Verdict<'_>>) -> Vec<(Arc<str>, usize)> {
    let Some(verdict) = verdict.filter(|verdict| verdict.judgement.standing == Standing::Undetermined) else {
        return vec![];
    };
    let name = |fact: usize| verdict.table.facts.get(fact).map(|fact| Arc::from(fact.name.as_str()));
    verdict.judgement.missing.iter().filter_map(|gap| Some((name(gap.fact)?, gap.left))).collect()
}
