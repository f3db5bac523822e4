//! `strata explain`: the words behind a code.

use strata_check::{Phase, Rule, Severity, closest_rule, rules};

use crate::args::Explain;
use crate::failure::{Exit, Failure, plain};
use crate::output;

/// Prints one rule in full, or the list of all.
pub(crate) fn explain(args: &Explain) -> Result<Exit, Failure> {
    let text = match args.rule.as_deref() {
        None => list(),
        Some(word) => match strata_check::rule(word) {
            Some(rule) => format!("{}{}", strata_check::explain(rule), accepting(rule)),
            None => return Err(unknown(word)),
        },
    };
    output::print(&text)?;
    Ok(Exit::Clean)
}

/// How a finding of the rule is accepted, where that is to be had.
fn accepting(rule: &Rule) -> String {
    match (rule.phase(), rule.severity) {
        (Phase::Rules, Severity::Error) => {
            "\nOne finding is accepted by an entry of `allow` in the brief.\n".to_owned()
        }
        (Phase::Rules, _) => format!(
            "\nOne finding is accepted by an entry of `allow` in the brief; all of a folder by\n\
             `{} = \"ignore\"` below `[rules]` in `strata.toml`.\n",
            rule.name
        ),
        _ => String::new(),
    }
}

fn list() -> String {
    let longest = rules().map(|rule| rule.name.len()).max().unwrap_or(0);
    rules()
        .map(|rule| {
            let (code, name) = (rule.code, rule.name);
            match rule.severity {
                Severity::Error => format!("{code}  {name}\n"),
                other => format!("{code}  {name:longest$}  {other}\n"),
            }
        })
        .collect()
}

fn unknown(word: &str) -> Failure {
    let failure = Failure::new(format!("there is no rule `{}`", plain(word)));
    match closest_rule(word) {
        Some(rule) => failure.help(format!("did you mean {} {}?", rule.code, rule.name)),
        None => failure.help("`strata explain` lists all rules"),
    }
}
