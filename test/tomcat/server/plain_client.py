"""plain_client.py HOST PORT: what http.client and urllib get from the servlets of acts.mjs."""
import http.client
import sys
import urllib.parse
import urllib.request

host, port = sys.argv[1], int(sys.argv[2])
data = bytes(i % 256 for i in range(300_000))
connection = http.client.HTTPConnection(host, port)


def ask(method, path, body=None, **options):
    connection.request(method, path, body, **options)
    response = connection.getresponse()
    text = response.read()
    print(method, response.status, text.decode() if response.status == 200 else "", response.will_close)


ask("GET", "/do/ok")
first = connection.sock
ask("HEAD", "/do/ok")
ask("POST", "/do/digest", data)
ask("POST", "/do/digest", (data[i : i + 7000] for i in range(0, len(data), 7000)))
ask("GET", "/do/flushes")
ask("GET", "/nothing")
print("the same connection", connection.sock is first)

url = f"http://{host}:{port}"
form = urllib.parse.urlencode({"a": "é", "b": "1 2"}).encode()
print(urllib.request.urlopen(f"{url}/do/parameters", form).read().decode())
print(urllib.request.urlopen(f"{url}/do/redirect?to=/do/ok").read().decode())
print(len(urllib.request.urlopen(f"{url}/do/big?size=1000000").read()))
try:
    urllib.request.urlopen(f"{url}/nothing")
except urllib.error.HTTPError as error:
    print(error.code, error.headers["Content-Type"])
