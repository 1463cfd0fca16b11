//! What keys mean, in Japanese. The schemas say it in English.

use crate::diagnostic::language::Language;
use crate::rules::RULES;

/// What a key means, which a schema says in English, in the language of a project. What the owner of a table wrote stays.
pub(super) fn says(english: &str, language: Language) -> String {
    let known = || JAPANESE.iter().find(|(known, _)| *known == english).map(|(_, japanese)| *japanese);
    let of_rule = || {
        let rule = RULES.iter().find(|rule| (rule.about.summary)(Language::English) == english);
        rule.map(|rule| (rule.about.summary)(Language::Japanese))
    };
    match language {
        Language::English => english.to_owned(),
        Language::Japanese => known().or_else(of_rule).unwrap_or(english).to_owned(),
    }
}

/// Each description of a key.
const JAPANESE: &[(&str, &str)] = &[
    // Postmortems.
    ("What the incident is referred to by.", "インシデントを指す ID。"),
    ("What happened, in a line.", "何が起きたかを 1 行で。"),
    ("The day of the incident.", "インシデントが起きた日。"),
    ("The declared level, with a reason after it if you like.", "宣言するレベル。後に理由を書いてもよい。"),
    (
        "How far the postmortem is; with `draft`, what is missing is noted only.",
        "ポストモーテムの進み具合。`draft` なら、不足は注意にとどまる。",
    ),
    (
        "When it began to hurt, as `2026-04-01T09:30:00+09:00`.",
        "影響が始まった日時。`2026-04-01T09:30:00+09:00` のように書く。",
    ),
    ("When somebody or something noticed.", "人または監視が気付いた日時。"),
    ("When somebody took it up.", "担当者が対応を始めた日時。"),
    ("When it stopped to hurt.", "影響が緩和した日時。"),
    ("When it was over.", "収束した日時。"),
    ("When the postmortem was published.", "ポストモーテムを公開した日時。"),
    ("When those affected were first told.", "影響を受けた人に最初に知らせた日時。"),
    ("Who or what noticed.", "気付いた人または仕組み。"),
    ("What was affected.", "影響を受けたもの。"),
    ("Who was told: names, or `{ who, at }`.", "知らせた相手。名前、または `{ who, at }`。"),
    ("Who wrote the postmortem.", "ポストモーテムを書いた人。"),
    (
        "The team's decision to keep a level the table does not give; `false` where there is none.",
        "SEV 表が示さないレベルのままにするという、チームの判断。なければ `false`。",
    ),
    ("The levels the incident was declared at over time.", "宣言したレベルの移り変わり。"),
    ("Why the level is kept.", "そのレベルのままにする理由。"),
    ("Who agreed.", "同意した人。"),
    ("The last day it holds.", "有効な最後の日。"),
    (
        "The level that is kept; when another one is declared, the override is void.",
        "そのままにするレベル。別のレベルを宣言すると無効になる。",
    ),
    (
        "The level the table gave, or several of which it gave one; when it gives none of them, the override is void.",
        "SEV 表が示したレベル。複数ならそのうちの 1 つ。表がそのどれも示さなくなると無効になる。",
    ),
    ("When.", "いつ。"),
    ("To which level.", "どのレベルに。"),
    ("Why.", "なぜ。"),
    // sevlint.toml.
    (
        "A file of known findings, which are marked and do not count.",
        "既知の指摘のファイル。印が付き、数に入らない。",
    ),
    ("Days that are no business days.", "営業日でない日。"),
    ("From which gravity on a run fails.", "どの重さの指摘から失敗とするか。"),
    ("Globs of files that are left alone.", "対象外とするファイルの glob。"),
    ("Globs of the files that are postmortems.", "ポストモーテムであるファイルの glob。"),
    ("Globs of the files this is about.", "対象とするファイルの glob。"),
    ("How gravely rules are taken.", "各ルールの重さ。"),
    (
        "Incidents before this day are judged, and make no findings.",
        "この日より前のインシデントは、判定するが指摘しない。",
    ),
    ("Other settings for some files; a later one wins.", "一部のファイルの設定。後のものが優先する。"),
    (
        "The SEV table; or several, each with its own `effective_from`.",
        "SEV 表。複数なら、それぞれに `effective_from` を書く。",
    ),
    ("The language of messages.", "メッセージの言語。"),
    ("The largest file that is read, as `8 MiB`.", "読み込むファイルの最大サイズ。`8 MiB` のように書く。"),
    ("The month in which the fiscal year starts.", "会計年度が始まる月。"),
    (
        "The zone of times without an offset, as `Asia/Tokyo`.",
        "オフセットのない日時のタイムゾーン。`Asia/Tokyo` のように書く。",
    ),
    (
        "What postmortems call fields and facts: `severity = [\"grade\"]`.",
        "ポストモーテムでのフィールドや事実の呼び名。`severity = [\"grade\"]` のように書く。",
    ),
    ("What postmortems call sections.", "ポストモーテムでのセクションの呼び名。"),
    // Tables.
    ("A postmortem of the repository.", "リポジトリ内のポストモーテム。"),
    ("Between updates.", "続報の間隔。"),
    ("Declared values that are no severity, as GAMEDAY.", "重大度ではない宣言。`GAMEDAY` など。"),
    ("Facts with their values.", "事実とその値。"),
    ("Fields that must be stated.", "必ず記載するフィールド。"),
    ("From detection to acknowledgement.", "検知から対応開始まで。"),
    ("From detection to the first update.", "検知から第一報まで。"),
    (
        "From resolution to the published postmortem, as `5 business days`.",
        "収束からポストモーテムの公開まで。`5 business days` のように書く。",
    ),
    ("From the start to detection, as `5m`.", "開始から検知まで。`5m` のように書く。"),
    ("From the start to mitigation.", "開始から緩和まで。"),
    ("From the start to resolution.", "開始から収束まで。"),
    ("How many.", "いくつ。"),
    ("How the work is placed among other work.", "ほかの仕事に対する優先順位。"),
    ("Incidents that must come out here.", "このレベルになるはずのインシデント。"),
    ("It applies only where these tests hold.", "これらの条件が成り立つときだけ適用する。"),
    ("Its name within the level.", "レベル内での名前。"),
    (
        "Of these; an item that is a list counts once, whichever of its alternatives hold.",
        "数える項目。リストの項目は、どれが成り立っても 1 つと数える。",
    ),
    (
        "Other keys it is stated under; dots reach into nested keys.",
        "記載されるほかのキー。ドットで入れ子のキーを指す。",
    ),
    ("Other spellings of it.", "ほかの表記。"),
    ("Sections that must be there.", "必ず設けるセクション。"),
    ("So many of these items must hold, too.", "この中のいくつかも成り立つ必要がある。"),
    ("Tests that must all hold.", "すべて成り立つべき条件。"),
    ("The code of the currency, as `USD`.", "通貨コード。`USD` など。"),
    ("The facts a postmortem may state, by name.", "ポストモーテムに記載する事実とその名前。"),
    ("The first day on which incidents are judged by it.", "この表で判定する最初の日。"),
    ("The largest number that makes sense.", "意味のある最大の数。"),
    ("The levels, most severe first.", "レベル。重いものから並べる。"),
    ("The question, as people ask it.", "人に尋ねるときの言い方。"),
    ("The smallest number that makes sense.", "意味のある最小の数。"),
    ("The version of this format.", "この形式の版。"),
    (
        "The words: a list, or each with its synonyms. Those of a scale are ordered, the least bad first.",
        "使える語。リスト、または語ごとの同義語。`scale` では軽いものから並べる。",
    ),
    ("What every action item must have.", "すべてのアクション項目に必要なもの。"),
    ("What every postmortem must have.", "すべてのポストモーテムに必要なもの。"),
    ("What happened.", "何が起きたか。"),
    ("What is counted, as written after a number.", "数の後に書く単位。"),
    ("What is to be done.", "取るべき対応。"),
    ("What it asks of a postmortem, beyond the table's.", "表全体に加えて、ポストモーテムに求めるもの。"),
    ("What it is called in a sentence.", "文の中での呼び名。"),
    ("What it means, as people say it.", "人が言う言葉での意味。"),
    ("What postmortems declare.", "ポストモーテムが宣言する名前。"),
    ("What puts an incident here: any one of them.", "このレベルになる基準。どれか 1 つでよい。"),
    ("What silence means.", "記載がないときの意味。"),
    ("What sort of answer it is.", "答えの種類。"),
    ("What the table is called.", "表の名前。"),
    ("When people are called.", "人を呼び出す時間帯。"),
    ("Whether it takes what no criterion covers.", "どの基準にも該当しないものを受けるか。"),
    ("Which way it gets worse.", "どちらが悪い方向か。"),
    ("Who is told on top of the level's.", "レベルの連絡先に加えて知らせる相手。"),
    ("Who is told.", "知らせる相手。"),
];

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use serde_json::Value;

    use super::*;
    use crate::report::schema;
    use crate::source::text::Text;
    use crate::table::read::read_table;

    /// What the keys of a schema are said to mean.
    fn descriptions(schema: &Value, found: &mut BTreeSet<String>) {
        let properties = schema.get("properties").and_then(Value::as_object);
        let said =
            properties.into_iter().flat_map(|keys| keys.values()).filter_map(|key| key.get("description"));
        found.extend(said.filter_map(Value::as_str).map(str::to_owned));
        match schema {
            Value::Array(items) => items.iter().for_each(|item| descriptions(item, found)),
            Value::Object(keys) => keys.values().for_each(|value| descriptions(value, found)),
            _ => {}
        }
    }

    #[test]
    fn every_key_is_explained_in_japanese_and_nothing_else() {
        let table = "sev_table: 1\nlevels: [{ id: A, otherwise: true }]\n";
        let table = read_table(&std::sync::Arc::new(Text::new("sev.yaml", table))).unwrap();
        let mut found = BTreeSet::new();
        for schema in
            [schema::config::schema(), schema::table::schema(), schema::postmortem::schema(&table, &vec![])]
        {
            descriptions(&schema, &mut found);
        }
        assert!(found.len() > 100, "{found:?}");
        let missing: Vec<&String> =
            found.iter().filter(|english| says(english, Language::Japanese) == **english).collect();
        assert!(missing.is_empty(), "{missing:#?}");
        let stale: Vec<&str> = JAPANESE
            .iter()
            .map(|(english, _)| *english)
            .filter(|english| !found.contains(*english))
            .collect();
        assert!(stale.is_empty(), "{stale:#?}");
    }
}
