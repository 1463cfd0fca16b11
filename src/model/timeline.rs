//! The timeline of a postmortem: its entries, when they happened, and which of them are out of order.

use jiff::civil::{Date, date};
use jiff::tz::TimeZone;
use jiff::{Timestamp, ToSpan};

use crate::source::document::Document;
use crate::source::outline::{Cell, Grid, Item};
use crate::source::span::Span;

use super::blocks::{Block, blocks};
use super::day_column::{DayCell, DayColumn};
use super::heading::heading_key;
use super::known::Known;
use super::section::Sections;
use super::time_of_entry::{EntryTime, EntryZone, end_of_words, time_at_start, zone_named_in};
use super::timeline_order::{Body, Day, Order, Placed, Raw, order, sorted};

/// What the sections called Timeline say.
#[derive(Clone, Debug, Default)]
pub struct Timeline {
    /// The entries; those of one list, table or row of headings together, in the order of the text.
    pub entries: Vec<Entry>,
    /// Entries that are earlier than the one before them: the indices of both, the earlier first.
    pub disorders: Vec<(usize, usize)>,
    /// How the entries of lists and tables that are out of order would stand in order, where that is clear.
    pub sorted: Vec<Sorted>,
}

/// How entries would stand in order of time.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sorted {
    /// The index of the first of them.
    pub first: usize,
    /// The index behind the last of them.
    pub end: usize,
    /// Places, and where what belongs there stands now; in the order of the places.
    pub moves: Vec<(Span, Span)>,
}

/// An entry.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The whole entry.
    pub span: Span,
    /// Where it says when; its beginning, if it does not.
    pub time: Span,
    /// When it happened, at the earliest and at the latest, if that can be read and the day is known.
    pub moment: Option<(Timestamp, Timestamp)>,
}

/// What is known before a timeline is read.
#[derive(Clone, Copy, Debug)]
pub struct Frame<'a> {
    /// The day of the incident.
    pub day: Option<Date>,
    /// The zone of times without one.
    pub zone: &'a TimeZone,
    /// When the incident was over.
    pub resolved: Option<Timestamp>,
}

/// The day of a row of a table.
#[derive(Clone, Copy)]
enum RowDay {
    Same,
    Next,
    Stated(Date),
    Unknown,
}

/// A day for times of which the day is not known.
const SOME_DAY: Date = date(2000, 6, 15);

impl Timeline {
    /// Reads the timelines of a document.
    #[must_use]
    pub fn read(document: &Document, sections: &Sections, frame: Frame<'_>) -> Self {
        let mut timeline = Self::default();
        for section in sections.about(Known::Timeline) {
            let mut reader = Reader {
                document,
                day: frame.day,
                zone: zone_named_in(document.text.slice(section.title)),
                frame,
                runs: vec![vec![]],
                headings: vec![vec![]],
                ends: vec![],
            };
            for block in blocks(document, section.body) {
                reader.take(block);
            }
            for run in reader.headings.into_iter().chain(reader.runs) {
                timeline.add(document, &run, frame);
            }
        }
        timeline
    }

    fn add(&mut self, document: &Document, run: &[Raw], frame: Frame<'_>) {
        let first = self.entries.len();
        let Order { placed, disorders } = order(&run.iter().collect::<Vec<_>>(), frame.resolved);
        if !disorders.is_empty()
            && let Some(order) = sorted(document, run, frame.resolved)
        {
            let body = |index: usize| run.get(index)?.body.map(|body| body.span);
            let moves = order.iter().enumerate().filter(|(to, from)| to != *from);
            let moves = moves.filter_map(|(to, from)| Some((body(to)?, body(*from)?))).collect();
            self.sorted.push(Sorted { first, end: first + run.len(), moves });
        }
        self.disorders.extend(disorders.iter().map(|(one, other)| (first + one, first + other)));
        for (raw, placed) in run.iter().zip(placed) {
            let moment = placed
                .filter(|placed| placed.day != Day::Unknown)
                .map(|placed| (placed.earliest, placed.latest));
            self.entries.push(Entry { span: raw.span, time: raw.time, moment });
        }
    }
}

