//! The names in a list of services that is written as text, as labels in a body are.

/// What stands between names.
const BETWEEN: &[char] = &[',', '、', '，', ';', '；', '\n'];
/// Where a sentence begins that says more about them.
const END: char = '。';

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
    let told: Vec<String> =
        names.iter().map(|name| name.trim().to_owned()).filter(|name| !name.is_empty()).collect();
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
            ("(all)", &["(all)"]),
            ("api (writes, reads", &["api (writes, reads"]),
            (" , ", &[","]),
            ("", &[]),
        ] {
            assert_eq!(service_names(text), names, "{text:?}");
        }
    }
}
