//! Labels and values in tables: two columns, or four with two pairs in each row, or labels across the top with one row below
//! them.

use crate::source::outline::{Cell, Grid};

use super::fit::Fit;

/// A cell with a label and the cell with its value.
pub type Cells<'g> = (&'g Cell, &'g Cell);

/// What the second column is called in a table of labels and values.
const VALUE_COLUMN: [&str; 12] = [
    "value",
    "values",
    "detail",
    "details",
    "description",
    "内容",
    "値",
    "詳細",
    "説明",
    "記載内容",
    "valor",
    "内容・詳細",
];

/// What the second column is called in a table that says what each level means.
const MEANING_COLUMN: [&str; 14] = [
    "definition",
    "definitions",
    "meaning",
    "criteria",
    "criterion",
    "condition",
    "conditions",
    "when",
    "定義",
    "基準",
    "意味",
    "条件",
    "判断基準",
    "目安",
];

/// What the column before it is called.
const LABEL_COLUMN: [&str; 9] =
    ["field", "fields", "item", "key", "label", "name", "property", "項目", "項目名"];

/// What the second column is called in a table of what should be: none of it is said of the incident.
const TARGET_COLUMN: [&str; 15] = [
    "target",
    "targets",
    "slo",
    "sla",
    "goal",
    "objective",
    "threshold",
    "limit",
    "baseline",
    "目標",
    "目標値",
    "しきい値",
    "閾値",
    "基準値",
    "通常時",
];

/// What it may be called besides, where the first column is called as one of its labels: `Severity | Level`.
const LEVEL_COLUMN: [&str; 8] =
    ["level", "levels", "rating", "classification", "status", "レベル", "区分", "ランク"];

/// What is known of texts of a table.
pub struct Sense<'s> {
    /// Which labels mean something where the table stands.
    pub knows: &'s dyn Fn(&str) -> bool,
    /// Which are labels anywhere.
    pub means: &'s dyn Fn(&str) -> bool,
    /// Whether a text is what a label asks for.
    pub fit: &'s dyn Fn(&str, &str) -> Fit,
}

/// The labels and values of a table.
pub fn pairs<'g>(grid: &'g Grid, sense: &Sense<'_>) -> Vec<Cells<'g>> {
    let knows = sense.knows;
    let [first, second, others @ ..] = grid.header.as_slice() else { return vec![] };
    let is_value = |cell: &Cell| is_called(cell, &VALUE_COLUMN);
    if is_paired(grid, &knows) {
        let cells = std::iter::once(&grid.header).chain(&grid.rows).flat_map(|row| row.chunks_exact(2));
        let pairs = cells.filter_map(|pair| match pair {
            [label, value] => Some((label, value)),
            _ => None,
        });
        return pairs.filter(|(label, _)| knows(&label.text)).collect();
    }
    if let [row] = grid.rows.as_slice()
        && is_across(&grid.header, &knows)
        && !is_down(&grid.header, row, sense)
    {
        return grid.header.iter().zip(row).filter(|(label, _)| knows(&label.text)).collect();
    }
    if !others.is_empty() && !is_value(second) {
        return vec![];
    }
    // Markdown has no table without a head, so a pair may stand there.
    let is_meaning = is_called(second, &MEANING_COLUMN);
    if others.is_empty() && is_called(second, &TARGET_COLUMN) {
        return vec![];
    }
    let is_head = || {
        is_value(second)
            || names_columns(grid, first, second)
            || is_meaning
            || !knows(&first.text)
            || !is_pair(grid, first, second, sense)
    };
    let head = (others.is_empty() && !is_head()).then_some((first, second));
    let rows = grid.rows.iter().filter_map(|row| match row.as_slice() {
        [label, value, ..] => Some((label, value)),
        _ => None,
    });
    head.into_iter().chain(rows).filter(|(label, _)| knows(&label.text)).collect()
}

