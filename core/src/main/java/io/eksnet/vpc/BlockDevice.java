package io.eksnet.vpc;

import java.util.Optional;

/**
 * What a launch asks of a volume.
 *
 * @param name as the instance sees it: {@code /dev/xvda}
 * @param size in GiB
 * @param type such as {@code gp3}
 * @param iops input and output operations each second, where the type has them
 * @param throughput in MiB/s, where the type has it
 * @param key the ARN of the key that encrypts it
 */
public record BlockDevice(
    String name,
    int size,
    String type,
    Optional<Integer> iops,
    Optional<Integer> throughput,
    boolean encrypted,
    Optional<String> key,
    boolean deleteOnTermination) {

  /** The device that an instance boots from. */
  public static final String ROOT = "/dev/xvda";

  /** The root volume of Amazon Linux 2023's images: 8 GiB of gp3 with that type's least. */
  public static final BlockDevice STANDARD =
      new BlockDevice(
          ROOT, 8, "gp3", Optional.of(3_000), Optional.of(125), false, Optional.empty(), true);

  BlockDevice withDeleteOnTermination(boolean delete) {
    return new BlockDevice(name, size, type, iops, throughput, encrypted, key, delete);
  }
}
