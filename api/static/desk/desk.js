// The advisers' desk. Every page works without this; with it they are live.
import { alerts } from "./alerts.js";
import { CasePage } from "./case.js";
import { startClock } from "./clock.js";
import { startDrafts } from "./drafts.js";
import { startKeys } from "./keys.js";
import { startFilters, startQueue } from "./queue.js";

const page = document.getElementById("case");
const queue = document.getElementById("queue");
const filters = document.getElementById("filters");

alerts.start();
startClock();
if (page) new CasePage(page);
startDrafts();
if (queue) startQueue(queue);
if (filters) startFilters(filters);
startKeys();