/// Whether the first row is labels: the first of them, and at least half, mean something. A table of findings or actions
/// begins with what they are about.
fn is_across(header: &[Cell], knows: &impl Fn(&str) -> bool) -> bool {
    let meaning = header.iter().filter(|cell| knows(&cell.text)).count();
    meaning >= 2 && meaning * 2 >= header.len() && header.first().is_some_and(|cell| knows(&cell.text))
}

/// Whether a table of two rows and columns makes more sense with a pair in each row than with labels across its top. What happened to
/// an incident at a time is a step: `Status | Date` over `Detected | 2026-03-04 10:00`.
fn is_down(header: &[Cell], row: &[Cell], sense: &Sense<'_>) -> bool {
    let ([first, second], [below, last]) = (header, row) else { return false };
    let reads = |label: &Cell, value: &Cell| (sense.fit)(&label.text, &value.text) == Fit::Reads;
    let is_pair = (sense.means)(&below.text) && reads(below, last);
    // A status and its time, and not the day alone.
    let is_step = || is_called(first, &STATUS_COLUMN) && last.text.contains([':', '時', '：']);
    let down = usize::from(reads(first, second)) + usize::from(is_pair);
    let across = usize::from(reads(first, below)) + usize::from(reads(second, last));
    is_pair && (down > across || is_step())
}

/// What the column of statuses is called.
const STATUS_COLUMN: [&str; 4] = ["status", "state", "ステータス", "状態"];

/// Whether the first row of two columns is a label and its value, and does not name the columns: the second cell reads as what the
/// first asks for, or the rows below begin with labels, too. A column of values of the first cell is named by it.
fn is_pair(grid: &Grid, first: &Cell, second: &Cell, sense: &Sense<'_>) -> bool {
    if !(sense.means)(&first.text) || second.text.trim().is_empty() {
        return true;
    }
    let reads = |text: &str| (sense.fit)(&first.text, text) == Fit::Reads;
    if reads(&second.text) {
        return true;
    }
    if (sense.means)(&second.text) {
        return false;
    }
    let begins = || grid.rows.iter().take(MOST_ROWS).filter_map(|row| row.first());
    !begins().any(|cell| reads(&cell.text)) && begins().any(|cell| (sense.means)(&cell.text))
}

/// Whether the first row names the columns by one of the labels below it.
fn names_columns(grid: &Grid, first: &Cell, second: &Cell) -> bool {
    let is_label = |cell: &Cell| cell.text.trim().eq_ignore_ascii_case(first.text.trim());
    is_called(second, &LEVEL_COLUMN) && grid.rows.iter().filter_map(|row| row.first()).any(is_label)
}

fn is_called(cell: &Cell, names: &[&str]) -> bool {
    names.contains(&cell.text.trim().to_lowercase().as_str())
}

/// Whether the header may stand above rows of pairs: it is pairs itself, or says nothing. A table of steps or services has labels
/// across its top.
fn is_pairs_or_neutral(header: &[Cell], knows: &impl Fn(&str) -> bool) -> bool {
    let is_neutral = header.iter().enumerate().all(|(column, cell)| {
        let names: &[&str] = if column % 2 == 0 { &LABEL_COLUMN } else { &VALUE_COLUMN };
        cell.text.trim().is_empty() || is_called(cell, names)
    });
    if is_neutral {
        return true;
    }
    let count = |rest: usize| {
        header.iter().enumerate().filter(|(column, cell)| column % 2 == rest && knows(&cell.text)).count()
    };
    header.first().is_some_and(|cell| knows(&cell.text)) && count(0) > count(1)
}

