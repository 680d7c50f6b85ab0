package io.eksnet.eks;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** The add-ons that eksnet can run, as EKS would offer them. */
public final class AddonCatalog {
  private static final String RESOURCE = "addon-versions.csv";

  /** Read when it is first asked for. */
  private static final class Known {
    static final SortedMap<String, AddonInfo> ADDONS = read();
  }

  private AddonCatalog() {}

  /** All add-ons, by name. */
  public static Collection<AddonInfo> all() {
    return Known.ADDONS.values();
  }

  /** An add-on. */
  public static Optional<AddonInfo> find(String name) {
    return Optional.ofNullable(Known.ADDONS.get(name));
  }

  /** The newest version of an add-on for clusters of a minor version; none for no add-on. */
  public static Optional<String> newestVersion(String name, String minor) {
    return find(name).map(it -> it.newest(minor));
  }

  private static SortedMap<String, AddonInfo> read() {
    Map<String, List<AddonInfo.Version>> versions = new TreeMap<>();
    for (String line : text().split("\n", -1)) {
      if (!line.isBlank() && !line.startsWith("#") && !line.startsWith("addon,")) {
        List<String> cells = List.of(line.strip().split(",", -1));
        versions
            .computeIfAbsent(cells.get(0), _ -> new ArrayList<>())
            .add(new AddonInfo.Version(cells.get(1), words(cells.get(2)), words(cells.get(3))));
      }
    }
    SortedMap<String, AddonInfo> addons = new TreeMap<>();
    versions.forEach((name, known) -> addons.put(name, info(name, known)));
    return java.util.Collections.unmodifiableSortedMap(addons);
  }

  private static List<String> words(String cell) {
    return cell.isEmpty() ? List.of() : List.of(cell.split(" ", -1));
  }

  private static AddonInfo info(String name, List<AddonInfo.Version> versions) {
    boolean cni = name.equals("vpc-cni");
    return new AddonInfo(
        name,
        name.equals("eks-pod-identity-agent") ? "security" : "networking",
        cni ? Optional.of("aws-node") : Optional.empty(),
        cni ? List.of("arn:aws:iam::aws:policy/AmazonEKS_CNI_Policy") : List.of(),
        versions);
  }

  private static String text() {
    try (InputStream in = AddonCatalog.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is missing beside " + AddonCatalog.class);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException wrong) {
      throw new UncheckedIOException(wrong);
    }
  }
}
