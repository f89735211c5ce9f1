/** What a servlet is told when it begins, as `jakarta.servlet.ServletConfig`. */
export interface ServletConfig {
  /** The name of its class. */
  getServletName(): string;
  /** What {@link Tomcat.addServlet} was given by this name; null if nothing. */
  getInitParameter(name: string): string | null;
  /** The names of those. */
  getInitParameterNames(): string[];
  /** What it has in common with the other servlets. */
  getServletContext(): ServletContext;
}

/** What all servlets have in common, as `jakarta.servlet.ServletContext`. */
export interface ServletContext {
  /** The directory of the files, null if there is none. */
  getDocBase(): string | null;
  /** The type of a file, by its name; null when it is not known. */
  getMimeType(file: string): string | null;
  /** Writes a line to the standard error. */
  log(message: string): void;
  /** Whether the server stops: a response that would go on for as long as its client listens ends now. No system call. */
  isStopping(): boolean;
}
