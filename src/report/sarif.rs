//! SARIF 2.1.0, for code scanning: every rule with its page, every finding with its evidence, and why some do not count.
//!
//! The standard: OASIS, *Static Analysis Results Interchange Format (SARIF) Version 2.1.0*, errata 01. Columns are Unicode
//! code points; paths are relative to the root of the repository, and percent-encoded. Ignores and overrides are suppressions in
//! source with their reason; what a baseline knows is `unchanged` and not suppressed, since nobody accepted it.

use std::io::{self, Write};

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::diagnostic::about::{About, Gravity};
use crate::diagnostic::diagnostic::{Diagnostic, Edit, Fix, Label};
use crate::diagnostic::language::Language;
use crate::lint::outcome::{Decision, Finding, Outcome, Overridden, RunNote, Status};
use crate::lint::record::Detail;
use crate::rules::RULES;
use crate::source::text::Position;

use super::format::Format;
use super::look::Look;
use super::note::note_words;
use super::rule_page;
use super::rule_page::{HOME, address};
use super::sarif_document::{
    ArtifactChange, ArtifactLocation, AutomationDetails, BaseId, BaseIds, Configuration, Descriptor,
    DescriptorReference, Driver, Fingerprints, Help, Invocation, Location, Log, Message, Notification,
    PhysicalLocation, Region, Replacement, RuleProperties, Run, SarifFix, SarifResult, Suppression, Tool,
};
use super::words;

/// The format.
pub static FORMAT: Format = Format {
    name: "sarif",
    docs: "SARIF 2.1.0 for code scanning: all rules, findings with evidence, suppressions and fixes",
    for_programs: true,
    detail: Detail::Brief,
    render,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
/// What paths are relative to.
const ROOT: &str = "SRCROOT";
/// What a path may hold as it is: the unreserved characters of RFC 3986, and `/`.
const IN_PATHS: &AsciiSet =
    &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~').remove(b'/');
fn render(outcome: &Outcome, _look: &Look, out: &mut dyn Write) -> io::Result<()> {
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run(outcome)] };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    out.write_all(b"\n")
}

fn run(outcome: &Outcome) -> Run<'_> {
    let has_baseline = !outcome.baselines.is_empty();
    let findings = outcome.findings.iter().map(|finding| of_finding(finding, has_baseline, outcome.language));
    let overridden = outcome.overridden.iter().map(|kept| of_override(kept, has_baseline, outcome.language));
    Run {
        tool: Tool { driver: driver(outcome.language) },
        invocations: [Invocation {
            execution_successful: outcome.was_run,
            tool_execution_notifications: outcome
                .notes
                .iter()
                .map(|note| notification(note, outcome))
                .collect(),
        }],
        language: outcome.language.code(),
        automation_details: AutomationDetails { id: "sevlint/" },
        original_uri_base_ids: BaseIds { root: BaseId { description: plain("The root of the repository.") } },
        column_kind: "unicodeCodePoints",
        results: findings.chain(overridden).collect(),
    }
}

fn driver(language: Language) -> Driver {
    let version = env!("CARGO_PKG_VERSION");
    Driver {
        name: "sevlint",
        full_name: concat!("sevlint ", env!("CARGO_PKG_VERSION")),
        version,
        semantic_version: version,
        information_uri: (!HOME.is_empty()).then_some(HOME),
        rules: RULES.iter().map(|rule| descriptor(&rule.about, language)).collect(),
    }
}

fn descriptor(about: &About, language: Language) -> Descriptor {
    let summary = ended(&rule_page::sentence((about.summary)(language)), language);
    let page = rule_page::body(about, 2, language);
    Descriptor {
        id: about.id,
        name: about.id.split('-').map(rule_page::sentence).collect(),
        short_description: plain(&summary),
        full_description: plain(&summary),
        help: Help { text: page.clone(), markdown: page },
        help_uri: address(HOME, about),
        default_configuration: Configuration { level: level(about.gravity) },
        properties: RuleProperties { tags: vec!["postmortem", about.family()] },
    }
}

