package io.eksnet.app.daemon;

import io.eksnet.app.network.Endpoints;
import io.eksnet.app.network.NetworkName;
import io.eksnet.app.network.StateFolder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;

/** The loopback ports of a network. */
record Ports(int kubernetes, int aws) {
  /**
   * The default network has fixed ports, so that scripts can rely on them; others take the ports
   * they had before if those are free, else any.
   */
  static Ports choose(StateFolder folder, int kubernetes, int aws) throws IOException {
    if (folder.name().value().equals(NetworkName.DEFAULT)) {
      for (int port : new int[] {kubernetes, aws}) {
        if (!isFree(port)) {
          throw new Daemon.PortTakenException(port, folder.name());
        }
      }
      return new Ports(kubernetes, aws);
    }
    Optional<Endpoints> before = folder.readEndpoints();
    return new Ports(
        before.map(Endpoints::kubernetesPort).filter(Ports::isFree).orElseGet(Ports::anyFree),
        before.map(Endpoints::awsPort).filter(Ports::isFree).orElseGet(Ports::anyFree));
  }

  private static boolean isFree(int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
      return port != 0;
    } catch (IOException taken) {
      return false;
    }
  }

  private static int anyFree() {
    try (ServerSocket probe = new ServerSocket()) {
      probe.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
      return probe.getLocalPort();
    } catch (IOException none) {
      throw new java.io.UncheckedIOException(none);
    }
  }
}
