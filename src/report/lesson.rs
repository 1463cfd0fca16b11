//! What is said of learnt criteria, in the comments of their source and beside it.

use std::collections::BTreeMap;

use crate::diagnostic::language::Language;
use crate::insight::learn::case::Case;
use crate::insight::learn::intake::LeftOut;
use crate::insight::learn::lesson::{Lesson, Share, Support};
use crate::insight::learn::trial::Trial;
use crate::rules::words::phrase::{and, counted};
use crate::table::level::{Example, Level};

use super::lesson_origin::First;
use super::table_source::{Remarks, write};

/// A lesson, and where it is from.
#[derive(Debug)]
pub struct Learnt<'a> {
    /// What was learnt.
    pub lesson: &'a Lesson,
    /// How it does on incidents it was not learnt from.
    pub trial: Option<Trial>,
    /// The incidents it was learnt from.
    pub cases: &'a [Case],
    /// What each is called: its path, with its id.
    pub names: &'a [String],
    /// What was left out, and how often.
    pub left_out: &'a BTreeMap<LeftOut, usize>,
    /// The path of the table whose levels and facts they are.
    pub table: &'a str,
    /// How the table was begun, if there was none.
    pub first: Option<&'a First>,
    /// The language of the comments.
    pub language: Language,
}

/// With fewer incidents than this a team had better not trust thresholds.
const FEW: usize = 30;
/// Of incidents that nothing tells apart so many are named.
const MOST_NAMED: usize = 5;
/// By so many of a hundred incidents chance is better than itself.
const SLIGHTLY: usize = 2;

