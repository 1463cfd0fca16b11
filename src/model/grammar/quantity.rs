//! Quantities of any kind: ranges, approximate amounts, alternatives. Each kind of quantity reads single amounts; the
//! words around them are the same for all.

use crate::model::grammar::bounds::{self, After, Bound};
use crate::model::grammar::joint::{self, after_joint, spelled_whole, starts_amount};
use crate::model::grammar::measure::{Amount, Grain, Measure, Unit};
use crate::model::grammar::second_amount::{self, Side};
use crate::model::grammar::spelling::after_word;
use crate::model::grammar::tail::{self, Room, Tail};
use crate::model::grammar::{doubt, limits, revision};
use crate::model::value::Why;
use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval, Intervals};

/// Reads what a postmortem states, from plain text. The numbers lie in the measure's domain; of a count they are whole.
pub fn statement(measure: &dyn Measure, text: &str) -> Result<Intervals, Why> {
    if let Some((number, rest)) = none_or_all(measure, text) {
        // `all (EU)` is not all.
        let room = if number == Decimal::ZERO { Room::Reason } else { Room::Nothing };
        let side = Side { ends: (number, number), written: "", is_bare: true };
        tail::after_amount(rest, room, |remark, counted| changes(measure, side, remark, counted))?;
        return Ok(Interval::point(number).into());
    }
    if is_negated(text) {
        let (intervals, rest) = term(measure, text)?;
        tail::after_amount(rest, Room::Reason, |_, _| false)?;
        return settled(measure, &intervals);
    }
    let part = range(measure, text, Precision::Any)?;
    if part.bound != Bound::Exactly
        && let Some(second) = joint::second_bound(text, part.rest)
    {
        let second = range(measure, second, Precision::Any)?;
        if second.bound == Bound::Exactly {
            return Err(tail::trailing(part.rest));
        }
        let tail = tail::after_amount(second.rest, second.room, |_, _| false)?;
        let interval = |part: &Part| part.interval(tail, measure.grain()).ok_or(Why::RangeEmpty);
        let both = interval(&part)?.intersect(interval(&second)?).ok_or(Why::RangeEmpty)?;
        return settled(measure, &both.into());
    }
    let tail = tail::after_amount(part.rest, part.room, |remark, counted| {
        changes(measure, part.side(text), remark, counted)
    })?;
    let interval = part.interval(tail, measure.grain()).ok_or(Why::RangeEmpty)?;
    settled(measure, &interval.into())
}

/// Whether a remark in parentheses behind an amount is another one, or a unit that is not the measure's.
fn changes(measure: &dyn Measure, stated: Side<'_>, remark: &str, counted: &str) -> bool {
    let remark = remark.trim();
    if measure.is_other_unit(remark)
        || measure.is_time() && limits::repeats(remark)
        || revision::of_amount(remark, stated.ends == (Decimal::ZERO, Decimal::ZERO))
    {
        return true;
    }
    // Nearly all have no digit.
    if !remark.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    // `(estimate; actual 4%)`, `(EU; 6% overall)`.
    remark.split([';', '。']).any(|clause| holds_another(measure, stated, clause.trim(), counted))
}

fn holds_another(measure: &dyn Measure, stated: Side<'_>, clause: &str, counted: &str) -> bool {
    const APART: [char; 4] = [' ', ',', ':', '、'];
    let clause = doubt::estimate(clause).map_or(clause, |behind| behind.trim_start_matches(APART));
    let Some((lead, text)) = second_amount::introduced(clause) else { return false };
    let Ok(other) = range(measure, text, Precision::Any) else { return false };
    let side = other.side(text);
    second_amount::is_of_same(measure, stated, counted, side, other.rest)
        && (second_amount::is_another(measure, stated, side, lead)
            || other.bound != Bound::Exactly && stated.ends.0 == stated.ends.1)
}