fn level(gravity: Gravity) -> &'static str {
    match gravity {
        Gravity::Error => "error",
        Gravity::Warning => "warning",
        Gravity::Note => "note",
    }
}

fn notification(note: &RunNote, outcome: &Outcome) -> Notification {
    let (id, level) = match note {
        RunNote::NotRun(_) => ("run-not-made", "error"),
        _ => ("run-note", "note"),
    };
    let descriptor = DescriptorReference { id };
    Notification {
        descriptor,
        level,
        message: message(&note_words(note, outcome.language), outcome.language),
    }
}

fn of_finding(finding: &Finding, has_baseline: bool, language: Language) -> SarifResult<'_> {
    let mut result = result(&finding.diagnostic, &finding.fingerprint, language);
    if let Status::Ignored(reason) = &finding.status {
        result.suppressions.push(in_source(reason.as_deref().map(str::to_owned)));
    }
    let is_known = finding.status == Status::Baselined;
    result.baseline_state = has_baseline.then_some(if is_known { "unchanged" } else { "new" });
    result
}

fn of_override(kept: &Overridden, has_baseline: bool, language: Language) -> SarifResult<'_> {
    let mut result = result(&kept.diagnostic, &kept.fingerprint, language);
    result.suppressions.push(in_source(justification(&kept.decision, language)));
    result.baseline_state = has_baseline.then_some("new");
    result
}

fn in_source(justification: Option<String>) -> Suppression {
    Suppression { kind: "inSource", status: "accepted", justification }
}

/// `one customer (approved by cto, until 2026-09-30)`.
fn justification(decision: &Decision, language: Language) -> Option<String> {
    let because = decision.because.as_deref()?;
    let mut more = vec![];
    if let Some(who) = &decision.approved_by {
        more.push(match language {
            Language::English => format!("approved by {who}"),
            Language::Japanese => format!("承認: {who}"),
        });
    }
    if let Some(until) = &decision.until {
        more.push(match language {
            Language::English => format!("until {until}"),
            Language::Japanese => format!("期限: {until}"),
        });
    }
    let more = if more.is_empty() { String::new() } else { format!(" ({})", more.join(", ")) };
    Some(format!("{because}{more}"))
}

fn result<'f>(diagnostic: &'f Diagnostic, fingerprint: &'f str, language: Language) -> SarifResult<'f> {
    let related = diagnostic.related.iter().enumerate();
    SarifResult {
        rule_id: diagnostic.about.id,
        rule_index: RULES.iter().position(|rule| rule.about.id == diagnostic.about.id),
        level: level(diagnostic.gravity),
        message: told(diagnostic, language),
        locations: [Location { id: None, ..location(&diagnostic.place, language) }],
        related_locations: related
            .map(|(index, label)| Location { id: Some(index + 1), ..location(label, language) })
            .collect(),
        partial_fingerprints: Fingerprints { finding: fingerprint },
        suppressions: vec![],
        baseline_state: None,
        fixes: diagnostic.fix.iter().map(|fix| of_fix(fix, &diagnostic.place.path, language)).collect(),
    }
}

/// The message, and what to do.
fn told(diagnostic: &Diagnostic, language: Language) -> Message {
    let Some(help) = &diagnostic.help else { return message(&diagnostic.message, language) };
    let (said, word) = (ended(&diagnostic.message, language), words::help(language));
    message(&format!("{said}\n{}: {help}", rule_page::sentence(word)), language)
}

