//! How a retrospective is written down. One file per format; the words are made once, part by part, for all formats that
//! people read.

mod amounts;
mod csv;
pub mod format;
mod html;
mod html_charts;
mod html_style;
pub mod json;
mod made_page;
mod markdown;
mod page;
mod part_agreement;
mod part_criteria;
mod part_decisions;
mod part_duties;
mod part_period;
mod part_reclassification;
mod part_review;
mod part_trends;
mod phrase;
mod text;
mod text_grid;

use format::ReportFormat;

/// All formats of a retrospective; the first is the default.
pub static REPORT_FORMATS: &[&ReportFormat] =
    &[&text::FORMAT, &markdown::FORMAT, &html::FORMAT, &json::FORMAT, &csv::FORMAT];
