import socket

listener = socket.socket()
listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listener.bind(("0.0.0.0", 2222))
listener.listen(1)
print("listening", flush=True)
connection, peer = listener.accept()
while data := connection.recv(1024):
    connection.sendall(b"Echo: " + data)
connection.close()
