//! Passwords come from a file, a pipe or a prompt, never from an argument.

use std::io::{BufRead as _, IsTerminal as _, Write as _};
use std::path::PathBuf;
use std::process::Command;

use clap::Args;
use zeroize::Zeroizing;

/// Where a password comes from.
#[derive(Args)]
pub(crate) struct Secret {
    /// 从文件读取密码（首行）；否则从标准输入或提示读取。
    #[arg(long)]
    secret_file: Option<PathBuf>,
}

impl Secret {
    /// Reads the password.
    pub(crate) fn read(&self, prompt: &str) -> anyhow::Result<Zeroizing<String>> {
        match &self.secret_file {
            Some(file) => {
                let text = Zeroizing::new(std::fs::read_to_string(file)?);
                Ok(first_line(&text))
            }
            None => ask(prompt),
        }
    }
}

fn first_line(text: &str) -> Zeroizing<String> {
    Zeroizing::new(text.lines().next().unwrap_or_default().to_owned())
}

/// One line of standard input; on a terminal without echo.
pub(crate) fn ask(prompt: &str) -> anyhow::Result<Zeroizing<String>> {
    let stdin = std::io::stdin();
    let terminal = stdin.is_terminal();
    if terminal {
        write!(std::io::stderr(), "{prompt}：")?;
        std::io::stderr().flush()?;
        Command::new("stty").arg("-echo").status()?;
    }
    let mut line = Zeroizing::new(String::new());
    let read = stdin.lock().read_line(&mut line);
    if terminal {
        Command::new("stty").arg("echo").status()?;
        writeln!(std::io::stderr())?;
    }
    read?;
    let line = first_line(&line);
    anyhow::ensure!(!line.is_empty(), "没有读到密码");
    Ok(line)
}
