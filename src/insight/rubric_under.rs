//! What is said of a level in paragraphs and lists, each piece of the kind that its label, or the line that it stands under, names.

use std::borrow::Cow;

use crate::table::level_rank::rank;

use super::rubric::{RubricLevel, cleaned};
use super::rubric_columns::{Column, column, defines, whole_column};
use super::rubric_duties::duty;
use super::rubric_exceptions::is_exception;
use super::rubric_labels::{is_form, is_labelled};
use super::rubric_lead_lines::{
    Lead, bare_lead, goes_with_above, is_and, is_of_exception, lead, whole_lead, without_exception,
};
use super::rubric_led::{Led, Since};
use super::rubric_names::whole_level;
use super::rubric_pieces::{Label, Piece, alone, label, pieces};

/// What stands under a heading: pieces, each of the kind that its own label names, or the last line with a colon, or a heading.
/// `of` is what pieces without such a line are, and `under` what is said for it.
pub(super) fn filled(level: RubricLevel, text: &str, of: Column, under: &str) -> RubricLevel {
    let mut filling = Filling {
        level,
        of,
        under: under.to_owned(),
        led: None,
        outer: None,
        is_behind: false,
        since: Since::default(),
        grid: vec![],
    };
    let mut code: Option<Vec<String>> = None;
    for block in text.split("\n\n") {
        let pieces = pieces(block);
        // Where a definition is labelled, what other labels stand before is none.
        let texts: Vec<String> = pieces.iter().map(|piece| piece.text.clone()).collect();
        let is_form = is_form(&texts);
        for (index, piece) in pieces.iter().enumerate() {
            let text = piece.text.as_str();
            if text.starts_with("```") || text.starts_with("~~~") {
                match code.take() {
                    Some(lines) => filling.beside(&lines.join(" ")),
                    None => code = Some(vec![]),
                }
                continue;
            }
            if let Some(lines) = &mut code {
                lines.push(text.to_owned());
            } else if text.starts_with('|') {
                filling.grid.push(text.to_owned());
            } else if text.contains(char::is_alphanumeric) && !text.starts_with("<!--") {
                filling.end_grid();
                // `Either` above a list below it.
                let leads = piece.is_item
                    && pieces.get(index + 1).is_some_and(|next| next.is_item && next.indent > piece.indent);
                filling.take(piece, index == 0, is_form, leads);
            }
        }
    }
    filling.beside(&code.unwrap_or_default().join(" "));
    filling.end_grid();
    filling.end_list();
    filling.level
}

