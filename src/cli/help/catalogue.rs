//! The help of the command line in another language than that of its definition: a catalogue by command and argument, put
//! into the same definition.

use clap::builder::{PossibleValue, Resettable, StyledStr};
use clap::{Arg, ArgAction, Command};

use crate::report::wrapping::wrapped;

/// The help of the command line in a language.
#[derive(Debug)]
pub struct Catalogue {
    /// Before the usage.
    pub usage: &'static str,
    /// Above the commands.
    pub commands: &'static str,
    /// Above what is taken by its place.
    pub arguments: &'static str,
    /// Above what is taken by its name.
    pub options: &'static str,
    /// A command, in the usage.
    pub command_name: &'static str,
    /// Before the value that is taken without the argument.
    pub default: &'static str,
    /// Before the values that can be given.
    pub values: &'static str,
    /// Between them.
    pub separator: &'static str,
    /// Every command.
    pub help: &'static [CommandWords],
    /// Arguments that mean the same wherever they are taken.
    pub shared: &'static [(&'static str, &'static str)],
    /// What values mean: of the argument, the value, what it means.
    pub meanings: &'static [(&'static str, &'static str, &'static str)],
}

/// The help of a command. Behind an empty line stands what only `--help` shows.
#[derive(Debug)]
pub struct CommandWords {
    /// Its names, as they are typed; empty for the program.
    pub path: &'static str,
    /// What it does.
    pub about: &'static str,
    /// Its own arguments.
    pub arguments: &'static [(&'static str, &'static str)],
}

/// The widest line, in columns.
const WIDEST: usize = 100;

/// How far the help of an argument or a command is indented, in columns.
const INDENT: usize = 10;

impl Catalogue {
    /// The command line with this help, for a terminal of that many columns. What has no entry keeps its words; a test
    /// holds that everything has one.
    #[must_use]
    pub fn command_line(&self, definition: &Command, columns: Option<usize>) -> Command {
        let mut built = definition.clone();
        built.build();
        let words = Words { catalogue: self, columns: columns.unwrap_or(WIDEST).clamp(40, WIDEST) };
        words.command(definition.clone().term_width(0), &mut built, "")
    }

    /// How it is used, as the parser says it, in this language and without the word before it.
    #[must_use]
    pub fn usage_of(&self, usage: &str) -> String {
        let usage = usage.trim_start().strip_prefix("Usage:").unwrap_or(usage).trim();
        let options = format!("[{}]", self.options);
        usage.replace("[OPTIONS]", &options).replace("<COMMAND>", &format!("<{}>", self.command_name))
    }

    /// What a command does.
    #[must_use]
    pub fn about(&self, path: &str) -> Option<&'static str> {
        self.help.iter().find(|words| words.path == path).map(|words| words.about)
    }

    /// What an argument of a command means.
    #[must_use]
    pub fn argument(&self, path: &str, name: &str) -> Option<&'static str> {
        let own = self.help.iter().find(|words| words.path == path).map(|words| words.arguments);
        let all = own.unwrap_or_default().iter().chain(self.shared);
        all.into_iter().find(|(known, _)| *known == name).map(|(_, text)| *text)
    }

    /// What a value of an argument means.
    #[must_use]
    pub fn meaning(&self, name: &str, value: &str) -> Option<&'static str> {
        let found = self.meanings.iter().find(|(known, word, _)| *known == name && *word == value);
        found.map(|(_, _, meaning)| *meaning)
    }
}

struct Words<'c> {
    catalogue: &'c Catalogue,
    columns: usize,
}

