import { useState } from "react";

import { currentPlace, placeOf } from "../../keyboard";
import type { PageProps } from "./acts";
import { Items } from "./Items";
import { Materials } from "./Materials";
import { stepOfPlace } from "./places";
import { Applicant, Form, Situation } from "./Sections";
import { Side } from "./Side";
import { Steps } from "./Steps";

/** 受理台: one page, no wizard; `left` is the column of the people waiting. */
export function IntakePage({ view, acts, left }: PageProps & { left: React.ReactNode }) {
  const [place, setPlace] = useState<string | null>(null);
  const stand = (here: string | null) => {
    if (here !== null && stepOfPlace(view, here) !== null) acts.stand(here);
  };
  return (
    <main
      className="intake"
      onBlurCapture={(event) => {
        // before the field itself is left: one commit holds its text and where the clerk goes
        if (event.relatedTarget !== null) stand(placeOf(event.relatedTarget));
      }}
      onFocus={() => {
        const here = currentPlace();
        setPlace(here);
        stand(here);
      }}
    >
      {left}
      <div className="intake-centre">
        <Steps view={view} current={stepOfPlace(view, place)} />
        <div className="intake-scroll">
          <Items view={view} acts={acts} />
          <Applicant view={view} acts={acts} />
          <Situation view={view} acts={acts} />
          <Form view={view} acts={acts} />
          <Materials view={view} acts={acts} />
        </div>
      </div>
      <Side view={view} acts={acts} />
    </main>
  );
}
