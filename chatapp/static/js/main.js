// The chat page begins here.

import { h, render } from "preact";

import { live } from "fragaria/live/connection.js";
import { receive } from "fragaria/live/frames.js";
import { startDrafts } from "fragaria/store/asking.js";
import { receiveElsewhere } from "fragaria/store/elsewhere.js";
import { receiveFinished } from "fragaria/store/finished.js";
import { keepFresh } from "fragaria/store/fresh.js";
import { refreshProjects } from "fragaria/store/projects.js";
import { startReading } from "fragaria/store/reading.js";
import { startRouting } from "fragaria/store/route.js";
import { complain } from "fragaria/store/status.js";
import { receiveSite } from "fragaria/store/site.js";
import { startTemporary } from "fragaria/store/temporary.js";
import { t } from "fragaria/text/t.js";
import { App } from "fragaria/ui/app.js";
import { startKeys } from "fragaria/ui/keys.js";

startDrafts();
startRouting();
render(h(App), document.getElementById("app"));
startKeys();
startReading();
startTemporary();
live.onFrame = (frame) => {
  receive(frame);
  receiveElsewhere(frame);
  receiveFinished(frame);
  receiveSite(frame);
};
live.start();
keepFresh();
refreshProjects().catch(() => complain(t("Your projects could not be loaded. Reload the page to try again.")));
