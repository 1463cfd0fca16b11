//! The action items of a postmortem: what is to be done, by whom, until when, and whether it is done.

use jiff::civil::Date;

use crate::source::document::Document;
use crate::source::node::{Entry, Node};
use crate::source::outline::{Grid, Heading, Item, Task};
use crate::source::span::Span;

use super::action_columns::{Columns, DUE, OWNER, STATE, TEXT};
use super::action_details::{Details, labelled_part};
use super::action_due::due_in;
use super::action_labels::is_nobody;
use super::action_owner::{name_before, name_before_will, owner_in};
use super::action_people::known_people;
use super::action_state::{State, state_in, state_of, state_of_column};
use super::blocks::{Block, blocks};
use super::done::says_none;
use super::due_day::{date_after, date_in};
use super::heading::heading_key;
use super::known::Known;
use super::placeholder::is_hint;
use super::said::Said;
use super::section::{Section, Sections};

/// Something that is to be done.
#[derive(Clone, Debug, PartialEq)]
pub struct ActionItem {
    /// What, with markup.
    pub text: Span,
    /// The whole item or row.
    pub span: Span,
    /// Who does it, as written.
    pub owner: Option<String>,
    /// Until when.
    pub due: Option<Due>,
    /// Whether it is done, as it says.
    pub state: State,
    /// The day since which it is done, where only that says so.
    pub finished: Option<Date>,
}

impl ActionItem {
    /// Whether it is done on a day: one that is to be done on a later one is open.
    #[must_use]
    pub fn state_on(&self, today: Date) -> State {
        if self.finished.is_some_and(|day| day > today) { State::Open } else { self.state }
    }
}

/// Until when something is to be done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Due {
    /// As written.
    pub text: String,
    /// Where.
    pub span: Span,
    /// The last day, if it can be read: `next sprint` cannot.
    pub date: Option<Date>,
}

/// Reads the action items of the sections called so, else those of the front matter. A due date without a year is the
/// first one after the day of the incident. `authors` are people whom the body names.
#[must_use]
pub fn action_items(
    document: &Document,
    sections: &Sections,
    day: Option<Date>,
    authors: &[Said],
) -> Vec<ActionItem> {
    let mut found = vec![];
    for section in sections.about(Known::ActionItems) {
        let mut reader = Reader { document, sections, state: None, found: &mut found };
        reader.section(section.body);
    }
    if found.is_empty()
        && let Some(front_matter) = &document.front_matter
    {
        let entries = front_matter.entries.iter();
        let lists = entries.filter_map(|entry| entry.value.items().map(|items| (&entry.key, items)));
        let items = lists.filter(|(key, _)| sections.is_field_of(key, Known::ActionItems));
        found.extend(items.flat_map(|(_, items)| items).filter_map(of_node));
    }
    take_names_before(document, authors, &mut found);
    if let Some(day) = day {
        for item in &mut found {
            let Some(due) = item.due.as_mut().filter(|due| due.date.is_none()) else { continue };
            let is_japanese = document.text.slice(item.span).contains(is_japanese);
            due.date = date_after(&due.text, day, is_japanese);
        }
    }
    found
}

fn is_japanese(letter: char) -> bool {
    matches!(letter, 'ぁ'..='ヿ' | '一'..='鿿')
}

/// In `Alice: renew the lease` and `Alice will renew it` Alice is the owner, if she is known from elsewhere: from the front matter, as an
/// author, or as the owner of another item.
fn take_names_before(document: &Document, authors: &[Said], found: &mut [ActionItem]) {
    if found.iter().all(|item| item.owner.is_some()) {
        return;
    }
    let owners = found.iter().filter_map(|item| item.owner.as_deref());
    let known = known_people(document, owners.chain(authors.iter().map(|said| said.text.as_str())));
    for item in found.iter_mut().filter(|item| item.owner.is_none()) {
        let text = document.text.slice(item.text);
        let mut names = [name_before(text), name_before_will(text)].into_iter().flatten();
        item.owner = names.find(|name| known.contains(&name.to_lowercase())).map(str::to_owned);
    }
}

