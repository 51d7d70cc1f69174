//! Every kind of paper on real fonts, read back with poppler.
