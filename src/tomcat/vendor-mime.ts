/** As vendor.ts; apart, because it is large, and most threads need it never. It becomes vendor-mime.cjs. */
import mime from 'mime';

/** The media type of a file by the extension of its name; null when it is not known. */
export const mimeTypeOf: (file: string) => string | null = (file) => mime.getType(file);
