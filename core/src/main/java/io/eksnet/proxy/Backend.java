package io.eksnet.proxy;

import io.eksnet.kube.ObjectKey;
import io.eksnet.net.IpAddress;
import java.util.Optional;

/**
 * An endpoint that kube-proxy may pick.
 *
 * @param port the port at the endpoint
 * @param pod the pod that it stands for; endpoints kept by hand may have none
 * @param node the node that it is on, where that is known
 */
public record Backend(
    IpAddress address, int port, Optional<ObjectKey> pod, Optional<String> node) {}
