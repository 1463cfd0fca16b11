//! Whether a Japanese sentence says that data was lost, that there was a breach of security, that there was a way around.

use super::claim::Says;
use crate::model::holds::{holds, places};

/// How a sentence says that there was none of something.
const NONE: &[&str] = &[
    "なかった",
    "無かった",
    "ありませんでした",
    "ありません",
    "なし",
    "無し",
    "ない",
    "発生していない",
    "発生していません",
    "発生しなかった",
    "発生しませんでした",
    "生じていない",
    "生じていません",
    "起きていない",
    "起きていません",
    "認められなかった",
    "存在しなかった",
    "存在しませんでした",
    "存在しない",
];

/// Whether a sentence says that data was lost.
#[must_use]
pub fn loss(text: &str) -> Option<Says> {
    const NAMES: [&str; 6] = ["損失", "ロスト", "欠損", "喪失", "消失", "破損"];
    const KEPT: [&str; 8] = [
        "失われなかった",
        "失われていない",
        "失われていません",
        "失われませんでした",
        "消失していない",
        "消失していません",
        "欠損していない",
        "欠損していません",
    ];
    const PARTS: [&str; 10] = [
        "ログデータ",
        "メトリクス",
        "キャッシュデータ",
        "監視データ",
        "計測データ",
        "ログの",
        "統計",
        "データベース",
        "接続",
        "パケット",
    ];
    if PARTS.iter().any(|part| holds(text, part)) || holds(text, "それ以上") {
        return None;
    }
    for at in places(text, "データ") {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + "データ".len()..).unwrap_or_default();
        let named = after.strip_prefix("の").unwrap_or(after);
        if let Some(rest) = NAMES.iter().find_map(|name| named.strip_prefix(name)) {
            if is_all_data(before) && is_none(rest) {
                return Some(Says::No);
            }
            if happened(rest) {
                return Some(Says::Yes);
            }
        }
        let kept = after.strip_prefix(['は', 'が', 'も']).unwrap_or(after);
        if is_all_data(before) && KEPT.iter().any(|verb| kept.starts_with(verb)) {
            return Some(Says::No);
        }
    }
    is_lost(text).then_some(Says::Yes)
}

/// Whether `データ` behind this is all there is, not data of some sort.
fn is_all_data(before: &str) -> bool {
    const OWNERS: [&str; 12] = [
        "お客様の",
        "お客様",
        "顧客の",
        "顧客",
        "ユーザーの",
        "ユーザー",
        "利用者の",
        "結果",
        "本障害による",
        "今回の障害による",
        "この障害による",
        "本件による",
    ];
    before.is_empty()
        || before.ends_with(['、', '。', '.', ':', '・', '、'])
        || OWNERS.iter().any(|owner| {
            before
                .strip_suffix(owner)
                .is_some_and(|rest| rest.is_empty() || rest.ends_with(['、', '.', ':', '・']))
        })
}

/// Whether a text goes on with a particle and a denial that ends the clause.
fn is_none(text: &str) -> bool {
    let rest = text.strip_prefix("等").unwrap_or(text);
    let rest = rest.strip_prefix(['は', 'も', 'が', ':']).unwrap_or(rest);
    let rest = rest.strip_prefix("一切").unwrap_or(rest);
    NONE.iter().any(|none| {
        rest.strip_prefix(none).is_some_and(|end| {
            end.is_empty()
                || end.starts_with(['.', '、', '。', '(', ')', ',', ';'])
                || end.starts_with("です")
        })
    })
}

/// Whether a text goes on by saying that it happened.
fn happened(text: &str) -> bool {
    [
        "が発生した",
        "が発生しました",
        "が発生し、",
        "が発生していた",
        "が生じた",
        "が生じました",
        "した",
        "しました",
        "し、",
        "していた",
    ]
    .iter()
    .any(|verb| text.strip_prefix(verb).is_some_and(|end| verb.ends_with('、') || ends(end)))
}

/// Whether nothing follows a verb that would make it a part of something else: 〜と考えた, 〜か.
fn ends(end: &str) -> bool {
    end.is_empty()
        || end.starts_with(['.', '、', '。', '(', ')', ',', ';'])
        || end.starts_with("ため")
        || end.starts_with("が、")
        || end.starts_with(|letter: char| {
            !letter.is_ascii() && !"とかこよのわは".contains(letter) && !letter.is_alphanumeric()
        })
}

