export { type Command, isComposing, keyLabel } from "./commands";
export { type Handlers, keyboard, setValue } from "./engine";
export {
  advance,
  cancelFocusRequest,
  currentPlace,
  findPlace,
  focusPlace,
  isFocusRequested,
  nextStop,
  placeOf,
  requestFocus,
} from "./focus";
export { useCommands, useScannedCode } from "./hooks";
