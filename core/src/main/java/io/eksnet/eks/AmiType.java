package io.eksnet.eks;

import io.eksnet.vpc.InstanceType;
import io.eksnet.vpc.InstanceTypes;
import java.util.Arrays;
import java.util.Optional;

/** The kinds of images that EKS keeps for nodes, by the API's names. */
public enum AmiType {
  AL2_x86_64(Architecture.X86_64, Family.AL2),
  AL2_x86_64_GPU(Architecture.X86_64, Family.AL2),
  AL2_ARM_64(Architecture.ARM64, Family.AL2),
  CUSTOM(Architecture.ANY, Family.CUSTOM),
  BOTTLEROCKET_ARM_64(Architecture.ARM64, Family.BOTTLEROCKET),
  BOTTLEROCKET_x86_64(Architecture.X86_64, Family.BOTTLEROCKET),
  BOTTLEROCKET_ARM_64_FIPS(Architecture.ARM64, Family.BOTTLEROCKET),
  BOTTLEROCKET_x86_64_FIPS(Architecture.X86_64, Family.BOTTLEROCKET),
  BOTTLEROCKET_ARM_64_NVIDIA(Architecture.ARM64, Family.BOTTLEROCKET),
  BOTTLEROCKET_x86_64_NVIDIA(Architecture.X86_64, Family.BOTTLEROCKET),
  AL2023_x86_64_STANDARD(Architecture.X86_64, Family.AL2023),
  AL2023_ARM_64_STANDARD(Architecture.ARM64, Family.AL2023),
  AL2023_x86_64_NEURON(Architecture.X86_64, Family.AL2023),
  AL2023_x86_64_NVIDIA(Architecture.X86_64, Family.AL2023),
  AL2023_ARM_64_NVIDIA(Architecture.ARM64, Family.AL2023);

  /** Who makes the image. */
  public enum Family {
    AL2,
    AL2023,
    BOTTLEROCKET,
    CUSTOM
  }

  private enum Architecture {
    X86_64,
    ARM64,
    ANY
  }

  private final Architecture architecture;
  private final Family family;

  AmiType(Architecture architecture, Family family) {
    this.architecture = architecture;
    this.family = family;
  }

  /** Who makes it. */
  public Family family() {
    return family;
  }

  /** Whether it runs on instances of a type. */
  public boolean fits(InstanceType type) {
    return switch (architecture) {
      case ANY -> true;
      case ARM64 -> type.arm64();
      case X86_64 -> !type.arm64();
    };
  }

  /** The instance type that EKS takes when none is asked for. */
  public String defaultInstanceType() {
    return architecture == Architecture.ARM64 ? "t4g.medium" : "t3.medium";
  }

  /** The kind with a name. */
  public static Optional<AmiType> named(String name) {
    return Arrays.stream(values()).filter(it -> it.name().equals(name)).findFirst();
  }

  /** The plain Amazon Linux 2023 for an instance type, as eksctl chooses. */
  public static AmiType standardFor(String instanceType) {
    boolean arm =
        InstanceTypes.standard().find(instanceType).map(InstanceType::arm64).orElse(false);
    return arm ? AL2023_ARM_64_STANDARD : AL2023_x86_64_STANDARD;
  }
}
