//! A plan in sentences, before any format: what matters first.

use crate::diagnostic::language::Language;
use crate::insight::plan::Plan;
use crate::insight::plan_incidents::ChangedIncident;
use crate::insight::plan_joint::FactChange;
use crate::insight::plan_moves::{Move, Region};
use crate::rules::words::phrase::counted;

use super::plan_beside_words::beside;
use super::plan_duty_words::duty;
use super::plan_headline::headline;
use super::plan_spelling_words::spelling;
use super::plan_words::{
    code, criterion, deciding, direction_words, example, fact_change, group, known, level, outcome, plain,
    region, standings,
};

/// More regions than this between the same two criteria are counted.
const MOST_REGIONS: usize = 5;

/// A plan in sentences. Values stand in backticks, and nothing else does.
#[derive(Debug)]
pub struct PlanPage {
    /// What it comes to.
    pub headline: String,
    /// What is compared with what, and what else matters at once.
    pub remarks: Vec<String>,
    /// In order.
    pub sections: Vec<Section>,
    /// The language of all of it.
    pub language: Language,
}

/// A part of the page.
#[derive(Debug)]
pub struct Section {
    /// Its heading.
    pub title: String,
    /// What it says; there is at least one group.
    pub groups: Vec<Group>,
}

/// Items of one sort.
#[derive(Debug)]
pub struct Group {
    /// What they have in common; may be empty.
    pub title: String,
    /// In order.
    pub items: Vec<Item>,
}

/// One thing with what there is to say about it.
#[derive(Debug)]
pub struct Item {
    /// The thing.
    pub head: String,
    /// About it.
    pub details: Vec<String>,
}

impl PlanPage {
    /// Puts a plan into sentences.
    #[must_use]
    pub fn of(plan: &Plan<'_>, language: Language) -> Self {
        let said = Said { plan, language };
        let sections = [said.incidents(), said.meaning(), said.rows(), said.questions(), said.duties()];
        Self {
            headline: headline(plan, language),
            remarks: said.remarks(),
            sections: sections.into_iter().flatten().collect(),
            language,
        }
    }
}

#[derive(Clone, Copy)]
struct Said<'p> {
    plan: &'p Plan<'p>,
    language: Language,
}

