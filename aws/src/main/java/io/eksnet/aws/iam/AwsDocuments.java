package io.eksnet.aws.iam;

import io.eksnet.iam.AwsManagedPolicy;
import io.eksnet.iam.PolicyDocument;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The documents of AWS-managed policies, each read once. */
public final class AwsDocuments {
  private static final Map<String, PolicyDocument> READ = new ConcurrentHashMap<>();

  private AwsDocuments() {}

  /** What an AWS-managed policy says. */
  public static PolicyDocument of(AwsManagedPolicy policy) {
    return READ.computeIfAbsent(policy.arn(), _ -> read(policy));
  }

  private static PolicyDocument read(AwsManagedPolicy policy) {
    return switch (PolicyReader.read(policy.text())) {
      case PolicyReader.Read.Good(var good) -> good.document();
      case PolicyReader.Read.Wrong(var message) ->
          throw new IllegalStateException(policy.name() + ": " + message);
    };
  }
}
