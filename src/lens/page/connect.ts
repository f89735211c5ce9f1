/** The stream of events of the server. */
import type { LensBatch, LensHello, LensSockets } from '../records.js';
import { hello, history, receive, status } from './state.js';

export function connect(): void {
  const source = new EventSource('/lens/events');
  const on = (name: string, handle: (data: unknown) => void): void => {
    source.addEventListener(name, (event) => {
      handle(JSON.parse((event as MessageEvent<string>).data));
    });
  };
  on('hello', (data) => {
    const told = data as LensHello;
    history.begin(told.now);
    hello.value = told;
    status.value = 'live';
  });
  on('trace', (data) => {
    receive(data as LensBatch);
  });
  on('sockets', (data) => {
    receive(data as LensSockets);
  });
  source.addEventListener('error', () => {
    status.value = 'disconnected';
    // The browser tries again by itself, unless the server has refused.
    if (source.readyState !== EventSource.CLOSED) return;
    source.close();
    setTimeout(connect, 2000);
  });
  // What is closed is not waited for.
  addEventListener('pagehide', () => {
    source.close();
  });
}
