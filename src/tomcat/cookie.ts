/** A cookie, as `jakarta.servlet.http.Cookie` (RFC 6265). */
export class Cookie {}
