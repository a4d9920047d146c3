//! `cargo xtask score`: the built program over annotated reports, held against floors that it must not fall under.
//!
//! In: `$LITOPYS_EVAL` (by default `../shared/eval`) with `score.py` and `gold/*.jsonl`, and `target/release/litopys`.
//! Out: the scorer's words and a verdict. The annotated reports belong to their publishers and are no part of this tree.

use anyhow::{Context, Result, ensure};
use serde_json::{Value, json};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
};

/// What a score must reach; raised when it rises for good, never lowered without a reason in CHANGELOG.md.
struct Floor {
    gold: &'static str,
    f1: f64,
    precision: f64,
    /// Numbered claims on reports that tell of no violence.
    most_noise: u64,
}

const FLOORS: [Floor; 2] = [
    Floor { gold: "seeds.jsonl", f1: 0.85, precision: 0.0, most_noise: 0 },
    Floor { gold: "reports-en.jsonl", f1: 0.72, precision: 0.80, most_noise: 8 },
];

/// Scores every set and fails if one falls short.
pub(crate) fn run() -> Result<()> {
    let eval = std::env::var_os("LITOPYS_EVAL").map_or_else(|| crate::root().join("../shared/eval"), PathBuf::from);
    let program = target_folder().join("release/litopys");
    ensure!(eval.join("score.py").exists(), "{}: no score.py there; help: set LITOPYS_EVAL", eval.display());
    ensure!(program.exists(), "{}: not built; help: cargo build --release", program.display());
    let mut short = Vec::new();
    for floor in &FLOORS {
        let score = score(&eval, &program, floor.gold)?;
        let figure = |name: &str| score["figure"][name].as_f64().unwrap_or(0.0);
        let count = |name: &str| score[name].as_u64().unwrap_or(u64::MAX);
        println!(
            "{}: figure P {:.3} R {:.3} F1 {:.3}, {} numbered claims on irrelevant reports, {} ungrounded quotes",
            floor.gold,
            figure("precision"),
            figure("recall"),
            figure("f1"),
            count("claims_on_irrelevant_reports"),
            count("ungrounded_quotes"),
        );
        short.extend(shortfalls(floor, &score));
    }
    ensure!(short.is_empty(), "below the floor: {}", short.join("; "));
    Ok(())
}

fn target_folder() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| crate::root().join("target"), PathBuf::from)
}

/// Extracts the texts of a set, without its annotations, and hands both to the scorer.
fn score(eval: &Path, program: &Path, name: &str) -> Result<Value> {
    let gold = eval.join("gold").join(name);
    let folder = target_folder().join("score");
    fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
    let (input, output) = (folder.join(name), folder.join(format!("found-{name}")));
    let mut lines = String::new();
    for line in fs::read_to_string(&gold).with_context(|| gold.display().to_string())?.lines() {
        let report: Value = serde_json::from_str(line).with_context(|| gold.display().to_string())?;
        let bare = json!({"id": report["id"], "url": report["url"], "title": report["title"], "published": report["published"], "text": report["text"]});
        lines.push_str(&format!("{bare}\n"));
    }
    fs::write(&input, lines).with_context(|| input.display().to_string())?;
    let mut extract = Command::new(program);
    extract.arg("extract").arg(&input).args(["--format", "jsonl", "--quiet", "--output"]).arg(&output);
    ensure!(extract.status().context("litopys extract")?.success(), "litopys extract failed on {name}");
    let scorer = Command::new("python3").arg(eval.join("score.py")).arg(&gold).arg(&output).arg("--json").output();
    let scorer = scorer.context("python3; help: install Python 3")?;
    ensure!(scorer.status.success(), "score.py: {}", String::from_utf8_lossy(&scorer.stderr));
    serde_json::from_slice(&scorer.stdout).context("score.py")
}

fn shortfalls(floor: &Floor, score: &Value) -> Vec<String> {
    let figure = |name: &str| score["figure"][name].as_f64().unwrap_or(0.0);
    let mut short = Vec::new();
    for (name, least) in [("f1", floor.f1), ("precision", floor.precision)] {
        if figure(name) < least {
            short.push(format!("{} {name} {:.3}, at least {least:.2} wanted", floor.gold, figure(name)));
        }
    }
    for (name, most) in [("claims_on_irrelevant_reports", floor.most_noise), ("ungrounded_quotes", 0)] {
        // A count that the scorer does not give is a shortfall too.
        let count = score[name].as_u64().unwrap_or(u64::MAX);
        if count > most {
            short.push(format!("{} {}: {count}, at most {most} wanted", floor.gold, name.replace('_', " ")));
        }
    }
    short
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_score_below_a_floor_is_told_and_one_above_is_not() {
        let floor = Floor { gold: "x.jsonl", f1: 0.72, precision: 0.8, most_noise: 8 };
        let score = |f1: f64, noise: u64| json!({"figure": {"f1": f1, "precision": 0.9}, "claims_on_irrelevant_reports": noise, "ungrounded_quotes": 0});
        assert!(shortfalls(&floor, &score(0.72, 8)).is_empty());
        assert_eq!(shortfalls(&floor, &score(0.719, 8)).len(), 1);
        assert_eq!(shortfalls(&floor, &score(0.9, 9)).len(), 1);
        assert_eq!(shortfalls(&floor, &json!({})).len(), 4);
    }
}