/// Reads what a test of a table asks, from plain text: nothing may be approximate, and nothing may stand after it.
///
/// The ends are as they were written, but for those of the domain, which are left open: `at most 100%` is every
/// percentage, and so is `at least 0`.
pub fn test(measure: &dyn Measure, text: &str) -> Result<Intervals, Why> {
    if spelled_whole(text, "any") {
        return Ok(Interval::ALL.into());
    }
    let mut parts = vec![];
    let mut left = text;
    loop {
        let (intervals, rest) = conjunction(measure, left)?;
        parts.extend_from_slice(intervals.parts());
        if rest.trim().is_empty() {
            break;
        }
        left = after_joint(rest, "or").ok_or_else(|| tail::trailing(rest))?;
    }
    asked(measure, &Intervals::union(parts))
}

/// The numbers as a test keeps them: none outside the domain, and the domain's own ends left open.
pub fn asked(measure: &dyn Measure, intervals: &Intervals) -> Result<Intervals, Why> {
    let domain = measure.domain();
    settled(measure, intervals)?;
    let inside = intervals.intersect(&domain.into());
    Ok(Intervals::union(inside.parts().iter().filter_map(|part| {
        if part.as_point().is_some() {
            return Some(*part);
        }
        let low = if part.low() == domain.low() { End::Unbounded } else { part.low() };
        let high = if part.high() == domain.high() { End::Unbounded } else { part.high() };
        Interval::new(low, high)
    })))
}

/// The numbers of the domain among them, if there are any; of a count, the whole ones.
pub fn settled(measure: &dyn Measure, intervals: &Intervals) -> Result<Intervals, Why> {
    let inside = intervals.intersect(&measure.domain().into());
    let possible = match measure.grain() {
        Grain::Fine => inside,
        Grain::Whole => Intervals::union(inside.parts().iter().filter_map(|part| part.whole_numbers())),
    };
    if possible.is_empty() { Err(Why::RangeEmpty) } else { Ok(possible) }
}

/// Whether approximate amounts are read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Precision {
    Exact,
    Any,
}

/// One amount or two, with the words around them.
struct Part<'t> {
    low: Amount,
    high: Amount,
    bound: Bound,
    /// Whether the upper end of a range from one amount to another belongs to it, and the lower.
    open: (Openness, Openness),
    about: bool,
    rest: &'t str,
    room: Room,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Openness {
    Closed,
    Open,
}

impl Part<'_> {
    /// The smallest and the largest amount of a range: `at least 10% (60%)` says where above 10 % it was.
    fn side<'t>(&self, text: &'t str) -> Side<'t> {
        let exact = Part { open: (Openness::Closed, Openness::Closed), ..*self };
        let number = |end, open| match end {
            End::Unbounded => open,
            End::Included(number) | End::Excluded(number) => number,
        };
        let ends = exact.interval(Tail::Harmless, Grain::Fine).map(|interval| {
            let least = Decimal::billionths(i128::MIN);
            (number(interval.low(), least), number(interval.high(), Decimal::billionths(i128::MAX)))
        });
        Side {
            ends: ends.unwrap_or((self.low.number, self.high.number)),
            written: text.get(..text.len() - self.rest.len()).unwrap_or(text),
            is_bare: self.high.unit == Unit::Missing,
        }
    }

    /// The range, a tenth wider at either end where it is approximate, and then to the next whole numbers of a count.
    fn interval(&self, tail: Tail, grain: Grain) -> Option<Interval> {
        if !self.about && tail == Tail::Harmless {
            let end = |openness, number| match openness {
                Openness::Closed => End::Included(number),
                Openness::Open => End::Excluded(number),
            };
            return match self.bound {
                Bound::Exactly => {
                    Interval::new(end(self.open.0, self.low.number), end(self.open.1, self.high.number))
                }
                bound => bound.around(self.low.number, self.high.number),
            };
        }
        let tenth = Decimal::billionths(100_000_000);
        let margin = |number: Decimal| {
            let size = if number < Decimal::ZERO { Decimal::ZERO.minus(number)? } else { number };
            size.times(tenth)
        };
        let low = self.low.number.minus(margin(self.low.number)?)?;
        let high = self.high.number.plus(margin(self.high.number)?)?;
        match grain {
            Grain::Whole => self.bound.around(low.floor(), high.ceil()),
            Grain::Fine => self.bound.around(low, high),
        }
    }
}

