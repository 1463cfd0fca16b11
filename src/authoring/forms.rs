//! The ways in which a value or a time may be written in front matter, the author's own words first; and those of them that
//! read to exactly the same.

use jiff::Timestamp;
use jiff::civil::Time;
use jiff::tz::{Offset, TimeZone};

use crate::model::grammar::{clock, spelling, zone};
use crate::model::kind::Kind;
use crate::model::metadata::{first_sentence, read_period};
use crate::model::moment::{Moment, MomentReading, Zone, read_moment_node};
use crate::model::reading::read;
use crate::model::show::show_value;
use crate::model::value::{Reading, Value};
use crate::source::node::{Content, Node, Style};
use crate::source::span::Span;
use crate::space::interval::{End, Interval, Intervals};

use super::key_line::Written;

/// The first form of a fact that reads to exactly this.
#[must_use]
pub fn of_fact(kind: &Kind, texts: &[&str], reading: &Reading) -> Option<Written> {
    let mut forms: Vec<Written> = own_words(texts).into_iter().map(Written::Plain).collect();
    if let Reading::Value(value) = reading {
        forms.extend(canonical(kind, value));
    }
    forms.into_iter().find(|form| read(kind, &node(form)) == *reading)
}

/// The first form of a time that reads to exactly this, where times without an offset are taken in `zone`.
#[must_use]
pub fn of_time(text: &str, reading: &MomentReading, zone: &TimeZone) -> Option<Written> {
    let mut forms = own_words(&[text]);
    if let MomentReading::Moment(moment) = reading {
        forms.extend(times(moment, text, zone));
    }
    forms.into_iter().map(Written::Plain).find(|form| read_moment_node(&node(form), zone) == *reading)
}

/// What the author wrote: all of it, then only what answers.
fn own_words(texts: &[&str]) -> Vec<String> {
    let mut words: Vec<String> = texts.iter().map(|text| (*text).to_owned()).collect();
    for text in texts {
        words.extend(first_sentence(text).map(str::to_owned));
        words.extend(read_period(text, &TimeZone::UTC).map(|period| period.rest));
    }
    words.retain(|text| !text.is_empty());
    words
}

/// A value in our words.
fn canonical(kind: &Kind, value: &Value) -> Vec<Written> {
    let shown = |value: Value| show_value(kind, &value);
    let mut forms = vec![Written::Plain(shown(value.clone()))];
    match value {
        Value::Quantity(intervals) => {
            let parts: Vec<Interval> = intervals.parts().to_vec();
            let show = |part: &Interval| shown(Value::Quantity(Intervals::from(*part)));
            if let [part] = parts.as_slice() {
                forms.extend(ends(*part, &|part| show(&part)).map(Written::Plain));
            }
            forms.push(Written::List(parts.iter().map(show).collect()));
        }
        Value::Words(indices) => {
            let names = indices.iter().map(|index| shown(Value::Words(vec![*index])));
            forms.push(Written::List(names.collect()));
        }
        Value::Members(members) => {
            let mut names: Vec<String> = members.named.iter().cloned().collect();
            forms.push(Written::List(names.clone()));
            names.push("unknown".to_owned());
            forms.push(Written::List(names));
        }
    }
    forms
}

/// `10%..20%`, and with brackets where an end is left out.
fn ends(part: Interval, show: &dyn Fn(Interval) -> String) -> Option<String> {
    let point = |number| Interval::new(End::Included(number), End::Included(number)).map(show);
    let (open, low) = match part.low() {
        End::Included(low) => ('[', point(low)?),
        End::Excluded(low) => ('(', point(low)?),
        End::Unbounded => return None,
    };
    let (high, close) = match part.high() {
        End::Included(high) => (point(high)?, ']'),
        End::Excluded(high) => (point(high)?, ')'),
        End::Unbounded => return None,
    };
    Some(format!("{open}{low}..{high}{close}"))
}

