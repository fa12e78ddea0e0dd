/* The agenda's page: free gaps, the keyboard, dragging, and what others change meanwhile. */
import "./cut.js";
import "./drag.js";
import "./gaps.js";
import "./hold.js";
import "./keyboard.js";
import "./live.js";
import "./peek.js";
import "./propose.js";
import "./scroll.js";
import "./toolbar.js";
import "./views.js";