/// Whether each row is a label, its value, another label, and its value: half of the labels at least mean something, and the table
/// makes more sense so than with labels across its top.
fn is_paired(grid: &Grid, knows: &impl Fn(&str) -> bool) -> bool {
    let width = grid.header.len();
    if width < 4 || width % 2 == 1 || grid.rows.is_empty() || grid.rows.len() > MOST_ROWS {
        return false;
    }
    // Most tables of four columns are of something else, which their first column shows.
    let begins = grid.rows.iter().any(|row| row.first().is_some_and(|cell| knows(&cell.text)));
    let goes_on = grid.rows.iter().any(|row| row.get(2).is_some_and(|cell| knows(&cell.text)));
    if !begins || !goes_on && grid.rows.len() > 1 || !is_pairs_or_neutral(&grid.header, knows) {
        return false;
    }
    let (mut labels, mut sensible, mut values, mut odd_values) = (0, 0, 0, 0);
    // How many cells are what they are with labels across the top, of those in the first two rows.
    let (mut across, mut of_two) = (0, 0);
    for (index, row) in std::iter::once(&grid.header).chain(&grid.rows).enumerate() {
        for (column, cell) in row.iter().enumerate() {
            if cell.text.trim().is_empty() {
                continue;
            }
            let is_known = knows(&cell.text);
            let (all, some) =
                if column % 2 == 0 { (&mut labels, &mut sensible) } else { (&mut values, &mut odd_values) };
            *all += 1;
            *some += usize::from(is_known);
            if index < 2 {
                of_two += 1;
                across += usize::from(is_known == (index == 0));
            }
        }
    }
    let fits = sensible + (values - odd_values);
    let is_better = || fits * of_two > across * (labels + values);
    sensible >= 2 && sensible * 2 >= labels && (grid.rows.len() > 1 && sensible > odd_values || is_better())
}