/// A moment as ISO 8601 has it: by the clock that the author looked at, as far as that can be told.
fn times(moment: &Moment, text: &str, zone: &TimeZone) -> Vec<String> {
    let (zone, offset) = match moment.zone {
        Zone::Assumed => (zone.clone(), ""),
        Zone::Stated => {
            let offset = offset_of(moment, text, zone);
            (TimeZone::fixed(offset), if offset == Offset::UTC { "Z" } else { "%:z" })
        }
    };
    let show = |time: Timestamp| {
        let time = time.to_zoned(zone.clone());
        let seconds = match (time.second(), time.subsec_nanosecond()) {
            (0, 0) => "",
            (_, 0) => ":%S",
            _ => ":%S%.f",
        };
        let format = match (moment.date_only, offset) {
            (true, "") => "%Y-%m-%d".to_owned(),
            (true, "Z") => "%Y-%m-%d UTC".to_owned(),
            (true, _) => format!("%Y-%m-%d {offset}"),
            (false, _) => format!("%Y-%m-%dT%H:%M{seconds}{offset}"),
        };
        time.strftime(&format).to_string()
    };
    let (first, last) = (show(moment.earliest), show(moment.latest));
    let both = format!("{first} to {last}");
    // An uncertain end of several moments lies as far behind what was written as the beginning lies before it.
    let margin = moment.written.duration_since(moment.earliest);
    let last = moment.latest.checked_sub(margin).map(show).unwrap_or(last);
    let around = format!("around {} to around {last}", show(moment.written));
    vec![first, format!("around {}", show(middle(moment))), both, around]
}

/// The offset whose clock shows what the text says; that of the configured zone, if none does.
fn offset_of(moment: &Moment, text: &str, zone: &TimeZone) -> Offset {
    let (first, middle, last) = (moment.earliest, middle(moment), moment.latest);
    let text = spelling::plain(text).unwrap_or_default();
    let clocks = clocks(&text);
    let own = zone.to_offset(first);
    let quarters = (-12 * 4..=14 * 4).map(|quarter| quarter * 15 * 60);
    let whole_first = quarters.clone().filter(|seconds| seconds % 3600 == 0);
    let mut others = whole_first.chain(quarters).filter_map(|seconds| Offset::from_seconds(seconds).ok());
    let shows = |offset: Offset, time: Timestamp| {
        let clock = offset.to_datetime(time);
        let (hour, minute) = (clock.hour(), clock.minute());
        clocks.contains(&(hour, minute))
    };
    let named: Vec<Offset> = named_zones(&text).iter().map(|zone| zone.to_offset(first)).collect();
    // Of several that are named, the own one.
    let own_first = named.contains(&own).then_some(own);
    let mut usual = own_first.into_iter().chain(named.iter().copied()).chain([own, Offset::UTC]);
    if moment.date_only {
        // A day begins at midnight.
        let begins = |offset: &Offset| offset.to_datetime(first).time() == Time::midnight();
        return usual.chain(others).find(begins).unwrap_or(own);
    }
    let usual = usual.find(|offset| [middle, first, last].iter().any(|time| shows(*offset, *time)));
    usual.or_else(|| others.find(|offset| shows(*offset, middle) || shows(*offset, first))).unwrap_or(own)
}

/// The times of a day that a text tells, as hours and minutes: `1:22 PM`, 10時05分.
fn clocks(text: &str) -> Vec<(i8, i8)> {
    let mut is_number = false;
    let starts = text.char_indices().take(LONGEST_TEXT).filter(|(_, letter)| {
        let begins = !is_number
            && (letter.is_ascii_digit() || matches!(letter, '午' | '夜' | '朝' | '夕' | '正' | '昼'));
        is_number = letter.is_ascii_digit() || matches!(letter, ':' | '午' | '前' | '後');
        begins
    });
    let read = |at: usize| clock::time(text.get(at..)?).ok().flatten();
    starts.filter_map(|(at, _)| read(at)).map(|(clock, _)| (clock.hour % 24, clock.minute)).collect()
}

/// The zones that a text names, the last one first: of two times it is often named behind the second only.
fn named_zones(text: &str) -> Vec<TimeZone> {
    let blanks = text.char_indices().take(LONGEST_TEXT).filter(|(_, letter)| !letter.is_alphanumeric());
    let mut found: Vec<TimeZone> = blanks
        .filter_map(|(at, letter)| match text.get(at + letter.len_utf8()..) {
            Some(rest) if rest.starts_with(char::is_alphabetic) => zone::zone(rest).ok().flatten(),
            _ => None,
        })
        .map(|(zone, _)| zone)
        .collect();
    found.reverse();
    found
}

/// How far a text is looked at, in characters.
const LONGEST_TEXT: usize = 200;

/// What a time that is not exact is near.
fn middle(moment: &Moment) -> Timestamp {
    let half = moment.latest.duration_since(moment.earliest) / 2;
    moment.earliest.checked_add(half).unwrap_or(moment.earliest)
}

