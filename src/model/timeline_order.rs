//! Whether the entries of one list, table or row of headings stand in order of time, and how they would.

use jiff::{SignedDuration, Timestamp};

use crate::source::document::Document;
use crate::source::in_order::InOrder;
use crate::source::span::Span;

/// More entries than this are not put in order: nobody would look through all that changes places.
const MOST_SORTED: usize = 200;

/// From an hour earlier than the one before, the next day is meant rather than a disorder.
const NEXT_DAY_FROM: SignedDuration = SignedDuration::from_hours(3);

/// An entry before midnights are counted.
#[derive(Clone, Debug)]
pub(super) struct Raw {
    pub(super) span: Span,
    pub(super) time: Span,
    pub(super) next_day: bool,
    pub(super) placed: Option<Placed>,
    /// What may change places with others; none where nobody can tell what belongs to the entry.
    pub(super) body: Option<Body>,
}

/// What an entry says, without what stays where it is when entries change places.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Body {
    /// Where it stands.
    pub(super) span: Span,
    /// Where its lines begin, if it may have several: the column of its mark, and how long that is.
    pub(super) margin: (u32, u32),
}

/// When an entry happened.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Placed {
    pub(super) earliest: Timestamp,
    pub(super) latest: Timestamp,
    pub(super) day: Day,
    /// Whether it is known which zone is meant.
    pub(super) zone_stated: bool,
    pub(super) exact: bool,
}

/// Where the day of an entry comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// The entry states it.
    Stated,
    /// It is that of the entries above, or of the incident.
    Inherited,
    /// Nobody states it.
    Unknown,
}

/// The order of the entries of a run.
#[derive(Debug, Default)]
pub(super) struct Order {
    /// When each happened, midnights counted.
    pub(super) placed: Vec<Option<Placed>>,
    /// Entries that are earlier than the one before them: the indices of both, the earlier first.
    pub(super) disorders: Vec<(usize, usize)>,
}

/// Counts midnights, and finds what is out of order.
pub(super) fn order(run: &[&Raw], resolved: Option<Timestamp>) -> Order {
    let newest_first = is_newest_first(run);
    let mut order = Order::default();
    let mut before: Option<(usize, Placed)> = None;
    let mut ahead = SignedDuration::ZERO;
    for (index, raw) in run.iter().enumerate() {
        let placed = raw.placed;
        let mut shifted = placed;
        if let Some(placed) = placed.filter(|placed| placed.day != Day::Stated) {
            // Midnights that were passed since the last date.
            shifted = placed.later_by(ahead);
            if raw.next_day {
                ahead = ahead.saturating_add(SignedDuration::from_hours(24));
                shifted = placed.later_by(ahead);
            } else if let Some((_, before)) = &before
                && let Some(now) = shifted
                && !newest_first
                && passes_midnight(before, &now, resolved)
            {
                ahead = ahead.saturating_add(SignedDuration::from_hours(24));
                shifted = placed.later_by(ahead);
            }
        } else if placed.is_some() {
            ahead = SignedDuration::ZERO;
        }
        if let (Some((at, before)), Some(now)) = (&before, &shifted)
            && !newest_first
            && before.comparable(now)
            && now.latest < before.earliest
        {
            order.disorders.push((*at, index));
        }
        order.placed.push(shifted);
        before = shifted.map(|placed| (index, placed));
    }
    order
}

