//! `percent`: 0 to 100, in percent points.

use crate::model::grammar::bounds;
use crate::model::grammar::doubt;
use crate::model::grammar::measure::{Amount, Measure, Unit};
use crate::model::grammar::numeral::{self, Numeral};
use crate::model::grammar::spelling;
use crate::model::grammar::tail::Room;
use crate::model::value::Why;
use crate::space::decimal::Decimal;
use crate::space::interval::{End, Interval};

/// A share of a whole. A number without a sign is taken in percent points, but only where nothing else stands after
/// it: `14 (of 40 customers)` is no percentage.
pub struct Percent;

impl Measure for Percent {
    fn domain(&self) -> Interval {
        let (low, high) = (End::Included(Decimal::ZERO), End::Included(Decimal::whole(100)));
        Interval::new(low, high).unwrap_or(Interval::ALL)
    }

    fn all(&self) -> Option<Decimal> {
        Some(Decimal::whole(100))
    }

    fn amount<'t>(&self, text: &'t str) -> Result<(Amount, &'t str), Why> {
        let numeral = with_decimal_comma(text).or_else(|| numeral::number(text)).ok_or(Why::NotOfKind)?;
        let scale = Decimal::whole(1);
        if let Some((worth, rest)) = sign(numeral.rest) {
            let number = numeral.number.times(worth).ok_or(Why::NotOfKind)?;
            return Ok((Amount { number, unit: Unit::Shared(worth), scale, room: Room::Phrase }, rest));
        }
        let spaced = numeral.rest.trim_start();
        let goes_on = bounds::continues(numeral.rest) || doubt::estimate(spaced).is_some();
        if spaced.starts_with(char::is_alphabetic) && !goes_on {
            let (word, _) = spelling::letters(spaced);
            return Err(match word {
                "" => Why::UnitMissing,
                word => Why::UnitUnknown(word.chars().take(20).collect()),
            });
        }
        Ok((Amount { number: numeral.number, unit: Unit::Missing, scale, room: Room::Nothing }, numeral.rest))
    }

    fn show(&self, number: Decimal) -> String {
        format!("{number}%")
    }
}

/// The number that the text is, if it is one between 0 and 1 without a sign: `0.15` could mean 0.15 % or 15 %.
#[must_use]
pub fn bare_fraction(text: &str) -> Option<Decimal> {
    let text = spelling::plain(text).ok()?;
    let numeral = numeral::number(&text).filter(|numeral| numeral.rest.is_empty())?;
    (numeral.number > Decimal::ZERO && numeral.number < Decimal::whole(1)).then_some(numeral.number)
}

/// `11,5 %`: a comma before one or two digits sets off no group of thousands, and a sign behind them says that it is one number.
fn with_decimal_comma(text: &str) -> Option<Numeral<'_>> {
    let (whole, rest) = spelling::digits(text);
    let (fraction, rest) = spelling::digits(rest.strip_prefix(',')?);
    let is_short = (1..=3).contains(&whole.len()) && (1..=2).contains(&fraction.len());
    sign(rest).filter(|_| is_short)?;
    let number = Decimal::parse(&format!("{whole}.{fraction}"))?;
    let written = text.get(..text.len() - rest.len())?;
    Some(Numeral { number, scale: Decimal::whole(1), written, rest })
}