struct Reader<'d, 'f> {
    document: &'d Document,
    day: Option<Date>,
    zone: Option<TimeZone>,
    frame: Frame<'f>,
    /// Entries that follow one another; the order of different runs is nobody's claim.
    runs: Vec<Vec<Raw>>,
    /// Headings that are entries: `### 14:05`.
    headings: Vec<Vec<Raw>>,
    /// The ends of the entries that the block stands in.
    ends: Vec<u32>,
}

impl Reader<'_, '_> {
    fn take(&mut self, block: Block<'_>) {
        let start = block.span().start;
        self.ends.retain(|end| *end > start);
        match block {
            Block::Heading(heading) => {
                self.runs.push(vec![]);
                if let Some(zone) = zone_named_in(&heading.text) {
                    self.zone = Some(zone);
                }
                if self.entry_or_day(heading.title, heading.span, None) {
                    let entry = self.runs.last_mut().and_then(Vec::pop);
                    if let Some(run) = self.headings.last_mut() {
                        run.extend(entry);
                    }
                } else {
                    // Below another heading it may all be told from the beginning again.
                    self.headings.push(vec![]);
                }
            }
            // What is nested in an entry belongs to it.
            Block::Item(_) | Block::Paragraph(_) | Block::Table(_) if !self.ends.is_empty() => {}
            Block::Item(item) => {
                if self.entry_or_day(item.text, item.span, body_of(self.document, item)) {
                    self.ends.push(item.span.end);
                } else {
                    // An item without a time may say anything about those that follow.
                    self.push(Raw {
                        span: item.span,
                        time: item.text,
                        next_day: false,
                        placed: None,
                        body: None,
                    });
                }
            }
            Block::Paragraph(span) => self.paragraph(span),
            Block::Table(table) => self.table(table),
        }
    }

    /// An entry in each line that begins with a time.
    fn paragraph(&mut self, span: Span) {
        let text = self.document.text.slice(span);
        let mut at = span.start as usize;
        let mut found = false;
        for line in text.split_inclusive('\n') {
            let place = Span::new(at, at + line.trim_end().len());
            at += line.len();
            found |= self.entry_or_day(place, place, None);
        }
        if !found {
            self.runs.push(vec![]);
            let lower = text.get(..text.len().min(200)).unwrap_or(text);
            if lower.contains("time") || lower.contains("Time") || lower.contains('時') {
                self.zone = zone_named_in(lower).or(self.zone.take());
            }
        }
    }

    /// Whether a text begins with a time of day, which makes it an entry, or with a date, which entries below inherit.
    fn entry_or_day(&mut self, text: Span, whole: Span, body: Option<Body>) -> bool {
        let Some(time) = self.time_in(self.document.text.slice(text)) else { return false };
        let place = self.time_place(text);
        let nothing_else = self.document.text.slice(text).trim().len() <= 32;
        if let (Some(day), None) = (time.date, time.clock) {
            self.day = Some(day);
            // A date alone is the day of what follows, one with words an entry of that day.
            if nothing_else {
                self.runs.push(vec![]);
                return false;
            }
        }
        let placed = self.place(&time);
        self.push(Raw { span: whole, time: place, next_day: time.next_day, placed, body });
        true
    }

