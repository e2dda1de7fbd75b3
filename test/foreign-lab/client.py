import socket
import sys

connection = socket.create_connection(("reqresp-server", 2222))
for message in sys.argv[1:]:
    connection.sendall(message.encode())
    print(connection.recv(1024).decode(), flush=True)
connection.close()