/// `顧客データが失われました`: something people store, a particle, and a verb.
fn is_lost(text: &str) -> bool {
    const STORED: [&str; 7] = ["データ", "投稿", "写真", "注文", "メモ", "レコード", "コメント"];
    const LOST: [&str; 20] = [
        "失われ、",
        "消失し、",
        "欠損し、",
        "失った",
        "失いました",
        "喪失しました",
        "失われた",
        "失われました",
        "消失した",
        "消失しました",
        "欠損した",
        "欠損しました",
        "破損した",
        "破損しました",
        "消えてしまった",
        "消えてしまい",
        "消えてしまいました",
        "ロストした",
        "ロストしました",
        "喪失した",
    ];
    LOST.iter().any(|verb| {
        places(text, verb).any(|at| {
            let before = text.get(..at).unwrap_or_default();
            let clause = before.rsplit(['、', '。', '(', ')']).next().unwrap_or(before);
            let all =
                ["すべて", "全て", "一部"].iter().find_map(|all| clause.strip_suffix(all)).unwrap_or(clause);
            // Who loses something loses it: `を`.
            let is_active =
                verb.starts_with("失った") || verb.starts_with("失い") || verb.starts_with("喪失");
            let subject =
                if is_active { all.strip_suffix('を') } else { clause.strip_suffix(['が', 'は', 'も']) };
            let end = text.get(at + verb.len()..).unwrap_or_default();
            let is_stored = |subject: &str| {
                STORED.iter().any(|stored| {
                    subject.ends_with(stored) || subject.ends_with("一部") && subject.contains(stored)
                })
            };
            subject.is_some_and(is_stored)
                && (ends(end) && !end.starts_with("が、") || verb.ends_with(['い', '、']))
        })
    })
}

/// Whether a sentence says that there was a breach of security.
#[must_use]
pub fn breach(text: &str) -> Option<Says> {
    const NO: [&str; 7] = [
        "不正アクセス",
        "不正なアクセス",
        "セキュリティ侵害",
        "セキュリティ上の影響",
        "セキュリティ上の問題",
        "セキュリティへの影響",
        "セキュリティインシデント",
    ];
    for name in NO {
        for at in places(text, name) {
            let before = text.get(..at).unwrap_or_default();
            let after = text.get(at + name.len()..).unwrap_or_default();
            let starts = before.is_empty() || before.ends_with(['、', '.', ':']);
            let is_other = after.starts_with("ではない")
                || after.starts_with("ではなかった")
                || after.starts_with("ではありません");
            if starts && (is_none(after) || is_other) {
                return Some(Says::No);
            }
        }
    }
    let has = |words: &[&str]| words.iter().any(|word| holds(text, word));
    let attacked = ["不正アクセスを受けた", "不正アクセスを受けました", "不正アクセスを受けていた"];
    let is_attacked = attacked.iter().any(|verb| {
        places(text, verb).next().is_some_and(|at| ends(text.get(at + verb.len()..).unwrap_or_default()))
    });
    let leaks = ["漏洩", "漏えい", "流出"].iter().any(|leak| {
        places(text, leak).any(|at| {
            let before = text.get(..at).unwrap_or_default();
            let owner = before.trim_end_matches("外部に").trim_end_matches(['の', 'が', 'も', 'は', 'を']);
            let is_secret = [
                "情報",
                "パスワード",
                "秘密鍵",
                "トークン",
                "個人データ",
                "キー",
                "メールアドレス",
                "住所",
                "カード番号",
            ]
            .iter()
            .any(|word| owner.ends_with(word));
            is_secret && happened(text.get(at + leak.len()..).unwrap_or_default())
        })
    });
    let visible = has(&["個人情報", "顧客情報", "お客様の情報"])
        && has(&[
            "閲覧可能な状態になって",
            "閲覧可能な状態だった",
            "閲覧可能な状態でした",
            "閲覧できる状態になって",
            "閲覧できる状態だった",
        ]);
    let is_taken =
        ["持ち出された", "持ち出されました", "盗まれた", "盗まれました", "窃取された", "窃取されました"]
            .iter()
            .any(|verb| {
                places(text, verb).any(|at| {
                    let before = text.get(..at).unwrap_or_default();
                    let end = text.get(at + verb.len()..).unwrap_or_default();
                    ["情報が", "データが", "パスワードが", "トークンが"]
                        .iter()
                        .any(|what| before.ends_with(what))
                        && ends(end)
                })
            });
    (is_attacked || is_taken || leaks || visible).then_some(Says::Yes)
}

/// Whether a sentence says that there was a way around for those affected.
#[must_use]
pub fn workaround(text: &str) -> Option<Says> {
    for at in places(text, "回避策") {
        let before = text.get(..at).unwrap_or_default();
        let after = text.get(at + "回避策".len()..).unwrap_or_default();
        let for_users = before.is_empty()
            || before.ends_with(['、', '.', ':'])
            || before.ends_with("取れる")
            || before.ends_with("側の")
            || before.ends_with("とれる")
            || ["本事象に対する", "本障害に対する", "この問題に対する"].contains(&before);
        if for_users && is_none(after) {
            return Some(Says::No);
        }
        let is_there = ["があった", "がありました", "が存在した", "が存在しました"]
            .iter()
            .any(|verb| after.strip_prefix(verb).is_some_and(ends));
        let offers = after.starts_with("として")
            && ["可能だった", "可能でした", "ことができた", "ことができました"]
                .iter()
                .any(|verb| holds(after, verb));
        if is_there || offers {
            return Some(Says::Yes);
        }
    }
    let around = ["ことで回避可能だった", "ことで回避可能でした", "ことで回避できた", "ことで回避できました"];
    around.iter().any(|words| holds(text, words)).then_some(Says::Yes)
}