impl Words<'_> {
    /// A command and those below it; `built` is the same one as it will be run, for its usage.
    fn command(&self, command: Command, built: &mut Command, path: &str) -> Command {
        let catalogue = self.catalogue;
        let mut command = command
            .help_template(format!(
                "{{before-help}}{{about-with-newline}}\n{}: {{usage}}\n\n{{all-args}}{{after-help}}",
                catalogue.usage
            ))
            .override_usage(catalogue.usage_of(&built.render_usage().to_string()))
            .subcommand_help_heading(catalogue.commands)
            .next_line_help(true)
            .disable_help_flag(true)
            .disable_version_flag(true);
        if let Some(about) = catalogue.about(path) {
            let (short, long) = split(about);
            let width = self.columns;
            // The list of commands indents it.
            command = command.about(lines(short, width.saturating_sub(INDENT)));
            command = command.long_about(resettable(long.map(|_| lines(about, width))));
        }
        let has_version = command.get_version().is_some() || !path.is_empty();
        command = command.mut_args(|argument| self.argument(argument, path));
        command = command.arg(self.argument(flag("help", 'h', ArgAction::Help), path));
        if has_version {
            command = command.arg(self.argument(flag("version", 'V', ArgAction::Version), path));
        }
        let names: Vec<String> = command.get_subcommands().map(|below| below.get_name().to_owned()).collect();
        for name in names {
            let path = if path.is_empty() { name.clone() } else { format!("{path} {name}") };
            let Some(below) = built.find_subcommand_mut(&name) else { continue };
            command = command.mut_subcommand(&name, |command| self.command(command, below, &path));
        }
        command
    }

    fn argument(&self, argument: Arg, path: &str) -> Arg {
        let catalogue = self.catalogue;
        let name = argument.get_id().to_string();
        let Some(text) = catalogue.argument(path, &name) else { return argument };
        let heading = if argument.is_positional() { catalogue.arguments } else { catalogue.options };
        let takes_values = argument.get_action().takes_values();
        let values: Vec<PossibleValue> = if takes_values { argument.get_possible_values() } else { vec![] };
        let defaults: Vec<String> =
            argument.get_default_values().iter().map(|value| value.to_string_lossy().into_owned()).collect();
        let default = match defaults.as_slice() {
            [] => String::new(),
            _ if !takes_values => String::new(),
            values => format!("[{}: {}]", catalogue.default, values.join(catalogue.separator)),
        };
        let (short, long) = split(text);
        let named: Vec<&str> = values.iter().map(PossibleValue::get_name).collect();
        let list = match named.as_slice() {
            [] => String::new(),
            named => format!(
                "{}[{}: {}]",
                if default.is_empty() { "" } else { " " },
                catalogue.values,
                named.join(catalogue.separator)
            ),
        };
        let width = self.columns.saturating_sub(INDENT);
        let meanings: Vec<String> = values
            .iter()
            .filter_map(|value| {
                let meaning = catalogue.meaning(&name, value.get_name())?;
                Some(format!("- {}: {meaning}", value.get_name()))
            })
            .collect();
        let long = match (long, meanings.as_slice()) {
            (None, []) => None,
            (_, []) => Some(format!("{text}{default}{list}")),
            (_, meanings) => {
                Some(format!("{text}{default}\n\n{}:\n{}", catalogue.values, meanings.join("\n")))
            }
        };
        // What every command takes comes last, in whatever order commands are put together.
        let argument = match ["color", "help", "version"].iter().position(|common| *common == name) {
            Some(place) => argument.display_order(1000 + place),
            None => argument,
        };
        argument
            .help(lines(&format!("{short}{default}{list}"), width))
            .help_heading(heading)
            .hide_default_value(takes_values)
            .hide_possible_values(takes_values)
            .long_help(resettable(long.map(|long| lines(&long, width))))
    }
}

/// What takes the place of a longer text, or takes it away.
fn resettable(text: Option<String>) -> Resettable<StyledStr> {
    Resettable::from(text.map(StyledStr::from))
}

/// The text in lines of that width.
fn lines(text: &str, width: usize) -> String {
    wrapped(text, width, width).join("\n")
}

/// The first paragraph, and whether there are more.
fn split(text: &str) -> (&str, Option<&str>) {
    text.split_once("\n\n").map_or((text, None), |(short, long)| (short, Some(long)))
}

fn flag(name: &'static str, short: char, action: ArgAction) -> Arg {
    Arg::new(name).short(short).long(name).action(action)
}
