//! By which tables a plan looks at an incident: those that judge it before and after, whatever tables are compared; or, where
//! a table is only tried, by that, against what judged the incident, or what the table was.

use std::ptr;
use std::sync::Arc;

use jiff::civil::Date;

use crate::insight::plan::{Plan, TooHard, When};
use crate::insight::plan_incidents::Read;
use crate::lint::judge;
use crate::lint::project::Project;
use crate::lint::tables::Tables;
use crate::lint::visit::Visit;
use crate::model::postmortem::Postmortem;
use crate::source::repository::Root;
use crate::table::table::Table;

use super::plan_former::Former;
use super::plan_projects::{Governed, Neighbours};
use super::plan_tables::Tries;
use super::project_here::TableHere;

/// What incidents are looked at by.
#[derive(Clone, Copy, Debug)]
pub struct Judges<'p> {
    /// The project before.
    pub earlier: &'p Project,
    /// The project after.
    pub project: &'p Project,
    /// The other projects, which judged some of its incidents before, or judge them after; none where one was named.
    pub neighbours: Option<&'p Neighbours>,
    /// Where postmortems stood before that stand elsewhere now.
    pub former: &'p Former,
    /// The repository before.
    pub was: &'p Root,
    /// The table that is compared, before.
    pub old: &'p TableHere,
    /// After.
    pub new: &'p TableHere,
    /// Which incidents the tables are tried on.
    pub on: On,
    /// Whether the table after is tried on incidents that it does not judge.
    pub tries: Tries,
    /// Whether the configuration reads postmortems as it did.
    pub reads_alike: bool,
    /// The day of the run.
    pub today: Date,
}

/// Which incidents tables are tried on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum On {
    /// All but those that a later table judges: two files were named.
    Whatever,
    /// Those that are judged otherwise than before.
    Judged,
    /// Of those, the ones that are judged by the two tables.
    JudgedByThese,
}

impl<'p> Judges<'p> {
    /// Looks at an incident, or leaves it out.
    ///
    /// # Errors
    /// When a question about it takes too many steps.
    pub fn look_at(&self, plan: &mut Plan<'p>, visit: Visit<'_>) -> Result<(), TooHard> {
        let Some(judged_by) = visit.table else { return Ok(()) };
        let is_of_this = visit.folder == self.new.folder;
        if !is_of_this && self.neighbours.is_none() {
            return Ok(());
        }
        if self.on == On::Whatever {
            // A postmortem without a day is judged by the table of the day of the run.
            let day = visit.postmortem.day.unwrap_or(self.today);
            if plan.until.as_ref().is_some_and(|(until, _)| day >= *until) {
                self.leave_out(plan, judged_by);
                return Ok(());
            }
            return self.try_both(plan, visit, false);
        }
        let path = visit.document.text.path();
        let governed = match self.neighbours {
            None => Governed::ByThis,
            Some(others) if self.was.is_file(path) => others.before(path, self.earlier),
            Some(others) => match self.former.path_of(visit) {
                Some(former) => others.before(former, self.earlier),
                // What is new has not gone from one project to another.
                None if is_of_this => Governed::ByThis,
                None => return Ok(()),
            },
        };
        let earlier = match governed {
            Governed::ByThis => self.earlier,
            // What two other projects judge is their matter.
            Governed::ByOther(project) if is_of_this => project,
            Governed::Unknown if is_of_this => {
                plan.only_now.push(path.clone());
                return Ok(());
            }
            Governed::ByOther(_) | Governed::Unknown => return Ok(()),
        };
        let other = || self.neighbours.and_then(|others| others.after(visit.folder));
        let project = if is_of_this { Some(self.project) } else { other() };
        let Some(project) = project else { return Ok(()) };
        let zone = earlier.config.zone();
        let (before, _, table) = judge::read(visit.document, earlier, &zone, self.today);
        let Some(table) = table else {
            plan.only_now.push(path.clone());
            return Ok(());
        };
        // The walk has loaded the project once more: a table is known by its path.
        let of = |project: &'p Project, table: &Arc<Table>| {
            project.tables.iter().find(|other| is_it(other, table)).map(|table| &**table)
        };
        let (Some(then), Some(now)) = (of(earlier, table), of(project, judged_by)) else {
            return Ok(());
        };
        let (is_old, is_new) =
            (ptr::eq(then, Arc::as_ptr(&self.old.table)), ptr::eq(now, Arc::as_ptr(&self.new.table)));
        let is_kept = self.reads_alike && then.text.as_str() == now.text.as_str();
        let is_asked_for = self.on == On::Judged || is_old || is_new;
        if is_old && is_new || is_asked_for && !is_kept {
            let old = Read { table: then, postmortem: &before };
            let new = Read { table: now, postmortem: visit.postmortem };
            return plan.look_at(visit.document, old, new, false, self.today);
        }
        // A table is tried on incidents of its project.
        let stays = is_of_this && matches!(governed, Governed::ByThis);
        match self.tries {
            _ if !stays => {}
            Tries::Added => {
                let after = Postmortem::read(visit.document, &self.new.words, visit.zone);
                let old = Read { table: then, postmortem: &before };
                let new = Read { table: &self.new.table, postmortem: &after };
                return plan.look_at(visit.document, old, new, true, self.today);
            }
            Tries::Both => return self.try_both(plan, visit, true),
            Tries::Never | Tries::Files(_) => self.leave_out(plan, judged_by),
        }
        Ok(())
    }

    fn try_both(&self, plan: &mut Plan<'p>, visit: Visit<'_>, tried: bool) -> Result<(), TooHard> {
        let read = |here: &TableHere| Postmortem::read(visit.document, &here.words, visit.zone);
        let (before, after) = (read(self.old), read(self.new));
        let old = Read { table: &self.old.table, postmortem: &before };
        let new = Read { table: &self.new.table, postmortem: &after };
        plan.look_at(visit.document, old, new, tried, self.today)
    }

    fn leave_out(&self, plan: &mut Plan<'p>, by: &Arc<Table>) {
        let when = when(&self.project.tables, by, &self.new.table);
        plan.leave_out(by.text.path(), when);
    }
}

fn is_it(one: &Table, other: &Table) -> bool {
    one.text.path() == other.text.path()
}

/// When incidents are that a table judges, seen from the one that is compared.
fn when(tables: &Tables, table: &Arc<Table>, compared: &Table) -> When {
    match table.effective_from {
        Some(from) if table.effective_from > compared.effective_from => When::From(from),
        _ => {
            let next = tables.iter().skip_while(|other| !is_it(other, table)).nth(1);
            next.and_then(|next| next.effective_from).map_or(When::Ever, When::Before)
        }
    }
}
