//! What the postmortems of a project have in common, for those who write one more.

use std::path::PathBuf;

use crate::authoring::habits::Habits;
use crate::authoring::naming::id_in_name;
use crate::insight::survey::Survey;
use crate::lint::request::Request;
use crate::lint::visit::{Visit, visit};
use crate::source::in_order::map;
use crate::source::syntax::Syntax;

use super::error::Error;
use super::project_here::broken;
use super::session::Session;

/// Looks at all postmortems of the project in a folder (relative to the repository, empty or with `/` at the end). Those of
/// projects below it are another team's.
///
/// # Errors
/// When a configuration or a table does not load.
pub fn survey(session: &Session, folder: &str) -> Result<Survey, Error> {
    let paths: Vec<PathBuf> = vec![session.root.join(folder)];
    let request = Request { paths, ..session.request.clone() };
    let mut survey = Survey::default();
    let take = |visit: Visit<'_>| {
        if visit.folder == folder {
            survey.take(&visit);
        }
    };
    match visit(&session.root, &request, take) {
        Ok(_) => Ok(survey),
        Err(outcome) => Err(broken(*outcome)),
    }
}

/// How a new postmortem is written so that it looks like the others.
#[must_use]
pub fn habits(survey: &Survey) -> Habits {
    let named = || survey.paths.iter().filter_map(|path| id_in_name(path)).map(str::to_owned);
    let ids = if survey.ids.is_empty() { named().collect() } else { survey.ids.clone() };
    let with_front_matter: usize = survey.front_matter.iter().map(|(_, count)| count).sum();
    let keys = survey.keys.iter().filter(|(_, tally)| tally.files * 2 > with_front_matter);
    let keys = keys.filter(|(name, tally)| tally.usual() != name.as_str());
    let sections = survey.sections.iter();
    let headings = sections.clone().map(|(topic, tally)| (topic.clone(), tally.usual().to_owned()));
    let usual = sections.filter(|(_, tally)| survey.is_habit(tally.files));
    Habits {
        paths: survey.paths.clone(),
        ids,
        syntax: survey.syntax().unwrap_or(Syntax::Yaml),
        keys: map(keys.map(|(name, tally)| (name.clone(), tally.usual().to_owned()))),
        headings: headings.collect(),
        usual: usual.map(|(topic, _)| topic.clone()).collect(),
        is_titled: survey.paths.is_empty() || survey.titled * 2 >= survey.postmortems(),
    }
}
