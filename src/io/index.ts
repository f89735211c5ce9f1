/** java.io as it is used over sockets. */
export { BufferedInputStream } from './buffered-input-stream.js';
export { BufferedOutputStream } from './buffered-output-stream.js';
export { BufferedReader } from './buffered-reader.js';
export { InputStream } from './input-stream.js';
export { InputStreamReader } from './input-stream-reader.js';
export { IOException } from './io-exception.js';
export { OutputStream } from './output-stream.js';
export { PrintWriter } from './print-writer.js';
export type { Encoding } from './text-source.js';
