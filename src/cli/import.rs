//! `parallax import`: what reading gave, and the import report as a folder of tables.

use super::args::{Import, Reading};
use super::failure::Failure;
use super::open::read_all;
use super::output::{Streams, deliver};
use crate::export::save_folder;
use crate::figure::format;
use crate::problem::Problem;
use crate::project::import::{self, FileResult, NO_RUNNING_TEXT, Outcome, ProblemGroup, save};
use crate::session::{by_hand, pages_by_hand};
use crate::task::Task;

/// Runs the command.
pub fn run(asked: &Import, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let reading = Reading { paths: asked.paths.clone(), filters: Vec::new(), problems: false };
    let opened = read_all(&reading, None, true, streams)?;
    let (articles, read) = (opened.corpus.articles(), opened.as_read.articles());
    let task = Task::none();
    let outcome = import::outcome(articles, &opened.problems, &task)?;
    let gaps = import::gaps(articles, read, &task)?;
    let summary = summary(&outcome, gaps.count(|gap| gap.is_open()), &opened.problems);
    if let Some(folder) = &asked.report {
        let by_hand = opened.said.list.iter().map(by_hand);
        let by_hand: Vec<save::ByHand> = by_hand.chain(pages_by_hand(&opened.pages)).collect();
        let tables = save::tables((articles, read), &opened.problems, &by_hand, &task)?;
        tables.and_then(|tables| save_folder(folder, &tables)).map_err(Failure::NotSaved)?;
    }
    deliver(None, streams, |out| out.write_all(summary.as_bytes()))
}

/// Files by result, then what is said of files, the worst first.
fn summary(outcome: &Outcome, lacking: u64, problems: &[Problem]) -> String {
    let mut text = String::new();
    for (count, one, many) in [
        (outcome.articles, "article", "articles"),
        (outcome.read, "file read, no remark", "files read, no remark"),
        (outcome.remarked, "file read, with a remark", "files read, with a remark"),
        (outcome.unread, "file not read", "files not read"),
        (outcome.passed_over, "file or folder passed over", "files and folders passed over"),
        (outcome.textless.len() as u64, "article without running text", "articles without running text"),
        (
            outcome.joined.len() as u64,
            "article of several pages, joined",
            "articles of several pages, joined",
        ),
        (outcome.repeated, "article word for word as another", "articles word for word as another"),
        (lacking, "article without outlet, date or headline", "articles without outlet, date or headline"),
    ] {
        text.push_str(&line(count, if count == 1 { one } else { many }));
    }
    for result in FileResult::ALL {
        let groups = outcome.groups.iter().filter(|group| group.result == result);
        let textless = if result == FileResult::Remarked { outcome.textless.len() as u64 } else { 0 };
        let lines: Vec<String> = groups.filter_map(|group| told(group, problems)).collect();
        if lines.is_empty() && textless == 0 {
            continue;
        }
        text.push_str(&format!("\n{}\n", result.heading()));
        if textless > 0 {
            text.push_str(&line(textless, NO_RUNNING_TEXT));
        }
        text.extend(lines);
    }
    text
}

fn line(count: u64, words: &str) -> String {
    format!("{:>9}  {words}\n", format::count(count))
}

/// What is said of some files, and of how many; of one by its name.
fn told(group: &ProblemGroup, problems: &[Problem]) -> Option<String> {
    let first = problems.get(*group.problems.first()? as usize)?;
    let one = first.path.as_deref().filter(|_| group.problems.len() == 1);
    let named = one.map(|path| format!("{}: {path}", first.text));
    Some(line(group.problems.len() as u64, named.as_deref().unwrap_or(&first.text)))
}
