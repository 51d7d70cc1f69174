//! State + event → state.

mod application;
mod case;
mod counter_day;
mod fee;
mod paper;
mod proceeding;

use crate::application::{Stamp, Stream, Task};
use crate::event::{Event, Fact};

/// Applies one recorded fact (演进). Never fails: an event that does not fit changes nothing.
#[must_use]
pub fn evolve(state: Stream, event: &Event) -> Stream {
    let stamp = Stamp::of(&event.by, event.at, event.offline);
    match state {
        Stream::Empty => begin(&stamp, event),
        Stream::Application(mut app) => {
            application::apply(&mut app, &stamp, &event.fact);
            Stream::Application(app)
        }
        Stream::CounterDay(mut day) => {
            counter_day::apply(&mut day, &stamp, &event.fact);
            Stream::CounterDay(day)
        }
    }
}

/// Folds a history from its beginning.
#[must_use]
pub fn fold<'a>(events: impl IntoIterator<Item = &'a Event>) -> Stream {
    events.into_iter().fold(Stream::Empty, evolve)
}

/// What the first fact of a stream makes of it.
fn begin(stamp: &Stamp, event: &Event) -> Stream {
    if let Some(app) = application::begin(stamp, event) {
        return Stream::Application(Box::new(app));
    }
    match counter_day::begin(stamp, event) {
        Some(day) => Stream::CounterDay(Box::new(day)),
        None => Stream::Empty,
    }
}

type Tasks = std::collections::BTreeMap<String, Task>;

/// Tasks live in both kinds of stream.
fn task(tasks: &mut Tasks, stamp: &Stamp, fact: &Fact) {
    if let Fact::ContradictionRaised { task, case, code, message } = fact {
        tasks.entry(task.clone()).or_insert_with(|| Task {
            case: case.clone(),
            code: code.clone(),
            message: message.clone(),
            raised: stamp.clone(),
            resolved: None,
        });
    }
    if let Fact::TaskResolved { task, text } = fact
        && let Some(open) = tasks.get_mut(task).filter(|task| task.resolved.is_none())
    {
        open.resolved = Some((stamp.clone(), text.clone()));
    }
}