struct Reader<'d, 'f> {
    document: &'d Document,
    sections: &'d Sections,
    /// What the heading above says of all items below it: `### Done`.
    state: Option<State>,
    found: &'f mut Vec<ActionItem>,
}

impl<'d> Reader<'d, '_> {
    fn section(&mut self, body: Span) {
        let blocks = blocks(self.document, body);
        let groups = groups(&blocks);
        // The end of the item that was taken last: what is nested in it belongs to it.
        let mut end = 0;
        let mut explains = false;
        // Where a part about something else ends.
        let mut elsewhere = 0;
        let mut details = Details::default();
        for (index, (block, is_group)) in blocks.iter().zip(groups).enumerate() {
            let is_detail = details.is_one(self.document, block);
            match block {
                Block::Heading(heading) => {
                    self.state = state_of(&heading.text);
                    explains = is_explanation(&heading.text);
                    let part = self.sections.around(heading.span.start);
                    if let Some(part) = part.filter(|part| tells_of_incident(part)) {
                        elsewhere = elsewhere.max(part.body.end);
                    }
                    let below = blocks.get(index + 1..).unwrap_or_default();
                    if !explains
                        && self.state.is_none()
                        && heading.span.start >= elsewhere
                        && let Some(item) = self.titled(heading, below)
                    {
                        end = item.span.end;
                        self.found.push(item);
                    }
                }
                _ if block.span().start < elsewhere => {}
                // What the words of a table mean is nothing to do.
                _ if explains => {}
                Block::Table(table) if table.span.start >= end => self.table(table),
                Block::Item(item) if item.span.start >= end && !is_group && !is_detail => {
                    end = item.span.end;
                    self.item(item);
                }
                _ => {}
            }
        }
    }

    /// An item that a heading names, where all of the list below it says who does it, until when and the like.
    fn titled(&self, heading: &Heading, below: &[Block<'_>]) -> Option<ActionItem> {
        let items = below.iter().take_while(|block| !matches!(block, Block::Heading(_) | Block::Table(_)));
        let mut items = items.filter_map(|block| match block {
            Block::Item(item) => Some(*item),
            _ => None,
        });
        let first = items.next()?;
        let mut last = first;
        let mut state = None;
        for item in std::iter::once(first).chain(items) {
            let (label, value) = labelled_part(self.document.text.slice(item.text))?;
            if item.task != Task::None {
                return None;
            }
            if STATE.contains(&&*heading_key(label)) {
                state = state_of_column(value);
            }
            last = item;
        }
        let all = first.span.to(last.span);
        let text = self.document.text.slice(all);
        let (owner, due) = (owner_in(text).map(str::to_owned), stated_due(text, all.start as usize));
        (owner.is_some() || due.is_some()).then(|| ActionItem {
            text: heading.title,
            span: heading.span.to(all),
            owner,
            due,
            state: state.unwrap_or(State::Unstated),
            finished: None,
        })
    }

    fn item(&mut self, item: &Item) {
        let text = self.document.text.slice(item.text);
        if !is_something(text) {
            return;
        }
        let whole = self.document.text.slice(item.span);
        let owner = owner_in(whole).map(str::to_owned);
        let due = stated_due(whole, item.span.start as usize);
        let state = match item.task {
            Task::Done => State::Done,
            Task::Open => state_in(text).filter(|state| *state == State::Done).unwrap_or(State::Open),
            Task::None => state_in(text).or(self.state).unwrap_or(State::Unstated),
        };
        self.found.push(ActionItem { text: item.text, span: item.span, owner, due, state, finished: None });
    }

    fn table(&mut self, table: &'d Grid) {
        let columns = Columns::of(table);
        for row in &table.rows {
            let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
            let cell = |column: Option<usize>| row.get(column?);
            let text = cell(columns.text).unwrap_or(first);
            if !is_something(&text.text) {
                continue;
            }
            let whole = self.document.text.slice(first.span.to(last.span));
            let due = cell(columns.due).filter(|cell| !is_nobody(&cell.text)).map(|cell| Due {
                text: cell.text.to_string(),
                span: cell.span,
                date: date_in(&cell.text),
            });
            // `@tanaka 2026-03-31`: one column for both.
            let beside = cell(columns.owner).filter(|_| columns.due.is_none());
            let beside = beside.and_then(|cell| {
                let text = self.document.text.slice(cell.span);
                let due = stated_due(text, cell.span.start as usize)?;
                // `Kim (until May 1), then Nora` says who does it when, and not until when it is to be done.
                let behind = text.get(due.span.end.saturating_sub(cell.span.start) as usize..)?;
                let before = text.get(..due.span.start.saturating_sub(cell.span.start) as usize)?;
                let is_term = due.text.starts_with("until ") || before.trim_end().ends_with("until");
                if is_term || behind.contains(char::is_alphanumeric) {
                    return None;
                }
                let before =
                    before.trim_matches([' ', '(', '（', '[', ',', '、', ':', '：', '/', '-', '–', '—', '@']);
                let owner = owner_in(text).unwrap_or(before);
                (!owner.is_empty() && !is_nobody(owner)).then(|| (owner.to_owned(), due))
            });
            let (named, due) = beside.map_or((None, due), |(owner, due)| (Some(owner), Some(due)));
            let owner = named.or_else(|| match columns.owner {
                Some(_) => {
                    cell(columns.owner).map(|cell| cell.text.to_string()).filter(|owner| !is_nobody(owner))
                }
                None => owner_in(whole).map(str::to_owned),
            });
            let (state, finished) = columns.state_in(row);
            // What is crossed out needs no day since which it is done.
            let is_unsaid = columns.state.is_none() || columns.state == columns.finished;
            let own = if is_unsaid { state_in(&text.text).or(self.state) } else { None };
            // What is struck out was given up, and has no day since which it is done.
            let state = if own == Some(State::Done) && finished.is_none() { own } else { state.or(own) };
            let state = state.unwrap_or(State::Unstated);
            self.found.push(ActionItem {
                text: text.span,
                span: first.span.to(last.span),
                owner,
                due,
                state,
                finished,
            });
        }
    }
}

