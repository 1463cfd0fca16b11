//! The floor plan as a test: a file imports only from floors below its own, and no files import each other in a circle.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

/// Lowest first. Folders of `src/` on one floor stand beside each other and do not import one another.
const FLOORS: &[&[&str]] = &[
    &["source", "space"],
    &["diagnostic"],
    &["model"],
    &["table"],
    &["verdict"],
    &["rules"],
    &["lint"],
    &["insight", "authoring"],
    &["report"],
    &["editor"],
    &["cli"],
];

/// A long file is a smell to explain. These hold one table of data each.
const LONG_FILES: &[(&str, usize)] = &[];
const LONGEST_FILE: usize = 400;

#[test]
fn imports_point_down() {
    let mut wrong = vec![];
    for (file, imports) in graph() {
        for import in imports {
            let (from, to) = (folder(&file), folder(&import));
            if from != to && floor(&from) <= floor(&to) {
                wrong.push(format!("{file} imports {import}"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn no_files_import_each_other() {
    let graph = graph();
    let mut settled = BTreeSet::new();
    while settled.len() < graph.len() {
        let free: Vec<&String> = graph
            .iter()
            .filter(|(file, _)| !settled.contains(*file))
            .filter(|(_, imports)| imports.iter().all(|import| settled.contains(import)))
            .map(|(file, _)| file)
            .collect();
        let stuck: Vec<&String> = graph.keys().filter(|file| !settled.contains(*file)).collect();
        assert!(!free.is_empty(), "a circle is among {stuck:?}");
        settled.extend(free.into_iter().cloned());
    }
}

#[test]
fn files_stay_short() {
    let mut wrong = vec![];
    for (module, text) in modules() {
        let lines = text.split("#[cfg(test)]").next().unwrap().lines().count();
        let limit =
            LONG_FILES.iter().find(|(name, _)| *name == module).map_or(LONGEST_FILE, |(_, limit)| *limit);
        if lines > limit {
            wrong.push(format!("{module} has {lines} lines without its tests; the limit is {limit}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn third_party_formats_stay_in_one_file() {
    for (used, allowed) in [
        ("granit_parser", "source::yaml"),
        ("gray_matter", "source::"),
        ("jsonc_parser", "source::json"),
        ("pulldown_cmark", "source::outline"),
        ("html5gum", "source::html"),
        ("walkdir", "source::walk"),
        ("miette", "report::"),
        ("clap", "cli::"),
        ("globset", "source::globs"),
        ("ignore", "source::gitignore"),
        ("libc", "source::load"),
        ("rayon", "lint::run, lint::brought, lint::desk, lint::guard, report::graphical, insight::learn"),
    ] {
        for (module, text) in modules() {
            let wanted = format!("{used}::");
            let names = text.match_indices(&wanted).any(|(at, _)| {
                !text[..at].ends_with(|before: char| before.is_alphanumeric() || before == '_')
            });
            assert!(
                !names || allowed.split(", ").any(|allowed| module.starts_with(allowed)),
                "{module} names {used}, which belongs to {allowed}"
            );
        }
    }
}

fn folder(module: &str) -> String {
    module.split("::").next().unwrap().to_owned()
}

fn floor(folder: &str) -> usize {
    FLOORS
        .iter()
        .position(|beside| beside.contains(&folder))
        .unwrap_or_else(|| panic!("{folder} stands on no floor"))
}

/// Every module of `src/` (`rules`, `rules::rule`, …) with its text.
fn modules() -> BTreeMap<String, String> {
    fn walk(dir: &Path, found: &mut BTreeMap<String, String>) {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, found);
            } else if path.extension().is_some_and(|e| e == "rs") {
                let name = path.strip_prefix("src").unwrap().with_extension("");
                let module = name.display().to_string().replace(['/', '\\'], "::");
                let module = module.trim_end_matches("::mod").to_owned();
                if module != "lib" && module != "main" {
                    found.insert(module, fs::read_to_string(&path).unwrap());
                }
            }
        }
    }
    let mut found = BTreeMap::new();
    walk(Path::new("src"), &mut found);
    assert!(found.len() > 50, "only {} modules were found", found.len());
    found
}

/// Module → the modules its `use` and `mod` lines, and its paths from `crate::`, name.
fn graph() -> BTreeMap<String, BTreeSet<String>> {
    let modules = modules();
    let imports = |module: &String, text: &String| {
        paths(text)
            .iter()
            .map(|path| absolute(module, path))
            .filter_map(|path| nearest(&modules, path))
            .filter(|import| import != module)
            .collect()
    };
    modules.iter().map(|(module, text)| (module.clone(), imports(module, text))).collect()
}

/// `use a::{b, c::d};` gives `a::b` and `a::c::d`; `mod x;` gives `self::x`; so does every `crate::a::b` in the code.
fn paths(text: &str) -> Vec<String> {
    let code = text.split("#[cfg(test)]").next().unwrap();
    let mut found = vec![];
    let mut lines = code.lines();
    while let Some(line) = lines.next() {
        let mut line = line.trim_start();
        if line.starts_with("//") {
            continue;
        }
        for visibility in ["pub(crate) ", "pub(super) ", "pub "] {
            line = line.strip_prefix(visibility).unwrap_or(line);
        }
        if let Some(child) = line.strip_prefix("mod ").and_then(|rest| rest.strip_suffix(';')) {
            found.push(format!("self::{child}"));
        } else if let Some(first) = line.strip_prefix("use ") {
            let mut tree = first.to_owned();
            while !tree.contains(';') {
                tree += lines.next().expect("a `use` ends with `;`");
            }
            let tree: String = tree.split(';').next().unwrap().split_whitespace().collect();
            expand("", &tree, &mut found);
        } else {
            for inline in line.split("crate::").skip(1) {
                let path: String =
                    inline.chars().take_while(|c| c.is_alphanumeric() || matches!(c, '_' | ':')).collect();
                found.push(format!("crate::{path}"));
            }
        }
    }
    found
}

fn expand(prefix: &str, tree: &str, found: &mut Vec<String>) {
    let (mut depth, mut start) = (0, 0);
    for (i, c) in tree.char_indices().chain([(tree.len(), ',')]) {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            ',' if depth == 0 => {
                let item = &tree[start..i];
                start = (i + 1).min(tree.len());
                match item.split_once('{') {
                    Some((head, body)) => {
                        let body = body.strip_suffix('}').unwrap_or(body);
                        expand(&format!("{prefix}{head}"), body, found);
                    }
                    None if item.is_empty() => {}
                    None => found.push(format!("{prefix}{item}")),
                }
            }
            _ => {}
        }
    }
}

fn absolute(module: &str, path: &str) -> String {
    if let Some(rest) = path.strip_prefix("crate::") {
        return rest.to_owned();
    }
    if let Some(rest) = path.strip_prefix("super::") {
        let parent = module.rsplit_once("::").map_or("", |(parent, _)| parent);
        return format!("{parent}::{rest}");
    }
    format!("{module}::{}", path.strip_prefix("self::").unwrap_or(path))
}

fn nearest(modules: &BTreeMap<String, String>, mut path: String) -> Option<String> {
    loop {
        if modules.contains_key(&path) {
            return Some(path);
        }
        path.truncate(path.rfind("::")?);
    }
}
