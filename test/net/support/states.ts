// Calls that are made in states that they may not be for.
import { expect } from 'vitest';
import { SocketException } from 'berkeley-sockets';
import type { DatagramSocket, ServerSocket, Socket } from 'berkeley-sockets';
import * as s from 'berkeley-sockets/syscalls';
import { trace } from 'berkeley-sockets/trace';
import { thrownBy } from '../../support/failure.js';

export type Calls<T> = Readonly<Record<string, (socket: T) => unknown>>;
export const somewhere = { address: '127.0.0.1', port: 1 };
export const closedError = {
  name: 'SocketException',
  code: 'ERR_SOCKET_CLOSED',
  message: 'Socket is closed',
  errno: -s.EBADF,
};
export const state = (code: string): object => ({ name: 'SocketException', code });

/** Asserts that each call throws this, and makes no system call. */
export function expectAll<T>(socket: T, calls: Calls<T>, names: readonly string[], error: object): void {
  for (const name of names) {
    let thrown: unknown;
    const recorded = trace(() => {
      thrown = thrownBy(() => calls[name]!(socket));
    });
    expect(thrown, name).toBeInstanceOf(SocketException);
    expect(thrown, name).toMatchObject(error);
    expect(String(recorded), name).toBe('');
  }
}

/** Asserts what each call returns, without a system call. */
export function expectReturns<T>(socket: T, calls: Calls<T>, values: Readonly<Record<string, unknown>>): void {
  for (const [name, value] of Object.entries(values)) {
    let returned: unknown;
    expect(
      String(
        trace(() => {
          returned = calls[name]!(socket);
        }),
      ),
      name,
    ).toBe('');
    expect(returned, name).toEqual(value);
  }
}

export const common: Calls<Socket | ServerSocket | DatagramSocket> = {
  setSoTimeout: (it) => {
    it.setSoTimeout(1);
  },
  getSoTimeout: (it) => it.getSoTimeout(),
  setReuseAddress: (it) => {
    it.setReuseAddress(true);
  },
  getReuseAddress: (it) => it.getReuseAddress(),
  setReceiveBufferSize: (it) => {
    it.setReceiveBufferSize(4096);
  },
  getReceiveBufferSize: (it) => it.getReceiveBufferSize(),
  setOption: (it) => {
    it.setOption('SO_KEEPALIVE', true);
  },
  getOption: (it) => it.getOption('SO_KEEPALIVE'),
  getLocalPort: (it) => it.getLocalPort(),
  getLocalSocketAddress: (it) => it.getLocalSocketAddress(),
  isBound: (it) => it.isBound(),
  isClosed: (it) => it.isClosed(),
  fd: (it) => it.fd,
  close: (it) => {
    it.close();
  },
  dispose: (it) => {
    it[Symbol.dispose]();
  },
};
export const commonOptions = [
  'setSoTimeout',
  'getSoTimeout',
  'setReuseAddress',
  'getReuseAddress',
  'setReceiveBufferSize',
  'getReceiveBufferSize',
  'setOption',
  'getOption',
];
