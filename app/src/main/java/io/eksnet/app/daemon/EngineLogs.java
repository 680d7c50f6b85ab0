package io.eksnet.app.daemon;

import io.eksnet.cni.AwsNode;
import io.eksnet.cni.IpamdLog;
import io.eksnet.kube.Pod;
import io.eksnet.kubernetes.server.PodLogs;
import io.eksnet.world.World;
import java.util.List;

/** What eksnet's engines decided, as the logs of the components that they stand for. */
final class EngineLogs implements PodLogs {
  @Override
  public Log of(World world, Pod pod, String container) {
    boolean isAwsNode =
        pod.meta().namespace().equals("kube-system")
            && AwsNode.POD_LABEL
                .getValue()
                .equals(pod.meta().labels().get(AwsNode.POD_LABEL.getKey()));
    if (isAwsNode && container.equals(AwsNode.CONTAINER) && pod.spec().nodeName().isPresent()) {
      List<Line> lines =
          IpamdLog.lines(world, pod.spec().nodeName().get()).stream()
              .map(line -> new Line(line.at(), line.toString()))
              .toList();
      return new Log.Lines(lines);
    }
    return PodLogs.silent().of(world, pod, container);
  }
}
