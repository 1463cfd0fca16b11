//! Whether a text that begins with a level goes on with another one: `SEV-3, upgraded to SEV-2`, `SEV-2-3`. Reasons name
//! other levels, too, and say nothing of which one is declared: `SEV-2 (not SEV-1, as nothing was lost)`. So another one counts
//! only where it is joined to the first like the items of a list, or where a word right before or behind it says that the
//! incident came to be that.

use super::clause::{depth, first_clause, is_blank, last_clause, remark};
use super::clause_words::{
    ends_well, is_excused, is_excused_in_japanese, is_joint, is_of_the_end, is_of_the_start, leads_over,
    opens_level, trails,
};
use super::joined_number::{Sign, digit, ends_list, is_hyphen, is_of_things, is_point, joint, number_at};
use super::letters::{Letter, prefix, prefix_in_sentence, spellings, trailing_number};
use super::level::Level;
use super::table::Table;

/// What the signs right behind a level make of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Joined {
    /// Nothing: it stands for itself.
    Nothing,
    /// One of several: `SEV-2-3`, `SEV-2+`.
    Several,
    /// Something that the table does not have: `SEV-2.5`, `P1-A`.
    Other,
}

impl Table {
    /// What the signs right behind a level of the table make of it.
    pub(super) fn joined(&self, behind: &str, level: usize) -> Joined {
        let mut letters = behind.chars();
        let (Some(first), second) = (letters.next(), letters.next()) else { return Joined::Nothing };
        match (first, second) {
            ('+' | '＋', _) => return Joined::Several,
            ('.' | ',' | '．' | '，', Some(next)) if digit(next).is_some() => {
                let is_list = !matches!(first, '.' | '．');
                let number = number_at(behind.trim_start_matches(is_point));
                let names = number.is_some_and(|(number, _)| self.numbers_another(number, level));
                return if is_list && names { Joined::Several } else { Joined::Other };
            }
            (_, Some(next)) if is_hyphen(first) && next.is_ascii_alphabetic() => {
                let ends = !letters.next().is_some_and(char::is_alphanumeric);
                return if ends { Joined::Other } else { Joined::Nothing };
            }
            _ => {}
        }
        let Some((sign, after)) = joint(behind) else { return Joined::Nothing };
        let Some((number, rest)) = number_at(after.trim_start()) else { return Joined::Nothing };
        let names = self.numbers_another(number, level);
        // `SEV-2 - 3 customers`: what is set off by a space goes on with a reason.
        let is_set_off = sign == Sign::Word || after.starts_with(char::is_whitespace);
        match (is_set_off, names) {
            // `SEV-2-3 customers`
            (false, true) if is_of_things(rest) => Joined::Nothing,
            (false, true) => Joined::Several,
            (false, false) => Joined::Other,
            (true, true) if ends_list(rest) => Joined::Several,
            (true, _) => Joined::Nothing,
        }
    }

    fn numbers_another(&self, number: u32, level: usize) -> bool {
        let numbered =
            |(at, other): (usize, &Level)| at != level && trailing_number(&other.id.text) == Some(number);
        self.levels.iter().enumerate().any(numbered)
    }

