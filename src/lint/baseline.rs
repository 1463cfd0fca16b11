//! The file of known findings: what an old repository had when sevlint came to it. They are marked, and do not count.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use crate::rules::shared::baseline_fault::{BaselineFault, BaselineFaultKind};
use crate::source::in_order::InOrder;
use crate::source::json;
use crate::source::shape::{Faults, Fields, ShapeFault, list, text, whole};
use crate::source::syntax::Parsed;
use crate::source::text::Text;

/// The keys of the file.
const KEYS: &[&str] = &["schema", "findings"];
/// The keys of a finding in it.
const FINDING: &[&str] = &["rule", "path", "fingerprint"];
/// The version of the file.
const SCHEMA: u32 = 1;

/// The findings that are known.
#[derive(Clone, Debug)]
pub struct Baseline {
    /// How the file is called in messages.
    pub name: Arc<str>,
    /// Where it is, or is to be written.
    pub place: PathBuf,
    /// Whether the file is there.
    pub is_written: bool,
    /// What is in it.
    pub findings: BTreeSet<Known>,
}

/// A known finding, in the order of the file.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Known {
    /// Where it was found. For people: a file may be renamed.
    pub path: String,
    /// The id of its rule.
    pub rule: String,
    /// Its name, which stays the same when lines move.
    pub fingerprint: String,
}

/// What is to be done to the baselines of a run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upkeep {
    /// Whether new findings are written down as known.
    pub add: bool,
    /// Whether those that are no longer found are taken out.
    pub prune: bool,
}

impl Upkeep {
    /// Whether something is to be done.
    #[must_use]
    pub fn is_asked(self) -> bool {
        self.add || self.prune
    }
}

impl Baseline {
    /// A baseline that is still to be written.
    #[must_use]
    pub fn unwritten(name: Arc<str>, place: PathBuf) -> Self {
        Self { name, place, is_written: false, findings: BTreeSet::new() }
    }

    /// Reads the file.
    ///
    /// # Errors
    /// Everything that keeps it from being read, in order.
    pub fn read(file: &Text, place: PathBuf) -> Result<Self, Vec<BaselineFault>> {
        let Parsed { root, faults, .. } = json::parse(file.as_str());
        let mut found: Vec<BaselineFault> = faults
            .into_iter()
            .map(|fault| BaselineFault { span: fault.span, kind: BaselineFaultKind::Syntax(fault.kind) })
            .collect();
        let mut shape: Faults = vec![];
        let mut findings = BTreeSet::new();
        let fields = if found.is_empty() { Fields::of(&root, KEYS, &mut shape) } else { None };
        if let Some(fields) = &fields {
            let version = fields.need("schema", &mut shape);
            if let Some((node, version)) = version.and_then(|node| Some((node, whole(node, &mut shape)?)))
                && version != SCHEMA
            {
                let kind = BaselineFaultKind::Schema(version.to_string());
                // What is in the file of another version is not for this one to judge.
                return Err(vec![BaselineFault { span: node.span, kind }]);
            }
            let listed = fields.need("findings", &mut shape).map(|node| list(node, &mut shape));
            for item in listed.unwrap_or_default() {
                let Some(fields) = Fields::of(item, FINDING, &mut shape) else { continue };
                let mut said = |key| {
                    let node = fields.need(key, &mut shape)?;
                    text(node, &mut shape).map(str::to_owned)
                };
                let (path, rule, fingerprint) = (said("path"), said("rule"), said("fingerprint"));
                let (Some(path), Some(rule), Some(fingerprint)) = (path, rule, fingerprint) else { continue };
                findings.insert(Known { path, rule, fingerprint });
            }
        }
        let of_shape = |fault: ShapeFault| BaselineFault {
            span: fault.span,
            kind: BaselineFaultKind::Shape(fault.kind),
        };
        found.extend(shape.into_iter().map(of_shape));
        found.order_by_key(|fault| fault.span);
        found.truncate(MOST_FAULTS);
        if found.is_empty() {
            Ok(Self { name: file.path().clone(), place, is_written: true, findings })
        } else {
            Err(found)
        }
    }
}

/// Whoever has mended these may ask again.
const MOST_FAULTS: usize = 20;

/// The text of a baseline: a finding on each line, in order, so that a difference is easy to read and to merge.
#[must_use]
pub fn written(findings: &BTreeSet<Known>) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let lines: Vec<String> = findings
        .iter()
        .map(|known| {
            format!(
                "    {{ \"rule\": {}, \"path\": {}, \"fingerprint\": {} }}",
                quoted(&known.rule),
                quoted(&known.path),
                quoted(&known.fingerprint)
            )
        })
        .collect();
    let list = if lines.is_empty() { "[]".to_owned() } else { format!("[\n{}\n  ]", lines.join(",\n")) };
    format!("{{\n  \"schema\": {SCHEMA},\n  \"findings\": {list}\n}}\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Vec<String>, Vec<BaselineFaultKind>> {
        let baseline = Baseline::read(&Text::new("known.json", text), PathBuf::new());
        let shown = |known: Known| format!("{} {} {}", known.path, known.rule, known.fingerprint);
        baseline
            .map(|baseline| baseline.findings.into_iter().map(shown).collect())
            .map_err(|faults| faults.into_iter().map(|fault| fault.kind).collect())
    }

    #[test]
    fn what_is_written_is_read() {
        let known =
            |path: &str| Known { path: path.into(), rule: "field-missing".into(), fingerprint: "0f".into() };
        let findings: BTreeSet<Known> = [known("障害/\"b\".md"), known("a.md")].into();
        let text = written(&findings);
        assert_eq!(read(&text).unwrap(), ["a.md field-missing 0f", "障害/\"b\".md field-missing 0f"]);
        assert_eq!(text.lines().count(), 7, "{text}");
        assert_eq!(read(&written(&BTreeSet::new())), Ok(vec![]));
    }

    #[test]
    fn what_is_broken_is_told() {
        for (text, faults) in [
            ("", 1),
            ("[]", 1),
            ("{}", 2),
            ("{ \"schema\": 1 }", 1),
            ("{ \"schema\": 2, \"more\": [] }", 1),
            ("{ \"schema\": 1, \"findings\": [{ \"rule\": \"a\", \"path\": \"b\" }, 3] }", 2),
            ("{ \"schema\": 1, \"findings\": [], \"findngs\": [] }", 1),
            ("{ \"schema\": 1, \"findings\": [\n<<<<<<< ours\n] }", 1),
        ] {
            assert_eq!(read(text).map_err(|faults| faults.len()), Err(faults), "{text}");
        }
    }
}
