import { useEffect, useState } from "react";

import { Dialog, type FaultLike, faultOf, Button, Lamp, List } from "../../../components";
import { useTranslation } from "../../../i18n";
import { type CertificateOffer, ipc, type IntakeView } from "../../../ipc";
import { requestFocus } from "../../../keyboard";

interface Props {
  view: IntakeView;
  material: string | null;
  onTake: (offer: CertificateOffer) => void;
  onClose: () => void;
}

function useOffers(draft: string, material: string | null) {
  const [offers, setOffers] = useState<CertificateOffer[] | null>(null);
  const [fault, setFault] = useState<FaultLike | null>(null);
  const [turn, setTurn] = useState(0);
  useEffect(() => {
    let over = false;
    ipc
      .certificates(draft, material)
      .then((found) => {
        if (!over) setOffers(found);
      })
      .catch((error: unknown) => {
        if (!over) setFault(faultOf(error) ?? { code: "window", message: String(error), article: null });
      });
    return () => {
      over = true;
    };
  }, [draft, material, turn]);
  const retry = () => {
    setOffers(null);
    setFault(null);
    setTurn(turn + 1);
  };
  return { offers, fault, retry };
}

const keyOf = (offer: CertificateOffer) => `${offer.kind} ${offer.identifier}`;

/** 调证照: e-certificates on offer; those that may not be used say why and what to do. */
export function Certificates({ view, material, onTake, onClose }: Props) {
  const { t } = useTranslation("intake");
  const { offers, fault, retry } = useOffers(view.id, material);
  const [selected, setSelected] = useState<string | null>(null);
  const first = offers?.find((offer) => offer.usable) ?? offers?.[0];
  const at = selected ?? (first === undefined ? null : keyOf(first));
  useEffect(() => {
    if (offers !== null && offers.length > 0) requestFocus("certificates");
  }, [offers]);
  const take = (offer: CertificateOffer) => {
    if (offer.usable) onTake(offer);
  };
  const current = offers?.find((offer) => keyOf(offer) === at);
  return (
    <Dialog
      title={t("certificates.title")}
      size="wide"
      onClose={onClose}
      commands={{ primary: () => current !== undefined && take(current), certificates: retry }}
      footer={
        <>
          <Button onPress={onClose} hint="escape" focus="certificates:close">
            {t("common:close")}
          </Button>
          <Button
            tone="primary"
            hint="primary"
            disabled={current?.usable !== true}
            onPress={() => current !== undefined && take(current)}
            focus="certificates:use"
          >
            {t("certificates.use")}
          </Button>
        </>
      }
    >
      {fault !== null && (
        <div className="gate-error" role="alert" data-code={fault.code}>
          {fault.message}{" "}
          <Button size="small" hint="certificates" onPress={retry} focus="certificates:retry">
            {t("common:retry")}
          </Button>
        </div>
      )}
      {fault === null && offers === null && <p className="empty">{t("certificates.querying")}</p>}
      {offers !== null && (
        <List
          label={t("certificates.title")}
          rows={offers}
          keyOf={keyOf}
          selected={at}
          onSelect={(offer) => setSelected(keyOf(offer))}
          onOpen={take}
          focus="certificates"
          flow
          rowClass="offer-row"
          empty={t("certificates.none")}
          draw={(offer) => <Offer offer={offer} />}
        />
      )}
    </Dialog>
  );
}

function Offer({ offer }: { offer: CertificateOffer }) {
  const { t } = useTranslation("intake");
  return (
    <>
      <span>
        <b>{offer.name}</b> <span className="mut">{offer.number}</span>
        <span className="offer-line sec">
          {t("certificates.holder")} {offer.holder} ({offer.role})
          {offer.valid_to !== null && ` · ${t("certificates.until")} ${offer.valid_to}`}
        </span>
        {offer.reason !== null && <span className="offer-line warn-text">{offer.reason}</span>}
      </span>
      <Lamp colour={offer.usable ? "green" : "red"}>
        {offer.usable ? t("certificates.usable") : t("certificates.unusable")}
      </Lamp>
    </>
  );
}
