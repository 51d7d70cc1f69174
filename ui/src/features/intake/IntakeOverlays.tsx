import { type CertificateOffer, ipc, type IntakeView, type OriginalState } from "../../ipc";
import { requestFocus } from "../../keyboard";
import { Certificates } from "./dialogs/Certificates";
import { MaterialDetail } from "./dialogs/MaterialDetail";
import { AsIs, Discard, OnceNotice } from "./dialogs/Questions";
import { Scan } from "./dialogs/Scan";
import { materialPlace, nextPlace } from "./places";
import type { IntakeDeskModel } from "./useIntakeDesk";

/** What is open over the intake page; closing puts the focus on what comes next. */
export function IntakeOverlays({ desk, view }: { desk: IntakeDeskModel; view: IntakeView }) {
  const { overlay, setOverlay, draft, acts, run } = desk;
  if (overlay === null) return null;
  const close = () => setOverlay(null);
  /** the row is done: the next missing place follows it */
  const closeRow = (kind: string) => {
    close();
    const fresh = draft.latest();
    if (fresh !== null) requestFocus(nextPlace(fresh, "materials", materialPlace(kind)));
  };
  const take = (offer: CertificateOffer) =>
    void run(async () => {
      draft.show(await ipc.takeCertificate(view.id, offer.kind, offer.identifier));
      closeRow(offer.kind);
    });
  const keep = (kind: string, state: OriginalState) => {
    draft.put({ type: "original", kind, state });
    draft.put({ type: "check", kind, problem: null });
    void draft.flush().then((saved) => {
      if (saved) closeRow(kind);
    });
  };
  switch (overlay.kind) {
    case "as_is":
      return <AsIs view={view} onConfirm={() => desk.receive(true)} onClose={close} />;
    case "notice":
      return <OnceNotice view={view} onConfirm={desk.guidance} onClose={close} />;
    case "discard":
      return <Discard onConfirm={desk.visits.discard} onClose={close} />;
    case "scan":
      return (
        <Scan
          view={view}
          material={overlay.material}
          onView={draft.show}
          onKeep={(original) => keep(overlay.material, original)}
          onClose={close}
        />
      );
    case "certificates":
      return (
        <Certificates view={view} material={overlay.material} onTake={take} onClose={close} />
      );
    case "material":
      return (
        <MaterialDetail
          view={view}
          material={overlay.material}
          page={overlay.page}
          put={(edit) => {
            draft.put(edit);
            void draft.flush();
          }}
          onScan={() => setOverlay({ kind: "scan", material: overlay.material })}
          onCertificates={() => setOverlay({ kind: "certificates", material: overlay.material })}
          onImport={() =>
            void run(async () => {
              const fresh = await ipc.import(view.id, overlay.material);
              if (fresh !== null) draft.show(fresh);
            })
          }
          onPrint={() => acts.printForm(overlay.material)}
          onClose={close}
        />
      );
  }
}
