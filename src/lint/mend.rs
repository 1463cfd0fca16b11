//! Mending: fixes are made in passes, and each file is read and judged again after each of them.
//!
//! A pass makes, in each file, the fixes that do not touch one another; what is left is found again in the next pass. A
//! change is kept only if it brings no finding, and changes nothing that the postmortem says but what the fixes are
//! about. Where a change of several fixes is not kept, they are tried one after the other, so that only the one that
//! does harm is left out, and named.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::diagnostic::diagnostic::{Applicability, Diagnostic, Fix};
use crate::source::in_order::{InOrder, map, set};
use crate::source::listed::Listed;
use crate::source::repository::Root;

use super::candidate::text_of;
use super::edits::made;
use super::harm::{State, WhyLeft, harm};
use super::outcome::{Outcome, Status};
use super::project::Piped;
use super::record::Detail;
use super::request::Request;
use super::run::run;

/// More passes than any number of fixes that are found one after the other; it ends those that would go round in circles.
const MOST_PASSES: usize = 100;

/// What came of mending.
#[derive(Debug, Default)]
pub struct Mended {
    /// The files that change, in the order of their paths.
    pub files: Vec<MendedFile>,
    /// Fixes that were not made, though they were asked for.
    pub left: Vec<Left>,
}

/// A file that changes.
#[derive(Debug)]
pub struct MendedFile {
    /// Relative to the repository.
    pub path: Arc<str>,
    /// Its text now.
    pub before: String,
    /// Its text then.
    pub after: String,
    /// The fixes, in the order they were made.
    pub fixes: Vec<Made>,
}

/// A fix that was made.
#[derive(Clone, Debug)]
pub struct Made {
    /// The id of its rule.
    pub rule: &'static str,
    /// What it does.
    pub message: String,
}

/// A fix that was not made.
#[derive(Clone, Debug)]
pub struct Left {
    /// The finding.
    pub finding: Diagnostic,
    /// Why it was not.
    pub why: WhyLeft,
}

/// A file on its way.
struct Work {
    before: String,
    now: String,
    fixes: Vec<Made>,
    /// What was found in `now`.
    state: State,
    /// Fixes that were tried and not kept, of those that are alike by their number.
    refused: BTreeSet<(Key, usize)>,
    /// Whether fixes are tried one by one.
    one_by_one: bool,
}

impl Work {
    /// What may be mended and was not tried in vain.
    fn open(&self, is_wanted: &impl Fn(&Fix) -> bool) -> Vec<&Diagnostic> {
        let mut seen: BTreeMap<Key, usize> = BTreeMap::new();
        let is_open = |finding: &&Diagnostic| {
            let Some(fix) = finding.fix.as_ref().filter(|fix| is_wanted(fix)) else { return false };
            let key = key(finding, fix);
            let number = seen.entry(key.clone()).or_default();
            *number += 1;
            !self.refused.contains(&(key, *number))
        };
        let mut is_open = is_open;
        self.state.findings.iter().filter(|finding| is_open(finding)).collect()
    }

    /// Does not try it again: it is the first of those like it that was not tried yet.
    fn refuse(&mut self, finding: &Diagnostic) {
        let Some(key) = finding.fix.as_ref().map(|fix| key(finding, fix)) else { return };
        let mut numbers = 1_usize..;
        let free = numbers.find(|number| !self.refused.contains(&(key.clone(), *number)));
        self.refused.extend(free.map(|number| (key, number)));
    }
}