    /// Whether what stands behind a level names another as what the incident came to be, or may be. `letters` are those
    /// behind it, folded; `named` is what named it, and `behind` begins at `from` in the text. Only the start is looked at:
    /// what stands far behind a level is a story.
    pub(super) fn names_another(
        &self,
        letters: &[Letter],
        named: &[Letter],
        (behind, from): (&str, usize),
        level: usize,
    ) -> bool {
        let end = behind.char_indices().nth(MOST_LETTERS).map_or(behind.len(), |(at, _)| at);
        let behind = behind.get(..end).unwrap_or_default();
        // Where the list ends that the level begins.
        let mut listed = 0;
        for (at, letter) in letters.iter().enumerate() {
            let start = letter.start.saturating_sub(from);
            if start >= end {
                break;
            }
            let may_begin = letter.after_boundary || !letter.character.is_ascii();
            if start < listed || !may_begin || !letter.character.is_alphanumeric() {
                continue;
            }
            let rest = letters.get(at..).unwrap_or_default();
            let Some((length, other)) = self.named_in_sentence(rest) else { continue };
            // Between kana and kanji no sign says where a word begins: what stands before tells it.
            if !letter.after_boundary && !opens_level(last_clause(behind.get(..start).unwrap_or_default())) {
                continue;
            }
            let letters = rest.get(..length).unwrap_or_default();
            let stop = letters.last().map_or(end, |last| last.end.saturating_sub(from));
            let (Some(before), Some(after)) = (behind.get(..start), behind.get(stop..)) else { continue };
            let is_listed = behind.get(listed..start).is_some_and(is_joint);
            if is_listed {
                listed = stop;
            }
            if other == level {
                continue;
            }
            let is_id_of = |level: usize, letters: &[Letter]| {
                let level = self.levels.get(level);
                level.is_some_and(|level| prefix(letters, &level.id.folded) == Some(letters.len()))
            };
            let is_id = is_id_of(other, letters);
            // `Minor (P2)`: a word that people use anyway, and the code of another level.
            let has_digits =
                |letters: &[Letter]| letters.iter().any(|letter| letter.character.is_ascii_digit());
            let is_code = has_digits(letters) && !has_digits(named) && !is_id_of(level, named);
            let likeness = Likeness::of(named, letters);
            if (Mention { before, after, likeness, is_id: is_id || is_code, is_listed }).counts() {
                return true;
            }
        }
        false
    }

    /// The level whose id, alias or name stands at the start of the letters inside of a sentence.
    fn named_in_sentence(&self, letters: &[Letter]) -> Option<(usize, usize)> {
        self.longest(|name| prefix_in_sentence(letters, name))
    }

    /// The level whose id, alias or name stands at the start of the letters, and how many letters it takes up.
    pub(super) fn named_at(&self, letters: &[Letter]) -> Option<(usize, usize)> {
        self.longest(|name| prefix(letters, name))
    }

    fn longest(&self, length_of: impl Fn(&str) -> Option<usize>) -> Option<(usize, usize)> {
        let levels = self.levels.iter().enumerate();
        levels
            .flat_map(|(index, level)| spellings(level).map(move |name| (name, index)))
            .filter_map(|(name, index)| Some((length_of(name)?, index)))
            .max_by_key(|(length, _)| *length)
    }
}

/// How far behind a level another one is looked for.
const MOST_LETTERS: usize = 300;

/// Another level in the text behind one.
struct Mention<'t> {
    /// From the level to it.
    before: &'t str,
    /// What stands behind it.
    after: &'t str,
    likeness: Likeness,
    /// Whether it is the id of a level, and no name or alias; or a code behind a mere word.
    is_id: bool,
    /// Whether nothing but signs and words of lists stand between the level and it.
    is_listed: bool,
}

impl Mention<'_> {
    /// Whether it could be the level that is declared.
    fn counts(&self) -> bool {
        if self.before.contains("<!--") {
            return false;
        }
        let trail = first_clause(self.after);
        if self.is_listed && is_blank(trail) {
            let is_in_brackets = depth(self.before) > 0;
            return self.is_id || !is_in_brackets && self.likeness != Likeness::None;
        }
        let (lead, is_label) = lead(self.before);
        if is_excused(lead) || is_excused_in_japanese(trail) {
            return false;
        }
        let is_word = self.likeness != Likeness::Number;
        leads_over(lead, is_label) && ends_well(trail, is_word) || trails(lead, trail) || self.is_told_apart()
    }

    /// `SEV-2 (initial) / SEV-3 (final)`: the remarks of two levels side by side say which of them was there first.
    fn is_told_apart(&self) -> bool {
        let Some((first, between)) = remark(self.before) else { return false };
        if !is_joint(between) || !is_blank(first_clause(self.after)) {
            return false;
        }
        let second = remark(self.after).map(|(remark, _)| remark).unwrap_or_default();
        is_of_the_end(second) || is_of_the_start(first) && !is_of_the_start(second)
    }
}

