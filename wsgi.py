"""What a WSGI server loads: `wsgi:application`."""

from clinic_portal.app import create_app
from clinic_portal.wiring import warm

warm()
application = create_app()
