/** What the duty page asks of its desk. */
export interface DutyActs {
  open: (list: string) => void;
  act: (task: string) => void;
  print: () => void;
  exportSheet: () => void;
  signOff: () => void;
}
