//! Words after a value that could change what it says: `14 customers per hour`, `14, later more`.

use crate::model::grammar::spelling;

/// Whether any word of a phrase that goes on after an amount could change what the amount says: `14 customers per
/// hour`, `12% fewer errors`, `5 minutes after the deploy`.
#[must_use]
pub fn changes(phrase: &str) -> bool {
    let mut words = phrase.split(|letter: char| !letter.is_alphanumeric() && letter != '\'');
    words.any(|word| is_among(CHANGING, word) || is_among(REVISING, word))
        || !phrase.is_ascii() && phrase.contains(CHANGING_JAPANESE)
}

/// Whether a remark that is set off from a value (by a comma or a dash) takes it back or goes on counting. Only its
/// first word is looked at: most remarks have a `not` or a `more` in them somewhere.
#[must_use]
pub fn takes_back(remark: &str) -> bool {
    let word = remark.split(|letter: char| !letter.is_alphanumeric()).find(|word| !word.is_empty());
    word.is_none_or(|word| is_among(REVISING, word) || is_among(HEDGING, word))
        || REVISING_JAPANESE.iter().any(|start| remark.trim_start().starts_with(start))
}

/// Whether a remark in parentheses says that the value is not what it turned out to be, not the whole answer, or not
/// yet known: `(later corrected to 200)`, `(but ...)`, `(TBC)`, `(?)`.
#[must_use]
pub fn disowns(remark: &str) -> bool {
    let remark = remark.trim();
    let mut words = remark.split(|letter: char| !letter.is_alphanumeric()).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or_default();
    remark.ends_with(['?', '？'])
        || is_among(DISOWNING_FIRST, first)
        || DISOWNING_FIRST_JAPANESE.iter().any(|start| remark.starts_with(start))
        || std::iter::once(first).chain(words).any(|word| is_among(DISOWNING, word))
        || !remark.is_ascii()
            && (DISOWNING_JAPANESE.iter().any(|word| remark.contains(word)) || is_called_wrong(remark))
}

/// `誤：実際は…`, `誤り`. A `誤送信` is what happened.
fn is_called_wrong(remark: &str) -> bool {
    const NOUNS: [&str; 3] = ["誤り", "誤記", "誤"];
    let rest = NOUNS.iter().find_map(|noun| remark.strip_prefix(noun)).map(str::trim_start);
    rest.is_some_and(|rest| {
        rest.is_empty()
            || rest.starts_with(['。', '、', ':', '：', ';', ',', '.', '→'])
            || rest.starts_with("で")
    })
}

/// What stands after a word that makes the amount before it an estimate.
#[must_use]
pub fn estimate(text: &str) -> Option<&str> {
    ESTIMATE.iter().find_map(|word| spelling::after_word(text, word))
}

fn is_among(words: &[&str], word: &str) -> bool {
    words.iter().any(|known| known.eq_ignore_ascii_case(word))
}

const ESTIMATE: [&str; 12] = [
    "estimated",
    "estimate",
    "est.",
    "est",
    "approximately",
    "approximate",
    "approx.",
    "approx",
    "roughly",
    "推定",
    "概算",
    "見込み",
];

/// In a phrase, anywhere.
const CHANGING: &[&str] = &[
    // Rates, shares and multiples.
    "per",
    "each",
    "every",
    "percent",
    "percentage",
    "pct",
    "points",
    "point",
    "bps",
    "pp",
    "pt",
    "pts",
    "ppt",
    "average",
    "avg",
    "mean",
    "median",
    "thousand",
    "million",
    "billion",
    "hundred",
    "hundreds",
    "thousands",
    "millions",
    "dozen",
    "dozens",
    "half",
    "third",
    "thirds",
    "quarter",
    "quarters",
    "fifth",
    "tenth",
    "times",
    "fold",
    "x",
    // Comparisons and changes.
    "increase",
    "increased",
    "increases",
    "decrease",
    "decreased",
    "drop",
    "dropped",
    "reduction",
    "reduced",
    "growth",
    "rise",
    "rose",
    "decline",
    "higher",
    "lower",
    "longer",
    "shorter",
    "above",
    "below",
    "than",
    "versus",
    "vs",
    "to",
    "from",
    "between",
    // Points in time instead of lengths of time.
    "ago",
    "after",
    "before",
    "until",
    "till",
    "since",
    "into",
    "late",
    "early",
    // What is not meant.
    "no",
    "not",
    "never",
    "without",
    "except",
    "excluding",
    "unaffected",
    "healthy",
    "spared",
    "non",
    "neither",
    "nor",
    "them",
    "which",
];