/// Until when a text says that something is to be done, which begins at a place.
fn stated_due(text: &str, base: usize) -> Option<Due> {
    due_in(text).map(|(at, text)| Due {
        text: text.to_owned(),
        span: Span::new(base + at, base + at + text.len()),
        date: date_in(text),
    })
}

/// Whether a part below the heading of the actions tells of the incident, so that nothing in it is to be done. Others, as
/// Detection and Mitigation, are kinds of actions.
fn tells_of_incident(part: &Section) -> bool {
    let told = [Known::Summary, Known::Timeline, Known::WentWell, Known::Lucky, Known::LessonsLearned];
    let wrong =
        part.is(Known::WentWrong) && ["what went", "what did"].iter().any(|head| part.key.starts_with(head));
    let wrong = wrong
        || ["うまくいかなかったこと", "うまくいかなかった点", "悪かったこと", "悪かった点"]
            .contains(&part.key.as_str());
    wrong || told.iter().any(|known| part.is(*known))
}

fn is_something(text: &str) -> bool {
    !text.is_empty() && !is_hint(text) && !says_none(text)
}

/// Whether what stands below a heading explains the words of the items, as `Legend` and カテゴリの説明 do.
fn is_explanation(heading: &str) -> bool {
    let key = heading_key(heading);
    let words = ["legend", "explanation", "glossary", "definitions"];
    key.split(' ').any(|word| words.contains(&word)) || key.contains("の説明") || key.contains("凡例")
}

