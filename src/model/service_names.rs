//! The names in a list of services that is written as text, as labels in a body are.

/// What stands between names.
const BETWEEN: &[char] = &[',', '、', '，', ';', '；', '\n'];
/// Where a sentence begins that says more about them.
const END: char = '。';

/// The longest name beside a middle dot, in letters: what is longer is a sentence.
const LONGEST_DOTTED: usize = 16;

/// The names in a part with middle dots. Between letters of katakana a dot may as well stand inside of a name, as in
/// `ユーザー・マイページ`: there it parts nothing.
fn undotted(part: &str) -> Vec<&str> {
    let is_katakana = |letter: char| matches!(letter, 'ァ'..='ヺ' | 'ー');
    let mut names = vec![];
    let mut rest = part;
    for (at, dot) in part.match_indices('・') {
        let begin = part.len() - rest.len();
        let (Some(name), Some(behind)) = (part.get(begin..at), part.get(at + dot.len()..)) else { continue };
        if !(name.ends_with(is_katakana) && behind.starts_with(is_katakana)) {
            names.push(name);
            rest = behind;
        }
    }
    names.push(rest);
    let are_names =
        names.iter().all(|name| name.chars().count() <= LONGEST_DOTTED && !name.contains(['が', 'を']));
    if are_names { names } else { vec![part] }
}

/// The names, without the remarks in brackets behind them: `api (writes only), web` is `api` and `web`.
#[must_use]
pub fn service_names(text: &str) -> Vec<String> {
    let mut names = vec![String::new()];
    let mut depth = 0_usize;
    for character in text.chars() {
        match character {
            '(' | '（' => depth += 1,
            ')' | '）' if depth > 0 => depth -= 1,
            _ if depth > 0 => {}
            END => break,
            between if BETWEEN.contains(&between) => names.push(String::new()),
            letter => {
                if let Some(name) = names.last_mut() {
                    name.push(letter);
                }
            }
        }
    }
    let parts = names.iter().flat_map(|part| undotted(part));
    let told: Vec<String> =
        parts.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
    // All in brackets, or a bracket that nobody closed: the text as it is.
    if told.is_empty() || depth > 0 {
        return Some(text.trim().to_owned()).filter(|text| !text.is_empty()).into_iter().collect();
    }
    told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_apart_and_remarks_are_left() {
        for (text, names) in [
            ("api", &["api"][..]),
            ("api, web", &["api", "web"]),
            ("決済（夜間のみ、一部）、検索 (読み取り, 書き込み)。管理画面は無事", &["決済", "検索"]),
            ("api | web", &["api | web"]),
            ("検索・管理画面", &["検索", "管理画面"]),
            ("決済・カート、API・検索", &["決済", "カート", "API", "検索"]),
            ("ユーザー・マイページ、検索", &["ユーザー・マイページ", "検索"]),
            ("検索（一覧・詳細）", &["検索"]),
            (
                "検索結果が常に 0 件・縮退の表示とともに返る状態",
                &["検索結果が常に 0 件・縮退の表示とともに返る状態"],
            ),
            ("(all)", &["(all)"]),
            ("api (writes, reads", &["api (writes, reads"]),
            (" , ", &[","]),
            ("", &[]),
        ] {
            assert_eq!(service_names(text), names, "{text:?}");
        }
    }
}