/// In a phrase anywhere, and at the start of a remark.
const REVISING: &[&str] = &[
    "and",
    "or",
    "plus",
    "minus",
    "then",
    "later",
    "more",
    "fewer",
    "less",
    "another",
    "additional",
    "extra",
    "maybe",
    "perhaps",
    "possibly",
    "probably",
    "potentially",
    "initially",
    "originally",
    "previously",
    "at",
    "but",
    "min",
    "max",
    "minimum",
    "maximum",
    "now",
    "eventually",
    "ongoing",
    "counting",
    "far",
    "over",
    "under",
    "up",
    "if",
    "unless",
    "also",
];

/// At the start of a remark.
const HEDGING: &[&str] = &[
    "per",
    "each",
    "every",
    "not",
    "rising",
    "growing",
    "increasing",
    "unknown",
    "unclear",
    "tbc",
    "tbd",
    "except",
    "excluding",
    "until",
    "to",
    "corrected",
    "revised",
    "updated",
    "actually",
    "unconfirmed",
    "half",
    "down",
    "subsequently",
    "afterwards",
    "ruled",
    "disproved",
    "refuted",
    "retracted",
];

/// In a remark in parentheses, anywhere.
const DISOWNING: &[&str] =
    &["corrected", "revised", "actually", "wrong", "incorrect", "mistake", "mistaken", "retracted"];

/// At the start of a remark in parentheses.
const DISOWNING_FIRST: &[&str] = &[
    "tbc",
    "tbd",
    "unconfirmed",
    "unverified",
    "unknown",
    "unclear",
    "placeholder",
    "todo",
    "but",
    "except",
    "however",
    "although",
    "excluding",
    "until",
    "not",
];

const CHANGING_JAPANESE: &[char] = &[
    '一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '百', '千', '万', '億', '半', '数', '倍',
    '割', '部', '分', '内', '外', '除', '未', '非', '無', '毎', '増', '減', '後', '前', '目', '以',
];

const REVISING_JAPANESE: [&str; 18] = [
    "後日",
    "後から",
    "のちほど",
    "実際は",
    "実際には",
    "正しくは",
    "または",
    "その後",
    "後に",
    "のち",
    "ただし",
    "但し",
    "および",
    "及び",
    "さらに",
    "当初",
    "もしくは",
    "うち",
];

/// In a remark in parentheses, anywhere.
const DISOWNING_JAPANESE: [&str; 5] = ["訂正", "実際は", "実際には", "正しくは", "実は"];

const DISOWNING_FIRST_JAPANESE: [&str; 9] =
    ["ただし", "但し", "未確認", "未確定", "不明", "要確認", "確認中", "調査中", "正確な数は不明"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases() {
        for phrase in
            ["customers in Europe", "of API requests", "Enterprise tenants", "of active impact", "の顧客"]
        {
            assert!(!changes(phrase), "{phrase}");
        }
        for phrase in [
            "customers per hour",
            "million customers",
            "customers and all trial users",
            "increase",
            "of users were not affected",
            "の一部",
            "minutes ago",
        ] {
            assert!(changes(phrase), "{phrase}");
        }
    }

    #[test]
    fn remarks() {
        for remark in ["mostly EU", "reads only", "all of it, no more", "主に一部の顧客"] {
            assert!(!takes_back(remark), "{remark}");
        }
        for remark in ["later more", "plus trial users", "", "その後拡大", "at least"] {
            assert!(takes_back(remark), "{remark}");
        }
        for remark in [
            "later corrected to 200",
            "TBC",
            "?",
            "really?",
            "要確認",
            "but EU is open",
            "ただし一部は消失",
            "誤:実際は12,000名",
            "誤り",
            "速報値、実際は100",
        ] {
            assert!(disowns(remark), "{remark}");
        }
        for remark in [
            "of 20 customers",
            "see /search?q=Rust",
            "3 サービス修正",
            "構造的問題のため正確な開始時刻は不明",
            "誤送信先",
            "設定の誤りによる",
            "誤りのある設定を使った顧客",
        ] {
            assert!(!disowns(remark), "{remark}");
        }
    }
}
