"""What a person reads when the portal is up."""

from clinic_portal.cli.stand.environment import Environment

_LOGINS = """\
  Sign in with the password  clinica-demo
    recepcion@norte.example   reception of Clínica Norte
    doctora@norte.example     a doctor of Clínica Norte
    admin@norte.example       administrator of Clínica Norte
    recepcion@sur.example     reception of Clínica Sur
    ambas@norte.example       reception of both
    operacion@portal.example  runs the portal
"""


def greeting(environment: Environment, seconds: float) -> str:
    logins = (
        _LOGINS if environment.demo else "  First clinic: ./dev portal create-clinic, then ./dev portal create-user\n"
    )
    again = "  Start over: ./dev demo --fresh\n" if environment.demo else ""
    return (
        f"\n  The portal is ready ({seconds:.1f} s):  {environment.web_url}\n\n{logins}\n"
        f"  Data, logs and secrets: {environment.home.path}\n{again}  Stop with Ctrl-C.\n"
    )
