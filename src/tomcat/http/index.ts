/** HTTP/1.1 as bytes: what is framed how (RFC 9112). No sockets, no servlets. */
export { ContentLengthDecoder } from './body-decoder.js';
export type { BodyDecoder } from './body-decoder.js';
export { chunkEndSize, chunkHeadSize, lastChunk, writeChunkEnd, writeChunkHead } from './chunk-encoder.js';
export { ChunkedDecoder } from './chunked-decoder.js';
export type { ChunkedLimits } from './chunked-decoder.js';
export { RequestParser } from './request-parser.js';
export type { HeadLimits } from './request-parser.js';
export { decodeParameters, decodePath } from './request-target.js';
export { ResponseHead, unreadable } from './response-head.js';
export type { BodyFraming, RequestFacts } from './response-head.js';
export { continueResponse, reasonOf } from './status.js';
