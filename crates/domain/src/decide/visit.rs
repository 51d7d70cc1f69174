//! Tasks of a stream 待办.

use std::collections::BTreeMap;

use super::judge::{Verdict, no, not_this, written};
use crate::action::{Action, Context, Role};
use crate::application::{Stream, Task};
use crate::event::Fact;
use crate::ids::DepartmentId;

const TASK: &str = "待办处理规则";

/// Whether this person may close an open task of the stream.
pub(super) fn task_gate(state: &Stream, ctx: &Context<'_>) -> Verdict {
    if !tasks(state).is_some_and(|all| all.values().any(|task| task.resolved.is_none())) {
        return no("task.none", TASK, "没有未处理的待办");
    }
    let actor = ctx.actor;
    let concerned = match &actor.department {
        Some(department) => concerns(state, department),
        None => [Role::Clerk, Role::Issuer, Role::Supervisor].iter().any(|r| actor.is(*r)),
    };
    if concerned {
        Ok(())
    } else {
        no("authority.task", TASK, "这项待办由经办窗口或部门处理")
    }
}

/// [`Action::ResolveTask`].
pub(super) fn resolve(state: &Stream, action: &Action, ctx: &Context<'_>) -> Verdict<Vec<Fact>> {
    let Action::ResolveTask { task: id, text } = action else {
        return not_this();
    };
    task_gate(state, ctx)?;
    match tasks(state).and_then(|all| all.get(id)) {
        None => return no("task.unknown", TASK, "没有这项待办，请刷新"),
        Some(task) if task.resolved.is_some() => {
            return no("task.done", TASK, "这项待办已经处理过了");
        }
        Some(_) => {}
    }
    written(text, "task.text", TASK, "请写明怎样处理的")?;
    Ok(vec![Fact::TaskResolved { task: id.clone(), text: text.clone() }])
}

fn tasks(state: &Stream) -> Option<&BTreeMap<String, Task>> {
    match state {
        Stream::Empty => None,
        Stream::Application(app) => Some(&app.tasks),
        Stream::CounterDay(day) => Some(&day.tasks),
    }
}

/// A department deals with tasks of its cases and of lists handed over to it.
fn concerns(state: &Stream, department: &DepartmentId) -> bool {
    match state {
        Stream::Empty => false,
        Stream::Application(app) => app.cases.values().any(|c| c.department == *department),
        Stream::CounterDay(day) => day.hand_overs.values().any(|l| l.to == *department),
    }
}
