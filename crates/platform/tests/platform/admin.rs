//! The admin desk: users, stations, health, audit.

use domain::action::Role;
use domain::wire::admin::StationCodeRequest;

use crate::support::*;

#[tokio::test]
async fn an_administrator_makes_changes_and_stops_users() {
    let world = World::new().await;
    let station = world.counter("01").await;
    let admin = world.sign_in(&station, "admin").await;
    let clerk = world.sign_in(&station, "clerk").await;
    let mut put = put_user("newman", Role::Clerk, None, true);
    world.platform.change_user(&admin, &"newman".into(), &put).await.unwrap();
    put.password = None;
    put.active = false;
    world.platform.change_user(&admin, &"newman".into(), &put).await.unwrap();
    let users = world.platform.users(&admin).await.unwrap().users;
    let newman = users.iter().find(|row| row.profile.user.as_str() == "newman").unwrap();
    assert!(!newman.active);

    let mut stopped = put_user("clerk", Role::Clerk, None, false);
    stopped.password = None;
    world.platform.change_user(&admin, &"clerk".into(), &stopped).await.unwrap();
    assert_eq!(world.platform.drafts(&clerk).await.unwrap_err().code(), "session.ended");
    for (twist, code) in [
        (put_user("x", Role::System, None, true), "user.incomplete"),
        (
            {
                let mut p = put_user("x", Role::Clerk, None, true);
                p.name.clear();
                p
            },
            "user.incomplete",
        ),
        (
            {
                let mut p = put_user("x", Role::Clerk, None, true);
                p.password = None;
                p
            },
            "user.no_password",
        ),
    ] {
        let error = world.platform.change_user(&admin, &"x".into(), &twist).await.unwrap_err();
        assert_eq!(error.code(), code);
    }
}

#[tokio::test]
async fn the_desk_shows_stations_and_writes_an_audit_without_personal_data() {
    let world = World::new().await;
    let mut station = world.counter("01").await;
    let admin = world.sign_in(&station, "admin").await;
    let mut hello = station.hello(monday());
    hello.outbox = 3;
    world.platform.hello(&station.caller, &hello).await.unwrap();
    let stations = world.platform.stations(&admin).await.unwrap().stations;
    assert_eq!(stations[0].health.as_ref().unwrap().outbox, 3);
    let received = receive("0001", &[CARD]);
    let one = station.act(&clerk(), &received.stream(), &received.action, monday());
    world.decide(&station, one).await;
    let place = StationCodeRequest { hall: HALL.into(), counter: None, departments: Vec::new() };
    let code = world.platform.ask_station_code(&admin, &place).await.unwrap();
    assert_eq!(code.code.len(), 48);
    let clerk_caller = world.sign_in(&station, "clerk").await;
    let error = world.platform.ask_station_code(&clerk_caller, &place).await.unwrap_err();
    assert_eq!(error.code(), "role.missing");

    let rows = world.platform.audit(&admin, 0).await.unwrap().rows;
    let acts: Vec<&str> = rows.iter().map(|row| row.act.as_str()).collect();
    for act in ["catalogue.published", "user.changed", "station.enrolled", "user.signed_in"] {
        assert!(acts.contains(&act), "{act} not in {acts:?}");
    }
    let text = serde_json::to_string(&rows).unwrap();
    assert!(!text.contains("440106") && !text.contains("李建国"), "{text}");
    let later = world.platform.audit(&admin, rows[1].id).await.unwrap().rows;
    assert_eq!(later[0], rows[2]);
}

#[tokio::test]
async fn a_changed_catalogue_needs_a_higher_version() {
    let world = World::new().await;
    assert_eq!(world.platform.publish(catalogue()).await.unwrap(), 1);
    let mut changed = catalogue().clone();
    changed.version.reason = "改".to_owned();
    let error = world.platform.publish(&changed).await.unwrap_err();
    assert_eq!((error.status(), error.code()), (409, "catalogue.version"));
    changed.version.number = 2;
    assert_eq!(world.platform.publish(&changed).await.unwrap(), 2);
    let station = world.counter("01").await;
    let edition = world.platform.catalogue(&station.caller, 1).await.unwrap().edition.unwrap();
    let read = domain::catalogue::Catalogue::from_json(&edition.catalogue).unwrap();
    assert_eq!((edition.number, read), (2, changed));
    assert_eq!(world.platform.catalogue(&station.caller, 2).await.unwrap().edition, None);
}
