"""What the clinic allows those who book by themselves, and how its desk answers them."""

from clinic_portal.contexts.agenda.asked import REQUESTS
from clinic_portal.contexts.agenda.online import requests
from clinic_portal.contexts.agenda.policy import online
from clinic_portal.contexts.agenda.service.kinds import Kinds
from clinic_portal.contracts.agenda import IdentifyPatient, OnlineRequest
from clinic_portal.contracts.agenda.online import OnlinePolicy, SetOnlinePolicy
from clinic_portal.foundation.cache import clinic_cached, drop
from clinic_portal.foundation.work import after_commit, work

ONLINE_POLICY = "agenda-online-policy"


class Answering(Kinds):
    """The rules; who waits, and who they are."""

    def online_policy(self) -> OnlinePolicy:
        return clinic_cached(ONLINE_POLICY, "policy", self._online_policy)

    def set_online_policy(self, command: SetOnlinePolicy) -> OnlinePolicy:
        with work():
            after_commit(lambda: drop(ONLINE_POLICY))
            return online.set_online_policy(command)

    def online_requests(self) -> tuple[OnlineRequest, ...]:
        policy = self.online_policy()
        with work():
            return requests.online_requests(policy)

    def online_request(self, appointment_id: int) -> OnlineRequest:
        policy = self.online_policy()
        with work():
            return requests.online_request(appointment_id, policy)

    def requests_waiting(self) -> int:
        return clinic_cached(REQUESTS, "waiting", self._requests_waiting)

    def identify(self, command: IdentifyPatient) -> OnlineRequest:
        zone, policy = self._zone(), self.online_policy()
        with work():
            requests.identify(command, zone)
            return requests.online_request(command.appointment_id, policy)

    def _online_policy(self) -> OnlinePolicy:
        with work():
            return online.online_policy()

    def _requests_waiting(self) -> int:
        with work():
            return requests.requests_waiting()
