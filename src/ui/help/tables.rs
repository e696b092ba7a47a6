//! What can be typed, and how things are counted. README says the same, word for word.

/// What can be typed, and what it finds; also the source of the README's table.
pub const QUERY_LANGUAGE: [(&str, &str); 11] = [
    ("sanction", "the word, in any case, and as a possessive: Sanction, SANCTION, sanction’s"),
    ("sanction*", "words that begin so; s?nction leaves one letter open"),
    ("\"peace treaty\"", "the words in this order; peace treaty without quotation marks is the same"),
    ("\"peace * treaty\"", "with any one word between"),
    ("kuril* | \"northern territories\"", "one or the other; counted once where both match"),
    ("(draft | final) treaty", "brackets group"),
    ("abe NEAR/5 putin", "both within five words of each other, in either order, in one paragraph"),
    ("/isl(e|and)s?/", "words that match a regular expression as a whole"),
    ("=Turkey", "exactly as typed: case, accents and width count, and no possessive"),
    ("北方領土", "in Chinese, Japanese and Thai: wherever these characters stand"),
    ("outlet:RT date:2016-09..2018-03", "in the filter line: which articles count; see below"),
];

/// The filter language.
pub const FILTER_LANGUAGE: [(&str, &str); 17] = [
    ("outlet:RT,\"China Daily\"", "articles of one of these outlets; -outlet:RT leaves it out"),
    ("group:\"State media\"", "articles of the outlets in one of your groups"),
    ("country:JP", "articles of outlets of a country"),
    (
        "date:2016-09..2018-03",
        "from the first day of the one to the last day of the other; either may be missing",
    ),
    (
        "date:6-12 May 2024",
        "the same in words; also May 2024, from 6 May 2024, until June 2024, and without date: where it stands first",
    ),
    ("lang:en", "articles in this language, by its ISO 639 code"),
    ("section:opinion", "articles of this section"),
    ("opinion:yes", "opinion pieces, or with no: everything else"),
    ("wire:none", "articles that no agency wrote; wire:any, wire:Reuters"),
    (
        "copies:once",
        "one article for each text that several print, whole or edited; copies:none leaves all of them out, with what agencies wrote",
    ),
    (
        "versions:all",
        "every version of an article, as articles of their own; without it each article counts once; versions:any are articles of several versions, aside what does not count",
    ),
    ("story:\"A title\"", "articles that tell one story, by its title; story:none, story:any"),
    ("complete:full", "whole articles; truncated, part, unknown"),
    ("tag:lead", "articles with one of your tags"),
    ("corrected:yes", "articles that were put right by hand, or with no: all others"),
    ("folder:russia/2016", "articles in a folder and all below it"),
    (
        "hits:sanction*",
        "articles in which a query has a hit; hits:\"peace treaty\", hits:(abe NEAR/5 putin), -hits: leaves them out",
    ),
];

/// How things are counted, a paragraph each.
pub const COUNTING: [&str; 5] = [
    "Words are counted in headline, standfirst and body. Captions and page furniture are not.",
    "Intervals are 95 % Wilson intervals on the effective number of words: words of one article are alike, so an article counts for less than its words. The thin inner mark shows what the interval would be if words were independent.",
    "Distinctive words are ranked by the weighted log-odds of an outlet against all others, or against one (informative prior of 500 words); log ratio, G² and other measures stand beside. p is that of permuting articles, q is p corrected for all words and outlets tested (Benjamini–Hochberg).",
    "What cannot be computed is shown as — with the reason.",
    "Parts of an article are inferred. Point at a part to see why, and how sure it is.",
];
