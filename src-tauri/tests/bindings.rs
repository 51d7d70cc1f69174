//! The bindings in `ui/src/ipc/bindings.ts` are the ones that the code makes.

use specta_typescript::Typescript;
use std::path::Path;

#[test]
fn drift_bindings() {
    let made = Path::new(env!("CARGO_TARGET_TMPDIR")).join("bindings.ts");
    desktop::contract().export(Typescript::default(), &made).unwrap();
    let made = std::fs::read_to_string(made).unwrap();
    let kept_at = Path::new(env!("CARGO_MANIFEST_DIR")).join("../ui/src/ipc/bindings.ts");
    if std::env::var_os("UPDATE_GENERATED").is_some() {
        std::fs::write(&kept_at, &made).unwrap();
    }
    let kept = std::fs::read_to_string(&kept_at).unwrap_or_default();
    assert!(kept == made, "run `make generate`");
}
