//! Filters choose articles, and subsets limit what is found.

#![expect(clippy::unwrap_used, clippy::string_slice, reason = "a test says by a panic what is wrong")]

use std::sync::Arc;

use parallax::analysis::{Chosen, Scope};
use parallax::corpus::{Article, Completeness, Corpus, Language, RelationsBuilder, Subset};
use parallax::query::{Filter, Query, counts, find};
use parallax::task::Task;

use crate::corpus::{article, date, inferred};

fn filter_corpus() -> Corpus {
    let mut articles: Vec<Article> = ["RT", "China Daily", "Nikkei Asia", "", "RT"]
        .iter()
        .enumerate()
        .map(|(i, outlet)| article(&format!("{i}"), outlet, &["Head", "Two words."]))
        .collect();
    let month =
        parallax::corpus::Published { precision: parallax::corpus::DatePrecision::Month, ..date(2016, 9, 1) };
    articles[0].published = Some(inferred(date(2016, 9, 1)));
    articles[1].published = Some(inferred(date(2018, 3, 31)));
    articles[2].published = Some(inferred(month));
    articles[0].language = inferred(Language::from_code("en"));
    articles[1].language = inferred(Language::from_code("zh"));
    articles[2].wire = Some(inferred(Arc::from("Reuters")));
    articles[2].host = Some(inferred(Arc::from("inkl")));
    articles[3].section = Some(inferred(Arc::from("Opinion & Analysis")));
    articles[3].opinion = Some(inferred(true));
    articles[1].completeness = inferred(Completeness::Truncated);
    articles[2].completeness = inferred(Completeness::Part { part: 1, of: 2 });
    articles[3].completeness = inferred(Completeness::Unknown);
    Corpus::build(articles.into_iter().map(Arc::new).collect(), &Task::none()).unwrap()
}

#[test]
fn filters_choose_articles() {
    let corpus = filter_corpus();
    for (typed, expected, shown) in [
        ("", &[0, 1, 2, 3, 4][..], ""),
        ("outlet:rt", &[0, 4], "outlet:rt"),
        ("outlet:RT,\"china daily\"", &[0, 1, 4], "outlet:RT,\"china daily\""),
        ("outlet:“China Daily”", &[1], "outlet:\"China Daily\""),
        ("outlet:RT outlet:Nikkei*", &[0, 2, 4], "outlet:Nikkei*,RT"),
        ("-outlet:RT", &[1, 2, 3], "-outlet:RT"),
        ("outlet:none", &[3], "outlet:none"),
        ("outlet:any", &[0, 1, 2, 4], "outlet:any"),
        ("date:2016", &[0, 2], "date:2016"),
        ("date:2016-09-01", &[0], "date:2016-09-01"),
        ("date:2016-09..2018-03", &[0, 1, 2], "date:2016-09..2018-03"),
        ("date:2016-09-02..", &[1], "date:2016-09-02.."),
        ("date:..2016-9", &[0, 2], "date:..2016-09"),
        ("date:1-30 September 2016 outlet:RT", &[0], "outlet:RT date:2016-09-01..2016-09-30"),
        ("from 2 September 2016", &[1], "date:2016-09-02.."),
        ("September 2016 - March 2018 lang:en", &[0], "date:2016-09..2018-03 lang:en"),
        ("date:Sept 1, 2016, 2018", &[0, 1], "date:2016-09-01,2018"),
        ("-date:until 2016", &[1, 3, 4], "-date:..2016"),
        ("2018", &[1], "date:2018"),
        ("date:none,2018", &[1, 3, 4], "date:2018,none"),
        ("lang:en,ZH", &[0, 1], "lang:en,zh"),
        ("lang:unknown", &[2, 3, 4], "lang:none"),
        ("section:opinion*", &[3], "section:opinion*"),
        ("opinion:yes", &[3], "opinion:yes"),
        ("opinion:no date:any", &[0, 1, 2], "date:any opinion:no"),
        ("wire:none", &[0, 1, 3, 4], "wire:none"),
        ("wire:any host:INKL", &[2], "wire:any host:INKL"),
        ("wire:tass", &[], "wire:tass"),
        ("complete:full", &[0, 4], "complete:full"),
        ("complete:part,truncated", &[1, 2], "complete:truncated,part"),
        ("-complete:full -outlet:none", &[1, 2], "-outlet:none -complete:full"),
        ("group:none tag:none corrected:no", &[0, 1, 2, 3, 4], "group:none tag:none corrected:no"),
        ("country:any", &[], "country:any"),
        ("tag:any", &[], "tag:any"),
        ("folder:none", &[0, 1, 2, 3, 4], "folder:none"),
        ("-folder:a/b/", &[0, 1, 2, 3, 4], "-folder:a/b"),
        ("hits:words", &[0, 1, 2, 3, 4], "hits:words"),
        ("hits:\"two words\"", &[0, 1, 2, 3, 4], "hits:\"two words\""),
        ("hits:(Two NEAR/3 words),absent outlet:RT", &[0, 4], "outlet:RT hits:absent,(two NEAR/3 words)"),
        ("-hits:w?rd*", &[], "-hits:w?rd*"),
        ("HITS:/a{1,2} \\(b/,(head | words)", &[0, 1, 2, 3, 4], "hits:(/a{1,2} \\(b/),(head | words)"),
        ("hits:two outlet:“China Daily”", &[1], "outlet:\"China Daily\" hits:two"),
    ] {
        let filter = Filter::parse(typed).unwrap_or_else(|m| panic!("{typed}: {m}"));
        let subset = Subset::filter(&corpus, &filter);
        assert_eq!(subset.articles(&corpus).collect::<Vec<_>>(), expected, "{typed}");
        assert_eq!(filter.to_string(), shown, "{typed}");
        assert_eq!(Filter::parse(shown).as_ref(), Ok(&filter), "{typed}");
    }
}

