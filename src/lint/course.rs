//! The course of the declared severity of a postmortem, from what git has of it.

use std::sync::Arc;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::model::course::{CommitMark, Stage};
use crate::model::field::Field;
use crate::model::postmortem::Postmortem;
use crate::model::vocabulary::Vocabulary;
use crate::source::document::Document;
use crate::source::load::decode;
use crate::source::past::{Past, Version};

/// What the present text is compared with, and how it is read.
#[derive(Clone, Copy, Debug)]
pub struct Reader<'a> {
    /// What git has of the files.
    pub past: &'a Past,
    /// The words of the table in force on the day of the incident.
    pub words: &'a Vocabulary,
    /// The zone of the project.
    pub zone: &'a TimeZone,
    /// Larger texts are not read.
    pub limit: u64,
}

/// An earlier text of a postmortem, as far as it matters.
struct Earlier {
    stage: Stage,
    is_merged: bool,
    id: Option<String>,
    /// Its title and day tell incidents apart that have no ids.
    like: (Option<String>, Option<jiff::civil::Date>),
    path: Arc<str>,
}

impl Reader<'_> {
    /// What the postmortem declared from commit to commit, the present text last. Nothing, if it was never committed.
    ///
    /// Commits that are not merged into the branch that others start from are one with the present text: what is still
    /// being worked out in them was never in force.
    #[must_use]
    pub fn course(self, document: &Document, postmortem: &Postmortem) -> Vec<Stage> {
        let path = document.text.path();
        let present = Earlier::of(postmortem, None, path, true);
        let mut newest_first: Vec<Earlier> = vec![];
        for version in self.past.versions(path).iter().rev() {
            // A text that cannot be read declared nothing that could be told.
            let Some(earlier) = self.read(version) else { continue };
            if !earlier.is_about_the_same(newest_first.last().unwrap_or(&present)) {
                break;
            }
            newest_first.push(earlier);
        }
        if newest_first.is_empty() {
            return vec![];
        }
        let merged = newest_first.iter().rev().filter(|earlier| earlier.is_merged);
        let mut stages: Vec<Stage> = merged.map(|earlier| earlier.stage.clone()).collect();
        if stages.last().is_none_or(|last| last.severity != present.stage.severity) {
            // The first of the commits on the way that has what is there now.
            let unmerged = newest_first
                .iter()
                .take_while(|earlier| !earlier.is_merged && earlier.stage.severity == present.stage.severity);
            let commit = unmerged.last().and_then(|earlier| earlier.stage.commit.clone());
            stages.push(Stage { commit, ..present.stage });
        }
        stages
    }

    fn read(self, version: &Version) -> Option<Earlier> {
        let bytes = self.past.bytes(version, self.limit)?;
        let document = Document::parse(decode(version.path.clone(), bytes).ok()?);
        let postmortem = Postmortem::read(&document, self.words, self.zone);
        let at = Timestamp::from_second(version.seconds).ok()?;
        let day = at.to_zoned(self.zone.clone()).date();
        let mark = CommitMark { name: version.commit.clone(), at, day };
        Some(Earlier::of(&postmortem, Some(mark), &version.path, version.is_merged))
    }
}

impl Earlier {
    fn of(postmortem: &Postmortem, commit: Option<CommitMark>, path: &Arc<str>, is_merged: bool) -> Self {
        let severity = postmortem.said(Field::Severity).map(|said| said.text.clone());
        Self {
            stage: Stage { commit, severity, is_final: is_merged && postmortem.is_final() },
            is_merged,
            id: postmortem.id().map(str::to_owned),
            like: (postmortem.title.clone(), postmortem.day),
            path: path.clone(),
        }
    }

    /// Whether this text and the one after it are about one incident. Postmortems are much alike, so that git may take a new
    /// one for another that was deleted in the same commit, and call that a rename.
    fn is_about_the_same(&self, after: &Self) -> bool {
        if self.path == after.path {
            return true;
        }
        match (&self.id, &after.id) {
            (Some(one), Some(other)) => one == other,
            _ => {
                let (one, other) = (&self.like, &after.like);
                one.0.is_some() && one.0 == other.0 || one.1.is_some() && one.1 == other.1
            }
        }
    }
}
