//! What a rule is: a name, a page, and one function from what is known to findings.

use std::fmt;
use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::about::About;
use crate::diagnostic::diagnostic::{Diagnostic, Label};
use crate::diagnostic::language::Language;
use crate::model::directive::{Directives, Ignore};
use crate::model::postmortem::Postmortem;
use crate::model::prose::recall::Recall;
use crate::model::template::TemplateLines;
use crate::model::vocabulary::Vocabulary;
use crate::model::workdays::Workdays;
use crate::source::document::Document;
use crate::source::front_matter::FrontMatter;
use crate::source::load::LoadFault;
use crate::source::span::Span;
use crate::source::text::Text;
use crate::table::fault::Fault;
use crate::table::flaw::criteria::CriterionAt;
use crate::table::flaw::found::Flaws;
use crate::table::level::Criterion;
use crate::table::table::Table;
use crate::verdict::duties::Duties;
use crate::verdict::example::JudgedExample;
use crate::verdict::judgement::Judgement;

use super::shared::baseline_fault::BaselineFault;
use super::shared::config_fault::ConfigFault;

/// A rule is a value: data and one function.
#[derive(Debug)]
pub struct Rule {
    /// Its name, page and gravity.
    pub about: About,
    /// What it looks at.
    pub check: Check,
}