/// What a cell says that tells what a level is. `how` is how many of its lines have to hold, where the head of the column says so.
pub(super) fn said_in_cell(level: &mut RubricLevel, head: &str, cell: &[String], how: Option<Lead>) {
    let mut led = how.map(|how| Led::new(how, head));
    let mut since = Since::default();
    since.begin(level, head, how.unwrap_or(Lead::Any));
    let is_form = is_form(cell);
    for (index, piece) in cell.iter().enumerate() {
        let indent = piece.len() - piece.trim_start().len();
        let place = Piece { text: String::new(), indent, is_item: true };
        let bare = cleaned(&piece.replace("**", ""));
        let is_followed = index + 1 < cell.len();
        let line = bare.trim_end_matches([':', '：', ' ', '。']);
        let leads = if line.len() < bare.len() { lead(line) } else { bare_lead(&bare) };
        // A list below an item ends where the next one stands beside that.
        if let Some(ended) = led.take_if(|led| led.ends_at(&place, false)) {
            ended.close(level);
        }
        let is_inside = led.as_ref().is_some_and(|led| led.is_inside(&place));
        let is_below = cell.get(index + 1).is_some_and(|next| next.len() - next.trim_start().len() > indent);
        let leads = leads.or_else(|| whole_lead(line).filter(|_| is_below));
        let leads = leads.or_else(|| is_and(line).then_some(Lead::Some));
        // A list in a list that is none of criteria, or is one criterion.
        let in_list = |led: &&mut Led| led.how != Lead::Any && is_inside && leads.is_some() && is_followed;
        if let Some(led) = led.as_mut().filter(in_list) {
            led.add(level, &bare, true);
            continue;
        }
        let mut begin = |level: &mut RubricLevel, how: Lead, line: &str| {
            let is_with = goes_with_above(line);
            if let Some(led) = led.as_mut().filter(|led| is_with && how == Lead::All && led.how == Lead::All)
            {
                led.indent = Some(indent);
                led.first = None;
                return;
            }
            let how = if is_with { Lead::Some } else { how };
            if let Some(led) = led.replace(Led { indent: Some(indent), ..Led::new(how, line) }) {
                led.close(level);
            }
            if is_with {
                since.take_back(level);
            }
            since.begin(level, line, how);
            if let Some((_, exception)) = without_exception(line) {
                level.left.push(cleaned(exception));
            }
        };
        if let Some(how) = leads.filter(|_| is_followed) {
            begin(level, how, line);
            continue;
        }
        let of = label(piece);
        // `All of: one<br>another`.
        let mut text = piece.as_str();
        if let Some(of) = of
            && let Some(how) = whole_lead(of.name).filter(|how| is_followed || *how == Lead::Not)
        {
            begin(level, how, of.name);
            text = of.rest;
        }
        if let Some(led) = &mut led {
            led.first.get_or_insert(indent);
        }
        // `Examples: …` in a cell that says what the level is.
        let of = of.and_then(|label| Some((whole_column(label.name)?, label)));
        let of = of.filter(|(column, _)| !matches!(column, Column::Level | Column::Name));
        let of = of.filter(|(column, label)| is_labelled(*label, *column, is_form));
        match of {
            Some((Column::Says, label)) => text = label.rest,
            Some((column, label)) => {
                level.add_under(head, column, label.rest);
                continue;
            }
            None => {}
        }
        if led.as_mut().is_some_and(|led| led.add(level, text, is_inside)) {
            continue;
        }
        match duty(text) {
            Some((column, text)) => level.add(column, &text),
            None if is_exception(text) => level.left.push(cleaned(text)),
            None => level.add_under(head, Column::Says, text),
        }
    }
    if let Some(led) = led {
        led.close(level);
    }
}

/// The text of a level with what leads into it, where that stands in the place of its name: `**SEV1: All of the following:**`.
pub(super) fn led_by<'t>(level: &mut RubricLevel, text: &'t str) -> Cow<'t, str> {
    let name = level.name.take_if(|name| whole_lead(name.trim_end_matches([':', '：', ' '])).is_some());
    name.map_or(Cow::Borrowed(text), |name| Cow::Owned(format!("{name}:\n{text}")))
}

/// A level that is being read.
struct Filling {
    level: RubricLevel,
    /// What pieces without a label are.
    of: Column,
    /// The line that they stand under.
    under: String,
    led: Option<Led>,
    /// What pieces were before an item that others stand below: how far that is indented, and how far they are.
    outer: Option<(usize, Option<usize>, Column, String)>,
    /// Whether a list stands above that is none of criteria.
    is_behind: bool,
    /// Where what the last list says begins.
    since: Since,
    /// The lines of a table.
    grid: Vec<String>,
}

impl Filling {
    /// Reads a piece. `begins` is whether it is the first of its block, and `leads` whether a list stands below it.
    fn take(&mut self, piece: &Piece, begins: bool, is_form: bool, leads: bool) {
        if self.led.as_ref().is_some_and(|led| led.ends_at(piece, begins)) {
            let is_told = self.led.as_ref().is_some_and(|led| matches!(led.how, Lead::Some | Lead::Not));
            self.is_behind = is_told && !piece.is_item;
            self.end_list();
        }
        self.leave(piece);
        let text = piece.text.as_str();
        let bare = text.trim_start_matches('#').trim().replace("**", "");
        let has_sign = text.starts_with('#') || bare.ends_with([':', '：']) || alone(text).is_some();
        let of_bare = || {
            let how = bare_lead(&bare).or_else(|| whole_lead(&bare).filter(|_| leads));
            how.or_else(|| is_and(&bare).then_some(Lead::Some)).filter(|_| self.of == Column::Says)
        };
        if has_sign || of_bare().is_some() {
            self.lead_on(piece, &bare);
            return;
        }
        let is_inside = self.led.as_ref().is_some_and(|led| led.is_inside(piece));
        if let Some(led) = self.led.as_mut().filter(|_| piece.is_item) {
            led.first.get_or_insert(piece.indent);
        }
        // `**Response:** within 15 minutes` on one line.
        let label = label(text).filter(|label| !label.rest.is_empty());
        let said = label.and_then(|label| Some((column(label.name)?, label)));
        let said = said.filter(|(column, label)| is_labelled(*label, *column, is_form));
        match (said, label.filter(|label| is_form && label.is_marked)) {
            (_, Some(label)) | (Some((Column::Says, label)), _) if is_of_exception(label.name) => {
                self.level.add_under(label.name, Column::Aside, &plain(label.rest));
            }
            // `Very high impact: more than 25%` says more than that it is one.
            (Some((Column::Says, label)), _) if !is_bare_label(label.name) => self.criterion(text, is_inside),
            (Some((Column::Says, label)), _) => self.criterion(label.rest, is_inside),
            (Some((column, label)), _) => self.level.add_under(label.name, column, &plain(label.rest)),
            (None, Some(label)) => self.level.add_under(label.name, Column::Aside, &plain(label.rest)),
            (None, None) if self.of == Column::Says => self.unlabelled(text, label, is_inside),
            (None, None) => self.level.add_under(&self.under, self.of, &plain(text)),
        }
    }

