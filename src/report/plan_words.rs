//! The phrases of a plan, in each language: levels, criteria, facts, regions.
//!
//! What a stranger wrote stands here without backticks of its own, so that a format can tell words from values.

use crate::diagnostic::language::Language;
use crate::insight::plan::Plan;
use crate::insight::plan_incidents::{Change, Found, KnownFact};
use crate::insight::plan_joint::FactChange;
use crate::insight::plan_levels::Direction;
use crate::insight::plan_moves::Region;
use crate::model::say::{say_demand, unquoted};
use crate::model::value::Demand;
use crate::rules::words::japanese;
use crate::rules::words::phrase::{and, excerpt, or};
use crate::rules::words::point_words::point_words;
use crate::space::cells::CellSet;
use crate::space::interval::{Interval, Intervals};
use crate::table::flaw::ascending::Witness;
use crate::table::geometry::Dimension;
use crate::table::level::Criterion;
use crate::table::table::Table;
use crate::verdict::standing::Standing;

use super::words::standing;

/// A value or a name, in backticks.
#[must_use]
pub fn code(text: &str) -> String {
    format!("`{}`", plain(text))
}

/// What somebody else wrote, on one line, without backticks.
#[must_use]
pub fn plain(text: &str) -> String {
    text.replace('`', "'").split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The id of a level; of none, that there is none.
#[must_use]
pub fn level(table: &Table, level: Option<usize>, language: Language) -> String {
    match level.and_then(|level| table.levels.get(level)) {
        Some(level) => plain(&level.id.text),
        None => match language {
            Language::English => "no level".to_owned(),
            Language::Japanese => "該当なし".to_owned(),
        },
    }
}

/// `SEV-1 or SEV-2`: how an incident comes out.
#[must_use]
pub fn outcome(table: &Table, found: &Found, language: Language) -> String {
    if found.level.is_some() || found.possible.levels.is_empty() {
        return level(table, found.level, language);
    }
    let mut all: Vec<String> =
        found.possible.levels.iter().map(|index| level(table, Some(*index), language)).collect();
    if found.possible.hole {
        all.push(level(table, None, language));
    }
    match language {
        Language::English => or(&all),
        Language::Japanese => japanese::or(&all),
    }
}

/// `` `wide-outage` of SEV-2 (SEV.md:40) ``, or that no criterion decides.
#[must_use]
pub fn criterion(table: &Table, at: Option<usize>, index: Option<usize>, language: Language) -> String {
    let row = at.and_then(|at| table.levels.get(at));
    let found = row.zip(index).and_then(|(row, index)| Some((row, row.criteria.get(index)?)));
    match (found, row) {
        (Some((row, criterion)), _) => {
            let (id, of) = (code(&criterion.id), plain(&row.id.text));
            let place = place(table, criterion);
            match language {
                Language::English => format!("{id} of {of} ({place})"),
                Language::Japanese => format!("{of} の {id} ({place})"),
            }
        }
        (None, Some(row)) if row.otherwise.is_some() => match language {
            Language::English => "no criterion: it takes what is left".to_owned(),
            Language::Japanese => "どの基準にも当たらない残り".to_owned(),
        },
        (None, _) => match language {
            Language::English => "no criterion".to_owned(),
            Language::Japanese => "当たる基準なし".to_owned(),
        },
    }
}

/// `SEV.md:40`.
fn place(table: &Table, criterion: &Criterion) -> String {
    let path = table.text.path();
    // A file outside the repository has a long name, and its place on the machine is nobody's business.
    let is_outside = std::path::Path::new(&**path).is_absolute();
    let name = if is_outside { path.rsplit(['/', '\\']).next().unwrap_or(path) } else { path };
    format!("{}:{}", plain(name), table.text.line_number(criterion.span.start))
}

/// The criteria that put an incident at its level.
#[must_use]
pub fn deciding(table: &Table, found: &Found, language: Language) -> String {
    let names: Vec<String> =
        found.criteria.iter().map(|index| criterion(table, found.level, Some(*index), language)).collect();
    match (names.as_slice(), language) {
        ([], _) => criterion(table, found.level, None, language),
        (names, Language::English) => and(names),
        (names, Language::Japanese) => names.join("、"),
    }
}

/// `` `users_affected_pct` 14% (line 7) ``.
#[must_use]
pub fn known(fact: &KnownFact, language: Language) -> String {
    let value = match language {
        Language::English => &fact.value,
        Language::Japanese => &fact.japanese,
    };
    let (name, value) = (code(&fact.name), plain(&excerpt(value)));
    match (language, fact.line) {
        (Language::English, Some(line)) => format!("{name} {value} (line {line})"),
        (Language::English, None) => format!("{name} {value}"),
        (Language::Japanese, Some(line)) => format!("{name} が {} ({line} 行目)", code(&value)),
        (Language::Japanese, None) => format!("{name} が {}", code(&value)),
    }
}

/// `confirmed → understated`; none if it stays.
#[must_use]
pub fn standings(before: Standing, after: Standing, language: Language) -> Option<String> {
    (before != after).then(|| format!("{} → {}", standing(before, language), standing(after, language)))
}

/// What all of a region has in common: `` `users_affected_pct` at least 10% and under 20%, `pipelines` running ``.
#[must_use]
pub fn region(plan: &Plan<'_>, region: &Region, language: Language) -> String {
    let words: Vec<String> = sides(&plan.joint.table, region, language)
        .into_iter()
        .map(|(fact, asked)| match language {
            Language::English => format!("{} {asked}", code(&fact)),
            Language::Japanese => code(&format!("{fact}: {asked}")),
        })
        .collect();
    match (words.as_slice(), language) {
        ([], Language::English) => "everything".to_owned(),
        ([], Language::Japanese) => "すべて".to_owned(),
        (words, Language::English) => words.join(", "),
        (words, Language::Japanese) => words.join("、"),
    }
}

/// A fact; the words of a set that are in it, and those that are not; what is asked of any other fact.
type Side = (usize, Vec<String>, Vec<String>, Option<String>);

/// What a region asks of each fact, in words; of a set, all its words together.
#[must_use]
pub fn sides(table: &Table, region: &Region, language: Language) -> Vec<(String, String)> {
    let mut sides: Vec<Side> = vec![];
    for (index, cells) in region.cuboid.constraints() {
        let Some(dimension) = table.geometry.dimensions.get(*index) else { continue };
        if sides.last().is_none_or(|side| side.0 != dimension.fact) {
            sides.push((dimension.fact, vec![], vec![], None));
        }
        let Some((_, with, without, asked)) = sides.last_mut() else { continue };
        match &dimension.member {
            Some(word) if cells.contains(1) => with.push(plain(word)),
            Some(word) => without.push(plain(word)),
            None => *asked = self::asked(table, dimension, cells, language),
        }
    }
    let said = |(fact, with, without, asked): Side| {
        let with = (!with.is_empty()).then(|| match language {
            Language::English => format!("with {}", and(&with)),
            Language::Japanese => format!("{} を含む", with.join("、")),
        });
        let without = (!without.is_empty()).then(|| match language {
            Language::English => format!("without {}", or(&without)),
            Language::Japanese => format!("{} を含まない", without.join("、")),
        });
        let words: Vec<String> = with.into_iter().chain(without).chain(asked).collect();
        let between = match language {
            Language::English => " and ",
            Language::Japanese => "、",
        };
        Some((table.facts.get(fact)?.name.clone(), words.join(between)))
    };
    sides.into_iter().filter_map(said).collect()
}

/// What is asked of one fact by some cells of its dimension.
fn asked(table: &Table, dimension: &Dimension, cells: &CellSet, language: Language) -> Option<String> {
    let fact = table.facts.get(dimension.fact)?;
    let demand = if fact.kind.word_count() > 0 {
        Demand::Words(cells.iter().collect())
    } else {
        // Neighbouring cells are one interval: of counts, too, where nothing lies between them.
        let mut runs: Vec<(usize, usize)> = vec![];
        for cell in cells.iter() {
            match runs.last_mut() {
                Some((_, end)) if *end + 1 == cell => *end = cell,
                _ => runs.push((cell, cell)),
            }
        }
        let run = |(first, last): (usize, usize)| {
            let (first, last) = (dimension.axis.cell(first)?, dimension.axis.cell(last)?);
            Interval::new(first.low(), last.high())
        };
        Demand::Quantity(Intervals::union(runs.into_iter().filter_map(run)))
    };
    Some(plain(&unquoted(&say_demand(&fact.kind, &demand, language))))
}

/// An incident of a region: `` `users_affected_pct` 15% and `pipelines` running ``; empty where it may be any. A set has the
/// words it must have, and no others.
#[must_use]
pub fn example(plan: &Plan<'_>, region: &Region, language: Language) -> String {
    let table = &plan.joint.table;
    let is_without = |(index, cell): &(usize, usize)| {
        *cell == 0
            && table.geometry.dimensions.get(*index).is_some_and(|dimension| dimension.member.is_some())
    };
    let of_witness = region.witness.0.iter().copied();
    let witness = Witness(of_witness.filter(|side| !is_without(side)).collect());
    point_words(table, &witness, language)
}

/// What becomes of a fact.
#[must_use]
pub fn fact_change(change: &FactChange, language: Language) -> String {
    let list = |words: &[String]| words.iter().map(|word| code(word)).collect::<Vec<_>>();
    match (change, language) {
        (FactChange::Added(name), Language::English) => format!("fact {} is new", code(name)),
        (FactChange::Added(name), Language::Japanese) => format!("事実 {} を追加", code(name)),
        (FactChange::Removed(name), Language::English) => format!("fact {} is gone", code(name)),
        (FactChange::Removed(name), Language::Japanese) => format!("事実 {} を削除", code(name)),
        (FactChange::Renamed { from, to }, Language::English) => {
            format!("fact {} is called {} now", code(from), code(to))
        }
        (FactChange::Renamed { from, to }, Language::Japanese) => {
            format!("事実 {} の名前を {} に変更", code(from), code(to))
        }
        (FactChange::Kind { name, from, to }, Language::English) => format!(
            "fact {} was a {from} and is a {to} now: old and new answers cannot be compared",
            code(name)
        ),
        (FactChange::Kind { name, from, to }, Language::Japanese) => {
            format!("事実 {} の種類を `{from}` から `{to}` に変更。前後の値は比べられない", code(name))
        }
        (FactChange::Words { name, added, removed }, Language::English) => {
            let added = (!added.is_empty()).then(|| format!("gets {}", and(&list(added))));
            let removed = (!removed.is_empty()).then(|| format!("loses {}", and(&list(removed))));
            let changes: Vec<String> = added.into_iter().chain(removed).collect();
            format!("fact {} {}", code(name), and(&changes))
        }
        (FactChange::Words { name, added, removed }, Language::Japanese) => {
            let added = (!added.is_empty()).then(|| format!("{} を追加", list(added).join("、")));
            let removed = (!removed.is_empty()).then(|| format!("{} を削除", list(removed).join("、")));
            let changes: Vec<String> = added.into_iter().chain(removed).collect();
            format!("事実 {} の語: {}", code(name), changes.join("、"))
        }
        (FactChange::Assumed(name), Language::English) => {
            format!("silence about {} means something else", code(name))
        }
        (FactChange::Assumed(name), Language::Japanese) => {
            format!("{} の記載がないときの意味を変更", code(name))
        }
    }
}

/// The head of a group of incidents.
#[must_use]
pub fn group(change: Change, language: Language) -> &'static str {
    match (change, language) {
        (Change::Moves(direction), _) => direction_words(direction, language),
        (Change::Opens, Language::English) => "Certain before, open now",
        (Change::Opens, Language::Japanese) => "未確定になる",
        (Change::Settles, Language::English) => "Open before, certain now",
        (Change::Settles, Language::Japanese) => "確定する",
        (Change::Shifts, Language::English) => "Open, with other levels possible",
        (Change::Shifts, Language::Japanese) => "未確定のまま、可能なレベルが変わる",
        (Change::Stands, Language::English) => "At the same level, and their declared level stands otherwise",
        (Change::Stands, Language::Japanese) => "レベルは同じで、宣言との関係が変わる",
    }
}

/// The word for a direction.
#[must_use]
pub fn direction_words(direction: Direction, language: Language) -> &'static str {
    match (direction, language) {
        (Direction::Up, Language::English) => "Up: more severe",
        (Direction::Up, Language::Japanese) => "重くなる",
        (Direction::Down, Language::English) => "Down: milder",
        (Direction::Down, Language::Japanese) => "軽くなる",
        (Direction::Out, Language::English) => "Out: no level any more",
        (Direction::Out, Language::Japanese) => "該当するレベルがなくなる",
        (Direction::In, Language::English) => "In: had no level before",
        (Direction::In, Language::Japanese) => "該当するレベルができる",
    }
}
