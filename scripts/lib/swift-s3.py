"""OpenStack Swift behind its S3 API, whole in one process, for tests: a real object store that keeps bytes in a folder.

Usage: swift-s3.py <folder> <access key> <secret key>

Prints its address once it answers and runs until its standard input ends, so it never outlives its parent process.
Account, container and object server talk to the proxy over loopback ports, as they do between machines.
"""

import os
import sys

import eventlet

eventlet.monkey_patch()

import eventlet.tpool  # noqa: E402
import eventlet.wsgi  # noqa: E402
from swift.common import utils, wsgi  # noqa: E402
from swift.common.ring import RingBuilder  # noqa: E402
from swift.common.storage_policy import reload_storage_policies  # noqa: E402

folder, access_key, secret_key = sys.argv[1:]
settings = os.path.join(folder, 'settings')
devices = os.path.join(folder, 'devices')
for made in (settings, os.path.join(devices, 'd1')):
    os.makedirs(made, exist_ok=True)


def write(name, text):
    path = os.path.join(settings, name)
    with open(path, 'w') as file:
        file.write(text)
    return path


# Debian's place for this file is /etc/swift; an instance of a test has its own.
utils.SWIFT_CONF_FILE = write('swift.conf', '''
[swift-hash]
swift_hash_path_suffix = fale-conosco-tests
[storage-policy:0]
name = only
default = yes
''')
utils.HASH_PATH_SUFFIX = b'fale-conosco-tests'
reload_storage_policies()

sockets = {name: eventlet.listen(('127.0.0.1', 0)) for name in ('account', 'container', 'object', 'proxy')}
ports = {name: socket.getsockname()[1] for name, socket in sockets.items()}

common = f'''
[DEFAULT]
bind_ip = 127.0.0.1
bind_port = {{port}}
swift_dir = {settings}
devices = {devices}
mount_check = false
log_level = ERROR
log_address = /dev/null
'''

for name in ('account', 'container', 'object'):
    builder = RingBuilder(1, 1, 0)
    builder.add_dev({'id': 0, 'region': 1, 'zone': 1, 'weight': 1.0, 'ip': '127.0.0.1', 'port': ports[name],
                     'replication_ip': '127.0.0.1', 'replication_port': ports[name], 'device': 'd1', 'meta': ''})
    builder.rebalance()
    builder.get_ring().save(os.path.join(settings, f'{name}.ring.gz'))
    write(f'{name}.conf', common.format(port=ports[name]) + f'''
[pipeline:main]
pipeline = {name}-server
[app:{name}-server]
use = egg:swift#{name}
''')

write('proxy.conf', common.format(port=ports['proxy']) + f'''
[pipeline:main]
pipeline = catch_errors s3api tempauth copy slo proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:catch_errors]
use = egg:swift#catch_errors
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
[filter:tempauth]
use = egg:swift#tempauth
user_{access_key.replace(':', '_')} = {secret_key} .admin
[filter:copy]
use = egg:swift#copy
[filter:slo]
use = egg:swift#slo
''')


class Cache:
    """What Swift asks of memcached, in this process."""

    def __init__(self):
        self.values = {}

    def get(self, key, default=None, **_):
        return self.values.get(key, default)

    def set(self, key, value, **_):
        self.values[key] = value

    def delete(self, key, **_):
        self.values.pop(key, None)

    def incr(self, key, delta=1, **_):
        self.values[key] = int(self.values.get(key) or 0) + delta
        return self.values[key]


cache = Cache()


def with_cache(app):
    def answer(environ, start_response):
        environ['swift.cache'] = cache
        return app(environ, start_response)
    return answer


class NoLog:
    def write(self, _line):
        pass


for name, socket in sockets.items():
    app = wsgi.loadapp(os.path.join(settings, f'{name}.conf'))
    eventlet.spawn(eventlet.wsgi.server, socket, with_cache(app), NoLog(), keepalive=True, debug=False,
                   protocol=wsgi.SwiftHttpProtocol)

print(f'http://127.0.0.1:{ports["proxy"]}', flush=True)
# On a thread of its own: the greenlets above share this one.
eventlet.tpool.execute(os.read, 0, 1)
