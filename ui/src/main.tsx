import "./styles/index.css";

import { createRoot } from "react-dom/client";

import { startTexts } from "./i18n";
import { keyboard } from "./keyboard";
import { App } from "./app/App";

await startTexts("zh-CN");
keyboard.listen(window);
const root = document.getElementById("root");
if (root !== null) createRoot(root).render(<App />);