#[test]
fn mistakes_in_filters_are_told_at_their_place() {
    for (typed, marked, message) in [
        ("outlet:RT island", "island", "Filters are written name:value"),
        ("paper:RT", "paper", "There is no filter “paper:”."),
        ("outlet:RT -", "-", "Filters are written name:value"),
        ("outlet:", "outlet:", "There is nothing after outlet:."),
        ("date:2016-13", "2016-13", "There is no day 2016-13."),
        ("date:2016,soon", "soon", "“soon” is no date."),
        ("date:6-12 May outlet:RT", "6-12 May", "“6-12 May” says no year."),
        ("soon", "soon", "Filters are written name:value"),
        ("outlet:RT 2016", "2016", "Filters are written name:value"),
        ("date:2018..2016", "2018..2016", "This range ends before it begins."),
        ("date:..", "..", "A range of dates needs"),
        ("opinion:maybe", "maybe", "opinion: takes yes or no."),
        ("lang:english", "english", "Languages are written as codes"),
        ("complete:half", "half", "complete: takes full"),
        ("outlet:\"RT", "\"RT", "This quotation mark has no partner."),
        ("outlet:\"\"", "\"\"", "There is no name"),
        ("corrected:maybe", "maybe", "corrected: takes yes or no."),
        ("folder:/", "/", "There is no folder of this name"),
        ("lang:en hits:(peace", "(", "This bracket is not closed."),
        ("lang:en hits:two,peace)", ")", "This bracket was not opened."),
        ("hits:/ab c", "/ab c", "A pattern that begins with /"),
        ("hits:*", "*", "* alone finds every word."),
        ("hits:(a NEAR/0 b)", "NEAR/0", "NEAR/ takes a whole number"),
        ("hits:", "hits:", "There is nothing after hits:."),
    ] {
        let mistake = Filter::parse(typed).expect_err(typed);
        assert!(mistake.message.starts_with(message), "{typed}: {mistake}");
        assert_eq!(&typed[mistake.span.clone()], marked, "{typed}: {mistake}");
    }
}