fn location(label: &Label, language: Language) -> Location {
    let said = (!label.message.is_empty()).then(|| message(&label.message, language));
    // Of a file that cannot be read no line is known; code scanning shows the first.
    let (region, context_region) = match &label.excerpt {
        None => (line_alone(label.start.line), None),
        Some(excerpt) => {
            let marked = excerpt.text.get(excerpt.marked.0..excerpt.marked.1).unwrap_or_default();
            let length = label.end.offset.saturating_sub(label.start.offset) as usize;
            let snippet = (marked.len() == length).then(|| plain(marked));
            let region = Region { snippet, ..between(label.start, label.end) };
            let lines = u32::try_from(excerpt.text.matches('\n').count()).unwrap_or_default();
            let is_whole = excerpt.first_column == 1;
            let context = Region {
                end_line: Some(excerpt.first_line + lines),
                snippet: Some(plain(&excerpt.text)),
                ..line_alone(excerpt.first_line)
            };
            (region, is_whole.then_some(context))
        }
    };
    Location {
        id: None,
        physical: PhysicalLocation { artifact_location: artifact(&label.path), region, context_region },
        message: said,
    }
}

fn line_alone(line: u32) -> Region {
    Region { start_line: line, start_column: None, end_line: None, end_column: None, snippet: None }
}

fn between(start: Position, end: Position) -> Region {
    Region {
        start_column: Some(start.column),
        end_line: Some(end.line),
        end_column: Some(end.column),
        ..line_alone(start.line)
    }
}

fn artifact(path: &str) -> ArtifactLocation {
    ArtifactLocation { uri: utf8_percent_encode(path, IN_PATHS).to_string(), uri_base_id: ROOT }
}

fn of_fix(fix: &Fix, path: &str, language: Language) -> SarifFix {
    let replacement = |edit: &Edit| Replacement {
        deleted_region: between(edit.start, edit.end),
        inserted_content: plain(&edit.text),
    };
    let replacements = fix.edits.iter().map(replacement).collect();
    SarifFix {
        description: message(&fix.message, language),
        artifact_changes: [ArtifactChange { artifact_location: artifact(path), replacements }],
    }
}

/// Text that is what it is: of a file, or our own.
fn plain(text: &str) -> Message {
    Message { text: text.to_owned() }
}

/// A sentence. In messages, `[text](place)` is a link and `{0}` an argument, unless they are escaped.
fn message(text: &str, language: Language) -> Message {
    let (has_link, has_argument) = (text.contains("]("), holds_argument(text));
    let mut safe = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '[' | ']' if has_link => safe.extend(['\\', character]),
            '{' | '}' if has_argument => safe.extend([character, character]),
            shown => safe.push(shown),
        }
    }
    Message { text: ended(&safe, language) }
}

/// Whether there is a `{0}` in it. Where there is none, viewers show braces as they are.
fn holds_argument(text: &str) -> bool {
    text.split('{').skip(1).any(|rest| {
        let after = rest.trim_start_matches(|character: char| character.is_ascii_digit());
        after.len() < rest.len() && after.starts_with('}')
    })
}

/// With its full stop.
fn ended(text: &str, language: Language) -> String {
    let stop = match language {
        Language::English => '.',
        Language::Japanese => '。',
    };
    if text.ends_with(['.', '。', '!', '?', '！', '？']) {
        text.to_owned()
    } else {
        format!("{text}{stop}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_encoded_and_stay_relative() {
        for (path, uri) in [
            ("postmortems/a.md", "postmortems/a.md"),
            ("a:b #1?.md", "a%3Ab%20%231%3F.md"),
            ("100%/障害.md", "100%25/%E9%9A%9C%E5%AE%B3.md"),
            ("a\nb.md", "a%0Ab.md"),
        ] {
            assert_eq!(artifact(path).uri, uri);
        }
    }

    #[test]
    fn messages_hold_no_link_and_no_argument() {
        for (text, shown) in [
            ("see [x](https://e.example) {0}", "see \\[x\\](https://e.example) {{0}}."),
            ("write `{ because: \"…\" }`", "write `{ because: \"…\" }`."),
            ("a list [1, 2]", "a list [1, 2]."),
        ] {
            assert_eq!(message(text, Language::English).text, shown);
        }
    }
}
