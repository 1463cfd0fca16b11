//! All that a report may say about a run.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::fact::State;
use crate::source::listing::WalkFaultKind;
use crate::verdict::outcome::Outcome as TestOutcome;
use crate::verdict::standing::Standing;

use super::account::Account;
use super::baseline::Upkeep;
use super::calendar::Calendar;
use super::changed::Since;
use super::config::FailOn;
use super::select::{Choice, Decision as Choosing};
use super::thresholds::Thresholds;

/// The product of a run. Renderers only write it down: nothing is filtered, counted or sorted after it.
#[derive(Debug, Default)]
pub struct Outcome {
    /// Whether postmortems were judged at all; if not, `findings` says why.
    pub was_run: bool,
    /// Markdown files looked at.
    pub files: usize,
    /// Postmortems among them.
    pub postmortems: usize,
    /// SEV tables that were looked at by themselves, where no postmortem was.
    pub tables: usize,
    /// How many postmortems have each standing.
    pub standings: BTreeMap<Standing, usize>,
    /// Every postmortem, in the order of paths.
    pub incidents: Vec<Incident>,
    /// The account of every postmortem, in the order of paths, if that was asked for.
    pub accounts: Vec<Account>,
    /// How days and years are counted: as the project of the first path has it, but that a fiscal year is that of the projects of
    /// all postmortems, if they have the same.
    pub calendar: Calendar,
    /// Every finding, in the order of places.
    pub findings: Vec<Finding>,
    /// The mismatches that an override on record explains, with its reason. They are no findings.
    pub overridden: Vec<Overridden>,
    /// The facts that keep levels open, the most useful first.
    pub missing: Vec<MissingFact>,
    /// What is to be said about the run itself.
    pub notes: Vec<RunNote>,
    /// The language of what is said of the run as a whole.
    pub language: Language,
    /// The gravities from which on findings fail the run, as their projects say.
    pub thresholds: Thresholds,
    /// What was decided about each file, if that was asked for.
    pub choices: Vec<Choice>,
    /// What became of each baseline.
    pub baselines: Vec<Kept>,
}

/// What became of a baseline.
#[derive(Clone, Debug)]
pub struct Kept {
    /// How the file is called in messages.
    pub name: Arc<str>,
    /// Where it is, or is to be written.
    pub place: PathBuf,
    /// What was to be done.
    pub upkeep: Upkeep,
    /// The folder of the first project that has it, where its configuration does not name it.
    pub unnamed_in: Option<String>,
    /// How many findings it knows, after that.
    pub entries: usize,
    /// How many were added.
    pub added: usize,
    /// How many were taken out.
    pub pruned: usize,
    /// How many are left in it that are no longer found.
    pub stale: usize,
    /// The text to be written, if it is to be.
    pub text: Option<String>,
}

/// A finding with what the policy made of it.
#[derive(Clone, Debug)]
pub struct Finding {
    /// What was found.
    pub diagnostic: Diagnostic,
    /// Whether it counts.
    pub status: Status,
    /// A name that stays the same when lines move.
    pub fingerprint: String,
    /// Which of those of its file that are alike it is.
    pub ordinal: usize,
}

/// A mismatch that the team keeps, on record.
#[derive(Clone, Debug)]
pub struct Overridden {
    /// What would have been found.
    pub diagnostic: Diagnostic,
    /// The decision to keep the level.
    pub decision: Decision,
    /// A name that stays the same when lines move.
    pub fingerprint: String,
}

/// Whether a finding counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Status {
    /// It counts.
    New,
    /// It was known before. It does not count, and is marked.
    Baselined,
    /// A comment says to leave it alone, for this reason if it gives one. It does not count, and is not shown to people.
    Ignored(Option<Arc<str>>),
}

impl Status {
    /// The word for it.
    #[must_use]
    pub fn word(&self) -> &'static str {
        match self {
            Self::New => "new",
            Self::Baselined => "baselined",
            Self::Ignored(_) => "ignored",
        }
    }

    /// Why it does not count, if that is said.
    #[must_use]
    pub fn reason(&self) -> Option<&str> {
        match self {
            Self::New | Self::Baselined => None,
            Self::Ignored(reason) => reason.as_deref(),
        }
    }
}