fn none_or_all<'t>(measure: &dyn Measure, text: &'t str) -> Option<(Decimal, &'t str)> {
    if text.starts_with(|first: char| first.is_ascii_digit()) {
        return None;
    }
    let none = ["none", "zero", "nothing", "なし", "無し", "無", "ゼロ"]
        .iter()
        .find_map(|word| after_word(text, word));
    if let Some(rest) = none.filter(|_| measure.domain().contains(Decimal::ZERO)) {
        return Some((Decimal::ZERO, rest));
    }
    let all = measure.all()?;
    let words = [
        "all users",
        "all customers",
        "everyone",
        "everybody",
        "all",
        "全ユーザー",
        "全顧客",
        "全員",
        "全て",
        "すべて",
    ];
    words.iter().find_map(|word| Some((all, after_word(text, word)?)))
}

/// Several ranges that must hold at once: `at least 10% and under 50%`.
fn conjunction<'t>(measure: &dyn Measure, text: &'t str) -> Result<(Intervals, &'t str), Why> {
    let mut both = Intervals::from(Interval::ALL);
    let mut left = text;
    loop {
        let (intervals, rest) = term(measure, left)?;
        both = both.intersect(&intervals);
        match after_joint(rest, "and").or_else(|| joint::behind_bound(left, rest)) {
            None if both.is_empty() => return Err(Why::RangeEmpty),
            None => return Ok((both, rest)),
            Some(next) => left = next,
        }
    }
}

/// One range of a test, or all but one.
fn term<'t>(measure: &dyn Measure, text: &'t str) -> Result<(Intervals, &'t str), Why> {
    if let Some((number, rest)) = none_or_all(measure, text) {
        return Ok((Interval::point(number).into(), rest));
    }
    if let Some(left) = bounds::not(text).filter(|_| is_negated(text)) {
        let (intervals, rest) = match none_or_all(measure, left) {
            Some((number, rest)) => (Interval::point(number).into(), rest),
            None => one(measure, left)?,
        };
        return Ok((intervals.complement(Interval::ALL), rest));
    }
    one(measure, text)
}

/// `not 5`, but not `not more than 5`.
fn is_negated(text: &str) -> bool {
    bounds::not(text).is_some() && bounds::before(text).is_none()
}

fn one<'t>(measure: &dyn Measure, text: &'t str) -> Result<(Intervals, &'t str), Why> {
    let part = range(measure, text, Precision::Exact)?;
    let interval = part.interval(Tail::Harmless, Grain::Fine).ok_or(Why::RangeEmpty)?;
    Ok((interval.into(), part.rest))
}

/// A range at the start of a text, from words before an amount to words after it.
fn range<'t>(measure: &dyn Measure, text: &'t str, precision: Precision) -> Result<Part<'t>, Why> {
    if let Some(part) = in_brackets(measure, text)? {
        return Ok(part);
    }
    if let Some(left) = bounds::between(text) {
        let (left, about) = approximation(left, precision)?;
        return between(measure, left, about);
    }
    let (left, early) = approximation(text, precision)?;
    let (bound, left) = bounds::before(left).map_or((None, left), |(bound, left)| (Some(bound), left));
    let (left, late) = approximation(left, precision)?;
    let (first, rest) = measure.amount(left)?;
    let about = early || late;
    if bound.is_none()
        && let Some(second) = bounds::to(rest)
        && starts_amount(second)
    {
        return ends(measure, first, second, about);
    }
    let low = resolved(measure, first)?;
    let part = Part {
        low,
        high: low,
        bound: bound.unwrap_or(Bound::Exactly),
        open: (Openness::Closed, Openness::Closed),
        about,
        rest,
        room: first.room,
    };
    match bounds::behind(rest) {
        Some((After::About, _)) if precision == Precision::Exact => Err(Why::Approximate),
        Some((After::About, rest)) => Ok(Part { about: true, rest, ..part }),
        Some((After::Bound(bound), rest)) if part.bound == Bound::Exactly => Ok(Part { bound, rest, ..part }),
        // `最大1日弱` is under a day.
        Some((After::Bound(bound), after)) if bounds::is_near(part.bound, bound, rest) => {
            Ok(Part { bound, rest: after, ..part })
        }
        // `over 20+` says two things; what follows the amount is left for whoever reads on.
        None | Some((After::Bound(_), _)) => Ok(part),
    }
}

