export interface Ticket {
  no: string;
  /** what the person came for, or the booked time */
  text: string;
  state: "serving" | "waiting" | "booked" | "called";
}

export interface ParkedDraft {
  id: string;
  ticket: string | null;
  name: string;
  text: string;
  tone: "gray" | "warn";
}

export interface QueueView {
  waiting: number;
  tickets: Ticket[];
  parked: ParkedDraft[];
  today: { id: "received" | "papers" | "deferred" | "notices"; value: string }[];
  online: boolean;
}
