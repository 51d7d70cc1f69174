//! The engine over a real SQLCipher store, without a platform.

mod bench;
mod drafts;
mod feed;
mod numbers;
mod pages;
mod rebuild;
mod sign_in;
mod submit;
mod verify;
