//! Printed files, which anyone may have written: read in a child process, within limits.
//!
//! The child is the Python that is running, once more: the parent hands over its command, and
//! it calls `answer`.

use std::ffi::OsStr;
use std::io::{self, Read as _, Write as _, stdin, stdout};
use std::process::Command;
use std::time::Duration;

use pyo3::exceptions::{PyOSError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::PyBytes;
use serde::Serialize;
use serde_json::Value;
use strata_crew::{Limits, ask, confine, pack, unpack};
use strata_proof::verify::{Bytes, Verdict, Verification};
use strata_render::imprint::{FaceImprint, Imprint};

use crate::lanes;
use crate::setup::Setup;

pyo3::import_exception!(strata_brief._errors, PdfUnreadable);

/// Far more than any file needs that Strata has printed.
const LIMITS: Limits = Limits { time: Duration::from_secs(60), memory: MEMORY };

/// What a child may take, in bytes.
pub(crate) const MEMORY: u64 = 1 << 30;

const VERIFY: &str = "verify";
const EXTRACT: &str = "extract";

/// What was found out about a file, as JSON. What keeps it from being read is found, too.
#[pyfunction]
pub(crate) fn verify(
    py: Python<'_>,
    pdf: &[u8],
    setup: &Setup,
    command: Vec<String>,
) -> PyResult<String> {
    let faces = setup.0.design.theme.own_faces().map(|(_, face)| face.bytes().as_ref());
    let input = pack(std::iter::once(pdf).chain(faces));
    let said = py.detach(|| asked(command, VERIFY, input)).unwrap_or_else(|why| {
        let told = Told { verdict: "not proved", fault: Some(why), ..Told::default() };
        told.json().into_bytes()
    });
    String::from_utf8(said).map_err(|error| PdfUnreadable::new_err(error.to_string()))
}

/// The data that are attached to a file, byte for byte.
#[pyfunction]
pub(crate) fn enclosed<'py>(
    py: Python<'py>,
    pdf: &[u8],
    command: Vec<String>,
) -> PyResult<Vec<Bound<'py, PyBytes>>> {
    let said = py.detach(|| asked(command, EXTRACT, pdf.to_vec()));
    let parts = said.and_then(|said| match unpack(&said) {
        Some(parts) => match parts.split_first() {
            Some((fault, parts)) if fault.is_empty() => Ok(parts.to_vec()),
            Some((fault, _)) => Err(String::from_utf8_lossy(fault).into_owned()),
            None => Err("its reader said nothing".to_owned()),
        },
        None => Err("its reader was cut short".to_owned()),
    });
    let parts = parts.map_err(PdfUnreadable::new_err)?;
    Ok(parts.iter().map(|part| PyBytes::new(py, part)).collect())
}

/// The child: reads what it is asked, and answers.
#[pyfunction]
pub(crate) fn answer(py: Python<'_>, task: &str) -> PyResult<()> {
    let failed = |error: io::Error| PyOSError::new_err(error.to_string());
    confine(LIMITS).map_err(failed)?;
    let mut input = Vec::new();
    stdin().lock().read_to_end(&mut input).map_err(failed)?;
    let answer = match task {
        VERIFY => py.detach(|| lanes::run(|| verified(&input)))?,
        EXTRACT => py.detach(|| extracted(&input)),
        _ => return Err(PyValueError::new_err("this is for Strata itself")),
    };
    let mut out = stdout().lock();
    out.write_all(&answer).and_then(|()| out.flush()).map_err(failed)
}

/// What a child has answered, or why it has not.
fn asked(command: Vec<String>, task: &str, input: Vec<u8>) -> Result<Vec<u8>, String> {
    let answer = ask(program(command, task), input, LIMITS);
    let answer = answer.map_err(|lost| lost.to_string())?;
    if answer.code == 0 {
        return Ok(answer.out);
    }
    let said = String::from_utf8_lossy(&answer.err);
    Err(said.trim_end().lines().last().unwrap_or("its reader failed").to_owned())
}

/// The command of a child, with what it is to do.
#[expect(
    clippy::disallowed_methods,
    reason = "the crew starts it, and only Python knows what"
)]
pub(crate) fn program<W: AsRef<OsStr>>(
    command: impl IntoIterator<Item = W>,
    task: &str,
) -> Command {
    let mut words = command.into_iter();
    let path = words.next();
    let mut program = Command::new(path.as_ref().map_or(OsStr::new(""), AsRef::as_ref));
    program.args(words).arg(task);
    program
}

fn extracted(pdf: &[u8]) -> Vec<u8> {
    match strata_proof::enclosed(pdf) {
        Ok(found) => {
            let data = found.briefs.iter().map(|data| data.bytes.as_slice());
            pack(std::iter::once(&b""[..]).chain(data))
        }
        Err(error) => pack([error.to_string().as_bytes()]),
    }
}

fn verified(input: &[u8]) -> Vec<u8> {
    let mut parts = unpack(input).unwrap_or_default().into_iter();
    let pdf = parts.next().unwrap_or_default();
    let faces: Vec<_> = parts.collect();
    let found = strata_proof::verify(&pdf, &faces);
    let told = match &found {
        Ok(found) => Told::of(found),
        Err(error) => {
            let fault = Some(error.to_string());
            Told { verdict: word(Verdict::NotProved), fault, ..Told::default() }
        }
    };
    told.json().into_bytes()
}

/// A verification as JSON.
#[derive(Serialize, Default)]
struct Told<'a> {
    verdict: &'a str,
    fault: Option<String>,
    bytes: &'a str,
    /// The first byte that differs, counted from 0.
    differs_at: Option<usize>,
    imprint: Option<&'a Imprint>,
    faces: &'a [FaceImprint],
    strings: usize,
    missing: Vec<String>,
    differences: Vec<Differs<'a>>,
    exchanged: &'a [String],
    reports: Vec<Value>,
}

#[derive(Serialize)]
struct Differs<'a> {
    page: usize,
    says: &'a str,
    should: &'a str,
}

impl<'a> Told<'a> {
    fn of(found: &'a Verification) -> Self {
        let said = |report| serde_json::from_str(&strata_emit::json(report)).ok();
        let (bytes, fault) = match &found.bytes {
            Bytes::Identical => ("identical", None),
            Bytes::Differ(_) => ("differ", None),
            Bytes::NoImprint => ("no imprint", None),
            Bytes::OtherVersion(_) => ("other version", None),
            Bytes::OtherBuild => ("other build", None),
            Bytes::NoFaces(_) => ("faces missing", None),
            Bytes::NotPrintable(error) => {
                ("not printable", error.as_ref().map(ToString::to_string))
            }
            _ => ("not compared", None),
        };
        Self {
            verdict: word(found.verdict()),
            fault,
            bytes,
            differs_at: match found.bytes {
                Bytes::Differ(at) => Some(at),
                _ => None,
            },
            imprint: found.enclosed.imprint.as_ref(),
            faces: match &found.bytes {
                Bytes::NoFaces(faces) => faces,
                _ => &[],
            },
            strings: found.strings,
            missing: found.missing.iter().map(ToString::to_string).collect(),
            differences: found
                .differences
                .iter()
                .map(|it| Differs { page: it.page, says: &it.says, should: &it.should })
                .collect(),
            exchanged: &found.exchanged,
            reports: found.reports.iter().filter_map(said).collect(),
        }
    }

    fn json(&self) -> String {
        // Texts and numbers cannot fail to be written.
        serde_json::to_string(self).unwrap_or_default()
    }
}

fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Verified => "verified",
        Verdict::Refuted => "refuted",
        Verdict::NotProved => "not proved",
    }
}
