//! What befalls stations and platform besides the network.

use std::collections::BTreeSet;
use std::path::PathBuf;

use platform::backup::{self, BackupKey};

use super::chance::Chance;
use super::desk::{Desk, Parts, copy_home};
use super::network::Wire;
use super::store;
use super::world::{Failed, World};
use super::{agenda, hall};

const HOUR: i64 = 60 * 60 * 1000;

/// What a world may go back to.
#[derive(Default)]
pub(super) struct Copies {
    /// The platform's backup.
    pub(super) backup: Option<PathBuf>,
    /// A copy of a desk's disk, and what was acknowledged by then.
    pub(super) disk: Option<(usize, PathBuf, (usize, usize))>,
}

/// A desk's program ends, in good order or not, and begins again.
pub(super) async fn restart(world: &mut World, desk: usize) -> Result<(), Failed> {
    world.counts().restarts += 1;
    if world.chance.happens(700) {
        return cut(world, desk).await;
    }
    world.note(format!("desk {desk} is closed and opened"));
    world.desks[desk].reopen().await;
    world.sign_in(desk).await.map(|_| ())
}

/// A desk loses power at this instant.
pub(super) async fn cut(world: &mut World, desk: usize) -> Result<(), Failed> {
    world.counts().power_cuts += 1;
    world.note(format!("desk {desk} loses power"));
    world.desks[desk].cut_power().await;
    world.sign_in(desk).await.map(|_| ())
}

/// The platform loses power.
pub(super) async fn restart_platform(world: &mut World) {
    world.counts().platform_restarts += 1;
    world.note("the platform loses power".to_owned());
    world.cut_platform().await;
}

async fn backup_key(world: &World) -> BackupKey {
    BackupKey::read_or_draw(&world.folder.join("backup.key")).await.unwrap()
}

/// The platform makes its backup.
pub(super) async fn back_up(world: &mut World, copies: &mut Copies) {
    world.note("the platform is backed up".to_owned());
    let key = backup_key(world).await;
    let folder = world.folder.join("backups");
    let made = world.platform().backup(&folder, &key).await;
    copies.backup = Some(made.unwrap());
}

/// The platform is put back to its backup.
pub(super) async fn restore_platform(world: &mut World, copies: &Copies) {
    let Some(file) = copies.backup.clone() else {
        return;
    };
    world.counts().platform_restores += 1;
    world.note("the platform is restored from its backup".to_owned());
    let key = backup_key(world).await;
    world.stop_platform().await;
    let store = world.platform_home.join("platform.db");
    let clock = platform::Clock::Manual(world.platform_clock.clone());
    backup::restore(&file, &key, &store, &clock).await.unwrap();
    world.start_platform().await;
}

/// A PC's clock is set wrong, or right again.
pub(super) fn jump(world: &mut World, desk: usize) {
    world.counts().clock_jumps += 1;
    let years = 365 * 24;
    let hours = *world.chance.pick(&[0, 0, 1, -1, 24, -24, 72, 60 * 24, -years, years, 3 * years]);
    world.note(format!("the clock of desk {desk} stands {hours} h off"));
    world.desks[desk].clock.set_skew(world.nights + hours * HOUR);
}

/// A night passes for everybody, and the platform sweeps.
pub(super) async fn night(world: &mut World) -> Result<(), Failed> {
    let hours = *world.chance.pick(&[14, 14, 62, 24 * 8]);
    world.note(format!("{hours} hours pass"));
    world.nights += hours * HOUR;
    for desk in &world.desks {
        desk.clock.set_skew(world.nights);
    }
    world.run_for(1).await?;
    let swept = world.platform().sweep().await.map_err(|error| error.to_string())?;
    world.counts().deemed += u64::from(swept.deemed);
    Ok(())
}

/// A copy of a desk's disk is made, as an administrator makes an image.
pub(super) fn image(world: &mut World, desk: usize, copies: &mut Copies) {
    world.note(format!("an image is made of desk {desk}"));
    let copy = world.folder.join("image");
    let _ = std::fs::remove_dir_all(&copy);
    copy_home(&world.desks[desk].home, &copy);
    copies.disk = Some((desk, copy, world.ledger.mark()));
}

/// A desk's disk is put back to its image: what only that disk knew is gone, and nothing else.
pub(super) async fn put_back(world: &mut World, copies: &Copies) -> Result<(), Failed> {
    let Some((desk, copy, mark)) = copies.disk.clone() else {
        return Ok(());
    };
    world.counts().disks_restored += 1;
    world.note(format!("the disk of desk {desk} is put back to its image"));
    let there: BTreeSet<String> = store::contents(&world.platform_home).await;
    world.ledger.lose(desk, mark, &there);
    world.desks[desk].put_disk(&copy).await;
    world.sign_in(desk).await.map(|_| ())
}

/// The image of a desk's disk is started on another PC while the first goes on.
pub(super) async fn clone(world: &mut World, copies: &Copies) -> Result<(), Failed> {
    let Some((desk, copy, _)) = copies.disk.clone() else {
        return Ok(());
    };
    let twin = world.desks.len();
    world.note(format!("desk {twin} is started from the image of desk {desk}"));
    let home = world.folder.join(format!("desk{twin}"));
    copy_home(&copy, &home);
    let part = 10 + u64::try_from(twin).unwrap();
    let parts = Parts {
        clock: agenda::DeskClock::new(
            &world.agenda,
            hall::beginning(),
            Chance::new(world.seed, part),
        ),
        keyring: world.desks[desk].keyring.clone(),
        wire: Wire::new(&world.network, twin),
        people: world.desks[desk].people,
    };
    parts.clock.set_skew(world.nights);
    let mut born = Desk::start(home, &parts, &world.agenda);
    born.cloned = true;
    world.desks[desk].cloned = true;
    world.desks.push(born);
    world.sign_in(twin).await.map(|_| ())
}

/// A newer program ran at a desk for a while and left an act that this one does not know.
pub(super) async fn newer_program(world: &mut World, desk: usize) -> Result<(), Failed> {
    let Some(keys) = world.desks[desk].crypto.keys() else {
        return Ok(());
    };
    let stream = world.chance.pick(&world.shared).clone();
    world.desks[desk].shut().await;
    let home = world.desks[desk].home.clone();
    if let Some(envelope) = store::append_unknown(&home, &keys, stream).await {
        world.note(format!("a newer program ran at desk {desk}"));
        world.ledger.enter_unknown(desk, &envelope);
    }
    world.desks[desk].switch_on(home);
    if world.sign_in(desk).await? {
        let rebuilt = world.desks[desk].engine().rebuild().await;
        rebuilt.map_err(|error| error.to_string())?;
    }
    Ok(())
}

/// An older program ran at a desk until now: this one brings its database up to date.
pub(super) async fn upgrade(world: &mut World, desk: usize) -> Result<(), Failed> {
    let Some((database, _)) = world.desks[desk].crypto.keys() else {
        return Ok(());
    };
    world.counts().upgrades += 1;
    world.note(format!("the program of desk {desk} is brought up to date"));
    world.desks[desk].shut().await;
    let home = world.desks[desk].home.clone();
    store::put_first_schema(&home, &database).await;
    world.desks[desk].switch_on(home);
    world.sign_in(desk).await.map(|_| ())
}
