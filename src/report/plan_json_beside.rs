//! What else changes besides the two tables that are compared, and what is left out, as a plan in JSON has it.

use serde::Serialize;

use crate::insight::plan::{Beside, LeftOut, Plan, When};

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct BesideDocument<'a> {
    /// The file, relative to the repository.
    path: &'a str,
    /// `changed`, `new` or `gone`; `elsewhere`: any of these, of another project.
    change: &'static str,
    /// Of `elsewhere`, where there is something to be compared: the folder of that project, as `sevlint plan FOLDER` takes it.
    folder: Option<&'a str>,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct UntilDocument<'a> {
    /// The first day of the other table.
    date: String,
    /// The other table.
    by: &'a str,
    /// How many incidents are left out that were from then on.
    incidents: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct LeftOutDocument<'a> {
    /// The table that judges them.
    by: &'a str,
    /// They were on that day or later.
    from: Option<String>,
    /// They were before that day.
    before: Option<String>,
    /// How many.
    incidents: usize,
}

#[derive(Serialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[cfg_attr(test, schemars(deny_unknown_fields))]
pub struct ConfigDocument<'a> {
    /// The file, relative to the repository.
    path: &'a str,
    /// The keys whose values are not as they were; of a table of keys, as `rules.severity-understated`.
    keys: Vec<&'a str>,
}

/// Other tables that changed.
pub fn beside<'a>(plan: &'a Plan<'_>) -> Vec<BesideDocument<'a>> {
    let of = |beside: &'a Beside| match beside {
        Beside::Changed(path) => BesideDocument { path, change: "changed", folder: None },
        Beside::New(path) => BesideDocument { path, change: "new", folder: None },
        Beside::Gone(path) => BesideDocument { path, change: "gone", folder: None },
        Beside::Elsewhere(path, _, folder) => {
            BesideDocument { path, change: "elsewhere", folder: folder.as_deref() }
        }
    };
    plan.beside.iter().map(of).collect()
}

/// From when on another table judges.
pub fn until<'a>(plan: &'a Plan<'_>) -> Option<UntilDocument<'a>> {
    let (date, by) = plan.until.as_ref()?;
    let is_later = |left: &&LeftOut| matches!(left.when, When::From(from) if from >= *date);
    let incidents = plan.left_out.iter().filter(is_later).map(|left| left.incidents).sum();
    Some(UntilDocument { date: date.to_string(), by, incidents })
}

/// What is not looked at.
pub fn left_out<'a>(plan: &'a Plan<'_>) -> Vec<LeftOutDocument<'a>> {
    let of = |left: &'a LeftOut| {
        let (from, before) = match left.when {
            When::From(day) => (Some(day.to_string()), None),
            When::Before(day) => (None, Some(day.to_string())),
            When::Ever => (None, None),
        };
        LeftOutDocument { by: &left.by, from, before, incidents: left.incidents }
    };
    plan.left_out.iter().map(of).collect()
}

/// Configurations that do not say what they said.
pub fn configurations<'a>(plan: &'a Plan<'_>) -> Vec<ConfigDocument<'a>> {
    let of = plan.configurations.iter();
    of.map(|change| ConfigDocument {
        path: &change.path,
        keys: change.keys.iter().map(String::as_str).collect(),
    })
    .collect()
}