/// Which blocks are items that only name those nested in them: they are tasks, and it is none.
fn groups(blocks: &[Block<'_>]) -> Vec<bool> {
    // Where the next task begins, seen from the end.
    let mut next_task = u32::MAX;
    let mut groups: Vec<bool> = blocks
        .iter()
        .rev()
        .map(|block| {
            let Block::Item(item) = block else { return false };
            if item.task == Task::None {
                return next_task < item.span.end;
            }
            next_task = item.span.start;
            false
        })
        .collect();
    groups.reverse();
    groups
}

/// An item of a list in the front matter: a text, or a mapping with keys as columns are called.
fn of_node(node: &Node) -> Option<ActionItem> {
    if let Some(text) = node.text().map(str::trim).filter(|text| is_something(text)) {
        let due =
            due_in(text).map(|(_, due)| Due { text: due.to_owned(), span: node.span, date: date_in(due) });
        let state = state_in(text).unwrap_or(State::Unstated);
        return Some(ActionItem {
            text: node.span,
            span: node.span,
            owner: owner_in(text).map(str::to_owned),
            due,
            state,
            finished: None,
        });
    }
    let entries = node.entries()?;
    let get = |names: &[&str]| -> Option<&Entry> {
        entries.iter().find(|entry| names.contains(&heading_key(&entry.key).as_str()))
    };
    let said = |names: &[&str]| get(names)?.value.text().map(str::trim).filter(|text| !is_nobody(text));
    let text = get(TEXT).or(entries.first())?.value.span;
    let due = said(DUE).map(|due| Due {
        text: due.to_owned(),
        span: get(DUE).map_or(node.span, |entry| entry.value.span),
        date: date_in(due),
    });
    let state = match get(STATE) {
        Some(entry) => entry.value.text().map_or(Some(State::Open), state_of_column),
        None => None,
    };
    let state = state.unwrap_or(State::Unstated);
    Some(ActionItem {
        text,
        span: node.span,
        owner: said(OWNER).map(str::to_owned),
        due,
        state,
        finished: None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    fn shown(text: &str) -> Vec<String> {
        let document = Document::parse(Text::new("a.md", text));
        let sections = Sections::read(&document, &std::sync::Arc::default());
        let show = |item: &ActionItem| {
            let due = item.due.as_ref().map_or("-".to_owned(), |due| {
                due.date.map_or_else(|| format!("({})", due.text), |date| date.to_string())
            });
            let owner = item.owner.as_deref().unwrap_or("-");
            let text = document.text.slice(item.text).lines().next().unwrap_or_default().trim();
            format!("{text} | {owner} | {due} | {:?}", item.state)
        };
        action_items(&document, &sections, Some(jiff::civil::date(2026, 4, 1)), &[])
            .iter()
            .map(show)
            .collect()
    }

    fn check(body: &str, wanted: &[&str]) {
        assert_eq!(
            shown(&format!("# T\n\n## Action items\n\n{body}\n\n## Next\n\n- [ ] no\n")),
            wanted,
            "{body}"
        );
    }

    #[test]
    fn task_lists_and_bullets() {
        check(
            "- [ ] Renew the lease @h.mori, due: 2026-05-01\n- [x] Alert (owner: j.alvarez, due: 2026-04-20)\n- [ ] Nobody's",
            &[
                "Renew the lease @h.mori, due: 2026-05-01 | h.mori | 2026-05-01 | Open",
                "Alert (owner: j.alvarez, due: 2026-04-20) | j.alvarez | 2026-04-20 | Done",
                "Nobody's | - | - | Open",
            ],
        );
        check(
            "- Prevent\n  - [ ] a\n  - [x] b\n- Renew\n  - Owner: Platform team\n  - Due: end of May\n- <action>\n-",
            &["a | - | - | Open", "b | - | - | Done", "Renew | Platform team | 2026-05-31 | Unstated"],
        );
        check(
            "- 監視を追加する（担当: 西田、期限: 2026年5月1日）",
            &["監視を追加する（担当: 西田、期限: 2026年5月1日） | 西田 | 2026-05-01 | Unstated"],
        );
        check(
            "- [ ] 監視する（担当：佐藤、期限：2026年6月30日（火））\n- [ ] 分ける（担当：森、期限：6/7）\n- [ ] 試す 【担当】森 【期限】3月末",
            &[
                "監視する（担当：佐藤、期限：2026年6月30日（火）） | 佐藤 | 2026-06-30 | Open",
                "分ける（担当：森、期限：6/7） | 森 | 2026-06-07 | Open",
                "試す 【担当】森 【期限】3月末 | 森 | 2027-03-31 | Open",
            ],
        );
        check("### Done\n\n- a\n\n### Open\n\n- b", &["a | - | - | Done", "b | - | - | Open"]);
    }

    #[test]
    fn a_heading_may_be_the_item_that_the_list_below_it_is_about() {
        check(
            "### Runbook\n\n- Owner: Nora\n- Due: 2026-05-01\n\n### Alert\n\nPage somebody.\n\n- **Owner:** Kim\n- **Status:** Done\n\n### Monitoring\n\n- Owner: Jo adds an alert\n- Add another",
            &[
                "Runbook | Nora | 2026-05-01 | Unstated",
                "Alert | Kim | - | Done",
                "Owner: Jo adds an alert | Jo adds an alert | - | Unstated",
                "Add another | - | - | Unstated",
            ],
        );
    }

    #[test]
    fn states_of_columns() {
        check(
            "| Action | Status | Completed |\n|--|--|--|\n| a | banana | |\n| b | | |\n| c | open | 2026-03-19 |\n| d | given up | |\n| e | × | |",
            &[
                "a | - | - | Unstated",
                "b | - | - | Open",
                "c | - | - | Done",
                "d | - | - | Done",
                "e | - | - | Open",
            ],
        );
        check(
            "| Action | Target completion date | Completed |\n|--|--|--|\n| a | 2026-03-21 | 2026-03-19 |\n| b | 2026-03-21 | |",
            &["a | - | 2026-03-21 | Done", "b | - | 2026-03-21 | Open"],
        );
    }

    #[test]
    fn days_behind_signs_and_names() {
        check(
            "- [ ] a @Kim @March 20, 2026\n- [ ] b 📅 2026-04-28\n- [ ] c @tanaka 2026-05-31\n- [ ] d by May 21\n- [ ] e @2026-05-31\n- [ ] f with @tanaka 2026-05-31 as before\n- [ ] g (status: given up)\n- [ ] Given up: h",
            &[
                "a @Kim @March 20, 2026 | Kim | 2026-03-20 | Open",
                "b 📅 2026-04-28 | - | 2026-04-28 | Open",
                "c @tanaka 2026-05-31 | tanaka | 2026-05-31 | Open",
                "d by May 21 | - | 2026-05-21 | Open",
                "e @2026-05-31 | - | 2026-05-31 | Open",
                "f with @tanaka 2026-05-31 as before | tanaka | - | Open",
                "g (status: given up) | - | - | Done",
                "Given up: h | - | - | Done",
            ],
        );
    }

    #[test]
    fn a_day_of_completion_may_be_to_come_or_missing() {
        for column in ["Completed", "完了日"] {
            check(
                &format!(
                    "| Action | {column} |\n|--|--|\n| a | 2026-03-19 |\n| b | |\n| c | TBD |\n| d | N/A |\n| e | - |\n| f | 未定 |\n| g | done |\n| ~~h~~ | 2026-03-19 |\n| i | banana |"
                ),
                &[
                    "a | - | - | Done",
                    "b | - | - | Open",
                    "c | - | - | Open",
                    "d | - | - | Open",
                    "e | - | - | Open",
                    "f | - | - | Open",
                    "g | - | - | Done",
                    "~~h~~ | - | - | Done",
                    "i | - | - | Unstated",
                ],
            );
        }
        check(
            "| Action | 完了日 |\n|--|--|\n| ~~a~~ | |\n\n| Action | Status | Completed on |\n|--|--|--|\n| b | Done | |\n| c | open | TBD |\n| d | banana | |",
            &["~~a~~ | - | - | Done", "b | - | - | Done", "c | - | - | Open", "d | - | - | Unstated"],
        );
        let text = "# T\n\n## Action items\n\n| Action | Status | Completed |\n|--|--|--|\n| a | | 2026-03-19 |\n| b | open | 2026-03-19 |\n| c | done | 2026-03-19 |\n";
        let document = Document::parse(Text::new("a.md", text));
        let sections = Sections::read(&document, &std::sync::Arc::default());
        let items = action_items(&document, &sections, None, &[]);
        let on = |day: i8| -> Vec<State> {
            items.iter().map(|item| item.state_on(jiff::civil::date(2026, 3, day))).collect()
        };
        assert_eq!(on(18), [State::Open, State::Open, State::Done]);
        assert_eq!(on(19), [State::Done; 3]);
    }

    #[test]
    fn what_is_given_up_needs_no_day_of_completion() {
        for column in ["Completed", "完了日"] {
            check(
                &format!(
                    "| Action | Due | {column} |\n|--|--|--|\n| a | 2026-03-10 | N/A |\n| ~~b~~ | 2026-03-10 | N/A |\n| c (dropped) | 2026-03-10 | N/A |\n| [x] d | 2026-03-10 | N/A |\n| e | 2026-03-10 | N/A (won't do) |\n| f | 2026-03-10 | n/a, see X-1 |"
                ),
                &[
                    "a | - | 2026-03-10 | Open",
                    "~~b~~ | - | 2026-03-10 | Done",
                    "c (dropped) | - | 2026-03-10 | Done",
                    "[x] d | - | 2026-03-10 | Done",
                    "e | - | 2026-03-10 | Done",
                    "f | - | 2026-03-10 | Unstated",
                ],
            );
        }
    }

    #[test]
    fn owner_and_day_in_one_column() {
        check(
            "| Action | Owner |\n|--|--|\n| a | @tanaka 2026-05-31 |\n| b | Tanaka (2026-05-31) |\n| c | 田中（5/31） |\n| d | @tanaka |\n| e | Team 2026 |\n| f | TBD |\n| g | Kim (until 2026-03-10), then Nora |\n| h | Kim until 2026-03-10 |",
            &[
                "a | tanaka | 2026-05-31 | Unstated",
                "b | Tanaka | 2026-05-31 | Unstated",
                "c | 田中 | 2026-05-31 | Unstated",
                "d | @tanaka | - | Unstated",
                "e | Team 2026 | - | Unstated",
                "f | - | - | Unstated",
                "g | Kim (until 2026-03-10), then Nora | - | Unstated",
                "h | Kim until 2026-03-10 | - | Unstated",
            ],
        );
    }

    #[test]
    fn details_of_an_item_are_no_items() {
        check(
            "1. Watch the pool, namely:\n\n- its size\n- its age\n\n2. Page somebody.\n\n- Drill it",
            &[
                "Watch the pool, namely: | - | - | Unstated",
                "Page somebody. | - | - | Unstated",
                "Drill it | - | - | Unstated",
            ],
        );
    }

    #[test]
    fn explanations_are_no_items() {
        check(
            "- a\n\n### カテゴリの説明\n\n- **予防:** 再発を防ぐ\n\n### Legend\n\n- P: prevent\n\n### More\n\n- b",
            &["a | - | - | Unstated", "b | - | - | Unstated"],
        );
    }

    #[test]
    fn what_holds_nothing_to_do() {
        check("- N/A", &[]);
        check("- [ ] None needed.\n- なし", &[]);
        check("| Action | Owner |\n|--|--|\n| None | |", &[]);
        check("- [~] Move the logs", &["[~] Move the logs | - | - | Done"]);
        check(
            "### What went wrong\n\n- the disk filled\n\n#### At night\n\n- again\n\n### Detection\n\n- alert",
            &["alert | - | - | Unstated"],
        );
        let text = "# T\n\n## Planned steps\n\n- Alert\n";
        assert_eq!(shown(text), ["Alert | - | - | Unstated"]);
    }

    #[test]
    fn tables() {
        check(
            "| # | Action | Owner | Due | Status |\n|--|--|--|--|--|\n| 1 | Renew | h.mori | 2026-03-07 | done |\n| 2 | Alert | TBD | TBD | open |\n| 3 | [What] | [Who] | YYYY-MM-DD | open |\n| 4 | Limit | SRE | next sprint | |",
            &[
                "Renew | h.mori | 2026-03-07 | Done",
                "Alert | - | - | Open",
                "Limit | SRE | (next sprint) | Open",
            ],
        );
        check(
            "| アクション | 担当 | 期限 | 状態 |\n|--|--|--|--|\n| 監視 | 西田 | 2026-12-04 | **完了** |\n| 照合 | 森 | 2026-11-27 | 対応中 |",
            &["監視 | 西田 | 2026-12-04 | Done", "照合 | 森 | 2026-11-27 | Open"],
        );
        check(
            "| 対策 | 担当部署 | 期日 | 状態 |\n|--|--|--|--|\n| 監視 | SRE | 2026/3/31 | 対応完了 |\n| 訓練 | 基盤部 | 2026/3/31 | 完了予定 |\n| 手順 | 基盤部 | 3/31 | 〇 |",
            &[
                "監視 | SRE | 2026-03-31 | Done",
                "訓練 | 基盤部 | 2026-03-31 | Open",
                "手順 | 基盤部 | 2027-03-31 | Done",
            ],
        );
        check("- 切り戻し（佐藤、3/4 済）", &["切り戻し（佐藤、3/4 済） | - | - | Done"]);
        check(
            "- [ ] docs (owner: Kim, due 1 Jun 2026)",
            &["docs (owner: Kim, due 1 Jun 2026) | Kim | 2026-06-01 | Open"],
        );
        check("- [ ] docs (Kim, due 24 Dec)", &["docs (Kim, due 24 Dec) | Kim | 2026-12-24 | Open"]);
        check("| Ticket | Fix |\n|--|--|\n| A-1 | Renew (@x) |", &["Renew (@x) | x | - | Unstated"]);
    }

    #[test]
    fn names_that_are_known_from_elsewhere() {
        check(
            "- Alice: renew\n- Monitoring: alert\n- Limit (owner: Alice Moreau)\n- **Bo** — restart\n- Alice will alert\n- Monitoring will tell",
            &[
                "Alice: renew | Alice | - | Unstated",
                "Monitoring: alert | - | - | Unstated",
                "Limit (owner: Alice Moreau) | Alice Moreau | - | Unstated",
                "**Bo** — restart | - | - | Unstated",
                "Alice will alert | Alice | - | Unstated",
                "Monitoring will tell | - | - | Unstated",
            ],
        );
        let text = "---\nauthors: [Bo Lind, Chi]\nservices: [Checkout]\n---\n# T\n\n## Action items\n\n- **Bo** — restart\n- Checkout: retry\n";
        assert_eq!(
            shown(text),
            ["**Bo** — restart | Bo | - | Unstated", "Checkout: retry | - | - | Unstated"]
        );
    }

    #[test]
    fn front_matter() {
        let text = "---\nfollowup_actions:\n  - { action: Renew, status: done, owner: x }\n  - { action: Alert, due: 2026-05-01, status: open }\n---\n# T\n";
        let found = shown(text);
        assert_eq!(found, ["Renew | x | - | Done", "Alert | - | 2026-05-01 | Open"]);
    }
}