impl Learnt<'_> {
    /// The table as source, with comments.
    #[must_use]
    pub fn source(&self) -> String {
        let levels = &self.lesson.table.levels;
        let of_level = |(index, level): (usize, &Level)| self.of_level(index, level);
        let of_criteria = |(index, all): (usize, &Vec<Support>)| {
            all.iter().map(|one| self.of_criterion(index, one)).collect()
        };
        let remarks = Remarks {
            head: self.head(),
            levels: levels.iter().enumerate().map(of_level).collect(),
            criteria: self.lesson.support.iter().enumerate().map(of_criteria).collect(),
        };
        write(&self.lesson.table, &remarks)
    }

    /// How much was learnt from, and how well it explains that: a sentence each.
    #[must_use]
    pub fn summary(&self) -> Vec<String> {
        let mut said = vec![self.origin()];
        said.extend(self.left_out_words());
        let levels: Vec<&str> = self.lesson.table.levels.iter().map(|level| level.id.text.as_str()).collect();
        said.extend(self.first.iter().flat_map(|first| first.words(&levels, self.language)));
        said.push(self.fit());
        said.extend(self.trial_words());
        said.extend(self.guess_words());
        let incidents = self.cases.len();
        if incidents < FEW {
            said.push(match self.language {
                Language::English => format!(
                    "{} are few: one slip more or less moves a threshold. Read each criterion as a question",
                    counted(incidents, "incident")
                ),
                Language::Japanese => format!(
                    "{incidents} 件では少なく、1 件の誤りでしきい値が動く。各基準は問いかけとして読むこと"
                ),
            });
        }
        said
    }

    fn head(&self) -> Vec<String> {
        let mut head = self.summary();
        head.push(String::new());
        head.extend(match self.language {
            Language::English => [
                "What a postmortem does not state neither supports a criterion nor speaks against it. Thresholds are the \
                 roundest numbers that tell the incidents apart.",
                "This is a proposal. Give each criterion a name and say it in your words; where it is wrong about an \
                 incident, either it is, or the level that was declared is.",
            ],
            Language::Japanese => [
                "ポストモーテムに書かれていない事実は、基準の裏付けにも反証にもしない。しきい値はインシデントを分ける最も切りのよい数である。",
                "これは提案である。各基準に名前を付け、自分たちの言葉で言い直すこと。インシデントと合わないところでは、基準か宣言されたレベルのどちらかが誤っている。",
            ],
        }.map(str::to_owned));
        let unstated = self.facts(&self.lesson.unstated);
        if !unstated.is_empty() {
            head.push(match self.language {
                Language::English => format!("No postmortem states {}.", and(&unstated)),
                Language::Japanese => {
                    format!("どのポストモーテムにも書かれていない事実: {}。", unstated.join("、"))
                }
            });
        }
        let unused = self.facts(&self.lesson.unused);
        if !unused.is_empty() {
            head.push(match self.language {
                Language::English => format!(
                    "No criterion asks for {}: what it says of these incidents, the others say as well, or nothing.",
                    and(&unused)
                ),
                Language::Japanese => format!(
                    "どの基準も問わない事実: {}。これらのインシデントでは、ほかの事実で足りるか、レベルと関係がない。",
                    unused.join("、")
                ),
            });
        }
        head.push(match self.language {
            Language::English => "Examples, and the response where there is none, are yours to write: `sevlint table lint` names \
                                  what is missing."
                .to_owned(),
            Language::Japanese => {
                "例と、まだない対応は自分たちで書くこと。足りないものは `sevlint table lint` が示す。".to_owned()
            }
        });
        head.push(String::new());
        head
    }

    fn facts(&self, indices: &[usize]) -> Vec<String> {
        let facts = &self.lesson.table.facts;
        indices.iter().filter_map(|fact| facts.get(*fact)).map(|fact| format!("`{}`", fact.name)).collect()
    }

    fn origin(&self) -> String {
        let (incidents, table) = (self.cases.len(), self.table);
        match self.language {
            Language::English if self.first.is_some() => format!(
                "Learnt by `sevlint table learn` from {}; there is no SEV table here, so levels and facts are theirs",
                counted(incidents, "postmortem")
            ),
            Language::Japanese if self.first.is_some() => format!(
                "ポストモーテム {incidents} 件から `sevlint table learn` が学習した。SEV 表がないため、レベルと事実もそこから取った"
            ),
            Language::English => format!(
                "Learnt by `sevlint table learn` from {}, with the levels and facts of {table}",
                counted(incidents, "postmortem")
            ),
            Language::Japanese => format!(
                "{table} のレベルと事実を使い、ポストモーテム {incidents} 件から `sevlint table learn` が学習した"
            ),
        }
    }

    fn left_out_words(&self) -> Option<String> {
        let why = |why: LeftOut, count: usize| match (self.language, why) {
            (Language::English, LeftOut::Undeclared) => format!("{count} without a level"),
            (Language::English, LeftOut::UnknownLevel) => {
                format!("{count} with a level that is not in the table")
            }
            (Language::English, LeftOut::NotGraded) => format!("{count} not graded"),
            (Language::English, LeftOut::Overridden) => format!("{count} with an override"),
            (Language::English, LeftOut::WithoutFacts) => format!("{count} without a fact of the table"),
            (Language::English, LeftOut::OtherTable) => format!("{count} judged by another table"),
            (Language::Japanese, LeftOut::Undeclared) => format!("レベルなし {count} 件"),
            (Language::Japanese, LeftOut::UnknownLevel) => format!("表にないレベル {count} 件"),
            (Language::Japanese, LeftOut::NotGraded) => format!("評価対象外 {count} 件"),
            (Language::Japanese, LeftOut::Overridden) => format!("上書きあり {count} 件"),
            (Language::Japanese, LeftOut::WithoutFacts) => format!("表の事実なし {count} 件"),
            (Language::Japanese, LeftOut::OtherTable) => format!("別の表で判定 {count} 件"),
        };
        let parts: Vec<String> = self.left_out.iter().map(|(reason, count)| why(*reason, *count)).collect();
        if parts.is_empty() {
            return None;
        }
        Some(match self.language {
            Language::English => format!("Left out: {}", and(&parts)),
            Language::Japanese => format!("除外: {}", parts.join("、")),
        })
    }

    fn fit(&self) -> String {
        let fit = self.lesson.fit;
        let (commonest, count) = self.lesson.majority;
        let level = self.level(commonest);
        let guess = Share { right: count, of: fit.of, ..Share::default() };
        let apart = apart(fit, self.language);
        match self.language {
            Language::English => format!(
                "The table gives {} of {} ({} %) the level that was declared{apart}; always saying {level} would give {} ({} %)",
                fit.right,
                counted(fit.of, "incident"),
                fit.percent(),
                guess.right,
                guess.percent()
            ),
            Language::Japanese => format!(
                "表は {} 件中 {} 件 ({} %) に宣言どおりのレベルを与える{apart}。常に {level} と答えた場合は {} 件 ({} %)",
                fit.of,
                fit.right,
                fit.percent(),
                guess.right,
                guess.percent()
            ),
        }
    }

    fn trial_words(&self) -> Option<String> {
        let Trial { learnt, majority, .. } = self.trial?;
        let open = Share { right: learnt.open, ..learnt }.percent();
        Some(match self.language {
            Language::English => {
                let open = if learnt.open > 0 { format!(", and {open} % left open") } else { String::new() };
                format!(
                    "Learnt from four fifths of them and tried on the last, each in turn: {} %{open}; always saying the commonest \
                     level: {} %",
                    learnt.percent(),
                    majority.percent()
                )
            }
            Language::Japanese => {
                let open = if learnt.open > 0 { format!("、未確定 {open} %") } else { String::new() };
                format!(
                    "5 分の 4 から学習し残りで試すことを順に繰り返した場合: {} %{open}。常に最も多いレベルと答えた場合: {} %",
                    learnt.percent(),
                    majority.percent()
                )
            }
        })
    }

    /// What is so, and what to do, where the criteria are no better than a guess on incidents they do not know: on those whose
    /// level they settle.
    fn guess_words(&self) -> Option<String> {
        let Trial { learnt, settled_majority, .. } = self.trial?;
        let settled = Share { of: learnt.of - learnt.open.min(learnt.of), ..learnt };
        (settled.percent() <= settled_majority.percent() + SLIGHTLY).then(|| match self.language {
            Language::English => "That is no better than guessing: what these postmortems state does not tell their levels apart, \
                                  so do not use these criteria. State in them what made an incident severe (who was hit and how \
                                  many, was data lost, was there a way round), one fact each, and learn again"
                .to_owned(),
            Language::Japanese => "当て推量と変わらない。書かれている事実ではレベルを区別できないため、この基準は使わないこと。何が重大だったのか \
                                   (誰が何人影響を受けたか、データは失われたか、回避策はあったか) を事実として書き、もう一度学習する"
                .to_owned(),
        })
    }

    fn of_level(&self, index: usize, level: &Level) -> Vec<String> {
        let share = self.lesson.levels.get(index).copied().unwrap_or_default();
        let id = &level.id.text;
        let mut said = vec![match self.language {
            _ if share.of == 0 => match self.language {
                Language::English => format!("No incident was declared {id}: its criteria are yours to word"),
                Language::Japanese => {
                    format!("{id} と宣言されたインシデントはない。基準は自分たちで定めること")
                }
            },
            Language::English => {
                let were = if share.of == 1 { "was" } else { "were" };
                format!(
                    "{} {were} declared {id}; the table gives {} of them this level{}",
                    counted(share.of, "incident"),
                    share.right,
                    apart(share, self.language)
                )
            }
            Language::Japanese => {
                format!(
                    "{id} と宣言されたインシデント {} 件のうち {} 件が、この表でもこのレベルになる{}",
                    share.of,
                    share.right,
                    apart(share, self.language)
                )
            }
        }];
        if level.otherwise.is_some() {
            said.push(match self.language {
                Language::English => "Whatever meets no criterion is here".to_owned(),
                Language::Japanese => "どの基準にも当てはまらないものはここに入る".to_owned(),
            });
        } else if share.of > 0 && level.criteria.is_empty() {
            said.push(match self.language {
                Language::English => {
                    format!(
                        "No criterion that would be worth its words tells them apart from the others: {}",
                        self.declared(index)
                    )
                }
                Language::Japanese => {
                    format!("書くに値する基準で他のレベルと区別できるものがない: {}", self.declared(index))
                }
            });
        }
        let called = |example: &Example| {
            let path = example.incident.as_ref().map(|path| path.text.clone());
            path.or_else(|| example.says.clone()).map(|text| format!("“{text}”"))
        };
        let dropped: Vec<String> =
            self.lesson.dropped.get(index).map_or(vec![], |all| all.iter().filter_map(called).collect());
        if !dropped.is_empty() {
            said.push(match self.language {
                Language::English => {
                    format!(
                        "Examples left out, for they would not be certain to come out here: {}",
                        dropped.join(", ")
                    )
                }
                Language::Japanese => {
                    format!("このレベルになるとは限らないため省いた例: {}", dropped.join("、"))
                }
            });
        }
        said
    }

    fn of_criterion(&self, level: usize, support: &Support) -> Vec<String> {
        let explained = support.explained.len();
        let id = self.level(level);
        let mut said = vec![match self.language {
            Language::English => format!("explains {} declared {id}", counted(explained, "incident")),
            Language::Japanese => format!("{id} と宣言された {explained} 件を説明する"),
        }];
        let open = support.open.len();
        if open > 0 {
            said.push(match self.language {
                Language::English => {
                    let whose = if open == 1 { "whose level stays" } else { "whose levels stay" };
                    format!("met by {open} {whose} open, for want of other facts")
                }
                Language::Japanese => format!("該当するが、ほかの事実が足りず未確定のもの {open} 件"),
            });
        }
        let mut wrong: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
        for case in &support.wrong {
            let (Some(declared), Some(name)) = (self.cases.get(*case), self.names.get(*case)) else {
                continue;
            };
            wrong.entry(declared.declared).or_default().push(name);
        }
        for (declared, names) in wrong {
            let (declared, count) = (self.level(declared), names.len());
            said.push(match self.language {
                Language::English => {
                    format!("wrong about {count}, declared {declared}: {}", names.join(", "))
                }
                Language::Japanese => {
                    format!("{declared} と宣言された {count} 件とは合わない: {}", names.join("、"))
                }
            });
        }
        said
    }

    /// The incidents that were declared at a level; of many, some.
    fn declared(&self, level: usize) -> String {
        let of_level = self.cases.iter().zip(self.names).filter(|(case, _)| case.declared == level);
        let all: Vec<&str> = of_level.map(|(_, name)| name.as_str()).collect();
        let said = all.iter().take(MOST_NAMED).copied().collect::<Vec<_>>().join(", ");
        match (all.len().saturating_sub(MOST_NAMED), self.language) {
            (0, _) => said,
            (more, Language::English) => format!("{said}, and {more} more"),
            (more, Language::Japanese) => format!("{said} ほか {more} 件"),
        }
    }

    fn level(&self, index: usize) -> &str {
        self.lesson.table.levels.get(index).map_or("?", |level| level.id.text.as_str())
    }
}

/// What becomes of the others, where some are left open.
fn apart(share: Share, language: Language) -> String {
    let (wrong, open) = (share.wrong(), share.open);
    match (language, wrong, open) {
        (_, _, 0) => String::new(),
        (Language::English, 0, _) => format!(", and leaves {open} open, for want of facts"),
        (Language::English, ..) => {
            format!(", contradicts {wrong}, and leaves {open} open, for want of facts")
        }
        (Language::Japanese, ..) => format!(" (矛盾 {wrong} 件、事実が足りず未確定 {open} 件)"),
    }
}
