//! Ignores: which findings a comment hides, and what the rules say of the comments themselves.

use std::collections::HashMap;
use std::sync::Arc;

use jiff::civil::Date;

use crate::diagnostic::about::About;
use crate::diagnostic::diagnostic::Diagnostic;
use crate::diagnostic::language::Language;
use crate::model::directive::{Directives, Ignore, Scope};
use crate::rules::rule::{Applied, Check, Effect, Ignoring};
use crate::rules::{RULES, rule};
use crate::source::nearest::nearest;
use crate::source::text::Text;

use super::config::{Config, Setting};
use super::judge::Told;
use super::outcome::Status;

/// A file that has ignores, kept until everything has been found.
#[derive(Debug)]
pub struct FileIgnores {
    /// The file, in whose text the places of the ignores are.
    pub text: Text,
    /// What its comments say.
    pub directives: Directives,
    /// The id of its incident, if it has one.
    pub incident: Option<Arc<str>>,
    /// Whether the rules could look at all of it, so that an ignore that hides nothing is needless.
    pub was_checked: bool,
    /// What each rule is set to for the file, in the order of the registry.
    pub settings: Vec<Option<Setting>>,
    /// The language of messages.
    pub language: Language,
}

/// How many findings of a rule are looked at for one that no ignore hides.
const ENOUGH: usize = 20;

/// Whether findings of a rule can be ignored by a comment. What says that something else could not be checked cannot.
#[must_use]
pub fn can_be_ignored(about: &About) -> bool {
    !matches!(about.family(), "file" | "config" | "baseline" | "table" | "ignore")
        && about.id != "front-matter-invalid"
}

/// Decides which findings are ignored, and adds what there is to say of the ignores.
#[must_use]
pub fn apply(findings: Vec<Diagnostic>, files: &[FileIgnores], today: Date) -> Vec<(Diagnostic, Status)> {
    let by_path: HashMap<&str, usize> =
        files.iter().enumerate().map(|(index, file)| (&**file.text.path(), index)).collect();
    let mut of_file: Vec<Vec<(&'static str, u32)>> = vec![vec![]; files.len()];
    for finding in &findings {
        if let Some(found) = by_path.get(&*finding.place.path).and_then(|index| of_file.get_mut(*index)) {
            found.push((finding.about.id, finding.place.start.line));
        }
    }
    let applied: Vec<Vec<Applied<'_>>> =
        files.iter().zip(&of_file).map(|(file, found)| file.applied(found, today)).collect();
    let hidden = |finding: &Diagnostic| {
        let index = by_path.get(&*finding.place.path)?;
        let applied = applied.get(*index)?;
        applied.iter().find(|applied| !applied.is_expired && hides(applied, finding))
    };
    let mut all: Vec<(Diagnostic, Status)> = vec![];
    for finding in findings {
        let status = match hidden(&finding) {
            Some(applied) => Status::Ignored(reason(applied.ignore)),
            None => Status::New,
        };
        all.push((finding, status));
    }
    for (file, applied) in files.iter().zip(&applied) {
        all.extend(file.remarks(applied).into_iter().map(|finding| (finding, Status::New)));
    }
    all
}

impl FileIgnores {
    /// A file with ignores, which is kept until it is known what all rules found in it.
    #[must_use]
    pub fn of(text: Text, told: Told, config: &Config) -> Self {
        Self {
            settings: RULES.iter().map(|rule| config.setting(rule.about.id, text.path())).collect(),
            text,
            directives: told.directives,
            incident: told.incident,
            was_checked: told.was_checked,
            language: config.language,
        }
    }

    fn applied(&self, found: &[(&'static str, u32)], today: Date) -> Vec<Applied<'_>> {
        let apply = |ignore| self.apply_one(ignore, found, today);
        self.directives.ignores.iter().map(apply).collect()
    }

    fn apply_one<'a>(
        &'a self,
        ignore: &'a Ignore,
        found: &[(&'static str, u32)],
        today: Date,
    ) -> Applied<'a> {
        let effect = |name: &str| {
            let Some(rule) = rule(name) else {
                return Effect::Unknown { nearest: nearest(name, RULES.iter().map(|rule| rule.about.id)) };
            };
            if !can_be_ignored(&rule.about) {
                return Effect::Fixed;
            }
            let lines = || found.iter().filter(|(id, _)| *id == rule.about.id).map(|(_, line)| *line);
            if lines().any(|line| ignore.scope == Scope::File || ignore.scope == Scope::Line(line)) {
                return Effect::Hides;
            }
            if !self.was_checked || self.setting(rule.about.id) == Some(Setting::Off) {
                return Effect::NotChecked;
            }
            // A finding that another ignore hides is settled.
            let hidden = |line: u32| self.directives.ignores.iter().any(|other| covers(other, name, line));
            Effect::Nothing { elsewhere: lines().take(ENOUGH).find(|line| !hidden(*line)) }
        };
        let effects = ignore.rules.iter().map(|said| effect(&said.text)).collect();
        let last = ignore.until.as_ref().and_then(|until| until.day);
        Applied { ignore, is_expired: last.is_some_and(|last| last < today), effects }
    }

    fn setting(&self, id: &str) -> Option<Setting> {
        let index = RULES.iter().position(|rule| rule.about.id == id)?;
        *self.settings.get(index)?
    }

    /// What the rules say of the ignores, after the policy.
    fn remarks(&self, applied: &[Applied<'_>]) -> Vec<Diagnostic> {
        let ignoring = Ignoring {
            text: &self.text,
            ignores: applied,
            directives: &self.directives,
            language: self.language,
        };
        let mut remarks = vec![];
        for (rule, setting) in RULES.iter().zip(&self.settings) {
            let Check::Ignores(check) = rule.check else { continue };
            if *setting == Some(Setting::Off) {
                continue;
            }
            for mut finding in check(&ignoring) {
                if let Some(Setting::Gravity(gravity)) = setting {
                    finding.gravity = *gravity;
                }
                finding.incident.clone_from(&self.incident);
                remarks.push(finding);
            }
        }
        remarks
    }
}

fn hides(applied: &Applied<'_>, finding: &Diagnostic) -> bool {
    can_be_ignored(finding.about) && covers(applied.ignore, finding.about.id, finding.place.start.line)
}

/// Whether an ignore is about a rule in a line. Where its last day is no date, it holds nowhere.
fn covers(ignore: &Ignore, rule: &str, line: u32) -> bool {
    let in_scope = match ignore.scope {
        Scope::File => true,
        Scope::Line(own) => own == line,
    };
    in_scope && ignore.is_dated_well() && ignore.rules.iter().any(|said| said.text == rule)
}

fn reason(ignore: &Ignore) -> Option<Arc<str>> {
    let said = ignore.because.as_ref().or(ignore.stray.as_ref())?;
    Some(said.text.split_whitespace().collect::<Vec<_>>().join(" ").into())
}
