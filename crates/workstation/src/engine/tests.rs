//! The engine over a real SQLCipher store, without a platform.

mod bench;
mod drafts;
mod feed;
mod kinds;
mod numbers;
mod pages;
mod raw_file;
mod rebuild;
mod sign_in;
mod submit;
mod tampering;
mod upgrade;
mod verify;