/// As it would stand in front matter.
fn node(form: &Written) -> Node {
    let scalar = |text: &str| Content::Scalar(text.into(), Style::Quoted);
    let content = match form {
        Written::Words(text) | Written::Plain(text) => scalar(text),
        Written::List(items) => {
            Content::Sequence(items.iter().map(|item| Node::new(Span::default(), scalar(item))).collect())
        }
    };
    Node::new(Span::default(), content)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::metadata::read_told_time;
    use crate::model::moment::read_moment_text;
    use crate::model::reading::read_text;

    fn shown(form: Option<Written>) -> String {
        match form {
            Some(Written::Words(text) | Written::Plain(text)) => text,
            Some(Written::List(items)) => format!("[{}]", items.join(", ")),
            None => "-".to_owned(),
        }
    }

    #[test]
    fn times_keep_the_words_of_their_authors() {
        let tokyo = TimeZone::get("Asia/Tokyo").unwrap();
        for (text, label, wanted) in [
            ("2026-04-20 10:00", None, "2026-04-20 10:00"),
            ("2026-04-20 10:00 UTC (logs)", None, "2026-04-20 10:00 UTC (logs)"),
            ("2026-04-20", None, "2026-04-20"),
            ("2026-04-20 10:00", Some("UTC"), "2026-04-20T10:00Z"),
            ("2026-04-20 10:00", Some("America/New_York"), "2026-04-20T10:00-04:00"),
            ("around 2026-04-20 10:00", Some("UTC"), "around 2026-04-20T10:00Z"),
            (
                "2026-04-20 10:00 頃（再作成の直後）。遠因は 2026-04-16 02:56 JST",
                None,
                "2026-04-20 10:00 頃（再作成の直後）",
            ),
            ("2026-04-20 ブラウザで利用者が発見", None, "2026-04-20"),
            (
                "2026-04-20 03:03 UTC（一次）／2026-04-20 11:20 UTC（恒久）",
                None,
                "2026-04-20T03:03Z to 2026-04-20T11:20Z",
            ),
            ("2026-04-20", Some("UTC"), "2026-04-20 UTC"),
            ("2026-04-20", Some("America/New_York"), "2026-04-20 -04:00"),
            ("ongoing", None, "ongoing"),
            ("2026-03-04, 1:22 PM; found by Ana", Some("UTC"), "2026-03-04T13:22Z"),
            ("2026-03-04 13時22分", Some("America/New_York"), "2026-03-04T13:22-05:00"),
        ] {
            let zone = label.map_or(tokyo.clone(), |name| TimeZone::get(name).unwrap());
            let mut reading = read_told_time(text, &zone);
            if let (MomentReading::Moment(moment), true) = (&mut reading, label.is_some()) {
                moment.zone = Zone::Stated;
            }
            assert_eq!(shown(of_time(text, &reading, &tokyo)), wanted, "{text}");
        }
        let never = read_moment_text("around the 20th", &tokyo);
        assert_eq!(of_time("2026-04-20", &never, &tokyo), None);
    }

    #[test]
    fn values_keep_the_words_of_their_authors() {
        let value = |kind: &Kind, text: &str| match read_text(kind, text) {
            Reading::Value(value) => Reading::Value(value),
            other => panic!("{text}: {other:?}"),
        };
        for (kind, text, read_as, wanted) in [
            (Kind::Percent, "32% (read queries only)", "32%", "32% (read queries only)"),
            (Kind::Percent, "a third, we think", "30% to 35%", "30% to 35%"),
            (Kind::Percent, "-", "over 20%", "over 20%"),
            (Kind::Percent, "-", "over 20% and under 30%", "over 20% and under 30%"),
            (Kind::Duration, "96", "96 minutes", "1h 36m"),
            (Kind::Duration, "約40分（ログ。停止）。潜伏期間は6日間", "約40分", "約40分（ログ。停止）"),
            (Kind::Duration, "2026-03-23 07:37 〜 2026-03-27 07:12（約 4 日）", "約 4 日", "約 4 日"),
            (Kind::Count, "nobody knows", "about 300", "270 to 330"),
            (Kind::Boolean, "は い", "yes", "yes"),
        ] {
            assert_eq!(shown(of_fact(&kind, &[text], &value(&kind, read_as))), wanted, "{text}");
        }
    }
}
