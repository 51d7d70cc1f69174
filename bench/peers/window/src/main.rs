//! An empty window of the same toolkit and size: one input, no command, no store.

fn main() {
    tauri::Builder::default().run(tauri::generate_context!()).expect("the window system is there");
}
