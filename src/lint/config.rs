//! `sevlint.toml`: where things are, local names, gravity of rules.

use std::sync::Arc;

use jiff::civil::Date;
use jiff::tz::TimeZone;

use crate::diagnostic::about::Gravity;
use crate::diagnostic::language::Language;
use crate::model::moment::read_date;
use crate::model::vocabulary::LocalNames;
use crate::model::workdays::Workdays;
use crate::rules::shared::config_fault::{ConfigFault, ConfigFaultKind};
use crate::rules::{RULES, rule};
use crate::source::globs::Globs;
use crate::source::in_order::{InOrder, set};
use crate::source::nearest::nearest;
use crate::source::node::Node;
use crate::source::shape::{Faults, Fields, list, mapping, text, texts, whole, word};
use crate::source::span::Span;
use crate::source::text::Text;
use crate::source::toml;

use super::file_size::{MAX_FILE_SIZE, read_size};
use super::selection::{FIXED, Selection};

/// The name of the configuration file.
pub const CONFIG_FILE: &str = "sevlint.toml";

/// The keys of the file.
pub const KEYS: &[&str] = &[
    "table",
    "postmortems",
    "exclude",
    "timezone",
    "language",
    "enforce_from",
    "fail_on",
    "baseline",
    "fiscal_year_starts",
    "max_file_size",
    "holidays",
    "names",
    "sections",
    "rules",
    "overrides",
];
/// The keys of one of its overrides.
pub const OVERRIDE: &[&str] = &["paths", "rules"];
/// What a rule may be set to.
pub const SETTINGS: &[&str] = &["error", "warning", "note", "off"];
/// From which gravity on a run may fail.
pub const FAIL_ON: &[&str] = &["error", "warning", "note", "never"];
/// The languages of messages.
pub const LANGUAGES: &[&str] = &["en", "ja"];

