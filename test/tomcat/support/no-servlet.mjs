export default class NoServlet {}
