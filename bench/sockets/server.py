"""The server of ../sockets.mjs in Python, a thread for each connection: MODE BYTES, see server.c."""

import socket
import sys
import threading

mode, total = sys.argv[1], int(sys.argv[2])


def serve(connection):
    with connection:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        buffer = bytearray(64 if mode in ("echo", "answer") else 64 * 1024)
        view = memoryview(buffer)
        if mode == "receive":
            while connection.recv_into(buffer):
                pass
        elif mode == "send":
            for _ in range(total // len(buffer)):
                connection.sendall(buffer)
        elif mode == "answer":
            connection.sendall(view[: connection.recv_into(buffer)])
        else:
            while length := connection.recv_into(buffer):
                connection.sendall(view[:length])


listener = socket.create_server(("127.0.0.1", 0), backlog=50)
print(listener.getsockname()[1], flush=True)
while True:
    connection, _ = listener.accept()
    threading.Thread(target=serve, args=(connection,), daemon=True).start()
