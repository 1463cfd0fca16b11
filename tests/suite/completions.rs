//! What `sevlint completions` writes is loaded by the shells themselves, which then complete by it.

#![cfg(unix)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

/// Asks bash what it would put in the place of the last word.
const IN_BASH: &str = r#"
source sevlint.bash || exit 3
complete -p sevlint | grep -q -- '-F _sevlint' || exit 4
for line in "$@"; do
    COMP_LINE=$line COMP_POINT=${#line}
    read -r -a COMP_WORDS <<<"$line"
    [[ $line == *' ' ]] && COMP_WORDS+=('')
    COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
    COMPREPLY=()
    _sevlint sevlint "${COMP_WORDS[COMP_CWORD]}" "${COMP_WORDS[COMP_CWORD - 1]}"
    echo "${COMPREPLY[*]}"
done
"#;

/// Types each line and a tab into a zsh that somebody would use, and says what stands there then.
const IN_ZSH: &str = r#"
zmodload zsh/zpty
for line in "$@"; do
    zpty shell zsh -f -i
    zpty -w shell "PS1='' PS2='' ZLE_RPROMPT_INDENT=0 TERM=dumb; unsetopt zle_bracketed_paste prompt_cr prompt_sp"
    zpty -w shell 'autoload -U compinit && compinit -u -D && source ./sevlint.zsh && (( $+_comps[sevlint] )) && echo lo""aded'
    zpty -r -m shell said '*loaded*' || exit 3
    zpty -w -n shell "$line"$'\t'
    zpty -r -m shell said "*$line*[ a-z]*" || exit 4
    sleep 1
    zpty -r -t shell more
    print -r -- "$said$more" | tr '\r' '\n' | tail -n 1
    zpty -d shell
done
"#;

/// Asks fish what it offers.
const IN_FISH: &str = r"
source sevlint.fish; or exit 3
for line in $argv
    echo (complete -C $line | string replace -r '\t.*' '')
end
";

/// What a shell says of each line, one line for each.
fn completed(shell: &str, options: &[&str], script: &str, lines: &[&str]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let program = Path::new(env!("CARGO_BIN_EXE_sevlint"));
    let written = Command::new(program).args(["completions", shell]).output().unwrap();
    assert!(written.status.success());
    fs::write(folder.path().join(format!("sevlint.{shell}")), written.stdout).unwrap();
    fs::write(folder.path().join("script"), script).unwrap();
    let path = std::env::var("PATH").unwrap();
    let path = format!("{}:{path}", program.parent().unwrap().display());
    let mut command = Command::new(shell);
    command.args(options).arg("script").args(lines).current_dir(folder.path()).stdin(Stdio::null());
    let done = command.env("PATH", path).env("HOME", folder.path()).output().unwrap();
    let (out, err) = (String::from_utf8_lossy(&done.stdout), String::from_utf8_lossy(&done.stderr));
    assert_eq!((done.status.code(), &*err), (Some(0), ""), "{shell}: {out}");
    out.lines().map(str::to_owned).collect()
}

fn has(said: &str, words: &[&str]) -> bool {
    words.iter().all(|word| said.split_whitespace().any(|known| known == *word))
}

#[test]
#[ignore = "needs bash"]
fn bash_completes() {
    let lines = [
        "sevlint ",
        "sevlint ch",
        "sevlint check --st",
        "sevlint table ",
        "sevlint schema p",
        "sevlint completions z",
    ];
    let said = completed("bash", &["--norc", "--noprofile"], IN_BASH, &lines);
    assert!(has(&said[0], &["check", "report", "classify", "table", "lsp", "--help"]), "{said:?}");
    assert_eq!(said[1], "check");
    assert!(has(&said[2], &["--statistics", "--staged", "--stdin-filename"]), "{said:?}");
    assert!(has(&said[3], &["lint", "show", "render", "files", "learn"]), "{said:?}");
    assert_eq!((&*said[4], &*said[5]), ("postmortem plan", "zsh"));
}

#[test]
#[ignore = "needs fish"]
fn fish_completes() {
    let lines = ["sevlint ch", "sevlint check --st", "sevlint table l"];
    let said = completed("fish", &["--no-config"], IN_FISH, &lines);
    assert_eq!(said[0], "check");
    assert!(has(&said[1], &["--statistics", "--staged", "--stdin-filename"]), "{said:?}");
    assert!(has(&said[2], &["lint", "learn"]), "{said:?}");
}

#[test]
#[ignore = "needs zsh"]
fn zsh_completes() {
    let lines = ["sevlint chec", "sevlint check --stat", "sevlint table ren", "sevlint schema postm"];
    let said = completed("zsh", &["-f"], IN_ZSH, &lines);
    // It says before that pasted text is to be marked.
    let said =
        said.iter().map(|line| line.trim_end().rsplit_once('\u{1b}').map_or(&**line, |(_, rest)| rest));
    let said: Vec<&str> = said.map(|line| line.trim_start_matches("[?2004h").trim_end()).collect();
    assert_eq!(
        said,
        ["sevlint check", "sevlint check --statistics", "sevlint table render", "sevlint schema postmortem"]
    );
}