/// What a rule looks at.
#[derive(Clone, Copy, Debug)]
pub enum Check {
    /// A file that could not be read.
    File(fn(&Unread<'_>) -> Vec<Diagnostic>),
    /// A file that this program failed on.
    Unjudged(fn(&Unjudged<'_>) -> Vec<Diagnostic>),
    /// Each postmortem by itself.
    Case(fn(&Case<'_>) -> Vec<Diagnostic>),
    /// All postmortems of a project whose entries may have something in common.
    Across(Across),
    /// The ignores of each postmortem, once everything else has been found.
    Ignores(fn(&Ignoring<'_>) -> Vec<Diagnostic>),
    /// A table that does not load.
    Table(fn(&BrokenTable<'_>) -> Vec<Diagnostic>),
    /// A table that loads.
    SoundTable(fn(&SoundTable<'_>) -> Vec<Diagnostic>),
    /// A configuration that does not load.
    Config(fn(&BrokenConfig<'_>) -> Vec<Diagnostic>),
    /// A baseline that does not load.
    Baseline(fn(&BrokenBaseline<'_>) -> Vec<Diagnostic>),
}

/// A file that could not be read.
#[derive(Clone, Debug)]
pub struct Unread<'a> {
    /// Relative to the repository.
    pub path: &'a Arc<str>,
    /// Why it was not read.
    pub fault: &'a LoadFault,
    /// The language of messages.
    pub language: Language,
}

/// A file that this program failed on.
#[derive(Clone, Copy, Debug)]
pub struct Unjudged<'a> {
    /// Relative to the repository.
    pub path: &'a Arc<str>,
    /// What the bug said, and where in the source it was met.
    pub words: &'a str,
    /// The language of messages.
    pub language: Language,
}

/// Everything known of one postmortem by the time a rule sees it.
#[derive(Clone, Copy, Debug)]
pub struct Case<'a> {
    /// Its text and where things stand in it.
    pub document: &'a Document,
    /// What it says.
    pub postmortem: &'a Postmortem,
    /// Which keys mean what.
    pub words: &'a Vocabulary,
    /// How it stands to a table, if there is one.
    pub verdict: Option<Verdict<'a>>,
    /// The zone of times without an offset; none if it is not configured, and UTC was taken.
    pub timezone: Option<&'a TimeZone>,
    /// The files beside it.
    pub files: Files<'a>,
    /// What stands in the templates of its project.
    pub template: &'a TemplateLines,
    /// The day of the run.
    pub today: Date,
    /// On which days people work, and where.
    pub workdays: &'a Workdays,
    /// The language of messages.
    pub language: Language,
    /// What its prose was found to claim before, where it is read again and again.
    pub recall: Option<&'a Recall>,
}

/// How a postmortem stands to a table.
#[derive(Clone, Copy, Debug)]
pub struct Verdict<'a> {
    /// The table.
    pub table: &'a Table,
    /// The judgement by it.
    pub judgement: &'a Judgement,
    /// What it owes by them.
    pub duties: &'a Duties<'a>,
}

/// What a rule over several files does. The files themselves are gone when it looks at their entries.
#[derive(Clone, Copy, Debug)]
pub struct Across {
    /// What it looks at of a postmortem, if anything. Where front matter says it, the body is not looked at.
    pub take: fn(&Case<'_>) -> Option<FileEntry>,
    /// What the path of a file has in common with those of files that are one with it, as translations are.
    pub one_with: fn(&str) -> String,
    /// Looks at entries: of all files whose keys another file has, too, but for case, and perhaps of others.
    pub check: fn(&Entries<'_>) -> Vec<Diagnostic>,
}

/// What a rule over several files looks at of one of them.
#[derive(Clone, Debug)]
pub struct FileEntry {
    /// The file, relative to the repository.
    pub path: Arc<str>,
    /// What the rule compares: only files in which it differs at most in case are put beside each other.
    pub key: Box<str>,
    /// Where it stands.
    pub span: Span,
    /// Whether a finding may be placed in the file: it is among those that were asked for.
    pub is_chosen: bool,
}

/// What a rule over several files looks at.
#[derive(Clone, Copy)]
pub struct Entries<'a> {
    /// The entries, in the order of their paths.
    pub all: &'a [FileEntry],
    /// Reads a file again, to show the place of an entry.
    pub text: &'a dyn Fn(&Arc<str>) -> Option<Arc<Text>>,
    /// The language of messages.
    pub language: Language,
}

impl Entries<'_> {
    /// The place of an entry. A file that is gone by now has no excerpt.
    #[must_use]
    pub fn place(&self, entry: &FileEntry, message: &str) -> Label {
        let gone = || Label::of_file(entry.path.clone(), message);
        (self.text)(&entry.path).map_or_else(gone, |text| Label::new(&text, entry.span, message))
    }
}

impl fmt::Debug for Entries<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.all).finish()
    }
}

/// The files beside a postmortem.
#[derive(Clone, Copy)]
pub struct Files<'a>(&'a dyn Fn(&str) -> bool);

impl<'a> Files<'a> {
    /// `has` says whether a file or folder is there, by its path relative to the repository, with `/`.
    #[must_use]
    pub fn new(has: &'a dyn Fn(&str) -> bool) -> Self {
        Self(has)
    }

    /// Whether a file or folder is there. The path is relative to the repository, with `/`, without `.` and `..`.
    #[must_use]
    pub fn has(&self, path: &str) -> bool {
        (self.0)(path)
    }
}

impl fmt::Debug for Files<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Files")
    }
}

/// The ignores of a postmortem, and what came of them.
#[derive(Clone, Copy, Debug)]
pub struct Ignoring<'a> {
    /// The text of the postmortem.
    pub text: &'a Text,
    /// Each ignore.
    pub ignores: &'a [Applied<'a>],
    /// What the comments say.
    pub directives: &'a Directives,
    /// The language of messages.
    pub language: Language,
}

/// An ignore, and what came of it.
#[derive(Clone, Debug)]
pub struct Applied<'a> {
    /// The ignore.
    pub ignore: &'a Ignore,
    /// Whether its last day is over, so that it hides nothing.
    pub is_expired: bool,
    /// What came of each of its rules, in their order.
    pub effects: Vec<Effect>,
}

/// What came of one rule of an ignore.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It hides a finding, or would if its last day were not over.
    Hides,
    /// It hides none.
    Nothing {
        /// A line where the rule does have a finding.
        elsewhere: Option<u32>,
    },
    /// The rule did not look at the file, so nobody can say.
    NotChecked,
    /// No rule has that name.
    Unknown {
        /// The rule it may have been meant to be.
        nearest: Option<&'static str>,
    },
    /// The rule cannot be ignored.
    Fixed,
}

/// A table that does not load.
#[derive(Clone, Copy, Debug)]
pub struct BrokenTable<'a> {
    /// The file.
    pub text: &'a Text,
    /// Everything that is wrong with it.
    pub faults: &'a [Fault],
    /// The language of messages.
    pub language: Language,
}

/// A table that loads, and what was found in it.
#[derive(Clone, Copy, Debug)]
pub struct SoundTable<'a> {
    /// The table.
    pub table: &'a Table,
    /// What is wrong with its levels and criteria.
    pub flaws: &'a Flaws,
    /// What came of its examples, in their order.
    pub examples: &'a [JudgedExample],
    /// The language of messages.
    pub language: Language,
}

