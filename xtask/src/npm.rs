//! What comes from npm: wasm-opt (package `binaryen`), Playwright without its browsers, and axe.
//!
//! The versions stand in package.json. `npm ci` runs when package-lock.json is not the one that was last installed.

use std::path::PathBuf;

use crate::Outcome;
use crate::shell::{SearchPath, project, run};

/// Installs the packages if need be and puts their programs on `path`.
pub fn provide(path: &mut SearchPath) -> Outcome {
    let lock = project().join("package-lock.json");
    let modules = project().join("node_modules");
    let stamp = modules.join(".installed-package-lock.json");
    let wanted = std::fs::read(&lock).map_err(|error| format!("package-lock.json: {error}"))?;
    if std::fs::read(&stamp).is_ok_and(|installed| installed == wanted) {
        println!("  npm packages are there");
    } else {
        println!("  npm packages are missing or others: installing those of package-lock.json");
        run(path.command(npm(path)?).arg("ci"))?;
        std::fs::write(&stamp, &wanted).map_err(|error| format!("{}: {error}", stamp.display()))?;
    }
    path.put_first(programs());
    Ok(())
}

fn programs() -> PathBuf {
    project().join("node_modules").join(".bin")
}

/// The name under which npm is started here; on Windows it is a script.
fn npm(path: &SearchPath) -> Outcome<&'static str> {
    let name = if cfg!(windows) { "npm.cmd" } else { "npm" };
    match path.version(name) {
        Some(_) => Ok(name),
        None => Err(
            "Node.js 20 or newer with npm is needed: install it from your system's packages \
                     or from https://nodejs.org/, and run this again"
                .into(),
        ),
    }
}
