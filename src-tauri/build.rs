//! Declares the commands, so that each needs a permission.

fn main() {
    let attributes =
        tauri_build::Attributes::new().app_manifest(tauri_build::AppManifest::new().commands(&[
            "entry",
            "enrol",
            "sign_in",
            "unlock",
            "lock",
            "sign_out",
            "tour_seen",
            "sync_now",
            "queue",
            "notices_given",
            "next_ticket",
            "start",
            "current",
            "recall",
            "park",
            "discard",
            "edit",
            "search",
            "read_card",
            "code_scanned",
            "reveal",
            "certificates",
            "take_certificate",
            "scan",
            "cancel_scan",
            "import",
            "print_form",
            "cancel_print",
            "guidance",
            "receive",
            "act",
            "inbox",
            "review",
            "issuance_list",
            "issuance",
            "find",
            "papers",
            "scan_more",
            "import_more",
            "attention",
            "dismiss",
            "hand_overs",
            "duty",
            "admin",
        ]));
    if let Err(error) = tauri_build::try_build(attributes) {
        panic!("tauri build: {error:#}");
    }
}
