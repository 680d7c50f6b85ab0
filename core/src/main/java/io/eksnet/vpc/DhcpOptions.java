package io.eksnet.vpc;

import io.eksnet.id.DhcpOptionsId;
import io.eksnet.id.Scope;
import io.eksnet.id.Scoped;
import io.eksnet.id.Tags;
import io.eksnet.table.Index;
import io.eksnet.table.Kind;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the instances of a VPC learn by DHCP. A set never changes.
 *
 * @param options values by the name of the option, in AWS's words: {@code domain-name-servers}
 * @param isDefault whether EC2 made it, for the VPCs that a Region's account makes
 */
public record DhcpOptions(
    DhcpOptionsId id, Scope scope, Map<String, List<String>> options, boolean isDefault, Tags tags)
    implements Scoped {

  /** Sets by account and Region. */
  public static final Index<DhcpOptions, Scope> BY_SCOPE =
      Index.by("DHCP options by scope", DhcpOptions::scope);

  /** Sets by id. */
  public static final Kind<DhcpOptionsId, DhcpOptions> KIND =
      Kind.of("dhcp-options", DhcpOptions.class, DhcpOptions::id).indexed(BY_SCOPE);

  public DhcpOptions {
    Map<String, List<String>> ordered = new TreeMap<>();
    options.forEach((name, values) -> ordered.put(name, List.copyOf(values)));
    options = Collections.unmodifiableMap(ordered);
  }

  /** This set with other tags. */
  public DhcpOptions withTags(Tags others) {
    return new DhcpOptions(id, scope, options, isDefault, others);
  }
}
