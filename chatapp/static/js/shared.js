// The page under a shared link begins here.

import { h, render } from "preact";

import { boot } from "fragaria/store/boot.js";
import { SharedThread } from "fragaria/ui/shared-thread.js";

render(h(SharedThread, boot.shared), document.getElementById("app"));