/// How many rows of pairs a table may have; more are records.
const MOST_ROWS: usize = 40;

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::span::Span;

    fn row(line: &str) -> Vec<Cell> {
        line.split('|').map(|text| Cell { span: Span::at(0), text: text.trim().into() }).collect()
    }

    #[test]
    fn tables_of_labels_and_values() {
        let knows = |label: &str| {
            ["Severity", "Started", "Resolved", "Users", "Status", "Duration", "Author", "Date"]
                .contains(&label)
        };
        let fit = |label: &str, value: &str| {
            let reads = match label {
                "Severity" => value.starts_with("SEV-"),
                "Started" | "Resolved" => value.contains(':'),
                "Users" => value.ends_with('%'),
                "Status" => value == "Resolved" || value == "Started",
                "Duration" => value.ends_with('h'),
                "Date" => value.starts_with("2026"),
                _ => return Fit::Open,
            };
            if reads { Fit::Reads } else { Fit::No }
        };
        for (lines, wanted) in [
            ("Severity|SEV-2\nUsers|5%", "Severity=SEV-2 Users=5%"),
            ("Severity|Level\nSeverity|SEV-2\nUsers|5%", "Severity=SEV-2 Users=5%"),
            ("Metric|Target\nUsers|5%", ""),
            ("Users|SLO\nUsers|5%\nDuration|1h", ""),
            ("Severity|Started|Users\nSEV-2|10:00|5%", "Severity=SEV-2 Started=10:00 Users=5%"),
            (
                "Severity|SEV-2|Started|10:00\nUsers|5%|Resolved|11:00",
                "Severity=SEV-2 Started=10:00 Users=5% Resolved=11:00",
            ),
            (
                "|||\nSeverity|SEV-2|Owner|Jane\nUsers|5%|Resolved|11:00",
                "Severity=SEV-2 Users=5% Resolved=11:00",
            ),
            ("Severity|SEV-2|Owner|Jane\nUsers|5%|Region|EU", "Severity=SEV-2 Users=5%"),
            ("Field|Value|Field|Value\nSeverity|SEV-2|Users|5%", "Severity=SEV-2 Users=5%"),
            (
                "Severity|SEV-2|Users|5%|Started|10:00\nStatus|Resolved|Duration|1h|Owner|Jane",
                "Severity=SEV-2 Users=5% Started=10:00 Status=Resolved Duration=1h",
            ),
            // What a status says may be a label elsewhere.
            (
                "Status|Resolved|Severity|SEV-2\nStarted|10:00|Users|5%",
                "Status=Resolved Severity=SEV-2 Started=10:00 Users=5%",
            ),
            (
                "Status|Severity|Started|Users\nResolved|SEV-2|10:00|5%",
                "Status=Resolved Severity=SEV-2 Started=10:00 Users=5%",
            ),
            ("Status|Severity\nResolved|SEV-2", "Status=Resolved Severity=SEV-2"),
            ("Severity|Definition\nSEV-1|all of it\nSEV-2|some of it", ""),
            ("Severity|定義\nSEV-1|すべて", ""),
            // The first row is a pair, where a table without a head was exported.
            ("Severity|SEV-2\nTeam|Payments", "Severity=SEV-2"),
            ("Author|Jane\nSeverity|SEV-2", "Author=Jane Severity=SEV-2"),
            ("Duration|quite long\nSeverity|SEV-2", "Duration=quite long Severity=SEV-2"),
            ("Status|Resolved\nSeverity|SEV-2", "Status=Resolved Severity=SEV-2"),
            (
                "Status|Resolved\nStarted|10:00\nSeverity|SEV-2",
                "Status=Resolved Started=10:00 Severity=SEV-2",
            ),
            ("Severity|\nUsers|5%", "Severity= Users=5%"),
            // It names the columns.
            ("Author|Role\nJo|SRE\nAl|EM", ""),
            ("Author|Role\nJo|SRE", ""),
            ("Author|Role", ""),
            ("Status|Time\nInvestigating|10:00\nResolved|11:00", "Resolved=11:00"),
            ("Status|Time\nInvestigating|10:00\nNobody home|11:00", ""),
            ("Status|Date\nStarted|2026-03-04 10:00", "Started=2026-03-04 10:00"),
            ("Status|Date\nResolved|2026-03-04", "Status=Resolved Date=2026-03-04"),
            ("Severity|Incident\nSEV-1|INC-7\nSEV-2|INC-8", ""),
            ("Severity|Duration\nSEV-1|4h\nSEV-2|8h", ""),
            ("Severity|Duration\nSEV-1|4h", "Severity=SEV-1 Duration=4h"),
            ("Users|Region\n5%|EU\n7%|US", ""),
            ("Users|Region\n5%|EU", ""),
            ("Users|Region\n5%|EU\nDuration|1h", "Duration=1h"),
            // Tables about something else.
            (
                "Event|Time|Severity|Note\nDetected|10:05|SEV-3|a\nStarted|10:05|SEV-3|a\nResolved|11:00|SEV-2|b",
                "",
            ),
            ("Phase|Started|Duration|Notes\nStarted|10:00|1h|a\nResolved|11:00|2h|b", ""),
            ("Service|Severity|Duration|Users\nStatus|SEV-2|1h|5%\nUsers|SEV-3|2h|1%", ""),
            ("Service|Severity|Duration|Users\nStatus|SEV-2|1h|5%", ""),
            ("Fact|Value|Users|Duration\nUsers|5%|9%|1h\nDuration|1h|1%|2h", "Users=5% Duration=1h"),
            ("Severity|SEV-2|Owner|Jane\nUsers|5%|Region|EU\nStatus|open|Zone|a", ""),
            ("Metric|Target|Actual|Verdict\nDuration|1h|2h|missed\nUsers|5%|9%|missed", ""),
            ("Severity|Started|Resolved|Users\nSEV-1|10:00|11:00|5%\nSEV-2|9:00|9:30|1%", ""),
            ("Action|Owner|Severity|Status\nAdd an alert|Jane|SEV-1|Resolved", ""),
        ] {
            let mut rows = lines.lines().map(row);
            let grid = Grid { span: Span::at(0), header: rows.next().unwrap(), rows: rows.collect() };
            let sense = Sense { knows: &knows, means: &knows, fit: &fit };
            let found: Vec<String> = pairs(&grid, &sense)
                .iter()
                .map(|(label, value)| format!("{}={}", label.text, value.text))
                .collect();
            assert_eq!(found.join(" "), wanted, "{lines}");
        }
    }
}
