//! What the page may call.

use super::root;

/// A command that the window knows and its capabilities do not is refused only when somebody presses
/// its button.
#[test]
fn tidy_every_command_of_the_window_is_allowed_to_it() {
    let read = |name: &str| std::fs::read_to_string(root().join("src-tauri").join(name)).unwrap();
    let (contract, build) = (read("src/lib.rs"), read("build.rs"));
    let capability = read("capabilities/main.json");
    let commands: Vec<&str> = contract
        .lines()
        .filter_map(|line| line.trim().strip_prefix("commands::")?.strip_suffix(','))
        .filter_map(|path| path.split("::").nth(1))
        .collect();
    assert!(commands.len() > 40, "{commands:?}");
    for command in commands {
        let permission = format!("\"allow-{}\"", command.replace('_', "-"));
        assert!(build.contains(&format!("\"{command}\"")), "{command} is not in build.rs");
        assert!(capability.contains(&permission), "{permission} is not in capabilities/main.json");
    }
}