/// What was made of one postmortem. Without details, `facts` and `criteria` are empty.
#[derive(Clone, Debug, Default)]
pub struct Incident {
    /// Relative to the repository.
    pub path: Arc<str>,
    /// What it is referred to by.
    pub id: Option<String>,
    /// What happened, in a line.
    pub title: Option<String>,
    /// The day of the incident, in local time.
    pub date: Option<String>,
    /// The table it was judged by.
    pub table: Option<Arc<str>>,
    /// The declared level's id.
    pub declared: Option<String>,
    /// The declared severity as written.
    pub declared_text: Option<String>,
    /// The ids of the possible levels, most severe first.
    pub possible: Vec<String>,
    /// How the two stand; none without a table.
    pub standing: Option<Standing>,
    /// Whether the table has a hole where the incident may lie.
    pub uncovered: bool,
    /// The facts whose assumed values confirmed the level.
    pub assumed: Vec<String>,
    /// The facts that keep the level open, the most useful first.
    pub missing: Vec<String>,
    /// The recorded decision to keep the level.
    pub decision: Option<Decision>,
    /// The levels it was declared at over time: as it states them; else as its commits have them, if that was asked for.
    pub history: Vec<LevelRecord>,
    /// Every fact that is stated, derived or assumed, or that the table asks for.
    pub facts: BTreeMap<String, FactRecord>,
    /// Every criterion, most severe level first.
    pub criteria: Vec<CriterionRecord>,
    /// Everything that is said, by field and fact, if two texts are to be compared.
    pub said: BTreeMap<String, String>,
}

/// A level that an incident was declared at.
#[derive(Clone, Debug, Default)]
pub struct LevelRecord {
    /// The level's id; as written, if it is not one of the table.
    pub level: String,
    /// From when on, as `2026-04-01T01:20:00Z`, if that is known: the earliest it may have been.
    pub at: Option<String>,
    /// Why.
    pub because: Option<String>,
    /// The first digits of the commit, if it is git that has it.
    pub commit: Option<String>,
}

/// A recorded decision to keep a level.
#[derive(Clone, Debug, Default)]
pub struct Decision {
    /// Why.
    pub because: Option<String>,
    /// Who agreed.
    pub approved_by: Option<String>,
    /// The last day it holds.
    pub until: Option<String>,
    /// Whether it explains a mismatch.
    pub valid: bool,
}

/// How a fact stands in one postmortem.
#[derive(Clone, Debug)]
pub struct FactRecord {
    /// How it stands.
    pub state: State,
    /// What it may be, in the words of the table; none if anything.
    pub value: Option<String>,
    /// The same in the language of the report.
    pub said_value: Option<String>,
    /// Where it is stated: line and column.
    pub places: Vec<(u32, u32)>,
}

/// How a criterion came out for one postmortem.
#[derive(Clone, Debug)]
pub struct CriterionRecord {
    /// The level's id.
    pub level: String,
    /// The criterion's id.
    pub id: String,
    /// How it came out.
    pub outcome: TestOutcome,
    /// Whether it is needed to make the level certain together with others.
    pub jointly: bool,
    /// Its tests.
    pub tests: Vec<TestRecord>,
    /// Where the table has it: line and column.
    pub place: (u32, u32),
    /// What it means, as people say it.
    pub says: Option<String>,
}

/// How a test came out for one postmortem.
#[derive(Clone, Debug)]
pub struct TestRecord {
    /// The fact's name.
    pub fact: String,
    /// The test, in the words of the table.
    pub test: String,
    /// The same in the language of the report.
    pub said_test: String,
    /// What the fact may be, in the words of the table; none if anything.
    pub value: Option<String>,
    /// The same in the language of the report.
    pub said_value: Option<String>,
    /// How it came out.
    pub outcome: TestOutcome,
    /// Where the table asks: line and column.
    pub place: (u32, u32),
}

/// A fact that keeps levels open.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MissingFact {
    /// Its name.
    pub name: String,
    /// In how many undetermined postmortems stating it could help.
    pub helps: usize,
    /// In how many of them it tells the most.
    pub leads: usize,
    /// In how many of them it would settle the level whatever it is.
    pub settles: usize,
}

