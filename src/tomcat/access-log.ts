import type { Served } from './processor.js';
export class AccessLog {
  constructor(file: string) {
    void file;
  }
  add(served: Served): void {
    void served;
  }
  close(): void {}
}
