/** Reason phrases (RFC 9110, 15; RFC 6585). Only people read them: other statuses have none. */
const reasons: Readonly<Record<number, string>> = {
  100: 'Continue',
  200: 'OK',
  201: 'Created',
  202: 'Accepted',
  203: 'Non-Authoritative Information',
  204: 'No Content',
  205: 'Reset Content',
  206: 'Partial Content',
  300: 'Multiple Choices',
  301: 'Moved Permanently',
  302: 'Found',
  303: 'See Other',
  304: 'Not Modified',
  307: 'Temporary Redirect',
  308: 'Permanent Redirect',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  405: 'Method Not Allowed',
  406: 'Not Acceptable',
  408: 'Request Timeout',
  409: 'Conflict',
  410: 'Gone',
  411: 'Length Required',
  412: 'Precondition Failed',
  413: 'Content Too Large',
  414: 'URI Too Long',
  415: 'Unsupported Media Type',
  416: 'Range Not Satisfiable',
  417: 'Expectation Failed',
  421: 'Misdirected Request',
  422: 'Unprocessable Content',
  426: 'Upgrade Required',
  428: 'Precondition Required',
  429: 'Too Many Requests',
  431: 'Request Header Fields Too Large',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  502: 'Bad Gateway',
  503: 'Service Unavailable',
  504: 'Gateway Timeout',
  505: 'HTTP Version Not Supported',
};

/** The reason phrase of a status, empty if it has none. */
export const reasonOf = (status: number): string => reasons[status] ?? '';

// The space before the reason phrase stays when there is none (RFC 9112, 4).
const lines = Array.from({ length: 1000 }, (_, status) => `HTTP/1.1 ${status} ${reasonOf(status)}\r\n`);

/** The status line: always of HTTP/1.1, whatever the client speaks (RFC 9110, 2.5). */
export const statusLine = (status: number): string => lines[status]!;

/** What a client that waits for it is told before it sends the body (RFC 9110, 10.1.1 and 15.2.1). */
export const continueResponse: Buffer = Buffer.from(`${statusLine(100)}\r\n`, 'latin1');
