//! What stands on this counter 本机设置: `desk.json` in the home folder, no secrets in it.

use std::path::Path;

use serde::{Deserialize, Serialize};

use crate::devices::printer::{PrinterDriver, PrinterSettings};
use crate::devices::scanner::ScannerSettings;
use crate::view::Fault;

/// Devices and switches of a station.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(default)]
pub struct DeskSettings {
    /// Printer.
    pub printer: PrinterSettings,
    /// Scanner program.
    pub scanner: ScannerSettings,
    /// SANE device; the first one found, if empty.
    pub scanner_device: String,
    /// WebSocket of the card reader's driver.
    pub card_reader: String,
    /// WebSocket of the rating device's driver.
    pub rating_terminal: String,
    /// HTTP address of the program that collects payments.
    pub payment: String,
    /// 练习.
    pub training: bool,
    /// Shown on the sign-in page of a demonstration: accounts and password.
    pub demo: Option<String>,
}

impl Default for DeskSettings {
    fn default() -> Self {
        Self {
            printer: PrinterSettings {
                name: "虚拟打印机".to_owned(),
                driver: PrinterDriver::PdfFolder { folder: String::new() },
                simulated: true,
            },
            scanner: ScannerSettings::default(),
            scanner_device: String::new(),
            card_reader: "ws://127.0.0.1:1919".to_owned(),
            rating_terminal: "ws://127.0.0.1:1919".to_owned(),
            payment: "http://127.0.0.1:1920/v1".to_owned(),
            training: false,
            demo: None,
        }
    }
}

impl DeskSettings {
    /// Reads the settings of a home; a virtual printer writes into the home if no folder is set.
    ///
    /// # Errors
    /// The file is no settings file.
    pub fn load(home: &Path) -> Result<Self, Fault> {
        let file = home.join("desk.json");
        let mut settings = match std::fs::read(&file) {
            Ok(bytes) => serde_json::from_slice(&bytes).map_err(|error| {
                Fault::new(
                    "desk.settings_broken",
                    format!(
                        "本机设置文件 desk.json 不能读取（{error}）。请改正或删除该文件后重新启动。"
                    ),
                )
            })?,
            Err(_) => Self::default(),
        };
        if let PrinterDriver::PdfFolder { folder } = &mut settings.printer.driver
            && folder.is_empty()
        {
            *folder = home.join("printed").display().to_string();
        }
        Ok(settings)
    }
}

#[cfg(test)]
mod tests {
    use super::DeskSettings;

    #[test]
    fn a_file_that_names_only_what_differs_is_read() {
        let home = tempfile::tempdir().unwrap();
        let file = r#"{"scanner": {"config_dir": "/sane"}, "scanner_device": "test:0"}"#;
        std::fs::write(home.path().join("desk.json"), file).unwrap();
        let settings = DeskSettings::load(home.path()).unwrap();
        assert_eq!(settings.scanner.program, "scanimage");
        assert_eq!(settings.scanner.config_dir.as_deref(), Some("/sane"));
        assert_eq!(settings.card_reader, DeskSettings::default().card_reader);
    }
}
