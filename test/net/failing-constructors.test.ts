import { DatagramPacket, DatagramSocket, ServerSocket } from 'berkeley-sockets';
import { trace } from 'berkeley-sockets/trace';
import { expect, it } from 'vitest';

it.each([
  ['ServerSocket', (port: number) => new ServerSocket(port, 1, '127.0.0.1'), () => new ServerSocket(0, 1, '127.0.0.1')],
  ['DatagramSocket', (port: number) => new DatagramSocket(port, '127.0.0.1'), () => new DatagramSocket(0, '127.0.0.1')],
])('new %s() that fails closes within its own call', (name, make, taken) => {
  const other = taken();
  const { calls } = trace(() => {
    expect(() => make(other.getLocalPort())).toThrow(/EADDRINUSE/);
  });
  const made = calls.filter(({ name: call }) => call.startsWith('new'));
  expect(made.map(({ name: call }) => call.split('(')[0])).toEqual([`new ${name}`]);
  expect(made[0]!.systemCalls.map(({ name: call }) => call).slice(-2)).toEqual(['bind', 'close']);
  expect(calls.filter(({ name: call }) => call === 'close')).toEqual([]);
  other.close();
});

it.each([
  [null, 'address', 'ERR_INVALID_ARG_TYPE'],
  [5, 'address', 'ERR_INVALID_ARG_TYPE'],
  [{ port: 1, address: 5 }, 'address.address', 'ERR_INVALID_ARG_TYPE'],
  [{ path: 5 }, 'address.path', 'ERR_INVALID_ARG_TYPE'],
  [{ port: '3' }, 'address.port', 'ERR_INVALID_ARG_TYPE'],
  [{ path: '/tmp/x', port: 3 }, 'address.port', 'ERR_INVALID_ARG_VALUE'],
])('a DatagramPacket for %j is refused, and the argument named', (address, name, code) => {
  const make = (): unknown => new DatagramPacket(new Uint8Array(1), 1, address as unknown as string, 80);
  expect(make).toThrow(expect.objectContaining({ code }) as Error);
  expect(make).toThrow(name);
});
