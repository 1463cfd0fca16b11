//! The usual topics of sections.

/// The usual topics.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Known {
    /// The fields of the postmortem.
    Metadata,
    /// What happened, in short.
    Summary,
    /// Who could not do what.
    Impact,
    /// What happened when.
    Timeline,
    /// How it was noticed.
    Detection,
    /// Why it happened.
    RootCause,
    /// What helped it to happen.
    ContributingFactors,
    /// How it was ended.
    Resolution,
    /// What will be done.
    ActionItems,
    /// What was learnt.
    LessonsLearned,
    /// What went well.
    WentWell,
    /// What went wrong.
    WentWrong,
    /// Where the team got lucky.
    Lucky,
    /// What customers were told.
    CustomerCommunication,
}
