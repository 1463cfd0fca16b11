//! Part 6: severity over time, by service, by source of detection; and how long it took.

use crate::diagnostic::language::Language;
use crate::insight::retrospective::groups::{Group, Grouping, OverTime, Unit};
use crate::insight::retrospective::quartiles::Quartiles;
use crate::insight::retrospective::retrospective::{Before, Retrospective};
use crate::insight::retrospective::times::{Stage, Times};

use super::amounts::length;
use super::page::{Block, Column, Grid, Page, Part, Timeline};
use super::phrase::{Phrase, code, strong};

/// The part.
#[must_use]
pub fn part(retrospective: &Retrospective, language: Language) -> Part {
    let heading = match language {
        Language::English => "Over time, by service, and how long it took",
        Language::Japanese => "推移、サービス別、所要時間",
    };
    let mut blocks = vec![];
    if !retrospective.over_time.stretches.is_empty() {
        blocks.push(Block::Timeline(timeline(&retrospective.over_time, language)));
    }
    if let Some(before) = &retrospective.before {
        blocks.push(Block::Grid(levels_before(retrospective, before, language)));
    }
    blocks.extend(exercises(retrospective, language).map(Block::Note));
    for grouping in &retrospective.groups {
        blocks.push(if grouping.is_unstated() {
            Block::Note(unstated(grouping, language))
        } else {
            Block::Grid(groups(grouping, language))
        });
    }
    blocks.push(Block::Grid(times(retrospective, language)));
    blocks.push(Block::Note(match language {
        Language::English => "Median and quartiles by linear interpolation (definition 7 of Hyndman and Fan, 1996). Times that are stated only \
             roughly, as a day without an hour, are counted and not in them. * marks fewer than five values, which are hardly more than themselves."
            .into(),
        Language::Japanese => "中央値と四分位数は線形補間 (Hyndman と Fan, 1996 の定義 7)。日付だけなど、おおよその時間は数えるだけで計算に入れない。* \
             は 5 件未満で、個々の値と大差ない"
            .into(),
    }));
    Part { id: "trends", heading: heading.to_owned(), blocks }
}

/// That no time is taken from incidents that are no severity: of this period, and of the one before.
fn exercises(retrospective: &Retrospective, language: Language) -> Option<Phrase> {
    let now = retrospective.scope.not_graded;
    let times = retrospective.before.iter().flat_map(|before| &before.times);
    let then = times.map(|times| times.not_graded).max().unwrap_or_default();
    let said = match (language, now) {
        (_, 0) => String::new(),
        (Language::English, 1) => "1 incident is no severity (an exercise or maintenance): it is counted below, and is in no time and \
                                   no median."
            .to_owned(),
        (Language::English, now) => format!(
            "{now} incidents are no severity (exercises, maintenance): they are counted below, and are in no time and no median."
        ),
        (Language::Japanese, now) => {
            format!("対象外 (訓練や保守) の {now} 件は、以下の件数には入るが、所要時間と中央値には入らない")
        }
    };
    let said_before = match (language, then) {
        (_, 0) => String::new(),
        (Language::English, then) => {
            let are = if then == 1 { "is" } else { "are" };
            format!("Of the period before, {then} that {are} no severity {are} in no time, either.")
        }
        (Language::Japanese, then) => format!("前の期間の対象外 {then} 件も所要時間に入らない"),
    };
    let between = match language {
        _ if said.is_empty() || said_before.is_empty() => "",
        Language::English => " ",
        Language::Japanese => "。",
    };
    let all = format!("{said}{between}{said_before}");
    (!all.is_empty()).then(|| all.into())
}

/// What stands for incidents that declare no level of the table: none at all, or something else.
#[must_use]
pub fn no_level(language: Language) -> &'static str {
    match language {
        Language::English => "other or none",
        Language::Japanese => "その他・なし",
    }
}