/// What a fix is known by from pass to pass: places move.
type Key = (&'static str, String, Vec<String>);

fn key(finding: &Diagnostic, fix: &Fix) -> Key {
    let texts = fix.edits.iter().map(|edit| edit.text.clone()).collect();
    (finding.about.id, finding.subject.clone(), texts)
}

/// Works out how the files of an outcome are mended; nothing is written. The outcome must be one of this very request,
/// with [`Detail::Compared`].
#[must_use]
pub fn mend(root: &Root, request: &Request, outcome: &Outcome, most: Applicability) -> Mended {
    let is_wanted = |fix: &Fix| most == Applicability::Unsafe || fix.applicability == Applicability::Safe;
    let mut mended = Mended::default();
    let mut works = begin(root, request, outcome, &is_wanted, &mut mended);
    for pass in 0..=MOST_PASSES {
        let mut tried: BTreeMap<Arc<str>, (String, Vec<Diagnostic>)> = BTreeMap::new();
        for (path, work) in &works {
            let mut found = work.open(&is_wanted);
            // What is safe comes first: it may leave nothing to add by hand.
            if found.iter().any(|finding| is_safe(finding)) {
                found.retain(|finding| is_safe(finding));
            }
            found.truncate(if work.one_by_one { 1 } else { usize::MAX });
            let fixes: Vec<&Fix> = found.iter().filter_map(|finding| finding.fix.as_ref()).collect();
            let Some((text, taken)) = made(&work.now, &fixes) else { continue };
            let taken = taken.iter().filter_map(|index| found.get(*index).copied().cloned()).collect();
            tried.insert(path.clone(), (text, taken));
        }
        if tried.is_empty() {
            break;
        }
        if pass == MOST_PASSES {
            let left = tried.into_values().flat_map(|(_, findings)| findings);
            mended.left.extend(left.map(|finding| Left { finding, why: WhyLeft::Endless }));
            break;
        }
        let texts = works.iter().map(|(path, work)| {
            let text = tried.get(path).map_or(work.now.as_str(), |(text, _)| text.as_str());
            (path.clone(), Arc::<[u8]>::from(text.as_bytes()))
        });
        let texts = map(texts);
        let states = judged(root, request, tried.keys(), texts.clone());
        let mut followed = follow(root, request, &works, &tried, &states, texts, &is_wanted);
        for (path, (text, findings)) in tried {
            let Some(work) = works.get_mut(&path) else { continue };
            let state = states.get(&path).cloned().unwrap_or_default();
            let (text, state, findings) = match followed.remove(&path) {
                Some((text, state, more)) => (text, state, [findings, more].concat()),
                None => (text, state, findings),
            };
            match (harm(&work.state, &state, &findings), findings.as_slice()) {
                (None, _) => {
                    work.fixes.extend(findings.iter().filter_map(|finding| {
                        let message = finding.fix.as_ref()?.message.clone();
                        Some(Made { rule: finding.about.id, message })
                    }));
                    work.now = text;
                    work.state = state;
                }
                (Some(why), [finding]) => {
                    work.refuse(finding);
                    mended.left.push(Left { finding: finding.clone(), why });
                }
                (Some(_), _) => work.one_by_one = true,
            }
        }
    }
    let changed = works.into_iter().filter(|(_, work)| work.now != work.before);
    mended.files.extend(changed.map(|(path, work)| {
        let Work { before, now, fixes, .. } = work;
        MendedFile { path, before, after: now, fixes }
    }));
    mended.left.order_by_key(|left| (left.finding.place.path.clone(), left.finding.place.start));
    mended
}

fn is_safe(finding: &Diagnostic) -> bool {
    finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

/// The files in which there is something to mend, with their texts.
fn begin(
    root: &Root,
    request: &Request,
    outcome: &Outcome,
    is_wanted: &impl Fn(&Fix) -> bool,
    mended: &mut Mended,
) -> BTreeMap<Arc<str>, Work> {
    let states = states(outcome);
    let mut works = BTreeMap::new();
    for (path, state) in states {
        let wanted = |finding: &&Diagnostic| finding.fix.as_ref().is_some_and(is_wanted);
        let fixable: Vec<Diagnostic> = state.findings.iter().filter(wanted).cloned().collect();
        if fixable.is_empty() {
            continue;
        }
        let mut leave = |why: WhyLeft| {
            mended.left.extend(fixable.iter().cloned().map(|finding| Left { finding, why: why.clone() }));
        };
        if Path::new(&*path).is_absolute() {
            leave(WhyLeft::Outside);
            continue;
        }
        let piped = request.given.piped.as_ref();
        let Ok(text) = text_of(root, piped, &Listed::named(path.clone()), u64::MAX) else {
            leave(WhyLeft::Moved);
            continue;
        };
        let text = text.as_str().to_owned();
        let work = Work {
            before: text.clone(),
            now: text,
            fixes: vec![],
            state,
            refused: BTreeSet::new(),
            one_by_one: false,
        };
        works.insert(path, work);
    }
    works
}

/// What is found in these files, when they and others have other texts than on the disk.
fn judged<'p>(
    root: &Root,
    request: &Request,
    paths: impl Iterator<Item = &'p Arc<str>>,
    texts: BTreeMap<Arc<str>, Arc<[u8]>>,
) -> BTreeMap<Arc<str>, State> {
    let mut given = request.given.clone();
    let is_piped = |piped: &Piped, path: &str| root.relative(&piped.path).is_ok_and(|piped| &*piped == path);
    if let Some(piped) = &mut given.piped {
        let text = texts.iter().find(|(path, _)| is_piped(piped, path)).map(|(_, text)| text.clone());
        piped.bytes = text.unwrap_or_else(|| piped.bytes.clone());
    }
    let paths: Vec<PathBuf> = paths.map(|path| root.join(path)).collect();
    let again = Request { paths, given, today: request.today, detail: Detail::Compared };
    states(&run(&root.with_texts(texts), &again))
}

/// A file with what was tried in it, mended again.
type Followed = (String, State, Vec<Diagnostic>);

/// Where all that a change brings to light are notes that can be mended as well, mends them with it, and says how that goes. Only
/// what then does no harm is told.
fn follow(
    root: &Root,
    request: &Request,
    works: &BTreeMap<Arc<str>, Work>,
    tried: &BTreeMap<Arc<str>, (String, Vec<Diagnostic>)>,
    states: &BTreeMap<Arc<str>, State>,
    mut texts: BTreeMap<Arc<str>, Arc<[u8]>>,
    is_wanted: &impl Fn(&Fix) -> bool,
) -> BTreeMap<Arc<str>, Followed> {
    let mut again: BTreeMap<Arc<str>, (String, Vec<Diagnostic>)> = BTreeMap::new();
    for (path, (text, _)) in tried {
        let (Some(work), Some(state)) = (works.get(path), states.get(path)) else { continue };
        let Some(following) = state.followed(&work.state, is_wanted) else { continue };
        let fixes: Vec<&Fix> = following.iter().filter_map(|finding| finding.fix.as_ref()).collect();
        let Some((text, taken)) = made(text, &fixes) else { continue };
        if taken.len() == following.len() {
            texts.insert(path.clone(), Arc::from(text.as_bytes()));
            again.insert(path.clone(), (text, following));
        }
    }
    if again.is_empty() {
        return BTreeMap::new();
    }
    let mut after = judged(root, request, again.keys(), texts);
    let helps = again.into_iter().filter_map(|(path, (text, following))| {
        let state = after.remove(&path).unwrap_or_default();
        let (work, (_, findings)) = (works.get(&path)?, tried.get(&path)?);
        let all = [findings.as_slice(), following.as_slice()].concat();
        let is_good = state.settles(&work.state, findings) && harm(&work.state, &state, &all).is_none();
        is_good.then_some((path, (text, state, following)))
    });
    map(helps)
}

/// What an outcome says of each file.
fn states(outcome: &Outcome) -> BTreeMap<Arc<str>, State> {
    let mut states: BTreeMap<Arc<str>, State> = BTreeMap::new();
    for finding in outcome.findings.iter().filter(|finding| finding.status == Status::New) {
        let diagnostic = &finding.diagnostic;
        // What is found in one file may be about another, too.
        let related = diagnostic.related.iter().map(|label| &label.path);
        let paths = set(related.chain([&diagnostic.place.path]));
        for path in paths {
            states.entry(path.clone()).or_default().count(diagnostic);
        }
        let state = states.entry(diagnostic.place.path.clone()).or_default();
        state.findings.push(diagnostic.clone());
    }
    for incident in &outcome.incidents {
        let state = states.entry(incident.path.clone()).or_default();
        state.said.clone_from(&incident.said);
    }
    states
}
