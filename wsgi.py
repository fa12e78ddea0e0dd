"""What a WSGI server loads: `wsgi:application`."""

from clinic_portal.app import create_app

application = create_app()
