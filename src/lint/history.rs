//! What a run asks of git beside the files that are there now.

use std::sync::Arc;

use jiff::civil::Date;

use crate::source::past::Past;

/// What a run asks of git beside the files that are there now. Each is none where it is not asked for.
#[derive(Clone, Debug, Default)]
pub struct History {
    /// From which the versions of tables are taken: an incident is judged by the one that was in force on its day. With the
    /// day of the run, from which on a table that is not committed yet is in force.
    pub of_tables: Option<(Arc<Past>, Date)>,
    /// From which the course of the declared severity is taken.
    pub of_severity: Option<Arc<Past>>,
}
