//! The works that a methods text cites.

/// A published work, by author and year and in full.
pub(super) type Work = (&'static str, &'static str);

pub(super) const WILSON: Work = (
    "Wilson 1927",
    "Wilson, E. B. (1927). Probable inference, the law of succession, and statistical inference. Journal of the \
     American Statistical Association 22.",
);
pub(super) const KORN: Work = (
    "Korn and Graubard 1998",
    "Korn, E. L., & Graubard, B. I. (1998). Confidence intervals for proportions with small expected number of \
     positive counts estimated from survey data. Survey Methodology 24.",
);
pub(super) const EFRON: Work = (
    "Efron and Tibshirani 1993",
    "Efron, B., & Tibshirani, R. J. (1993). An Introduction to the Bootstrap. Chapman & Hall.",
);
pub(super) const KENDALL: Work =
    ("Kendall 1938", "Kendall, M. G. (1938). A new measure of rank correlation. Biometrika 30(1/2).");
pub(super) const MCCULLAGH: Work = (
    "McCullagh and Nelder 1989",
    "McCullagh, P., & Nelder, J. A. (1989). Generalized Linear Models (2nd ed.). Chapman & Hall.",
);
pub(super) const MONROE: Work = (
    "Monroe, Colaresi and Quinn 2008",
    "Monroe, B. L., Colaresi, M. P., & Quinn, K. M. (2008). Fightin' words. Political Analysis 16(4).",
);
pub(super) const DUNNING: Work = (
    "Dunning 1993",
    "Dunning, T. (1993). Accurate methods for the statistics of surprise and coincidence. Computational \
     Linguistics 19(1).",
);
pub(super) const HARDIE: Work = ("Hardie 2014", "Hardie, A. (2014). Log Ratio: an informal introduction.");

pub(super) const GRIES: Work = (
    "Gries 2008",
    "Gries, S. Th. (2008). Dispersions and adjusted frequencies in corpora. International Journal of Corpus \
     Linguistics 13(4).",
);
pub(super) const LIJFFIJT: Work = (
    "Lijffijt and Gries 2012",
    "Lijffijt, J., & Gries, S. Th. (2012). Correction to Gries 2008. International Journal of Corpus Linguistics \
     17(1).",
);
pub(super) const BENJAMINI: Work = (
    "Benjamini and Hochberg 1995",
    "Benjamini, Y., & Hochberg, Y. (1995). Controlling the false discovery rate. Journal of the Royal Statistical \
     Society B 57(1).",
);
pub(super) const GALLAGHER: Work = (
    "Gallagher et al. 2021",
    "Gallagher, R. J., et al. (2021). Generalized word shift graphs. EPJ Data Science 10.",
);
pub(super) const EVERT: Work = (
    "Evert 2008",
    "Evert, S. (2008). Corpora and collocations. In Corpus Linguistics: An International Handbook.",
);
pub(super) const BREZINA: Work =
    ("Brezina 2018", "Brezina, V. (2018). Statistics in Corpus Linguistics. Cambridge.");
pub(super) const RYCHLY: Work = (
    "Rychlý 2008",
    "Rychlý, P. (2008). A lexicographer-friendly association score. Proceedings of RASLAN 2008.",
);
pub(super) const RAO: Work = (
    "Rao and Scott 1999",
    "Rao, J. N. K., & Scott, A. J. (1999). A simple method for analysing overdispersion in clustered Poisson data. \
     Statistics in Medicine 18(11).",
);
pub(super) const BARKER: Work = (
    "Barker 2002",
    "Barker, L. (2002). A comparison of nine confidence intervals for a Poisson parameter when the expected number of \
     events is ≤ 5. The American Statistician 56(2).",
);