/// What leads to a level: its clause, or the label before it; and whether it is one.
fn lead(before: &str) -> (&str, bool) {
    let clause = last_clause(before);
    let label = before.trim_end().strip_suffix([':', '：']).filter(|_| is_blank(clause));
    label.map_or((clause, false), |label| (last_clause(label), true))
}

/// How the names of two levels are alike. Other names of levels than the id are words that people use anyway (`critical`,
/// `high`), or shorthands that mean something else (`S3`).
#[derive(Clone, Copy, PartialEq, Eq)]
enum Likeness {
    /// They differ in their number only: `SEV-2` and `SEV-3`.
    Number,
    /// Both are words: `low` and `high`.
    Words,
    None,
}

impl Likeness {
    fn of(named: &[Letter], mention: &[Letter]) -> Self {
        let word = |letters: &[Letter]| {
            let is_digit = |letter: &&Letter| letter.character.is_ascii_digit();
            let digits = letters.iter().rev().take_while(is_digit).count();
            (letters.len() - digits, digits)
        };
        let ((first, first_digits), (second, second_digits)) = (word(named), word(mention));
        let same =
            || named.iter().zip(mention).take(first).all(|(one, other)| one.character == other.character);
        // `SEV-3` after a bare `2`.
        let is_bare = first == 0 && second > 1;
        match (first_digits > 0, second_digits > 0) {
            (true, true) if is_bare || first > 0 && first == second && same() => Self::Number,
            (false, false) => Self::Words,
            _ => Self::None,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::source::text::Text;
    use crate::table::read::read_table;
    use crate::table::spelling::Spelled;

    fn table(levels: &str) -> Table {
        let text = format!("sev_table: 1\nfacts: {{ n: {{ kind: count }} }}\nlevels: [{levels}]\n");
        read_table(&Arc::new(Text::new("sev.yaml", text))).unwrap_or_else(|faults| panic!("{faults:?}"))
    }

    fn numbered() -> Table {
        table(
            "{ id: SEV-1, name: Critical, aliases: [P1, S1], criteria: [{ when: { n: at least 9 } }] }, \
             { id: SEV-2, name: High, aliases: [P2, S2], criteria: [{ when: { n: at least 5 } }] }, \
             { id: SEV-3, name: Low, aliases: [P3, S3], otherwise: true }",
        )
    }

    #[test]
    fn several_levels() {
        let table = numbered();
        for text in [
            "SEV-2 downgraded to SEV-3",
            "SEV-2, downgraded at 10:30 to SEV-3",
            "SEV-3 upgraded to SEV-2",
            "SEV-3; upgraded to SEV-2",
            "SEV-3. Later raised to SEV-2.",
            "SEV-3 until 10:30, then SEV-2",
            "SEV-3 from 10:00, SEV-2 from 10:30",
            "SEV-3 initially, SEV-2 finally",
            "SEV-3 at first, was raised to SEV-2",
            "SEV-3 - now SEV-2",
            "SEV-3 (now SEV-2)",
            "SEV-3 (upgraded to SEV-2 at 10:30)",
            "SEV-3 (SEV-2 later)",
            "SEV-3 (to SEV-2)",
            "SEV-3 (SEV-2)",
            "SEV-3 SEV-2",
            "SEV-2/SEV-3",
            "SEV-2, SEV-1",
            "SEV-2; SEV-1",
            "SEV-2、SEV-1",
            "SEV-2・SEV-1",
            "SEV-2または SEV-1",
            "SEV-2 or SEV-1",
            "SEV-2 → SEV-1",
            "SEV-2 (SEV-3 → SEV-1)",
            "SEV-2, SEV-1, nobody noticed",
            "SEV-2 (SEV-1), nobody noticed",
            "SEV-2, lowered to SEV-3",
            "SEV-2 escalated to SEV-1",
            "SEV-2, de-escalated to SEV-3 because traffic is low",
            "SEV-3, eventually SEV-2",
            "SEV-3 – finally a SEV-2",
            "SEV-2、SEV-1に引き上げ",
            "SEV-2、SEV-1に格上げした",
            "SEV-2（後にSEV-1）",
            "SEV-2 – SEV-3",
            "SEV-2 — SEV-3",
            "SEV-1, SEV-2 or SEV-3",
            "SEV-1 and SEV-2",
            "SEV-1..SEV-3",
            "SEV-3, upgraded to Critical",
            "SEV-3, now High.",
            "SEV-3 escalated to P2 at 10:30",
            "Low, upgraded to High",
            "Low - High",
            "P3 initially, P2 finally",
            "3, upgraded to SEV-2",
            "SEV-3、後にSEV-2",
            "SEV-3、SEV-2に変更",
            "SEV-3（後にSEV-2）",
            "SEV-3（SEV-2へ引き上げ）",
            "SEV-3からSEV-2へ引き上げ",
            "SEV-3 から SEV-2",
            "SEV-3、のちにSEV-2に格上げ",
            "SEV-3 → SEV-2",
            "SEV-3, later SEV-2",
            "SEV-2-3",
            "SEV 2-3",
            "Sev 1-2",
            "SEV-2–3",
            "SEV-2~3",
            "SEV-2 - 3",
            "SEV-2 / 3",
            "SEV-2 or 3",
            "SEV-1, 2",
            "SEV-1, 2 (mixed)",
            "SEV-1 & 2",
            "SEV-2,3",
            "SEV-2+",
            "SEV-2＋",
            "SEV-1〜3",
            "SEV-1ー3",
            "ＳＥＶ－２－３",
            "SEV-2 (initial) / SEV-3 (final)",
            "SEV-2 (initial), SEV-3 (final)",
            "SEV-2 (initial)/SEV-3",
            "SEV-2 [provisional]; SEV-3 [confirmed]",
            "SEV-2 (until 10:30), SEV-3 (from 10:30)",
            "SEV-2 initial / SEV-3 final",
            "SEV-2（暫定）、SEV-3（最終）",
            "SEV-2（初動時）／SEV-3（確定）",
            "SEV-2（最終：SEV-3）",
            "SEV-2（最終重大度：SEV-3）",
            "SEV-2（現在の重大度：SEV-3）",
            "SEV-2（訂正：SEV-3）",
            "SEV-2 (final: SEV-3)",
            "SEV-2 (final severity: SEV-3)",
            "SEV-2 (revised: SEV-3)",
            "SEV-2, revised severity SEV-3",
            "SEV-2（SEV-3で確定）",
            "Low (SEV-2)",
            "Low (P2)",
            "Low P2",
        ] {
            assert_eq!(table.spelled(text), Spelled::Several, "{text}");
        }
        let table = kanji();
        for text in [
            "大（後に中へ変更）",
            "大（最終的に中）",
            "大（最終的には中）",
            "大（修正後：中）",
            "大（修正後: 中）",
            "大（最終：中）",
            "大（確定は中）",
            "大（その後中に変更）",
            "大（初動時）／中（確定）",
            "大（初動時）、中（確定）",
            "大（発生時）／中（復旧時）",
            "大（検証の結果、中に引き下げ）",
            "大（重大度が中に変更された）",
            "大（翌日に中へ格下げ）",
            "大（中へ）",
            "大（中に変更）",
            "大、中に変更",
            "大（後に重大に変更）",
            "大（小から中へ変更）",
            "大 → 中",
            "大／中",
            "大（中）",
            "小（後にレベル３へ変更）",
        ] {
            assert_eq!(table.spelled(text), Spelled::Several, "{text}");
        }
    }

    fn kanji() -> Table {
        table(
            "{ id: 重大, criteria: [{ when: { n: at least 9 } }] }, { id: 大, criteria: [{ when: { n: at least 5 } }] }, \
             { id: 中, aliases: [レベル3], criteria: [{ when: { n: at least 3 } }] }, { id: 小, otherwise: true }",
        )
    }

    #[test]
    fn letters_of_other_words_are_no_levels() {
        let table = kanji();
        for (text, wanted) in [
            ("大（影響範囲が大きいため）", 1),
            ("大（影響が大になったため）", 1),
            ("中（中程度）", 2),
            ("大（中程度ではない）", 1),
            ("中（後に大きくなった）", 2),
            ("中（後に中断）", 2),
            ("中（復旧後中断なし）", 2),
            ("中（最終的に小さくなった）", 2),
            ("中（後に大規模な障害が起きた）", 2),
            ("中（後に大阪へ変更）", 2),
            ("小（大阪のみ）", 3),
            ("小（大で検討した）", 3),
            ("小（重大ではない）", 3),
            ("中（大には至らず）", 2),
            ("中（小から変更）", 2),
            ("中（大より引き下げ）", 2),
            ("中（当初は大）", 2),
            ("中（変更前：大）", 2),
            ("中（暫定：大）", 2),
            ("中（確定）／大（初動時）", 2),
            ("中（本番）、大（検証環境）", 2),
            ("中（今後は大とする）", 2),
            ("中、大きな影響なし", 2),
        ] {
            assert!(
                matches!(table.spelled(text), Spelled::Level { level, .. } if level == wanted),
                "{text}: {:?}",
                table.spelled(text)
            );
        }
    }

    #[test]
    fn no_level() {
        let table = numbered();
        for text in ["SEV-2.5", "SEV-2,5", "SEV-2-7", "SEV-2-2026", "P1-A", "SEV-2-b", "SEV-2．5"] {
            assert_eq!(table.spelled(text), Spelled::Unknown(None), "{text}");
        }
    }

    #[test]
    fn reasons_name_other_levels() {
        let table = numbered();
        for text in [
            "SEV-2.",
            "SEV-2 (previously: SEV-3)",
            "SEV-2 (final) / SEV-3 (initial)",
            "SEV-2 (confirmed), SEV-3 (proposed)",
            "SEV-2 (proposed), SEV-1 not reached",
            "SEV-2（最終）、SEV-3（暫定）",
            "SEV-2（暫定：SEV-3）",
            "SEV-2（3 日後にSEV-1の障害）",
            "SEV-2 (P2)",
            "SEV-2 (P3)",
            "SEV-2 (previous: SEV-3)",
            "SEV-2 (initial: SEV-3)",
            "SEV-2 (initial severity: SEV-3)",
            "SEV-2, initial SEV-3",
            "SEV-2 — SEV-1 at first",
            "SEV-2 after SEV-3",
            "SEV-2、当初はSEV-3",
            "SEV-2 - follow-up of SEV-1 INC-12",
            "SEV-2 - Same cause as INC-12 (SEV-1)",
            "SEV-2 - Same cause as the SEV-1 of 12 March",
            "SEV-2, similar to the SEV-1 last week",
            "SEV-2, could have been SEV-1",
            "SEV-2 (could have become SEV-1)",
            "SEV-2 (could have been upgraded to SEV-1)",
            "SEV-2, escalation to SEV-1 avoided",
            "SEV-2 overall, SEV-1 for one customer",
            "SEV-2 (prod), SEV-3 (staging)",
            "SEV-2 out of SEV-3",
            "SEV-2、SEV-1に準ずる",
            "SEV-2、SEV-1に引き上げず",
            "SEV-2 (priority: P1)",
            "SEV-2 (impact: Critical, urgency: Low)",
            "SEV-2 (Critical)",
            "2 (low)",
            "P2 (S3)",
            "SEV-2-3 customers",
            "SEV-2 + 1 other",
            "SEV-2 (SEV-3 → SEV-2)",
            "SEV-2, SEV-1 from 50 %",
            "SEV-2, escalated to the SEV-1 bridge",
            "SEV-2 (raised to SEV-1 only if data is lost)",
            "SEV-2 <!-- now SEV-1 -->",
            "SEV-2, initially set to SEV-3",
            "SEV-2 ([why](raised-to-sev-1.md))",
            "SEV-2, nobody noticed",
            "SEV-2 (not SEV-1 because nothing was lost)",
            "SEV-2, not SEV-1",
            "SEV-2 - not a SEV-1: nothing was lost",
            "SEV-2; it doesn't meet SEV-1",
            "SEV-2 — below the SEV-1 threshold",
            "SEV-2, less than SEV-1",
            "SEV-2, SEV-1 needs 50 %",
            "SEV-2, would be SEV-1 if data was lost",
            "SEV-2 (was SEV-3)",
            "SEV-2 (was SEV-3 initially)",
            "SEV-2, upgraded from SEV-3",
            "SEV-2, initially SEV-3",
            "SEV-2, first declared as SEV-3",
            "SEV-2 (upgraded from SEV-3 at 10:30)",
            "SEV-2 (downgraded from SEV-1)",
            "SEV-2 (on a scale from SEV-1 to SEV-3)",
            "SEV-2 (we never went to SEV-1)",
            "SEV-2, handled with the SEV-1 process",
            "SEV-2 <!-- SEV-1 | SEV-2 | SEV-3 -->",
            "SEV-2 ([what it means](../severity.md#sev-1))",
            "SEV-2 ~~SEV-3~~",
            "SEV-2, critical path not affected",
            "SEV-2 — S3 was down",
            "SEV-2, now critical data is safe",
            "SEV-2, high load",
            "SEV-2 - 3 customers affected",
            "SEV-2, 3 customers affected",
            "SEV-2—3 customers affected",
            "SEV-2 and 3 customers told",
            "SEV-2: 3",
            "SEV-2 (3 regions)",
            "SEV-2 10:30",
            "SEV-2 High",
            "SEV-2 / P2",
            "SEV-2 - High",
            "SEV-2-proposed",
            "SEV-2 (proposed; SEV-1 was considered)",
            "SEV-2（SEV-1ではない）",
            "SEV-2、SEV-1の基準は満たさず",
            "SEV-2、SEV-3から引き上げ",
            "SEV-2（SEV-3から引き上げ）",
            "SEV-2（3 日間気付けなかった点は SEV-2 相当）",
        ] {
            assert!(
                matches!(table.spelled(text), Spelled::Level { level: 1, .. }),
                "{text}: {:?}",
                table.spelled(text)
            );
        }
    }

    #[test]
    fn long_texts_are_read_once() {
        let table = numbered();
        for mention in [" S3", " SEV-1 or so,", " not SEV-1", "(SEV-1 ", "、SEV-1に準ずる", "後に"] {
            let text = format!("SEV-2 not{}", mention.repeat(100_000));
            let begun = std::time::Instant::now();
            assert!(matches!(table.spelled(&text), Spelled::Level { level: 1, .. }), "{mention}");
            assert!(begun.elapsed().as_secs() < 20, "{mention}: {:?}", begun.elapsed());
        }
        let far = format!("SEV-2 {}, upgraded to SEV-1", "and so on ".repeat(50));
        assert!(matches!(table.spelled(&far), Spelled::Level { level: 1, .. }));
    }

    #[test]
    fn ids_with_signs() {
        let table = table(
            "{ id: SEV-1, criteria: [{ when: { n: 9 } }] }, { id: SEV-2.5, criteria: [{ when: { n: 8 } }] }, \
             { id: SEV-2, criteria: [{ when: { n: 7 } }] }, { id: P1-A, criteria: [{ when: { n: 6 } }] }, \
             { id: P1, otherwise: true }",
        );
        for (text, wanted) in
            [("SEV-2.5", 1), ("SEV-2.5.", 1), ("SEV 2.5 (api)", 1), ("SEV-2.", 2), ("P1-A", 3), ("P1", 4)]
        {
            assert!(matches!(table.spelled(text), Spelled::Level { level, .. } if level == wanted), "{text}");
        }
        assert_eq!(table.spelled("SEV-2, upgraded to SEV-2.5"), Spelled::Several);
    }
}
