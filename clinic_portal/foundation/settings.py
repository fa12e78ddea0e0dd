"""Every setting of the portal, read once from the environment or, as NAME_FILE, from a file."""

import os
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, SecretStr, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

DEMO_SECRET = "demo"  # noqa: S105  # refused outside demo mode
ROOT = Path(__file__).parents[2]


class Settings(BaseSettings):
    """The settings; the description of each stands in the table of `docs/settings.md`."""

    model_config = SettingsConfigDict(env_prefix="", extra="ignore", frozen=True)

    demo: bool = Field(False, description="Demo mode: dev mail box, demo passwords, open metrics.")
    clinic_portal_home: Path = Field(Path("var"), description="Folder for files, logs and the demo's mail box.")
    secret_key: SecretStr = Field(SecretStr(""), description="Signs cookies and links; at least 32 characters.")
    database_url: str = Field("", description="PostgreSQL as the role clinic_portal_app (web and worker).")
    database_owner_url: str = Field("", description="PostgreSQL as the owner; only `migrate` uses it.")
    database_relay_url: str = Field("", description="PostgreSQL as the role that claims outbox rows.")
    database_operator_url: str = Field("", description="PostgreSQL as the role of operators' tools.")
    redis_url: str = Field("", description="Redis or Valkey: cache, queues, live versions.")
    serve: Literal["all", "catalogs"] = Field("all", description="What this process serves: all, or one context.")
    catalogs_url: str = Field("", description="Where the catalogs service answers when it is another process.")
    service_timeout: float = Field(2.0, description="Seconds to wait for another service's answer.")
    pool_size: int = Field(4, description="Database connections per process; at least its threads.")
    session_idle_minutes: int = Field(
        60, ge=10, le=10_080, description="Minutes, 10 to 10080, until an unused session ends; an open page is no use."
    )
    session_days: int = Field(14, description="Days until a session ends whatever happens.")
    secure_cookies: bool = Field(True, description="Cookies only over HTTPS, under the __Host- prefix.")
    trusted_proxies: int = Field(0, description="How many proxies in front set X-Forwarded-For and -Proto.")
    public_url: str = Field("http://127.0.0.1:8000", description="The address people use, for links in messages.")
    stream_url: str = Field("", description="Where browsers reach the stream; empty: open pages ask by themselves.")
    metrics_token: SecretStr = Field(SecretStr(""), description="Bearer token for /metrics; empty closes it.")
    otlp_endpoint: str = Field("", description="OTLP/HTTP address for traces; empty switches the exporter off.")
    quick_templates: bool = Field(True, description="Compile templates with our shortcuts; 0 is stock Jinja.")
    log_level: str = Field("INFO", description="Least level that is logged.")
    outbox_poll_ms: int = Field(200, description="Milliseconds between the relay's looks at the outbox.")
    outbox_lease_seconds: int = Field(15, description="Seconds until an unfinished entry is handed out again.")
    outbox_max_attempts: int = Field(12, description="Tries until an entry is dead and waits for an operator.")
    notify_debounce_seconds: int = Field(180, description="Seconds a message waits, so that an undone move sends none.")
    sms_url: str = Field("", description="Twilio-style API base; empty uses the dev mail box (demo only).")
    sms_account: str = Field("", description="Account of the SMS provider.")
    sms_token: SecretStr = Field(SecretStr(""), description="Secret of the SMS provider's account.")
    sms_from: str = Field("", description="Sender of SMS, E.164.")
    sms_timeout: float = Field(5.0, description="Seconds to wait for the SMS provider.")
    smtp_host: str = Field("", description="SMTP server; empty uses the dev mail box (demo only).")
    smtp_port: int = Field(587, description="Port of the SMTP server.")
    smtp_user: str = Field("", description="User at the SMTP server.")
    smtp_password: SecretStr = Field(SecretStr(""), description="Password at the SMTP server.")
    smtp_starttls: bool = Field(True, description="Encrypt the connection to the SMTP server by STARTTLS.")
    smtp_from: str = Field("no-reply@clinic-portal.example", description="Sender of e-mail.")

    @property
    def secret(self) -> str:
        return self.secret_key.get_secret_value() or DEMO_SECRET

    @property
    def session_cookie(self) -> str:
        return "__Host-session" if self.secure_cookies else "session"

    @model_validator(mode="after")
    def _secrets_are_set(self) -> "Settings":
        if not self.demo and len(self.secret_key.get_secret_value()) < 32:
            raise ValueError("SECRET_KEY is missing or shorter than 32 characters; only demo mode starts without one")
        return self


def load() -> Settings:
    """Read the environment; a variable NAME_FILE gives the content of that file as NAME."""
    from_files: dict[str, Any] = {
        name: Path(os.environ[f"{name.upper()}_FILE"]).read_text().strip()
        for name in Settings.model_fields
        if f"{name.upper()}_FILE" in os.environ
    }
    return Settings(**from_files)