/// A percent sign or word, and what one of them is worth in percent points.
fn sign(text: &str) -> Option<(Decimal, &str)> {
    let spaced = text.trim_start();
    if let Some(rest) = spaced.strip_prefix('%').or_else(|| spaced.strip_prefix("パーセント")) {
        return Some((Decimal::whole(1), rest));
    }
    if let Some(rest) = spaced.strip_prefix('割') {
        return Some((Decimal::whole(10), rest));
    }
    let word = ["percent", "per cent", "pct"].iter().find_map(|word| spelling::after_word(spaced, word));
    // Percentage points and rates of change are something else.
    let rest = word.filter(|rest| !rest.trim_start().starts_with("point"))?;
    Some((Decimal::whole(1), rest))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;
    use crate::model::kinds::examples::{outside, reads, refuses, trailing, unit};

    #[test]
    fn bare_fractions() {
        for text in ["0.15", " .5 ", "0.99"] {
            assert!(bare_fraction(text).is_some(), "{text}");
        }
        for text in ["0.15%", "0", "1", "15", "0.15 of users", "~0.15"] {
            assert_eq!(bare_fraction(text), None, "{text}");
        }
    }

    #[test]
    fn reads_percentages() {
        reads(
            &Kind::Percent,
            &[
                ("15%", "15%"),
                ("15 %", "15%"),
                ("１５％", "15%"),
                ("15 percent", "15%"),
                ("15 per cent", "15%"),
                ("15パーセント", "15%"),
                ("15", "15%"),
                ("0.15", "0.15%"),
                (".5%", "0.5%"),
                ("0", "0%"),
                ("100", "100%"),
                ("3割", "30%"),
                ("全体の5%", "5%"),
                ("全体の約1%", "0.9% to 1.1%"),
                ("12.5%", "12.5%"),
                ("11,5 %", "11.5%"),
                ("11,5%", "11.5%"),
                ("~0,25 %", "0.225% to 0.275%"),
                ("15% of users", "15%"),
                ("12% of API requests (US-East)", "12%"),
                ("~12% of API requests (US-East)", "10.8% to 13.2%"),
                ("4.2% of monthly budget", "4.2%"),
                ("15%, mostly EU", "15%"),
                ("15% — reads only", "15%"),
                ("15%のユーザー", "15%"),
                (">= 20%", "at least 20%"),
                ("> 20%", "over 20%"),
                ("< 1%", "under 1%"),
                ("over 20%", "over 20%"),
                ("20%+", "at least 20%"),
                ("20+", "at least 20%"),
                ("20% or more", "at least 20%"),
                ("20%以上", "at least 20%"),
                ("20以上", "at least 20%"),
                ("1%未満", "under 1%"),
                ("10%弱", "under 10%"),
                ("10%強", "at least 10%"),
                ("10-20%", "10% to 20%"),
                ("10%-20%", "10% to 20%"),
                ("10–20 %", "10% to 20%"),
                ("10..20%", "10% to 20%"),
                ("10% to 20%", "10% to 20%"),
                ("10 to 20%", "10% to 20%"),
                ("between 10% and 20%", "10% to 20%"),
                ("between 10 and 20 percent", "10% to 20%"),
                ("10〜20%", "10% to 20%"),
                ("10 〜 20 %", "10% to 20%"),
                ("2〜3割", "20% to 30%"),
                ("[10%..50%)", "at least 10% and under 50%"),
                ("at least 10% and under 50%", "at least 10% and under 50%"),
                ("up to 30%", "at most 30%"),
                ("~98%", "at least 88.2%"),
                ("約3割", "27% to 33%"),
                ("none", "0%"),
                ("なし", "0%"),
                ("all", "100%"),
                ("All users", "100%"),
                ("全ユーザー", "100%"),
                ("全員", "100%"),
                ("all.", "100%"),
                ("15% (estimated)", "13.5% to 16.5%"),
                ("15 estimated", "13.5% to 16.5%"),
                ("0% to 100%", "any"),
                ("unknown", "?"),
                ("定量化できず", "?"),
                ("n/a", "?"),
            ],
        );
    }

    #[test]
    fn refuses_what_is_no_percentage() {
        refuses(
            &Kind::Percent,
            &[
                ("120%", outside("0%", Some("100%"))),
                ("-5%", outside("0%", Some("100%"))),
                ("90%-120%", outside("0%", Some("100%"))),
                ("12割", outside("0%", Some("100%"))),
                ("over 100%", Why::RangeEmpty),
                ("20%-10%", Why::RangeEmpty),
                ("15 users", unit("users")),
                ("15 (of 40 customers)", trailing("(of 40 customers)")),
                ("15, mostly EU", trailing(", mostly EU")),
                ("14 customers", unit("customers")),
                ("15社", Why::UnitMissing),
                ("15ms", unit("ms")),
                ("15‰", trailing("‰")),
                ("15% points", trailing("points")),
                ("15 percentage points", unit("percentage")),
                ("12% increase in errors", trailing("increase in errors")),
                ("20% fewer errors", trailing("fewer errors")),
                ("12% or 20%", trailing("or 20%")),
                ("15% → 20%", trailing("→ 20%")),
                ("15% (EU), 20% (US)", trailing("(EU), 20% (US)")),
                ("15% of 20% of users", trailing("of 20% of users")),
                ("3割5分", trailing("5分")),
                ("3% の一部", trailing("の一部")),
                ("15% of users were unaffected", trailing("of users were unaffected")),
                ("5/20", trailing("/20")),
                ("1/3", trailing("/3")),
                ("1,5", trailing(",5")),
                ("half", Why::NotOfKind),
                ("most", Why::NotOfKind),
                ("all (EU)", trailing("(EU)")),
                ("50 % pts", trailing("pts")),
                ("all EU users", trailing("EU users")),
                ("xx%", Why::NotOfKind),
                ("15%?", trailing("?")),
                ("from 10% to 20%", Why::NotOfKind),
            ],
        );
    }

    #[test]
    fn remarks_beside_an_amount() {
        reads(
            &Kind::Percent,
            &[
                ("10% (about 1,200 of 12,000 users)", "10%"),
                ("10% (1,200 users)", "10%"),
                ("10% (up to 60 users)", "10%"),
                ("10% (at 10:30, 60 min)", "10%"),
                ("10% (10 %)", "10%"),
                ("10% (peak)", "10%"),
                ("10%以上50%未満", "at least 10% and under 50%"),
                ("10%超、50%以下", "over 10% and at most 50%"),
                ("10% (EU only)", "10%"),
                ("10% (SLO 99.9%)", "10%"),
                ("10% (normally 0.1%)", "10%"),
                ("10% (see INC-60)", "10%"),
                ("10% (2026-03-04)", "10%"),
                ("10% (p95)", "10%"),
                ("10% (3% in Europe)", "10%"),
                ("10% (EU: 60%)", "10%"),
                ("10% (down from 60%)", "10%"),
                ("10% (up to 60)", "10%"),
                ("10% of users (60% of EU)", "10%"),
                ("10%（影響は最大60%）", "10%"),
                ("10% (9.8%)", "10%"),
                ("10% (~10%)", "10%"),
                ("10% (9.5%)", "10%"),
                ("10% (8-12%)", "10%"),
                ("10% (~11%)", "10%"),
                ("10% (100% of EU)", "10%"),
                ("10% (error rate 50%)", "10%"),
                ("10% (CPU 100%)", "10%"),
                ("10% (90% success)", "10%"),
                ("10% (25% canary)", "10%"),
                ("10% (99.9% SLO)", "10%"),
                ("10% (down to 90% availability)", "10%"),
                ("10% (per dashboard)", "10%"),
                ("10% (per logs)", "10%"),
                ("10% (/checkout)", "10%"),
                ("10% (/api/login)", "10%"),
                ("10% (M)", "10%"),
                ("10% (x)", "10%"),
                ("10% (percent)", "10%"),
                ("10% (HTTP 500 max)", "10%"),
                ("10% (of 60%)", "10%"),
                ("10% (at 60%)", "10%"),
                ("10% (out of 60%)", "10%"),
                ("33% (33.3%)", "33%"),
                ("9.8% (~10%)", "9.8%"),
                ("10% [1]", "10%"),
                ("10% of users [2], see below", "10%"),
                ("10%（約 8,858 件）", "10%"),
                ("10%（3/3 失敗）", "10%"),
                ("10%（ベースライン）", "10%"),
                ("10% (rising error rate)", "10%"),
                ("10% (at 60)", "10%"),
                ("10-60% (up to 60%)", "10% to 60%"),
                ("at least 10% (60% at peak)", "at least 10%"),
                ("~10% (9.8%)", "9% to 11%"),
                ("10% (estimated)", "9% to 11%"),
            ],
        );
        refuses(
            &Kind::Percent,
            &[
                ("10% (up to 60%)", trailing("(up to 60%)")),
                ("60% (of EU users; 6% overall)", trailing("(of EU users; 6% overall)")),
                ("12% (estimate, actual 4%)", trailing("(estimate, actual 4%)")),
                ("60%(全体の6%)", trailing("(全体の6%)")),
                ("60%(EU利用者のうち。全体では6%)", trailing("(EU利用者のうち。全体では6%)")),
                ("10% (rising to 60%)", trailing("(rising to 60%)")),
                ("10% (or 60%)", trailing("(or 60%)")),
                ("10% (60% at peak)", trailing("(60% at peak)")),
                ("10% (and rising)", trailing("(and rising)")),
                ("10% (60%)", trailing("(60%)")),
                ("10% (60% later)", trailing("(60% later)")),
                ("10% (later: 60%)", trailing("(later: 60%)")),
                ("10% (max. 60%)", trailing("(max. 60%)")),
                ("10% (peak 60%)", trailing("(peak 60%)")),
                ("10% (60% max)", trailing("(60% max)")),
                ("10% (total 60%)", trailing("(total 60%)")),
                ("10% (60% in total)", trailing("(60% in total)")),
                ("10% (worst case 60%)", trailing("(worst case 60%)")),
                ("10% (worst case: 60%)", trailing("(worst case: 60%)")),
                ("10% (→ 60%)", trailing("(→ 60%)")),
                ("10% (or even up to 60%)", trailing("(or even up to 60%)")),
                ("10% (60% or more)", trailing("(60% or more)")),
                ("10% (10% or more)", trailing("(10% or more)")),
                ("10% (12%)", trailing("(12%)")),
                ("10% (at peak: 60%)", trailing("(at peak: 60%)")),
                ("10% (in the end 60%)", trailing("(in the end 60%)")),
                ("10%（ピーク時60%）", trailing("(ピーク時60%)")),
                ("10%（最終的に60%）", trailing("(最終的に60%)")),
                ("10%（60%に拡大）", trailing("(60%に拡大)")),
                ("10%（以上）", trailing("(以上)")),
                ("10% of users (60%)", trailing("of users (60%)")),
                ("10% (10-60%)", trailing("(10-60%)")),
                ("10% (~60%)", trailing("(~60%)")),
                ("10% (later 60%)", trailing("(later 60%)")),
                ("10% (and growing fast)", trailing("(and growing fast)")),
                ("10% (at least)", trailing("(at least)")),
                ("10% (max)", trailing("(max)")),
                ("10% (worst case)", trailing("(worst case)")),
                ("10% (or so)", trailing("(or so)")),
                ("10% (each)", trailing("(each)")),
                ("10% (per region)", trailing("(per region)")),
                ("10%（最大60%）", trailing("(最大60%)")),
                ("10%（少なくとも）", trailing("(少なくとも)")),
                ("10%（10%〜60%）", trailing("(10%〜60%)")),
                ("10%（増加中）", trailing("(増加中)")),
                ("10%、少なくとも", trailing("、少なくとも")),
            ],
        );
    }
}
