"""How an embedded PostgreSQL is set up, sized from the machine's memory."""

import os

MEGABYTE = 1024 * 1024


def server_settings() -> dict[str, str]:
    memory = os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE") // MEGABYTE
    return {
        "listen_addresses": "127.0.0.1",
        "unix_socket_directories": "",
        "max_connections": "200",
        "shared_buffers": f"{min(max(memory // 16, 128), 1024)}MB",
        "effective_cache_size": f"{memory // 2}MB",
        "random_page_cost": "1.1",
        # Short queries on small rows: compiling them costs more than running them.
        "jit": "off",
        "timezone": "UTC",
        "log_timezone": "UTC",
        "password_encryption": "scram-sha-256",
        "shared_preload_libraries": "pg_stat_statements",
        "log_min_messages": "warning",
    }
