//! What the published pages keep for when there is no network: the list of all files with a digest of each, written into
//! the copy of the worker beside them. While the pages are served for development the list stays empty, and nothing is
//! kept.

use std::fs;
use std::path::Path;

use crate::Outcome;

const WORKER: &str = "offline.js";

/// Writes the list of the files of a folder of built pages into their worker.
pub fn write(folder: &Path) -> Outcome {
    let mut files = Vec::new();
    list(folder, "", &mut files)?;
    files.sort();
    let mut edition = Vec::new();
    let mut entries = String::new();
    for name in files.iter().filter(|name| *name != WORKER) {
        let bytes = read(&folder.join(name))?;
        let digest = format!("{:08x}", digest(&bytes));
        edition.extend(name.bytes().chain(digest.bytes()));
        entries.push_str(&format!("\n  {name:?}: \"{digest}\","));
    }
    let path = folder.join(WORKER);
    let worker = String::from_utf8(read(&path)?).map_err(|error| format!("{WORKER}: {error}"))?;
    let edition = format!("{:08x}", digest(&edition));
    let filled = fill(&worker, "const EDITION = ", &format!("\"{edition}\""))?;
    let filled = fill(&filled, "const FILES = ", &format!("{{{entries}\n}}"))?;
    fs::write(&path, filled).map_err(|error| format!("{}: {error}", path.display()))?;
    println!(
        "== {} files are kept for when there is no network, edition {edition}",
        files.len() - 1
    );
    Ok(())
}

/// The worker with another value in a declaration: up to the semicolon that ends it.
fn fill(worker: &str, declaration: &str, value: &str) -> Outcome<String> {
    let missing = || format!("{WORKER} has no `{declaration}`");
    let (before, after) = worker.split_once(declaration).ok_or_else(missing)?;
    let (_, rest) = after.split_once(';').ok_or_else(missing)?;
    Ok([before, declaration, value, ";", rest].concat())
}

fn list(folder: &Path, within: &str, files: &mut Vec<String>) -> Outcome {
    let failed = |error| format!("{}: {error}", folder.display());
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let name = entry
            .file_name()
            .into_string()
            .map_err(|name| format!("{name:?} is no name"))?;
        let name = format!("{within}{name}");
        match entry.file_type().map_err(failed)?.is_dir() {
            true => list(&entry.path(), &format!("{name}/"), files)?,
            false => files.push(name),
        }
    }
    Ok(())
}

fn read(path: &Path) -> Outcome<Vec<u8>> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

/// FNV-1a, as the worker computes it.
fn digest(bytes: &[u8]) -> u32 {
    let step = |hash: u32, byte: &u8| (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    bytes.iter().fold(0x811c_9dc5, step)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_is_what_others_compute() {
        assert_eq!(format!("{:08x}", digest(b"")), "811c9dc5");
        assert_eq!(format!("{:08x}", digest(b"foobar")), "bf9cf968");
    }

    #[test]
    fn the_worker_has_both_declarations() {
        let worker = include_str!("../../offline.js");
        let filled = fill(worker, "const EDITION = ", "\"e\"").expect("it has an edition");
        let filled = fill(&filled, "const FILES = ", "{ \"a\": \"1\" }").expect("it has files");
        assert!(
            filled.contains("const EDITION = \"e\";\nconst FILES = { \"a\": \"1\" };\n"),
            "{filled}"
        );
        // Written twice it is the same.
        assert_eq!(fill(&filled, "const EDITION = ", "\"e\"").expect("again"), filled);
    }
}