/// Which entry would stand in the place of each, if they were put in order of time. None where that would not be sure to
/// keep what each says: where there are very many, where one has no exact time, where some state their day and others inherit
/// it, where what belongs to an entry, or to none, is not known.
pub(super) fn sorted(document: &Document, run: &[Raw], resolved: Option<Timestamp>) -> Option<Vec<usize>> {
    if run.len() > MOST_SORTED {
        return None;
    }
    let as_it_is: Vec<&Raw> = run.iter().collect();
    let before = order(&as_it_is, resolved);
    let placed: Vec<Placed> = before.placed.iter().copied().collect::<Option<_>>()?;
    let bodies: Vec<Body> = run.iter().map(|raw| raw.body).collect::<Option<_>>()?;
    let (first, body) = (placed.first()?, bodies.first()?);
    let alike = |placed: &Placed| {
        first.comparable(placed) && (first.day == Day::Stated) == (placed.day == Day::Stated)
    };
    let is_long = |body: &Body| document.text.slice(body.span).contains('\n');
    let fit = bodies.iter().all(|other| other.margin == body.margin) || !bodies.iter().any(is_long);
    if !fit || !placed.iter().all(alike) || run.iter().any(|raw| raw.next_day) {
        return None;
    }
    let between = |(one, other): (&Body, &Body)| {
        document.text.slice(Span::new(one.span.end as usize, other.span.start as usize))
    };
    let nothing_between = bodies.iter().zip(bodies.iter().skip(1)).map(between).all(is_marks);
    // A comment may be about the line that follows.
    let has_comment = bodies.iter().any(|body| document.text.slice(body.span).contains("<!--"));
    if !nothing_between || has_comment {
        return None;
    }
    let mut by_time: Vec<usize> = (0..run.len()).collect();
    by_time.order_by_key(|index| placed.get(*index).map(|placed| placed.earliest));
    // Read again in that order, each must have happened when it did.
    let in_order: Vec<&Raw> = by_time.iter().filter_map(|index| run.get(*index)).collect();
    let after = order(&in_order, resolved);
    let wanted: Vec<Option<Placed>> = by_time.iter().map(|index| placed.get(*index).copied()).collect();
    (after.disorders.is_empty() && after.placed == wanted).then_some(by_time)
}

/// Nothing but what draws lists, quotes and tables.
fn is_marks(text: &str) -> bool {
    text.chars().all(|letter| letter.is_whitespace() || letter.is_ascii_digit() || "-*+.)>|".contains(letter))
}

impl Placed {
    fn later_by(self, duration: SignedDuration) -> Option<Self> {
        let earliest = self.earliest.checked_add(duration).ok()?;
        let latest = self.latest.checked_add(duration).ok()?;
        Some(Self { earliest, latest, ..self })
    }

    fn comparable(&self, other: &Self) -> bool {
        self.exact
            && other.exact
            && self.zone_stated == other.zone_stated
            && (self.day == Day::Unknown) == (other.day == Day::Unknown)
    }
}

/// Whether an entry without a date belongs to the day after the one before it.
fn passes_midnight(before: &Placed, now: &Placed, resolved: Option<Timestamp>) -> bool {
    let back = before.earliest.duration_since(now.latest);
    if back < NEXT_DAY_FROM {
        return false;
    }
    // A day later it would all have been over for long, and as it stands it would not.
    let day = SignedDuration::from_hours(24);
    let over = |at: Timestamp| resolved.is_some_and(|end| at > end);
    let later = now.earliest.checked_add(day).unwrap_or(now.earliest);
    let half_day = back < SignedDuration::from_hours(12);
    !(half_day
        && over(later)
        && !over(before.latest)
        && later.duration_since(resolved.unwrap_or(later)) > day)
}

/// Whether most steps go back: then the newest entry stands first, which is an order, too. A step of more than half a day
/// to a time without a date passes midnight the other way.
fn is_newest_first(run: &[&Raw]) -> bool {
    let placed: Vec<&Placed> = run.iter().filter_map(|raw| raw.placed.as_ref()).collect();
    let half_day = SignedDuration::from_hours(12);
    let (mut back, mut forth) = (0_usize, 0_usize);
    for (before, after) in placed.iter().zip(placed.iter().skip(1)) {
        let step = after.earliest.duration_since(before.earliest);
        let wraps = after.day != Day::Stated && step.abs() > half_day;
        let goes_back = if wraps { step.is_positive() } else { step.is_negative() };
        if goes_back {
            back += 1;
        } else if !step.is_zero() {
            forth += 1;
        }
    }
    back >= 2 && back >= forth.saturating_mul(3)
}