    fn table(&mut self, table: &Grid) {
        let keys: Vec<String> = table.header.iter().map(|cell| heading_key(&cell.text)).collect();
        let column = |words: &[&str]| {
            keys.iter().position(|key| key.split(' ').any(|word| words.contains(&word))).or_else(|| {
                keys.iter().position(|key| words.iter().any(|word| !word.is_ascii() && key.contains(word)))
            })
        };
        let clock = column(&["time", "timestamp", "when", "hour", "時刻", "日時", "時間", "hora", "时间"]);
        let day = column(&["date", "day", "日付", "fecha", "日期"]).filter(|day| Some(*day) != clock);
        let column = clock.or(day).unwrap_or(0);
        if let Some(zone) = table.header.get(column).and_then(|cell| zone_named_in(&cell.text)) {
            self.zone = Some(zone);
        }
        self.runs.push(vec![]);
        let row_day = day.filter(|_| clock.is_some()).map(|day| (day, DayColumn::of(table, day)));
        // Whether the day of the rows is another one than that of those above, and not known.
        let mut is_lost = false;
        for row in &table.rows {
            let (Some(first), Some(last)) = (row.first(), row.last()) else { continue };
            if row.iter().all(|cell| cell.text.is_empty()) {
                continue;
            }
            let whole = first.span.to(last.span);
            let Some(cell) = row.get(column) else { continue };
            let dated = match row_day {
                Some((at, column)) => self.day_of_row(row.get(at), column),
                None => RowDay::Same,
            };
            match dated {
                RowDay::Stated(day) => (self.day, is_lost) = (Some(day), false),
                RowDay::Unknown => is_lost = true,
                RowDay::Same | RowDay::Next => {}
            }
            let time = self.time_in(&cell.text);
            if let Some(EntryTime { date: Some(date), clock: None, .. }) = time {
                self.day = Some(date);
            }
            is_lost &= time.as_ref().is_none_or(|time| time.date.is_none());
            let placed = time.as_ref().filter(|_| !is_lost).and_then(|time| self.place(time));
            let is_stated = matches!(dated, RowDay::Stated(_));
            let placed = placed
                .map(|placed| Placed { day: if is_stated { Day::Stated } else { placed.day }, ..placed });
            let next_day = matches!(dated, RowDay::Next) || time.is_some_and(|time| time.next_day);
            let body = Some(Body { span: whole, margin: (0, 0) });
            self.push(Raw { span: whole, time: cell.span, next_day, placed, body });
        }
        self.runs.push(vec![]);
    }

    /// The day that a column of its own states.
    fn day_of_row(&self, cell: Option<&Cell>, column: DayColumn) -> RowDay {
        let Some(cell) = cell else { return RowDay::Same };
        match self.time_in(&cell.text) {
            Some(EntryTime { date: Some(date), .. }) => return RowDay::Stated(date),
            Some(EntryTime { next_day: true, .. }) => return RowDay::Next,
            _ => {}
        }
        match column.read(&cell.text) {
            DayCell::Same => RowDay::Same,
            DayCell::Next => RowDay::Next,
            DayCell::Unknown => RowDay::Unknown,
            DayCell::Day(day) => {
                self.day.and_then(|near| day.nearest_to(near)).map_or(RowDay::Unknown, RowDay::Stated)
            }
        }
    }

    /// The time at the start of a text. A day without a year is the one nearest to the entries above, or to the incident.
    fn time_in(&self, text: &str) -> Option<EntryTime> {
        let mut time = time_at_start(text)?;
        if let Some(day) = time.day_of_month {
            time.date = Some(day.nearest_to(self.day?)?);
        }
        Some(time)
    }

    fn push(&mut self, raw: Raw) {
        if let Some(run) = self.runs.last_mut() {
            run.push(raw);
        }
    }

    /// The time itself, without what happened: as far as digits and their signs go.
    fn time_place(&self, text: Span) -> Span {
        let slice = self.document.text.slice(text);
        let length = slice.find(|letter: char| letter.is_whitespace()).unwrap_or(slice.len());
        let more = slice.get(length..).unwrap_or_default();
        let next = more.trim_start();
        let second = next.split(char::is_whitespace).next().unwrap_or_default();
        let clock = second.contains(':') && second.starts_with(|first: char| first.is_ascii_digit());
        let end = if clock { length + (more.len() - next.len()) + second.len() } else { length };
        let end = end_of_words(slice).unwrap_or(end);
        let word = slice.get(..end).unwrap_or_default();
        let start = word.len() - word.trim_start_matches(['*', '`', '_', '[']).len();
        let end = word.trim_end_matches(['*', '`', '_', ']', ':', ',', '-']).len();
        Span::new(text.start as usize + start, text.start as usize + end.max(start))
    }

