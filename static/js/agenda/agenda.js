/* The agenda's page: free gaps, the keyboard, dragging, and what others change meanwhile. */
import "./drag.js";
import "./gaps.js";
import "./keyboard.js";
import "./live.js";
import "./scroll.js";
import "./toolbar.js";
