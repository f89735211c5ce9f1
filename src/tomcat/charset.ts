/** The parameter `charset` of a Content-Type, null if there is none (RFC 9110, 8.3.2). */
export const charsetOf = (type: string): string | null =>
  /;\s*charset\s*=\s*(?:"([^"]*)"|([^\s;"]+))/i.exec(type)?.slice(1).find(Boolean) ?? null;
