//! What a question with yes and no asks where the answer is to be no.

use crate::diagnostic::language::Language;

/// Verbs that take a `not` behind them.
const VERBS: &[&str] =
    &["is", "are", "was", "were", "can", "could", "has", "have", "had", "will", "does", "did"];

/// Words that join a second sentence on, of which nobody knows whether it is denied as well.
const JOINTS: &[&str] = &[
    "and", "or", "but", "who", "that", "which", "whose", "where", "when", "if", "because", "not", "no",
    "nobody", "nothing",
];

/// The opposite of a statement; of a name, that it is not so. Where the words do not allow it, the statement itself is quoted.
#[must_use]
pub fn negated(label: &str, is_statement: bool, language: Language) -> String {
    match language {
        Language::Japanese => format!("「{label}」ではない"),
        Language::English if !is_statement => format!("{label}: no"),
        Language::English => denied(label).unwrap_or_else(|| format!("not so: {label}")),
    }
}

/// `There is a way round` is `There is no way round`, `Customers can log in` is `Customers cannot log in`.
fn denied(statement: &str) -> Option<String> {
    let words: Vec<&str> = statement.split(' ').collect();
    let bare = |word: &str| word.trim_matches(|letter: char| !letter.is_alphabetic()).to_lowercase();
    if words.iter().any(|word| JOINTS.contains(&bare(word).as_str())) || statement.contains(',') {
        return None;
    }
    let mut verbs =
        words.iter().enumerate().filter(|(_, word)| VERBS.contains(&word.to_lowercase().as_str()));
    let (at, _) = verbs.next()?;
    if verbs.next().is_some() {
        return None;
    }
    let (before, behind) = words.split_at_checked(at + 1)?;
    if before.first() == Some(&"There") {
        let behind = behind.strip_prefix(&["a"]).or_else(|| behind.strip_prefix(&["an"])).unwrap_or(behind);
        return Some(format!("{} no {}", before.join(" "), behind.join(" ")));
    }
    let first = before.first().map(|word| word.to_lowercase())?;
    // A function is not broken: some function, or none?
    if first == "a" || first == "an" {
        return Some(format!("no {}", words.get(1..)?.join(" ")));
    }
    // `Some users could not …` would be true of almost everything.
    if ["some", "any", "all", "every", "many", "somebody", "anybody", "everybody", "something"]
        .contains(&first.as_str())
    {
        return None;
    }
    (!behind.is_empty())
        .then(|| format!("{} not {}", before.join(" "), behind.join(" ")).replace("can not", "cannot"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_is_surely_the_opposite_is_said() {
        for (statement, opposite) in [
            ("There is a way round", "There is no way round"),
            ("There are alternatives", "There are no alternatives"),
            ("A critical function was broken", "no critical function was broken"),
            ("Customers could log in", "Customers could not log in"),
            ("Users who are in Europe can log in", "not so: Users who are in Europe can log in"),
            ("Some customers were affected", "not so: Some customers were affected"),
            ("Somebody could read it", "not so: Somebody could read it"),
            ("It is slow or broken", "not so: It is slow or broken"),
            ("Data is lost, for good", "not so: Data is lost, for good"),
            ("Transfers fail because of us", "not so: Transfers fail because of us"),
        ] {
            assert_eq!(negated(statement, true, Language::English), opposite);
        }
        assert_eq!(negated("core function", false, Language::English), "core function: no");
        assert_eq!(negated("回避策がある", true, Language::Japanese), "「回避策がある」ではない");
    }
}
