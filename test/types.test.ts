import { expectTypeOf, it } from 'vitest';
import * as s from 'berkeley-sockets/syscalls';

// Checked by `npm run lint`, which compiles the tests; nothing here is run.
it('results can be used as the documentation does', () => {
  const use = (fd: number): void => {
    const { port } = s.getsockname(fd);
    expectTypeOf(port).toEqualTypeOf<number | undefined>();
    const { fd: connection, addr } = s.accept(fd);
    expectTypeOf(addr.address).toEqualTypeOf<string | undefined>();
    s.connect(connection, s.getpeername(fd));
    expectTypeOf(s.getsockopt(fd, s.SOL_SOCKET, s.SO_ERROR)).toEqualTypeOf<number>();
    expectTypeOf(s.getsockopt(fd, s.SOL_SOCKET, s.SO_LINGER, 8)).toEqualTypeOf<Uint8Array>();
    expectTypeOf(s.recvfrom(fd, new Uint8Array(1), 0).addr).toEqualTypeOf<s.SocketAddress | null>();
    expectTypeOf(s.raw.read(fd, Buffer.alloc(1))).toEqualTypeOf<number>();
    expectTypeOf(s.close).returns.toBeVoid();
    // @ts-expect-error a port is a number
    s.bind(fd, { family: s.AF_INET, address: '127.0.0.1', port: '80' });
    // @ts-expect-error flags are needed
    s.recv(fd, new Uint8Array(1));
  };
  expectTypeOf(use).toBeFunction();
});
