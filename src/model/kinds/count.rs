//! `count`: whole numbers from 0.

use crate::model::grammar::bounds;
use crate::model::grammar::measure::{Amount, Grain, Measure, Unit};
use crate::model::grammar::numeral::{self, MULTIPLIERS};
use crate::model::grammar::spelling;
use crate::model::grammar::tail::Room;
use crate::model::kinds::duration;
use crate::model::value::Why;
use crate::space::decimal::Decimal;
use crate::space::interval::Interval;

/// Customers, requests, pipelines: what is counted stands in the fact's name, and may stand after the number.
pub struct Count;

impl Measure for Count {
    fn domain(&self) -> Interval {
        Interval::at_least(Decimal::ZERO)
    }

    fn grain(&self) -> Grain {
        Grain::Whole
    }

    fn is_other_unit(&self, text: &str) -> bool {
        let (word, rest) = spelling::letters(text);
        // In parentheses a single letter, and capitals, may stand for something else: `12 (b)`, `12 (US)`.
        let is_word = word.len() > 2 && word.bytes().all(|letter| letter.is_ascii_lowercase());
        is_word && rest.is_empty() && is_unit(word) || matches!(text, "%" | "円" | "割")
    }

    fn counter<'t>(&self, text: &'t str) -> &'t str {
        let end = text.rfind(|letter: char| letter.is_ascii_digit()).map_or(text.len(), |at| at + 1);
        let rest = text.get(end..).unwrap_or_default();
        let rest = rest.trim_start_matches(['百', '千', '万', '億', '兆', ' ']);
        rest.get(..rest.len() - after_counter(rest).len()).unwrap_or_default()
    }

    fn amount<'t>(&self, text: &'t str) -> Result<(Amount, &'t str), Why> {
        if let Some(number) = grouped_by_spaces(text) {
            let scale = Decimal::whole(1);
            return Ok((Amount { number, unit: Unit::Missing, scale, room: Room::Phrase }, ""));
        }
        let numeral = numeral::multiplied(text, MULTIPLIERS).ok_or(Why::NotOfKind)?;
        let counted = after_counter(numeral.rest);
        if counted.len() == numeral.rest.len() {
            no_other_unit(numeral.rest)?;
        }
        // `1.000` customers are one or a thousand.
        if numeral::groups_or_fraction(numeral.written) {
            return Err(Why::NumberAmbiguous(numeral.written.to_owned()));
        }
        let (number, scale) = (numeral.number, numeral.scale);
        Ok((Amount { number, unit: Unit::Missing, scale, room: Room::Phrase }, counted))
    }

    fn show(&self, number: Decimal) -> String {
        number.to_string()
    }
}

/// `5 300`, and nothing else: in `5 500 errors` there may be two numbers.
fn grouped_by_spaces(text: &str) -> Option<Decimal> {
    let (first, rest) = spelling::digits(text);
    let is_group = |group: &str| group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = (1..=3).contains(&first.len()) && !first.starts_with('0') && !rest.is_empty();
    let groups = rest.strip_prefix(' ').filter(|_| is_number)?;
    groups.split(' ').all(is_group).then(|| Decimal::parse(&text.replace(' ', ""))).flatten()
}

/// What stands after a Japanese or Chinese word for what is counted, or after nothing.
fn after_counter(text: &str) -> &str {
    let spaced = text.trim_start();
    COUNTERS.iter().find_map(|counter| spaced.strip_prefix(counter)).unwrap_or(text)
}

/// Refuses numbers of something else: `15%`, `30 minutes`, `12m`.
fn no_other_unit(rest: &str) -> Result<(), Why> {
    if bounds::continues(rest) {
        return Ok(());
    }
    let spaced = rest.trim_start();
    if spaced.starts_with(['%', '‰', '$', '€', '£', '¥', '円', '割', '°', 'μ', 'µ'])
        || spaced.starts_with("パーセント")
    {
        return Err(Why::UnitUnknown(spaced.chars().take(1).collect()));
    }
    let (word, after) = spelling::letters(spaced);
    let glued = rest.chars().next().is_some_and(char::is_alphabetic);
    let is_unit = !word.is_empty() && spelling::ends_word(after) && is_unit(word);
    if glued || is_unit {
        let word = if word.is_empty() { spaced } else { word };
        return Err(Why::UnitUnknown(word.chars().take(20).collect()));
    }
    Ok(())
}

