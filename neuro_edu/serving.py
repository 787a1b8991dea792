"""How a notebook server sends what the kernel shows: at once.

Named in the settings of the servers that this project starts; nothing else imports it, so that the
package itself needs no server.
"""

from typing import Any

from jupyter_server.services.kernels.connection.channels import ZMQChannelsWebsocketConnection


class PromptConnection(ZMQChannelsWebsocketConnection):
    """Send small messages without waiting for the page's word that it has the ones before.

    A server's short notice "busy" goes out just before a picture. As TCP comes, the picture then
    waits until the page confirms the notice, which it puts off for up to 40 ms (RFC 896, RFC 1122):
    about half the time from a key press to the new picture.
    """

    def connect(self) -> Any:
        """Open the channels between page and kernel."""
        self.websocket_handler.set_nodelay(True)
        return super().connect()
