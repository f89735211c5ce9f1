// Arguments of every kind that structured cloning knows. Also a Runnable, which tells how they have arrived.
import { deepStrictEqual } from 'node:assert';
import { isSharedArrayBuffer } from 'node:util/types';
import { Socket } from 'berkeley-sockets';

export function values() {
  const cycle = { name: 'cycle', list: [1] };
  cycle.self = cycle;
  cycle.list.push(cycle);
  const holes = [1, , 3]; // eslint-disable-line no-sparse-arrays
  const bytes = Uint8Array.of(1, 2, 3, 4, 5, 6, 7, 8);
  return {
    primitives: [undefined, null, true, 0, -0, NaN, Infinity, 2 ** 53, -1n, 2n ** 64n, '', 'ä€😀', '\0'],
    map: new Map([
      ['a', new Map([[1, new Set([1, 'two'])]])],
      [{ key: 1 }, 'object as key'],
    ]),
    date: new Date(86_400_000),
    regexp: /a(b)?/giu,
    error: new RangeError('planned'),
    boxed: [Object(1), Object('x'), Object(false), Object(1n)],
    arrayBuffer: bytes.buffer.slice(2, 6),
    views: [
      bytes.subarray(1, 5),
      new Uint8ClampedArray([300]),
      new Int8Array([-1]),
      new Int16Array([-2]),
      new Uint16Array([2]),
      new Int32Array([-3]),
      new Uint32Array([3]),
      new Float32Array([0.5]),
      new Float64Array([0.25]),
      new BigInt64Array([-4n]),
      new BigUint64Array([4n]),
      new DataView(bytes.buffer, 1, 3),
      new Uint8Array(0),
    ],
    holes,
    cycle,
    proto: JSON.parse('{"__proto__": {"polluted": true}, "own": 1}'),
    likeOurs: { 'berkeley-sockets:shared': 0 },
    nullPrototype: { ...Object.assign(Object.create(null), { a: 1 }) },
    deep: Array.from({ length: 200 }).reduce((inner, _, i) => ({ i, inner }), {}),
  };
}

/** Tells through a socket how values have arrived. */
export default function check(socket, arrived, memory) {
  const problems = [];
  const attempt = (name, test) => {
    try {
      test();
    } catch (error) {
      problems.push(`${name}: ${error.message}`);
    }
  };
  const expected = values();
  attempt('keys', () => deepStrictEqual(Object.keys(arrived.values), Object.keys(expected)));
  for (const [name, value] of Object.entries(expected)) {
    attempt(name, () => deepStrictEqual(arrived.values[name], value));
  }
  attempt('cycle', () => deepStrictEqual(arrived.values.cycle.list[1] === arrived.values.cycle, true));
  attempt('buffer', () => deepStrictEqual(Buffer.from(arrived.buffer).toString(), 'bytes of a Buffer'));
  attempt('one object', () => deepStrictEqual(arrived.twice[0] === arrived.twice[1], true));
  attempt('one socket', () => deepStrictEqual(arrived.sockets[0] === arrived.sockets[1].deep.er[0], true));
  attempt('sockets', () => deepStrictEqual(arrived.sockets[0] instanceof Socket, true));
  attempt('own copy', () => deepStrictEqual(arrived.values.map instanceof Map, true));
  const { buffer, bytes, ints, floats, dataView, node } = memory;
  attempt('SharedArrayBuffer', () => deepStrictEqual(isSharedArrayBuffer(buffer), true));
  for (const [name, view] of Object.entries({ bytes, ints, floats, dataView, node })) {
    attempt(`${name}.buffer`, () => deepStrictEqual(view.buffer === buffer, true));
  }
  attempt('bytes', () => deepStrictEqual([bytes.byteOffset, bytes.length, bytes[0]], [1, 3, 11]));
  attempt('ints', () => deepStrictEqual([ints.byteOffset, ints.length, ints[0]], [8, 2, 222]));
  attempt('floats', () => deepStrictEqual([floats.byteOffset, floats.length, floats[0]], [16, 1, 0.5]));
  attempt('dataView', () => deepStrictEqual([dataView.byteOffset, dataView.byteLength], [2, 5]));
  attempt('node', () => deepStrictEqual([node.byteOffset, node.length], [4, 4]));
  Atomics.store(ints, 1, 333);
  arrived.sockets[0].close();
  socket.getOutputStream().write(JSON.stringify(problems));
  socket.close();
}
