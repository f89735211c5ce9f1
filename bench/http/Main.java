import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.Context;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.startup.Tomcat;

/** Embedded Tomcat: Main DIRECTORY. No access log, which is the default of an embedded one. Prints its port. */
public class Main {
  static class Hello extends HttpServlet {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
      response.setContentType("text/plain");
      response.getWriter().write("Hello, World!");
    }
  }

  static class Slow extends Hello {
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
      try {
        Thread.sleep(10);
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      super.doGet(request, response);
    }
  }

  public static void main(String[] arguments) throws Exception {
    Logger.getLogger("").setLevel(Level.WARNING);
    Tomcat tomcat = new Tomcat();
    tomcat.setBaseDir(arguments[0]);
    Connector connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    connector.setPort(0);
    connector.setProperty("address", "127.0.0.1");
    connector.setProperty("server", "Tomcat");
    connector.setProperty("acceptCount", "1024");
    connector.setProperty("maxConnections", "20000");
    connector.setProperty("maxKeepAliveRequests", "-1");
    connector.setProperty("keepAliveTimeout", "600000");
    tomcat.setConnector(connector);
    Context context = tomcat.addContext("", arguments[0]);
    Tomcat.addServlet(context, "hello", new Hello());
    Tomcat.addServlet(context, "slow", new Slow());
    context.addServletMappingDecoded("/", "hello");
    context.addServletMappingDecoded("/slow", "slow");
    tomcat.start();
    System.out.println(connector.getLocalPort());
    tomcat.getServer().await();
  }
}
