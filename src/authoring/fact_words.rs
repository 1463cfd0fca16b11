//! Names of facts for what people write in other scripts: 影響範囲 is `impact_scope`.

use unicode_normalization::UnicodeNormalization;

/// Words that a Japanese head is made of, the longer first where one begins another; what says nothing in a name has none.
#[rustfmt::skip]
const WORDS: &[(&str, &str)] = &[
    ("影響を受けたユーザー", "users_affected"), ("影響を受けた顧客", "customers_affected"), ("影響ユーザー数", "users_affected"),
    ("影響ユーザー", "users_affected"), ("影響顧客数", "customers_affected"), ("影響顧客", "customers_affected"),
    ("影響利用者数", "users_affected"), ("影響利用者", "users_affected"), ("個人情報", "personal_data"), ("機密情報", "confidential_data"), ("情報", "information"), ("セキュリティ", "security"),
    ("データ", "data"), ("損失額", "loss"), ("損害額", "damage"), ("被害額", "damage"), ("損失", "loss"), ("損害", "damage"),
    ("被害", "damage"), ("消失", "loss"), ("欠損", "loss"), ("破損", "corruption"), ("漏洩", "leak"), ("漏えい", "leak"),
    ("流出", "leak"), ("影響", "impact"), ("範囲", "scope"), ("規模", "scale"), ("顧客数", "customers"), ("顧客", "customers"),
    ("利用者数", "users"), ("利用者", "users"), ("ユーザー数", "users"), ("ユーザー", "users"), ("ユーザ数", "users"), ("ユーザ", "users"),
    ("お客様", "customers"), ("人数", "people"), ("件数", "count"), ("割合", "share"), ("比率", "share"), ("停止時間", "downtime"),
    ("停止", "outage"), ("時間", "time"), ("期間", "duration"), ("継続", "lasting"), ("売上", "revenue"), ("金額", "amount"),
    ("金銭的", "financial"), ("回避策", "workaround"), ("代替手段", "workaround"), ("代替策", "workaround"), ("機能", "function"),
    ("主要", "core"), ("基幹", "core"), ("システム", "system"), ("サービス", "service"), ("業務", "operations"), ("決済", "payment"),
    ("エラー", "error"), ("遅延", "delay"), ("全停止", "full_outage"), ("全面停止", "full_outage"), ("全社", "company_wide"), ("全ユーザー", "all_users"), ("全顧客", "all_customers"),
    ("全利用者", "all_users"), ("全面", "full"), ("全", "all"), ("一部", "some"), ("社内", "internal"), ("社外", "external"),
    ("特定", "certain"), ("部署", "department"), ("部門", "department"), ("拠点", "site"), ("地域", "region"), ("法令", "legal"),
    ("違反", "violation"), ("有無", ""), ("度", ""), ("の", ""), ("数", "count"), ("率", "rate"), ("額", "amount"), ("のみ", "only"),
];

/// A name for a text that is made of known words and nothing else.
#[must_use]
pub(super) fn name_in_english(text: &str) -> Option<String> {
    let text: String = text.nfkc().collect();
    let mut rest = text.trim();
    let mut parts: Vec<&str> = vec![];
    while !rest.is_empty() {
        let known = WORDS.iter().filter(|(word, _)| rest.starts_with(word));
        let (word, name) = known.max_by_key(|(word, _)| word.len())?;
        parts.extend(Some(*name).filter(|name| !name.is_empty()));
        rest = rest.get(word.len()..)?.trim_start_matches(['・', ' ', '/']);
    }
    (!parts.is_empty()).then(|| parts.join("_"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn heads_of_known_words() {
        for (text, wanted) in [
            ("影響範囲", Some("impact_scope")),
            ("データ損失", Some("data_loss")),
            ("データ損失の有無", Some("data_loss")),
            ("影響ユーザー数", Some("users_affected")),
            ("影響顧客割合", Some("customers_affected_share")),
            ("回避策", Some("workaround")),
            ("全社", Some("company_wide")),
            ("一部の顧客", Some("some_customers")),
            ("社内のみ", Some("internal_only")),
            ("売上が止まる", None),
            ("Users", None),
        ] {
            assert_eq!(name_in_english(text).as_deref(), wanted, "{text}");
        }
    }
}
