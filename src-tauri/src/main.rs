//! The window of the hall.

fn main() -> anyhow::Result<()> {
    desktop::run()
}