/// A configuration that does not load.
#[derive(Clone, Copy, Debug)]
pub struct BrokenConfig<'a> {
    /// The file.
    pub text: &'a Text,
    /// Everything that is wrong with it.
    pub faults: &'a [ConfigFault],
    /// The language of messages.
    pub language: Language,
}

/// A baseline that does not load.
#[derive(Clone, Copy, Debug)]
pub struct BrokenBaseline<'a> {
    /// The file.
    pub text: &'a Text,
    /// Everything that is wrong with it.
    pub faults: &'a [BaselineFault],
    /// The language of messages.
    pub language: Language,
}

impl Case<'_> {
    /// A place in the postmortem.
    #[must_use]
    pub fn here(&self, span: Span, message: impl Into<String>) -> Label {
        Label::new(&self.document.text, span, message)
    }

    /// The zone in which times without an offset are taken; where none is configured, that of UTC, which then
    /// [is unknown](TimeZone::is_unknown).
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        self.timezone.cloned().unwrap_or_else(TimeZone::unknown)
    }

    /// The opening fence of the front matter, else the first line: where something that is missing is pointed out.
    #[must_use]
    pub fn head(&self) -> Span {
        match &self.document.front_matter {
            Some(front_matter) => front_matter.open,
            None => self.document.text.line(1),
        }
    }

    /// Whether the front matter was read without a fault that hides what stands in it.
    #[must_use]
    pub fn front_matter_is_readable(&self) -> bool {
        !self.document.front_matter.as_ref().is_some_and(FrontMatter::is_spoilt)
    }
}

impl Ignoring<'_> {
    /// A place in the postmortem.
    #[must_use]
    pub fn here(&self, span: Span, message: impl Into<String>) -> Label {
        Label::new(self.text, span, message)
    }
}

impl<'a> SoundTable<'a> {
    /// A place in the table.
    #[must_use]
    pub fn here(&self, span: Span, message: impl Into<String>) -> Label {
        Label::new(&self.table.text, span, message)
    }

    /// The id of a level.
    #[must_use]
    pub fn level(&self, index: usize) -> &'a str {
        self.table.levels.get(index).map_or("?", |level| level.id.text.as_str())
    }

    /// The place of a level's id.
    #[must_use]
    pub fn level_place(&self, index: usize) -> Span {
        self.table.levels.get(index).map_or(Span::at(0), |level| level.id.span)
    }

    /// A criterion.
    #[must_use]
    pub fn criterion(&self, at: CriterionAt) -> Option<&'a Criterion> {
        self.table.levels.get(at.level)?.criteria.get(at.criterion)
    }
}

impl<'a> Verdict<'a> {
    /// The id of a level.
    #[must_use]
    pub fn level(&self, index: usize) -> &'a str {
        self.table.levels.get(index).map_or("?", |level| level.id.text.as_str())
    }

    /// The ids of the possible levels.
    #[must_use]
    pub fn possible(&self) -> Vec<&'a str> {
        self.judgement.possible.levels.iter().map(|index| self.level(*index)).collect()
    }

    /// A place in the table.
    #[must_use]
    pub fn there(&self, span: Span, message: impl Into<String>) -> Label {
        Label::new(&self.table.text, span, message)
    }
}

/// Declares the rule of a file: its doc comment is its page.
macro_rules! rule {
    (
        $(#[doc = $line:expr])+
        $id:literal, $gravity:ident, $mending:expr,
        { $($language:ident => $summary:literal),+ $(,)? },
        $check:expr
    ) => {
        /// The rule of this file.
        pub static RULE: $crate::rules::rule::Rule = $crate::rules::rule::Rule {
            about: $crate::diagnostic::about::About {
                id: $id,
                summary: |language| match language {
                    $($crate::diagnostic::language::Language::$language => $summary),+
                },
                docs: concat!($($line, "\n"),+),
                gravity: $crate::diagnostic::about::Gravity::$gravity,
                mending: $mending,
            },
            check: $check,
        };
    };
}
pub(super) use rule;