    fn place(&mut self, time: &EntryTime) -> Option<Placed> {
        if let Some(date) = time.date {
            self.day = Some(date);
        }
        let day = self.day.unwrap_or(SOME_DAY);
        let (zone, zone_stated) = match (&time.zone, &self.zone) {
            (EntryZone::Stated(zone), _) => (zone, true),
            (EntryZone::Ambiguous, _) => return None,
            (EntryZone::Silent, Some(zone)) => (zone, true),
            (EntryZone::Silent, None) => (self.frame.zone, false),
        };
        let (earliest, latest) = match time.clock {
            None => (at(day, 0, 0, 0, zone)?.0, at(day, 23, 59, 59, zone)?.1),
            Some(clock) if clock.hour == 24 => at(day.tomorrow().ok()?, 0, 0, 0, zone)?,
            Some(clock) => {
                let (earliest, latest) = at(day, clock.hour, clock.minute, clock.second.min(59), zone)?;
                // A time without seconds may be any second of its minute.
                let width = if clock.second == 0 { 59 } else { 0 };
                (earliest, latest.checked_add(width.seconds()).ok()?)
            }
        };
        let day = match (time.date, self.day) {
            (Some(_), _) => Day::Stated,
            (None, Some(_)) => Day::Inherited,
            (None, None) => Day::Unknown,
        };
        Some(Placed { earliest, latest, day, zone_stated, exact: time.exact })
    }
}

/// What an item says, without its mark.
fn body_of(document: &Document, item: &Item) -> Option<Body> {
    let text = document.text.slice(item.span);
    let behind_number = text.trim_start_matches(|letter: char| letter.is_ascii_digit());
    let behind = behind_number.strip_prefix(['-', '*', '+', '.', ')'])?.trim_start_matches([' ', '\t']);
    let mark = text.len() - behind.len();
    let margin = (column(document, item.span.start)?, u32::try_from(mark).ok()?);
    Some(Body { span: Span::new(item.span.start as usize + mark, item.span.end as usize), margin })
}

/// How many bytes stand before an item on its line. Most begin near the start of one; for others, lines are counted.
fn column(document: &Document, start: u32) -> Option<u32> {
    let before = document.text.as_str().as_bytes().get(..start as usize)?;
    let near = before.get(before.len().saturating_sub(NEAR)..)?;
    match memchr::memrchr(b'\n', near) {
        Some(end) => u32::try_from(near.len() - end - 1).ok(),
        None => start.checked_sub(document.text.line(document.text.line_number(start)).start),
    }
}

/// So many bytes before an item are looked through for the start of its line.
const NEAR: usize = 256;

