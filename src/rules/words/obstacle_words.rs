//! What keeps a file or a folder from being read or written, in words.

use crate::diagnostic::language::Language;
use crate::source::obstacle::Obstacle;

use super::japanese;

/// What keeps it from being read or written.
#[must_use]
pub fn words(obstacle: &Obstacle, language: Language) -> String {
    if language == Language::English {
        return obstacle.to_string();
    }
    match obstacle {
        Obstacle::Absent => "存在しない".to_owned(),
        Obstacle::Folder => "フォルダーである".to_owned(),
        Obstacle::NotAFolderAbove => "パスの途中がフォルダーではない".to_owned(),
        Obstacle::Special => "パイプ、ソケットまたはデバイスである".to_owned(),
        Obstacle::DanglingLink => "リンク先がない".to_owned(),
        Obstacle::Forbidden => "アクセスが許可されていない".to_owned(),
        Obstacle::FrontMatter => "ポストモーテムや SEV 表のようにフロントマターがある".to_owned(),
        Obstacle::Other(words) => japanese::said(words),
    }
}
