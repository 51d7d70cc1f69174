// Watches a page for the bench; runs once in each window. Times are milliseconds since the epoch.
const bench = (window.bench = { at: {}, flips: [], keys: [] });
const since = (time) => performance.timeOrigin + time;
// The callback of a frame runs before it is drawn; the message after it, once it is.
const painted = (then) =>
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => then(since(performance.now()));
    channel.port2.postMessage(null);
  });
const mark = (name) => painted((time) => (bench.at[name] ??= time));
const place = (element) => element?.closest?.("[data-focus]")?.dataset.focus ?? "";
let flippedAt = null;
let shown = "";

let pressedAt = 0;
document.addEventListener(
  "input",
  () => {
    mark("typed");
    const from = pressedAt;
    painted((time) => bench.keys.push(time - from));
  },
  true,
);
document.addEventListener("focusin", (event) => mark(`focus ${place(event.target)}`), true);
document.addEventListener(
  "keydown",
  (event) => {
    bench.at[`key ${place(event.target)} ${event.key}`] ??= since(event.timeStamp);
    pressedAt = since(event.timeStamp);
    if (event.key.startsWith("Arrow")) flippedAt = pressedAt;
  },
  true,
);
const look = () => {
  if (document.querySelector('[role="option"]') !== null) mark("hits");
  const fields = ["one", "two"].filter(
    (answer) => document.querySelector(`[data-focus="field:bench.${answer}001"]`) !== null,
  );
  if (fields.join() === shown) return;
  shown = fields.join();
  const from = flippedAt;
  flippedAt = null;
  if (from !== null) painted((time) => bench.flips.push(time - from));
};
new MutationObserver(look).observe(document.body, { childList: true, subtree: true });
