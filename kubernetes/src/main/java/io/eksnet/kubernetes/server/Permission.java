package io.eksnet.kubernetes.server;

import io.eksnet.kubernetes.auth.UserInfo;
import io.eksnet.kubernetes.server.RequestPath.OfResource;
import io.eksnet.kubernetes.status.Status;
import java.util.Optional;
import java.util.Set;

/** Holds a request against the caller's {@link Rights}, in the words of Kubernetes' RBAC. */
public final class Permission {
  /** Where a caller's extra has the IAM principal behind an EKS token. */
  public static final String CANONICAL_ARN = "canonicalArn";

  /** What every caller may ask about itself (the ClusterRole system:basic-user). */
  private static final Set<String> ABOUT_ONESELF =
      Set.of("selfsubjectaccessreviews", "selfsubjectreviews", "selfsubjectrulesreviews");

  private Permission() {}

  /** Why a request is forbidden. */
  static Optional<Status> refusal(ApiRequest request, Rights rights) {
    if (!(RequestPath.parse(request.path()) instanceof OfResource path)
        || ABOUT_ONESELF.contains(path.resource().plural())) {
      return Optional.empty();
    }
    Rights.Asked asked = asked(path, request);
    return rights.allow(request.user(), asked)
        ? Optional.empty()
        : Optional.of(
            Status.forbidden(path.resource(), path.name().orElse(""), why(request.user(), asked)));
  }

  private static Rights.Asked asked(OfResource path, ApiRequest request) {
    boolean one = path.name().isPresent();
    String verb =
        switch (request.method()) {
          case "GET", "HEAD" -> one ? "get" : request.query().flag("watch") ? "watch" : "list";
          case "POST" -> "create";
          case "PUT" -> "update";
          case "PATCH" -> "patch";
          default -> one ? "delete" : "deletecollection";
        };
    String resource = path.resource().plural() + path.subresource().map(it -> "/" + it).orElse("");
    boolean namespace = resource.startsWith("namespaces") && one;
    return new Rights.Asked(
        verb,
        path.resource().kind().group(),
        resource,
        namespace ? path.name().orElse("") : path.namespace());
  }

  private static String why(UserInfo user, Rights.Asked asked) {
    return "User \""
        + user.username()
        + "\" cannot "
        + asked.verb()
        + " resource \""
        + asked.resource()
        + "\" in API group \""
        + asked.group()
        + "\" "
        + (asked.namespace().isEmpty()
            ? "at the cluster scope"
            : "in the namespace \"" + asked.namespace() + "\"");
  }
}
