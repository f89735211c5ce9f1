import { HttpServlet } from './http-servlet.js';
export class DefaultServlet extends HttpServlet {}
