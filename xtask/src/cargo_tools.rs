//! The tools that cargo installs: trunk, the wasm-bindgen CLI and wasm-pack, each in one exact version.
//!
//! A tool on the PATH is used if it is that version. Otherwise it is installed once into a cache of this project (see
//! [`cache`]), one directory a version, so that a person's own installation is never replaced.

use std::path::PathBuf;
use std::process::Command;

use crate::Outcome;
use crate::shell::{SearchPath, names_version, project, run};

/// A program from crates.io.
pub struct CargoTool {
    package: &'static str,
    program: &'static str,
    version: String,
    /// What `cargo install` needs to hear besides the version.
    options: &'static [&'static str],
}

/// Serves and bundles the studio. It never downloads for us, so it is built without its HTTP client's TLS.
pub fn trunk() -> CargoTool {
    let options = &["--locked", "--no-default-features"];
    CargoTool {
        package: "trunk",
        program: "trunk",
        version: "0.21.14".into(),
        options,
    }
}

/// Runs the tests that need a browser.
pub fn wasm_pack() -> CargoTool {
    CargoTool {
        package: "wasm-pack",
        program: "wasm-pack",
        version: "0.15.1".into(),
        options: &["--locked"],
    }
}

/// Makes the JavaScript side of the binary. It must be of the very version of the crate, so it is read from Cargo.lock.
/// Not `--locked`: the lock file that it is published with may name a crate that the index no longer has.
pub fn wasm_bindgen() -> Outcome<CargoTool> {
    let lock = std::fs::read_to_string(project().join("Cargo.lock"))
        .map_err(|error| format!("Cargo.lock: {error}"))?;
    let version = locked_version(&lock, "wasm-bindgen").ok_or("Cargo.lock names no wasm-bindgen")?;
    Ok(CargoTool {
        package: "wasm-bindgen-cli",
        program: "wasm-bindgen",
        version,
        options: &[],
    })
}

fn locked_version(lock: &str, package: &str) -> Option<String> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    lines
        .nth(1)?
        .strip_prefix("version = \"")?
        .strip_suffix('"')
        .map(str::to_owned)
}

/// Makes the tool available on `path`, installing it if its exact version is neither there nor in the cache.
pub fn provide(tool: &CargoTool, path: &mut SearchPath) -> Outcome {
    let CargoTool {
        package,
        program,
        version,
        options,
    } = tool;
    if path
        .version(program)
        .is_some_and(|line| names_version(&line, version))
    {
        println!("  {package} {version} is there");
        return Ok(());
    }
    let root = cache()?.join(format!("{package}-{version}"));
    let directory = root.join("bin");
    if !directory
        .join(format!("{program}{}", std::env::consts::EXE_SUFFIX))
        .is_file()
    {
        println!("  {package} {version} is missing: installing it, once, which takes some minutes");
        let mut install = path.command("cargo");
        install
            .args(["install", &format!("{package}@{version}")])
            .args(*options);
        install.args(["--bins", "--root"]).arg(&root);
        run(build_quickly(&mut install))?;
    }
    path.put_first(directory);
    match path.version(program) {
        Some(line) if names_version(&line, version) => {
            println!("  {package} {version} is in {}", root.display());
            Ok(())
        }
        other => Err(format!(
            "{package} {version} was wanted, but {program} says {other:?}"
        )),
    }
}

/// These tools are published with profiles that take a quarter of an hour of link-time optimisation, for programs that
/// then run for a second. Lightly optimised they take a third of the time to build.
fn build_quickly(install: &mut Command) -> &mut Command {
    install
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0")
        .env("CARGO_PROFILE_RELEASE_PANIC", "unwind")
}

/// Where installed tools are kept for all checkouts: `WARREN_TOOLS`, or `warren/tools` in the user's cache directory.
fn cache() -> Outcome<PathBuf> {
    if let Some(chosen) = std::env::var_os("WARREN_TOOLS") {
        return Ok(PathBuf::from(chosen));
    }
    let home =
        std::env::home_dir().ok_or("there is no home directory; say with WARREN_TOOLS where tools may go")?;
    let caches = match std::env::consts::OS {
        "macos" => home.join("Library/Caches"),
        "windows" => std::env::var_os("LOCALAPPDATA").map_or(home, PathBuf::from),
        _ => std::env::var_os("XDG_CACHE_HOME").map_or(home.join(".cache"), PathBuf::from),
    };
    Ok(caches.join("warren").join("tools"))
}

#[cfg(test)]
mod tests {
    use super::locked_version;

    #[test]
    fn the_version_of_a_package_is_read_from_the_lock_file() {
        let lock = "[[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\nsource = \"x\"\n";
        assert_eq!(locked_version(lock, "wasm-bindgen").as_deref(), Some("0.2.130"));
        assert_eq!(locked_version(lock, "yew"), None);
    }
}
