const second = 1000;
let madeFor = 0;
let line = '';

/** The field line Date (RFC 9110, 6.6.1), which is made once a second. */
export function dateLine(): string {
  const now = Date.now();
  // A clock that is set back counts too.
  if (now >= madeFor + second || now < madeFor) {
    madeFor = now - (now % second);
    line = `Date: ${new Date(now).toUTCString()}\r\n`;
  }
  return line;
}