#[test]
fn a_folder_holds_all_below_it() {
    let paths = ["north/2016/a.txt", "north/b.txt", "South/2016/c.txt", "d.txt", "northern/e.txt"];
    let articles = paths.map(|path| Arc::new(article(path, "", &["Head", "Words."])));
    let corpus = Corpus::build(articles.into(), &Task::none()).unwrap();
    for (typed, expected) in [
        ("folder:north", &[0, 1][..]),
        ("folder:north/2016", &[0]),
        ("folder:south/", &[2]),
        ("folder:*/2016", &[0, 2]),
        ("folder:north*", &[0, 1, 4]),
        ("folder:none", &[3]),
        ("-folder:any,north", &[3]),
        ("folder:2016", &[]),
    ] {
        let subset = Subset::filter(&corpus, &Filter::parse(typed).unwrap());
        assert_eq!(subset.articles(&corpus).collect::<Vec<_>>(), expected, "{typed}");
    }
}

#[test]
fn a_subset_limits_hits_and_counts() {
    let corpus = filter_corpus();
    let subset = Subset::filter(&corpus, &Filter::parse("outlet:RT").unwrap());
    for query in ["words", "two words", "w*", "head | words"] {
        let query = Query::parse(query).unwrap();
        let found = find(&corpus, &query, &subset, &Task::none()).unwrap();
        assert_eq!(found.counts.articles, [0, 4]);
        assert_eq!(counts(&corpus, &query, &subset, &Task::none()).unwrap(), found.counts);
        let by_outlet = found.counts.by_outlet(&corpus);
        let rt = corpus.outlets().iter().position(|o| &*o.name == "RT").unwrap();
        assert_eq!(by_outlet[rt].articles, 2);
        assert_eq!(by_outlet.iter().map(|o| o.hits).sum::<u64>(), found.hits.len() as u64);
    }
}

#[test]
fn what_belongs_together_is_filtered_by() {
    let mut relations = RelationsBuilder::new(5);
    relations.add_story("The pact", &[0, 2]);
    relations.add_story("The pact", &[1]);
    relations.add_text(&[2, 0, 4]);
    relations.add_copy(0);
    let bare = filter_corpus();
    let corpus = bare.related(Arc::new(relations.finish()));
    assert_ne!(corpus.revision(), bare.revision());
    let again = corpus.related(Arc::clone(corpus.relations().unwrap()));
    assert_eq!(again.revision(), corpus.revision(), "what was known before makes no difference");
    let stories: Vec<&str> = corpus.stories().iter().map(AsRef::as_ref).collect();
    assert_eq!(stories, ["The pact", "The pact (2)"]);
    for (typed, expected) in [
        ("story:\"the pact\"", &[0, 2][..]),
        ("story:\"The pact*\"", &[0, 1, 2]),
        ("story:none", &[3, 4]),
        ("-story:any", &[3, 4]),
        ("copies:any", &[0, 2]),
        ("copies:none", &[1, 3, 4]),
        // Of 2, 0 and 4, which print one text, the first that is there.
        ("copies:once", &[1, 2, 3]),
        ("outlet:RT copies:once", &[0]),
    ] {
        let filter = Filter::parse(typed).unwrap_or_else(|m| panic!("{typed}: {m}"));
        let subset = Subset::filter(&corpus, &filter);
        assert_eq!(subset.articles(&corpus).collect::<Vec<_>>(), expected, "{typed}");
        assert!(filter.asks_relations());
    }
    // Which of them stands for the text is decided among what was chosen, and before a part is looked at.
    let once = |chosen: Option<&[u32]>, within: &str| {
        let scope = Scope {
            chosen: chosen.map(Chosen::by_hand),
            within: Filter::parse(within).unwrap(),
            ..Scope::of_filter(Filter::parse("copies:once").unwrap())
        };
        scope.subset(&corpus).articles(&corpus).collect::<Vec<_>>()
    };
    assert_eq!(once(Some(&[4, 0, 3]), ""), [0, 3]);
    assert!(once(None, "outlet:RT").is_empty(), "another outlet's article stands for the text");
    assert_eq!(once(Some(&[0, 4]), "outlet:RT"), [0]);
    let unknown = Subset::filter(&bare, &Filter::parse("copies:once").unwrap());
    assert_eq!(unknown.article_count(), 5, "what was not looked for is left alone");
    assert!(Filter::parse("copies:Reuters").is_err());
}
