"""How updates reach the bot: long polling and webhooks."""

import re
from typing import TYPE_CHECKING

from simulator.errors import bad_request, conflict
from simulator.methods.registry import Params, method
from simulator.updates import MAX_BATCH, MAX_TIMEOUT

if TYPE_CHECKING:
    from simulator.core import Simulator

MAX_CONNECTIONS = range(1, 101)
DEFAULT_CONNECTIONS = 40
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
_LOOPBACK = re.compile(r"http://(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?(?:/\S*)?")


@method("getUpdates", "offset limit timeout allowed_updates")
async def get_updates(simulator: "Simulator", p: Params) -> list[dict]:
    """The oldest updates that are not confirmed, waiting for one if need be."""
    if simulator.webhooks.url:
        raise conflict(
            "can't use getUpdates method while webhook is active; "
            "use deleteWebhook to delete the webhook first"
        )
    simulator.updates.allow(p.get("allowed_updates"))
    limit = min(max(p.get("limit", MAX_BATCH), 1), MAX_BATCH)
    timeout = min(max(p.get("timeout", 0), 0), MAX_TIMEOUT)
    return await simulator.updates.poll(p.get("offset", 0), limit, timeout)


@method("setWebhook", "url max_connections allowed_updates drop_pending_updates secret_token")
async def set_webhook(simulator: "Simulator", p: Params) -> bool:
    """Sends updates to an address from now on; an empty address ends that."""
    url = p["url"]
    if url and not (url.startswith("https://") or _LOOPBACK.fullmatch(url)):
        raise bad_request("bad webhook: An HTTPS URL must be provided for webhook")
    secret = p.get("secret_token", "")
    if secret and not _SECRET.fullmatch(secret):
        raise bad_request("secret token contains unallowed characters")
    connections = p.get("max_connections", DEFAULT_CONNECTIONS)
    if connections not in MAX_CONNECTIONS:
        raise bad_request("max_connections must be between 1 and 100")
    simulator.updates.allow(p.get("allowed_updates"))
    if p.get("drop_pending_updates"):
        simulator.updates.clear()
    if url:
        simulator.updates.stop_waiting("terminated by setWebhook request")
    await simulator.webhooks.set(url, secret, connections)
    return True


@method("deleteWebhook", "drop_pending_updates")
async def delete_webhook(simulator: "Simulator", p: Params) -> bool:
    """Back to getUpdates."""
    if p.get("drop_pending_updates"):
        simulator.updates.clear()
    await simulator.webhooks.set("", "", DEFAULT_CONNECTIONS)
    return True


@method("getWebhookInfo")
def get_webhook_info(simulator: "Simulator", p: Params) -> dict:
    """Where updates go, how many wait and what went wrong last."""
    info = {
        **simulator.webhooks.info(),
        "pending_update_count": len(simulator.updates.pending),
    }
    if allowed := simulator.state.settings.get("allowed_updates"):
        info["allowed_updates"] = allowed
    return info