    /// Goes back to what pieces were above an item with others below it, behind these.
    fn leave(&mut self, piece: &Piece) {
        let Some((indent, inner, of, under)) = self.outer.as_mut().filter(|_| piece.is_item) else { return };
        if piece.indent > *indent {
            inner.get_or_insert(piece.indent);
        } else if inner.is_some() {
            self.of = *of;
            self.under = std::mem::take(under);
            self.outer = None;
        }
    }

    /// Reads a line that others stand under.
    fn lead_on(&mut self, piece: &Piece, bare: &str) {
        let name = bare.trim_end_matches([':', '：', ' ', '。']);
        let before = name.split(['(', '（']).next().unwrap_or(name).trim();
        let is_nested = self.led.as_ref().is_some_and(|led| led.is_inside(piece));
        // A list in a list that is none of criteria, or is one criterion.
        if let Some(led) = self.led.as_mut().filter(|led| is_nested && led.how != Lead::Any) {
            led.add(&mut self.level, bare, true);
            return;
        }
        let is_one = |led: &&mut Led| {
            led.how != Lead::Any
                && piece.is_item
                && lead(name).is_some()
                && led.first.is_none_or(|first| piece.indent == first)
                && led.indent.is_none_or(|indent| piece.indent > indent)
        };
        if let Some(led) = self.led.as_mut().filter(is_one) {
            led.first.get_or_insert(piece.indent);
            led.add(&mut self.level, bare, false);
            return;
        }
        let how = lead(name);
        let is_with = self.of == Column::Says && goes_with_above(name) && (how.is_some() || is_and(name));
        self.end_list();
        // All of one list, and all of another.
        if is_with
            && how == Some(Lead::All)
            && let Some(said) = self.since.reopened(&mut self.level)
        {
            let indent = piece.is_item.then_some(piece.indent);
            self.led = Some(Led { indent, all: vec![said], ..Led::new(Lead::All, name) });
            return;
        }
        // What has to hold beside that can only be told.
        let how = if is_with { Some(Lead::Some) } else { how };
        if is_with {
            self.since.take_back(&mut self.level);
        }
        if let Some((_, exception)) = without_exception(name) {
            self.level.left.push(cleaned(exception));
        }
        self.is_behind = false;
        self.outer = piece.is_item.then(|| (piece.indent, None, self.of, self.under.clone()));
        name.clone_into(&mut self.under);
        match (column(before), how) {
            (Some(Column::Says), _) => self.of = Column::Says,
            (Some(column), _) => {
                self.of = column;
                return;
            }
            (None, Some(Lead::Not)) if self.of != Column::Says => {
                self.of = Column::Aside;
                return;
            }
            (None, Some(_)) => {}
            // What stands under a label that says nothing is not taken for a criterion.
            (None, None) => {
                self.of = Column::Aside;
                return;
            }
        }
        if let Some(how) = how.filter(|_| self.of == Column::Says) {
            let indent = piece.is_item.then_some(piece.indent);
            self.since.begin(&self.level, name, how);
            self.led = Some(Led { indent, ..Led::new(how, name) });
        }
    }