fn is_unit(word: &str) -> bool {
    duration::is_unit(word) || OTHER_UNITS.iter().any(|unit| unit.eq_ignore_ascii_case(word))
}

const OTHER_UNITS: [&str; 31] = [
    "percent", "pct", "dollars", "dollar", "cents", "cent", "euros", "pounds", "yen", "usd", "eur", "gbp",
    "jpy", "b", "kb", "mb", "gb", "tb", "bytes", "us", "ns", "rps", "qps", "g", "mil", "mln", "bln", "lakh",
    "lakhs", "crore", "crores",
];

/// Longer ones first where one begins with another.
const COUNTERS: [&str; 48] = [
    "ユーザー",
    "ユーザ",
    "アカウント",
    "テナント",
    "顧客企業",
    "顧客",
    "お客様",
    "契約",
    "企業",
    "社員",
    "社",
    "人",
    "名様",
    "名",
    "件",
    "台",
    "個",
    "回",
    "つ",
    "組",
    "店舗",
    "拠点",
    "箇所",
    "か所",
    "カ所",
    "ヶ所",
    "本",
    "校",
    "行",
    "レコード",
    "ジョブ",
    "パイプライン",
    "リクエスト",
    "ワークフロー",
    "リージョン",
    "サービス",
    "サーバー",
    "サーバ",
    "ノード",
    "ホスト",
    "インスタンス",
    "プロジェクト",
    "端末",
    "世帯",
    "口座",
    "通",
    "枚",
    "客户",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::kind::Kind;
    use crate::model::kinds::examples::{outside, reads, refuses, trailing, unit};

    #[test]
    fn reads_counts() {
        reads(
            &Kind::Count,
            &[
                ("0", "0"),
                ("14", "14"),
                ("１，２００", "1200"),
                ("1,200", "1200"),
                ("1_200", "1200"),
                ("5 300", "5300"),
                ("~1 205 300", "1084770 to 1325830"),
                ("1\u{A0}200", "1200"),
                ("1\u{202F}200\u{202F}000", "1200000"),
                ("12k", "12000"),
                ("12K customers", "12000"),
                ("1.2M", "1200000"),
                ("1.0", "1"),
                ("0.000", "0"),
                ("1,000.000", "1000"),
                ("1.2 million users", "1200000"),
                ("1e3", "1000"),
                ("3万", "30000"),
                ("約 3 万社", "27000 to 33000"),
                ("3万5千", "35000"),
                ("2億", "200000000"),
                ("300社", "300"),
                ("300 社", "300"),
                ("14 件", "14"),
                ("300社の顧客", "300"),
                ("14 customers", "14"),
                ("14 customers in Europe", "14"),
                ("14 customers' pipelines", "14"),
                ("5 of our customers", "5"),
                ("14 (EU only)", "14"),
                ("14（EU のみ）", "14"),
                ("14, mostly EU", "14"),
                ("14 customers, mostly EU (5 of them free)", "14"),
                ("14 — mostly EU", "14"),
                ("14、主に一部の顧客", "14"),
                ("**14** customers", "14"),
                ("`14`", "14"),
                ("\"14\"", "14"),
                ("14.", "14"),
                (">= 20", "at least 20"),
                ("≥20", "at least 20"),
                ("> 20", "at least 21"),
                ("< 20", "at most 19"),
                ("<=20", "at most 20"),
                ("at least 20", "at least 20"),
                ("At Least 20 Customers", "at least 20"),
                ("over 1,000", "at least 1001"),
                ("more than 1,000 customers", "at least 1001"),
                ("fewer than 5", "at most 4"),
                ("less than 1", "0"),
                ("under 5", "at most 4"),
                ("at most 3", "at most 3"),
                ("up to 20", "at most 20"),
                ("no more than 20", "at most 20"),
                ("not less than 20", "at least 20"),
                ("20+", "at least 20"),
                ("1,000+ customers", "at least 1000"),
                ("20 or more", "at least 20"),
                ("20 or fewer", "at most 20"),
                ("14 so far", "at least 14"),
                ("300以上", "at least 300"),
                ("300社以上", "at least 300"),
                ("300 社 以上", "at least 300"),
                ("300未満", "at most 299"),
                ("300以下", "at most 300"),
                ("300超", "at least 301"),
                ("300を超える", "at least 301"),
                ("1,000名強", "at least 1000"),
                ("1,000名弱", "at most 999"),
                ("300人を超える", "at least 301"),
                ("10-20", "10 to 20"),
                ("10–20 customers", "10 to 20"),
                ("10 - 20", "10 to 20"),
                ("10..20", "10 to 20"),
                ("10 to 20 customers", "10 to 20"),
                ("10〜20社", "10 to 20"),
                ("10～20社", "10 to 20"),
                ("10から20社", "10 to 20"),
                ("10社〜20社", "10 to 20"),
                ("between 10 and 20", "10 to 20"),
                ("10k-20k", "10000 to 20000"),
                ("0-20k", "at most 20000"),
                ("500-2k", "500 to 2000"),
                ("(5..10]", "6 to 10"),
                ("[5..10)", "5 to 9"),
                ("over 5 and under 10", "6 to 9"),
                ("~12", "10 to 14"),
                ("~300", "270 to 330"),
                ("約300社", "270 to 330"),
                ("約 300 社", "270 to 330"),
                ("およそ300", "270 to 330"),
                ("about 10 customers", "9 to 11"),
                ("approx. 1,000", "900 to 1100"),
                ("approximately 1,000", "900 to 1100"),
                ("roughly 100 users", "90 to 110"),
                ("ca. 100", "90 to 110"),
                ("300社程度", "270 to 330"),
                ("300名ほど", "270 to 330"),
                ("300 or so", "270 to 330"),
                ("300 (estimated)", "270 to 330"),
                ("300 customers (approx.)", "270 to 330"),
                ("estimated 300", "270 to 330"),
                ("~1", "at most 2"),
                ("up to ~20", "at most 22"),
                ("over about 20", "at least 19"),
                ("約300社以上", "at least 270"),
                ("~10-20", "9 to 22"),
                ("none", "0"),
                ("None (internal only)", "0"),
                ("zero", "0"),
                ("なし", "0"),
                ("not none", "at least 1"),
                ("exactly 14", "14"),
                ("only 14", "14"),
                ("", "?"),
                ("null", "?"),
                ("~", "?"),
                ("unknown", "?"),
                ("TBD", "?"),
                ("N/A — internal", "?"),
                ("—", "?"),
                ("-", "?"),
                ("不明", "?"),
                ("調査中（ログ確認中）", "?"),
                ("unknown (at least 14)", "?"),
            ],
        );
    }

    #[test]
    fn refuses_what_is_no_count() {
        refuses(
            &Kind::Count,
            &[
                ("1.2", Why::NotWhole),
                ("1.200", Why::NumberAmbiguous("1.200".to_owned())),
                ("1.000", Why::NumberAmbiguous("1.000".to_owned())),
                ("2.000 customers", Why::NumberAmbiguous("2.000".to_owned())),
                ("at least 1.000", Why::NumberAmbiguous("1.000".to_owned())),
                ("10-1.000", Why::NumberAmbiguous("1.000".to_owned())),
                ("約1.000社", Why::NumberAmbiguous("1.000".to_owned())),
                ("1.250k", Why::NumberAmbiguous("1.250".to_owned())),
                ("1.2000", Why::NotWhole),
                ("1,20", trailing(",20")),
                ("1,2000", trailing(",2000")),
                ("1.234.567", Why::NumberAmbiguous("1.234".to_owned())),
                ("1 200 x", trailing("200 x")),
                ("-5", outside("0", None)),
                ("\u{2212}5", outside("0", None)),
                ("+5", Why::NotOfKind),
                ("0x10", unit("x")),
                ("12m", unit("m")),
                ("15%", unit("%")),
                ("15 percent", unit("percent")),
                ("15 ％", unit("%")),
                ("30 minutes", unit("minutes")),
                ("30 min", unit("min")),
                ("500 MB", unit("MB")),
                ("850 µs", unit("μ")),
                ("5 mil", unit("mil")),
                ("5...", trailing("...")),
                ("$500", Why::NotOfKind),
                ("500円", unit("円")),
                ("3割", unit("割")),
                ("customers", Why::NotOfKind),
                ("several", Why::NotOfKind),
                ("数社", Why::NotOfKind),
                ("10数社", unit("数社")),
                ("all", Why::NotOfKind),
                ("two customers", Why::NotOfKind),
                ("half", Why::NotOfKind),
                ("5 of 20 customers", trailing("of 20 customers")),
                ("5/20", trailing("/20")),
                ("10 or 20", trailing("or 20")),
                ("10, 20", trailing(", 20")),
                ("10 → 20", trailing("→ 20")),
                ("10 + 20", trailing("+ 20")),
                ("10 and counting down from 20", trailing("down from 20")),
                ("14 customers per hour", trailing("customers per hour")),
                ("14/day", trailing("/day")),
                ("14 customers and all trial users", trailing("customers and all trial users")),
                ("14 dozen", trailing("dozen")),
                ("2 thirds", trailing("thirds")),
                ("14 customers were not affected", trailing("customers were not affected")),
                ("14 fewer", trailing("fewer")),
                ("14, later more", trailing(", later more")),
                ("14 (later corrected to 200)", trailing("(later corrected to 200)")),
                ("14 (TBC)", trailing("(TBC)")),
                ("14?", trailing("?")),
                ("14 (?)", trailing("(?)")),
                ("14*", trailing("*")),
                ("14²", trailing("²")),
                ("1½", trailing("½")),
                ("⑭", Why::NotOfKind),
                ("~~14~~ 20", trailing("~~ 20")),
                ("300社の一部", trailing("の一部")),
                ("300人月", trailing("月")),
                ("14 (EU", trailing("(EU")),
                ("14 (EU) 20 (US)", trailing("(EU) 20 (US)")),
                ("20-10", Why::RangeEmpty),
                ("(5..6)", Why::RangeEmpty),
                ("under 0", Why::RangeEmpty),
                ("10-20k", Why::ScaleAmbiguous("10".to_owned())),
                ("3〜5万", Why::ScaleAmbiguous("3".to_owned())),
                ("10-20-30", trailing("-30")),
                ("2026-05-04", Why::RangeEmpty),
                ("3万5", trailing("5")),
                ("at least 20 or more", trailing("or more")),
                ("over 20+", trailing("+")),
                ("～20", Why::NotOfKind),
                ("〜20", Why::NotOfKind),
                ("20〜", trailing("〜")),
                ("unknown customers", Why::NotOfKind),
                ("{{ count }}", Why::NotOfKind),
                ("[Insert number]", Why::NotOfKind),
                ("999999999999999999999", Why::NotOfKind),
                ("\u{202E}41", Why::NotOfKind),
            ],
        );
    }

    #[test]
    fn remarks_beside_an_amount() {
        reads(
            &Kind::Count,
            &[
                ("12 (see INC-60)", "12"),
                ("12 (of 40 customers)", "12"),
                ("12 (12% of all)", "12"),
                ("12 (52%)", "12"),
                ("12 (up to 20 minutes)", "12"),
                ("12 customers (up to 500 requests)", "12"),
                ("12 (3 of them free)", "12"),
                ("12 (EU 9, US 3)", "12"),
                ("12 (at least 3 in Europe)", "12"),
                ("12 (20 min each)", "12"),
                ("12 (10:05-10:50)", "12"),
                ("12 (2026-03-04)", "12"),
                ("12 (in 3 regions)", "12"),
                ("12 (in 20 regions)", "12"),
                ("12 (p95 of 20 runs)", "12"),
                ("12 (due to 20 bugs)", "12"),
                ("12 (or 20%)", "12"),
                ("12 (per Datadog)", "12"),
                ("12 (b)", "12"),
                ("12 (v2.3)", "12"),
                ("12 (Q3)", "12"),
                ("12 (up to 20 customers)", "12"),
                ("12 (20 pods)", "12"),
                ("12 (over 1,200 users)", "12"),
                ("12 (HTTP 500 max)", "12"),
                ("12 (max 500 errors)", "12"),
                ("12 (20 max connections)", "12"),
                ("12 (US)", "12"),
                ("12 (M)", "12"),
                ("12 (x)", "12"),
                ("12 (per logs)", "12"),
                ("12 (/checkout)", "12"),
                ("12 (8-16)", "12"),
                ("12 (10-20)", "12"),
                ("12 (or 20 pods)", "12"),
                ("12 (in 20)", "12"),
                ("12 customers (40 users)", "12"),
                ("12 customers (over 1,200 users)", "12"),
                ("12社（約300名）", "12"),
                ("12社（1社あたり3件）", "12"),
                ("12（最大 20 分）", "12"),
                ("12 [1]", "12"),
                ("12 customers [2], see below", "12"),
                ("12（20社）", "12"),
                ("12社（現在3拠点）", "12"),
                ("12 customers (20 free customers)", "12"),
                ("12（最大20社）", "12"),
                ("300名（12社）", "300"),
                ("1.2k (1,234)", "1200"),
                ("9,873 (~10,000)", "9873"),
                ("12（3 日間で）", "12"),
                ("12（20 時 30 分時点）", "12"),
                ("30名（3/5 確定値）", "30"),
                ("30名（その後の調査で判明）", "30"),
                ("30 users (later confirmed)", "30"),
                ("30名（うち3名は社外）", "30"),
                ("none (ruled out)", "0"),
                ("12 (executing at 15:04)", "12"),
            ],
        );
        refuses(
            &Kind::Count,
            &[
                ("12 (up to 20)", trailing("(up to 20)")),
                ("12 (or 20)", trailing("(or 20)")),
                ("30名（その後の調査で12,000名と判明）", trailing("(その後の調査で12,000名と判明)")),
                ("30名（誤：実際は12,000名）", trailing("(誤:実際は12,000名)")),
                ("30名（実際はもっと多い）", trailing("(実際はもっと多い)")),
                ("30 users (later found to be 12,000)", trailing("users (later found to be 12,000)")),
                ("30 users (disproved)", trailing("users (disproved)")),
                ("none (some users were found lost later)", trailing("(some users were found lost later)")),
                ("30名、実際はもっと多い", trailing("、実際はもっと多い")),
                ("12 (20)", trailing("(20)")),
                ("12 (15 total)", trailing("(15 total)")),
                ("12 (total 15)", trailing("(total 15)")),
                ("12 (in total 15)", trailing("(in total 15)")),
                ("12 (15 in total)", trailing("(15 in total)")),
                ("12 (20 max)", trailing("(20 max)")),
                ("12 (peak 20)", trailing("(peak 20)")),
                ("12 (20 peak)", trailing("(20 peak)")),
                ("12 (at peak 20)", trailing("(at peak 20)")),
                ("12 (in the end 20)", trailing("(in the end 20)")),
                ("12 (20 in the end)", trailing("(20 in the end)")),
                ("12 (now 20)", trailing("(now 20)")),
                ("12 (20 now)", trailing("(20 now)")),
                ("12 customers (up to 20)", trailing("customers (up to 20)")),
                ("12 customers (20)", trailing("customers (20)")),
                ("12 customers (20 customers at peak)", trailing("customers (20 customers at peak)")),
                ("12社（最大20社）", trailing("(最大20社)")),
                ("12社（20）", trailing("(20)")),
                ("12社（現在3社）", trailing("(現在3社)")),
                ("12社（20社以上）", trailing("(20社以上)")),
                ("12（1社あたり）", trailing("(1社あたり)")),
                ("12 (k)", trailing("(k)")),
                ("12 (thousand)", trailing("(thousand)")),
                ("12 (per customer)", trailing("(per customer)")),
                ("12 (per minute)", trailing("(per minute)")),
                ("12 (12-20)", trailing("(12-20)")),
                ("12 (20 at peak)", trailing("(20 at peak)")),
                ("12 (peaking at 20)", trailing("(peaking at 20)")),
                ("12 (rising to 20)", trailing("(rising to 20)")),
                ("12 (later 20)", trailing("(later 20)")),
                ("12 (then 20)", trailing("(then 20)")),
                ("12 (max 20)", trailing("(max 20)")),
                ("12 (or 8)", trailing("(or 8)")),
                ("12 customers (up to 20 customers)", trailing("customers (up to 20 customers)")),
                ("12 (per region)", trailing("(per region)")),
                ("12 (each)", trailing("(each)")),
                ("12 (dozen)", trailing("(dozen)")),
                ("12 (in thousands)", trailing("(in thousands)")),
                ("12 (minutes)", trailing("(minutes)")),
                ("12 (%)", trailing("(%)")),
                ("12 (max)", trailing("(max)")),
                ("12 (up to ~20)", trailing("(up to ~20)")),
                ("12 (now: 20)", trailing("(now: 20)")),
                ("12（最大20）", trailing("(最大20)")),
                ("12（百）", trailing("(百)")),
                ("2 (dozen)", trailing("(dozen)")),
                ("12社（その後20社）", trailing("(その後20社)")),
            ],
        );
    }
}
