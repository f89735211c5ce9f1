import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.HexFormat;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** TomcatEcho DIRECTORY: an embedded Tomcat that answers with the method and the body that it has read. Prints its port. */
public class TomcatEcho {
  static class Echo extends HttpServlet {
    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
      String body = HexFormat.of().formatHex(request.getInputStream().readAllBytes());
      boolean isSentinel = request.getRequestURI().equals("/sentinel");
      String json = "{\"method\":\"%s\",\"body\":\"%s\",\"isSentinel\":%b}".formatted(request.getMethod(), body, isSentinel);
      response.setContentType("application/json");
      response.setContentLength(json.length());
      response.getOutputStream().write(json.getBytes());
    }
  }

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.OFF);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[0]);
    Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("maxKeepAliveRequests", "-1");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", arguments[0]);
    Tomcat.addServlet(context, "echo", new Echo());
    context.addServletMappingDecoded("/", "echo");
    tomcat.start();
    System.out.println(connector.getLocalPort());
    tomcat.getServer().await();
  }
}
