//! What is said of a table that was made where there was none.

use crate::diagnostic::language::Language;
use crate::insight::observed::Order;
use crate::rules::words::phrase::{and, counted};

/// How levels and facts were found where there was no table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct First {
    /// How it is known which level is more severe.
    pub order: Order,
    /// How many postmortems were looked at.
    pub postmortems: usize,
    /// The facts, each with how many postmortems state it.
    pub facts: Vec<(String, usize)>,
}

impl First {
    /// How they were found, and what to do with the table: a sentence each.
    #[must_use]
    pub fn words(&self, levels: &[&str], language: Language) -> Vec<String> {
        let facts: Vec<String> =
            self.facts.iter().map(|(name, files)| format!("`{name}` ({files})")).collect();
        let typed = levels.join(",");
        match language {
            Language::English => {
                let order = match self.order {
                    Order::Told => "as `--levels` says".to_owned(),
                    Order::Numbers => "by the numbers in their names".to_owned(),
                    Order::Words => {
                        format!(
                            "by what such words usually mean; `--levels {typed}` with another order says it otherwise"
                        )
                    }
                };
                let mut said = vec![format!("Levels, most severe first: {}, {order}", levels.join(", "))];
                said.push(if facts.is_empty() {
                    "Facts: none. No key has numbers, yes and no, or a few words behind it in every fourth of them; only how long \
                     it lasted can tell levels apart"
                        .to_owned()
                } else {
                    format!(
                        "Facts, each with how many of {} state it: {}; and how long it lasted. Say in `says` what each asks, and \
                         take out what is about the text",
                        counted(self.postmortems, "postmortem"),
                        and(&facts)
                    )
                });
                said.push(
                    "To go on: `sevlint table learn > learnt.yaml`, read it, rename it to sev.yaml, and run `sevlint table lint`"
                        .to_owned(),
                );
                said
            }
            Language::Japanese => {
                let order = match self.order {
                    Order::Told => "`--levels` の指定".to_owned(),
                    Order::Numbers => "名前の番号".to_owned(),
                    Order::Words => {
                        format!("語の一般的な意味。違う場合は `--levels {typed}` の順を変えて指定する")
                    }
                };
                let mut said = vec![format!("レベル (重大なものから): {} ({order})", levels.join("、"))];
                said.push(if facts.is_empty() {
                    "事実: なし。4 件に 1 件以上が数値、はい・いいえ、または決まった語を書いているキーがなく、継続時間しか使えない"
                        .to_owned()
                } else {
                    format!(
                        "事実 (ポストモーテム {} 件のうち書いている件数): {} と継続時間。それぞれ何を問うかを `says` に書き、文書についてのものは除くこと",
                        self.postmortems,
                        facts.join("、")
                    )
                });
                said.push(
                    "次の手順: `sevlint table learn > learnt.yaml` で保存して読み、sev.yaml に改名して `sevlint table lint` を実行する"
                        .to_owned(),
                );
                said
            }
        }
    }
}