    /// Adds what has no label, where criteria are told.
    fn unlabelled(&mut self, text: &str, label: Option<Label<'_>>, is_inside: bool) {
        let plain = plain(text);
        if self.is_behind {
            self.level.left.push(cleaned(&plain));
        } else if let Some((column, text)) = duty(&plain) {
            // Among what puts an incident there stands what is done then.
            self.level.add(column, &text);
        } else if let Some(label) = label.filter(|label| is_of_exception(label.name)) {
            self.level.add_under(label.name, Column::Aside, label.rest);
        } else if is_exception(&plain) {
            self.level.left.push(cleaned(&plain));
        } else {
            self.criterion(text, is_inside);
        }
    }

    fn criterion(&mut self, text: &str, is_inside: bool) {
        let text = plain(text);
        let is_led = self.led.as_mut().is_some_and(|led| led.add(&mut self.level, &text, is_inside));
        if !is_led {
            self.level.add(Column::Says, &text);
        }
    }

    fn end_list(&mut self) {
        if let Some(led) = self.led.take() {
            led.close(&mut self.level);
        }
    }

    /// Adds what is read for nothing beside the level.
    fn beside(&mut self, text: &str) {
        if text.contains(char::is_alphanumeric) {
            self.level.left.push(text.to_owned());
        }
    }

    /// Adds the rows of a table beside the level, unless it is one of levels.
    fn end_grid(&mut self) {
        let rows = std::mem::take(&mut self.grid);
        let first =
            |row: &String| row.trim_matches(['|', ' ']).split('|').next().map(|cell| cell.trim().to_owned());
        if rows
            .iter()
            .skip(1)
            .filter_map(first)
            .any(|cell| whole_level(&cell).is_some() || rank(&cell).is_some())
        {
            return;
        }
        for row in rows {
            self.beside(&row);
        }
    }
}

fn plain(text: &str) -> String {
    text.replace("**", "").replace('`', "")
}