/// The instants at which the clocks of a zone show a time: two where it is shown twice.
fn at(day: Date, hour: i8, minute: i8, second: i8, zone: &TimeZone) -> Option<(Timestamp, Timestamp)> {
    let ambiguous = zone.to_ambiguous_timestamp(day.at(hour, minute, second, 0));
    let (a, b) = (ambiguous.earlier().ok()?, ambiguous.later().ok()?);
    Some((a.min(b), a.max(b)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::text::Text;

    fn read(body: &str) -> (Document, Timeline) {
        let document = Document::parse(Text::new(
            "a.md",
            format!("# T\n\n## Timeline\n\n{body}\n\n## End\n\n- 01:00 x\n"),
        ));
        let sections = Sections::read(&document, &std::sync::Arc::default());
        let frame = Frame { day: Some(date(2026, 4, 1)), zone: &TimeZone::UTC, resolved: None };
        let timeline = Timeline::read(&document, &sections, frame);
        (document, timeline)
    }

    fn moments(body: &str) -> Vec<String> {
        let shown = |entry: &Entry| match entry.moment {
            Some((earliest, _)) => earliest.strftime("%m-%d %H:%M").to_string(),
            None => "-".to_owned(),
        };
        read(body).1.entries.iter().map(shown).collect()
    }

    fn disorders(body: &str) -> Vec<String> {
        let (document, timeline) = read(body);
        let time = |index: usize| document.text.slice(timeline.entries[index].time).to_owned();
        timeline
            .disorders
            .iter()
            .map(|(before, after)| format!("{} > {}", time(*before), time(*after)))
            .collect()
    }

    #[test]
    fn entries_inherit_the_date_and_pass_midnight() {
        for (body, wanted) in [
            ("- 09:02 a\n- 09:10 b", vec!["04-01 09:02", "04-01 09:10"]),
            ("- 23:50 a\n- 00:10 b\n- 00:20 c", vec!["04-01 23:50", "04-02 00:10", "04-02 00:20"]),
            (
                "- 23:50 a\n- 00:10 b\n- 2026-04-03 01:00 c\n- 02:00 d",
                vec!["04-01 23:50", "04-02 00:10", "04-03 01:00", "04-03 02:00"],
            ),
            (
                "### 2026-04-05\n\n- 09:02 a\n\n### 2026-04-06\n\n- 09:00 b",
                vec!["04-05 09:02", "04-06 09:00"],
            ),
            (
                "| Time (JST) | What |\n|--|--|\n| 09:02 | a |\n| | b |\n| 18:00 | c |",
                vec!["04-01 00:02", "-", "04-01 09:00"],
            ),
            (
                "| Date | Time | What |\n|--|--|--|\n| 2026-04-02 | 09:02 | a |\n| | 09:03 | b |",
                vec!["04-02 09:02", "04-02 09:03"],
            ),
            (
                "| 日付 | 時刻 | 内容 |\n|--|--|--|\n| 4/1 | 20:50 | a |\n| 4/2（木） | 10:10 | b |\n| 〃 | 12:35 | c |\n| 翌日 | 09:00 | d |",
                vec!["04-01 20:50", "04-02 10:10", "04-02 12:35", "04-03 09:00"],
            ),
            (
                "| Date | Time | What |\n|--|--|--|\n| Apr 1 | 20:50 | a |\n| 2 April | 10:10 | b |",
                vec!["04-01 20:50", "04-02 10:10"],
            ),
            (
                "| Date | Time | What |\n|--|--|--|\n| 30/4 | 20:50 | a |\n| 1/5 | 10:10 | b |",
                vec!["04-30 20:50", "05-01 10:10"],
            ),
            (
                "| Date | Time | What |\n|--|--|--|\n| 4/1 | 20:50 | a |\n| 4/2 | 10:10 | b |\n| | 10:20 | c |\n| 2026-04-03 | 09:00 | d |",
                vec!["-", "-", "-", "04-03 09:00"],
            ),
            ("| Date | Time | What |\n|--|--|--|\n| Wed | 20:50 | a |\n| Thu | 10:10 | b |", vec!["-", "-"]),
            ("09:02 a\n09:03 b\n\n**10:00** c", vec!["04-01 09:02", "04-01 09:03", "04-01 10:00"]),
            ("- 09:02 a\n  - 08:00 detail\n- note", vec!["04-01 09:02", "-"]),
            ("- 2026-04-07\n  - 09:00 a", vec!["-", "04-07 09:00"]),
            ("- 翌 09:00 a", vec!["04-02 09:00"]),
            (
                "- Mar 31, 11:50 pm a\n- Apr 1 00:10 b\n- 00:20 c",
                vec!["03-31 23:50", "04-01 00:10", "04-01 00:20"],
            ),
            ("### March 31\n\n- 09:02 a\n\n### 1 April\n\n- 09:00 b", vec!["03-31 09:02", "04-01 09:00"]),
            ("Prose only.", vec![]),
        ] {
            assert_eq!(moments(body), wanted, "{body}");
        }
    }

    #[test]
    fn entries_are_put_in_order_where_that_is_clear() {
        for (body, wanted) in [
            ("- 09:10 b\n- 09:05 a\n- 09:20 c", Some("- 09:05 a\n- 09:10 b\n- 09:20 c")),
            ("1. 09:10 b\n2. 09:05 a\n3. 09:05 a2", Some("1. 09:05 a\n2. 09:05 a2\n3. 09:10 b")),
            ("- 23:50 a\n- 00:10 c\n- 00:05 b", Some("- 23:50 a\n- 00:05 b\n- 00:10 c")),
            (
                "- [x] 09:10 b\n  - detail\n\n- [ ] 09:05 a",
                Some("- [ ] 09:05 a\n\n- [x] 09:10 b\n  - detail"),
            ),
            (
                "| Time | What |\n|--|--|\n| 09:10 | b |\n| 09:05 | a |",
                Some("| Time | What |\n|--|--|\n| 09:05 | a |\n| 09:10 | b |"),
            ),
            (
                "- 2026-04-02 09:02 b\n- 2026-04-01 09:03 a",
                Some("- 2026-04-01 09:03 a\n- 2026-04-02 09:02 b"),
            ),
            // Lines of other widths would be other items.
            ("9. 09:10 b\n   more\n10. 09:05 a", None),
            // Where the day is inherited, another order would be another day.
            ("- 2026-04-01 09:10 b\n- 09:05 a", None),
            ("- 09:10 b\n- ~09:05 a\n- 09:20 c\n- 09:15 d", None),
            ("- 09:10 b\n<!-- sevlint: ignore x -->\n- 09:05 a", None),
            ("- 09:10 b\n- 09:05 a <!-- it is so -->", None),
            ("- 09:10 b\n\n~~~\nlog\n~~~\n\n- 09:05 a", None),
            ("09:10 b\n09:05 a", None),
            ("### 09:10\n\ntext\n\n### 09:05", None),
        ] {
            let (document, timeline) = read(body);
            assert!(!timeline.disorders.is_empty(), "{body}");
            let mut text = document.text.as_str().to_owned();
            for (place, from) in timeline.sorted.iter().flat_map(|sorted| &sorted.moves).rev() {
                text.replace_range(place.range(), document.text.slice(*from));
            }
            let start = "# T\n\n## Timeline\n\n".len();
            let put = text[start..].split("\n\n## End").next().unwrap();
            assert_eq!(Some(put).filter(|_| !timeline.sorted.is_empty()), wanted, "{body}");
        }
    }

    #[test]
    fn order_is_checked() {
        for (body, wanted) in [
            ("- 09:02 a\n- 09:01 b", vec!["09:02 > 09:01"]),
            ("- 09:02 a\n- 09:02 b\n- 09:02:30 c", vec![]),
            ("- 2026-04-02 09:02 a\n- 2026-04-01 09:03 b", vec!["2026-04-02 09:02 > 2026-04-01 09:03"]),
            ("- 23:50 a\n- 00:10 b", vec![]),
            ("- Apr 2 09:02 a\n- Apr 1 09:03 b", vec!["Apr 2 09:02 > Apr 1 09:03"]),
            ("- 18:00 a\n- 09:00 the next morning", vec![]),
            ("- 14:00 c\n- 13:50 b\n- 13:40 a", vec![]),
            ("- 00:10 c\n- 23:59 b\n- 23:55 a", vec![]),
            ("- 23:50 a\n- 00:10 b\n- 00:05 c", vec!["00:10 > 00:05"]),
            ("- 09:02 UTC a\n- 18:01 JST b", vec!["09:02 > 18:01"]),
            ("- 09:02 UTC a\n- 08:55 b", vec![]),
            ("- ~09:02 a\n- 08:55 b", vec![]),
            ("- 09:02 a\n- note\n- 08:55 b", vec![]),
            ("### One team\n\n- 09:02 a\n\n### Another\n\n- 08:55 b", vec![]),
            ("- 09:02 BST a\n- 08:55 BST b", vec![]),
            ("| Time | What |\n|--|--|\n| 09:10 | a |\n| 09:05 | b |\n| 09:20 | c |", vec!["09:10 > 09:05"]),
            (
                "| 日付 | 時刻 | 内容 |\n|--|--|--|\n| 4/1 | 20:50 | a |\n| 4/2 | 10:10 | b |\n| 4/2 | 12:35 | c |",
                vec![],
            ),
            (
                "| 日付 | 時刻 | 内容 |\n|--|--|--|\n| 4/2 | 20:50 | a |\n| 4/2 | 10:10 | b |\n| 4/3 | 12:35 | c |",
                vec!["20:50 > 10:10"],
            ),
            ("| Date | Time | What |\n|--|--|--|\n| 4/1 | 20:50 | a |\n| 4/2 | 10:10 | b |", vec![]),
            ("### 09:10\n\ntext\n\n- 01:00 x\n\n### 09:05 UTC\n\n### 09:20", vec![]),
            ("### 09:10\n\ntext\n\n### 09:05\n\n### 09:20", vec!["09:10 > 09:05"]),
            ("- **10:00 UTC** – a\n- **09:50 UTC** – b", vec!["10:00 > 09:50"]),
        ] {
            assert_eq!(disorders(body), wanted, "{body}");
        }
    }
}
