//! Consistency of a catalogue (domain.md §2.2, §2.6).
