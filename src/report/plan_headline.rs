//! What a plan comes to, in a line: never less than what changes.

use crate::diagnostic::language::Language;
use crate::insight::plan::{Beside, Plan};
use crate::insight::plan_incidents::Change;
use crate::insight::plan_levels::Direction;
use crate::rules::words::phrase::counted;

use super::plan_words::code;

/// So many keys of configurations are named; all of them stand below.
const MOST_KEYS: usize = 3;

/// What it comes to.
#[must_use]
pub fn headline(plan: &Plan<'_>, language: Language) -> String {
    let mut parts = vec![of_tables(plan, language)];
    parts.extend(besides(plan, language));
    parts.join(match language {
        Language::English => "; ",
        Language::Japanese => "。",
    })
}

fn say(language: Language, english: impl Into<String>, japanese: impl Into<String>) -> String {
    match language {
        Language::English => english.into(),
        Language::Japanese => japanese.into(),
    }
}

/// What comes of the tables.
fn of_tables(plan: &Plan<'_>, language: Language) -> String {
    let path = code(plan.new.text.path());
    match (plan.leaves_levels(), plan.leaves_everything(), plan.changes_else()) {
        (true, true, false) => say(
            language,
            "The change means nothing new: everything comes out at the level it came out at",
            "意味は変わらない: どのインシデントも、これまでと同じレベルになる",
        ),
        (true, true, true) => say(
            language,
            "Everything comes out at the level it came out at; what changes is something else",
            "どのインシデントも、これまでと同じレベルになる。変わるのはそれ以外",
        ),
        // What is proven is proven of this table only.
        (true, false, false) => {
            say(language, format!("{path} means what it meant"), format!("{path} の意味は変わらない"))
        }
        (true, false, true) => say(
            language,
            format!(
                "By {path}, everything comes out at the level it came out at; something else of it changes"
            ),
            format!("{path} では、どのインシデントもこれまでと同じレベルになる。変わるのはそれ以外"),
        ),
        (false, ..) => of_incidents(plan, language),
    }
}

/// What comes of the incidents.
fn of_incidents(plan: &Plan<'_>, language: Language) -> String {
    let counts = [
        (plan.moved(Direction::Up), "up", "重くなる"),
        (plan.moved(Direction::Down), "down", "軽くなる"),
        (plan.moved(Direction::Out), "out of all levels", "該当なしになる"),
        (plan.moved(Direction::In), "into a level", "該当するレベルができる"),
    ];
    let moved: usize = counts.iter().map(|(count, ..)| count).sum();
    let open = plan.incidents_that(|change| change == Change::Opens).count();
    let mut words: Vec<String> = counts
        .iter()
        .filter(|(count, ..)| *count > 0)
        .map(|(count, english, japanese)| {
            say(language, format!("{count} {english}"), format!("{japanese} {count} 件"))
        })
        .collect();
    if open > 0 {
        words.push(say(language, format!("{open} undecided"), format!("未確定になる {open} 件")));
    }
    let all = plan.compared;
    if all == 0 {
        return say(language, "No incident to try the change on", "変更を試すインシデントがない");
    }
    if words.is_empty() && all == 1 {
        return say(
            language,
            "The only incident would come out at the level it came out at",
            "インシデント 1 件のレベルは変わらない",
        );
    }
    let incidents = counted(all, "incident");
    if words.is_empty() {
        return say(
            language,
            format!("None of {incidents} would come out at another level"),
            format!("インシデント {all} 件のうち、レベルの変わるものはない"),
        );
    }
    let changed = moved + open;
    say(
        language,
        format!("{changed} of {incidents} would change: {}", words.join(", ")),
        format!("インシデント {all} 件のうち {changed} 件が変わる: {}", words.join("、")),
    )
}

/// What changes that the tables do not say.
fn besides(plan: &Plan<'_>, language: Language) -> Vec<String> {
    let mut parts = vec![];
    let lost = plan.no_more.len();
    if lost > 0 {
        let verb = if lost == 1 { "is" } else { "are" };
        parts.push(say(
            language,
            format!("{} {verb} judged no more", counted(lost, "postmortem")),
            format!("ポストモーテム {lost} 件が判定されなくなる"),
        ));
    }
    let won = plan.only_now.len();
    if won > 0 {
        let verb = if won == 1 { "is" } else { "are" };
        parts.push(say(
            language,
            format!("{} {verb} judged that nothing judged before", counted(won, "postmortem")),
            format!("ポストモーテム {won} 件が新たに判定される"),
        ));
    }
    let keys: Vec<&String> = plan.configurations.iter().flat_map(|change| &change.keys).collect();
    if !keys.is_empty() {
        let named: Vec<String> = keys.iter().take(MOST_KEYS).map(|key| code(key)).collect();
        let more = keys.len() - named.len();
        let (mut english, mut japanese) = (named.join(", "), named.join("、"));
        if more > 0 {
            english += &format!(" and {more} more");
            japanese += &format!(" ほか {more} 件");
        }
        parts.push(say(
            language,
            format!("the configuration changes: {english}"),
            format!("設定も変わる: {japanese}"),
        ));
    }
    if !plan.beside.iter().all(Beside::is_here) {
        let path = code(plan.new.text.path());
        parts.push(say(
            language,
            format!("this is about {path} only, and other projects change, too"),
            format!("これは {path} のみの結果で、ほかのプロジェクトにも変更がある"),
        ));
    }
    parts
}
