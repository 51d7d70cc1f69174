//! The life of one seed: steps with faults, then a time without, in which everything must arrive.

use workstation::engine::EngineError;

use super::counts::Counts;
use super::faults::{self, Copies};
use super::hall::Hall;
use super::world::{Failed, World};
use super::{acts, casework, check, day};

/// Steps of a seed.
const STEPS: u32 = 40;
/// Virtual time after which every outbox must have drained.
const DRAIN: i64 = 30 * 60 * 1000;

/// Longest pause between two rounds of a desk while all is well, and after many faults.
const CALM: i64 = 26_000;
const AFTER_FAULTS: i64 = 76_000;

/// What a step is about, with its share of a thousand.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Step {
    Shared,
    Other,
    New,
    Day,
    Time,
    Plug,
    Person,
    Restart,
    RestartPlatform,
    BackUp,
    Restore,
    Jump,
    Night,
    Image,
    PutBack,
    Clone,
    Newer,
    Upgrade,
    Publish,
}

/// How many of a thousand acts are followed by a power failure at the instant of the answer.
const CUT_AT_ANSWER: u64 = 20;

const STEP: [(u64, Step); 19] = [
    (540, Step::Shared),
    (48, Step::Other),
    (35, Step::New),
    (60, Step::Day),
    (58, Step::Time),
    (70, Step::Plug),
    (50, Step::Person),
    (18, Step::Restart),
    (12, Step::RestartPlatform),
    (14, Step::BackUp),
    (8, Step::Restore),
    (20, Step::Jump),
    (8, Step::Night),
    (21, Step::Image),
    (12, Step::PutBack),
    (12, Step::Clone),
    (4, Step::Newer),
    (4, Step::Upgrade),
    (6, Step::Publish),
];

/// What a world may suffer besides: a restored platform needs all disks, so not both.
struct Fortune {
    platform_may_go_back: bool,
    copies: Copies,
    cloned: bool,
}

/// A failed seed: why, and what had happened until then.
pub(super) struct Failure {
    pub(super) why: Failed,
    pub(super) trace: Vec<String>,
}

/// Lives through a seed.
pub(super) async fn live(hall: &Hall, seed: u64) -> Result<Counts, Failure> {
    let begun = hall.world(seed).await;
    let (mut world, _folder) = begun.map_err(|why| Failure { why, trace: Vec::new() })?;
    let done = whole_life(&mut world).await;
    let trace = std::mem::take(&mut world.trace);
    let counts = *world.counts();
    world.shut().await;
    done.map(|()| counts).map_err(|why| Failure { why, trace })
}

async fn whole_life(world: &mut World) -> Result<(), Failed> {
    let mut fortune = Fortune {
        platform_may_go_back: world.chance.happens(500),
        copies: Copies::default(),
        cloned: false,
    };
    world.network.set_faulty(true);
    for _ in 0..STEPS {
        step(world, &mut fortune).await?;
        let millis = match world.chance.below(10) {
            0..5 => 1,
            5..8 => world.chance.between(40, 400),
            _ => world.chance.between(1_000, 15_000),
        };
        world.run_for(millis).await?;
        check::watch(world).await?;
    }
    check::safe(world).await?;
    heal(world).await?;
    drain(world).await?;
    check::everything(world).await?;
    let minutes = world.agenda.now() / 60_000;
    world.counts().virtual_minutes = u64::try_from(minutes).unwrap();
    Ok(())
}

async fn step(world: &mut World, fortune: &mut Fortune) -> Result<(), Failed> {
    let mut left = world.chance.below(1000);
    let found = STEP.iter().find(|(share, _)| {
        let here = left < *share;
        left = left.saturating_sub(*share);
        here
    });
    let step = found.map_or(Step::Time, |(_, step)| *step);
    let desks = u64::try_from(world.desks.len()).unwrap();
    let desk = usize::try_from(world.chance.below(desks)).unwrap();
    world.counts().steps += 1;
    world.scanned.clear();
    match step {
        Step::Shared => {
            world.counts().on_shared += 1;
            let stream = world.chance.pick(&world.shared).clone();
            let done = casework::something(world, desk, &stream).await;
            settle(world, desk, done).await
        }
        Step::Other => {
            let streams = if world.others.is_empty() { &world.shared } else { &world.others };
            let stream = world.chance.pick(streams).clone();
            let done = casework::something(world, desk, &stream).await;
            settle(world, desk, done).await
        }
        Step::New => {
            let items: &'static [&'static str] =
                *world.chance.pick(&[&["drain"][..], &["sign"][..], &["drain", "sign"][..]]);
            let done = acts::receive(world, desk % 2, items).await;
            let done = done.map(|stream| world.others.push(stream));
            settle(world, desk % 2, done).await
        }
        Step::Day => {
            let done = day::something(world, desk).await;
            settle(world, desk, done).await
        }
        Step::Time => {
            let millis = world.chance.between(10_000, 60_000);
            world.run_for(millis).await
        }
        Step::Plug => {
            let up = world.desks[desk].wire.is_up();
            world.note(format!("desk {desk} is plugged {}", if up { "out" } else { "in" }));
            world.desks[desk].wire.set_up(!up);
            Ok(())
        }
        Step::Person => change_person(world, desk).await,
        rare => misfortune(world, fortune, desk, rare).await,
    }
}