/// Whether a label says that what follows is what the level is, and nothing of that.
fn is_bare_label(name: &str) -> bool {
    whole_column(name).is_some() || name.split([' ', '(', '（']).next().is_some_and(defines)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> RubricLevel {
        filled(RubricLevel::default(), text, Column::Says, "")
    }

    #[test]
    fn lists_and_what_they_stand_under() {
        for (text, says, beside) in [
            ("All of:\n\n- a\n- b\n\nOr:\n\n- c\n", "a, and b | c", ""),
            ("All of:\n\n- a\n- b\n\nOR\n\n- c\n", "a, and b | c", ""),
            ("- a\n\nもしくは\n\n- b\n", "a | b", ""),
            ("- Either\n  - a\n  - b\n- c\n", "a | b | c", ""),
            ("- All\n  - a\n  - b\n- c\n", "a, and b | c", ""),
            (
                "One of:\n- a\n- b\n\nAND one of:\n- c\n- d\n",
                "",
                "AND one of: c; AND one of: d; One of: a; One of: b",
            ),
            ("All of:\n- a\n\nAnd all of:\n- b\n\nOr:\n- c\n", "a, and b | c", ""),
            ("x\n\nOr any of:\n- a\n\nAND\n\n- b\n", "x", "AND: b; Or any of: a"),
            (
                "次のいずれか:\n- あ\n\nかつ、次のすべて:\n- い\n",
                "",
                "かつ、次のすべて: い; 次のいずれか: あ",
            ),
            ("**All of Europe:**\n- a\n", "", "All of Europe: a"),
            ("Both web and app:\n- a\n- b\n", "", "Both web and app: a; Both web and app: b"),
            ("> Both:\n> - a\n> - b\n", "a, and b", ""),
            ("> 50% of users\n", "> 50% of users", ""),
            ("Any of the following, except for drills:\n- a\n- b\n", "a | b", "except for drills"),
            ("Either of:\n\n- a\n- b\n", "a | b", ""),
            ("- a\n- **除く**: b\n", "a", "除く: b"),
            ("All of:\n\n- a\n- b\n\nAll is lost.\n", "a, and b | All is lost.", ""),
            ("- All of:\n  - a\n  - b\n- c\n", "a, and b | c", ""),
            ("- All of:\n- a\n- b\n", "a, and b", ""),
            ("All of:\n- a\n- any of:\n  - b\n  - c\n", "a, and any of: b; c", ""),
            ("All of:\n- a\n  - in one region\n- b\n", "a; in one region, and b", ""),
            ("All of:\n- a\n- Response: page\n- Updates: hourly\n", "a", ""),
            ("All of:\n- a\n- Response:\n  - page\n- b\n", "a | b", ""),
            ("Unless:\n- a\n\nAny of:\n- b\n", "b", "Unless: a"),
            ("- Unless:\n  - a\n- b\n", "b", "Unless: a"),
            ("None of:\n\n- a\n\nSee there.\n", "", "None of: a; See there."),
            ("None of:\n- any of:\n  - a\n", "", "None of: any of:; None of: a"),
            (
                "Criteria (two of these):\n- a\n- b\n- c\n",
                "",
                "Criteria (two of these): a; Criteria (two of these): b; Criteria (two of these): c",
            ),
            ("Examples:\n- a\n\nNot included:\n- b\n", "", "Not included: b"),
            ("Criteria (all):\n- a\n- b\n", "a, and b", ""),
            ("Criteria:\n- a\n- b\n", "a | b", ""),
            ("- a\n- unless: b\n- Excluding c\n", "a", "unless: b; Excluding c"),
            ("次のすべて\n- a\n- 決済\n", "a、かつ決済", ""),
            ("- a\n- ただし、bは除く\n", "a", "ただし、bは除く"),
            ("- a\n\n| b | c |\n|---|---|\n| 1% | 2% |\n", "a", "| b | c |; | 1% | 2% |"),
            ("- a\n\nb | c\n--|--\n1% | 2%\n", "a", "| b | c; | 1% | 2%"),
            ("- a\n\n| Level | c |\n|---|---|\n| SEV-1 | 2 |\n", "a", ""),
            ("- a\n\n~~~\nb\n\nc\n~~~\n\n- d\n", "a | d", "b c"),
        ] {
            let level = read(text);
            let asides = level.asides.iter().map(|(head, text)| format!("{head}: {text}"));
            let told: Vec<String> = asides.chain(level.left.iter().cloned()).collect();
            assert_eq!((level.says.join(" | ").as_str(), told.join("; ").as_str()), (says, beside), "{text}");
        }
        assert!(read("At least two of:\n- a\n- b\n").is_told && !read("- a\n").is_told);
    }

    #[test]
    fn cells_and_what_they_stand_under() {
        for (cell, says, beside) in [
            (&["All of:", "a", "b"][..], "a, and b", ""),
            (&["All of: a", "b"], "a, and b", ""),
            (&["- All of:", "  - a", "  - b", "- c"], "a, and b | c", ""),
            (&["- Either", "  - a", "  - b", "- c"], "a | b | c", ""),
            (&["- At least two of:", "  - a", "  - b", "- c"], "c", "At least two of: a; At least two of: b"),
            (&["One of:", "a", "b", "AND one of:", "c"], "", "AND one of: c; One of: a; One of: b"),
            (&["All of Europe:", "a"], "All of Europe: | a", ""),
            (&["a", "OR", "b"], "a | b", ""),
            (&["All of: a, b"], "All of: a, b", ""),
            (&["Any of: a", "b"], "a | b", ""),
            (&["At least two of:", "a", "b"], "", "At least two of: a; At least two of: b"),
            (&["a", "Unless: b", "c"], "a", "Unless: b; Unless: c"),
            (&["Unless: b"], "", "Unless: b"),
            (&["以下のすべてを満たす場合", "・a", "・決済"], "a、かつ決済", ""),
            (&["a", "Update every 2 hours"], "a", ""),
            (&["すべての利用者が使えない場合", "a"], "すべての利用者が使えない場合 | a", ""),
        ] {
            let mut level = RubricLevel::default();
            let cell: Vec<String> = cell.iter().map(|piece| (*piece).to_owned()).collect();
            said_in_cell(&mut level, "Criteria", &cell, None);
            let asides = level.asides.iter().map(|(head, text)| format!("{head}: {text}"));
            let told: Vec<String> = asides.chain(level.left.iter().cloned()).collect();
            assert_eq!(
                (level.says.join(" | ").as_str(), told.join("; ").as_str()),
                (says, beside),
                "{cell:?}"
            );
        }
    }
}