impl Said<'_> {
    fn say(self, english: impl Into<String>, japanese: impl Into<String>) -> String {
        match self.language {
            Language::English => english.into(),
            Language::Japanese => japanese.into(),
        }
    }

    fn remarks(self) -> Vec<String> {
        let plan = self.plan;
        let (old, new) = (code(&plan.old_name), code(&plan.new_name));
        let japanese = match &plan.then {
            Some((path, then)) => format!("{} の {} と {new} の比較", code(then), code(path)),
            None => format!("{old} と {new} の比較"),
        };
        let mut remarks = vec![self.say(format!("{new} against {old}"), japanese)];
        let levels = plan.new.levels.len();
        if plan.moves.is_empty() {
            let proof = if plan.has_other_answers() {
                self.say(
                    "of what both tables can tell, each region lies at the same level in both: coverage was checked both ways",
                    "両方の表で表せる範囲では、どの領域も同じレベルにある (双方向の被覆で確認)",
                )
            } else {
                let covered = counted(levels, "level");
                self.say(
                    format!("proof: {covered}, each covered by its counterpart, checked both ways over the whole fact space"),
                    format!("証明: 事実空間の全体で、{levels} レベルのそれぞれが相手のレベルに双方向で覆われる"),
                )
            };
            remarks.push(proof);
        }
        remarks.extend(beside(plan, self.language));
        if plan.unread > 0 {
            let files = counted(plan.unread, "file");
            remarks.push(self.say(
                format!("{files} could not be read and are left out; `sevlint check` says why"),
                format!("読めないファイル {} 件を除く。理由は `sevlint check` で表示できる", plan.unread),
            ));
        }
        remarks
    }

    fn incidents(self) -> Option<Section> {
        let title = self.say("Past incidents", "過去のインシデント");
        let mut groups: Vec<Group> = vec![];
        let mut last = None;
        for incident in &self.plan.incidents {
            if last != Some(incident.change) {
                let count = self.plan.incidents_that(|change| change == incident.change).count();
                let title = format!("{} ({count})", group(incident.change, self.language));
                groups.push(Group { title, items: vec![] });
                last = Some(incident.change);
            }
            if let Some(group) = groups.last_mut() {
                group.items.push(self.incident(incident));
            }
        }
        (!groups.is_empty()).then_some(Section { title, groups })
    }

    fn incident(self, incident: &ChangedIncident<'_>) -> Item {
        let language = self.language;
        let (before, after) = (&incident.before, &incident.after);
        let (from, to) = (outcome(incident.old, before, language), outcome(incident.new, after, language));
        let names = [incident.id.as_deref(), incident.title.as_deref()];
        let names: Vec<String> = names.into_iter().flatten().map(plain).collect();
        let colon = self.say(": ", ": ");
        let name = if names.is_empty() { String::new() } else { format!("{colon}{}", names.join(" ")) };
        let head = if from == to { from.clone() } else { format!("{from} → {to}") };
        let mut details = vec![code(&incident.path)];
        if after.level.is_some() {
            let by = deciding(incident.new, after, language);
            details.push(self.say(format!("now by {by}"), format!("変更後: {by}")));
        }
        if before.level.is_some() {
            let by = deciding(incident.old, before, language);
            details.push(self.say(format!("before by {by}"), format!("変更前: {by}")));
        }
        if incident.tried {
            details.push(self.say(
                "only tried: it stays with the table that judged it",
                "試しただけで、判定する表は変わらない",
            ));
        }
        if !incident.facts.is_empty() {
            let facts: Vec<String> = incident.facts.iter().map(|fact| known(fact, language)).collect();
            details.push(self.say(format!("states {}", facts.join(", ")), facts.join("、")));
        }
        if after.level.is_none() && !after.missing.is_empty() {
            let missing: Vec<String> = after.missing.iter().map(|fact| code(fact)).collect();
            details.push(self.say(
                format!("to be settled by {}", missing.join(", ")),
                format!("{} がわかれば絞れる", missing.join("、")),
            ));
        }
        if !after.assumed.is_empty() {
            let assumed: Vec<String> = after.assumed.iter().map(|fact| code(fact)).collect();
            details.push(self.say(
                format!("silence about {} taken for what the table says", assumed.join(", ")),
                format!("{} は記載がないため、SEV 表の既定値とみなした", assumed.join("、")),
            ));
        }
        let declared = incident.declared.as_deref().map(plain).unwrap_or_default();
        if let Some(standings) = standings(before.standing, after.standing, language)
            && !declared.is_empty()
        {
            let declared = code(&declared);
            details.push(
                self.say(
                    format!("declared {declared}: {standings}"),
                    format!("宣言 {declared}: {standings}"),
                ),
            );
        }
        Item { head: format!("{head}{name}"), details }
    }

    fn meaning(self) -> Option<Section> {
        let title = self.say("What moves, whatever incidents there are", "インシデントによらない意味の変化");
        let mut groups: Vec<Group> = vec![];
        let mut last = None;
        for found in &self.plan.moves {
            if last != Some(found.direction) {
                groups.push(Group {
                    title: direction_words(found.direction, self.language).to_owned(),
                    items: vec![],
                });
                last = Some(found.direction);
            }
            if let Some(group) = groups.last_mut() {
                group.items.extend(self.moved(found));
            }
        }
        (!groups.is_empty()).then_some(Section { title, groups })
    }

    /// One item for each old and new criterion.
    fn moved(self, found: &Move) -> Vec<Item> {
        let (plan, language) = (self.plan, self.language);
        let (from, to) = (level(plan.old, found.from, language), level(plan.new, found.to, language));
        let mut pairs: Vec<(Option<usize>, Option<usize>)> = vec![];
        for part in &found.regions {
            if !pairs.contains(&(part.before, part.after)) {
                pairs.push((part.before, part.after));
            }
        }
        let mut items = vec![];
        for (before, after) in pairs {
            let parts = found.regions.iter().filter(|part| (part.before, part.after) == (before, after));
            let mut details: Vec<String> = parts.map(|part| self.region(part)).collect();
            let more = details.len().saturating_sub(MOST_REGIONS);
            if more > 0 {
                details.truncate(MOST_REGIONS);
                details.push(self.say(
                    format!("and {more} more; `--format json` has all"),
                    format!("ほか {more} 件。すべては `--format json` で表示できる"),
                ));
            }
            let before = criterion(plan.old, found.from, before, language);
            let after = criterion(plan.new, found.to, after, language);
            let head = self.say(
                format!("{from} → {to}: now by {after}; before by {before}"),
                format!("{from} → {to}: 変更後: {after}、変更前: {before}"),
            );
            items.push(Item { head, details });
        }
        if found.more {
            let head = self.say(
                format!("{from} → {to}: and more regions, too many to list"),
                format!("{from} → {to}: ほかにも多数の領域がある"),
            );
            items.push(Item { head, details: vec![] });
        }
        items
    }

    fn region(self, part: &Region) -> String {
        let (plan, language) = (self.plan, self.language);
        let (region, example) = (region(plan, part, language), example(plan, part, language));
        if example.is_empty() {
            return region;
        }
        self.say(format!("{region}; such as {example}"), format!("{region}。例: {example}"))
    }

    /// Levels and facts that are not as they were.
    fn rows(self) -> Option<Section> {
        let plan = self.plan;
        let item = |head: String| Item { head, details: vec![] };
        let id = |level: &crate::table::level::Level| code(&level.id.text);
        let mut items = vec![];
        for (index, row) in plan.new.levels.iter().enumerate() {
            match plan.joint.levels.of_new.get(index).copied().flatten() {
                None => items.push(item(
                    self.say(format!("level {} is new", id(row)), format!("レベル {} を追加", id(row))),
                )),
                Some(old) => {
                    let Some(before) = plan.old.levels.get(old) else { continue };
                    if before.id.text != row.id.text {
                        items.push(item(self.say(
                            format!("level {} is called {} now", id(before), id(row)),
                            format!("レベル {} の名前を {} に変更", id(before), id(row)),
                        )));
                    }
                }
            }
        }
        for (index, row) in plan.old.levels.iter().enumerate() {
            if plan.joint.levels.of_old.get(index) == Some(&None) {
                items.push(item(
                    self.say(format!("level {} is gone", id(row)), format!("レベル {} を削除", id(row))),
                ));
            }
        }
        let order: Vec<usize> = plan.joint.levels.of_new.iter().filter_map(|old| *old).collect();
        if order.windows(2).any(|pair| matches!(pair, [a, b] if a > b)) {
            items.push(item(self.say("the levels are in another order", "レベルの順序を変更")));
        }
        items.extend(
            plan.joint.facts.iter().map(|change: &FactChange| item(fact_change(change, self.language))),
        );
        items.extend(plan.spellings.iter().map(|change| item(spelling(plan, change, self.language))));
        let title = self.say("Levels and facts", "レベルと事実");
        (!items.is_empty()).then(|| Section { title, groups: vec![Group { title: String::new(), items }] })
    }

    /// What incidents are asked for newly, and what no more.
    fn questions(self) -> Option<Section> {
        let plan = self.plan;
        let mut items = vec![];
        for (name, stated) in &plan.asked {
            let (name, all) = (code(name), plan.compared);
            let head = self.say(
                format!("{name} is asked for newly: stated in {stated} of {}", counted(all, "incident")),
                format!("{name} を新たに問う: インシデント {all} 件のうち {stated} 件に記載がある"),
            );
            items.push(Item { head, details: vec![] });
        }
        for name in &plan.asked_no_more {
            let name = code(name);
            let head = self.say(format!("{name} is asked for no more"), format!("{name} は問わなくなる"));
            items.push(Item { head, details: vec![] });
        }
        let title = self.say("What is asked", "問われる事実");
        (!items.is_empty()).then(|| Section { title, groups: vec![Group { title: String::new(), items }] })
    }

    /// What people are asked otherwise: to do, and to write.
    fn duties(self) -> Option<Section> {
        let mut groups: Vec<Group> = vec![];
        let mut last = None;
        for change in &self.plan.duties {
            if last != Some(change.level) {
                let title = match change.level {
                    Some((_, new)) => level(self.plan.new, Some(new), self.language),
                    None => self.say("Every postmortem", "すべてのポストモーテム"),
                };
                groups.push(Group { title, items: vec![] });
                last = Some(change.level);
            }
            if let Some(group) = groups.last_mut() {
                group.items.push(Item { head: duty(&change.duty, self.language), details: vec![] });
            }
        }
        let title = self.say("What is to be done", "対応と義務");
        (!groups.is_empty()).then_some(Section { title, groups })
    }
}