fn timeline(over_time: &OverTime, language: Language) -> Timeline {
    let has_others = over_time.stretches.iter().any(|stretch| stretch.undeclared > 0);
    let mut levels = over_time.levels.clone();
    if has_others {
        levels.push(no_level(language).to_owned());
    }
    let stretches = over_time.stretches.iter().map(|stretch| {
        let mut counts = stretch.counts.clone();
        if has_others {
            counts.push(stretch.undeclared);
        }
        (stretch.name.clone(), counts)
    });
    let (caption, stretch, total) = match (language, over_time.unit) {
        (Language::English, Unit::Month) => ("Incidents by month and declared level", "Month", "All"),
        (Language::English, Unit::Quarter) => ("Incidents by quarter and declared level", "Quarter", "All"),
        (Language::English, Unit::Year) => ("Incidents by year and declared level", "Year", "All"),
        (Language::Japanese, Unit::Month) => ("月ごとのインシデント (宣言したレベル別)", "月", "計"),
        (Language::Japanese, Unit::Quarter) => {
            ("四半期ごとのインシデント (宣言したレベル別)", "四半期", "計")
        }
        (Language::Japanese, Unit::Year) => ("年ごとのインシデント (宣言したレベル別)", "年", "計"),
    };
    Timeline {
        caption: caption.to_owned(),
        stretch: stretch.to_owned(),
        total: total.to_owned(),
        as_table: Page::as_table(language),
        levels,
        stretches: stretches.collect(),
    }
}

fn levels_before(retrospective: &Retrospective, before: &Before, language: Language) -> Grid {
    let (caption, level, now, then, all) = match language {
        Language::English => ("Against the period before", "Level", "This period", "Before", "all"),
        Language::Japanese => ("前の期間との比較", "レベル", "今期", "前期", "計"),
    };
    let count = |level: &String| {
        retrospective.incidents.iter().filter(|incident| incident.declared.as_ref() == Some(level)).count()
    };
    let mut levels = retrospective.over_time.levels.clone();
    for level in before.levels.keys() {
        if !levels.contains(level) {
            levels.push(level.clone());
        }
    }
    let mut rows: Vec<Vec<Phrase>> = levels
        .iter()
        .map(|level| {
            let then = before.levels.get(level).copied().unwrap_or_default();
            vec![level.into(), count(level).into(), then.into()]
        })
        .collect();
    rows.push(vec![strong(all), retrospective.incidents.len().into(), before.incidents.into()]);
    Grid {
        caption: caption.into(),
        heads: vec![Column::text(level), Column::number(now), Column::number(then)],
        rows,
    }
}

fn by_name(grouping: &Grouping, language: Language) -> Phrase {
    match (grouping.by.as_str(), language) {
        ("service", Language::English) => "service".into(),
        ("detection", Language::English) => "source of detection".into(),
        ("service", Language::Japanese) => "サービス".into(),
        ("detection", Language::Japanese) => "検知元".into(),
        (fact, _) => code(fact),
    }
}

fn unstated(grouping: &Grouping, language: Language) -> Phrase {
    let by = by_name(grouping, language);
    match language {
        Language::English => Phrase::from("By ").and(by).and(": no postmortem of the period states it."),
        Language::Japanese => by.and("別: この期間のポストモーテムに記載がない"),
    }
}

