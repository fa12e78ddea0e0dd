"""What the colours of practitioners and of types of appointment are called."""

from flask_babel import lazy_gettext as _

HUE_NAMES = {
    1: _("Teal"),
    2: _("Blue"),
    3: _("Terracotta"),
    4: _("Violet"),
    5: _("Pink"),
    6: _("Olive"),
    7: _("Amber"),
    8: _("Sky blue"),
    9: _("Red"),
    10: _("Indigo"),
    11: _("Green"),
    12: _("Brown"),
}
