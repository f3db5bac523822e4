//! Colours: on a terminal, or where they are asked for.

use crate::desk::{Desk, Ran, TYPO};

fn coloured(args: &[&str], environment: &[(&str, &str)]) -> bool {
    let desk = Desk::new();
    desk.put("bad.yaml", TYPO);
    let mut command = desk.command(args);
    command.envs(environment.iter().copied());
    let ran = Ran::new(args, &command.output().expect("strata starts"));
    let (out, err) = (ran.out.contains('\u{1b}'), ran.err.contains('\u{1b}'));
    out || err
}

#[test]
fn a_pipe_gets_no_colours_unless_they_are_forced() {
    for args in [
        ["check", "bad.yaml"],
        ["render", "bad.yaml"],
        ["check", "gone.yaml"],
        ["explain", "nothing"],
    ] {
        assert!(!coloured(&args, &[]), "{args:?}");
        assert!(coloured(&[&args[..], &["--color", "always"]].concat(), &[]), "{args:?}");
        assert!(coloured(&args, &[("CLICOLOR_FORCE", "1")]), "{args:?}");
    }
}

#[test]
fn the_environment_and_the_argument_switch_them_off() {
    let args = ["check", "bad.yaml"];
    let force = ("CLICOLOR_FORCE", "1");
    assert!(!coloured(&args, &[("NO_COLOR", "1")]));
    assert!(!coloured(&["check", "bad.yaml", "--color", "never"], &[force]));
}

/// Of what clap says, nothing has been parsed yet.
#[test]
fn help_and_wrong_usage_follow_the_same_choice() {
    let force = ("CLICOLOR_FORCE", "1");
    for args in [["check", "--help"].as_slice(), &["rendr"], &["check", "--formt", "x"]] {
        assert!(!coloured(args, &[]), "{args:?}");
        assert!(coloured(args, &[force]), "{args:?}");
        assert!(!coloured(args, &[force, ("NO_COLOR", "1")]), "{args:?}");
        let with = |color: &[&'static str]| [color, args].concat();
        assert!(coloured(&with(&["--color", "always"]), &[]), "{args:?}");
        assert!(!coloured(&with(&["--color=never"]), &[force]), "{args:?}");
        let behind = [args, &["--color", "never"]].concat();
        assert!(!coloured(&behind, &[force]), "{args:?}");
    }
}

#[test]
fn findings_for_programs_have_none() {
    for format in ["short", "json"] {
        let args = ["check", "bad.yaml", "--format", format, "--color", "always"];
        assert!(!coloured(&args, &[]), "{format}");
    }
}

/// On a terminal, made by `script` where that is installed.
#[cfg(target_os = "linux")]
#[test]
fn a_terminal_gets_colours_unless_the_environment_says_no() {
    let on_terminal = |environment: &[(&str, &str)]| {
        let desk = Desk::new();
        desk.put("bad.yaml", TYPO);
        let strata = desk.command(&[]);
        let line = format!("{} check bad.yaml", strata.get_program().to_string_lossy());
        let mut script = std::process::Command::new("script");
        script.args(["-qec", &line, "/dev/null"]).current_dir(desk.path(""));
        script
            .env("TERM", "xterm")
            .env_remove("NO_COLOR")
            .envs(environment.iter().copied());
        script.output().ok().map(|output| output.stdout.contains(&0x1b))
    };
    if let Some(coloured) = on_terminal(&[]) {
        assert!(coloured);
        assert_eq!(on_terminal(&[("NO_COLOR", "1")]), Some(false));
        assert_eq!(on_terminal(&[("CLICOLOR", "0")]), Some(false));
    }
}
