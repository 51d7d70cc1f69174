//! `yichuang`: the workstation without a window 命令行 (design §12): for back-entry after an
//! outage, for administrators, scripts and checks.

mod act;
mod answer;
mod apply;
mod cases;
mod catalogue;
mod home;
mod numbers;
mod options;
mod report;
mod sync;

use std::process::ExitCode;

use clap::Parser as _;

use answer::{Answer, Failure};
use options::{Command, Options};

fn main() -> ExitCode {
    let options = match Options::try_parse() {
        Ok(options) => options,
        Err(error) => return answer::usage(&error),
    };
    match run(&options.command) {
        Ok(answer) => answer.give(options.json),
        Err(failure) => failure.tell(),
    }
}

fn run(command: &Command) -> Result<Answer, Failure> {
    match command {
        Command::Identity(command) => numbers::identity(command),
        Command::Deadline(terms) => numbers::deadline(terms),
        Command::Catalogue(command) => catalogue::run(command),
        Command::Enrol(options) => home::wait(home::enrol(options)),
        Command::Recover(options) => home::wait(home::recover(options)),
        Command::Case(command) => home::wait(cases::run(command)),
        Command::Apply(options) => home::wait(apply::run(options)),
        Command::Act(options) => home::wait(act::run(options)),
        Command::Report(command) => home::wait(report::run(command)),
        Command::Sync(command) => home::wait(sync::run(command)),
        Command::Verify(home) => home::wait(sync::verify(home)),
    }
}