/// Where the table may be of a project that has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TableElsewhere {
    /// It is that of a project above, which does not count here.
    Above(Arc<str>),
    /// It is in the work tree, and not in the index.
    Unstaged(Arc<str>),
}

/// Something to be said about the run itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RunNote {
    /// The run could not be made, for this reason.
    NotRun(String),
    /// Postmortems are not judged, because there is no table for them.
    NoTable {
        /// Where it was looked for: relative to the repository, empty or with `/` at the end.
        folder: String,
        /// How many postmortems.
        files: usize,
        /// Whether there are others, which are judged.
        others: bool,
        /// Markdown files that could each be the table.
        rivals: Vec<Arc<str>>,
        /// Where it may be instead.
        elsewhere: Option<TableElsewhere>,
    },
    /// Beside the table, which is the first, other files may be meant for it.
    TablesBeside(Arc<str>, Vec<Arc<str>>),
    /// The globs of postmortems in a configuration match nothing, while there are postmortems elsewhere.
    GlobsIdle {
        /// The configuration, relative to the repository.
        path: Arc<str>,
    },
    /// Overrides of a configuration are for no file; with their lines, counted from 1.
    OverridesIdle(Arc<str>, Vec<u32>),
    /// A folder of postmortems is a link to another folder, where its files are looked at.
    FolderLinked(Arc<str>, Arc<str>),
    /// No file is a postmortem.
    NothingSelected {
        /// How many Markdown files were looked at.
        looked_at: usize,
        /// Why most of them are none; none if there are no files.
        reason: Option<Choosing>,
    },
    /// Only what has changed was asked for, and no postmortem has.
    NothingChanged {
        /// Since when.
        since: Since,
    },
    /// Nothing was looked for in a folder that was asked for.
    NotEntered {
        /// Relative to the repository.
        path: Arc<str>,
        /// Why not.
        reason: WalkFaultKind,
    },
    /// The versions of a table were asked for, and git knows none of it.
    TableNeverCommitted {
        /// The table.
        path: Arc<str>,
    },
    /// A table did not load at some commit; that version was never in force.
    TableBrokenThen {
        /// The table.
        path: Arc<str>,
        /// The first digits of the commit.
        commit: Arc<str>,
        /// The day of it, local.
        day: Date,
        /// What kept it from loading.
        what: String,
        /// At how many commits in a row it did not load.
        commits: usize,
        /// Whether there was a version before, which stays in force.
        has_before: bool,
    },
    /// Incidents make no findings, because they are older than what rules are enforced for.
    Spared {
        /// The day from which on they are.
        from: Date,
        /// How many incidents.
        files: usize,
        /// Whether that day is still to come.
        is_to_come: bool,
    },
    /// The fiscal years of the projects start in different months; that of the project of the first path is taken.
    FiscalYearsDiffer {
        /// The month it starts in, from 1.
        first_month: i8,
    },
    /// Times without an offset were taken in UTC.
    ZoneAssumed {
        /// In how many files.
        files: usize,
    },
}

impl Outcome {
    /// The findings that count.
    pub fn counted(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.status == Status::New)
    }

    /// The findings that were known before.
    pub fn baselined(&self) -> impl Iterator<Item = &Finding> {
        self.findings.iter().filter(|finding| finding.status == Status::Baselined)
    }

    /// How many findings of a gravity count.
    #[must_use]
    pub fn count(&self, gravity: Gravity) -> usize {
        self.counted().filter(|finding| finding.diagnostic.gravity == gravity).count()
    }

    /// How many findings are ignored.
    #[must_use]
    pub fn ignored(&self) -> usize {
        self.findings.iter().filter(|finding| matches!(finding.status, Status::Ignored(_))).count()
    }

    /// Whether a finding that counts fails the run: by `fail_on`, or, without it, by what its project says.
    #[must_use]
    pub fn fails(&self, fail_on: Option<FailOn>) -> bool {
        self.counted().any(|finding| match fail_on {
            Some(threshold) => threshold.is_reached(finding.diagnostic.gravity),
            None => self.thresholds.is_reached(&finding.diagnostic.place.path, finding.diagnostic.gravity),
        })
    }
}
