//! The labelled material is sound: every truth file parses, every path exists, and every text that is quoted
//! stands in its article's headline, standfirst or body as Parallax reads them. Nothing is measured here.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::labelled::{World, list, text};

/// Every object in `value` that has both a path and a text.
fn quoted<'a>(value: &'a Value, into: &mut Vec<(&'a str, &'a str)>) {
    match value {
        Value::Array(all) => all.iter().for_each(|one| quoted(one, into)),
        Value::Object(fields) => {
            if let (Some(path), Some(text)) = (fields.get("path"), fields.get("text")) {
                into.push((path.as_str().unwrap(), text.as_str().unwrap()));
            }
            fields.values().for_each(|one| quoted(one, into));
        }
        _ => {}
    }
}

fn check_world(world: &World, files: &[&str]) {
    let mut failures = Vec::new();
    for name in files {
        let truth = world.json(name);
        let mut all = Vec::new();
        quoted(&truth, &mut all);
        assert!(
            !all.is_empty() || *name == "copies.json" || *name == "stories.json",
            "{name} quotes nothing"
        );
        for (path, wanted) in all {
            if world.find(path, wanted).is_none() {
                failures.push(format!("{name}: {path} lacks: {wanted}"));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn what_is_quoted_of_the_sample_stands_there() {
    check_world(&World::sample(), &["voices.json", "pairs.json", "omissions.json", "labels.json"]);
}

#[test]
fn what_is_quoted_of_the_held_out_world_stands_there() {
    check_world(
        &World::held_out(),
        &["voices.json", "pairs.json", "omissions.json", "labels.json", "figures.json"],
    );
}

#[test]
fn what_is_quoted_of_the_fresh_world_stands_there() {
    check_world(&World::fresh(), &["voices.json", "pairs.json", "omissions.json"]);
}

#[test]
fn pairs_are_of_different_outlets_of_one_story() {
    for world in World::all() {
        let pairs = world.json("pairs.json");
        let stories = world.json("stories.json");
        let home: BTreeMap<&str, &str> = list(&stories, "stories")
            .iter()
            .flat_map(|story| {
                list(story, "articles").iter().map(|path| (path.as_str().unwrap(), text(story, "id")))
            })
            .collect();
        let mut seen = BTreeSet::new();
        for pair in list(&pairs, "pairs") {
            let (a, b) = (text(&pair["a"], "path"), text(&pair["b"], "path"));
            assert!((1..=3).contains(&pair["grade"].as_u64().unwrap()), "{pair}");
            assert_eq!((home[a], home[b]), (text(pair, "story"), text(pair, "story")), "{pair}");
            let key = ((a, text(&pair["a"], "text")), (b, text(&pair["b"], "text")));
            assert!(seen.insert(key) && !seen.contains(&(key.1, key.0)), "twice: {pair}");
        }
        for pair in list(&pairs, "pairs").iter().chain(list(&pairs, "not_pairs")) {
            let (a, b) = (text(&pair["a"], "path"), text(&pair["b"], "path"));
            assert_ne!(world.articles[a].outlet, world.articles[b].outlet, "{pair}");
        }
        for pair in list(&pairs, "not_pairs") {
            let key = ["a", "b"].map(|side| (text(&pair[side], "path"), text(&pair[side], "text")));
            assert!(
                !seen.contains(&(key[0], key[1])) && !seen.contains(&(key[1], key[0])),
                "pair and none: {pair}"
            );
        }
    }
}

#[test]
fn who_leaves_out_does_not_tell() {
    for world in World::all() {
        let omissions = world.json("omissions.json");
        let known: BTreeSet<String> =
            world.articles.values().filter_map(|article| article.outlet.clone()).collect();
        for item in list(&omissions, "left_out").iter().chain(list(&omissions, "only_here")) {
            let told: BTreeSet<&str> = list(item, "told_by").iter().map(|o| o.as_str().unwrap()).collect();
            assert!(["name", "figure", "passage"].contains(&text(item, "kind")), "{item}");
            assert!(told.iter().all(|outlet| known.contains(*outlet)), "{item}");
            match item["left_out_by"].as_array() {
                None => assert_eq!(told, BTreeSet::from([text(item, "outlet")]), "{item}"),
                Some(missing) => {
                    assert!(told.len() >= 2 && !missing.is_empty(), "{item}");
                    let apart = |o: &Value| {
                        known.contains(o.as_str().unwrap()) && !told.contains(o.as_str().unwrap())
                    };
                    assert!(missing.iter().all(apart), "{item}");
                }
            }
        }
    }
}

#[test]
fn voices_say_who_and_how() {
    for world in World::all() {
        let truth = world.json("voices.json");
        let mut seen = BTreeSet::new();
        for voice in list(&truth, "voices") {
            assert!(["direct", "indirect", "mixed"].contains(&text(voice, "kind")), "{voice}");
            let path = text(voice, "path");
            assert!(seen.insert((path, text(voice, "text"))), "twice: {voice}");
            if let Some(written) = voice["speaker_as_written"].as_str() {
                assert!(world.find(path, written).is_some(), "{path} lacks the speaker: {written}");
            }
        }
    }
}

#[test]
fn every_held_out_article_has_its_story_and_outlet() {
    let world = World::held_out();
    let stories = world.json("stories.json");
    let told = list(&stories, "stories").iter().flat_map(|story| list(story, "articles"));
    let told: Vec<&str> = told.chain(list(&stories, "no_story")).map(|path| path.as_str().unwrap()).collect();
    assert_eq!(told.len(), world.articles.len());
    assert_eq!(
        told.iter().copied().collect::<BTreeSet<_>>(),
        world.articles.keys().map(String::as_str).collect()
    );
    for voice in list(&world.json("voices.json"), "voices") {
        // A page in another language may name its outlet in that.
        let path = text(voice, "path");
        let is_english = !["-ja-", "-ru-", "-zh-"].iter().any(|mark| path.contains(mark));
        let found = world.articles[path].outlet.as_deref();
        assert!(!is_english || found == voice["outlet"].as_str(), "{found:?}: {voice}");
    }
}

#[test]
fn held_out_copies_keep_and_change_what_the_truth_says() {
    let world = World::held_out();
    let has = |path: &str, wanted: &str| world.find(path, wanted).is_some();
    let copies = world.json("copies.json");
    assert!(list(&copies, "copies").len() >= 4);
    for copy in list(&copies, "copies") {
        let (of, printed) = (text(copy, "of"), text(copy, "in"));
        for cut in list(copy, "cut").iter().map(|cut| cut.as_str().unwrap()) {
            assert!(has(of, cut) && !has(printed, cut), "{cut}");
        }
        for same in copy["same"].as_array().into_iter().flatten().map(|same| same.as_str().unwrap()) {
            assert!(has(of, same) && has(printed, same), "{same}");
        }
        for added in copy["added"].as_array().into_iter().flatten().map(|added| added.as_str().unwrap()) {
            assert!(!has(of, added) && has(printed, added), "{added}");
        }
        for change in list(copy, "changed") {
            assert!(has(of, text(change, "from")) && has(printed, text(change, "to")), "{change}");
        }
    }
}
