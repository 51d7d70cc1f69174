//! The desktop's keyring 系统密钥环: holds half of what opens the database.

use std::fmt;
use std::sync::Arc;

use keyring::{Entry, Error};

use super::KeyError;

/// Name under which the entries stand in the keyring.
const SERVICE: &str = "yichuang";

/// A place for small secrets that another program guards.
pub trait Keyring: Send + Sync + fmt::Debug {
    /// The secret under a name.
    ///
    /// # Errors
    /// The keyring is absent or locked.
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, KeyError>;

    /// Puts a secret under a name.
    ///
    /// # Errors
    /// The keyring is absent or locked.
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyError>;

    /// Takes a secret away; none there is no error.
    ///
    /// # Errors
    /// The keyring is absent or locked.
    fn delete(&self, name: &str) -> Result<(), KeyError>;
}

/// The session's secret service (GNOME keyring, KWallet).
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemKeyring;

fn fault(error: &Error) -> KeyError {
    match error {
        Error::NoStorageAccess(_) => KeyError::KeyringLocked,
        Error::NoDefaultStore | Error::PlatformFailure(_) => KeyError::KeyringAbsent,
        _ => KeyError::Damaged { what: "系统密钥环条目" },
    }
}

impl Keyring for SystemKeyring {
    fn get(&self, name: &str) -> Result<Option<Vec<u8>>, KeyError> {
        match Entry::new(SERVICE, name).and_then(|entry| entry.get_secret()) {
            Ok(secret) => Ok(Some(secret)),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(fault(&error)),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), KeyError> {
        Entry::new(SERVICE, name)
            .and_then(|entry| entry.set_secret(secret))
            .map_err(|error| fault(&error))
    }

    fn delete(&self, name: &str) -> Result<(), KeyError> {
        match Entry::new(SERVICE, name).and_then(|entry| entry.delete_credential()) {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(fault(&error)),
        }
    }
}

/// Asks the keyring on a thread that may wait: it talks to another process.
pub(crate) async fn in_keyring<T, F>(keyring: &Arc<dyn Keyring>, ask: F) -> Result<T, KeyError>
where
    T: Send + 'static,
    F: FnOnce(&dyn Keyring) -> Result<T, KeyError> + Send + 'static,
{
    let keyring = Arc::clone(keyring);
    tokio::task::spawn_blocking(move || ask(keyring.as_ref()))
        .await
        .unwrap_or(Err(KeyError::KeyringAbsent))
}

/// Name of the entry that holds the keyring's half of the database key.
pub(crate) fn vault_entry(vault: &str) -> String {
    format!("{vault}/key")
}

/// Name of the entry that holds the station's token of the platform.
pub(crate) fn token_entry(vault: &str) -> String {
    format!("{vault}/token")
}
