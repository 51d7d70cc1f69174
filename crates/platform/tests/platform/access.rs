//! Enrolling, signing in, locking out, the recovery key.

use domain::action::Role;
use domain::ids::UserId;
use domain::wire::access::{EnrolRequest, EnrolmentCode, PasswordChange, RecoveryDeposit, SignIn};
use domain::wire::admin::StationCodeRequest;
use domain::wire::{Partition, RangeKind};
use platform::keys::Signing;
use platform::recovery::{Holder, seal};

use crate::support::*;

const MINUTE: i64 = 60_000;

fn place(counter: Option<&str>, departments: &[&str]) -> StationCodeRequest {
    StationCodeRequest {
        hall: HALL.into(),
        counter: counter.map(Into::into),
        departments: departments.iter().map(|d| (*d).into()).collect(),
    }
}

async fn code(world: &World) -> String {
    world.platform.station_code(&place(Some("01"), &[])).await.unwrap().code
}

fn request(code: &str) -> EnrolRequest {
    EnrolRequest {
        secret: EnrolmentCode::parse(code).unwrap().secret,
        public_key: Signing::draw().unwrap().public_key(),
        unlock: "open sesame".to_owned(),
        machine: "test".to_owned(),
        version: "0.1.0".to_owned(),
    }
}

async fn enrol_error(world: &World, request: &EnrolRequest) -> &'static str {
    world.platform.enrol(request).await.unwrap_err().code()
}

#[tokio::test]
async fn a_code_enrols_one_station_within_ten_minutes() {
    let world = World::new().await;
    let used = request(&code(&world).await);
    world.platform.enrol(&used).await.unwrap();
    assert_eq!(enrol_error(&world, &used).await, "station.code");
    let late = request(&code(&world).await);
    world.clock.advance(10 * MINUTE);
    assert_eq!(enrol_error(&world, &late).await, "station.code");
    let mut bad = request(&code(&world).await);
    bad.public_key = "04".to_owned();
    assert_eq!(enrol_error(&world, &bad).await, "station.key");
}

#[tokio::test]
async fn each_counter_gets_serials_of_its_own_and_each_station_its_partitions() {
    let world = World::new().await;
    let (one, two) = (world.counter("01").await, world.counter("02").await);
    let department = world.department(&["disease-control", "market-supervision"]).await;
    let range = |station: &Station| {
        let range = &station.enrolled.ranges[0];
        assert_eq!(range.kind, RangeKind::Provincial { item: None });
        (range.first, range.last)
    };
    assert_eq!((range(&one), range(&two)), ((1, 100), (101, 200)));
    assert_eq!(department.enrolled.ranges, []);
    assert_eq!(one.enrolled.partitions, [Partition::Hall(HALL.into())]);
    let both = ["disease-control", "market-supervision"];
    assert_eq!(department.enrolled.partitions, both.map(|d| Partition::Department(d.into())));
    for bad in [place(Some("1"), &[]), place(Some("01"), &["disease-control"])] {
        let error = world.platform.station_code(&bad).await.unwrap_err();
        assert_eq!(error.code(), "station.place");
    }
}

async fn sign_in_error(world: &World, station: &Station, user: &str, password: &str) -> String {
    let ask = SignIn { user: UserId::from(user), password: password.to_owned() };
    match world.platform.sign_in(&station.caller, &ask).await {
        Ok(_) => "ok".to_owned(),
        Err(error) => error.code().to_owned(),
    }
}

#[tokio::test]
async fn five_wrong_passwords_lock_for_a_quarter_of_an_hour() {
    let world = World::new().await;
    let station = world.counter("01").await;
    for _ in 0..4 {
        assert_eq!(sign_in_error(&world, &station, "clerk", "wrong").await, "user.wrong");
    }
    assert_eq!(sign_in_error(&world, &station, "clerk", "wrong").await, "user.locked");
    assert_eq!(sign_in_error(&world, &station, "clerk", PASSWORD).await, "user.locked");
    world.clock.advance(15 * MINUTE);
    assert_eq!(sign_in_error(&world, &station, "clerk", PASSWORD).await, "ok");
    assert_eq!(sign_in_error(&world, &station, "nobody", "wrong").await, "user.wrong");
    world.user("clerk", Role::Clerk, None, false).await;
    assert_eq!(sign_in_error(&world, &station, "clerk", PASSWORD).await, "user.revoked");
}