async fn misfortune(
    world: &mut World,
    fortune: &mut Fortune,
    desk: usize,
    step: Step,
) -> Result<(), Failed> {
    match step {
        Step::Restart => faults::restart(world, desk).await,
        Step::RestartPlatform => {
            faults::restart_platform(world).await;
            Ok(())
        }
        Step::BackUp => {
            faults::back_up(world, &mut fortune.copies).await;
            Ok(())
        }
        Step::Restore if fortune.platform_may_go_back => {
            faults::restore_platform(world, &fortune.copies).await;
            Ok(())
        }
        Step::Jump => {
            faults::jump(world, desk);
            Ok(())
        }
        Step::Night => faults::night(world).await,
        Step::Image => {
            faults::image(world, desk, &mut fortune.copies);
            Ok(())
        }
        Step::PutBack if !fortune.platform_may_go_back && !fortune.cloned => {
            faults::put_back(world, &fortune.copies).await
        }
        Step::Clone if !fortune.cloned => {
            fortune.cloned = fortune.copies.disk.is_some();
            faults::clone(world, &fortune.copies).await
        }
        Step::Newer => faults::newer_program(world, desk).await,
        Step::Upgrade => faults::upgrade(world, desk).await,
        Step::Publish => publish(world).await,
        _ => Ok(()),
    }
}

/// What an act came to: refusals are part of life, other errors are not. Now and then the power fails
/// at the very instant at which somebody reads that it is done.
async fn settle(
    world: &mut World,
    desk: usize,
    done: Result<(), EngineError>,
) -> Result<(), Failed> {
    match done {
        Ok(()) if world.chance.happens(CUT_AT_ANSWER) => faults::cut(world, desk).await,
        Ok(()) => Ok(()),
        Err(EngineError::Refused(refusal)) => {
            let exhausted = refusal.code == "number.exhausted";
            world.counts().ranges_exhausted += u64::from(exhausted);
            world.counts().refused_at_desk += u64::from(!exhausted);
            Ok(())
        }
        Err(EngineError::SignedOut | EngineError::ClockSetBack { .. }) => Ok(()),
        Err(error) => Err(format!("desk {desk}: {error}")),
    }
}

/// Somebody else sits down, or the same person signs in again.
async fn change_person(world: &mut World, desk: usize) -> Result<(), Failed> {
    let next = &mut world.desks[desk];
    next.engine().sign_out();
    next.person = (next.person + 1) % next.people.len();
    world.sign_in(desk).await.map(|_| ())
}

/// A new edition of the catalogue is published.
async fn publish(world: &mut World) -> Result<(), Failed> {
    world.counts().editions += 1;
    world.catalogue.version.number += 1;
    world.note(format!("edition {} is published", world.catalogue.version.number));
    let published = world.platform().publish(&world.catalogue).await;
    published.map(|_| ()).map_err(|error| error.to_string())
}

/// The faults end: wires are plugged in, clocks put right, everybody is at work, and the administrator
/// publishes again what a restored platform has forgotten.
async fn heal(world: &mut World) -> Result<(), Failed> {
    world.note("the faults end".to_owned());
    world.network.set_faulty(false);
    for desk in &world.desks {
        desk.wire.set_up(true);
        desk.clock.set_skew(world.nights);
    }
    world.run_for(1).await?;
    for desk in 0..world.desks.len() {
        if !world.desks[desk].at_work() && !world.sign_in(desk).await? {
            return Err(format!("nobody can sign in at desk {desk} although all is well"));
        }
    }
    let newest = world.catalogue.version.number;
    for number in (1..=newest).rev() {
        let mut edition = world.catalogue.clone();
        edition.version.number = number;
        match world.platform().publish(&edition).await {
            Ok(_) => {}
            // it is there, or nobody needs it any more
            Err(error) if number < newest && error.code() == "catalogue.version" => {}
            Err(error) => return Err(error.to_string()),
        }
    }
    Ok(())
}

/// Waits until nothing is under way, every outbox is empty, and every desk has asked once more.
async fn drain(world: &mut World) -> Result<(), Failed> {
    let end = world.agenda.now() + DRAIN;
    world.run_for(AFTER_FAULTS).await?;
    loop {
        world.run_for(CALM).await?;
        let rest = check::undrained(world).await?;
        if rest.is_none() && world.network.next().is_none() {
            break;
        }
        if world.agenda.now() > end {
            return Err(format!("an outbox does not drain: {rest:?}"));
        }
    }
    // A platform that starts decides again what it held.
    world.note("the platform is closed and opened".to_owned());
    world.stop_platform().await;
    world.start_platform().await;
    world.run_for(CALM).await
}
