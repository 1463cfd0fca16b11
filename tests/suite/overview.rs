//! What stands before the first finding fits a screen of 24 lines and 80 columns, and where nothing can be judged the end
//! names the next command: over all fixtures, and over real repositories where they are at hand, without any configuration.

use std::path::Path;

use rayon::prelude::*;
use unicode_width::UnicodeWidthStr;

use crate::program::{copied, sevlint};
use crate::repositories::{corpora, fixtures};

#[test]
fn what_comes_first_fits_a_screen_and_the_end_names_the_next_command() {
    let without_table = corpora();
    let repositories: Vec<_> = fixtures().into_iter().chain(without_table.clone()).collect();
    repositories.par_iter().for_each(|repository| {
        let (out, err) = check(repository);
        let is_finding = |line: &&str| {
            let words = ["error[", "warning[", "note[", "エラー[", "警告[", "注意["];
            words.iter().any(|word| line.starts_with(word))
        };
        let before: Vec<&str> = out.lines().take_while(|line| !is_finding(line)).collect();
        assert!(before.len() <= 24, "{}: {before:#?}", repository.display());
        let wide = before.iter().find(|line| line.width() > 80);
        assert_eq!(wide, None, "{}", repository.display());
        if without_table.contains(repository) {
            let last = err.lines().last().unwrap_or_default();
            assert!(last.starts_with("next: `sevlint "), "{}: {err}", repository.display());
        }
    });
}

fn check(folder: &Path) -> (String, String) {
    let copy = copied(folder);
    let ran = sevlint(&copy.path().canonicalize().unwrap(), &["check"]);
    (ran.out, ran.err)
}
