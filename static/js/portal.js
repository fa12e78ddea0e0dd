/* Starts the portal's scripts; every page works without them, they only make it quicker. */
import "./csrf.js";
import "./dialogs.js";
import "./inline-form.js";
import "./menus.js";
import "./panel.js";
import "./preferences.js";
import "./shortcuts.js";
import "./sign-in-again.js";
import "./toast.js";
import "./typeahead.js";
