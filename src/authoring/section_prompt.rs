//! What a new postmortem asks for in each section: placeholders that the linter knows.

use crate::diagnostic::language::Language;
use crate::model::known::Known;
use crate::model::topic::Topic;

/// What a section is called where the repository and the table do not say it.
#[must_use]
pub fn name(known: Known, language: Language) -> &'static str {
    match (known, language) {
        (Known::Metadata, Language::English) => "Metadata",
        (Known::Metadata, Language::Japanese) => "メタデータ",
        (Known::Summary, Language::English) => "Summary",
        (Known::Summary, Language::Japanese) => "概要",
        (Known::Impact, Language::English) => "Impact",
        (Known::Impact, Language::Japanese) => "影響",
        (Known::Timeline, Language::English) => "Timeline",
        (Known::Timeline, Language::Japanese) => "タイムライン",
        (Known::Detection, Language::English) => "Detection",
        (Known::Detection, Language::Japanese) => "検知",
        (Known::RootCause, Language::English) => "Root cause",
        (Known::RootCause, Language::Japanese) => "根本原因",
        (Known::ContributingFactors, Language::English) => "Contributing factors",
        (Known::ContributingFactors, Language::Japanese) => "寄与要因",
        (Known::Resolution, Language::English) => "Resolution",
        (Known::Resolution, Language::Japanese) => "復旧",
        (Known::ActionItems, Language::English) => "Action items",
        (Known::ActionItems, Language::Japanese) => "アクションアイテム",
        (Known::LessonsLearned, Language::English) => "Lessons learned",
        (Known::LessonsLearned, Language::Japanese) => "教訓",
        (Known::WentWell, Language::English) => "What went well",
        (Known::WentWell, Language::Japanese) => "うまくいったこと",
        (Known::WentWrong, Language::English) => "What went wrong",
        (Known::WentWrong, Language::Japanese) => "うまくいかなかったこと",
        (Known::Lucky, Language::English) => "Where we got lucky",
        (Known::Lucky, Language::Japanese) => "運が良かったこと",
        (Known::CustomerCommunication, Language::English) => "Customer communication",
        (Known::CustomerCommunication, Language::Japanese) => "顧客への連絡",
    }
}

/// What stands in a section that nobody has written yet.
#[must_use]
pub fn prompt(topic: &Topic, language: Language) -> &'static str {
    let Topic::Known(known) = topic else {
        return match language {
            Language::English => "TODO: write this section",
            Language::Japanese => "この節の内容を記入",
        };
    };
    match (known, language) {
        (Known::Summary, Language::English) => {
            "TODO: what happened and how it ended, in two or three sentences"
        }
        (Known::Summary, Language::Japanese) => "何が起き、どう収束したかを記入",
        (Known::Impact, Language::English) => {
            "TODO: who could not do what, how many they were, and for how long"
        }
        (Known::Impact, Language::Japanese) => "誰が何をできず、何人が、どれだけの間困ったかを記入",
        (Known::Timeline, Language::English) => "- HH:MM [what was noticed, and by whom]",
        (Known::Timeline, Language::Japanese) => "- HH:MM 【誰が何に気づいたか】",
        (Known::Detection, Language::English) => {
            "TODO: how it was noticed, and what would have noticed it sooner"
        }
        (Known::Detection, Language::Japanese) => "どう気づいたか、もっと早く気づくには何が要るかを記入",
        (Known::RootCause, Language::English) => "TODO: why it could happen",
        (Known::RootCause, Language::Japanese) => "なぜ起こりえたかを記入",
        (Known::Resolution, Language::English) => "TODO: what ended it",
        (Known::Resolution, Language::Japanese) => "何によって収束したかを記入",
        (Known::CustomerCommunication, Language::English) => "TODO: what customers were told, and when",
        (Known::CustomerCommunication, Language::Japanese) => "顧客にいつ何を伝えたかを記入",
        (Known::ActionItems, Language::English) => {
            "| Action | Owner | Due | Status |\n| --- | --- | --- | --- |\n| [What will be done] | [Who] | YYYY-MM-DD | open |"
        }
        (Known::ActionItems, Language::Japanese) => {
            "| 内容 | 担当 | 期限 | 状態 |\n| --- | --- | --- | --- |\n| 【何をするか】 | 【誰が】 | YYYY-MM-DD | 未着手 |"
        }
        (_, Language::English) => "TODO: write this section",
        (_, Language::Japanese) => "この節の内容を記入",
    }
}