fn groups(grouping: &Grouping, language: Language) -> Grid {
    let by = by_name(grouping, language);
    let (caption, heads, none) = match language {
        Language::English => {
            (Phrase::from("By ").and(by.clone()), ["All", "Disagree", "Median to resolve (n)"], "not stated")
        }
        Language::Japanese => (by.clone().and("別"), ["計", "不一致", "解決までの中央値 (n)"], "記載なし"),
    };
    let [incidents, mismatches, median] = heads;
    let has_others = grouping.groups.iter().any(|group| group.undeclared > 0);
    let name = by.written(str::to_owned, str::to_owned, str::to_owned);
    let mut columns = vec![Column::text(&name), Column::number(incidents)];
    columns.extend(grouping.levels.iter().map(|level| Column::number(level)));
    if has_others {
        columns.push(Column::number(no_level(language)));
    }
    columns.extend([Column::number(mismatches), Column::number(median)]);
    let row = |group: &Group| {
        let mut cells: Vec<Phrase> =
            vec![group.name.as_deref().unwrap_or(none).into(), group.incidents.into()];
        cells.extend(group.counts.iter().map(|count| Phrase::from(*count)));
        if has_others {
            cells.push(group.undeclared.into());
        }
        let median = group
            .to_resolve
            .map_or("–".to_owned(), |times| format!("{} ({})", length(times.median), times.n));
        cells.extend([group.mismatches.into(), median.into()]);
        cells
    };
    let rest = match (grouping.rest, language) {
        (0, _) => String::new(),
        (1, Language::English) => "; 1 smaller group is left out".to_owned(),
        (rest, Language::English) => format!("; {rest} smaller groups are left out"),
        (rest, Language::Japanese) => format!(" (小さい {rest} 群は省略)"),
    };
    Grid { caption: caption.and(rest), heads: columns, rows: grouping.groups.iter().map(row).collect() }
}

fn stage(stage: Stage, language: Language) -> &'static str {
    match (language, stage) {
        (Language::English, Stage::Detect) => "to detect",
        (Language::English, Stage::Acknowledge) => "to acknowledge",
        (Language::English, Stage::Mitigate) => "to mitigate",
        (Language::English, Stage::Resolve) => "to resolve",
        (Language::Japanese, Stage::Detect) => "検知まで",
        (Language::Japanese, Stage::Acknowledge) => "対応開始まで",
        (Language::Japanese, Stage::Mitigate) => "緩和まで",
        (Language::Japanese, Stage::Resolve) => "解決まで",
    }
}

fn times(retrospective: &Retrospective, language: Language) -> Grid {
    let (caption, heads, all) = match language {
        Language::English => (
            "How long it took",
            [
                "Time",
                "Level",
                "n",
                "Lower quartile",
                "Median",
                "Upper quartile",
                "Roughly",
                "Not stated",
                "Median before (n)",
            ],
            "all",
        ),
        Language::Japanese => (
            "所要時間",
            [
                "時間",
                "レベル",
                "n",
                "第 1 四分位",
                "中央値",
                "第 3 四分位",
                "おおよそ",
                "記載なし",
                "前期の中央値 (n)",
            ],
            "計",
        ),
    };
    let [time, level, n, lower, median, upper, roughly, unstated, median_before] = heads;
    let before = retrospective.before.as_ref();
    let mut columns = vec![
        Column::text(time),
        Column::text(level),
        Column::number(n),
        Column::number(lower),
        Column::number(median),
        Column::number(upper),
        Column::number(roughly),
        Column::number(unstated),
    ];
    if before.is_some() {
        columns.push(Column::number(median_before));
    }
    let row = |times: &Times| {
        let name = stage(times.stage, language);
        let mut cells: Vec<Phrase> = match &times.level {
            Some(level) => vec![name.into(), level.into()],
            None => vec![strong(name), all.into()],
        };
        cells.extend(quartiles(times.seconds));
        cells.extend([times.roughly.into(), times.unstated.into()]);
        if let Some(before) = before {
            let same = |other: &&Times| other.stage == times.stage && other.level == times.level;
            let then = before.times.iter().find(same).and_then(|times| times.seconds);
            cells.push(
                then.map_or("–".to_owned(), |then| format!("{} ({})", length(then.median), then.n)).into(),
            );
        }
        cells
    };
    Grid { caption: caption.into(), heads: columns, rows: retrospective.times.iter().map(row).collect() }
}

fn quartiles(times: Option<Quartiles>) -> [Phrase; 4] {
    match times {
        Some(times) => {
            let few = if times.is_of_few() { "*" } else { "" };
            [
                format!("{}{few}", times.n).into(),
                length(times.lower).into(),
                length(times.median).into(),
                length(times.upper).into(),
            ]
        }
        None => [0.into(), "–".into(), "–".into(), "–".into()],
    }
}