#[tokio::test]
async fn a_session_is_good_at_its_station_until_it_ends() {
    let world = World::new().await;
    let (one, two) = (world.counter("01").await, world.counter("02").await);
    let caller = world.sign_in(&one, "clerk").await;
    assert!(world.platform.drafts(&caller).await.is_ok());
    let elsewhere = two.caller.with_session(caller.session.as_deref().unwrap());
    let error = world.platform.drafts(&elsewhere).await.unwrap_err();
    assert_eq!((error.status(), error.code()), (401, "session.ended"));
    let error = world.platform.users(&caller).await.unwrap_err();
    assert_eq!((error.status(), error.code()), (403, "role.missing"));
    world.clock.advance(12 * 60 * MINUTE);
    assert_eq!(world.platform.drafts(&caller).await.unwrap_err().code(), "session.ended");
    let again = world.sign_in(&one, "clerk").await;
    world.platform.sign_out(&again).await.unwrap();
    assert_eq!(world.platform.drafts(&again).await.unwrap_err().code(), "session.ended");
}

#[tokio::test]
async fn sign_in_gives_the_profile_and_the_stations_unlock() {
    let world = World::new().await;
    let station = world.counter("01").await;
    let ask = SignIn { user: "clerk".into(), password: PASSWORD.to_owned() };
    let answer = world.platform.sign_in(&station.caller, &ask).await.unwrap();
    assert_eq!(answer.profile, clerk());
    assert_eq!(answer.unlock, "open sesame");
    assert!(!answer.must_change);
    assert!(answer.offline_until > answer.expires);
}

#[tokio::test]
async fn a_password_is_changed_by_who_knows_the_old_one() {
    let world = World::new().await;
    let station = world.counter("01").await;
    let caller = world.sign_in(&station, "clerk").await;
    let change = |old: &str, new: &str| PasswordChange { old: old.to_owned(), new: new.to_owned() };
    for (old, new, code) in
        [("wrong", "another-long-1", "user.wrong"), (PASSWORD, "short", "user.password_short")]
    {
        let error = world.platform.change_password(&caller, &change(old, new)).await.unwrap_err();
        assert_eq!(error.code(), code);
    }
    let new = change(PASSWORD, "another-long-1");
    world.platform.change_password(&caller, &new).await.unwrap();
    assert_eq!(sign_in_error(&world, &station, "clerk", PASSWORD).await, "user.wrong");
    assert_eq!(sign_in_error(&world, &station, "clerk", "another-long-1").await, "ok");
}

#[tokio::test]
async fn a_revoked_station_is_told_so_and_nothing_else() {
    let world = World::new().await;
    let (admin_desk, mut station) = (world.counter("09").await, world.counter("01").await);
    let admin = world.sign_in(&admin_desk, "admin").await;
    world.platform.set_station(&admin, &station.id, false).await.unwrap();
    let hello = world.platform.hello(&station.caller, &station.hello(monday())).await.unwrap();
    assert!(!hello.station_active);
    let batch = domain::wire::PushBatch { submissions: vec![station.ticket(&clerk(), "A1")] };
    let error = world.platform.push(&station.caller, &batch).await.unwrap_err();
    assert_eq!((error.status(), error.code()), (403, "station.revoked"));
    assert_eq!(sign_in_error(&world, &station, "clerk", PASSWORD).await, "station.revoked");
    world.platform.set_station(&admin, &station.id, true).await.unwrap();
    assert!(world.platform.push(&station.caller, &batch).await.is_ok());
}

#[tokio::test]
async fn two_administrators_open_what_a_station_left() {
    let world = World::new().await;
    let holder = |name: &str| -> Holder { (name.to_owned(), format!("pass of {name}").into()) };
    let all = ["a", "b", "c"].map(holder);
    let few = world.platform.init_recovery(&all[..1]).await.unwrap_err();
    assert_eq!(few.code(), "recovery.holders");
    world.platform.init_recovery(&all).await.unwrap();
    let twice = world.platform.init_recovery(&all).await.unwrap_err();
    assert_eq!(twice.code(), "recovery.exists");

    let station = world.counter("01").await;
    let public = station.enrolled.recovery_key.clone().unwrap();
    let bad = RecoveryDeposit { sealed: "AAAA".to_owned() };
    let error = world.platform.deposit(&station.caller, &bad).await.unwrap_err();
    assert_eq!(error.code(), "recovery.sealed");
    let sealed = seal(&public, &[42; 32]).unwrap();
    world.platform.deposit(&station.caller, &RecoveryDeposit { sealed }).await.unwrap();
    let key = world.platform.open_recovery(&station.id, [&all[2], &all[0]]).await.unwrap();
    assert_eq!(key.as_slice(), &[42; 32]);

    let wrong: Holder = ("a".to_owned(), "guess".to_owned().into());
    for (pair, code) in
        [([&all[1], &wrong], "recovery.passphrase"), ([&all[1], &all[1]], "recovery.holders")]
    {
        let error = world.platform.open_recovery(&station.id, pair).await.unwrap_err();
        assert_eq!(error.code(), code);
    }
}
