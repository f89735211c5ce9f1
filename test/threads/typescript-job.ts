import type { Socket } from 'berkeley-sockets';

export interface Answer {
  readonly by: string;
}

/** What types are needed for is gone when this runs. */
export default function answer(socket: Socket, { by }: Answer): void {
  const language: string = 'TypeScript';
  socket.getOutputStream().write(`${by} in ${language}\n`);
  socket.close();
}
