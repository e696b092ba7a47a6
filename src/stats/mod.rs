//! Numbers in, numbers out: every statistic by its standard name.
