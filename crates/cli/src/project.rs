//! What is said once for all briefs of a folder: the project file `strata.toml`.
//!
//! It is looked for in the folder of a brief and above it, and the first is taken. Options
//! come before what it says. Only this command reads it: what holds for a brief wherever it
//! goes stands in the brief.

mod file;

use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use strata_check::{Levels, Report, Severity, closest_rule, rules_called};
use strata_crew::Setup;
use strata_view::design::Design;
use strata_view::sheet::{Density, Paper};
use strata_view::theme::Theme;
use strata_view::watermark::Watermark;

use crate::args::{Deny, Project as Asked, Source};
use crate::failure::{Failure, plain, show};
use crate::input::is_stream;
use crate::theme;
use file::Project;

/// The name of a project file.
pub(crate) const NAME: &str = "strata.toml";

/// What the options of a command say, each in the place of what a project says.
#[derive(Debug, Default)]
pub(crate) struct Options<'a> {
    pub(crate) deny: Option<Deny>,
    pub(crate) theme: Option<&'a Path>,
    pub(crate) paper: Option<Paper>,
    pub(crate) density: Option<Density>,
    pub(crate) max_pages: Option<u16>,
    pub(crate) watermark: Option<Watermark>,
    pub(crate) ignore: &'a [String],
    pub(crate) select: &'a [String],
}

/// The setup of a project file.
#[derive(Debug, Clone)]
struct Known {
    setup: Arc<Setup>,
    /// Whether nothing is wrong with the file and the theme.
    is_sound: bool,
}

/// The setups of the briefs of one run, each made once.
pub(crate) struct Setups<'a> {
    asked: &'a Asked,
    source: &'a Source,
    options: Options<'a>,
    known: HashMap<Option<PathBuf>, Known>,
    /// The project files and themes with errors, and what they are.
    pub(crate) unfit: Vec<(&'static str, Report)>,
}

impl<'a> Setups<'a> {
    /// Setups by these arguments.
    ///
    /// # Errors
    ///
    /// When a rule is named that there is not, or that cannot be ignored.
    pub(crate) fn new(
        asked: &'a Asked,
        source: &'a Source,
        options: Options<'a>,
    ) -> Result<Self, Failure> {
        let setups =
            Setups { asked, source, options, known: HashMap::new(), unfit: Vec::new() };
        setups.choose(&mut Levels::default())?;
        Ok(setups)
    }

    /// The setup of a brief. What is wrong with its project file or its theme is added to
    /// the unfit; it is then judged without.
    ///
    /// # Errors
    ///
    /// When a file cannot be read that is asked for.
    pub(crate) fn of(&mut self, brief: &Path) -> Result<Arc<Setup>, Failure> {
        Ok(self.known(&self.file_of(brief))?.setup)
    }

    /// The setup of a brief, with whose project file and theme nothing is wrong.
    ///
    /// # Errors
    ///
    /// When something is, or a file cannot be read that is asked for.
    pub(crate) fn sound(&mut self, brief: &Path) -> Result<Arc<Setup>, Failure> {
        let file = self.file_of(brief);
        let Known { setup, is_sound } = self.known(&file)?;
        if is_sound {
            return Ok(setup);
        }
        Err(Failure::new(match file {
            Some(file) => {
                format!("its project file `{}`, or the theme, has errors", show(&file))
            }
            None => "the theme has errors".to_owned(),
        }))
    }

    /// The project file that holds for a brief.
    fn file_of(&self, brief: &Path) -> Option<PathBuf> {
        match &self.asked.project {
            Some(file) => Some(file.clone()),
            None if self.asked.no_project => None,
            None => found(brief),
        }
    }

    fn known(&mut self, file: &Option<PathBuf>) -> Result<Known, Failure> {
        if let Some(known) = self.known.get(file) {
            return Ok(known.clone());
        }
        let mut project = Project::default();
        let mut is_sound = true;
        if let Some(file) = file {
            match Project::read(file)? {
                Ok(read) => project = read,
                Err(report) => {
                    self.unfit.push(("project file", report));
                    is_sound = false;
                }
            }
        }
        let (setup, has_theme) = self.setup(project)?;
        let known = Known { setup: Arc::new(setup), is_sound: is_sound && has_theme };
        self.known.insert(file.clone(), known.clone());
        Ok(known)
    }

    /// The setup of a project, and whether its theme is fit.
    fn setup(&mut self, project: Project) -> Result<(Setup, bool), Failure> {
        let options = &self.options;
        let theme = options.theme.or(project.theme.as_deref());
        let mut is_fit = true;
        let theme = match theme::open(theme)? {
            Ok(theme) => theme,
            Err(report) => {
                let known = |(_, other): &(&str, Report)| *other == report;
                if !self.unfit.iter().any(known) {
                    self.unfit.push(("theme", report));
                }
                is_fit = false;
                Theme::default()
            }
        };
        let options = &self.options;
        let design = Design::default();
        let design = Design {
            paper: options.paper.or(project.paper).unwrap_or(design.paper),
            density: options.density.or(project.density).unwrap_or(design.density),
            watermark: options.watermark.clone(),
            max_pages: options
                .max_pages
                .or(project.max_pages)
                .unwrap_or(design.max_pages),
            theme,
        };
        let mut levels = project.levels;
        self.choose(&mut levels)?;
        let deny = self.options.deny.or(project.deny);
        let setup = Setup {
            levels,
            deny_warnings: deny == Some(Deny::Warnings),
            design,
            limits: self.source.limits(project.max_size),
        };
        Ok((setup, is_fit))
    }

    /// Ignores and selects as the options say.
    fn choose(&self, levels: &mut Levels) -> Result<(), Failure> {
        for word in self.options.ignore {
            let rules = named(word)?;
            if let [rule] = rules.as_slice()
                && rule.severity == Severity::Error
            {
                let what = format!("`{}` is an error, and cannot be ignored", rule.name);
                return Err(Failure::new(what).help(
                    "accept it with an entry of `allow` in the brief, with a reason",
                ));
            }
            levels.ignore(rules);
        }
        for word in self.options.select {
            levels.select(named(word)?);
        }
        Ok(())
    }
}

/// The largest file in MiB that the project of a brief lets be read; nothing where it does not
/// say. What is wrong with a project file is for those to tell who judge by it.
pub(crate) fn max_size(brief: &Path) -> Option<u8> {
    let project = Project::read(&found(brief)?).ok()?.ok()?;
    project.max_size
}

/// The rules that are named by a code, a name, or the start of codes.
fn named(word: &str) -> Result<Vec<&'static strata_check::Rule>, Failure> {
    let rules = rules_called(word);
    if !rules.is_empty() {
        return Ok(rules);
    }
    let failure = Failure::new(format!("there is no rule `{}`", plain(word)));
    Err(match closest_rule(word) {
        Some(rule) => failure.help(format!("did you mean {} {}?", rule.code, rule.name)),
        None => failure.help("`strata explain` lists all rules"),
    })
}

/// The project file of a brief: in its folder, or the nearest above it.
fn found(brief: &Path) -> Option<PathBuf> {
    let folder = match brief.parent() {
        Some(folder) if !is_stream(brief) && folder != Path::new("") => folder,
        _ => Path::new("."),
    };
    let folder = folder.canonicalize().ok()?;
    let file = folder.ancestors().map(|it| it.join(NAME)).find(|it| it.is_file())?;
    // As it would have been named by hand.
    let here = Path::new(".").canonicalize().ok();
    let within = here.as_deref().and_then(|here| file.strip_prefix(here).ok());
    Some(within.map_or_else(|| file.clone(), Path::to_owned))
}
