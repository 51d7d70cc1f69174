import { useEffect } from "react";

import { useFault } from "../../components";
import { ipc } from "../../ipc";
import { requestFocus } from "../../keyboard";
import type { IntakeActs } from "./acts";
import { type DeskState, useDeskState } from "./useDeskState";
import { usePageActs } from "./usePageActs";
import { useVisits, type Visits } from "./useVisits";

export interface IntakeDeskModel extends DeskState {
  visits: Visits;
  acts: IntakeActs;
}

/** 受理台: takes up again what was being served when the program last stopped, at the same place. */
export function useIntakeDesk(): IntakeDeskModel {
  const state = useDeskState();
  const visits = useVisits(state);
  const acts = usePageActs(state, visits.park);
  const fault = useFault();
  const { show } = state.draft;
  useEffect(() => {
    let over = false;
    ipc
      .current()
      .then((view) => {
        if (over) return;
        if (view === null) {
          requestFocus("start:next");
          return;
        }
        show(view);
        requestFocus(view.focus ?? "search");
      })
      .catch(fault);
    return () => {
      over = true;
    };
  }, [show, fault]);
  return { ...state, visits, acts };
}
