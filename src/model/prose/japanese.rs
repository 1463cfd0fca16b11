//! Japanese sentences: when one claims nothing whatever it says, and who reads what out of it.

use crate::model::holds::holds;
use crate::space::interval::Intervals;

use super::claim::{Claim, Extent, Matter, Says};
use super::japanese_amount::{has_length, has_share, holds_number};
use super::japanese_harm;
use super::japanese_people;
use super::japanese_time;
use super::sentence::Sentence;

/// What a sentence claims.
#[must_use]
pub fn claims(sentence: &Sentence) -> Vec<Claim> {
    if sentence.text.len() > LONGEST {
        return vec![];
    }
    let text: String = sentence.text.chars().filter(|letter| !letter.is_whitespace()).collect();
    if DOUBTS.iter().any(|doubt| holds(&text, doubt)) || text.ends_with('?') || text.ends_with("か.") {
        return vec![];
    }
    let mut says: Vec<(Matter, Says)> = vec![];
    says.extend(japanese_harm::loss(&text).map(|says| (Matter::DataLoss, says)));
    says.extend(japanese_harm::breach(&text).map(|says| (Matter::SecurityBreach, says)));
    says.extend(japanese_harm::workaround(&text).map(|says| (Matter::Workaround, says)));
    says.extend(japanese_people::claims(&text));
    let amount = |(numbers, extent): (Intervals, Extent)| (Matter::Duration, Says::Amount(numbers, extent));
    says.extend(japanese_time::claim(&text).map(amount));
    says.into_iter().map(|(matter, says)| Claim { matter, says, span: sentence.span }).collect()
}

/// Nothing plain is said in a sentence of more bytes.
const LONGEST: usize = 1500;

/// Words that leave a sentence without a claim.
const DOUBTS: &[&str] = &[
    "除き",
    "除いて",
    "以外",
    "可能性",
    "おそれ",
    "恐れ",
    "場合",
    "もし",
    "れば",
    "かもしれ",
    "だろう",
    "でしょう",
    "疑",
    "考え",
    "思わ",
    "思った",
    "想定",
    "演習",
    "検証環境",
    "テスト",
    "前回",
    "過去",
    "以前",
    "月の障害",
    "先週",
    "先月",
    "昨年",
    "当初",
    "はず",
    "かどうか",
    "懸念",
    "防ぐ",
    "防止",
    "避ける",
    "避け",
    "ように",
    "今後",
    "次の版",
    "わけでは",
    "とは限ら",
    "のか",
    "ことを確認",
    "か確認",
    "誤りだ",
    "誤報",
    "万一",
    "仮に",
    "たら",
    "なら、",
    "予定",
    "べき",
    "そのうち",
    "うち、",
    "あたり",
    "ごと",
    "見込",
    "推定",
    "未検証",
    "不明",
    "リスク",
    "ありえ",
    "あり得",
    "すると、",
    "ときに",
    "と判断",
    "と見な",
    "とみな",
    "誤認",
    "ステージング",
];

/// Whether a sentence says that something came back.
#[must_use]
pub fn tells_of_repair(text: &str) -> bool {
    let comes_back =
        ["復元し", "復元でき", "復旧し", "再投入", "再処理", "復元した", "リストア", "再構築", "書き戻し"];
    let fails = ["できていま", "できてい", "できませ", "できな", "不可", "復元はでき"];
    comes_back.iter().any(|word| holds(text, word)) && !fails.iter().any(|word| holds(text, word))
}

/// The matters about which an author could take a fact from a sentence.
#[must_use]
pub fn mentions(text: &str, matters: &[Matter]) -> Vec<Matter> {
    if text.len() > LONGEST {
        return vec![];
    }
    let text: String = text.chars().filter(|letter| !letter.is_whitespace()).collect();
    matters.iter().copied().filter(|matter| speaks_of(&text, *matter)).collect()
}

fn speaks_of(text: &str, matter: Matter) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| holds(text, word));
    if has(&[
        "可能性",
        "おそれ",
        "恐れ",
        "場合",
        "れば",
        "予定",
        "前回",
        "過去",
        "月の障害",
        "見込",
        "想定",
        "未検証",
        "不明",
    ]) {
        return false;
    }
    match matter {
        Matter::DataLoss => {
            has(&["データ", "レコード", "ファイル"])
                && has(&["損失", "欠損", "失われ", "消失", "ロスト", "破損", "喪失"])
        }
        Matter::SecurityBreach => {
            has(&["不正アクセス"])
                || has(&["漏洩", "漏えい", "流出", "閲覧可能", "盗まれ", "持ち出"])
                    && has(&["情報", "パスワード", "トークン", "キー", "アドレス"])
        }
        Matter::UserShare => {
            has(&["ユーザ", "利用者", "顧客", "お客", "リクエスト", "アクセス", "セッション"])
                && has_share(text)
        }
        Matter::Users => holds_number(text, &["人", "名"]) && has(&["ユーザ", "利用者", "会員"]),
        Matter::Customers => {
            holds_number(text, &["社"]) || holds_number(text, &["人", "名"]) && has(&["顧客", "お客"])
        }
        Matter::Duration => {
            has_length(text)
                && has(&["続", "停止", "わた", "障害時間", "影響時間", "利用でき", "ダウン", "影響"])
        }
        Matter::Workaround => has(&["回避策", "回避可能", "代替手段"]),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::span::Span;

    #[test]
    fn what_sentences_claim() {
        for (text, wanted) in [
            ("顧客データが失われました.", "DataLoss Yes"),
            ("データの損失はなかった.", "DataLoss No"),
            ("請求データの損失はなかった.", ""),
            ("データストアへの接続が失われた.", ""),
            ("個人情報の漏洩が発生しました.", "SecurityBreach Yes"),
            ("不正アクセスはありませんでした.", "SecurityBreach No"),
            ("約 40% のユーザーに影響が発生した.", "UserShare Whole"),
            ("全ユーザーの 30% が影響を受け、検索できなかった.", "UserShare Whole"),
            ("アジアのユーザーの 40% に影響した.", ""),
            ("12,000 人のユーザーに影響が出た.", "Users Whole"),
            ("37 社のお客様に影響がありました.", "Customers Whole"),
            ("他のサービスへの影響はなかった.", ""),
            ("障害は 3 時間続いた.", "Duration Whole"),
            ("会議は 2 時間続いた.", ""),
            ("サービスは 2 時間半停止した.", "Duration Part"),
            ("回避策はなかった.", "Workaround No"),
            ("回避策があった.", "Workaround Yes"),
        ] {
            let sentence = Sentence { text: text.to_owned(), span: Span::at(0) };
            let shown: Vec<String> = claims(&sentence)
                .iter()
                .map(|claim| match &claim.says {
                    Says::Amount(_, extent) => format!("{:?} {extent:?}", claim.matter),
                    says => format!("{:?} {says:?}", claim.matter),
                })
                .collect();
            assert_eq!(shown.join(", "), wanted, "{text}");
        }
    }
}