/// The files that an override is for, where it says so, and its settings.
type Override = (Globs, Span, Vec<(&'static str, Setting)>);

/// What a `sevlint.toml` says, or the defaults.
#[derive(Clone, Debug)]
pub struct Config {
    /// The file, if there is one.
    pub text: Option<Arc<Text>>,
    /// Its folder relative to the repository, empty or with `/` at the end; paths and globs are relative to it.
    pub folder: String,
    /// Tables, with the places that name them; none where it says nothing.
    pub tables: Vec<(String, Span)>,
    /// Globs of postmortems; none where it says nothing.
    pub postmortems: Option<Globs>,
    /// Globs of what is left out.
    pub exclude: Globs,
    /// The zone of times without an offset; none where it says nothing.
    pub timezone: Option<TimeZone>,
    /// The language of messages.
    pub language: Language,
    /// Incidents before this day are judged, and make no findings.
    pub enforce_from: Option<Date>,
    /// The gravity from which on a run fails; none where it says nothing.
    pub fail_on: Option<FailOn>,
    /// The file of known findings, with the place that names it; none where it says nothing.
    pub baseline: Option<(String, Span)>,
    /// The month in which the fiscal year starts, from 1; none where it says nothing.
    pub fiscal_year_starts: Option<i8>,
    /// The largest file that is read, in bytes.
    pub max_file_size: u64,
    /// On which days people work, and where.
    pub workdays: Workdays,
    /// What postmortems call fields and facts.
    pub names: LocalNames,
    /// The places of the canonical names.
    pub name_places: Vec<(String, Span)>,
    /// What postmortems call sections.
    pub sections: LocalNames,
    /// The places of the names of sections.
    pub section_places: Vec<(String, Span)>,
    /// What the command line selects and leaves out.
    pub selection: Selection,
    rules: Vec<(&'static str, Setting)>,
    overrides: Vec<Override>,
}

/// A configuration that is not taken.
#[derive(Clone, Debug)]
pub struct Refused {
    /// The language it asks for, as far as that can be read: what is wrong is said in it.
    pub language: Language,
    /// Everything that is wrong with it.
    pub faults: Vec<ConfigFault>,
}

/// From which gravity on a run fails.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// From this gravity on.
    Gravity(Gravity),
    /// Never.
    Never,
}

/// What a rule is set to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Setting {
    /// Its findings have this gravity.
    Gravity(Gravity),
    /// It makes no findings.
    Off,
}

impl FailOn {
    /// The setting of that word.
    #[must_use]
    pub fn named(word: &str) -> Option<Self> {
        if word == "never" { Some(Self::Never) } else { gravity(word).map(Self::Gravity) }
    }
}

impl Config {
    /// What holds where there is no `sevlint.toml`.
    #[must_use]
    pub fn default_in(folder: String) -> Self {
        Self {
            text: None,
            folder,
            tables: vec![],
            postmortems: None,
            exclude: Globs::default(),
            timezone: None,
            language: Language::default(),
            enforce_from: None,
            fail_on: None,
            baseline: None,
            fiscal_year_starts: None,
            max_file_size: MAX_FILE_SIZE,
            workdays: Workdays::default(),
            names: vec![],
            name_places: vec![],
            sections: vec![],
            section_places: vec![],
            selection: Selection::default(),
            rules: vec![],
            overrides: vec![],
        }
    }

    /// Reads a `sevlint.toml` that governs `folder`.
    ///
    /// # Errors
    /// Everything that keeps it from being read, in order.
    pub fn read(text: &Arc<Text>, folder: String) -> Result<Self, Refused> {
        let parsed = toml::parse(text.as_str());
        let mut reader = Reader { folder: folder.trim_end_matches('/').to_owned(), ..Reader::default() };
        for fault in &parsed.faults {
            reader.fault(fault.span, ConfigFaultKind::Syntax(fault.kind.clone()));
        }
        let entries = parsed.root.entries().unwrap_or_default();
        let fields = Fields::of_entries(entries, parsed.root.span, KEYS, &mut reader.shape);
        let mut config = Self::default_in(folder);
        config.text = Some(text.clone());
        config.tables = reader.texts(fields.get("table"));
        config.postmortems = fields.get("postmortems").map(|node| reader.globs(Some(node)));
        config.exclude = reader.globs(fields.get("exclude"));
        config.timezone = fields.get("timezone").and_then(|node| reader.zone(node));
        let language = fields.get("language").and_then(|node| word(node, LANGUAGES, &mut reader.shape));
        config.language = language
            .and_then(Language::coded)
            .or_else(|| written_language(text.as_str()))
            .unwrap_or_default();
        config.enforce_from = fields.get("enforce_from").and_then(|node| reader.date(node));
        config.fail_on = fields
            .get("fail_on")
            .and_then(|node| word(node, FAIL_ON, &mut reader.shape))
            .and_then(FailOn::named);
        config.baseline = fields.get("baseline").and_then(|node| reader.named(node));
        config.fiscal_year_starts = fields.get("fiscal_year_starts").and_then(|node| reader.month(node));
        config.max_file_size =
            fields.get("max_file_size").and_then(|node| reader.size(node)).unwrap_or(MAX_FILE_SIZE);
        let holidays = fields.get("holidays").map(|node| list(node, &mut reader.shape)).unwrap_or_default();
        let holidays = set(holidays.into_iter().filter_map(|node| reader.date(node)));
        config.workdays = Workdays { holidays };
        for entry in fields.get("names").and_then(|node| mapping(node, &mut reader.shape)).unwrap_or_default()
        {
            let keys = reader.texts(Some(&entry.value)).into_iter().map(|(key, _)| key).collect();
            config.names.push((entry.key.to_string(), keys));
            config.name_places.push((entry.key.to_string(), entry.key_span));
        }
        let sections = fields.get("sections").and_then(|node| mapping(node, &mut reader.shape));
        for entry in sections.unwrap_or_default() {
            let aliases = reader.texts(Some(&entry.value)).into_iter().map(|(alias, _)| alias).collect();
            config.sections.push((entry.key.to_string(), aliases));
            config.section_places.push((entry.key.to_string(), entry.key_span));
        }
        config.rules = fields.get("rules").map(|node| reader.settings(node)).unwrap_or_default();
        if let Some(node) = fields.get("overrides") {
            let key = entries.iter().find(|entry| &*entry.key == "overrides");
            config.overrides = reader.overrides(key.map_or(node.span, |entry| entry.key_span), node);
        }
        let faults = reader.finish();
        if faults.is_empty() { Ok(config) } else { Err(Refused { language: config.language, faults }) }
    }

    /// What a rule is set to for a file; the path is relative to the repository. None leaves the rule as it is.
    #[must_use]
    pub fn setting(&self, rule: &str, path: &str) -> Option<Setting> {
        if self.selection.leaves_out(rule) {
            return Some(Setting::Off);
        }
        let written = self.written_setting(rule, path);
        written.filter(|setting| *setting != Setting::Off || !self.selection.names(rule))
    }

    /// The same, by the file alone.
    fn written_setting(&self, rule: &str, path: &str) -> Option<Setting> {
        let find = |settings: &[(&'static str, Setting)]| {
            settings.iter().rev().find(|(name, _)| *name == rule).map(|(_, setting)| *setting)
        };
        // Globs cost more than names.
        let mut local = self.overrides.iter().rev();
        let set = local
            .find_map(|(globs, _, settings)| find(settings).filter(|_| globs.first_match(path).is_some()));
        set.or_else(|| find(&self.rules))
    }

    /// The lines, counted from 1, of the overrides that are for no file; `has` says whether one matches.
    #[must_use]
    pub fn idle_overrides(&self, has: impl Fn(&Globs) -> bool) -> Vec<u32> {
        let idle = self.overrides.iter().filter(|(globs, ..)| !has(globs));
        let line = |(_, span, _): &Override| Some(self.text.as_ref()?.line_number(span.start));
        idle.filter_map(line).collect()
    }

    /// The zone of times without an offset. Where none is configured it is that of UTC, which then
    /// [is unknown](TimeZone::is_unknown).
    #[must_use]
    pub fn zone(&self) -> TimeZone {
        self.timezone.clone().unwrap_or_else(TimeZone::unknown)
    }
}

#[derive(Default)]
struct Reader {
    /// Without `/` at the end.
    folder: String,
    shape: Faults,
    faults: Vec<ConfigFault>,
}

impl Reader {
    fn fault(&mut self, span: Span, kind: ConfigFaultKind) {
        self.faults.push(ConfigFault { span, kind });
    }

    fn texts(&mut self, node: Option<&Node>) -> Vec<(String, Span)> {
        node.map(|node| texts(node, &mut self.shape)).unwrap_or_default()
    }

    fn named(&mut self, node: &Node) -> Option<(String, Span)> {
        Some((text(node, &mut self.shape)?.to_owned(), node.span))
    }

    fn globs(&mut self, node: Option<&Node>) -> Globs {
        let patterns = self.texts(node);
        let texts: Vec<&str> = patterns.iter().map(|(pattern, _)| pattern.as_str()).collect();
        match Globs::new(&self.folder, &texts) {
            Ok(globs) => globs,
            Err(faults) => {
                for fault in faults {
                    let span = patterns.get(fault.index).map_or(Span::at(0), |(_, span)| *span);
                    self.fault(span, ConfigFaultKind::GlobUnusable(fault.kind));
                }
                Globs::default()
            }
        }
    }

    fn zone(&mut self, node: &Node) -> Option<TimeZone> {
        let name = text(node, &mut self.shape)?;
        let zone = TimeZone::get(name).ok();
        if zone.is_none() {
            self.fault(node.span, ConfigFaultKind::ZoneUnknown(name.to_owned()));
        }
        zone
    }

    fn date(&mut self, node: &Node) -> Option<Date> {
        let written = text(node, &mut self.shape)?;
        let date = read_date(written).ok();
        if date.is_none() {
            self.fault(node.span, ConfigFaultKind::DateUnreadable(written.to_owned()));
        }
        date
    }

    fn month(&mut self, node: &Node) -> Option<i8> {
        let written = whole(node, &mut self.shape)?;
        let month = i8::try_from(written).ok().filter(|month| (1..=12).contains(month));
        if month.is_none() {
            self.fault(node.span, ConfigFaultKind::MonthImpossible(written));
        }
        month
    }

    fn size(&mut self, node: &Node) -> Option<u64> {
        let written = text(node, &mut self.shape)?;
        let size = read_size(written);
        if size.is_none() {
            self.fault(node.span, ConfigFaultKind::SizeUnreadable(written.to_owned()));
        }
        size
    }

    fn settings(&mut self, node: &Node) -> Vec<(&'static str, Setting)> {
        let mut settings = vec![];
        for entry in mapping(node, &mut self.shape).unwrap_or_default() {
            let Some(known) = rule(&entry.key) else {
                let nearest = nearest(&entry.key, RULES.iter().map(|rule| rule.about.id));
                let kind = ConfigFaultKind::RuleUnknown { name: entry.key.to_string(), nearest };
                self.fault(entry.key_span, kind);
                continue;
            };
            let Some(setting) = word(&entry.value, SETTINGS, &mut self.shape) else { continue };
            let fixed = FIXED.contains(&known.about.id) && setting != "error";
            if fixed {
                self.fault(entry.key_span, ConfigFaultKind::RuleFixed(entry.key.to_string()));
            }
            settings.push((known.about.id, gravity(setting).map_or(Setting::Off, Setting::Gravity)));
        }
        settings
    }

    fn overrides(&mut self, key: Span, node: &Node) -> Vec<Override> {
        let Some(items) = node.items() else {
            self.fault(key, ConfigFaultKind::OverridesSingle);
            return vec![];
        };
        let mut overrides = vec![];
        for item in items {
            let Some(fields) = Fields::of(item, OVERRIDE, &mut self.shape) else { continue };
            let paths = fields.need("paths", &mut self.shape);
            let globs = self.globs(paths);
            let settings = fields.get("rules").map(|node| self.settings(node)).unwrap_or_default();
            overrides.push((globs, paths.map_or(item.span, |paths| paths.span), settings));
        }
        overrides
    }

    fn finish(self) -> Vec<ConfigFault> {
        let shape = self.shape.into_iter();
        let shape =
            shape.map(|fault| ConfigFault { span: fault.span, kind: ConfigFaultKind::Shape(fault.kind) });
        let mut faults: Vec<ConfigFault> = self.faults.into_iter().chain(shape).collect();
        faults.order_by_key(|fault| fault.span);
        faults
    }
}

/// The language as a line says it, for a file of which no keys could be read.
#[must_use]
pub fn written_language(text: &str) -> Option<Language> {
    let code = text.lines().find_map(|line| {
        let value = line.trim().strip_prefix("language")?.trim_start().strip_prefix('=')?;
        value.trim_start().strip_prefix(['"', '\''])?.split(['"', '\'']).next()
    });
    code.and_then(Language::coded)
}

fn gravity(word: &str) -> Option<Gravity> {
    [Gravity::Error, Gravity::Warning, Gravity::Note].into_iter().find(|gravity| gravity.word() == word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_broken_file_is_spoken_of_in_its_language() {
        for (text, expected) in [
            ("language = \"ja\"", Language::Japanese),
            ("language = 'ja'\nrules = [", Language::Japanese),
            ("  language=\"ja\" # 日本語\nenforce_from = 2026-13-01", Language::Japanese),
            ("languages = \"ja\"\nunknown = 1", Language::English),
        ] {
            let read = Config::read(&Arc::new(Text::new("sevlint.toml", text)), String::new());
            let language = read.map_or_else(|refused| refused.language, |config| config.language);
            assert_eq!(language, expected, "{text}");
        }
    }
}