/// `30m and 1h`: what an amount ends before is the one `and` behind which the other begins. `1h and 30m` is no amount here.
fn between<'t>(measure: &dyn Measure, text: &'t str, about: bool) -> Result<Part<'t>, Why> {
    const AND: &str = " and ";
    let (first, second) = text.split_once(AND).ok_or_else(|| tail::trailing(text))?;
    let (first, rest) = measure.amount(first)?;
    if rest.trim().is_empty() { ends(measure, first, second, about) } else { Err(tail::trailing(rest)) }
}

/// A range from one amount to another, both included.
fn ends<'t>(measure: &dyn Measure, first: Amount, second: &'t str, about: bool) -> Result<Part<'t>, Why> {
    let (second, rest) = measure.amount(second)?;
    let (low, high) = both(measure, first, second)?;
    let open = (Openness::Closed, Openness::Closed);
    Ok(Part { low, high, bound: Bound::Exactly, open, about, rest, room: second.room })
}

/// `[10%..50%)`: a square bracket on the side of an end that belongs to the range, a round one where it does not.
fn in_brackets<'t>(measure: &dyn Measure, text: &'t str) -> Result<Option<Part<'t>>, Why> {
    let from = match text.chars().next() {
        Some('[') => Openness::Closed,
        Some('(') => Openness::Open,
        _ => return Ok(None),
    };
    let inner = text.get(1..).unwrap_or_default().trim_start();
    let (first, rest) = measure.amount(inner)?;
    let second = rest.trim_start().strip_prefix("..").ok_or_else(|| tail::trailing(rest))?;
    let (second, rest) = measure.amount(second.trim_start())?;
    let rest = rest.trim_start();
    let (to, rest) = match rest.chars().next() {
        Some(']') => (Openness::Closed, rest.get(1..).unwrap_or_default()),
        Some(')') => (Openness::Open, rest.get(1..).unwrap_or_default()),
        _ => return Err(tail::trailing(rest)),
    };
    let (low, high) = both(measure, first, second)?;
    Ok(Some(Part {
        low,
        high,
        bound: Bound::Exactly,
        open: (from, to),
        about: false,
        rest,
        room: second.room,
    }))
}

/// The two ends of a range. A unit after the second is the first's, too. A multiplier is not: of `10-20k` nobody
/// knows whether it begins at ten or at ten thousand.
fn both(measure: &dyn Measure, first: Amount, second: Amount) -> Result<(Amount, Amount), Why> {
    let high = resolved(measure, second)?;
    let low = match (first.unit, second.unit) {
        (Unit::Missing, Unit::Shared(worth)) => {
            let number = first.number.times(worth).ok_or(Why::NotOfKind)?;
            resolved(measure, Amount { number, unit: second.unit, ..first })?
        }
        _ => resolved(measure, first)?,
    };
    let one = Decimal::whole(1);
    let shared = low.number.times(second.scale).filter(|&scaled| scaled <= high.number);
    if first.scale == one && second.scale != one && first.number != Decimal::ZERO && shared.is_some() {
        return Err(Why::ScaleAmbiguous(first.number.to_string()));
    }
    if low.number > high.number {
        return Err(Why::RangeEmpty);
    }
    Ok((low, high))
}

/// The amount in the measure's unit, if it makes sense.
fn resolved(measure: &dyn Measure, amount: Amount) -> Result<Amount, Why> {
    let number = match amount.unit {
        Unit::Missing => measure.bare(amount.number)?,
        Unit::Shared(_) | Unit::Own => amount.number,
    };
    if measure.grain() == Grain::Whole && !number.is_whole() {
        return Err(Why::NotWhole);
    }
    let domain = measure.domain();
    if domain.contains(number) {
        return Ok(Amount { number, ..amount });
    }
    let shown = |end| match end {
        End::Unbounded => None,
        End::Included(number) | End::Excluded(number) => Some(measure.show(number)),
    };
    Err(Why::OutOfRange { low: shown(domain.low()), high: shown(domain.high()) })
}

fn approximation(text: &str, precision: Precision) -> Result<(&str, bool), Why> {
    match bounds::about(text) {
        None => Ok((text, false)),
        Some(_) if precision == Precision::Exact => Err(Why::Approximate),
        Some(rest) => Ok((rest, true)),
    }
}
