// The chat page begins here.

import { h, render } from "preact";

import { live } from "fragaria/live/connection.js";
import { receive } from "fragaria/live/frames.js";
import { startDrafts } from "fragaria/store/asking.js";
import { keepFresh } from "fragaria/store/fresh.js";
import { startRouting } from "fragaria/store/route.js";
import { App } from "fragaria/ui/app.js";
import { startKeys } from "fragaria/ui/keys.js";

startDrafts();
startRouting();
render(h(App), document.getElementById("app"));
startKeys();
live.onFrame = receive;
live.start();
keepFresh();
