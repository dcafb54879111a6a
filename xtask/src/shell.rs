//! Running other programs: found on a search path of our choice, announced before they run, and judged by their exit code.

use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::OnceLock;

use crate::Outcome;

/// The directory of the project, where every command runs. Cargo tells it at run time, which holds where a build is
/// shared between checkouts; without cargo it is the directory that we were built in.
pub fn project() -> &'static Path {
    static PROJECT: OnceLock<PathBuf> = OnceLock::new();
    PROJECT.get_or_init(|| {
        let xtask = std::env::var_os("CARGO_MANIFEST_DIR").map(PathBuf::from);
        let xtask = xtask.unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        xtask.parent().expect("xtask lies in the project").to_owned()
    })
}

/// Where programs are looked for: directories of our own first, then the person's PATH.
#[derive(Clone, Default)]
pub struct SearchPath {
    own: Vec<PathBuf>,
}

impl SearchPath {
    /// Looks in `directory` before anything that the person's PATH offers.
    pub fn put_first(&mut self, directory: PathBuf) {
        self.own.insert(0, directory);
    }

    /// The file of a program, if it is anywhere.
    pub fn find(&self, program: &str) -> Option<PathBuf> {
        let name = format!("{program}{}", std::env::consts::EXE_SUFFIX);
        self.directories()
            .into_iter()
            .map(|directory| directory.join(&name))
            .find(|file| file.is_file())
    }

    /// A command in the project's directory that finds its own helpers on this path, too.
    pub fn command(&self, program: &str) -> Command {
        let file = self.find(program).unwrap_or_else(|| PathBuf::from(program));
        let mut command = Command::new(file);
        command.current_dir(project()).env("PATH", self.joined());
        command
    }

    /// What `program --version` prints, or nothing if there is no such program.
    pub fn version(&self, program: &str) -> Option<String> {
        let output = self
            .command(program)
            .arg("--version")
            .stderr(Stdio::null())
            .output()
            .ok()?;
        output
            .status
            .success()
            .then(|| String::from_utf8_lossy(&output.stdout).trim().to_owned())
    }

    fn directories(&self) -> Vec<PathBuf> {
        let given = std::env::var_os("PATH").unwrap_or_default();
        self.own
            .iter()
            .cloned()
            .chain(std::env::split_paths(&given))
            .collect()
    }

    fn joined(&self) -> OsString {
        std::env::join_paths(self.directories()).expect("a PATH that was split joins again")
    }
}

/// Whether a program's version line names exactly this version.
pub fn names_version(line: &str, version: &str) -> bool {
    line.split([' ', '(', ')', '\n']).any(|word| word == version)
}

/// Prints the command, runs it with our own output, and fails if it fails.
pub fn run(command: &mut Command) -> Outcome {
    println!("$ {}", shown(command));
    let status = command
        .status()
        .map_err(|error| format!("cannot start {}: {error}", shown(command)))?;
    if status.success() {
        Ok(())
    } else {
        Err(format!("`{}` failed ({status})", shown(command)))
    }
}

/// Prints the command and lets it take our place, so that whoever stops us stops it.
pub fn become_process(mut command: Command) -> Outcome {
    #[cfg(unix)]
    {
        use std::os::unix::process::CommandExt;
        println!("$ {}", shown(&command));
        let error = command.exec();
        Err(format!("cannot start {}: {error}", shown(&command)))
    }
    #[cfg(not(unix))]
    run(&mut command)
}

/// The command as one would type it.
fn shown(command: &Command) -> String {
    let program = Path::new(command.get_program())
        .file_name()
        .unwrap_or(command.get_program());
    let words = std::iter::once(program).chain(command.get_args());
    words
        .map(|word| word.to_string_lossy().into_owned())
        .collect::<Vec<_>>()
        .join(" ")
}

#[cfg(test)]
mod tests {
    use super::names_version;

    #[test]
    fn a_version_is_a_whole_word() {
        assert!(names_version("trunk 0.21.14", "0.21.14"));
        assert!(names_version("wasm-opt version 132 (version_132)", "132"));
        assert!(!names_version("trunk 0.21.140", "0.21.14"));
        assert!(!names_version("wasm-bindgen 0.2.13", "0.2.130"));
    }
}
